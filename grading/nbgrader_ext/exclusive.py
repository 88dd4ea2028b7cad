"""One command at a time on a course, and a plain sentence where its gradebook or its disk cannot be used."""

from __future__ import annotations

import contextlib
import errno
import functools
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Notebook
from nbgrader.apps import ExportApp, ZipCollectApp
from nbgrader.converters import GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseAssignment, ExchangeReleaseFeedback
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError

from grading.nbgrader_ext.shared import words
from grading.nbgrader_ext.shared.lock import Held, hold, is_shared

with contextlib.suppress(ImportError):  # Windows has none, and grading does not run there
    import fcntl

LOCK = Path(".nbgrader", "lock")  # in the course's folder; the kernel gives it up when its holder ends, however
STEPS: tuple[Any, ...] = (
    GenerateAssignment,
    GenerateFeedback,
    ExchangeCollect,
    ExchangeReleaseAssignment,
    ExchangeReleaseFeedback,
    ExportApp,
    ZipCollectApp,
)
NEED_GRADES = (GenerateFeedback, ExchangeReleaseFeedback, ExportApp)
EMPTY = "holds nothing"
BUSY = "Nothing was done: another command is at work on this {} ({}). Wait until it has ended, then try again."
NOTHING_LOST = "What was entered before is kept; mend the cause, then run the same command again."
# What a gradebook's driver says, and what that means.
CAUSES = {
    "locked": "The gradebook is in use by another program, which has locked it.",
    "readonly": "The gradebook may be read, but not written.",
    "unable to open": "The gradebook cannot be opened: look at its name, its folder, and who may write there.",
    "full": "The disk is full, or the gradebook may grow no further.",
    "not a database": "The gradebook's file is damaged: it is no database. Put a copy of it in its place.",
    EMPTY: "The gradebook is empty. If the course is new, run `python -m grading prepare`. If grades were in it, "
    "put a copy of it in its place.",
    "malformed": "The gradebook's file is damaged. Put a copy of it in its place.",
}
DISK = {
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "The disk holds as much of yours as it may.",
    errno.EROFS: "The course's folder may be read, but not written.",
}


def install() -> None:
    """Let each of nbgrader's steps that writes to a course run alone, and end in a sentence where it cannot run."""
    for step in STEPS:
        if not hasattr(step.start, "__wrapped__"):  # nbgrader reads its configuration more than once
            step.start = guarded(step.start)


def guarded(start: Callable[[Any], None]) -> Callable[[Any], None]:
    """Make a step's `start` run alone on its course, with the gradebook tried first."""

    @functools.wraps(start)
    def run(step: Any) -> None:
        with at_work(step, isinstance(step, NEED_GRADES)):
            start(step)

    return run


@contextlib.contextmanager
def at_work(step: Any, must_hold_grades: bool) -> Iterator[None]:
    """Hold the course for this step, with a gradebook that was tried, and put into words what goes wrong meanwhile."""
    lesson = step.coursedir.assignment_id or next(iter(getattr(step, "extra_args", ())), "")
    with alone(step.coursedir, step.log, lesson), in_words(step.log):
        try_gradebook(step.coursedir.db_url, must_hold_grades)
        yield


@contextlib.contextmanager
def alone(course: CourseDirectory, log: logging.Logger, lesson: str = "") -> Iterator[None]:
    """Hold the course meanwhile, or one lesson of it where the gradebook's server can; else end this command."""
    with in_words(log), contextlib.ExitStack() as held:
        try:
            if is_shared(course.db_url):
                held.enter_context(hold(course.db_url, course.course_id, lesson, _command()))
            else:
                held.enter_context(_hold_folder(Path(course.root)))
        except Held as other:
            log.error(BUSY.format("lesson, or on the whole course" if is_shared(course.db_url) else "course", other))
            raise SystemExit(1) from None
        yield


@contextlib.contextmanager
def _hold_folder(root: Path) -> Iterator[None]:
    """Hold the lock in a course's folder, or raise Held."""
    path = root / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a+", encoding="utf-8") as file:
        try:
            if hasattr(os, "fork"):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Held(file.read(200) or "it has just begun") from None
        file.truncate(0)
        file.write(f"process {os.getpid()}: {_command()}")
        file.flush()
        yield


def _command() -> str:
    """Say what this process was started as."""
    return " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])


@contextlib.contextmanager
def in_words(log: logging.Logger) -> Iterator[None]:
    """Turn an error of the gradebook or of the disk into a sentence, and end this command."""
    try:
        yield
    except DBAPIError as error:
        by_text = (said for part, said in CAUSES.items() if part in str(error.orig))
        sentence = words.meaning(error.orig) or next(by_text, None)
        log.error("%s %s", sentence or f"The gradebook cannot be used: {error.orig}.", NOTHING_LOST)
        raise SystemExit(1) from None
    except ArgumentError:
        log.error("%s %s", words.NO_ADDRESS, NOTHING_LOST)
        raise SystemExit(1) from None
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("psycopg"):
            raise
        log.error("%s %s", words.NO_DRIVER, NOTHING_LOST)
        raise SystemExit(1) from None
    except OSError as error:
        if error.errno not in DISK:
            raise
        log.error("%s %s", DISK[error.errno], NOTHING_LOST)
        raise SystemExit(1) from None


def try_gradebook(url: str, must_hold_grades: bool = False) -> None:
    """Raise what the gradebook would raise when it is written to, or DBAPIError where it is damaged or empty."""
    engine = create_engine(url)
    try:
        if must_hold_grades and not inspect(engine).has_table(Notebook.__tablename__):
            raise DatabaseError(None, None, ValueError(EMPTY))
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
                if found != "ok":
                    raise DatabaseError(None, None, ValueError(f"malformed: {found}"))
    finally:
        engine.dispose()
