"""What a lesson's page says of starting it, and what it gives to take along."""

import zipfile
from pathlib import Path

from docs import explorables, lessons, site, to_start
from docs.browser import address
from tests.course import LESSONS

ONE = "01_one_neuron"


def source_of(folder: Path, monkeypatch) -> str:
    """Collect the pages, with one lesson whole and nothing that moves, and return that lesson's."""
    monkeypatch.setattr(explorables, "all_steps", lambda names: {})
    site.collect(folder / "source", [ONE])
    return (folder / "source" / "lessons" / ONE / f"{ONE}.ipynb").read_text(encoding="utf-8")


def test_a_page_offers_the_notebook_and_what_it_needs(tmp_path, monkeypatch):
    page = source_of(tmp_path, monkeypatch)
    assert f"_sources/lessons/{ONE}/{ONE}.ipynb" in page and f"{to_start.STUDENTS_FOLDER}.zip" in page
    assert "Run this lesson" not in page


def test_a_page_offers_to_run_the_lesson_where_there_is_a_browser_edition(tmp_path, monkeypatch):
    (tmp_path / to_start.BROWSER).mkdir()
    page = source_of(tmp_path, monkeypatch)
    assert "Run this lesson" in page and f"../../{to_start.RUN}/{address.of_lesson(ONE)}" in page


def test_the_site_gets_the_browser_edition_without_a_second_copy(tmp_path, monkeypatch):
    browser, html = tmp_path / "browser", tmp_path / "html"
    (browser / "lab").mkdir(parents=True)
    html.mkdir()
    (browser / "lab" / "index.html").write_text("lab", encoding="utf-8")
    monkeypatch.setattr(to_start, "zipped", lambda place: place)
    to_start.add(html, browser)
    assert (html / to_start.RUN / "lab" / "index.html").samefile(browser / "lab" / "index.html")


def test_the_zip_file_is_a_students_folder_with_every_lesson_as_it_is_released(tmp_path):
    with zipfile.ZipFile(to_start.zipped(tmp_path)) as archive:
        names = set(archive.namelist())
        top = to_start.STUDENTS_FOLDER
        assert {f"{top}/START.md", f"{top}/pyproject.toml", f"{top}/helpers/__init__.py"} <= names
        assert not [name for name in names if "solutions/" in name or "nbgrader_ext" in name or "/report/" in name]
        for name in LESSONS:
            released = lessons.released(name).read_bytes()
            assert archive.read(f"{top}/lessons/{name}/{name}.ipynb") == released
            assert archive.read(f"{top}/original/{name}.ipynb") == released
