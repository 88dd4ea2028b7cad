"""The exchange's inbound folder, in which each entry is one submission: what has arrived, and how one is handed in."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

with contextlib.suppress(ImportError):  # Windows has none, and no exchange
    import pwd

from grading.intake.archive import Refused
from grading.intake.handed_in import SECRET, TIME, TIMESTAMP, parse_time, secret
from grading.intake.names import PLAIN, is_plain, shown

RANDOM = re.compile(r"[A-Za-z0-9_=-]*")  # base64, as in an address
PATIENCE = 12  # looks at an entry without a secret, which nbgrader writes last, before it counts as whole


def record(folder: str, lesson: str) -> tuple[str, datetime]:
    """Read from a folder's name, `STUDENT+LESSON+TIME+RANDOM`, who handed it in, and when; Refused where it says not.

    A student's name may hold a plus; the random part was not there in earlier versions of nbgrader.
    """
    student, *more = folder.rsplit("+", 3)
    time = parse_time(more[1]) if len(more) in (2, 3) and more[0] == lesson else None
    if time is None or not RANDOM.fullmatch("".join(more[2:])):
        raise Refused("its name is not of the form STUDENT+LESSON+TIME+RANDOM")
    if not is_plain(student):
        raise Refused(f"{shown(student)} cannot be a student's name here. {PLAIN}")
    return student, time


def refuse_another_owner(entry: Path, student: str) -> None:
    """Refuse an entry that another account than the student's has made; what this process's own user made is kept.

    Else any student could hand in for any other, and the newest submission counts.
    """
    owner = entry.lstat().st_uid
    if os.name != "posix" or owner == os.geteuid():
        return
    try:
        account = pwd.getpwuid(owner).pw_name
    except KeyError:
        account = f"number {owner}"
    if account != student:
        raise Refused(f"it says that it is {shown(student)}'s, and the account {shown(account)} has made it")


@dataclass(frozen=True)
class Arrival:
    """One submission in the inbound folder."""

    student: str
    time: datetime
    path: Path


class Inbound:
    """What has arrived for some lessons; each entry's name is read once.

    Attributes
    ----------
    newest : dict
        The newest whole submission of each lesson and student.
    """

    def __init__(self, folder: Path, lessons: Collection[str], check_owner: bool = True) -> None:
        self.folder, self.check_owner = folder, check_owner
        self.newest: dict[str, dict[str, Arrival]] = {lesson: {} for lesson in lessons}
        self.known: set[str] = set()
        self.looks: dict[str, int] = {}  # at entries that are not whole yet

    def look(self) -> list[str]:
        """Read what is new, and return a sentence for each entry that cannot be used; OSError where nothing can."""
        problems = []
        with os.scandir(self.folder) as entries:
            names = [entry.name for entry in entries if entry.name not in self.known]
        for name in sorted(names):
            lesson = next((lesson for lesson in self.newest if f"+{lesson}+" in name), None)
            if lesson and not self._is_whole(name):
                continue
            self.known.add(name)
            try:
                if lesson:
                    student, time = record(name, lesson)
                    if self.check_owner:
                        refuse_another_owner(self.folder / name, student)
                    self._add(lesson, Arrival(student, time, self.folder / name))
            except (Refused, OSError) as error:
                problems.append(f"NOT COLLECTED: {shown(name)}: {error}.")
        return problems

    def hand_in(self, lesson: str, student: str, notebook: bytes, time: datetime) -> Arrival | None:
        """Hand a notebook in for a student, whole or not at all; None where their newest one is the same.

        Parameters
        ----------
        time : datetime
            When, in UTC; moved behind the student's newest submission, so that the new one counts.
        """
        before = self.newest[lesson].get(student)
        if before:
            time = max(time, before.time + timedelta(microseconds=1))
            same = before.path / f"{lesson}.ipynb"
            if same.is_file() and not same.is_symlink() and same.read_bytes() == notebook:
                return None
        name = f"{student}+{lesson}+{time:{TIME}}+{secrets.token_urlsafe(9)}"
        part = self.folder / f".{name}"
        part.mkdir()
        try:
            (part / f"{lesson}.ipynb").write_bytes(notebook)
            (part / TIMESTAMP).write_text(f"{time:{TIME}}", encoding="utf-8")
            (part / SECRET).write_text(secrets.token_hex(64), encoding="utf-8")
            os.replace(part, self.folder / name)
        except OSError:
            shutil.rmtree(part, ignore_errors=True)
            raise
        self.known.add(name)
        arrival = Arrival(student, time, self.folder / name)
        self._add(lesson, arrival)
        return arrival

    def _add(self, lesson: str, arrival: Arrival) -> None:
        """Keep a submission, if it is the student's newest one."""
        before = self.newest[lesson].get(arrival.student)
        if before is None or arrival.time > before.time:
            self.newest[lesson][arrival.student] = arrival

    def _is_whole(self, name: str) -> bool:
        """Say whether nothing more is to be written of an entry."""
        self.looks[name] = self.looks.get(name, 0) + 1
        is_whole = bool(secret(self.folder / name)) or self.looks[name] > PATIENCE
        if is_whole:
            del self.looks[name]
        return is_whole
