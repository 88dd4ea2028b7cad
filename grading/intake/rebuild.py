"""Rebuild a submission from the lesson as it was handed out: only the texts of answers, and own cells, are taken."""

from __future__ import annotations

import bisect
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from nbgrader.utils import compute_checksum

from grading.intake import notebook
from grading.intake.find import Submission
from grading.intake.match import Match, changed, match
from grading.intake.notebook import Handed
from grading.lesson.answer_key import AnswerKey, Asked
from grading.limits import Limits

NEW = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


@dataclass(frozen=True)
class Piece:
    """One cell of the rebuilt notebook, and what it is in the answer key, if anything."""

    cell: NotebookNode
    asked: Asked | None = None

    @property
    def answered(self) -> bool:
        """Say whether a student wrote anything here."""
        asked = self.asked
        return asked is not None and asked.taken and self.cell.source.strip() not in asked.untouched


@dataclass(frozen=True)
class Rebuilt:
    """A notebook in the instructor's order, and sentences on what was mended."""

    pieces: list[Piece]
    mended: list[str] = field(default_factory=list)
    unreadable: str = ""


def rebuild(submission: Submission, key: AnswerKey, limits: Limits) -> Rebuilt:
    """Rebuild whatever was handed in; what is no notebook becomes a lesson without answers, and a reason."""
    try:
        if not submission.data and submission.told:
            raise notebook.Unreadable(" ".join(submission.told))
        cells = notebook.read(submission.data, limits)
    except notebook.Unreadable as error:
        return Rebuilt([Piece(_handed_out(asked), asked) for asked in key.asked], [str(error)], str(error))
    found = match(cells, key)
    return Rebuilt(_unique(_pieces(cells, found, key)), [*submission.told, *_mended(cells, found, key)])


def _pieces(cells: Sequence[Handed], found: Match, key: AnswerKey) -> list[Piece]:
    """Put the instructor's cells into their order, and own cells behind the one that they followed."""
    places = [found.place(asked.name) for asked in key.asked]
    anchors = rising(places)
    own = _own(cells, found, key)
    pieces, begun = [], 0
    for number, asked in enumerate(key.asked):
        if number in anchors:
            pieces += [Piece(_new(cells[i])) for i in own if begun <= i < places[number]]
            begun = places[number]
        pieces.append(Piece(_filled(cells, found, asked), asked))
    return [*pieces, *(Piece(_new(cells[i])) for i in own if i >= begun)]


def rising(places: Sequence[int | None]) -> set[int]:
    """Choose as many numbers of places as can be that rise: those of cells that were not moved about."""
    ends: list[int] = []  # of a rising row of each length, the place that it ends at, the least that there is
    last: list[int] = []
    before: dict[int, int | None] = {}
    for number, place in enumerate(places):
        if place is not None:
            length = bisect.bisect_left(ends, place)
            before[number] = last[length - 1] if length else None
            ends[length:], last[length:] = [place, *ends[length + 1 :]], [number, *last[length + 1 :]]
    chosen, number = set(), last[-1] if last else None
    while number is not None:
        chosen.add(number)
        number = before[number]
    return chosen


def _own(cells: Sequence[Handed], found: Match, key: AnswerKey) -> list[int]:
    """List the student's own cells: all that were not taken, but for copies of what the instructor wrote."""
    named = {asked.name: asked for asked in key.asked}
    gone = {i for places in found.taken.values() for i in places}
    for name, places in found.like.items():
        gone |= {i for i in places if not named[name].taken or not changed(cells[i], named[name])}
    return [i for i, cell in enumerate(cells) if i not in gone and cell.source.strip()]


def _filled(cells: Sequence[Handed], found: Match, asked: Asked) -> NotebookNode:
    """Make an instructor's cell; where it is an answer, with the student's text."""
    made = _handed_out(asked)
    if asked.taken and found.taken[asked.name]:
        taken = [cells[i] for i in found.taken[asked.name]]
        made.source = "\n\n".join(cell.source for cell in taken)
        attached = {name: kinds for cell in taken for name, kinds in cell.attachments.items()}
        if attached and made.cell_type == "markdown":
            made.attachments = attached
    return made


def _handed_out(asked: Asked) -> NotebookNode:
    """Copy an instructor's cell: a test with its hidden part, an answer still open."""
    made = copy.deepcopy(asked.released if asked.taken else asked.full)
    made.metadata.nbgrader.checksum = compute_checksum(asked.released)
    made.metadata.pop("tags", None)
    if made.cell_type == "code":
        made.outputs, made.execution_count = [], None
    return made


def _new(cell: Handed) -> NotebookNode:
    made = NEW[cell.kind](cell.source)
    if cell.id:
        made.id = cell.id
    if cell.attachments and cell.kind == "markdown":
        made.attachments = cell.attachments
    return made


def _unique(pieces: list[Piece]) -> list[Piece]:
    """Give no two cells one id."""
    seen: set[str] = set()
    for number, piece in enumerate(pieces):
        if piece.cell.id in seen:
            piece.cell.id = f"{piece.cell.id[:50]}-{number}"
        seen.add(piece.cell.id)
    return pieces


def _mended(cells: Sequence[Handed], found: Match, key: AnswerKey) -> list[str]:
    """Say in sentences what was not as it was handed out, each with the cells that it was so of."""
    anchors = rising([found.place(asked.name) for asked in key.asked])
    names: dict[str, list[str]] = {}
    for number, asked in enumerate(key.asked):
        for sentence in _troubles(cells, found.like[asked.name], asked, number in anchors):
            names.setdefault(sentence, []).append(f"`{asked.name}`")
    return [f"{', '.join(which)}: {sentence}" for sentence, which in names.items()]


def _troubles(cells: Sequence[Handed], like: list[int], asked: Asked, in_place: bool) -> Iterator[str]:
    """Say what was wrong with one cell."""
    if not like:
        yield "missing, and put back as it was handed out."
        return
    if not in_place:
        yield "in another place, and put back."
    if len(like) > 1 and asked.kind == "answer":
        yield f"there {len(like)} times, and the last one above its test was taken."
    elif len(like) > 1:
        yield f"there {len(like)} times, and taken as one."
    if not asked.taken and any(changed(cells[i], asked) for i in like):
        yield "changed, and not to be: the instructor's was used."
    if any(cells[i].kind != asked.full.cell_type for i in like):
        yield f"of another type, and taken as {asked.full.cell_type}."
    if all(cells[i].grade_id != asked.name for i in like):
        yield "without nbgrader's marks, and known by id, name or text."
