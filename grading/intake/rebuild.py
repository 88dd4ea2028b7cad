"""Rebuild a submission from the lesson as it was handed out: only the text of answers and own cells are taken."""

from __future__ import annotations

import bisect
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.corpus.words import generate_corpus_id
from nbgrader.utils import compute_checksum

from grading.intake.find import Submission
from grading.intake.match import Match, changed, match
from grading.intake.notebook import SubmittedCell, Unreadable, read_cells
from grading.lesson.answer_key import AnswerKey, GradedCell
from grading.limits import Limits


@dataclass(frozen=True)
class RebuiltCell:
    """One cell of the rebuilt notebook, and what it is in the answer key, if anything.

    A demonstration is a code cell of the lesson, word for word, by which nothing is graded.
    """

    cell: NotebookNode
    graded: GradedCell | None = None
    is_demonstration: bool = False

    @property
    def test(self) -> GradedCell | None:
        """The test that this cell is, if it is one."""
        return self.graded if self.graded is not None and self.graded.kind == "test" else None

    @property
    def runs(self) -> bool:
        """Whether there is code to run."""
        return bool(self.cell.cell_type == "code" and self.cell.source.strip())

    @property
    def answered(self) -> bool:
        """Whether a student wrote anything here."""
        graded = self.graded
        return graded is not None and graded.is_students and self.cell.source.strip() not in graded.untouched


@dataclass(frozen=True)
class RebuiltNotebook:
    """A notebook in the instructor's order, sentences on what was repaired, and why it could not be read, if so."""

    cells: list[RebuiltCell]
    repairs: list[str] = field(default_factory=list)
    unreadable: str = ""
    modules: dict[str, bytes] = field(default_factory=dict)

    @property
    def answered(self) -> set[str]:
        """The names of the answers and texts in which anything was written."""
        return {cell.graded.name for cell in self.cells if cell.graded is not None and cell.answered}


def rebuild(submission: Submission, key: AnswerKey, limits: Limits) -> RebuiltNotebook:
    """Rebuild whatever was handed in; what is no notebook becomes a lesson without answers, and a reason."""
    try:
        if not submission.data and submission.problems:
            raise Unreadable(" ".join(submission.problems))
        cells = read_cells(submission.data, limits)
    except Unreadable as error:
        untouched = [RebuiltCell(_handed_out(graded), graded) for graded in key.graded]
        return RebuiltNotebook(untouched, [str(error)], str(error))
    found = match(cells, key)
    repairs = [*submission.problems, *_repairs(cells, found, key)]
    in_order = _with_unique_ids(_in_order(cells, found, key))
    return RebuiltNotebook(in_order, repairs, modules=submission.modules)


def _in_order(cells: Sequence[SubmittedCell], found: Match, key: AnswerKey) -> list[RebuiltCell]:
    """Put the instructor's cells into their order, and own cells behind the one that they followed."""
    places = [found.place(graded.name) for graded in key.graded]
    in_place = longest_increasing_subsequence(places)
    own = _own(cells, found, key)
    rebuilt: list[RebuiltCell] = []
    begin = 0
    for number, (graded, place) in enumerate(zip(key.graded, places, strict=True)):
        if number in in_place and place is not None:
            rebuilt += [_beside(cells[i], key) for i in own if begin <= i < place]
            begin = place
        rebuilt.append(RebuiltCell(_filled(cells, found, graded), graded))
    return [*rebuilt, *(_beside(cells[i], key) for i in own if i >= begin)]


def longest_increasing_subsequence(values: Sequence[int | None]) -> set[int]:
    """Return the positions of a longest increasing subsequence: here, of the cells that were not moved about."""
    ends: list[int] = []  # of the subsequences of each length, the least value that one ends with
    last: list[int] = []  # and its position
    previous: dict[int, int | None] = {}
    for position, value in enumerate(values):
        if value is not None:
            length = bisect.bisect_left(ends, value)
            previous[position] = last[length - 1] if length else None
            ends[length:], last[length:] = [value, *ends[length + 1 :]], [position, *last[length + 1 :]]
    chosen: set[int] = set()
    at = last[-1] if last else None
    while at is not None:
        chosen.add(at)
        at = previous[at]
    return chosen


def _own(cells: Sequence[SubmittedCell], found: Match, key: AnswerKey) -> list[int]:
    """List the student's own cells: all that were not taken, except copies of what the instructor wrote."""
    by_name = {graded.name: graded for graded in key.graded}
    gone = {i for places in found.taken.values() for i in places}
    for name, places in found.candidates.items():
        gone |= {i for i in places if not by_name[name].is_students or not changed(cells[i], by_name[name])}
    return [i for i, cell in enumerate(cells) if i not in gone and cell.source.strip()]


def _filled(cells: Sequence[SubmittedCell], found: Match, graded: GradedCell) -> NotebookNode:
    """Make an instructor's cell; where it is an answer, with the student's text."""
    made = _handed_out(graded)
    if graded.is_students and found.taken[graded.name]:
        taken = [cells[i] for i in found.taken[graded.name]]
        made.source = "\n\n".join(cell.source for cell in taken)
        attachments = {name: kinds for cell in taken for name, kinds in cell.attachments.items()}
        if attachments and made.cell_type == "markdown":
            made.attachments = attachments
    return made


def _handed_out(graded: GradedCell) -> NotebookNode:
    """Copy an instructor's cell: a test with its hidden part, an answer still open."""
    made: NotebookNode = copy.deepcopy(graded.released if graded.is_students else graded.full)
    made.metadata.nbgrader.checksum = compute_checksum(graded.released)
    made.metadata.pop("tags", None)
    if made.cell_type == "code":
        made.outputs, made.execution_count = [], None
    return made


def _beside(cell: SubmittedCell, key: AnswerKey) -> RebuiltCell:
    """Make a cell that stands beside the graded ones: the student's own, or a demonstration of the lesson's."""
    return RebuiltCell(_new(cell), is_demonstration=cell.kind == "code" and cell.source.strip() in key.demonstrations)


def _new(cell: SubmittedCell) -> NotebookNode:
    """Make a cell of a student's text: valid as it is, with no need to check each one against nbformat's schema."""
    made = NotebookNode(
        id=cell.id or generate_corpus_id(), cell_type=cell.kind, metadata=NotebookNode(), source=cell.source
    )
    if cell.kind == "code":
        made.outputs, made.execution_count = [], None
    if cell.attachments and cell.kind == "markdown":
        made.attachments = cell.attachments
    return made


def _with_unique_ids(rebuilt: list[RebuiltCell]) -> list[RebuiltCell]:
    """Give no two cells one id."""
    seen: set[str] = set()
    for number, cell in enumerate(rebuilt):
        if cell.cell.id in seen:
            cell.cell.id = f"{cell.cell.id[:50]}-{number}"
        seen.add(cell.cell.id)
    return rebuilt


def _repairs(cells: Sequence[SubmittedCell], found: Match, key: AnswerKey) -> list[str]:
    """Say in sentences what was not as it was handed out, each with the cells that it was so of."""
    in_place = longest_increasing_subsequence([found.place(graded.name) for graded in key.graded])
    names: dict[str, list[str]] = {}
    for number, graded in enumerate(key.graded):
        for sentence in _problems(cells, found.candidates[graded.name], graded, number in in_place):
            names.setdefault(sentence, []).append(f"`{graded.name}`")
    return [f"{', '.join(which)}: {sentence}" for sentence, which in names.items()]


def _problems(
    cells: Sequence[SubmittedCell], candidates: list[int], graded: GradedCell, in_place: bool
) -> Iterator[str]:
    """Say what was wrong with one cell."""
    if not candidates:
        yield "missing, and put back as it was handed out."
        return
    if not in_place:
        yield "in another place, and put back."
    if len(candidates) > 1 and graded.kind == "answer":
        yield f"there {len(candidates)} times, and the last one above its test was taken."
    elif len(candidates) > 1:
        yield f"there {len(candidates)} times, and taken as one."
    if not graded.is_students and any(changed(cells[i], graded) for i in candidates):
        yield "changed, and not to be: the instructor's was used."
    if any(cells[i].kind != graded.full.cell_type for i in candidates):
        yield f"of another type, and taken as {graded.full.cell_type}."
    if all(cells[i].grade_id != graded.name for i in candidates):
        yield "without nbgrader's marks, and known by id, name or text."
