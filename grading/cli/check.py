"""Run the checks that students see, as the grader does; the exit status is 1 if one of them is not met."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from grading.engine.client import Engine
from grading.engine.grade import grade
from grading.engine.test_cell import points_from_outputs
from grading.intake.find import Submission, find_modules, read
from grading.intake.rebuild import rebuild
from grading.lesson.answer_key import AnswerKey, GradedCell
from grading.lesson.course import ROOT, key_of
from grading.limits import Limits

ARGUMENTS = {"nargs": "+", "metavar": "NOTEBOOK", "help": "a notebook that you have answered"}


def run(names: list[str]) -> None:
    """Check these notebooks."""
    sys.exit(0 if all([check(Path(name)) for name in names]) else 1)


@dataclass(frozen=True)
class Checked:
    """What the visible tests of a notebook gave: points and what each cell showed by name, and what was repaired."""

    points: dict[str, float]
    shown: dict[str, str]
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
        _print(test, checked.points[test.name], checked.shown[test.name])
    for name in open_texts:
        print(f"{name}: nothing is written yet")
    met = sum(checked.points[test.name] == test.points for test in key.tests)
    print(f"{met} of {len(key.tests)} checks are met. Grading runs these checks again, and tries other values, too.")
    return met == len(key.tests) and not open_texts


def with_engine(submission: Submission, key: AnswerKey) -> Checked:
    """Grade with the engine; it needs no sandbox: a student's own code, on their own machine."""
    with Engine(key.modules, Limits(), sandboxed=False) as engine:
        result = grade(submission, key, engine)
    points = {name: verdict.points for name, verdict in result.verdicts.items()}
    return Checked(points, _shown(result.notebook, result.answered), result.repairs)


def in_a_kernel(submission: Submission, key: AnswerKey) -> Checked:
    """Run the rebuilt notebook in a kernel, where the engine does not run: on Windows."""
    rebuilt = rebuild(submission, key, Limits())
    notebook = nbformat.v4.new_notebook(cells=[cell.cell for cell in rebuilt.cells], metadata=key.metadata)
    NotebookClient(notebook, timeout=int(Limits().cell_seconds), allow_errors=True, kernel_name="python3").execute()
    cells = {_name(cell): cell for cell in notebook.cells}
    points = {test.name: points_from_outputs(cells[test.name].outputs, test.points) for test in key.tests}
    return Checked(points, _shown(notebook, rebuilt.answered), rebuilt.repairs)


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


def _print(test: GradedCell, points: float, shown: str) -> None:
    """Print what one test gave."""
    if points == test.points:
        print(f"{test.name}: met")
        return
    print(f"{test.name}: NOT MET, {points:g} of {test.points:g} points")
    print("\n".join(f"    {line}" for line in shown.strip().splitlines()))
