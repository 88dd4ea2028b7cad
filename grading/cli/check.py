"""Run the checks that students see, as the grader does; the exit status is 1 if one of them is not met."""

import contextlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from grading.cli import progress
from grading.engine.client import Engine
from grading.engine.grade import grade
from grading.engine.points import points_from_outputs
from grading.intake.find import Submission, find_modules, read
from grading.intake.rebuild import rebuild
from grading.lesson.answer_key import AnswerKey, GradedCell
from grading.lesson.course import key_of
from grading.lesson.places import ROOT
from grading.limits import Limits
from helpers import look

ARGUMENTS = {"nargs": "+", "metavar": "NOTEBOOK", "help": "a notebook that you have answered"}


def run(names: list[str]) -> None:
    """Check these notebooks."""
    is_met = all([check(Path(name)) for name in names])
    with contextlib.suppress(OSError):  # a folder that cannot be written to
        progress.write()
    sys.exit(0 if is_met else 1)


@dataclass(frozen=True)
class Checked:
    """What the visible tests of a notebook gave: points and what each cell showed by name, and what was repaired.

    `open` names the tests whose exercise is not answered yet.
    """

    points: dict[str, float]
    shown: dict[str, str]
    open: set[str]
    repairs: list[str]


def check(path: Path, root: Path = ROOT) -> bool:
    """Run a notebook's visible tests as the grader does, and print the results; return whether nothing is left to do.

    The points are the grader's; it tries other values, too.
    """
    data, problem = read(path, Limits())
    if problem:
        raise SystemExit(problem)
    key = key_of(path, root)
    checker: Callable[[Submission, AnswerKey], Checked] = with_engine if hasattr(os, "fork") else in_a_kernel
    modules, left_out = find_modules(path.parent, Limits())
    checked = checker(Submission(data, left_out, modules), key)
    for sentence in checked.repairs:
        print(f"Before checking: {sentence}")
    open_texts = [cell.name for cell in key.graded if cell.kind == "text" and not checked.shown[cell.name]]
    for test in key.tests:
        points = checked.points[test.name]
        word = look.state(points, test.points, test.name in checked.open)
        _print(test, points, word, checked.shown[test.name])
    for name in open_texts:
        print(look.on_terminal("not answered yet", f"{name}: nothing is written yet", sys.stdout))
    met = sum(checked.points[test.name] == test.points for test in key.tests)
    print(f"{met} of {len(key.tests)} checks are met. Grading runs these checks again, and tries other values, too.")
    return met == len(key.tests) and not open_texts


def with_engine(submission: Submission, key: AnswerKey) -> Checked:
    """Grade with the engine; it needs no sandbox: a student's own code, on their own machine."""
    with Engine(key.modules, Limits(), sandboxed=False) as engine:
        result = grade(submission, key, engine)
    points = {name: verdict.points for name, verdict in result.verdicts.items()}
    return Checked(points, _shown(result.notebook, result.answered), _open(result.notebook), result.repairs)


def in_a_kernel(submission: Submission, key: AnswerKey) -> Checked:
    """Run the rebuilt notebook in a kernel, where the engine does not run: on Windows."""
    rebuilt = rebuild(submission, key, Limits())
    notebook = nbformat.v4.new_notebook(cells=[cell.cell for cell in rebuilt.cells], metadata=key.metadata)
    NotebookClient(notebook, timeout=int(Limits().cell_seconds), allow_errors=True, kernel_name="python3").execute()
    cells = {_name(cell): cell for cell in notebook.cells}
    points = {test.name: points_from_outputs(cells[test.name].outputs, test.points) for test in key.tests}
    return Checked(points, _shown(notebook, rebuilt.answered), _open(notebook), rebuilt.repairs)


def _name(cell: NotebookNode) -> str:
    """Return a cell's grade_id, "" where it has none."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _shown(notebook: NotebookNode, answered: set[str]) -> dict[str, str]:
    """Map each graded cell to what it showed, or, for a text, to its text."""
    shown: dict[str, str] = {}
    for cell in notebook.cells:
        texts = [out.get("text") or "\n".join(out.get("traceback", [])) for out in cell.get("outputs", [])]
        is_answered = _name(cell) in answered
        shown[_name(cell)] = "\n".join(texts) if cell.cell_type == "code" else cell.source * is_answered
    return shown


def _open(notebook: NotebookNode) -> set[str]:
    """List the cells that say that their exercise is not answered yet."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return {_name(cell) for cell in cells if any(out.get("ename") == look.OPEN for out in cell.outputs)}


def _print(test: GradedCell, points: float, word: str, shown: str) -> None:
    """Print what one test gave: the state's sign, and what the points do not say of it in words."""
    if word == "met":
        print(look.on_terminal(word, f"{test.name}: met", sys.stdout))
        return
    more = "" if word == "not met" else f" ({word})"
    line = f"{test.name}: NOT MET, {points:g} of {test.points:g} points{more}"
    print(look.on_terminal(word, line, sys.stdout))
    print("\n".join(f"    {line}" for line in shown.strip().splitlines()))
