"""nbgrader's exchange, where what students wrote is read: no link is followed, and nothing costs anybody else."""

from __future__ import annotations

import glob
import os
import stat
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeCollect, ExchangeList, ExchangeReleaseFeedback

from grading.intake.archive import Budget, Refused, is_full
from grading.intake.copying import copy
from grading.intake.handed_in import TIMESTAMP, secret
from grading.intake.inbound import record, refuse_another_owner
from grading.intake.names import shown
from grading.limits import HandIn

NOBODY = ""  # whose submission it is that is not collected


class Collect(ExchangeCollect):
    """Collect what students handed in: plain files alone, within limits; what cannot be used is named."""

    limits = HandIn()
    check_owner: bool
    coursedir: CourseDirectory
    src_records: list[dict[str, Any]]
    staged: Path

    def init_src(self) -> None:
        """List what was handed in, but for what has no student or no time."""
        super().init_src()
        self.src_records = [found for found in self.src_records if found["username"] != NOBODY]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """Read a folder's name; one that cannot be read is named, and becomes nobody's."""
        filename = os.path.basename(path)
        try:
            username, timestamp = record(filename, self.coursedir.assignment_id)
            if not stat.S_ISDIR(os.lstat(path).st_mode):
                raise Refused("it is a link, or no folder, and was not followed")
            if self.check_owner:
                refuse_another_owner(Path(path), username)
        except (Refused, OSError) as error:
            self.log.warning("NOT COLLECTED: %s: %s.", shown(filename), error)
            return {"username": NOBODY, "filename": filename, "timestamp": datetime.min}
        return {"username": username, "filename": filename, "timestamp": timestamp}

    def copy_files(self) -> None:
        """Copy one submission after the other; one that cannot be copied is named."""
        records = self.src_records
        if not records:
            super().copy_files()
        for found in records:
            name = f"{found['username']}, {found['timestamp']}"
            budget = Budget(self.limits.files, self.limits.bytes, "what was handed in")
            with tempfile.TemporaryDirectory() as home:
                self.staged, self.src_records = Path(home, "submission"), [found]
                try:
                    for sentence in copy(Path(self.inbound_path, found["filename"]), self.staged, budget)[:20]:
                        self.log.warning("NOT COLLECTED of %s: %s.", name, sentence)
                    self._write_time(found["timestamp"])
                    super().copy_files()
                except (Refused, OSError, RuntimeError) as error:  # the last is nbgrader's, of what is too large
                    if is_full(error):
                        raise
                    self.log.warning("NOT COLLECTED: %s: %s.", name, shown(error, 1000))

    def _write_time(self, time: datetime) -> None:
        """Note when it was handed in, as the folder's name says: the file may be missing, or say anything."""
        path = self.staged / TIMESTAMP
        if path.is_dir():
            path.rename(path.with_name("timestamp"))
        path.write_text(f"{time:%Y-%m-%d %H:%M:%S.%f} UTC", encoding="utf-8")

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy what was copied from the exchange already, which its author cannot change any more."""
        super().do_copy(str(self.staged), dest, log)


class List(ExchangeList):
    """List the exchange, but for what was handed in and cannot be listed."""

    assignments: list[str]

    def init_dest(self) -> None:
        """Find what is to be listed."""
        super().init_dest()
        if self.inbound or self.cached:
            self.assignments = [path for path in self.assignments if self._can_be_listed(Path(path))]

    def _can_be_listed(self, folder: Path) -> bool:
        """Say whether all that listing a submission reads is there, and plain."""
        try:
            record(folder.name, folder.name.rsplit("+", 3)[1])
            plain = all(stat.S_ISREG(path.lstat().st_mode) for path in folder.glob("*.ipynb"))
            if not plain or not secret(folder):
                raise Refused("its files are not as nbgrader writes them")
        except (Refused, OSError, IndexError) as error:
            self.log.warning("NOT LISTED: %s: %s.", shown(folder.name), error)
            return False
        return True


class ReleaseFeedback(ExchangeReleaseFeedback):
    """Release feedback; a student's that cannot be released is named, and the others go on."""

    src_path: str

    def copy_files(self) -> None:
        """Release one student's feedback after the other."""
        for folder in sorted(glob.glob(self.src_path)):
            self.src_path = glob.escape(folder)
            try:
                super().copy_files()
            except (OSError, ValueError, AssertionError) as error:  # the last is nbgrader's, of an empty secret
                if is_full(error):
                    raise
                self.log.error("NOT RELEASED: %s: %s", shown(Path(folder).parent.name), shown(error, 1000))
