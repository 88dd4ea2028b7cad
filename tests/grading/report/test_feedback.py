"""Feedback pages in a zip: called as the platform called what it handed over, and nothing else in it."""

import zipfile
from pathlib import Path

import pytest

from grading.cli.feedback_zip import zip_pages
from grading.report.downloads import Kept, kept

LESSON = "01_one_neuron"
NOTEBOOK = f"{LESSON}.ipynb"


def hand_in(course: Path, student: str, *places: str, same: bool = True) -> None:
    """Let a student's notebook lie where it was handed in, where it was collected, and its page where it is made."""
    text = f"what {student} wrote"
    for path in [f"submitted/{student}/{LESSON}/{NOTEBOOK}", *(f"downloaded/{LESSON}/extracted/{p}" for p in places)]:
        (course / path).parent.mkdir(parents=True, exist_ok=True)
        (course / path).write_text(text if same or "submitted" in path else "something else", encoding="utf-8")
    page = course / "feedback" / student / LESSON / f"{LESSON}.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<p>to {student}", encoding="utf-8")


def members(course: Path) -> dict[str, str]:
    """Map each name in the zip to what it holds."""
    with zipfile.ZipFile(course / "feedback" / f"{LESSON}.zip") as packed:
        assert packed.testzip() is None
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_pages_are_called_as_the_platform_called_the_notebooks(tmp_path: Path, capsys):
    hand_in(tmp_path, "s17", f"s17_4711_0815_{NOTEBOOK}")
    hand_in(tmp_path, "s18", f"s18_LATE_4712_0816_{LESSON}-1.ipynb")
    hand_in(tmp_path, "a.berg", f"all/a.berg_4713_0817_hw/inner/{NOTEBOOK}")
    hand_in(tmp_path, "Anna Schmidt", f"Anna Schmidt_5_assignsubmission_file_/{NOTEBOOK}")
    hand_in(tmp_path, "Bo Berg", f"Bo Berg_6_assignsubmission_file/deep/{NOTEBOOK}")
    hand_in(tmp_path, "Cy Coy", f"Cy Coy_7_assignsubmission_file_{NOTEBOOK}")
    hand_in(tmp_path, "byhand", f"byhand_{NOTEBOOK}")
    hand_in(tmp_path, "none")
    (tmp_path / "feedback" / "s17" / LESSON / "extra.html").write_text("not a page", encoding="utf-8")
    (tmp_path / "feedback" / "s17" / "02_other").mkdir()
    zip_pages([LESSON], tmp_path)
    assert members(tmp_path) == {
        f"s17_4711_0815_{LESSON}.html": "<p>to s17",
        f"s18_LATE_4712_0816_{LESSON}-1.html": "<p>to s18",
        "a.berg_4713_0817_hw.html": "<p>to a.berg",
        f"Anna Schmidt_5_assignsubmission_file_/{LESSON}.html": "<p>to Anna Schmidt",
        f"Bo Berg_6_assignsubmission_file/{LESSON}.html": "<p>to Bo Berg",
        f"Cy Coy_7_assignsubmission_file_{LESSON}.html": "<p>to Cy Coy",
        "byhand.html": "<p>to byhand",
        "none.html": "<p>to none",
    }
    said = capsys.readouterr().out
    assert "pages: 8." in said and "    byhand\n    none\n" in said
    first = (tmp_path / "feedback" / f"{LESSON}.zip").read_bytes()
    zip_pages([LESSON], tmp_path)
    assert (tmp_path / "feedback" / f"{LESSON}.zip").read_bytes() == first
    assert [path.name for path in (tmp_path / "feedback").glob(".*")] == []


def test_a_name_counts_for_the_student_whose_notebook_it_is_and_the_outermost_one_counts(tmp_path: Path):
    hand_in(tmp_path, "Victim", "Victim_1_assignsubmission_file_/" + NOTEBOOK)
    hand_in(tmp_path, "Trudy", f"Trudy_2_assignsubmission_file_/hw/Victim_9_assignsubmission_file_/{NOTEBOOK}")
    hand_in(tmp_path, "Mallory", f"Mallory_3_assignsubmission_file_/{NOTEBOOK}", same=False)
    hand_in(
        tmp_path, "Twice", f"Twice_4_assignsubmission_file_/{NOTEBOOK}", f"Twice_5_assignsubmission_file_/{NOTEBOOK}"
    )
    assert kept(LESSON, tmp_path) == {
        "Victim": Kept("1", "Victim_1_assignsubmission_file_", True),
        "Trudy": Kept("2", "Trudy_2_assignsubmission_file_", True),
    }
    assert kept("00_start_here", tmp_path) == {}


def test_links_are_no_pages(tmp_path: Path):
    hand_in(tmp_path, "anna")
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    linked = tmp_path / "feedback" / "linked" / LESSON
    linked.mkdir(parents=True)
    (linked / f"{LESSON}.html").symlink_to(tmp_path / "secret.html")
    (tmp_path / "feedback" / "bo").symlink_to(tmp_path / "feedback" / "anna")
    zip_pages([LESSON], tmp_path)
    assert set(members(tmp_path)) == {"anna.html"}


def test_where_there_is_no_page_it_says_so_and_writes_nothing(tmp_path: Path):
    with pytest.raises(SystemExit, match="no feedback page of 01_one_neuron, 00_start_here.*generate_feedback"):
        zip_pages([LESSON, "00_start_here"], tmp_path)
    assert not list(tmp_path.iterdir())
    hand_in(tmp_path, "anna")
    zip_pages([LESSON, "00_start_here"], tmp_path)
    assert [path.name for path in (tmp_path / "feedback").glob("*.zip")] == [f"{LESSON}.zip"]
