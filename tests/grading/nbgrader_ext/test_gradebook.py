"""What the class report reads of a course: a real gradebook, graded notebooks whole and damaged, and a page of them."""

import csv
import json
import os
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.api import Gradebook

from grading.cli import report
from grading.engine.grade import GRADING
from grading.nbgrader_ext import gradebook
from grading.nbgrader_ext.exclusive import CAUSES, EMPTY
from grading.report.records import Ending, Exercise

LESSON, TIME = "01_small", datetime(2026, 11, 28, 12)
CONFIG = "from pathlib import Path\nc = get_config()\nc.CourseDirectory.root = str(Path(__file__).parent)\n"
MARKS = {"schema_version": 3, "locked": True, "task": False}
TEST = MARKS | {"grade": True, "solution": False}
MESSAGE = 'f(1)\n    expected 1, got 2\nYou added one.\nRead again: "Ones".'


def notebook(*endings: tuple[str, str, str]) -> nbformat.NotebookNode:
    """Make a graded notebook whose tests ended so: name, kind of error, text."""
    cells = [new_code_cell("", metadata={"nbgrader": MARKS | {"grade": False, "solution": True, "grade_id": "f"}})]
    for name, error, text in endings:
        outputs = [new_output("stream", text="printed\n")]
        outputs += [new_output("error", ename=error, evalue=text, traceback=[text])] * bool(error)
        marks = TEST | {"grade_id": name, "points": 2}
        cells.append(new_code_cell("", outputs=outputs, metadata={"nbgrader": marks, GRADING: {"reason": text}}))
    return new_notebook(cells=cells)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Make a course of one lesson: `met`, `wrong`, `lost`, `odd` are graded, `new` is not, `absent` gave nothing."""
    (tmp_path / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "solutions" / LESSON).mkdir(parents=True)
    solution = notebook(("test_second", "", ""), ("test_first", "", ""))
    solution.cells.insert(0, nbformat.v4.new_markdown_cell("# 01 Small\n\nmore"))
    nbformat.write(solution, tmp_path / "solutions" / LESSON / f"{LESSON}.ipynb")
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "layer-by-layer") as book:
        book.add_assignment(LESSON)
        book.add_notebook(LESSON, LESSON)
        book.add_grade_cell("test_first", LESSON, LESSON, max_score=2, cell_type="code")
        book.add_grade_cell("test_second", LESSON, LESSON, max_score=3, cell_type="code")
        book.add_task_cell("reflect", LESSON, LESSON, max_score=1, cell_type="markdown")
        book.add_student("absent", first_name="Ab", last_name="Sent")
        for student in ("met", "wrong", "lost", "odd"):
            book.add_student(student)
            with book.db.no_autoflush:  # or SQLAlchemy warns of what nbgrader does
                submission = book.add_submission(LESSON, student, timestamp=TIME)
            for grade in submission.notebooks[0].grades:
                grade.auto_score = {"test_first": 2, "test_second": 3, "reflect": None}[grade.cell.name]
                grade.needs_manual_grade = grade.auto_score is None
                if student == "wrong":
                    grade.auto_score = 0
                    grade.needs_manual_grade = False
                if student == "met" and grade.cell.name == "reflect":
                    grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 0.5, 0.25, False
        book.db.commit()
    for student in ("met", "wrong", "lost", "odd", "new", "-no name"):
        (tmp_path / "submitted" / student / LESSON).mkdir(parents=True)
        (tmp_path / "autograded" / student / LESSON).mkdir(parents=True)
    put(tmp_path, "met", notebook(("test_first", "", ""), ("test_second", "", "")))
    put(tmp_path, "wrong", notebook(("test_first", "NotMet", MESSAGE), ("test_second", "NotAnswered", "Open.")))
    (tmp_path / "autograded" / "odd" / LESSON / f"{LESSON}.ipynb").write_text('{"cells": [{"cell_type": "code"}]}')
    return tmp_path


def put(course: Path, student: str, made: nbformat.NotebookNode) -> None:
    nbformat.write(made, course / "autograded" / student / LESSON / f"{LESSON}.ipynb")


def test_a_course_becomes_plain_records(course: Path):
    lesson = gradebook.read(LESSON, course)
    assert lesson.title == "01 Small"
    assert lesson.exercises == (Exercise("test_second", 3), Exercise("test_first", 2), Exercise("reflect", 1))
    records = {record.student: record for record in lesson.records}
    assert [(name, record.state) for name, record in records.items()] == [
        ("absent", "not handed in"), ("lost", "graded"), ("met", "graded"), ("new", "not graded"),
        ("odd", "graded"), ("wrong", "graded")]  # fmt: skip
    assert records["absent"].shown == "Ab Sent (absent)" and records["met"].shown == "met"
    assert records["met"].points == {"test_first": 2, "test_second": 3, "reflect": 0.75}
    assert records["met"].handed_in == TIME and records["met"].to_mark == () and not records["met"].endings
    assert records["lost"].points["reflect"] is None and records["lost"].to_mark == ("reflect",)
    assert records["wrong"].endings == {
        "test_first": Ending("NotMet", MESSAGE),
        "test_second": Ending("NotAnswered", "Open."),
    }
    assert {name for name, record in records.items() if record.problem} == {"lost", "odd"}
    assert (records["lost"].problem, records["odd"].problem) == (gradebook.LOST, gradebook.UNREAD)
    assert records["odd"].points["test_first"] == 2  # its points are not lost


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b"7", b'{"cells": 7}', b'{"cells": [{}]}', b"[" * 100_000]
)
def test_a_damaged_notebook_costs_itself_alone(course: Path, content: bytes):
    (course / "autograded" / "met" / LESSON / f"{LESSON}.ipynb").write_bytes(content)
    records = {record.student: record for record in gradebook.read(LESSON, course).records}
    assert records["met"].problem == gradebook.UNREAD and records["met"].points["test_first"] == 2
    assert records["wrong"].endings


def test_a_text_in_lines_and_a_notebook_of_nbgraders_own_grader_are_read(course: Path):
    made = notebook(("test_first", "NotMet", MESSAGE))
    del made.cells[1].metadata[GRADING]
    made.cells[1].outputs[-1].evalue = MESSAGE.splitlines(keepends=True)
    (course / "autograded" / "met" / LESSON / f"{LESSON}.ipynb").write_text(json.dumps(made), encoding="utf-8")
    records = {record.student: record for record in gradebook.read(LESSON, course).records}
    assert records["met"].endings == {"test_first": Ending("NotMet", MESSAGE)}


def test_the_command_writes_both_files_and_says_how_far_a_class_is(course: Path, capsys):
    report.run([LESSON], course)
    said = capsys.readouterr().out
    assert said.startswith(f"report/{LESSON}.html: 5 of 6 handed in; 1 not graded yet; 2 to be marked by hand; lost: ")
    assert "You added one." in (course / "report" / f"{LESSON}.html").read_text(encoding="utf-8")
    with open(course / "report" / f"{LESSON}.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4 * 3 + 2 and sorted(os.listdir(course / "report")) == [f"{LESSON}.csv", f"{LESSON}.html"]


def test_a_lesson_that_was_never_prepared_is_named_and_the_others_are_reported(course: Path, capsys):
    with pytest.raises(SystemExit, match="knows no lesson 02_other"):
        report.run(["02_other", LESSON], course)
    assert (course / "report" / f"{LESSON}.html").exists()
    with pytest.raises(SystemExit, match="knows no lesson 02_other"):
        report.run(["02_other"], course)


def test_a_gradebook_that_is_not_there_is_not_made(course: Path):
    (course / "gradebook.db").unlink()
    with pytest.raises(SystemExit, match="There is no gradebook yet"):
        gradebook.read(LESSON, course)
    assert not (course / "gradebook.db").exists()


def test_an_empty_or_damaged_gradebook_is_named(course: Path, caplog):
    (course / "gradebook.db").write_bytes(b"")
    with pytest.raises(SystemExit) as empty:
        gradebook.read(LESSON, course)
    assert empty.value.code == CAUSES[EMPTY]
    (course / "gradebook.db").write_bytes(b"no database" * 1000)
    with pytest.raises(SystemExit) as damaged:
        gradebook.read(LESSON, course)
    assert damaged.value.code == 1 and CAUSES["not a database"] in caplog.text


def test_reading_writes_nothing(course: Path):
    def stamps() -> dict[str, tuple[int, int]]:
        files = [path for path in course.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in files}

    before = stamps()
    gradebook.read(LESSON, course)
    assert stamps() == before
