"""The whole life of submissions with a gradebook on a PostgreSQL server, which the test starts; two graders at once."""

import csv
import dataclasses
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook, Student, SubmittedAssignment
from sqlalchemy import create_engine, inspect, text

from grading.nbgrader_ext import exclusive
from grading.nbgrader_ext.shared import students
from grading.nbgrader_ext.shared.lock import Held, hold
from helpers import look
from tests import cluster, life
from tests.course import LESSONS, ROOT, exercises

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(sys.platform == "win32", reason="nbgrader has no exchange there"),
]
COURSE = "layer-by-layer"
FIRST, SECOND = LESSONS[:2]
NAMES = ["full", "half"]
TIME = "2026-02-03 04:05:06.000007 UTC"
COMMENT = "Well said: \N{GREEK SMALL LETTER SIGMA} is what it is, and 'quoted' \u2014 100 %."
HOLD = """
import sys
from grading.nbgrader_ext.shared.lock import hold
with hold(sys.argv[1], "layer-by-layer", sys.argv[2], "grading by night"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def server() -> Iterator[cluster.Server]:
    """Start a server."""
    with cluster.running() as started:
        yield started


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold everybody's folders."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def teacher(server: cluster.Server, home: Path) -> life.Person:
    """Set up two lessons of the course."""
    person = dataclasses.replace(life.instructor(home), variables=server.environment)
    person.types("grading", "prepare", FIRST, SECOND)
    return person


@pytest.fixture
def book(server: cluster.Server, teacher: life.Person, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gradebook]:
    """Open the gradebook."""
    monkeypatch.setenv("PGPASSFILE", server.environment["PGPASSFILE"])
    with Gradebook(server.url, COURSE) as opened:
        yield opened


@pytest.fixture(scope="module")
def graded(teacher: life.Person, home: Path) -> life.Person:
    """Let two students hand in both lessons, one through the exchange, and grade both lessons at once."""
    for name in NAMES:
        person = life.student(home, name)
        person.nbgrader("fetch_assignment", SECOND, "--student", name)
        life.answer(person.notebook(SECOND), SECOND, life.answered_by(name, SECOND))
        person.nbgrader("submit", SECOND, "--student", name)
        folder = teacher.folder / "submitted" / name / FIRST
        folder.mkdir(parents=True)
        shutil.copy(teacher.folder / ".nbgrader" / "released" / FIRST / f"{FIRST}.ipynb", folder)
        life.answer(folder / f"{FIRST}.ipynb", FIRST, life.answered_by(name, FIRST))
        (folder / "timestamp.txt").write_text(TIME)
    teacher.nbgrader("collect", SECOND)
    both = [teacher.starts("-m", "nbgrader", "autograde", lesson) for lesson in (FIRST, SECOND)]
    said = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    return teacher


def test_the_first_prepare_makes_the_tables(teacher: life.Person, book: Gradebook):
    tables = inspect(book.engine).get_table_names()
    assert {"alembic_version", "grade", "student", "submitted_assignment"} <= set(tables)
    assert len(book.db.execute(text("SELECT version_num FROM alembic_version")).scalars().all()) == 1
    assert sorted(assignment.name for assignment in book.assignments) == [FIRST, SECOND]
    assert not list(teacher.folder.glob("gradebook.db*"))


def test_two_lessons_that_were_graded_at_once_have_the_points_that_they_deserve(graded: life.Person, book: Gradebook):
    assert [student.id for student in book.students] == NAMES
    for lesson in (FIRST, SECOND):
        for name in NAMES:
            grades = [g for n in book.find_submission(lesson, name).notebooks for g in n.grades]
            auto = [grade for grade in grades if grade.cell.cell_type == "code"]
            assert sum(grade.auto_score for grade in auto) == life.earned_by(name, lesson), (lesson, name)
            assert sum(grade.max_score for grade in auto) == sum(e.points for e in exercises(lesson))


def test_a_time_is_the_one_that_was_handed_in_wherever_the_server_is(graded: life.Person, book: Gradebook):
    assert book.db.execute(text("SHOW timezone")).scalar() == "Asia/Kolkata"
    assert book.find_submission(FIRST, "full").timestamp == datetime(2026, 2, 3, 4, 5, 6, 7)


def test_a_lesson_that_is_being_graded_is_refused_in_words_and_another_is_not(graded: life.Person, book: Gradebook):
    with hold(str_of(book), COURSE, FIRST, "grading by night"):
        refused = graded.tries("nbgrader", "autograde", FIRST, "--force")
        assert refused.returncode == 1 and "Traceback" not in refused.stderr
        assert "another command is at work on this lesson, or on the whole course (process" in refused.stderr
        assert "grading by night" in refused.stderr
        graded.nbgrader("autograde", SECOND, "--force", "--student", "half")
        exported = graded.tries("nbgrader", "export", "--to", "busy.csv")
        assert exported.returncode == 1 and "grading by night" in exported.stderr
        assert not (graded.folder / "busy.csv").exists()


def str_of(book: Gradebook) -> str:
    """Return the gradebook's address."""
    return book.engine.url.render_as_string(hide_password=False)


def test_whole_course_and_lesson_exclude_each_other(book: Gradebook):
    url = str_of(book)
    with hold(url, COURSE, "", "export"):
        with pytest.raises(Held, match="export"), hold(url, COURSE, FIRST, "autograde"):
            pytest.fail("a lesson beside the whole course")
        with hold(url, "another course", FIRST, "autograde"):
            pass
    with hold(url, COURSE, FIRST, "a"), hold(url, COURSE, SECOND, "b"):
        with pytest.raises(Held, match="a; process .*b"), hold(url, COURSE, "", "export"):
            pytest.fail("the whole course beside a lesson")


def test_a_command_that_was_killed_holds_nothing(book: Gradebook):
    url = str_of(book)
    command = [sys.executable, "-c", HOLD, url, FIRST]
    first = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None and first.stdout.readline() == "held\n"
    with pytest.raises(Held, match=f"process {first.pid} on .*grading by night"), hold(url, COURSE, FIRST, ""):
        pytest.fail("two commands at once")
    first.kill()
    first.communicate()
    assert comes_free(url), "the lock outlived its holder"


def comes_free(url: str) -> bool:
    """Wait until the server has noticed that a connection has ended."""
    with create_engine(url).connect() as connection:
        for _ in range(300):
            connection.execute(text("SELECT pg_sleep(0.1)"))
            try:
                with hold(url, COURSE, FIRST, ""):
                    return True
            except Held:
                continue
    return False


def test_one_student_entered_by_two_graders_at_once(book: Gradebook):
    with Gradebook(str_of(book), COURSE) as other:
        students.enter(book, "zoe")
        book.db.commit()
        students.enter(other, "zoe")
        other.db.commit()
    assert book.db.query(Student).filter_by(id="zoe").count() == 1
    book.remove_student("zoe")


def test_a_person_marks_and_feedback_export_and_report_say_so(graded: life.Person, book: Gradebook, home: Path):
    for name, points in life.manual(SECOND).items():
        grade = book.find_grade(name, SECOND, SECOND, "full")
        assert grade.needs_manual_grade
        grade.manual_score, grade.needs_manual_grade = points, False
        book.find_comment(name, SECOND, SECOND, "full").manual_comment = COMMENT
    book.db.commit()
    most = life.earned_by("full", SECOND) + sum(life.manual(SECOND).values())

    graded.nbgrader("generate_feedback", SECOND)
    graded.nbgrader("release_feedback", SECOND)
    person = life.Person(home / "full", home / "exchange")
    person.nbgrader("fetch_feedback", SECOND, "--student", "full")
    (page,) = person.folder.rglob("feedback/*/*.html")
    shown = page.read_text(encoding="utf-8")
    met = len(exercises(SECOND)) + len(life.manual(SECOND))
    assert "is what it is, and" in shown and shown.count(look.as_html("met")) == 2 * met  # in the table, at its place

    graded.nbgrader("export", "--to", "grades.csv")
    with open(graded.folder / "grades.csv", newline="", encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file) if row["assignment"] == SECOND}
    assert {name: float(rows[name]["score"]) for name in NAMES} == {
        "full": most,
        "half": life.earned_by("half", SECOND),
    }

    graded.types("grading", "report", SECOND)
    with open(graded.folder / "report" / f"{SECOND}.csv", newline="", encoding="utf-8") as file:
        reported = [row for row in csv.DictReader(file) if row["student"] == "full"]
    assert sum(float(row["points"]) for row in reported) == most

    worksheet = graded.folder / "canvas.csv"
    worksheet.write_text(
        "Student,ID,SIS Login ID,Section,01 One neuron (77)\n    Points Possible,,,,20\nF,1,full,A,\nH,2,half,A,\n"
    )
    assert f"{SECOND}, column" in graded.types("grading", "fill", "canvas.csv")
    assert f"F,1,full,A,{most:g}\n" in (graded.folder / "canvas.filled.csv").read_text()


def test_formgraders_pages_can_ask_what_they_ask(graded: life.Person, book: Gradebook):
    program = """
import json
from pathlib import Path
from grading.nbgrader_ext.releases import open_course
api = open_course(Path.cwd())
lesson, name = "01_one_neuron", "half"
print(json.dumps([len(api.get_assignments()), len(api.get_students()), len(api.get_submissions(lesson)),
    len(api.get_notebooks(lesson)), len(api.get_notebook_submissions(lesson, lesson)),
    len(api.get_student_submissions(name)), len(api.get_student_notebook_submissions(name, lesson))]))
"""
    done = graded.tries_python(program)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == [len(LESSONS), 2, 2, 1, 2, len(LESSONS), 1]


def test_a_server_that_ends_the_connection_ends_the_command_in_words(
    server: cluster.Server, book: Gradebook, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PGPASSFILE", os.devnull)
    with pytest.raises(SystemExit), exclusive.in_words(logging.getLogger("server")):
        exclusive.try_gradebook(server.url, must_hold_grades=True)
    assert "asks for a password, and none was given" in caplog.text
    monkeypatch.setenv("PGPASSFILE", server.environment["PGPASSFILE"])
    (mine,) = book.db.execute(text("SELECT pg_backend_pid()")).scalars()
    with create_engine(server.admin).connect() as admin:
        admin.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
    with pytest.raises(SystemExit), exclusive.in_words(logging.getLogger("server")):
        book.db.query(SubmittedAssignment).all()
    assert "The gradebook's server was shut down." in caplog.text or "went away" in caplog.text
    book.db.rollback()


def test_a_new_database_and_a_wrong_password_say_so(server: cluster.Server, book: Gradebook, caplog):
    with create_engine(server.admin, isolation_level="AUTOCOMMIT").connect() as admin:
        admin.execute(text("CREATE DATABASE empty OWNER grader"))
    empty = server.url.replace("/gradebook?", "/empty?")
    for url, said in [(empty, "The gradebook is empty"), (empty.replace("@", ":no@"), "refuses this user's password")]:
        with pytest.raises(SystemExit), exclusive.in_words(logging.getLogger("server")):
            exclusive.try_gradebook(url, must_hold_grades=True)
        assert said in caplog.text
