"""A folder that a learning platform or a script fills with notebooks: which of them are whole, and whose they are."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath

from grading.intake.claims import choose, claim
from grading.intake.find import read
from grading.intake.names import shown
from grading.limits import Limits

Version = tuple[int, int]  # when a file was changed last, and its size


@dataclass(frozen=True)
class Notebook:
    """A notebook for a student, and when it was written, in UTC."""

    student: str
    data: bytes
    time: datetime


class Dropped:
    """Notebooks in a folder, each of which is given out once in each version, when it has stopped changing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.last: dict[PurePath, Version] = {}
        self.settled: dict[PurePath, Version] = {}
        self.given: dict[tuple[str, PurePath], Version] = {}

    def look(self) -> None:
        """Look at all files; those count that were the same at the last look. OSError where the folder is gone."""
        found = dict(_versions(self.folder))
        self.settled = {path: version for path, version in found.items() if self.last.get(path) == version}
        self.last = found

    def new(self, lesson: str) -> Iterator[Notebook | str]:
        """Go through a lesson's files that are new: a notebook, or a sentence where one cannot be used.

        A file counts as given when the next one is asked for, so that one that could not be handed in comes again.
        """
        claims = {path: found for path in self.settled if (found := claim(path, lesson))}
        new = [path for path in sorted(claims) if self.given.get((lesson, path)) != self.settled[path]]
        chosen, refused = choose(claims, lesson, self._is_same) if new else ({}, {})
        for path in new:
            data, problem = (b"", refused[path]) if path in refused else read(self.folder / path, Limits())
            time = datetime.fromtimestamp(self.settled[path][0] / 1e9, UTC).replace(tzinfo=None)
            yield f"NOT COLLECTED: {shown(path)}. {problem}" if problem else Notebook(chosen[path], data, time)
            self.given[lesson, path] = self.settled[path]

    def _is_same(self, one: PurePath, other: PurePath) -> bool:
        """Say whether two files hold the same bytes; one that cannot be read is like no other."""
        (a, broken), (b, _) = (read(self.folder / path, Limits()) for path in (one, other))
        return not broken and a == b


def _versions(folder: Path) -> list[tuple[PurePath, Version]]:
    """List the notebooks below a folder with their versions; links are not followed, hidden folders passed over."""
    found = []

    def unread(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise error

    for here, folders, names in os.walk(folder, onerror=unread):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(here, name)
            if name.endswith(".ipynb") and not name.startswith("."):
                try:
                    status = path.lstat()
                except OSError:
                    continue  # it has just been taken away
                if stat.S_ISREG(status.st_mode):
                    found.append((PurePath(path.relative_to(folder)), (status.st_mtime_ns, status.st_size)))
    return found
