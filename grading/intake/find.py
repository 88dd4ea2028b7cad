"""Find the notebook in a folder that was handed in: a regular file, of whatever name, and nothing else."""

import importlib.util
import itertools
import os
import re
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from grading.intake.names import shown
from grading.limits import MB, HandIn, Limits

HAND_IN = HandIn()
NOTHING = "No notebook was handed in."
MAX_FILES = 200  # that are looked at
NAME = re.compile(r"[A-Za-z_]\w{0,60}\.py", re.ASCII)


@dataclass(frozen=True)
class Submission:
    """What was handed in: the bytes of the notebook's file, and sentences on what was wrong with the files.

    Where no file could be read, `data` is empty, and the sentences say why. `modules` are the plain .py files beside
    the notebook, by name, which its cells may import.
    """

    data: bytes
    problems: list[str] = field(default_factory=list)
    modules: dict[str, bytes] = field(default_factory=dict)


def find(folder: Path, lesson: str, names: Sequence[str], limits: Limits, hand_in: HandIn = HAND_IN) -> Submission:
    """Read the lesson's notebook from a folder, and the modules beside it; of all notebooks, one at a time is held.

    Parameters
    ----------
    names
        The grade_ids of the lesson: of several notebooks with other names, the one that has most of them is taken.
    """
    if folder.is_symlink():
        return Submission(b"", ["The folder that was handed in is a link, and was not followed."])
    found = _find_notebook(folder, lesson, names, limits, hand_in)
    if not found.data:
        return found
    modules, left_out = find_modules(folder, limits)
    return replace(found, problems=[*found.problems, *left_out], modules=modules)


def find_modules(folder: Path, limits: Limits) -> tuple[dict[str, bytes], list[str]]:
    """Read the plain .py files in a folder; return them by name, and a sentence for each that is left out."""
    modules: dict[str, bytes] = {}
    problems: list[str] = []
    with os.scandir(folder) as entries:
        names = sorted(itertools.islice((entry.name for entry in entries if entry.name.endswith(".py")), MAX_FILES))
    for name in names:
        data, problem = read(folder / name, replace(limits, notebook_bytes=limits.module_bytes))
        size = len(data) + sum(map(len, modules.values()))
        if not problem and not NAME.fullmatch(name):
            problem = f"{shown(name)} has a name that cannot be imported, and was left out."
        if not problem and _is_taken(name.removesuffix(".py"), folder):
            problem = f"{shown(name)} has the name of a module that is there already, and was left out."
        if not problem and (len(modules) >= limits.modules or size > limits.module_bytes):
            most = f"{limits.modules} files, of {limits.module_bytes // MB} MB"
            problem = f"{shown(name)} was left out: {most}, are taken along."
        if problem:
            problems.append(problem)
        else:
            modules[name] = data
    return modules, problems[: limits.modules]


def _is_taken(name: str, folder: Path) -> bool:
    """Say whether Python, or what is installed, has a module of this name elsewhere."""
    if name in sys.stdlib_module_names:
        return True
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return True
    return spec is not None and Path(spec.origin or "").resolve().parent != folder.resolve()


def _find_notebook(folder: Path, lesson: str, names: Sequence[str], limits: Limits, hand_in: HandIn) -> Submission:
    """Read the lesson's notebook from a folder."""
    problems: list[str] = []
    expected = folder / f"{lesson}.ipynb"
    if os.path.lexists(expected):
        data, problem = read(expected, limits)
        if not problem:
            return Submission(data)
        problems.append(problem)
    others, more = _others(folder, expected, hand_in)
    problems += more
    best, most, left = None, -1, hand_in.bytes
    for path in others:
        data, problem = read(path, limits) if left > 0 else (b"", f"{shown(path.name)} was not read any more.")
        left -= len(data)
        if problem:
            problems.append(problem)
        elif data and (found := sum(data.count(b'"%s"' % name.encode()) > 0 for name in names)) > most:
            best, most = path, found
        del data
    if best is None:
        return Submission(b"", problems or [NOTHING])
    data, problem = read(best, limits)
    renamed = f"The notebook was called {shown(best.name)}, and was taken for {lesson}.ipynb."
    return Submission(data, [*problems, problem or renamed])


def _others(folder: Path, expected: Path, hand_in: HandIn) -> tuple[list[Path], list[str]]:
    """List the notebooks with other names, up to a number, and a sentence where there are more."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in itertools.islice(entries, 10 * hand_in.files) if ".ipynb" in entry.name]
    except OSError as error:
        return [], [f"The folder that was handed in cannot be read: {error.strerror}."]
    paths = [folder / name for name in sorted(names) if name != expected.name]
    most = hand_in.notebooks
    too_many = f"There are {len(paths)} notebooks; only the first {most} were looked at."
    return paths[:most], [too_many] if len(paths) > most else []


def read(path: Path, limits: Limits) -> tuple[bytes, str]:
    """Read a regular file up to the limit; return its bytes, and a sentence where it cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        link = "It is a link, and was not followed." if path.is_symlink() else ""
        return b"", link or f"{shown(path.name)} cannot be read: {error.strerror}."
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return b"", f"{shown(path.name)} is no plain file, and was not read."
    with open(descriptor, "rb") as file:
        if status.st_size > limits.notebook_bytes:
            return b"", f"{shown(path.name)} is larger than {limits.notebook_bytes // MB} MB, and was not read."
        return file.read(status.st_size), ""
