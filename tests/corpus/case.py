"""What a case is, and how it becomes a folder that was handed in."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.course import exercises, grade_id, student_copy

LESSON = "01_one_neuron"
EXERCISES = {exercise.name: exercise for exercise in exercises(LESSON)}
ALL = list(EXERCISES)
FULL = sum(exercise.points for exercise in EXERCISES.values())


def all_but(*names: str) -> list[str]:
    """List the exercises without these."""
    return [name for name in ALL if name not in names]


@dataclass(frozen=True)
class Case:
    """One submission. `alone`: nbgrader alone may run it, too; it would do no harm that outlasts it."""

    kind: str
    name: str
    write: Callable[[Path], Any]
    deserves: float
    alone: bool = True

    @property
    def student(self) -> str:
        """Name who handed it in."""
        return f"{self.kind}-{self.name}".replace("_", "-")


CASES: list[Case] = []


def case(kind: str, deserves: float, alone: bool = True) -> Callable:
    """Keep a function that writes a folder."""

    def keep(write: Callable) -> Callable:
        CASES.append(Case(kind, write.__name__, write, deserves, alone))
        return write

    return keep


def notebook(kind: str, right: list[str], deserves: float | None = None, alone: bool = True) -> Callable:
    """Keep a function that changes a notebook in which the exercises `right` are answered as in the solution."""

    def keep(change: Callable[[NotebookNode], Any]) -> Callable:
        def write(folder: Path) -> None:
            made = answered(right)
            changed = change(made)
            save(folder, made if changed is None else changed)

        points = sum(EXERCISES[name].points for name in right) if deserves is None else deserves
        CASES.append(Case(kind, change.__name__, write, points, alone))
        return change

    return keep


def own(kind: str, source: str, name: str, right: list[str] = [], alone: bool = True) -> None:  # noqa: B006
    """Keep a notebook with a cell of the student's own on top of it; COURSE in it becomes the course's folder."""

    def write(folder: Path) -> None:
        made = answered(right)
        made.cells.insert(1, new_code_cell(source.replace("COURSE", str(folder.parents[2])), id="own"))
        save(folder, made)

    CASES.append(Case(kind, name, write, sum(EXERCISES[n].points for n in right), alone))


def instead(kind: str, exercise: str, source: str, name: str, deserves: float = 0, alone: bool = True) -> None:
    """Keep a notebook in which one exercise has this answer, and no other is answered."""

    def write(folder: Path) -> None:
        made = answered([])
        cell(made, exercise).source = source
        save(folder, made)

    CASES.append(Case(kind, name, write, deserves, alone))


def answered(names: list[str]) -> NotebookNode:
    """Make a student's notebook in which these exercises are answered; pictures are left out, to be quick."""
    made = nbformat.from_dict(student_copy(LESSON))
    made.cells = [c for c in made.cells if grade_id(c) or c.cell_type == "markdown"]
    for c in made.cells:
        if grade_id(c) in names:
            c.source = EXERCISES[grade_id(c)].answer
    return made


def cell(made: NotebookNode, name: str) -> NotebookNode:
    """Find a cell by its grade_id."""
    (found,) = [c for c in made.cells if grade_id(c) == name]
    return found


def place(made: NotebookNode, name: str) -> int:
    """Find the place of a cell."""
    return made.cells.index(cell(made, name))


def save(folder: Path, made: NotebookNode | dict | str | bytes, name: str = f"{LESSON}.ipynb") -> None:
    """Write what was handed in."""
    folder.mkdir(parents=True, exist_ok=True)
    text = made if isinstance(made, str | bytes) else json.dumps(made)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
