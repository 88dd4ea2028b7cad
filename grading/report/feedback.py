"""All feedback pages of a lesson in one zip, called as the platform wants them back."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from grading.intake.names import file_name
from grading.lesson.places import ROOT
from grading.report.downloads import Kept

FEEDBACK = "feedback"
FIRST_TIME = (1980, 1, 1, 0, 0, 0)  # a zip has to say when a file was changed; the same pages give the same zip


def pages(lesson: str, root: Path = ROOT) -> dict[str, Path]:
    """Map each student to their page; what is a link, or no plain file, is passed over."""
    found = sorted((root / FEEDBACK).glob(f"*/{lesson}/{lesson}.html"))
    plain = [p for p in found if p.is_file() and not any(q.is_symlink() for q in (p, *list(p.parents)[:2]))]
    return {page.parent.parent.name: page for page in plain}


def pack(target: Path, pages: Mapping[str, Path], names: Mapping[str, Kept]) -> list[str]:
    """Write a zip of these pages, and of nothing else.

    Parameters
    ----------
    names
        What the platform called each student's notebook; a page of whom nothing is known is called `STUDENT.html`.

    Returns
    -------
    list
        The students whose page is called so.
    """
    part = target.with_name(f".{target.name}.part")
    with zipfile.ZipFile(part, "w") as packed:
        for student, page in pages.items():
            name = names[student].answer(page.name) if student in names else f"{file_name(student)}.html"
            info = zipfile.ZipInfo(name, FIRST_TIME)
            info.external_attr = 0o644 << 16
            packed.writestr(info, page.read_bytes(), zipfile.ZIP_DEFLATED)
    part.replace(target)
    return [student for student in pages if student not in names]
