"""A lesson to be read: what a student gets, with the outputs that its own cells have when all answers are right.

An output is taken from the solution only where the cell is the lesson's own: no exercise, no check, nothing graded.
What a check prints, what a learner is to write, and what shows an answer by its value (`docs.giveaways`) is not there.
`docs.leaks` looks at the pages themselves.
"""

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output

from docs import giveaways

ROOT = Path(__file__).resolve().parents[1]
OPEN = "raise NotImplementedError()"
KEPT_BACK = "What this cell shows depends on {}."
PREDICTION = "beside("  # begins what prints a result beside the reader's prediction
NO_PREDICTION = " You wrote no prediction; the cell above keeps a place for it."
SHOWN = {"display_data", "stream", "execute_result"}


def names() -> list[str]:
    """List the lessons in their order."""
    return sorted(path.stem for path in ROOT.glob("lessons/*/[0-9]*.ipynb"))


def released(name: str) -> Path:
    """Say where the lesson lies that a student gets."""
    return ROOT / "lessons" / name / f"{name}.ipynb"


def title(name: str) -> str:
    """Return a lesson's title."""
    return str(nbformat.read(released(name), as_version=4).cells[0].source.partition("\n")[0].lstrip("# "))


def to_read(name: str) -> NotebookNode:
    """Make the notebook of a lesson's page."""
    lesson: NotebookNode = nbformat.read(released(name), as_version=4)
    solution = nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4)
    outputs = {cell.id: to_show(cell) for cell in solution.cells if is_the_lessons_own(cell)}
    outputs |= {cell: [kept_back(answer)] for cell, answer in giveaways.showing(name, solution).items()}
    lesson.cells = [cell for cell in lesson.cells if not is_check(cell) and not is_text_to_write(cell)]
    for cell in lesson.cells:
        if cell.cell_type == "code":
            tags = {"answer": OPEN in cell.source, "hide-output": PREDICTION in cell.source}
            cell.metadata = NotebookNode(tags=[tag for tag, holds in tags.items() if holds])
            cell.outputs = outputs.get(cell.id, [])
    return lesson


def to_show(cell: NotebookNode) -> list[NotebookNode]:
    """List the outputs of a cell, without what they say of the reader's predictions."""
    kept = [output for output in cell.outputs if output.output_type in SHOWN]
    for output in kept:
        if output.output_type == "stream":
            output.text = output.text.replace(NO_PREDICTION, "")
    return kept


def kept_back(answer: str) -> NotebookNode:
    """Make what stands in place of an output that would show an answer."""
    said = KEPT_BACK.format(f"your answer to {answer}" if answer else "your answers")
    made: NotebookNode = new_output("stream", name="stdout", text=said)
    return made


def is_the_lessons_own(cell: NotebookNode) -> bool:
    """Say whether a cell only shows something: it is neither answered nor graded."""
    graded = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and not any(graded.get(key) for key in ("grade", "solution", "task"))


def is_check(cell: NotebookNode) -> bool:
    """Say whether a cell checks an answer."""
    graded = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(graded.get("grade")) and not graded.get("solution")


def is_text_to_write(cell: NotebookNode) -> bool:
    """Say whether a cell is the place for a text that a person marks."""
    return cell.cell_type == "markdown" and bool(cell.metadata.get("nbgrader", {}).get("solution"))
