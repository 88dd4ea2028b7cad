"""Find the notebook in a folder that was handed in: a regular file, of whatever name, and nothing else."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grading.limits import MB, Limits

NOTHING = "No notebook was handed in."


@dataclass(frozen=True)
class Submission:
    """What was handed in: the bytes of the notebook's file, and sentences on what was wrong with the files.

    Where no file could be read, `data` is empty, and the sentences say why.
    """

    data: bytes
    problems: list[str] = field(default_factory=list)


def find(folder: Path, lesson: str, names: Sequence[str], limits: Limits) -> Submission:
    """Read the lesson's notebook from a folder.

    Parameters
    ----------
    names
        The grade_ids of the lesson: of several notebooks with other names, the one that has most of them is taken.
    """
    if folder.is_symlink():
        return Submission(b"", ["The folder that was handed in is a link, and was not followed."])
    problems: list[str] = []
    expected = folder / f"{lesson}.ipynb"
    if os.path.lexists(expected):
        data, problem = read(expected, limits)
        if not problem:
            return Submission(data)
        problems.append(problem)
    others = {path: read(path, limits) for path in sorted(folder.glob("*.ipynb*")) if path != expected}
    readable = {path: data for path, (data, problem) in others.items() if data and not problem}
    problems += [problem for _, problem in others.values() if problem]
    if not readable:
        return Submission(b"", problems or [NOTHING])
    best = max(readable, key=lambda path: sum(readable[path].count(b'"%s"' % name.encode()) > 0 for name in names))
    renamed = f"The notebook was called {best.name}, and was taken for {lesson}.ipynb."
    return Submission(readable[best], [*problems, renamed])


def read(path: Path, limits: Limits) -> tuple[bytes, str]:
    """Read a regular file up to the limit; return its bytes, and a sentence where it cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        link = "It is a link, and was not followed." if path.is_symlink() else ""
        return b"", link or f"{path.name} cannot be read: {error.strerror}."
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return b"", f"{path.name} is no plain file, and was not read."
    with open(descriptor, "rb") as file:
        if status.st_size > limits.notebook_bytes:
            return b"", f"{path.name} is larger than {limits.notebook_bytes // MB} MB, and was not read."
        return file.read(limits.notebook_bytes), ""
