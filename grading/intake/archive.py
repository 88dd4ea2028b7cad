"""Unpack what students packed: plain files alone, inside one folder, within limits, and whole or not at all."""

from __future__ import annotations

import bz2
import contextlib
import errno
import gzip
import lzma
import mmap
import os
import re
import shutil
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, Any

from grading.intake.names import LONGEST_PART, file_name, shown
from grading.limits import MB

TAR_OPENERS: dict[str, Callable[[Any], Any]] = {
    ".tar": lambda file: file,
    ".tar.gz": gzip.open,
    ".tgz": gzip.open,
    ".tar.bz2": bz2.open,
    ".tbz2": bz2.open,
    ".tar.xz": lzma.open,
    ".txz": lzma.open,
}
SUFFIXES = (".zip", *TAR_OPENERS)
UNKNOWN_SUFFIXES = (".7z", ".rar", ".gz", ".bz2", ".xz", ".zst", ".z", ".lz", ".arj", ".cab", ".jar")
DEEPEST = 20  # folders in folders
CHUNK = 1 << 18
DIRECTORY_ENTRY = b"PK\x01\x02"  # stands before each entry of a zip's directory


class Refused(Exception):
    """An archive, or one of its members, is not unpacked; the text says why."""


class OverBudget(Refused):
    """More files, or more bytes, than may be unpacked."""


class Damaged(Refused):
    """Bytes that cannot be unpacked."""


@dataclass
class Budget:
    """How many files, and how many bytes, may still be unpacked; `whose` says for what."""

    files: int
    left: int
    whose: str

    def take_file(self) -> None:
        """Count one file."""
        self.files -= 1
        if self.files < 0:
            raise OverBudget(f"{self.whose} holds too many files")

    def take(self, count: int) -> None:
        """Count bytes that were unpacked."""
        self.left -= count
        if self.left < 0:
            raise OverBudget(f"{self.whose} is too large when it is unpacked")


@dataclass(frozen=True)
class Member:
    """One member of an archive: its path as it is written there, and its bytes; or why it is not unpacked."""

    name: str
    open: Callable[[], IO[bytes]]
    refused: str = ""


Budgets = Callable[[PurePath], list[Budget]]


def is_full(error: Exception) -> bool:
    """Say whether an error is that of a full disk, which is no submission's fault, and stops everything."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None))


def suffix(path: PurePath) -> str:
    """Return the ending by which a file is known to be an archive; "" where it is none that is unpacked."""
    name = path.name.lower()
    return next((ending for ending in sorted(SUFFIXES, key=len, reverse=True) if name.endswith(ending)), "")


def is_unknown_archive(path: PurePath) -> bool:
    """Say whether a file is an archive of a kind that is not unpacked."""
    return not suffix(path) and path.suffix.lower() in UNKNOWN_SUFFIXES


def unpack(archive: Path, folder: Path, budgets: Budgets, total: Budget, *, patient: bool = False) -> list[str]:
    """Unpack an archive into a new folder, which is there whole or not at all.

    Parameters
    ----------
    budgets
        Gives, for the path of a member, the budgets from which it is taken, each counted while it is read: what an
        archive says of its own size is believed nowhere.
    total
        The budget of the archive as a whole, by which its directory is bounded too.
    patient
        Whether a member that is damaged or over its budget costs itself alone, as in the archive of a whole class;
        else it costs the archive.

    Returns
    -------
    list of str
        For each member that was not unpacked, a sentence.

    Raises
    ------
    Refused
        Where nothing was unpacked; the text says why.
    """
    part = folder.with_name(f".{folder.name[:100]}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    problems: list[str] = []
    try:
        for member in _members(archive, total):
            try:
                _write(member, part, budgets)
            except Refused as error:
                if isinstance(error, OverBudget | Damaged) and not (patient and total.files >= 0 and total.left >= 0):
                    raise
                problems.append(f"{shown(PurePath(member.name).name)} in {shown(archive.name)}: {error}.")
        os.rename(part, folder)
    except Refused:
        raise
    except Exception as error:  # whatever two formats and four compressions raise at what is none
        if is_full(error):
            raise
        raise Refused("it is damaged, or it is no archive") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return problems


def inside(name: str) -> PurePath:
    """Turn a member's name into a path inside the folder; Refused where it points elsewhere, or is too long."""
    text = name.replace("\\", "/")
    if text.startswith("/") or re.match(r"[A-Za-z]:", text) or ".." in text.split("/"):
        raise Refused("its name points outside the archive")
    parts = [file_name(part) for part in text.split("/") if part not in ("", ".")]
    if not parts:
        raise Refused("it has no name")
    if len(parts) > DEEPEST or any(len(part.encode()) > LONGEST_PART for part in parts):
        raise Refused("its name is too long")
    return PurePath(*parts)


def _write(member: Member, part: Path, budgets: Budgets) -> None:
    """Write one member; one that cannot be read to its end leaves nothing behind."""
    path = inside(member.name)
    if "__MACOSX" in path.parts:
        return
    takers = budgets(path)
    for budget in takers:
        budget.take_file()
    if member.refused:
        raise Refused(member.refused)
    target = part / path
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, flags, 0o644)
    except (FileExistsError, NotADirectoryError):
        raise Refused("its name is there twice, and the first was taken") from None
    try:
        with open(descriptor, "wb") as file:
            _copy(member, file, takers)
    except Exception:
        target.unlink()
        raise


def _copy(member: Member, file: IO[bytes], budgets: list[Budget]) -> None:
    """Copy a member's bytes, counted."""
    try:
        source = member.open()
        while chunk := source.read(CHUNK):
            for budget in budgets:
                budget.take(len(chunk))
            file.write(chunk)
    except (Refused, OSError):
        raise
    except NotImplementedError:
        raise Refused("it is packed by a method that is not known here") from None
    except Exception as error:
        raise Damaged("it is damaged") from error


@contextlib.contextmanager
def _opened(archive: Path) -> Iterator[IO[bytes]]:
    """Open a regular file, and follow no link."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(archive, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Refused("it is no plain file")
        yield file


def _members(archive: Path, total: Budget) -> Iterator[Member]:
    """Walk through the members of an archive that are not folders."""
    ending = suffix(archive)
    with _opened(archive) as file:
        if ending == ".zip":
            yield from _zip_members(file, total)
        else:
            yield from _tar_members(TAR_OPENERS[ending](file), total)


def _zip_members(file: IO[bytes], total: Budget) -> Iterator[Member]:
    """Walk through a zip. Its directory is bounded before it is read, by the marks that each entry must have."""
    if not os.fstat(file.fileno()).st_size:
        raise Refused("it is empty")
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at, entries = data.find(DIRECTORY_ENTRY), 0
        while at >= 0:
            entries += 1
            if entries > total.files:
                raise OverBudget(f"{total.whose} holds too many files")
            at = data.find(DIRECTORY_ENTRY, at + 1)
    with zipfile.ZipFile(file) as packed:
        for info in packed.infolist():
            kind = stat.S_IFMT(info.external_attr >> 16)
            if not info.is_dir() and not stat.S_ISDIR(kind):
                refused = ""
                if info.flag_bits & 0x1:
                    refused = "it is encrypted"
                elif kind not in (0, stat.S_IFREG):
                    refused = "it is a link, or no plain file, and was not followed"
                yield Member(info.filename, lambda info=info: packed.open(info), refused)  # type: ignore[misc]


def _tar_members(stream: IO[bytes], total: Budget) -> Iterator[Member]:
    """Walk through a tar, as a stream whose every byte is counted, headers too."""
    with tarfile.open(fileobj=_Counted(stream, total.left), mode="r|") as packed:  # type: ignore[call-overload]
        for info in packed:
            if not info.isdir():
                plain = info.isreg() and not info.issparse()
                refused = "" if plain else "it is a link, or no plain file, and was not followed"
                yield Member(info.name, lambda info=info: packed.extractfile(info), refused)  # type: ignore[misc]


class _Counted:
    """A stream that ends in OverBudget when more was read than may be; room for headers is left."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self.stream, self.left = stream, most + 16 * MB

    def read(self, count: int) -> bytes:
        """Read, and count."""
        data = self.stream.read(count)
        self.left -= len(data)
        if self.left < 0:
            raise OverBudget("it is too large when it is unpacked")
        return data
