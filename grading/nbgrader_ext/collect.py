"""Take in what an LMS hands over: unpack it, and read from its names whose notebook is whose."""

import filecmp
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from grading.intake import archive
from grading.intake.archive import Budget
from grading.intake.claims import Claim, choose, claim, owners
from grading.intake.names import file_name, shown
from grading.limits import HandIn

LINK = "It is a link, or no plain file, and was not followed."
NAMED = 5  # members of one archive that are named when they are not unpacked; the others are counted


class Extractor(ExtractorPlugin):
    """Unpack every archive, and archives in archives; what cannot be unpacked is named, and the others go on.

    Attributes
    ----------
    unpacked
        The folders that were archives, relative to where everything is unpacked.
    """

    limits = HandIn()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.unpacked: set[PurePath] = set()
        self.budgets: dict[str, Budget] = {}
        self.total = Budget(self.limits.class_files, self.limits.class_bytes, "the class")

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Copy or unpack all of one folder into another."""
        root = Path(extracted_path)
        for path in plain_files(Path(archive_path), self._refuse):
            folder = root.joinpath(*map(file_name, path.relative_to(archive_path).parent.parts))
            folder.mkdir(parents=True, exist_ok=True)
            target = _free(folder / file_name(path.name))
            if archive.suffix(path):
                self._unpack(path, target, root, 0)
            elif archive.is_unknown_archive(path):
                self._refuse(path, "It is an archive of a kind that is not unpacked here: only zip and tar are.")
            else:
                shutil.copyfile(path, target)

    def _unpack(self, path: Path, target: Path, root: Path, depth: int) -> None:
        """Unpack an archive next to where it lies, or would lie, and those inside it."""
        folder = _free(target.with_name(target.name[: -len(archive.suffix(path))] or "archive"))
        place = folder.relative_to(root)

        def budgets(member: PurePath) -> list[Budget]:
            return [self._budget(place / member), self.total]

        total = self._budget(place) if depth else self.total
        try:
            for sentence in _some(archive.unpack(path, folder, budgets, total, patient=not depth)):
                self.log.warning("NOT COLLECTED: %s", sentence)
        except archive.Refused as error:
            self.log.warning("NOT COLLECTED: %s cannot be unpacked: %s.", shown(path.name), error)
            return
        self.unpacked.add(place)
        for inner in list(plain_files(folder, self._refuse)):
            if archive.is_unknown_archive(inner):
                self._refuse(inner, "It is an archive of a kind that is not unpacked here: only zip and tar are.")
            elif archive.suffix(inner) and depth == self.limits.archives:
                self._refuse(inner, "It is an archive in too many others.")
            elif archive.suffix(inner):
                self._unpack(inner, inner, root, depth + 1)
                inner.unlink()

    def _budget(self, place: PurePath) -> Budget:
        """Return the budget of whoever handed something in: one for all that they did."""
        owner = owners(place.parts)
        return self.budgets.setdefault(owner, Budget(self.limits.files, self.limits.bytes, "what its author handed in"))

    def _refuse(self, path: Path, sentence: str) -> None:
        """Name a file that is not taken."""
        self.log.warning("NOT COLLECTED: %s. %s", shown(path.name), sentence)


class Collector(FileNameCollectorPlugin):
    """Find the student of each file; one that cannot be used is named, and the others go on."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.chosen: dict[PurePath, tuple[str, str]] | None = None

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Give nbgrader the student and the notebook of one file, or None to pass it over."""
        root = Path(self.parent._format_collect_path("extracted"))
        if self.chosen is None:
            self.chosen = self._choose(root)
        student, name = self.chosen.get(PurePath(submitted_file).relative_to(root), ("", ""))
        return {"student_id": student, "file_id": name} if student else None

    def _choose(self, root: Path) -> dict[PurePath, tuple[str, str]]:
        """Decide on all files at once, whose each is and what to call it; say which are not taken, and why."""
        lesson = self.parent.coursedir.assignment_id
        archives = self.parent.extractor_plugin_inst.unpacked
        claims: dict[PurePath, Claim] = {}
        for path in plain_files(root):
            place = PurePath(path.relative_to(root))
            found = claim(place, lesson, archives)
            if found:
                claims[place] = found
            elif path.suffix == ".ipynb" and not any(part.startswith((".", "__MACOSX")) for part in place.parts):
                self.log.warning("NOT COLLECTED: %s. Name it STUDENT_%s.ipynb.", shown(path.name), lesson)
        chosen, refused = choose(claims, lesson, lambda one, other: filecmp.cmp(root / one, root / other, False))
        for place, sentence in sorted(refused.items()):
            self.log.warning("NOT COLLECTED: %s. %s", shown(place.name), sentence)
        for place, student in sorted(chosen.items()):
            if claims[place].renamed:
                self.log.warning("%s was handed in by %s, and is taken as theirs.", shown(place.name), student)
        notebooks = {place: (student, f"{lesson}.ipynb") for place, student in chosen.items()}
        return notebooks | modules_beside(notebooks, [path.relative_to(root) for path in plain_files(root)])


def modules_beside(
    notebooks: dict[PurePath, tuple[str, str]], files: Iterable[PurePath]
) -> dict[PurePath, tuple[str, str]]:
    """Map each .py file to the student in whose folder it lies, and to its name: a folder with one notebook."""
    folders: dict[PurePath, list[str]] = {}
    for place, (student, _) in notebooks.items():
        folders.setdefault(place.parent, []).append(student)
    own = {folder: students[0] for folder, students in folders.items() if len(students) == 1 and folder.parts}
    return {path: (own[path.parent], path.name) for path in files if path.suffix == ".py" and path.parent in own}


def plain_files(folder: Path, refuse: Any = None) -> Iterator[Path]:
    """Walk through the regular files below a folder, in order, and follow no link.

    Parameters
    ----------
    refuse
        Is called with each path that is neither a regular file nor a folder, and a sentence.
    """
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted([*names, *(name for name in folders if os.path.islink(os.path.join(here, name)))]):
            path = Path(here, name)
            if stat.S_ISREG(path.lstat().st_mode):
                yield path
            elif refuse:
                refuse(path, LINK)


def _free(path: Path) -> Path:
    """Return a path at which nothing lies yet."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def _some(sentences: list[str]) -> list[str]:
    """Keep the first sentences, and count the others."""
    more = len(sentences) - NAMED
    return [*sentences[:NAMED], *([f"{more} more were not unpacked either."] if more > 0 else [])]
