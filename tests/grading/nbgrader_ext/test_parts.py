"""Small parts of the plug-ins, each by itself: what is walked through, named, numbered, cleaned."""

import logging
import os
from datetime import datetime
from pathlib import Path, PurePath

import pytest
from nbgrader.coursedir import CourseDirectory

from grading.feedback.sanitise import clean_html, markdown_to_html
from grading.nbgrader_ext import collect, exchange
from grading.nbgrader_ext.collect import modules_beside, plain_files

LESSON = "01_one_neuron"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Make a folder with files, folders, links and, where there are any, a pipe."""
    for name in ("b", "a/y", "a/x"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    (tmp_path / "c").symlink_to("b")
    (tmp_path / "d").symlink_to("a")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "e")
    return tmp_path


def test_plain_files_are_walked_through_in_order(listed: Path):
    refused: list[tuple[str, str]] = []
    found = [str(p.relative_to(listed)) for p in plain_files(listed, lambda p, why: refused.append((p.name, why)))]
    assert found == ["b", "a/x", "a/y"] and list(plain_files(listed)) == [listed / name for name in found]
    names = ["c", "d", *(["e"] if hasattr(os, "mkfifo") else [])]
    assert refused == [(name, collect.LINK) for name in names]


def test_a_free_path(tmp_path: Path):
    path = tmp_path / "x.ipynb"
    assert collect._free(path) == path
    path.write_text("")
    assert collect._free(path) == tmp_path / "x (2).ipynb"
    (tmp_path / "x (2).ipynb").symlink_to("nowhere")
    assert collect._free(path) == tmp_path / "x (3).ipynb"


def test_the_first_few_are_named_and_the_others_counted():
    assert collect._some([]) == [] and collect._some(list("abcde")) == list("abcde")
    assert collect._some(list("abcdefg")) == [*"abcde", "2 more were not unpacked either."]


def test_modules_are_of_whoever_has_the_only_notebook_beside_them():
    place = PurePath
    owners = {"ann/n.ipynb": "ann", "two/n.ipynb": "bob", "two/m.ipynb": "cy", "n.ipynb": "dan"}
    notebooks = {place(path): (student, "n") for path, student in owners.items()}
    files = [place(p) for p in ("ann/a.py", "ann/a.txt", "ann/sub/b.py", "two/c.py", "d.py", "ann/n.ipynb")]
    assert modules_beside(notebooks, files) == {place("ann/a.py"): ("ann", "a.py")}


def collector(tmp_path: Path) -> exchange.Collect:
    """Make a collector without nbgrader around it."""
    made = exchange.Collect.__new__(exchange.Collect)
    made.coursedir = CourseDirectory(assignment_id=LESSON)
    made.log = logging.getLogger("a test of the exchange")
    return made


def test_what_is_not_collected_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    good, link, bad = (tmp_path / f"{name}+{LESSON}+2026-11-28 18:00:00 UTC+x" for name in ("ann", "bob", "=1"))
    good.mkdir()
    bad.mkdir()
    link.symlink_to(good)
    made = collector(tmp_path)
    with caplog.at_level(logging.WARNING):
        records = [made._path_to_record(str(path)) for path in (good, link, bad, tmp_path / "gone")]
    assert records[0] == {"username": "ann", "filename": good.name, "timestamp": datetime(2026, 11, 28, 18)}
    assert {record["username"] for record in records[1:]} == {exchange.NOBODY} == {""}
    said = [record.getMessage() for record in caplog.records]
    assert said[0] == f"NOT COLLECTED: {link.name}: it is a link, or no folder, and was not followed."
    assert len(said) == 3 and "=1 cannot be a student's name here." in said[1] and "not of the form" in said[2]


def test_the_time_is_the_one_in_the_folders_name(tmp_path: Path):
    made = collector(tmp_path)
    made.staged = tmp_path
    (tmp_path / "timestamp.txt").mkdir()
    made._write_time(datetime(2026, 11, 28, 18, 0, 1, 5))
    assert (tmp_path / "timestamp.txt").read_text() == "2026-11-28 18:00:01.000005 UTC" and (
        tmp_path / "timestamp"
    ).is_dir()


def test_what_can_be_listed(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    made = exchange.List.__new__(exchange.List)
    made.log = logging.getLogger("a test of the list")
    folder = tmp_path / f"ann+{LESSON}+2026-11-28 18:00:00 UTC+x"
    folder.mkdir()
    (folder / "submission_secret.txt").write_text("abc")
    (folder / "n.ipynb").write_text("{}")
    assert made._can_be_listed(folder)
    (folder / "m.ipynb").symlink_to("n.ipynb")
    with caplog.at_level(logging.WARNING):
        assert not made._can_be_listed(folder) and not made._can_be_listed(tmp_path / "x")
        (folder / "m.ipynb").unlink()
        (folder / "submission_secret.txt").write_text("")
        assert not made._can_be_listed(folder)
    assert [record.getMessage().startswith("NOT LISTED: ") for record in caplog.records] == [True] * 3


def test_what_a_page_may_hold():
    assert "\\75" not in clean_html('<span style="color:\\75rl(x)">a</span>')
    assert "url" not in clean_html('<span style="background:URL(x)">a</span>')
    assert "color" in clean_html('<span style="color:red">a</span>')
    pasted = {"p.png": {"image/png": "iVBORw0KGgo="}}
    page = markdown_to_html('![a "b" <i>](attachment:p.png)', pasted)
    assert "<i>" not in page and 'src="data:image/png;base64,iVBORw0KGgo="' in page
    assert "this picture is missing" in markdown_to_html("![a](attachment:q.png)", pasted)
