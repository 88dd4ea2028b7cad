"""Copy a folder that belongs to somebody else: plain files alone, no link followed, within limits."""

import os
import stat
from pathlib import Path

from grading.intake.archive import CHUNK, DEEPEST, Budget, OverBudget, Refused, is_full
from grading.intake.names import file_name, shown


def copy(source: Path, target: Path, budget: Budget) -> list[str]:
    """Copy a folder's plain files.

    Its owner may change it meanwhile: everything is opened relative to a folder that is open already, and looked at
    after it was opened. A file with a second name (a hard link) may be a file of somebody else's, and is not copied.

    Returns
    -------
    list of str
        For each file that was not copied, a sentence.

    Raises
    ------
    Refused
        Where nothing is to be used of it; the text says why.
    """
    if not stat.S_ISDIR(source.lstat().st_mode):
        raise Refused("it is a link, or no folder, and was not followed")
    target.mkdir(parents=True)
    problems: list[str] = []

    def unread(error: OSError) -> None:
        problems.append(f"{shown(error.filename)} cannot be read ({error.strerror})")

    for here, folders, names, descriptor in os.fwalk(source, onerror=unread, follow_symlinks=False):
        below = Path(here).relative_to(source)
        if len(below.parts) > DEEPEST:
            raise Refused("its folders lie too deep in each other")
        into = target.joinpath(*map(file_name, below.parts))
        into.mkdir(exist_ok=True)
        links = [name for name in folders if not _is_folder(name, descriptor)]
        folders[:] = [name for name in folders if name not in links]
        for _ in [*folders, *links, *names]:
            budget.take_file()
        problems += [f"{shown(name)} is a link, and was not followed" for name in links]
        problems += [f"{shown(name)} {why}" for name in names if (why := _copy(name, descriptor, into, budget))]
    return problems


def _is_folder(name: str, descriptor: int) -> bool:
    """Say whether a name is a folder's, and no link's."""
    try:
        return stat.S_ISDIR(os.stat(name, dir_fd=descriptor, follow_symlinks=False).st_mode)
    except OSError:
        return False


def _copy(name: str, descriptor: int, into: Path, budget: Budget) -> str:
    """Copy one file; return why it was not, or nothing."""
    try:
        opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=descriptor)
    except OSError as error:
        return f"is a link, or cannot be read ({error.strerror})"
    with open(opened, "rb") as file:
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode):
            return "is no plain file, and was not read"
        if status.st_nlink > 1:
            return "is a file with a second name, which may be somebody else's, and was not read"
        try:
            with open(into / file_name(name), "xb") as written:
                while chunk := file.read(CHUNK):
                    budget.take(len(chunk))
                    written.write(chunk)
        except OverBudget:
            raise
        except OSError as error:
            if is_full(error):
                raise
            return f"cannot be copied ({error.strerror})"
    return ""
