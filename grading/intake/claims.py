"""Whose notebook is whose: what the names of unpacked files say, who gave these names, and what is done at a clash."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePath

from grading.intake.names import PLAIN, is_plain, normal, shown

# `-1` and ` (1)` are what an LMS and a browser append to a file handed in or downloaded again.
SUFFIX = r"(?:-\d+| ?\(\d+\))?"
# Of what the platforms write, a student chooses the end of a file's name, and perhaps the name in front.
MOODLES_FOLDER = re.compile(r"(.+)_(\d+)_assignsubmission_(?:file|onlinetext)_?")
MOODLES_FILE = re.compile(r"(.+?)_(\d+)_assignsubmission_(?:file|onlinetext)_.+")
CANVAS = re.compile(r"([^_]+)_(?:[A-Z]+_)?(\d+)_\d+_.+")


@dataclass(frozen=True)
class Claim:
    """What a path says of whose file it is.

    Attributes
    ----------
    student
        The name; "" where the path names nobody.
    owner
        Who handed it in, as far as the platform says; two files of one owner are no clash.
    level
        In how many archives the part of the path lies that names the student: whoever packed an archive named what
        lies in it, so a name is the more to be trusted the lower its level.
    renamed
        What the file's own name says, where the platform says otherwise; else "".
    """

    student: str
    owner: str
    level: int
    renamed: str = ""


def claim(path: PurePath, lesson: str, archives: Collection[PurePath] = ()) -> Claim | None:
    """Read whose notebook a file is from its path; None where it is no notebook of this lesson.

    The platform's word wins, and of several the outermost: `S17_4711_assignsubmission_file_` (Moodle) and
    `s17_4711_0815_` (Canvas), in the file's name or in a folder's. So does `s17_01_one_neuron.zip` itself for what is
    in it. Else the student is all up to the first underscore, of the file's name or of the folder's it lies in.

    Parameters
    ----------
    path
        Where the file lies, relative to where everything was unpacked.
    archives
        The paths of the folders that were archives.
    """
    named = re.fullmatch(rf"(.*?)_?{re.escape(lesson)}{SUFFIX}\.ipynb", path.name)
    if not named or any(part.startswith((".", "__MACOSX")) for part in path.parts):
        return None
    own = named[1].split("_")[0].strip()
    above = [*reversed(path.parents)][1:]
    for place in (*above, path):
        marked = _given(place, lesson, archives)
        if marked:
            level = _level(place, archives)
            top = place.parts[0] if level else ""
            renamed = own if place != path and own and normal(own) != marked[0] else ""
            return Claim(marked[0], f"{top}/{marked[1]}", level, renamed)
    folders = [p for p in reversed(above) if "_" in p.name and not re.match(r"\d\d_", p.name)]
    place = path if own else next(iter(folders), path)
    student = normal(own or (place.name.split("_")[0] if folders else ""))
    return Claim(student, str(path), _level(place, archives))


def choose(
    claims: dict[PurePath, Claim], lesson: str, same: Callable[[PurePath, PurePath], bool]
) -> tuple[dict[PurePath, str], dict[PurePath, str]]:
    """Decide which file is collected for whom, so that nobody's is taken for, or pushed out by, somebody else's.

    Of all files that claim one student, the one counts whose name was given nearest to the platform. Where several
    are equally near, come from different owners, and are not the same file, none is collected: a person decides.

    Parameters
    ----------
    same
        Says whether two files hold the same bytes.

    Returns
    -------
    tuple
        The student of each file that is collected; and for each other file a sentence.
    """
    chosen: dict[PurePath, str] = {}
    refused: dict[PurePath, str] = {}
    students: dict[str, list[PurePath]] = {}
    for path, found in claims.items():
        if not found.student:
            refused[path] = f"Name it STUDENT_{lesson}.ipynb."
        elif not is_plain(found.student):
            refused[path] = f"{shown(found.student)} cannot be a student's name here. {PLAIN}."
        else:
            students.setdefault(found.student, []).append(path)
    for student, paths in students.items():
        level = min(claims[path].level for path in paths)
        nearest = sorted((p for p in paths if claims[p].level == level), key=lambda p: _order(p, lesson))
        first, *others = nearest
        if any(claims[p].owner != claims[first].owner and not same(first, p) for p in others):
            names = " and ".join(shown(path.name) for path in nearest[:3])
            clash = f"{names} claim to be {student}'s, and nothing says which is. Keep one of them."
            refused |= dict.fromkeys(nearest, clash)
        else:
            chosen[first] = student
            refused |= dict.fromkeys(others, f"{student} handed in {shown(first.name)} too.")
        deeper = f"It lies in an archive inside another, and {student} handed in {shown(first.name)}."
        refused |= dict.fromkeys((p for p in paths if claims[p].level > level), deeper)
    return chosen, refused


def _order(path: PurePath, lesson: str) -> tuple[bool, int, str]:
    """Sort the files of one owner: the one named as it was handed out first."""
    return path.name != f"{lesson}.ipynb", len(path.parts), str(path)


def _level(place: PurePath, archives: Collection[PurePath]) -> int:
    """Count the archives in which a path lies."""
    return sum(folder in archives for folder in place.parents)


def _given(place: PurePath, lesson: str, archives: Collection[PurePath]) -> tuple[str, str] | None:
    """Return the student, and the owner, that a platform named in a part of a path; None where it named none."""
    if found := _platforms(place.name):
        return normal(found[1]), f"{found[1]}_{found[2]}"
    packed = place in archives and not _level(place, archives)
    if packed and (by_hand := re.fullmatch(rf"(.+?)_{re.escape(lesson)}{SUFFIX}", place.name)):
        return normal(by_hand[1].split("_")[0]), place.name
    return None


def platforms_part(path: PurePath) -> tuple[str, str, PurePath] | None:
    """Find the outermost part of a path that a platform named: the student, the platform's number, and where it is."""
    for place in (*reversed(path.parents), path):
        if found := _platforms(place.name):
            return normal(found[1]), found[2], place
    return None


def _platforms(name: str) -> re.Match[str] | None:
    """Read a name that a platform wrote: the student's name, and a number."""
    return next(filter(None, (form.fullmatch(name) for form in (MOODLES_FOLDER, MOODLES_FILE, CANVAS))), None)


def owners(paths: Iterable[str]) -> str:
    """Name who handed in what lies at the first part of a path that a platform named; else its outermost parts."""
    parts = list(paths)
    for part in parts:
        if found := _platforms(part):
            return f"{found[1]}_{found[2]}"
    return "/".join(parts[:2])
