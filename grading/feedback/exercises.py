"""From a graded notebook and its marks to what stands on the page: an exercise after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from grading.feedback.hidden import Message, seen
from grading.feedback.marks import Mark, Marks
from grading.feedback.outputs import output_to_html, text_to_html
from grading.feedback.sanitise import MOST_TEXT, code_to_html, shortened
from grading.lesson.answer_key import AnswerKey, GradedCell
from grading.report.mistakes import COLOURS, MISSING
from helpers import look

MOST_OWN = 500_000  # characters of all cells of the student's own
TOO_MANY = "(Not shown: a page shows no more than 500,000 characters of cells that do not belong to the lesson.)"
MENDED = "mended-before-grading"  # the id of the cell in which the grader says what it repaired


@dataclass(frozen=True)
class Part:
    """One cell on the page: what was written, and what it showed; both are safe HTML."""

    source: Markup
    outputs: list[Markup]


@dataclass
class Exercise:
    """One exercise.

    Attributes
    ----------
    name : str
        Its name as a reader knows it.
    mark : Mark
        Its points.
    state : str
        One of `look.SIGNS`.
    reason : str
        Why it did not give all points, in one line.
    task : Markup
        What was asked.
    answers : list of Part
        What the student wrote; none where it was left open.
    shown : list of Markup
        What the test showed.
    messages : list of Message
        What the test said that was not met.
    comments : list of Markup
        What a person wrote to it.
    test : str
        The visible part of the test's code; "" for a text.
    has_more : bool
        Whether the test has a hidden part.
    was_refused : bool
        Whether the test was not run at all.
    own : list of Part
        The student's own cells before the exercise.
    """

    name: str
    mark: Mark
    state: str
    reason: str = ""
    task: Markup = Markup()
    answers: list[Part] = field(default_factory=list)
    shown: list[Markup] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    comments: list[Markup] = field(default_factory=list)
    test: str = ""
    has_more: bool = False
    was_refused: bool = False
    own: list[Part] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """What links to its place; a student's text cannot have the same."""
        return f"exercise-{self.name}"


@dataclass(frozen=True)
class Feedback:
    """Everything on the page.

    Attributes
    ----------
    title : str
        The lesson's.
    marks : Marks
        The points and comments.
    repaired : Markup
        What the grader mended before.
    exercises : list of Exercise
        In the lesson's order.
    own : list of Part
        The student's own cells after the last exercise.
    """

    title: str
    marks: Marks
    repaired: Markup
    exercises: list[Exercise]
    own: list[Part]

    @property
    def refused(self) -> str:
        """Why nothing could be graded at all; "" where something was."""
        reasons = {one.reason for one in self.exercises if one.test}
        nothing = not any(one.answers or one.mark.points for one in self.exercises)
        is_refused = nothing and all(one.was_refused for one in self.exercises if one.test)
        return reasons.pop() if is_refused and len(reasons) == 1 else ""


def feedback(notebook: NotebookNode, key: AnswerKey, marks: Marks) -> Feedback:
    """Choose what stands on the page.

    Parameters
    ----------
    notebook : NotebookNode
        The graded notebook: the instructor's cells in their order, the student's answers and own cells.
    key : AnswerKey
        The lesson's answer key.
    marks : Marks
        What the gradebook holds of it.
    """
    graded = {cell.name: cell for cell in key.graded}
    lessons = {cell.source.strip() for cell in key.released}
    tasks = _tasks(key)
    cells = list(notebook.cells)
    repaired = text_to_html(cells.pop(0).source, "what was repaired") if cells and cells[0].get("id") == MENDED else ""
    exercises: list[Exercise] = []
    answers, own, left = [], [], MOST_OWN
    for cell in cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name not in graded:
            if cell.source.strip() and cell.source.strip() not in lessons:
                left -= min(len(cell.source), MOST_TEXT)
                own.append(_part(cell if left >= 0 else NotebookNode(cell, source=TOO_MANY)))
            continue
        if is_solution(cell) or is_task(cell):
            answers.append(cell)
        if is_grade(cell) or is_task(cell):
            exercises.append(_exercise(cell, answers, graded, marks, own, tasks))
            answers, own = [], []
    own += [_part(cell) for cell in answers if _is_answered(cell, graded)]
    return Feedback(_title(key), marks, Markup(repaired), exercises, own)


def _exercise(
    cell: NotebookNode,
    answers: list[NotebookNode],
    graded: dict[str, GradedCell],
    marks: Marks,
    own: list[Part],
    tasks: dict[str, str],
) -> Exercise:
    """Put one exercise together: its graded cell, which is a test or an answer itself, and the answers above it."""
    name = cell.metadata.nbgrader.grade_id
    mark = marks.by_cell[name]
    names = dict.fromkeys([*(answer.metadata.nbgrader.grade_id for answer in answers), name])
    written = [answer for answer in answers if _is_answered(answer, graded)]
    made = Exercise(name.removeprefix("test_"), mark, "", own=own, answers=[_part(answer) for answer in written])
    asked = "\n\n".join(filter(None, (tasks.get(one) for one in names)))
    made.task = _task_to_html(asked, f"{made.name}: what was asked") if asked else Markup()
    made.comments = [text_to_html(marks.comments[one], "comment") for one in names if marks.comments.get(one)]
    is_open = not written
    if not is_solution(cell):
        said = seen(cell)
        made.messages = said.messages if written or not said.is_open else []
        made.shown = [output_to_html(output) for output in said.shown]
        made.test, made.has_more = shortened(graded[name].released.source), bool(graded[name].hidden_lines)
        made.reason = _why_missing(written) if MISSING.fullmatch(said.line) else ""
        made.reason = made.reason or said.line
        made.was_refused, is_open = said.was_refused, said.is_open
    made.state = _state(mark, is_open)
    made.reason = _reason(made, is_open)
    return made


def _state(mark: Mark, is_open: bool) -> str:
    """Say in one of `look.SIGNS` how an exercise ended."""
    if mark.points is None:
        return look.TO_MARK
    return look.state(min(mark.points, mark.most), mark.most, is_open and not mark.points)


def _reason(exercise: Exercise, is_open: bool) -> str:
    """Say in one line why an exercise did not give all points, or what is still to come."""
    if exercise.mark.points is None:
        return "A person reads it."
    if exercise.state == "met":
        return ""
    if exercise.mark.by_hand is not None:
        return "See the comment." if exercise.comments else "Marked by hand."
    return "Nothing is written here yet." if is_open and not exercise.answers else exercise.reason


def _why_missing(answers: list[NotebookNode]) -> str:
    """Say why no cell has made the answer, where its own cell ended in an error; else ""."""
    errors = [output for cell in answers for output in cell.get("outputs", []) if output.output_type == "error"]
    lines = COLOURS.sub("", "\n".join(errors[-1].traceback)).strip().splitlines() if errors else []
    return f"Your cell ended in an error. {lines[-1]}" if lines else ""


def _is_answered(cell: NotebookNode, graded: dict[str, GradedCell]) -> bool:
    """Say whether the student wrote anything here."""
    return cell.source.strip() not in graded[cell.metadata.nbgrader.grade_id].untouched


def _part(cell: NotebookNode) -> Part:
    """Make a cell safe."""
    if cell.cell_type == "code":
        source = Markup(code_to_html(shortened(cell.source)))
    elif cell.cell_type == "markdown":
        source = text_to_html(cell.source, "text", cell.get("attachments"))
    else:
        source = Markup("<pre>{}</pre>").format(shortened(cell.source))
    return Part(source, [output_to_html(output) for output in cell.get("outputs", [])])


@lru_cache(maxsize=256)
def _task_to_html(text: str, label: str) -> Markup:
    """Turn what is asked into HTML, once for a whole class."""
    return text_to_html(text, label)


def _tasks(key: AnswerKey) -> dict[str, str]:
    """Map each answer to the lesson's text directly above it, which says what is asked."""
    tasks: dict[str, str] = {}
    above = ""
    for cell in key.released:
        if is_solution(cell) or is_task(cell):
            tasks[cell.metadata.nbgrader.grade_id] = above
        above = cell.source if cell.cell_type == "markdown" else ""
    return tasks


def _title(key: AnswerKey) -> str:
    """Read the lesson's title from its first heading."""
    headings = (cell.source.partition("\n")[0].lstrip("# ") for cell in key.released if cell.cell_type == "markdown")
    return next(headings, "") or key.lesson
