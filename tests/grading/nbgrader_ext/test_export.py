"""Grades as CSV: what a spreadsheet would compute is text, names stay in their columns, a large class costs little."""

import csv
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Grade, Gradebook, GradeCell, Student, SubmittedAssignment, SubmittedNotebook
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy import event

from grading.nbgrader_ext import export
from grading.nbgrader_ext.export import CsvExport
from tests import figures

TIME = datetime(2026, 11, 28, 18, 30)
EXERCISES = ("test_a", "test_b", "essay")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gradebook]:
    """Make a gradebook that tests read."""
    with gradebook(tmp_path_factory.mktemp("export")) as made:
        yield made


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Gradebook]:
    """Make a gradebook that a test fills."""
    with gradebook(tmp_path) as made:
        yield made


@contextmanager
def gradebook(folder: Path) -> Iterator[Gradebook]:
    """Make a gradebook in which some students have names that a spreadsheet would compute."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nbgrader.api.get_alembic_version", lambda: "new")  # or it calls alembic, which takes a second
        made = Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "layer-by-layer")
    with made:
        made.add_assignment("one", duedate=datetime(2026, 11, 28))
        made.add_notebook("one", "one")
        for name in EXERCISES:
            made.add_grade_cell(name, "one", "one", max_score=3, cell_type="code")
        made.add_student("plain", first_name="Anna", last_name="Schmidt")
        made.add_student("=1+1", first_name="@SUM(A1)", last_name="-2", email="+x")
        made.add_student("other", first_name='a,"b', last_name="two\nlines", email="\t=1")
        made.add_student("王", first_name="Zoë", last_name="Ångström", email="\r=1")
        with made.db.no_autoflush:  # or SQLAlchemy warns of what nbgrader does
            submission = made.add_submission("one", "plain", timestamp=TIME)
        for grade in submission.notebooks[0].grades:
            grade.auto_score = {"test_a": 2, "test_b": 1}.get(grade.name)
            grade.manual_score = {"test_b": 3}.get(grade.name)
            grade.extra_credit = {"test_a": 0.25}.get(grade.name)
        submission.notebooks[0].late_submission_penalty = 0.5
        made.db.commit()
        yield made


def exported(book: Gradebook, plugin: type, path: Path, **options: list[str]) -> list[dict[str, str]]:
    """Export, and read as a spreadsheet does."""
    plugin(to=str(path), **options).export(book)
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_names_are_text_and_stay_in_their_columns(book: Gradebook, tmp_path: Path):
    rows = {row["student_id"]: row for row in exported(book, CsvExport, tmp_path / "grades.csv")}
    assert set(rows) == {"plain", "'=1+1", "other", "王"}
    assert [rows["'=1+1"][name] for name in ("first_name", "last_name", "email")] == ["'@SUM(A1)", "'-2", "'+x"]
    assert (rows["other"]["first_name"], rows["other"]["last_name"]) == ('a,"b', "two\nlines")
    assert (rows["other"]["email"], rows["王"]["email"]) == ("'\t=1", "'\r=1")
    assert (rows["王"]["first_name"], rows["王"]["last_name"]) == ("Zoë", "Ångström")
    assert rows["other"]["score"] == "0.0" and rows["plain"]["score"] == "4.75"


def test_nbgraders_columns_are_as_nbgrader_writes_them(book: Gradebook, tmp_path: Path):
    ours = exported(book, CsvExport, tmp_path / "ours.csv", student=["plain"], assignment=["one"])
    theirs = exported(book, CsvExportPlugin, tmp_path / "theirs.csv", student=["plain"], assignment=["one"])
    assert [{name: row[name] for name in export.COLUMNS} for row in ours] == theirs and len(ours) == 1
    everybody = [row["student_id"] for row in exported(book, CsvExport, tmp_path / "all.csv")]
    assert everybody == ["'=1+1", "plain", "other", "王"], "in nbgrader's order, by last name"
    assert exported(book, CsvExport, tmp_path / "none.csv", assignment=["two"]) == []


def test_behind_them_stand_the_points_by_exercise(book: Gradebook, tmp_path: Path):
    rows = {row["student_id"]: row for row in exported(book, CsvExport, tmp_path / "grades.csv")}
    assert [rows["plain"][name] for name in ("a", "b", "essay")] == ["2.25", "3.0", ""]
    assert rows["plain"]["timestamp"] == str(TIME)
    assert [rows["other"][name] for name in ("a", "b", "essay", "timestamp")] == [""] * 4


def test_no_two_columns_have_one_name():
    assert export._titles(["test_a", "test_score", "b", "test_b"]) == ["a", "test_score", "b", "test_b"]


def test_a_file_that_cannot_be_written_gets_a_sentence_and_the_old_one_stays(book: Gradebook, tmp_path: Path, caplog):
    target = tmp_path / "grades.csv"
    target.mkdir()
    with pytest.raises(SystemExit):
        CsvExport(to=str(target)).export(book)
    assert target.is_dir() and not list(tmp_path.glob(".*"))
    with pytest.raises(SystemExit):
        CsvExport(to=str(tmp_path / "nowhere" / "grades.csv")).export(book)


def fill(book: Gradebook, students: int) -> None:
    """Enter a class in which everybody has handed in."""
    names = [f"s{number:06}" for number in range(students)]
    lesson = book.find_assignment("one")
    (notebook,) = lesson.notebooks
    cells = [cell.id for cell in book.db.query(GradeCell).all()]
    tables = {
        Student: [{"id": name, "last_name": f"L{name}"} for name in names],
        SubmittedAssignment: [
            {"id": name, "assignment_id": lesson.id, "student_id": name, "timestamp": TIME} for name in names
        ],
        SubmittedNotebook: [
            {"id": name, "assignment_id": name, "notebook_id": notebook.id, "flagged": False} for name in names
        ],
        Grade: [
            {"id": f"{name}-{place}", "notebook_id": name, "cell_id": cell, "auto_score": 2.0,
             "needs_manual_grade": False}
            for name in names for place, cell in enumerate(cells)
        ],
    }  # fmt: skip
    for table, rows in tables.items():
        book.db.execute(table.__table__.insert(), rows)
    book.db.commit()


def test_a_larger_class_costs_no_more_questions(large: Gradebook, tmp_path: Path):
    asked: list[str] = []
    event.listen(large.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    few = len(exported(large, CsvExport, tmp_path / "few.csv")), len(asked)
    fill(large, 300)
    asked.clear()
    many = len(exported(large, CsvExport, tmp_path / "many.csv")), len(asked)
    assert many == (few[0] + 300, few[1]) and few[1] <= 4


@pytest.mark.full
def test_a_hundred_thousand_rows_are_exported_in_seconds(large: Gradebook, tmp_path: Path):
    for name in "defg":
        large.add_grade_cell(f"test_{name}", "one", "one", max_score=3, cell_type="code")
    fill(large, 100_000)
    begun = time.process_time()
    rows = exported(large, CsvExport, tmp_path / "grades.csv")
    took = time.process_time() - begun
    figures.LINES.append(f"export: {len(rows):,} rows of 7 exercises in {took:.1f} s of CPU")
    assert len(rows) == 100_004 and rows[50_000]["score"] == "14.0"
