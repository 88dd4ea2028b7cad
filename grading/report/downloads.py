"""What the platform called the files that were collected from it: its number for each student, and a file's name."""

from __future__ import annotations

import filecmp
from dataclasses import dataclass
from pathlib import Path, PurePath

from grading.intake.claims import MOODLES_FOLDER, platforms_part
from grading.lesson.places import ROOT

COLLECTED = Path("downloaded", "{lesson}", "extracted")  # where `nbgrader zip_collect` leaves what it unpacked


@dataclass(frozen=True)
class Kept:
    """The platform's number for a student, and what it called their folder, or else their file."""

    number: str
    name: str
    is_folder: bool

    def answer(self, file: str) -> str:
        """Name what is handed back, so that the platform knows whose it is: in the same folder, or called the same."""
        return f"{self.name}/{file}" if self.is_folder else self.name.removesuffix(".ipynb") + PurePath(file).suffix


def kept(lesson: str, root: Path = ROOT) -> dict[str, Kept]:
    """Map each student to what the platform called their notebook, where the collected one still lies.

    A file counts for the student whose notebook, as it was handed in, holds the same bytes. A student for whom the
    platform has two numbers is left out.
    """
    extracted = root / str(COLLECTED).format(lesson=lesson)
    found: dict[str, Kept] = {}
    numbers: dict[str, set[str]] = {}
    for path in sorted(extracted.rglob("*.ipynb"), key=lambda path: (path.name != f"{lesson}.ipynb", path)):
        part = platforms_part(PurePath(path.relative_to(extracted)))
        if part and _same(path, root / "submitted" / part[0] / lesson / f"{lesson}.ipynb"):
            student, number, place = part
            numbers.setdefault(student, set()).add(number)
            found.setdefault(student, Kept(number, place.name, bool(MOODLES_FOLDER.fullmatch(place.name))))
    return {student: one for student, one in found.items() if len(numbers[student]) == 1}


def _same(one: Path, other: Path) -> bool:
    """Say whether two files hold the same bytes."""
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
