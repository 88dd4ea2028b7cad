"""Grade the whole corpus in one batch, with the engine or with nbgrader alone, and compare."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from tests import life
from tests.corpus import broken, edges, honest, hostile  # noqa: F401 - each keeps its cases
from tests.corpus.case import CASES, LESSON, Case
from tests.course import grade_id, solution

TESTS = {grade_id(cell) for cell in solution(LESSON).cells if grade_id(cell).startswith("test_")}
SECONDS = "--Autograde.cell_seconds=10"


@dataclass(frozen=True)
class Batch:
    """What came of a batch: each case's points, None where it was not graded."""

    person: life.Person
    points: dict[str, float | None]
    said: str
    seconds: float
    cpu: float

    def unjust(self, cases: Iterable[Case]) -> dict[str, tuple[float, float | None]]:
        """Map those that did not get what they deserve to what they deserve, and got."""
        return {c.student: (c.deserves, self.points[c.student]) for c in cases if self.points[c.student] != c.deserves}


def course(home: Path, cases: Iterable[Case] = CASES, engine: bool = True) -> life.Person:
    """Give an instructor a course in which all of the cases were handed in, with this engine or with nbgrader alone."""
    person = life.instructor(home)
    if not engine:
        life.without_engine(person)
    person.types("grading", "prepare", LESSON)
    for case in cases:
        case.write(person.folder / "submitted" / case.student / LESSON)
    return person


def grade(person: life.Person, cases: list[Case], *options: str) -> Batch:
    """Grade all that was handed in, in one batch, and read the points from the gradebook."""
    begun, cpu = time.monotonic(), _children()
    command = [sys.executable, "-m", "nbgrader", "autograde", LESSON, *options]
    env = {**life.BARE, "NBGRADER_EXCHANGE": str(person.exchange), "JUPYTER_CONFIG_DIR": str(person.folder / "none")}
    done = subprocess.run(command, cwd=person.folder, env=env, capture_output=True, text=True, timeout=3000)
    took, used = time.monotonic() - begun, _children() - cpu
    return Batch(person, {c.student: points(person, c) for c in cases}, done.stdout + done.stderr, took, used)


def patiently(person: life.Person, cases: list[Case]) -> tuple[Batch, int]:
    """Grade again, without those at which it stopped or failed, until all others are graded; count the attempts."""
    attempts, left = 0, sorted(cases, key=lambda case: case.student)
    while True:
        done, attempts = grade(person, cases), attempts + 1
        left = [case for case in left if done.points[case.student] is None]
        if not left:
            return done, attempts
        failed = [case for case in left if f"for student '{case.student}'" in done.said] or left[:1]
        for case in failed:
            shutil.rmtree(person.folder / "submitted" / case.student)
        left = [case for case in left if case not in failed]


def points(person: life.Person, case: Case) -> float | None:
    """Read the points that the tests gave a case."""
    with Gradebook(f"sqlite:///{person.folder / 'gradebook.db'}", "layer-by-layer") as book:
        try:
            grades = [g for n in book.find_submission(LESSON, case.student).notebooks for g in n.grades]
        except MissingEntry:
            return None
        marked = [grade.auto_score for grade in grades if grade.cell.name in TESTS]
        return None if None in marked else sum(marked)


def _children() -> float:
    return os.times().children_user + os.times().children_system
