"""Which cell of a submission is which: by what nbgrader wrote on it, by its id, by what it defines, by its text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from grading.intake.notebook import SubmittedCell
from grading.lesson.answer_key import AnswerKey, GradedCell


@dataclass
class Match:
    """For each graded cell, by name, the places of submitted cells: those whose text is taken, and all candidates."""

    taken: dict[str, list[int]] = field(default_factory=dict)
    candidates: dict[str, list[int]] = field(default_factory=dict)

    def place(self, name: str) -> int | None:
        """Return where a graded cell stands in the submission, if it does."""
        found = self.taken.get(name) or self.candidates.get(name)
        return found[-1] if found else None


def match(cells: Sequence[SubmittedCell], key: AnswerKey) -> Match:
    """Find the graded cells among those handed in."""
    found = Match()
    for graded in key.graded:
        found.candidates[graded.name] = [i for i, cell in enumerate(cells) if _is_marked_as(cell, graded)]
    claimed = {i for places in found.candidates.values() for i in places}
    for graded in key.graded:
        if not found.candidates[graded.name]:
            free = [i for i in range(len(cells)) if i not in claimed]
            found.candidates[graded.name] = _unmarked(cells, free, graded, key)
            claimed |= set(found.candidates[graded.name])
    for cell, below in zip(key.graded, (*key.graded[1:], None), strict=True):
        if cell.is_students:
            test = found.candidates[below.name] if below is not None and below.kind == "test" else []
            found.taken[cell.name] = _chosen(cells, found.candidates[cell.name], cell, test)
    return found


def changed(cell: SubmittedCell, graded: GradedCell) -> bool:
    """Say whether a cell has another text than it was handed out with."""
    return cell.source.strip() not in graded.untouched


def defines(source: str, name: str) -> bool:
    """Say whether a text defines a name at the start of a line."""
    return bool(re.search(rf"^(?:async\s+)?(?:def|class)\s+{name}\b|^{name}\s*=[^=]", source, re.MULTILINE))


def _is_marked_as(cell: SubmittedCell, graded: GradedCell) -> bool:
    """Say whether a cell's own metadata say that it is this graded cell."""
    same_id = bool(cell.id) and cell.id == graded.released.get("id")
    return cell.grade_id == graded.name or (not cell.grade_id and same_id)


def _unmarked(cells: Sequence[SubmittedCell], free: list[int], graded: GradedCell, key: AnswerKey) -> list[int]:
    """Find a cell that lost its metadata in another editor."""
    same = [i for i in free if not changed(cells[i], graded)]
    if graded.kind == "answer":
        defining = [i for i in free if cells[i].kind != "markdown" and defines(cells[i].source, graded.name)]
        return sorted({*same, *defining})
    if same or not graded.released.source.strip():
        return same
    if graded.kind == "text":
        return _after_question(cells, free, graded, key)
    first = graded.released.source.strip().splitlines()[0]
    return [i for i in free if cells[i].kind == "code" and cells[i].source.strip().startswith(first + "\n")]


def _after_question(cells: Sequence[SubmittedCell], free: list[int], graded: GradedCell, key: AnswerKey) -> list[int]:
    """Find the text that stands below its question."""
    released = [cell.source.strip() for cell in key.released]
    at = next(i for i, cell in enumerate(key.released) if cell is graded.released)
    question = released[at - 1] if at else None
    places = [i + 1 for i, cell in enumerate(cells) if cell.source.strip() == question]
    return [i for i in places if i in free and cells[i].source.strip() not in released][:1]


def _chosen(cells: Sequence[SubmittedCell], places: list[int], graded: GradedCell, test: list[int]) -> list[int]:
    """Choose whose text is taken: of a text all that were written, of code what would run last above the test."""
    written = [i for i in places if changed(cells[i], graded) and cells[i].source.strip()]
    if graded.kind == "text" or len(written) < 2:
        return written or places[:1]
    written = [i for i in written if defines(cells[i].source, graded.name)] or written
    above = [i for i in written if not test or i < test[0]]
    return (above or written)[-1:]
