"""Read the course's notebooks: lessons, exercises, what a test cell gives for an answer."""

import contextlib
import importlib.util
import io
import re
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import nbformat
import pytest
from nbformat import NotebookNode

from grading.engine import test_cell
from tests.sessions import session_of_its_own

ROOT = Path(__file__).resolve().parents[2]
QUICK_LESSONS = ("00_start_here", "01_one_neuron", "04_three_layers")  # they stand for all where each takes its time
LESSONS = sorted(path.parent.name for path in ROOT.glob("solutions/*/*.ipynb"))
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n.*?### END HIDDEN TESTS\n?", re.DOTALL)
SOLUTION = re.compile(r"[ \t]*### BEGIN SOLUTION\n(.*?)[ \t]*### END SOLUTION\n?", re.DOTALL)


def quick_ones_now() -> list:
    """List the lessons as parameters of a test; most are left to the full tier."""
    full = [pytest.mark.full]
    return [pytest.param(lesson, marks=[] if lesson in QUICK_LESSONS else full) for lesson in LESSONS]


@dataclass(frozen=True)
class Exercise:
    """One autograded exercise. `before` is what a test may rely on: the set-up cell and the answers above it."""

    lesson: str
    name: str
    points: float
    before: str
    answer: str
    test: str

    @property
    def visible(self) -> str:
        """The test as a student gets it."""
        return HIDDEN.sub("", self.test)


@dataclass(frozen=True)
class Verdict:
    """What a test cell gave: points, and everything that it said."""

    points: float
    said: str


@cache
def solution(lesson: str) -> NotebookNode:
    """Read a lesson's solution notebook."""
    return nbformat.read(ROOT / "solutions" / lesson / f"{lesson}.ipynb", as_version=4)


@cache
def student_copy(lesson: str) -> NotebookNode:
    """Read the lesson that a student gets."""
    return nbformat.read(ROOT / "lessons" / lesson / f"{lesson}.ipynb", as_version=4)


def load(lesson: str, name: str) -> ModuleType:
    """Import tests/lessons/`lesson`/`name`.py, whose folder's name is no Python name, as the module `lesson`.`name`."""
    path = ROOT / "tests" / "lessons" / lesson / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"{lesson}.{name}", path)
    sys.modules[spec.name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def grade_id(cell: NotebookNode) -> str:
    """Return a cell's grade_id, "" where nbgrader has nothing to do with it."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


@cache
def exercises(lesson: str) -> list[Exercise]:
    """List a lesson's autograded exercises in their order."""
    cells = {grade_id(cell): cell for cell in solution(lesson).cells if grade_id(cell)}
    before, found = cells["setup"].source, []
    for name, cell in cells.items():
        if f"test_{name}" in cells:
            test = cells[f"test_{name}"]
            points = test.metadata.nbgrader.points
            found.append(Exercise(lesson, name, points, before, cell.source, test.source))
            before += f"\n\n{cell.source}"
    return found


ALL = [exercise for lesson in LESSONS for exercise in exercises(lesson)]


def verdict(exercise: Exercise, answer: Callable | str, test: str | None = None) -> Verdict:
    """Run the exercise's test cell (or `test`) on an answer: a function, or the source of an answer cell.

    Points as nbgrader gives them: none for an error or for anything on standard error, else the number that the cell
    ends with, else all.
    """
    with session_of_its_own():
        return _run(exercise.test if test is None else test, answered(exercise, answer), exercise.points)


def answered(exercise: Exercise, answer: Callable | str) -> dict:
    """Make the names of a session in which the exercise is answered."""
    space: dict = {"__name__": "__main__"}
    exec(exercise.before, space)
    if isinstance(answer, str):
        exec(answer, space)
    else:
        answer.__name__ = exercise.name
        space[exercise.name] = answer
    return space


def _run(source: str, space: dict, points: float) -> Verdict:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            value = test_cell.run(source, space, "<test>")
        except Exception as error:
            return Verdict(0, f"{out.getvalue()}{type(error).__name__}: {error}")
    if err.getvalue():
        return Verdict(0, f"{out.getvalue()}on standard error: {err.getvalue()}")
    given, reason = test_cell.points_of(value, points)
    assert not reason, reason
    return Verdict(given, out.getvalue())
