"""One command at a time, and a sentence for every state of a gradebook or a disk that cannot be used."""

import errno
import logging
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Base
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import create_engine, text

from grading.nbgrader_ext import exclusive
from tests.course import ROOT

LOG = logging.getLogger("exclusive")
HOLD = """
import logging, sys
from nbgrader.coursedir import CourseDirectory
from grading.nbgrader_ext.exclusive import alone
with alone(CourseDirectory(root=sys.argv[1]), logging.getLogger()):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def course(tmp_path: Path) -> CourseDirectory:
    """Make a course's folder, with a gradebook."""
    directory = CourseDirectory(root=str(tmp_path))
    engine = create_engine(directory.db_url)
    Base.metadata.create_all(engine)
    engine.dispose()
    return directory


@pytest.mark.skipif(sys.platform == "win32", reason="grading does not run there")
def test_a_second_command_is_told_of_the_first_and_may_begin_when_that_was_killed(course: CourseDirectory, caplog):
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, course.root], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None and first.stdout.readline() == "held\n"
    try:
        with pytest.raises(SystemExit) as ended, exclusive.alone(course, LOG):
            pytest.fail("two commands at once")
    finally:
        first.kill()
        first.communicate()
    assert ended.value.code == 1
    assert f"another command is at work on this course (process {first.pid}: " in caplog.text
    with exclusive.alone(course, LOG):
        pass


def test_a_step_is_guarded_once_however_often_the_configuration_is_read():
    kept = [step.start for step in exclusive.STEPS]
    try:
        exclusive.install()
        once = [step.start for step in exclusive.STEPS]
        exclusive.install()
        assert [step.start for step in exclusive.STEPS] == once
        assert not set(once) & set(kept) or all(hasattr(start, "__wrapped__") for start in kept)
    finally:
        for step, start in zip(exclusive.STEPS, kept, strict=True):
            step.start = start


def no_database(path: Path) -> None:
    path.write_text("this is no database " * 100)


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def missing(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (no_database, "it is no database"),
        (damaged, "file is damaged"),
        (empty, "The gradebook is empty"),
        (missing, "The gradebook is empty"),
        (a_folder, "cannot be opened"),
    ],
)
def test_gradebook_that_cannot_be_used_gets_a_sentence(course: CourseDirectory, caplog, spoil, said: str):
    spoil(Path(course.root, "gradebook.db"))
    with pytest.raises(SystemExit) as ended, exclusive.in_words(LOG):
        exclusive.try_gradebook(course.db_url, must_hold_grades=True)
    assert ended.value.code == 1
    assert said in caplog.text
    assert exclusive.NOTHING_LOST in caplog.text
    assert "Traceback" not in caplog.text


def test_good_gradebook_passes(course: CourseDirectory):
    exclusive.try_gradebook(course.db_url, must_hold_grades=True)


def test_locked_gradebook_gets_a_sentence(course: CourseDirectory, caplog):
    other = sqlite3.connect(Path(course.root, "gradebook.db"))
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(SystemExit), exclusive.in_words(LOG):
        exclusive.try_gradebook(f"{course.db_url}?timeout=0.1")
    other.close()
    assert "in use by another program" in caplog.text


@pytest.mark.parametrize(
    ("pragma", "said"),
    [("PRAGMA query_only = 1", "may be read, but not written"), ("PRAGMA max_page_count = 1", "The disk is full")],
)
def test_gradebook_that_cannot_be_written_gets_a_sentence(course: CourseDirectory, caplog, pragma: str, said: str):
    with create_engine(course.db_url).connect() as connection:
        connection.exec_driver_sql(pragma)
        with pytest.raises(SystemExit), exclusive.in_words(LOG):
            connection.execute(text("CREATE TABLE more (what TEXT)"))
            connection.execute(text("INSERT INTO more VALUES (zeroblob(1000000))"))
    assert said in caplog.text


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_full_disk_gets_a_sentence(number: int, caplog):
    with pytest.raises(SystemExit), exclusive.in_words(LOG):
        raise OSError(number, "the system's own words")
    assert exclusive.DISK[number] in caplog.text


def test_other_errors_stay_what_they_are():
    with pytest.raises(FileNotFoundError), exclusive.in_words(LOG):
        raise FileNotFoundError(errno.ENOENT, "no such file")
