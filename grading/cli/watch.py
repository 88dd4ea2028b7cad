"""Grade what arrives in the exchange, or in a folder, and release its feedback at once, until Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import notebook_hash

from grading.intake.dropped import Dropped
from grading.intake.handed_in import handed_in_at, secret
from grading.intake.inbound import Arrival, Inbound
from grading.intake.names import shown
from grading.lesson.places import ROOT
from grading.nbgrader_ext.releases import open_course

OPTIONS = {
    "folder": {
        "type": Path,
        "metavar": "FOLDER",
        "help": "take notebooks from this folder, too, named STUDENT_LESSON.ipynb or as Canvas and Moodle name them",
    }
}
SECONDS = 3  # between two looks; looking works on every file system, and costs a list of names
LONGEST_PAUSE = 10  # looks, after a lesson could not be graded several times
WORTH_SAYING = ("[WARNING]", "[ERROR]", "[CRITICAL]")
RESULT = "points by tests"  # in the line that says what a submission got
CLAIMS = " claims to be submitted by "  # in nbgrader's warning of an entry that its student does not own
NO_EXCHANGE = "There is no exchange yet: run `python -m grading prepare`."
NO_FOLDER = "There is no folder {}."
ENDING = "Ending: what is being graded is finished first. Ctrl-C once more ends at once."


def run(names: list[str], folder: Path | None = None) -> None:
    """Watch these lessons until somebody ends it."""
    watch = Watch(names, folder)
    print(f"Watching {len(names)} lessons. Ctrl-C ends it.", flush=True)
    with stopping() as stop, contextlib.suppress(KeyboardInterrupt):
        while not stop.is_set():
            watch.poll(stop)
            stop.wait(SECONDS)
    print("Ended. What has arrived since is graded when you start again.", flush=True)


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """Set an event at the first Ctrl-C, or when the process is asked to end; the second Ctrl-C interrupts as usual."""
    stop = threading.Event()

    def end(number: int, frame: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        print(ENDING, flush=True)
        stop.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Watch:
    """Grades what arrives with nbgrader's own steps; after a restart, released feedback shows what is done.

    Attributes
    ----------
    done : dict
        The newest submission of each lesson and student with which nothing more is to be done.
    """

    def __init__(self, lessons: list[str], folder: Path | None, root: Path = ROOT) -> None:
        """Open the course; SystemExit where there is no exchange, or no such folder."""
        self.api = open_course(root)
        course = self.api.coursedir
        exchange = Path(self.api.config.Exchange.root) / course.course_id
        check = ExchangeCollect(config=self.api.config).check_owner
        self.inbound, self.released = Inbound(exchange / "inbound", lessons, check), exchange / "feedback"
        if not self.inbound.folder.is_dir():
            raise SystemExit(NO_EXCHANGE)
        if folder and not folder.is_dir():
            raise SystemExit(NO_FOLDER.format(shown(folder)))
        self.dropped = Dropped(folder) if folder else None
        self.done: dict[str, dict[str, Arrival]] = {lesson: {} for lesson in lessons}
        self.failures = dict.fromkeys(lessons, 0)
        self.pause = dict.fromkeys(lessons, 0)  # looks to pass over
        self.said: dict[str, set[str]] = {}

    def poll(self, stop: threading.Event | None = None) -> None:
        """Look once, and grade what has arrived; trouble with one lesson is said, and the others go on."""
        self._try("The exchange", self._look)
        for lesson in self.done:
            if stop and stop.is_set():
                return
            self._try(lesson, partial(self._grade_what_is_new, lesson))

    def _try(self, what: str, do: Callable[[], None]) -> None:
        """Do something; whatever goes wrong is said, and tried again at the next look."""
        try:
            do()
        except Exception as error:
            self._say(what, f"{type(error).__name__}: {error}")

    def _look(self) -> None:
        """See what has arrived, and hand in what was dropped into the folder."""
        for problem in self.inbound.look():
            self._say("The exchange", problem)
        if self.dropped:
            self.dropped.look()
            for lesson in self.done:
                for found in self.dropped.new(lesson):
                    if isinstance(found, str):
                        self._say(lesson, found)
                    else:
                        self.inbound.hand_in(lesson, found.student, found.data, found.time)

    def _grade_what_is_new(self, lesson: str) -> None:
        """Grade a lesson's new submissions; after a failure, wait longer each time."""
        if self.pause[lesson]:
            self.pause[lesson] -= 1
            return
        done = self.done[lesson]
        new = [arrival for arrival in self.inbound.newest[lesson].values() if done.get(arrival.student) != arrival]
        done |= {one.student: one for one in new if self._is_released(lesson, one.student, one.time)}
        new = [arrival for arrival in new if done.get(arrival.student) != arrival]
        if not new:
            return
        if self._grade(lesson, new):
            self.failures[lesson] = 0
            self.said.pop(lesson, None)
        else:
            self.failures[lesson] += 1
            self.pause[lesson] = min(2 ** self.failures[lesson] // 2, LONGEST_PAUSE)

    def _grade(self, lesson: str, new: list[Arrival]) -> bool:
        """Collect, grade and release; return whether all is done. What could not be collected was named, too."""
        api, student = self.api, new[0].student if len(new) == 1 else "*"
        if not self._step(lesson, self._collect(lesson, student)):
            return False
        is_well = self._step(lesson, api.autograde(lesson, student, force=False))
        is_well &= self._step(lesson, api.generate_feedback(lesson, student, force=False))
        for arrival in new:
            is_well &= self._release(lesson, arrival)
        return is_well

    def _collect(self, lesson: str, student: str) -> dict[str, Any]:
        """Collect one student's submission, or everybody's: nbgrader's own call has no student to name."""
        course = self.api.coursedir
        before, course.student_id = course.student_id, student
        try:
            result: dict[str, Any] = self.api.collect(lesson)
            return result
        finally:
            course.student_id = before

    def _release(self, lesson: str, arrival: Arrival) -> bool:
        """Release one student's feedback on what was collected; return whether nothing more is to be done."""
        student = arrival.student
        collected = handed_in_at(self._folder("submitted_directory", lesson, student))[0]
        page = self._folder("feedback_directory", lesson, student)
        graded = self._folder("autograded_directory", lesson, student)
        if collected and handed_in_at(graded)[0] == collected:
            if handed_in_at(page)[0] == collected and not (page / f"{lesson}.html").exists():  # killed while writing it
                self._step(lesson, self.api.generate_feedback(lesson, student, force=True))
            if handed_in_at(page)[0] == collected:
                self._step(lesson, self.api.release_feedback(lesson, student))
        if collected and not self._is_released(lesson, student, collected):
            return False
        self.done[lesson][student] = arrival
        if collected:
            print(f"{time.strftime('%H:%M:%S')} {lesson}: {student}: feedback released", flush=True)
        return True

    def _step(self, lesson: str, result: dict[str, Any]) -> bool:
        """Say what a step of nbgrader's said that is worth it; return whether it succeeded."""
        for sentence in _sentences(result.get("log", "")):
            _, _, what = sentence.partition("] ")
            path, claims, _ = what.partition(CLAIMS)
            if not (claims and _is_mine(Path(path))):
                self._say(lesson, what)
        error = result.get("error", "").strip().rpartition("\n")[2]
        if not result["success"] and not error.startswith("SystemExit"):  # then the log has said why
            self._say(lesson, error)
        return bool(result["success"])

    def _is_released(self, lesson: str, student: str, when: datetime) -> bool:
        """Say whether the feedback on what was handed in then lies where its student fetches it."""
        folder = self._folder("feedback_directory", lesson, student)
        key = secret(folder)
        if not key or handed_in_at(folder)[0] != when:
            return False
        name: str = notebook_hash(secret=key, notebook_id=lesson)
        return Path(self.released, f"{name}.html").exists()

    def _folder(self, kind: str, lesson: str, student: str) -> Path:
        """Return a student's place in one of the course's folders."""
        course = self.api.coursedir
        return Path(course.format_path(getattr(course, kind), student, lesson))

    def _say(self, about: str, sentence: str) -> None:
        """Say something once, until the lesson is graded without trouble."""
        said = self.said.setdefault(about, set())
        if sentence not in said:
            said.add(sentence)
            print(f"{time.strftime('%H:%M:%S')} {about}: {sentence}", flush=True)


def _sentences(log: str) -> Iterator[str]:
    """Go through what of a log is worth saying; a record of several lines becomes one."""
    for record in re.split(r"^(?=\[[A-Z]+\] )", log, flags=re.MULTILINE):
        if record.startswith(WORTH_SAYING) or RESULT in record:
            yield " ".join(record.split())


def _is_mine(entry: Path) -> bool:
    """Say whether this command's own user made an entry, as for what was dropped into the folder: no student did."""
    try:
        return entry.lstat().st_uid == os.geteuid()
    except OSError:
        return False
