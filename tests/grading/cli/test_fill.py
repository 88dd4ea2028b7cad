"""`python -m grading fill`: what it says, what it writes, and that bad input changes nothing."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbgrader.api import Gradebook

from grading.cli import fill as command
from grading.nbgrader_ext import scores as reading
from grading.nbgrader_ext.scores import Scores
from tests import life
from tests.course import ROOT

ONE, TWO = "01_one_neuron", "02_a_neuron_that_learns"
CANVAS = (
    "Student,ID,SIS Login ID,Section,01_one_neuron (1),02_a_neuron_that_learns (2)\r\n"
    "    Points Possible,,,,100,10\r\n"
    '"Schmidt, Anna",11,anna,A,,\r\n'
    '"Berg, Bo",12,bo,A,,3\r\n'
)
MOODLE = "Identifier,Full name,Grade,Last modified (grade)\nParticipant 5,Anna,,-\nParticipant 6,Bo,,-\n"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a course with two lessons, and points in its gradebook."""
    for lesson in (ONE, TWO, "03_what_one_neuron_cannot_do"):
        (tmp_path / "solutions" / lesson).mkdir(parents=True)
        (tmp_path / "solutions" / lesson / f"{lesson}.ipynb").touch()
    points = {ONE: {"anna": 7.5, "gone\n": 1.0}, TWO: {"anna": 2.0, "bo": None}, "03_what_one_neuron_cannot_do": {}}
    made = {lesson: Scores(10, found) for lesson, found in points.items()}
    monkeypatch.setattr(command, "scores", lambda lessons, root: {name: made[name] for name in lessons})
    return tmp_path


def written(course: Path, text: str, name: str = "grades.csv") -> Path:
    """Write a file as the platform does."""
    path = course / name
    path.write_bytes(text.encode())
    return path


def refused(file: Path, *words: str) -> str:
    """Fill in a file that cannot be; return the sentence, and see that nothing was written."""
    before = {path: path.read_bytes() for path in file.parent.iterdir() if path.is_file()}
    with pytest.raises(SystemExit) as stopped:
        command.fill(file, list(words), file.parent)
    assert {path: path.read_bytes() for path in file.parent.iterdir() if path.is_file()} == before
    assert isinstance(stopped.value.code, str) and stopped.value.code.endswith(".")
    return stopped.value.code


def test_lessons_are_recognised_and_what_was_done_is_said(course: Path, capsys):
    file = written(course, CANVAS)
    target = command.fill(file, [], course)
    assert target == course / "grades.filled.csv" and file.read_bytes() == CANVAS.encode()
    assert target.read_bytes() == CANVAS.replace("anna,A,,", "anna,A,7.5,2").encode()
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "grades.csv: Canvas, students: 2.",
        "01_one_neuron, column 01_one_neuron (1): 1 filled in, 0 replaced, 0 right already, 0 left.",
        "  The platform counts out of 100 points, the lesson out of 10: nothing is scaled.",
        "  In the file, without a submission in the gradebook (1):",
        "    Berg, Bo",
        "  With a submission in the gradebook, and not in the file (1):",
        "    gone\N{REPLACEMENT CHARACTER}",
        f"{TWO}, column {TWO} (2): 1 filled in, 0 replaced, 0 right already, 1 left.",
        "  Mark their answers first, and fill in again (1):",
        "    bo",
        "Cells changed: 2. Import grades.filled.csv; grades.csv is as it was.",
    ]
    assert command.fill(target, [ONE], course) is None
    assert "Nothing is to be changed" in capsys.readouterr().out
    assert sorted(path.name for path in course.glob("*.csv")) == ["grades.csv", "grades.filled.csv"]


def test_only_the_lessons_that_were_named_are_filled_in(course: Path):
    target = command.fill(written(course, CANVAS), [TWO], course)
    assert target.read_bytes() == CANVAS.replace("anna,A,,", "anna,A,,2").encode()
    other = CANVAS.replace(TWO, "Homework = 2")
    target = command.fill(written(course, other), [f"{TWO}=homework = 2"], course)
    assert target.read_bytes() == other.replace("anna,A,,", "anna,A,,2").encode()


def test_a_link_in_the_copys_place_is_replaced_and_the_file_stays(course: Path):
    file = written(course, CANVAS)
    (course / "grades.filled.csv").symlink_to(file)
    target = command.fill(file, [], course)
    assert file.read_bytes() == CANVAS.encode() and stat.S_ISREG(target.lstat().st_mode)


def test_moodles_lesson_is_named_or_in_the_files_name(course: Path):
    want = MOODLE.replace("Anna,,", "Anna,2,").encode()
    assert command.fill(written(course, MOODLE), [TWO], course).read_bytes() == want
    assert command.fill(written(course, MOODLE, f"Grades-NN-{TWO}-9.csv"), [], course).read_bytes() == want
    assert "does not say which" in refused(written(course, MOODLE))
    assert "about one lesson" in refused(written(course, MOODLE), ONE, TWO)


def test_the_platforms_number_is_taken_from_what_was_collected(course: Path, monkeypatch: pytest.MonkeyPatch):
    for path in (
        f"submitted/bo/{ONE}/{ONE}.ipynb",
        f"downloaded/{ONE}/extracted/bo_5_assignsubmission_file_/{ONE}.ipynb",
    ):
        (course / path).parent.mkdir(parents=True)
        (course / path).write_text("the same", encoding="utf-8")
    monkeypatch.setattr(command, "scores", lambda lessons, root: {ONE: Scores(10, {"bo": 4.0})})
    assert (
        command.fill(written(course, MOODLE), [ONE], course).read_bytes()
        == MOODLE.replace("Anna,,", "Anna,4,").encode()
    )


def test_bad_input_is_refused_with_a_sentence_and_nothing_is_written(course: Path):
    file = written(course, CANVAS)
    assert "There is no lesson 09_none. The lessons are 01_one_neuron," in refused(file, "09_none")
    assert "holds no submission of 03_what" in refused(file, "03_what_one_neuron_cannot_do=01_one_neuron")
    assert "No column is called 03_what_one_neuron_cannot_do." in refused(file, "03_what_one_neuron_cannot_do")
    assert "Two lessons cannot be filled into one column" in refused(file, ONE, f"{TWO}={ONE}")
    assert "2 columns are called 01_one_neuron" in refused(written(course, CANVAS.replace(TWO, ONE)), ONE)
    assert "does not say which" in refused(written(course, CANVAS.replace("neuron", "thing")))
    assert "line 3 has 3 cells" in refused(written(course, CANVAS.replace("anna,A,,", "anna")))
    assert "grades.csv was not filled in. It is empty." in refused(written(course, ""))
    (course / "latin.csv").write_bytes(CANVAS.replace("Bo", "B\xf6").encode("latin-1"))
    assert "no text in UTF-8" in refused(course / "latin.csv")
    assert "No such file" in refused(course / "none.csv") and "directory" in refused(course / "solutions")


def test_a_lesson_without_submissions_stays_as_it_is_unless_it_was_named(course: Path, capsys):
    three = CANVAS.replace(TWO, "03_what_one_neuron_cannot_do")
    assert command.fill(written(course, three), [], course)
    assert "03_what_one_neuron_cannot_do: the gradebook holds no submission" in capsys.readouterr().out
    assert "holds no submission" in refused(written(course, three, "other.csv"), "03_what_one_neuron_cannot_do")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gradebook:
    """Make a gradebook with a lesson of two cells."""
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    course = SimpleNamespace(root=str(tmp_path), db_url=url, course_id="layer-by-layer")
    monkeypatch.setattr(reading, "open_course", lambda root: SimpleNamespace(coursedir=course))
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    with Gradebook(url, "layer-by-layer") as made:
        made.add_assignment(ONE)
        made.add_notebook(ONE, ONE)
        made.add_grade_cell("test", ONE, ONE, max_score=3, cell_type="code")
        made.add_grade_cell("essay", ONE, ONE, max_score=2, cell_type="markdown")
        made.add_assignment(TWO)
        made.db.commit()
        yield made


def mark(book: Gradebook, student: str, test: float | None, essay: float | None, late: float | None = None) -> None:
    """Enter a submission, as autograding and then a person do."""
    book.add_student(student)
    with book.db.no_autoflush:  # or SQLAlchemy warns of what nbgrader does
        (notebook,) = book.add_submission(ONE, student).notebooks
    notebook.late_submission_penalty = late
    marks = {grade.cell.name: grade for grade in notebook.grades}
    marks["test"].auto_score, marks["test"].needs_manual_grade = test, False
    marks["essay"].manual_score, marks["essay"].needs_manual_grade = essay, essay is None
    book.db.commit()


def test_points_are_those_of_nbgraders_export(book: Gradebook, tmp_path: Path):
    mark(book, "anna", 3, 1.5)
    mark(book, "late", 2, 2, late=1.0)
    mark(book, "very late", 1, 0, late=5.0)
    mark(book, "open", 3, None)
    mark(book, "not graded", None, 2)
    book.add_student("nothing handed in")
    found = reading.scores([ONE, TWO, "unknown"], tmp_path)
    points = {"anna": 4.5, "late": 3.0, "very late": 0.0, "open": None, "not graded": None}
    assert found == {ONE: Scores(5.0, points), TWO: Scores(0.0, {})}


@pytest.mark.parametrize("content, sentence", [(None, "is empty"), (b"", "is empty"), (b"no database" * 99, "damaged")])
def test_a_gradebook_that_cannot_be_used_is_named(book, tmp_path: Path, caplog, content: bytes | None, sentence: str):
    book.close()
    path = tmp_path / "gradebook.db"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SystemExit) as stopped:
        reading.scores([ONE], tmp_path)
    assert stopped.value.code == 1 and sentence in caplog.text


@pytest.mark.full
def test_an_instructor_fills_in_and_packs(tmp_path: Path):
    person = life.instructor(tmp_path)
    file = person.folder / "grades.csv"
    file.write_bytes(CANVAS.encode())
    early = person.tries("grading", "fill", "grades.csv", ONE)
    assert early.returncode == 1 and "The gradebook is empty" in early.stderr
    person.types("grading", "prepare", ONE)
    early = person.tries("grading", "fill", "grades.csv", ONE)
    assert early.returncode == 1 and f"no submission of {ONE}" in early.stderr
    with Gradebook(f"sqlite:///{person.folder / 'gradebook.db'}", "layer-by-layer") as book:
        book.add_student("anna")
        with book.db.no_autoflush:
            (notebook,) = book.add_submission(ONE, "anna").notebooks
        for grade in notebook.grades:
            grade.manual_score, grade.needs_manual_grade = 0.5, False
        points = len(notebook.grades) / 2
        book.db.commit()
    said = person.types("grading", "fill", "grades.csv", ONE)
    assert "1 filled in" in said and file.read_bytes() == CANVAS.encode()
    filled = CANVAS.replace("anna,A,,", f"anna,A,{points:g},").encode()
    assert (person.folder / "grades.filled.csv").read_bytes() == filled
    page = person.folder / "feedback" / "anna" / ONE / f"{ONE}.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>", encoding="utf-8")
    assert f"feedback/{ONE}.zip, pages: 1." in person.types("grading", "feedback-zip", ONE)


def test_the_command_ends_with_status_1_and_a_sentence(tmp_path: Path):
    file = written(tmp_path, "a,b\n1,2\n")
    typed = [sys.executable, "-m", "grading", "fill", str(file), ONE]
    done = subprocess.run(typed, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr.startswith("grades.csv was not filled in. It is neither Canvas's")
        and "Traceback" not in done.stderr
    )
