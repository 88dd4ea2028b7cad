"""Grade one submission: a function of the submission and the answer key, and of nothing else."""

from __future__ import annotations

import socket
import time
from typing import Any

from nbformat import NotebookNode, from_dict, v4

from grading.cells import outputs
from grading.cells.recorder import HIDDEN, Room
from grading.engine.client import Engine
from grading.engine.messages import RunTests, TestCase, TestRan, VisibleRan
from grading.engine.result import Result, Verdict
from grading.engine.session import Session
from grading.intake.find import Submission
from grading.intake.rebuild import RebuiltNotebook, rebuild
from grading.lesson.answer_key import AnswerKey, GradedCell
from grading.protocol import messages
from grading.protocol.channel import Channel, Disconnected, TimedOut
from grading.protocol.records import Malformed
from grading.protocol.tracebacks import cell_file

GRADING = "grading"  # the key of a test cell's metadata in which its reason and hidden outputs are noted
REPAIRED = "**Mended before grading**"
TESTS_NOT_RUN = "Not run: the tests took longer than {:g} s in all."

Shown = tuple[list[NotebookNode], list[bool]]  # outputs, and whether each is hidden


def grade(submission: Submission, key: AnswerKey, engine: Engine) -> Result:
    """Rebuild the notebook, run its cells, run the tests. It always ends, and always in a result."""
    rebuilt = rebuild(submission, key, engine.limits)
    session = Session(rebuilt, key, engine)
    try:
        if rebuilt.unreadable:
            session.refused = {test.name: rebuilt.unreadable for test in key.tests}
        else:
            session.run()
        verdicts = examine(session, key, engine)
    finally:
        session.end()
    return Result(_notebook(rebuilt, session, verdicts, key), verdicts, rebuilt.repairs, rebuilt.answered)


def examine(session: Session, key: AnswerKey, engine: Engine) -> dict[str, Verdict]:
    """Run every test on its snapshot. One that does not end costs itself alone, and all share one budget of time."""
    examination = Examination(session, key, engine)
    examination.run()
    return examination.verdicts


class Examination:
    """The tests of one submission: first what students see of each, then the rest of each.

    Attributes
    ----------
    verdicts
        What each test gave, by its name.
    """

    def __init__(self, session: Session, key: AnswerKey, engine: Engine) -> None:
        self.session, self.key, self.engine, self.limits = session, key, engine, engine.limits
        self.deadline = time.monotonic() + self.limits.all_tests_seconds
        self.verdicts = {test.name: Verdict(test.name, 0.0, session.refused.get(test.name, "")) for test in key.tests}
        self.waiting = {test.name: test for test in key.tests if test.name in session.snapshots}
        self.room = Room(self.limits.shown_by_tests)
        self.visible: dict[str, Shown] = {}  # what was shown before the hidden part
        self.hide = False  # from when on a snapshot knows hidden inputs

    def run(self) -> None:
        """Run the tests, with another examiner whenever one does not come to an end."""
        while self.waiting and time.monotonic() < self.deadline:
            self._run_with_an_examiner()
        for name in self.waiting:
            self.verdicts[name] = Verdict(name, 0.0, TESTS_NOT_RUN.format(self.limits.all_tests_seconds))

    def _run_with_an_examiner(self) -> None:
        """Run the tests that wait, up to the first that does not come to an end."""
        mine, theirs = socket.socketpair()
        ends = [self.session.snapshots[name].dup() for name in self.waiting]
        process = self.engine.examiners.fork([theirs, *ends])
        control = Channel(mine, self.limits.message, process.lifeline)
        current = next(iter(self.waiting))
        try:
            control.send(messages.encode(self._request()), self._patience())
            for current in [*self.waiting]:
                ran: Any = messages.decode(control.receive(self._patience()), VisibleRan, TestRan)
                self._take(current, ran)
            self.hide = True
            for current in [*self.waiting]:
                self._take(current, messages.decode(control.receive(self._patience()), TestRan))
        except (TimedOut, Disconnected, Malformed) as error:
            if time.monotonic() < self.deadline:
                del self.waiting[current]
                self.verdicts[current] = Verdict(current, 0.0, f"The test itself did not come to an end ({error}).")
        finally:
            process.end()
            control.close()

    def _request(self) -> RunTests:
        """Make what an examiner gets."""
        cells = enumerate(self.session.cells)
        sources = {cell_file(number): cell.cell.source for number, cell in cells if cell.runs}
        return RunTests(
            self.key.setups, sources, [_test_case(test, self.key) for test in self.waiting.values()], self.hide
        )

    def _patience(self) -> float:
        """Return until when to wait for the next message."""
        return min(time.monotonic() + 2 * self.limits.test_seconds, self.deadline)

    def _take(self, name: str, ran: VisibleRan | TestRan) -> None:
        """Take over what a part of a test has shown, and its points, within their range, where it has ended."""
        shown = outputs.within_limits(ran.outputs, self.limits, self.room)
        if isinstance(ran, VisibleRan):
            self.visible.setdefault(name, shown)  # what a second examiner shows is hidden
            return
        before, are_hidden = self.visible.get(name, ([], []))
        points = ran.points if 0 <= ran.points <= self.waiting.pop(name).points else 0.0
        reason = ran.reason[: self.limits.reason]
        self.verdicts[name] = Verdict(name, points, reason, [*before, *shown[0]], [*are_hidden, *shown[1]])


def _test_case(test: GradedCell, key: AnswerKey) -> TestCase:
    """Make what an examiner gets of a test."""
    return TestCase(test.name, test.full.source, test.points, sorted(test.hidden_lines), key.names_before(test))


def _notebook(rebuilt: RebuiltNotebook, session: Session, verdicts: dict[str, Verdict], key: AnswerKey) -> NotebookNode:
    """Put the outputs into the rebuilt notebook, and on top of it what was repaired."""
    for number, cell in enumerate(rebuilt.cells):
        node = cell.cell
        if node.cell_type == "code":
            node.outputs = session.outputs.get(number, [])
        if cell.test:
            verdict = verdicts[cell.test.name]
            node.outputs = verdict.outputs or [outputs.failed("NotGraded", verdict.reason)]
            node.metadata[GRADING] = {"reason": verdict.reason, HIDDEN: verdict.hidden}
    nodes = [cell.cell for cell in rebuilt.cells]
    if rebuilt.repairs:
        text = "\n".join([REPAIRED, "", *(f"- {sentence}" for sentence in rebuilt.repairs)])
        nodes.insert(0, v4.new_markdown_cell(text, id="mended-before-grading"))
    metadata = {name: key.metadata[name] for name in ("kernelspec", "language_info") if name in key.metadata}
    return NotebookNode(
        cells=nodes, metadata=from_dict(metadata), nbformat=v4.nbformat, nbformat_minor=v4.nbformat_minor
    )
