"""The answer key of a lesson: what a student gets, what is graded, and the tests with all that students do not see."""

from __future__ import annotations

import ast
import copy
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from grading.lesson.code_facts import CodeFacts, code_facts
from grading.lesson.imports import imported

HIDDEN_TESTS = re.compile(r"^[ \t]*### BEGIN HIDDEN TESTS\n.*?^[ \t]*### END HIDDEN TESTS", re.DOTALL | re.MULTILINE)

Kind = Literal["setup", "answer", "test", "text"]


@dataclass(frozen=True)
class GradedCell:
    """One cell that nbgrader knows: a set-up, an answer, a test, or a text that a person marks."""

    kind: Kind
    name: str  # its grade_id
    full: NotebookNode  # the instructor's cell
    released: NotebookNode  # the student's, as it was handed out

    @property
    def is_code(self) -> bool:
        """Whether it is a code cell."""
        return bool(self.full.cell_type == "code")

    @property
    def points(self) -> float:
        """The most points that it can give."""
        return float(self.full.metadata.nbgrader.get("points", 0))

    @property
    def is_students(self) -> bool:
        """Whether its text is taken from the student; else it is the instructor's."""
        return self.kind in ("answer", "text")

    @cached_property
    def untouched(self) -> set[str]:
        """The texts in which nobody has changed anything: a student's, and a test with its hidden part."""
        return {cell.source.strip() for cell in ([self.released] if self.is_students else [self.released, self.full])}

    @cached_property
    def defines(self) -> list[str]:
        """The names that the instructor's answer defines, the exercise's first."""
        names = names_defined(self.full.source) if self.kind == "answer" else []
        return sorted(dict.fromkeys(names), key=lambda name: name != self.name)

    @cached_property
    def hidden_lines(self) -> set[int]:
        """The lines of a test that a student does not see, counted from 1."""
        found: set[int] = set()
        for match in HIDDEN_TESTS.finditer(self.full.source):
            first = self.full.source.count("\n", 0, match.start()) + 1
            found |= set(range(first, first + match[0].count("\n") + 1))
        return found


@dataclass(frozen=True)
class AnswerKey:
    """Everything that grading a lesson needs to know of it."""

    lesson: str
    graded: tuple[GradedCell, ...]  # the cells that nbgrader knows, in order
    metadata: NotebookNode
    released: tuple[NotebookNode, ...]  # all cells of the lesson as it was handed out

    @property
    def answers(self) -> list[GradedCell]:
        """The answer cells, in order."""
        return [cell for cell in self.graded if cell.kind == "answer"]

    @property
    def tests(self) -> list[GradedCell]:
        """The tests, in order."""
        return [cell for cell in self.graded if cell.kind == "test"]

    def names_before(self, test: GradedCell) -> list[str]:
        """List what the answer cells above a test define."""
        above = self.graded[: self.graded.index(test)]
        return list(dict.fromkeys(name for cell in above for name in cell.defines))

    @cached_property
    def setups(self) -> list[str]:
        """The instructor's set-up cells, in order."""
        return [cell.full.source for cell in self.graded if cell.kind == "setup" and cell.is_code]

    @cached_property
    def demonstrations(self) -> set[str]:
        """The texts of the lesson's own code cells that nothing is graded by."""
        marked = {id(cell.released) for cell in self.graded}
        return {c.source.strip() for c in self.released if c.cell_type == "code" and id(c) not in marked} - {""}

    @cached_property
    def facts(self) -> dict[str, CodeFacts]:
        """What is known of the code of set-ups and demonstrations, by their text."""
        return {text: code_facts(text) for text in (*map(str.strip, self.setups), *self.demonstrations)}

    @property
    def modules(self) -> list[str]:
        """The modules that the set-up cells import."""
        return [name for source in self.setups for name in imported(source)]


def from_solution(lesson: str, solution: NotebookNode) -> AnswerKey:
    """Make the answer key from a lesson's solution."""
    return _key(lesson, solution, as_released(solution))


def from_release(lesson: str, released: NotebookNode) -> AnswerKey:
    """Make a key without answers and hidden tests, from a lesson as it is handed out."""
    return _key(lesson, released, released)


def _key(lesson: str, full: NotebookNode, released: NotebookNode) -> AnswerKey:
    """Pair the instructor's cells with the released ones."""
    graded = [
        GradedCell(kind, cell.metadata.nbgrader.grade_id, cell, given)
        for cell, given in zip(full.cells, released.cells, strict=True)
        if (kind := _kind(cell))
    ]
    return AnswerKey(lesson, tuple(graded), full.metadata, tuple(released.cells))


def as_released(solution: NotebookNode) -> NotebookNode:
    """Copy a solution without what a student does not get, with nbgrader's own steps."""
    copied: NotebookNode = copy.deepcopy(solution)
    resources: dict[str, Any] = {}
    for step in (ClearSolutions, ClearHiddenTests):
        copied, resources = step().preprocess(copied, resources)
    return copied


def names_defined(source: str) -> list[str]:
    """List the names that a cell's code defines at its top level."""
    names: list[str] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]
    return names


def _kind(cell: NotebookNode) -> Kind | None:
    """Tell the kinds of cells apart by nbgrader's marks; None for a cell without."""
    if is_solution(cell) or is_task(cell):
        return "answer" if cell.cell_type == "code" else "text"
    if is_grade(cell):
        return "test"
    return "setup" if is_locked(cell) else None
