"""Grades as CSV: what a spreadsheet would compute is text, and a name stays in its column."""

import csv
import os
import sys
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from grading.nbgrader_ext.export import CsvExport

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Make a gradebook in which some students have names that a spreadsheet would compute."""
    path = tmp_path_factory.mktemp("export")
    with pytest.MonkeyPatch.context() as patch:  # nbgrader calls alembic by name
        patch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
        made = Gradebook(f"sqlite:///{path / 'gradebook.db'}", "layer-by-layer")
    with made:
        made.add_assignment("one", duedate=datetime(2026, 11, 28))
        made.add_notebook("one", "one")
        made.add_grade_cell("test", "one", "one", max_score=3, cell_type="code")
        made.add_student("plain", first_name="Anna", last_name="Schmidt")
        made.add_student("=1+1", first_name="@SUM(A1)", last_name="-2", email="+x")
        made.add_student("other", first_name='a,"b', last_name="two\nlines")
        with made.db.no_autoflush:  # or SQLAlchemy warns of what nbgrader does
            made.add_submission("one", "plain").notebooks[0].grades[0].manual_score = 2
        made.db.commit()
        yield made


def exported(book: Gradebook, plugin: type, path: Path, **options: list[str]) -> list[dict[str, str]]:
    """Export, and read as a spreadsheet does."""
    plugin(to=str(path), **options).export(book)
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_names_are_text_and_stay_in_their_columns(book: Gradebook, tmp_path: Path):
    rows = {row["student_id"]: row for row in exported(book, CsvExport, tmp_path / "grades.csv")}
    assert set(rows) == {"plain", "'=1+1", "other"}
    assert [rows["'=1+1"][name] for name in ("first_name", "last_name", "email")] == ["'@SUM(A1)", "'-2", "'+x"]
    assert (rows["other"]["first_name"], rows["other"]["last_name"]) == ('a,"b', "two\nlines")
    assert rows["other"]["score"] == "0.0" and rows["plain"]["score"] == "2.0"


def test_plain_names_are_exported_as_nbgrader_does(book: Gradebook, tmp_path: Path):
    ours = exported(book, CsvExport, tmp_path / "ours.csv", student=["plain"], assignment=["one"])
    theirs = exported(book, CsvExportPlugin, tmp_path / "theirs.csv", student=["plain"], assignment=["one"])
    assert ours == theirs and len(ours) == 1
    assert exported(book, CsvExport, tmp_path / "none.csv", assignment=["two"]) == []
