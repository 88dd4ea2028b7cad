"""A gradebook on a server that cannot be used gets a sentence; none of these tests needs a server."""

import logging
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbgrader.api import Gradebook, Student
from nbgrader.coursedir import CourseDirectory
from psycopg import errors

from grading.nbgrader_ext import exclusive
from grading.nbgrader_ext.shared import students, words

LOG = logging.getLogger("shared")


def refused(url: str, root: Path, caplog: pytest.LogCaptureFixture) -> str:
    """Begin to work on a course with this gradebook; return what is said instead."""
    step = SimpleNamespace(coursedir=CourseDirectory(root=str(root), db_url=url), log=LOG)
    with pytest.raises(SystemExit) as ended, exclusive.at_work(step, must_hold_grades=False):
        pytest.fail("work began")
    assert ended.value.code == 1 and exclusive.NOTHING_LOST in caplog.text and "Traceback" not in caplog.text
    return caplog.text


@pytest.mark.parametrize(
    "url", ["gradebook", "nonsense://here/gradebook", "postgresql+nonsense://here/gradebook", "postgresql://:port/"]
)
def test_address_that_is_none(url: str, tmp_path: Path, caplog):
    assert words.NO_ADDRESS in refused(url, tmp_path, caplog)


def test_server_that_is_not_there(tmp_path: Path, caplog):
    said = refused(f"postgresql+psycopg://grader:secret@/gradebook?host={tmp_path}", tmp_path, caplog)
    assert "does not answer: it does not run, or it listens elsewhere" in said and "secret" not in said


def test_driver_that_is_not_there(tmp_path: Path, monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert words.NO_DRIVER in refused("postgresql+psycopg:///gradebook", tmp_path, caplog)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.DiskFull(), "is full"),
        (errors.ReadOnlySqlTransaction(), "not written"),
        (errors.AdminShutdown(), "shut down"),
        (errors.InsufficientPrivilege(), "belong to somebody else"),
        (errors.OperationalError("FATAL: password authentication failed for user"), "refuses this user's password"),
    ],
)
def test_meaning_of_what_a_server_says(error: Exception, said: str):
    assert said in words.meaning(error)


def test_words_of_another_database_are_left_to_others():
    assert words.meaning(ValueError("Connection refused")) == ""
    assert words.meaning(errors.SyntaxError("does not exist")) == ""


def test_a_student_whom_somebody_else_has_entered_meanwhile_is_there_once(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("nbgrader.api.get_alembic_version", lambda: "new")  # or it calls alembic, which takes a second
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "layer-by-layer") as book:
        book.add_student("ann", last_name="A")
        students.enter(book, "ann")
        students.enter(book, "ben")
        book.db.commit()
        assert [(s.id, s.last_name) for s in book.db.query(Student).order_by(Student.id)] == [
            ("ann", "A"),
            ("ben", None),
        ]
