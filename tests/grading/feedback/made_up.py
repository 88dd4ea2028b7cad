"""Graded notebooks of lesson 01 without a grader: what was answered, what the tests said, what a person wrote."""

import copy
from collections.abc import Iterable, Mapping

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from grading.cells.outputs import failed, printed
from grading.cells.recorder import HIDDEN
from grading.engine.grade import GRADING
from grading.feedback.exercises import Feedback, feedback
from grading.feedback.marks import Mark, Marks
from grading.intake.handed_in import parse_time
from grading.lesson.answer_key import AnswerKey
from tests.course import grade_id
from tests.grading.border import key

LESSON = "01_one_neuron"
KEY: AnswerKey = key(LESSON)
MOST = {cell.name: cell.points for cell in KEY.graded if cell.points}
TESTS = [test.name for test in KEY.tests]
ANSWERS = [cell.name for cell in KEY.graded if cell.is_students]
SECRET = 'sigmoid([-987.5])\n    expected 0, got 654.25\nYou divided by 2.\nRead again: "From a sum to a probability".'
VISIBLE = 'sigmoid(2.0)\n    expected 0.88, got 0.12\nYou left out the minus sign.\nRead again: "From a sum …".'
COMMENT = "Why is $\\sigma'(z)$ largest at $z = 0$?\n\n# A heading\n\n<script>alert(1)</script>"
PICTURE = {"image/png": "iVBORw0KGgo="}

Said = tuple[list[NotebookNode], list[bool]]


def met(name: str) -> Said:
    """What a test shows that is met."""
    return [printed(f"{name.removeprefix('test_')}: every check here is met.\n")], [False]


def notebook(
    answered: Iterable[str] = ANSWERS, said: Mapping[str, Said] | None = None, own: Iterable[NotebookNode] = ()
) -> NotebookNode:
    """Make a graded notebook: own cells, then the lesson, with the solution's answers and what tests said."""
    full = {cell.name: cell.full for cell in KEY.graded}
    cells = copy.deepcopy(list(KEY.released))
    for cell in cells:
        name = grade_id(cell)
        if name in answered or name in TESTS:
            cell.source = full[name].source
        if name in TESTS:
            cell.outputs, hidden = (said or {}).get(name) or met(name)
            cell.metadata[GRADING] = {"reason": "", HIDDEN: hidden}
    return NotebookNode(cells=[*own, *cells], metadata={})


def marks(points: Mapping[str, Mark | float] | None = None, student: str = "anna", **more: object) -> Marks:
    """Make marks: all points, but for what is named."""
    given = {name: Mark(most, most) for name, most in MOST.items()}
    for name, mark in (points or {}).items():
        given[name] = mark if isinstance(mark, Mark) else Mark(MOST[name], mark)
    return Marks(student, by_cell=given, **more)


def of(notebook: NotebookNode, given: Marks) -> Feedback:
    """Choose what stands on the page."""
    return feedback(notebook, KEY, given)


def refused(reason: str) -> Feedback:
    """Make the feedback on what is no notebook."""
    made = notebook([], {name: ([failed("NotGraded", reason)], []) for name in TESTS})
    for cell in made.cells:
        if GRADING in cell.metadata:
            cell.metadata[GRADING]["reason"] = reason
    return of(made, marks(dict.fromkeys(MOST, 0.0)))


def complete(lesson: str) -> Feedback:
    """Make the feedback on a lesson in which all is answered and met, without pictures of the student's own."""
    whole = key(lesson)
    full = {cell.name: cell.full for cell in whole.graded}
    cells = [full.get(grade_id(cell), cell) for cell in copy.deepcopy(list(whole.released))]
    cells = [NotebookNode(cell, outputs=[]) if cell.cell_type == "code" else cell for cell in cells]
    by_cell = {cell.name: Mark(cell.points, cell.points) for cell in whole.graded if cell.points}
    return feedback(NotebookNode(cells=cells, metadata={}), whole, Marks("anna", by_cell=by_cell))


def kinds() -> dict[str, Feedback]:
    """Make a page of each kind."""
    not_met = {"test_sigmoid": ([printed("A line.\n"), failed("NotMet", VISIBLE)], [False, False])}
    hidden = {"test_neuron": ([*met("neuron")[0], failed("NotMet", SECRET)], [False, True])}
    points = {
        "test_pizza_neuron": ([printed("15 moods of 16 right: 2 of 3 points. The next point is at 16.\n")], [False])
    }
    own = [new_markdown_cell("My notes: $z = 1$"), new_code_cell("plot()", outputs=[printed("seen")])]
    waits = Mark(2.0, None, None, 0.0, waits=True)
    late = {"handed_in": parse_time("2026-11-28 18:00:00 UTC"), "late": 1.5, "name": "Anna Schmidt"}
    half = notebook(ANSWERS, not_met | hidden | points, own)
    lost = {"test_sigmoid": 0.0, "test_neuron": 0.0, "test_pizza_neuron": 2.0, "reflect_bias": waits}
    opened = {name: ([failed("NotAnswered", "f is not answered yet.")], [False]) for name in TESTS}
    by_hand = {"test_step": Mark(1.0, 1.0, None, 1.0), "reflect_bias": Mark(2.0, None, 1.5)}
    return {
        "full": of(notebook(), marks({"reflect_bias": Mark(2.0, None, 2.0)})),
        "partial": of(half, marks(lost, **late)),
        "open": of(notebook([], opened), marks(dict.fromkeys(MOST, 0.0))),
        "refused": refused("The file is empty."),
        "marked": of(notebook(), marks(by_hand, comments={"reflect_bias": COMMENT})),
    }
