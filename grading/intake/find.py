"""Find the notebook in a folder that was handed in: a plain file, of whatever name, and nothing else."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grading.limits import MB, Limits

NOTHING = "No notebook was handed in."


@dataclass(frozen=True)
class Submission:
    """What was handed in: the notebook's file as it came, and sentences on what was not as it should be with it.

    Where no file could be read, `data` is empty, and the sentences say why.
    """

    data: bytes
    told: list[str] = field(default_factory=list)


def find(folder: Path, lesson: str, names: Sequence[str], limits: Limits) -> Submission:
    """Read the lesson's notebook from a folder.

    `names` are the grade_ids of the lesson: of several notebooks with other names, the one that has most of them is it.
    """
    if folder.is_symlink():
        return Submission(b"", ["The folder that was handed in is a link, and was not followed."])
    told: list[str] = []
    right = folder / f"{lesson}.ipynb"
    if os.path.lexists(right):
        data, trouble = read(right, limits)
        if not trouble:
            return Submission(data)
        told.append(trouble)
    others = {path: read(path, limits) for path in sorted(folder.glob("*.ipynb*")) if path != right}
    fit = {path: data for path, (data, trouble) in others.items() if data and not trouble}
    told += [trouble for _, trouble in others.values() if trouble]
    if not fit:
        return Submission(b"", told or [NOTHING])
    best = max(fit, key=lambda path: sum(fit[path].count(b'"%s"' % name.encode()) > 0 for name in names))
    return Submission(fit[best], [*told, f"The notebook was called {best.name}, and was taken for {lesson}.ipynb."])


def read(path: Path, limits: Limits) -> tuple[bytes, str]:
    """Read a plain file up to the limit; return it, and a sentence where it cannot be read."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        link = " It is a link, and was not followed." if path.is_symlink() else ""
        return b"", link.strip() or f"{path.name} cannot be read: {error.strerror}."
    status = os.fstat(opened)
    if not stat.S_ISREG(status.st_mode):
        os.close(opened)
        return b"", f"{path.name} is no plain file, and was not read."
    with open(opened, "rb") as file:
        if status.st_size > limits.notebook_bytes:
            return b"", f"{path.name} is larger than {limits.notebook_bytes // MB} MB, and was not read."
        return file.read(limits.notebook_bytes), ""
