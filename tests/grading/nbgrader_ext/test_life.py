"""One life of a submission, with nbgrader itself: from solutions/ to the returned grade, by both ways in."""

import csv
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path, PurePath

import pytest
from nbgrader.api import Gradebook

from grading.intake.claims import claim
from helpers import look
from tests import life
from tests.course import LESSONS, exercises

STUDENTS = ["full", "half", "untouched"]
FIRST, SECOND = LESSONS[:2]
COMMENT = "Well said: now test it."

has_exchange = pytest.mark.skipif(sys.platform == "win32", reason="nbgrader has no exchange there")


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    """Hold everybody's folders."""
    return tmp_path_factory.mktemp("life")


@pytest.fixture(scope="session")
def teacher(home: Path) -> life.Person:
    """Set up two lessons of the course."""
    person = life.instructor(home)
    person.types("grading", "prepare", FIRST, SECOND)
    return person


@pytest.mark.full
def test_one_command_sets_up_the_whole_course(tmp_path: Path):
    said = life.instructor(tmp_path).types("grading", "prepare")
    assert all(f"{lesson}: ready to be handed in and graded" in said for lesson in LESSONS)


@pytest.fixture(scope="session")
def students(home: Path, teacher: life.Person) -> dict[str, life.Person]:
    """Let three students fetch the second lesson, answer what they can, and hand it in."""
    people = {name: life.student(home, name) for name in STUDENTS}
    for name, person in people.items():
        person.nbgrader("fetch_assignment", SECOND, "--student", name)
        life.answer(person.notebook(SECOND), SECOND, life.answered_by(name, SECOND))
        person.nbgrader("submit", SECOND, "--student", name)
    return people


@pytest.fixture(scope="session")
def graded(teacher: life.Person, students: dict) -> life.Person:
    """Collect and grade the second lesson; mark the text answers of `full` as a person would in the Formgrader."""
    teacher.nbgrader("collect", SECOND)
    teacher.nbgrader("autograde", SECOND)
    with gradebook(teacher) as book:
        for name, points in life.manual(SECOND).items():
            grade = book.find_grade(name, SECOND, SECOND, "full")
            assert grade.needs_manual_grade, f"{name} does not wait for a person"
            grade.manual_score, grade.needs_manual_grade = points, False
            book.find_comment(name, SECOND, SECOND, "full").manual_comment = COMMENT
        book.db.commit()
    return teacher


@pytest.fixture(scope="session")
def handed_in(home: Path, teacher: life.Person) -> str:
    """Collect and grade the first lesson as an LMS hands it over, with files that cannot be used among the good."""
    archive = teacher.folder / "downloaded" / FIRST / "archive"
    archive.mkdir(parents=True)
    for name in [*STUDENTS, "twice"]:
        path = shutil.copy(teacher.folder / ".nbgrader" / "released" / FIRST / f"{FIRST}.ipynb", home / f"{name}.ipynb")
        life.answer(path, FIRST, life.answered_by("full" if name == "twice" else name, FIRST))
    shutil.copy(home / "full.ipynb", archive / f"full_4711_0815_{FIRST}-1.ipynb")
    with zipfile.ZipFile(archive / f"COURSE-{FIRST}-77.zip", "w") as moodle:
        moodle.write(home / "half.ipynb", f"half_12_assignsubmission_file_/{FIRST}.ipynb")
        moodle.write(home / "untouched.ipynb", f"untouched_13_assignsubmission_file_/{FIRST} (1).ipynb")
        moodle.writestr("broken_14_assignsubmission_file_/handin.zip", "not a zip")
    for name in (f"twice_{FIRST}", f"twice_{FIRST}-1", "homework", FIRST):
        shutil.copy(home / "twice.ipynb", archive / f"{name}.ipynb")
    said = teacher.nbgrader("zip_collect", FIRST)
    teacher.nbgrader("autograde", FIRST)
    return said


def gradebook(teacher: life.Person) -> Gradebook:
    """Open the instructor's gradebook."""
    return Gradebook(f"sqlite:///{teacher.folder / 'gradebook.db'}", "layer-by-layer")


def points(teacher: life.Person, lesson: str, name: str) -> tuple[float, float]:
    """Read a student's autograded points, and the most there are, from the gradebook."""
    with gradebook(teacher) as book:
        grades = [g for n in book.find_submission(lesson, name).notebooks for g in n.grades]
        auto = [grade for grade in grades if grade.cell.cell_type == "code"]
        return sum(g.auto_score or 0 for g in auto), sum(g.max_score for g in auto)


@has_exchange
@pytest.mark.full
@pytest.mark.parametrize("name", STUDENTS)
def test_exchange_gives_each_student_what_they_earned(graded: life.Person, name: str):
    most = sum(exercise.points for exercise in exercises(SECOND))
    assert points(graded, SECOND, name) == (life.earned_by(name, SECOND), most)


@pytest.mark.full
@pytest.mark.parametrize("name", STUDENTS)
def test_lms_gives_each_student_what_they_earned(teacher: life.Person, handed_in: str, name: str):
    most = sum(exercise.points for exercise in exercises(FIRST))
    assert points(teacher, FIRST, name) == (life.earned_by(name, FIRST), most)


def test_half_is_a_real_part():
    assert 0 < life.earned_by("half", SECOND) < life.earned_by("full", SECOND)


@pytest.mark.full
def test_files_that_cannot_be_used_are_named_and_stop_nobody(teacher: life.Person, handed_in: str):
    assert f"NOT COLLECTED: homework.ipynb. Name it STUDENT_{FIRST}.ipynb." in handed_in
    assert f"NOT COLLECTED: {FIRST}.ipynb. Name it STUDENT_{FIRST}.ipynb." in handed_in
    assert f"NOT COLLECTED: twice_{FIRST}.ipynb. twice handed in twice_{FIRST}-1.ipynb too." in handed_in
    assert "NOT COLLECTED: handin.zip cannot be unpacked" in handed_in
    came = {path.name for path in (teacher.folder / "submitted").iterdir() if (path / FIRST).exists()}
    assert came == {*STUDENTS, "twice"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("s17_01_one_neuron.ipynb", "s17"),
        ("s17_4711_0815_01_one_neuron.ipynb", "s17"),
        ("s17_LATE_4711_0815_01_one_neuron-2.ipynb", "s17"),
        ("s17_01_one_neuron (1).ipynb", "s17"),
        ("submissions/s17_4711_0815_01_one_neuron.ipynb", "s17"),
        ("class_1/s17_4711_0815_handin/lessons/01_one_neuron/01_one_neuron.ipynb", "s17"),
        ("S 17_4711_assignsubmission_file_/01_one_neuron.ipynb", "S 17"),
        ("X-01_one_neuron-77/S 17_4711_assignsubmission_file_01_one_neuron.ipynb", "S 17"),
        ("01_one_neuron.ipynb", ""),
        ("s17_02_a_neuron_that_learns.ipynb", ""),
        ("s17_1/.ipynb_checkpoints/01_one_neuron.ipynb", ""),
        ("__MACOSX/s17_1/._01_one_neuron.ipynb", ""),
        ("s17_01_one_neuron-checkpoint.ipynb", ""),
    ],
)
def test_student_is_read_from_the_name(path: str, name: str):
    found = claim(PurePath(path), "01_one_neuron")
    assert (found.student if found else "") == name


@has_exchange
@pytest.mark.full
def test_validate_says_what_is_open(students: dict, graded: life.Person):
    path = f"lessons/{SECOND}/{SECOND}.ipynb"
    assert "Success" in students["full"].nbgrader("validate", path)
    said = students["untouched"].nbgrader("validate", path)
    assert f"FAILED ON {len(exercises(SECOND)) + len(life.manual(SECOND))} CELL(S)" in said


@has_exchange
@pytest.mark.full
def test_feedback_comes_back_with_the_comment(students: dict, graded: life.Person):
    graded.nbgrader("generate_feedback", SECOND)
    graded.nbgrader("release_feedback", SECOND)
    students["full"].nbgrader("fetch_feedback", SECOND, "--student", "full")
    pages = list(students["full"].folder.rglob("feedback/*/*.html"))
    assert len(pages) == 1
    page = pages[0].read_text(encoding="utf-8")
    met = len(exercises(SECOND)) + len(life.manual(SECOND))
    assert COMMENT in page and page.count(look.as_html("met")) == 2 * met  # in the table, and at its place


@has_exchange
@pytest.mark.full
def test_export_holds_the_same_points(graded: life.Person):
    graded.nbgrader("export", "--to", "grades.csv")
    with open(graded.folder / "grades.csv", newline="", encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file) if row["assignment"] == SECOND}
    most = life.earned_by("full", SECOND) + sum(life.manual(SECOND).values())
    assert {float(row["max_score"]) for row in rows.values()} == {most}
    expected = {name: life.earned_by(name, SECOND) for name in STUDENTS} | {"full": most}
    assert {name: float(rows[name]["score"]) for name in STUDENTS} == expected


@has_exchange
@pytest.mark.full
def test_prepare_again_keeps_the_grades_and_what_was_answered(graded: life.Person):
    mine = graded.notebook(SECOND)
    life.answer(mine, SECOND, life.answered_by("full", SECOND))
    before = mine.read_bytes(), points(graded, SECOND, "half")
    graded.types("grading", "prepare", SECOND)
    assert (mine.read_bytes(), points(graded, SECOND, "half")) == before


def test_a_lesson_that_is_not_there_is_answered_in_a_sentence():
    command = [sys.executable, "-m", "grading", "prepare", "nonsense"]
    done = subprocess.run(command, cwd=life.ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert done.stderr.startswith("There is no lesson nonsense. The lessons are 00_start_here")
    assert "Traceback" not in done.stderr
