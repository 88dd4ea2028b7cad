"""A student's cells, run in order in a student's process, which leaves a snapshot for each test."""

from __future__ import annotations

import socket
import time

from nbformat import NotebookNode

from grading.cells import outputs
from grading.cells.recorder import Room
from grading.engine import what_counts
from grading.engine.client import Engine, ForkedProcess
from grading.engine.messages import (
    CellRan,
    CellsRead,
    ModulesPut,
    PutModules,
    ReadCells,
    RunCell,
    SnapshotTaken,
    TakeSnapshot,
)
from grading.intake.rebuild import RebuiltCell, RebuiltNotebook
from grading.lesson.answer_key import AnswerKey
from grading.protocol import messages
from grading.protocol.channel import Channel, Disconnected, TimedOut
from grading.protocol.records import Malformed, Message

NOT_RUN = "Not run: the cells above took longer than {:g} s in all."
NO_SNAPSHOT = "The student's process could not be held for this test: {}"
STOPPED = "Stopped"  # the name of the error that a cell shows which was left out


class Session:
    """Run a rebuilt notebook's cells.

    Attributes
    ----------
    outputs
        What each cell showed, by its number.
    snapshots
        This side's end of the way to each test's snapshot, by the test's name.
    refused
        Why a test has no snapshot, by the test's name.
    """

    def __init__(self, rebuilt: RebuiltNotebook, key: AnswerKey, engine: Engine) -> None:
        self.key = key
        self.cells, self.modules, self.engine, self.limits = rebuilt.cells, rebuilt.modules, engine, engine.limits
        self.deadline = time.monotonic() + self.limits.all_seconds
        self.outputs: dict[int, list[NotebookNode]] = {}
        self.room = Room(self.limits.shown)
        self.left_aside: set[int] | None = None  # demonstrations that no test needs; None before the code is read
        self.left_out: dict[int, str] = {}  # cells that end or stop the process, with the reason
        self.snapshots: dict[str, socket.socket] = {}
        self.refused: dict[str, str] = {}
        self.process: ForkedProcess | None = None

    def run(self) -> None:
        """Run all cells; where one ends the process, start again without it."""
        while not self._run_once():
            self.end()

    def end(self) -> None:
        """End the process, its snapshots, and all that the student's code has started."""
        if self.process:
            self.process.end()
        for end in self.snapshots.values():
            end.close()
        self.snapshots, self.process = {}, None

    def _run_once(self) -> bool:
        """Run the cells that are not left out; return whether the process lived to the end."""
        process, control, ends = self._start()
        self.room = Room(self.limits.shown)
        if self.modules:
            self._put_modules(control)
        if self.left_aside is None and not self._read_code(control):
            return False
        passed_over = {*self.left_out, *(self.left_aside or ())}
        for number, cell in enumerate(self.cells):
            if not cell.runs or number in passed_over:
                continue
            if time.monotonic() > self.deadline:
                self._give_up(number)
                break
            try:
                self._run_cell(number, cell, control, ends)
            except TimedOut:
                self._leave_out(number, f"it took longer than {self.limits.cell_seconds:g} s, and was stopped")
                return False
            except (Disconnected, Malformed):
                self._leave_out(number, process.cause_of_end())
                return False
        control.close()
        for end in ends:
            end.close()
        return True

    def _start(self) -> tuple[ForkedProcess, Channel, list[socket.socket]]:
        """Fork a student's process; return it, its control channel, and an end for each test's snapshot."""
        tests = sum(cell.test is not None for cell in self.cells)
        pairs = [socket.socketpair() for _ in range(tests + 1)]
        self.process = process = self.engine.students.fork([theirs for _, theirs in pairs])
        control, *ends = [mine for mine, _ in pairs]
        return process, Channel(control, self.limits.message, process.lifeline), ends

    def _run_cell(self, number: int, cell: RebuiltCell, control: Channel, ends: list[socket.socket]) -> None:
        """Run one cell, or take a snapshot where a test stands."""
        deadline = min(time.monotonic() + self.limits.cell_seconds, self.deadline + 1)
        if cell.test is None:
            request = RunCell(number, cell.cell.source, draws=not cell.is_demonstration)
            ran = _request(control, request, CellRan, deadline)
            if not cell.is_demonstration:
                self.outputs[number], _ = outputs.within_limits(ran.outputs, self.limits, self.room)
            return
        end = ends.pop(0)
        taken = _request(control, TakeSnapshot(), SnapshotTaken, deadline)
        if taken.error:
            self.refused[cell.test.name] = NO_SNAPSHOT.format(taken.error[: self.limits.reason])
            end.close()
        else:
            self.snapshots[cell.test.name] = end

    def _read_code(self, control: Channel) -> bool:
        """Choose the demonstrations that need not run; return whether the process lived through reading the code.

        A student's code is read in the sandbox, before any of it runs: a text may be made to stop whoever reads it.
        """
        self.left_aside = set()
        numbers = [] if self.modules else what_counts.to_be_read(self.cells)
        if not numbers:
            return True
        request = ReadCells([self.cells[number].cell.source for number in numbers])
        try:
            read = _request(control, request, CellsRead, time.monotonic() + self.limits.cell_seconds).facts
        except (TimedOut, Disconnected, Malformed):
            return False
        if len(read) == len(numbers):
            self.left_aside = what_counts.left_aside(self.cells, dict(zip(numbers, read, strict=True)), self.key)
        return True

    def _put_modules(self, control: Channel) -> None:
        """Put the modules that were handed in into the working folder: before any cell runs, so no student's code."""
        files = {name: data.decode("latin-1") for name, data in self.modules.items()}
        _request(control, PutModules(files), ModulesPut, time.monotonic() + self.limits.cell_seconds)

    def _leave_out(self, number: int, cause: str) -> None:
        """Run without this cell from now on, and show in it why."""
        self.left_out[number] = cause
        self.outputs[number] = [outputs.failed(STOPPED, f"This cell was left out: {cause}.")]
        if test := self.cells[number].test:
            self.refused[test.name] = f"The student's process could not be held: {cause}."

    def _give_up(self, number: int) -> None:
        """Run no further cells."""
        reason = NOT_RUN.format(self.limits.all_seconds)
        for later, cell in enumerate(self.cells[number:], start=number):
            if cell.test:
                self.refused[cell.test.name] = reason
            elif cell.runs and later not in (self.left_aside or ()):
                self.outputs[later] = [outputs.failed(STOPPED, reason)]


def _request(control: Channel, message: object, reply: type[Message], deadline: float) -> Message:
    """Send a message, and wait for the reply."""
    control.send(messages.encode(message), deadline)
    return messages.decode(control.receive(deadline), reply)
