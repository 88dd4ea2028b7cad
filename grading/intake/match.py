"""Which cell of a submission is which: by what nbgrader wrote on it, by its id, by what it defines, by its text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from grading.intake.notebook import Handed
from grading.lesson.answer_key import AnswerKey, Asked


@dataclass
class Match:
    """For each cell that is asked for, by name: where its text is taken from, and all that look like it."""

    taken: dict[str, list[int]] = field(default_factory=dict)
    like: dict[str, list[int]] = field(default_factory=dict)

    def place(self, name: str) -> int | None:
        """Say where a cell stands in the submission, if it does."""
        found = self.taken.get(name) or self.like.get(name)
        return found[-1] if found else None


def match(cells: Sequence[Handed], key: AnswerKey) -> Match:
    """Find the cells that are asked for among those handed in."""
    found = Match()
    for asked in key.asked:
        found.like[asked.name] = [i for i, cell in enumerate(cells) if _is(cell, asked)]
    claimed = {i for places in found.like.values() for i in places}
    for asked in key.asked:
        if not found.like[asked.name]:
            free = [i for i in range(len(cells)) if i not in claimed]
            found.like[asked.name] = _lost(cells, free, asked, key)
            claimed |= set(found.like[asked.name])
    for before, asked in zip((None, *key.asked), (*key.asked, None), strict=True):
        if before is not None and before.taken:
            test = found.like.get(asked.name, []) if asked is not None and asked.kind == "test" else []
            found.taken[before.name] = _chosen(cells, found.like[before.name], before, test)
    return found


def changed(cell: Handed, asked: Asked) -> bool:
    """Say whether a cell has another text than it was handed out with."""
    return cell.source.strip() not in asked.untouched


def defines(source: str, name: str) -> bool:
    """Say whether a text defines a name at the start of a line."""
    return bool(re.search(rf"^(?:async\s+)?(?:def|class)\s+{name}\b|^{name}\s*=[^=]", source, re.MULTILINE))


def _is(cell: Handed, asked: Asked) -> bool:
    """Say whether a cell says itself that it is the one asked for."""
    return cell.grade_id == asked.name or (not cell.grade_id and bool(cell.id) and cell.id == asked.released.get("id"))


def _lost(cells: Sequence[Handed], free: list[int], asked: Asked, key: AnswerKey) -> list[int]:
    """Find a cell that lost its marks in another editor."""
    same = [i for i in free if not changed(cells[i], asked)]
    if asked.kind == "answer":
        here = [i for i in free if cells[i].kind != "markdown" and defines(cells[i].source, asked.name)]
        return sorted({*same, *here})
    if same or not asked.released.source.strip():
        return same
    if asked.kind == "text":
        return _after_question(cells, free, asked, key)
    first = asked.released.source.strip().splitlines()[0]
    return [i for i in free if cells[i].kind == "code" and cells[i].source.strip().startswith(first + "\n")]


def _after_question(cells: Sequence[Handed], free: list[int], asked: Asked, key: AnswerKey) -> list[int]:
    """Find the text that stands below its question."""
    released = [cell.source.strip() for cell in key.released]
    at = next(i for i, cell in enumerate(key.released) if cell is asked.released)
    question = released[at - 1] if at else None
    places = [i + 1 for i, cell in enumerate(cells) if cell.source.strip() == question]
    return [i for i in places if i in free and cells[i].source.strip() not in released][:1]


def _chosen(cells: Sequence[Handed], places: list[int], asked: Asked, test: list[int]) -> list[int]:
    """Choose whose text is taken: of a text all that were written, of code what would run last above the test."""
    written = [i for i in places if changed(cells[i], asked) and cells[i].source.strip()]
    if asked.kind == "text" or len(written) < 2:
        return written or places[:1]
    written = [i for i in written if defines(cells[i].source, asked.name)] or written
    above = [i for i in written if not test or i < test[0]]
    return (above or written)[-1:]
