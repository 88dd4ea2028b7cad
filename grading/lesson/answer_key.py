"""The answer key of a lesson: what a student gets, what is asked, and the tests with all that students do not see."""

from __future__ import annotations

import ast
import copy
import re
from dataclasses import dataclass
from functools import cached_property

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

HIDDEN = re.compile(r"^[ \t]*### BEGIN HIDDEN TESTS\n.*?^[ \t]*### END HIDDEN TESTS", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """One cell that nbgrader knows: a set-up, an answer, a test, or a text that a person marks."""

    kind: str  # "setup", "answer", "test" or "text"
    name: str  # its grade_id
    full: NotebookNode  # the instructor's cell
    released: NotebookNode  # the student's, as it was handed out

    @property
    def is_code(self) -> bool:
        """Say whether it is a code cell."""
        return self.full.cell_type == "code"

    @property
    def points(self) -> float:
        """Return the most points it can give."""
        return float(self.full.metadata.nbgrader.get("points", 0))

    @property
    def taken(self) -> bool:
        """Say whether its text is taken from the student; else it is the instructor's."""
        return self.kind in ("answer", "text")

    @cached_property
    def untouched(self) -> set[str]:
        """List the texts in which nobody has changed anything: a student's, and a test with its hidden part."""
        return {cell.source.strip() for cell in ([self.released] if self.taken else [self.released, self.full])}

    @cached_property
    def defines(self) -> list[str]:
        """List the names that the instructor's answer defines: the exercise's first."""
        names = defined(self.full.source) if self.kind == "answer" else []
        return sorted(dict.fromkeys(names), key=lambda name: name != self.name)

    @cached_property
    def hidden_lines(self) -> set[int]:
        """List the lines of a test that a student does not see, counted from 1."""
        found: set[int] = set()
        for match in HIDDEN.finditer(self.full.source):
            first = self.full.source.count("\n", 0, match.start()) + 1
            found |= set(range(first, first + match[0].count("\n") + 1))
        return found


@dataclass(frozen=True)
class AnswerKey:
    """Everything that grading a lesson needs to know of it."""

    lesson: str
    asked: tuple[Asked, ...]
    metadata: NotebookNode
    released: tuple[NotebookNode, ...]  # all cells of the lesson as it was handed out

    @property
    def answers(self) -> list[Asked]:
        """List the answer cells, in order."""
        return [one for one in self.asked if one.kind == "answer"]

    @property
    def tests(self) -> list[Asked]:
        """List the tests, in order."""
        return [one for one in self.asked if one.kind == "test"]

    def names_before(self, test: Asked) -> list[str]:
        """List what the answer cells above a test define."""
        above = self.asked[: self.asked.index(test)]
        return list(dict.fromkeys(name for one in above for name in one.defines))

    @cached_property
    def setups(self) -> list[str]:
        """List the instructor's set-up cells, in order."""
        return [one.full.source for one in self.asked if one.kind == "setup" and one.is_code]


def from_solution(lesson: str, solution: NotebookNode) -> AnswerKey:
    """Make the answer key from a lesson's solution."""
    return _key(lesson, solution, as_released(solution))


def from_release(lesson: str, released: NotebookNode) -> AnswerKey:
    """Make a key without answers and hidden tests, from a lesson as it is handed out."""
    return _key(lesson, released, released)


def _key(lesson: str, full: NotebookNode, released: NotebookNode) -> AnswerKey:
    asked = [
        Asked(kind, cell.metadata.nbgrader.grade_id, cell, given)
        for cell, given in zip(full.cells, released.cells, strict=True)
        if (kind := _kind(cell))
    ]
    return AnswerKey(lesson, tuple(asked), full.metadata, tuple(released.cells))


def as_released(solution: NotebookNode) -> NotebookNode:
    """Take out of a copy what a student does not get, with nbgrader's own steps."""
    copied, resources = copy.deepcopy(solution), {}
    for step in (ClearSolutions, ClearHiddenTests):
        copied, resources = step().preprocess(copied, resources)
    return copied


def defined(source: str) -> list[str]:
    """List the names that a cell's code defines at its top level."""
    names: list[str] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]
    return names


def _kind(cell: NotebookNode) -> str:
    if is_solution(cell) or is_task(cell):
        return "answer" if cell.cell_type == "code" else "text"
    if is_grade(cell):
        return "test"
    return "setup" if is_locked(cell) else ""
