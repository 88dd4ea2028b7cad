"""The examiner process: it runs the instructor's set-up and tests, in which every answer is a stand-in.

A stand-in sends its arguments to a seat of the student process, and gets plain data back. Points come from here alone:
a test that ends in an error, in silence, or in what is no number of points gives none, and says why.
"""

import ast
import contextlib
import linecache
import math
import time
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from grading.cells import shell
from grading.cells.recorder import Recorder
from grading.limits import Limits
from grading.protocol import codec as wire
from grading.protocol.channel import Port
from grading.protocol.rpc import Distant, Lost, Partner

NOT_READY = "The instructor's set-up cell ended in an error"


@dataclass(frozen=True)
class Exam:
    """One test, as plain data: its code, which of its lines are hidden, the names that answers define."""

    name: str
    source: str
    points: float
    hidden: list[int]
    names: list[str]


class Seated(Partner):
    """The examiner's side of one seat."""

    def __init__(self, port: Port, limits: Limits) -> None:
        super().__init__(port, "examiner", limits.message, strict=True)
        self.spaces: dict[int, Names] = {}
        self.seconds, self.deadline = limits.cell_seconds, time.monotonic() + limits.test_seconds

    def ask(self, *question: Any) -> list:
        """Ask, and wait as long as one call may take, and all of a test's calls together."""
        self.until = min(self.deadline, time.monotonic() + self.seconds)
        return super().ask(*question)

    def callable(self, owner: str, number: int, title: str) -> Any:
        """Make a handle of the student's into a stand-in."""
        return self.functions[number] if owner == self.role else StandIn(self, owner, number, title)

    def look(self, name: str, number: int | None = None) -> tuple[bool, Any]:
        """Ask what a name stands for, in the session or to a function; whether there is such a name comes first."""
        there, packed = self.ask("look", name, number)
        return bool(there), wire.decode(packed, self) if there else None


class StandIn(Distant):
    """A student's function, for the tests: what they look at besides calling it is asked for when they look."""

    partner: Seated

    @property
    def __code__(self) -> SimpleNamespace:
        names, _ = self.partner.ask("names", self.number)
        return SimpleNamespace(co_names=tuple(map(str, names)), co_consts=())

    @property
    def __globals__(self) -> "Names":
        _, space = self.partner.ask("names", self.number)
        return self.partner.spaces.setdefault(space, Names(self.partner, self.number))


class Names(Mapping):
    """The names that a student's function can look up, asked for one by one."""

    def __init__(self, seat: Seated, number: int) -> None:
        self.seat, self.number = seat, number

    def __getitem__(self, name: str) -> Any:
        there, value = self.seat.look(name, self.number)
        if not there:
            raise KeyError(name)
        return value

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 0


def work(ends: list, space: shell.Shell, limits: Limits) -> None:
    """Take the exams through the first end, hold each at a seat behind one of the others, send what came. Ends then."""
    control, *seats = (Port(end, limits.message) for end in ends)
    mine = Partner(control, "examiner", limits.message, strict=True)
    setups, sources, exams = wire.decode(control.receive(), mine)
    for name, source in sources.items():
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    begun, trouble = prepared(setups, space, limits)
    for seat, parts in zip(seats, exams, strict=True):
        exam = Exam(*parts)
        if trouble:
            verdict = _refused(exam, trouble)
        else:
            verdict = hold(exam, Seated(seat, limits), dict(begun), space, limits)
        control.send(mine.encode(verdict))
        seat.close()


def prepared(setups: list[str], space: shell.Shell, limits: Limits) -> tuple[dict, str]:
    """Run the set-up cells; return the names that they made, and what went wrong."""
    begun: dict = {"__name__": "__main__"}
    with shell.recording(space, limits):
        try:
            for source in setups:
                exec(compile(source, "<setup>", "exec"), begun)
        except Exception as error:
            return begun, f"{NOT_READY}: {type(error).__name__}: {error}"
    return begun, ""


def hold(exam: Exam, seat: Seated, names: dict, space: shell.Shell, limits: Limits) -> dict:
    """Run one test, statement by statement, and return points, reason and outputs, as plain data."""
    with shell.recording(space, limits) as recorder, _counting(seat):
        try:
            absent = _seat(exam, seat, names)
            value = _statements(exam, names, recorder)
            points, reason = worth(value, exam.points)
            if value is not None:
                recorder.rich("execute_result", {"text/plain": repr(value)})
        except (Exception, SystemExit, Lost) as error:
            points, reason = 0.0, _told(error, absent)
            recorder.error(type(error).__name__, str(error), _lines(error, reason))
    return {"name": exam.name, "points": points, "reason": reason, "outputs": recorder.outputs}


@contextlib.contextmanager
def _counting(seat: Seated) -> Iterator[None]:
    """Count the processor's time that a student's function uses as the test's: checks of speed look at it."""
    own = time.process_time
    time.process_time = lambda: own() + seat.spent
    try:
        yield
    finally:
        time.process_time = own


def worth(value: Any, most: float) -> tuple[float, str]:
    """Turn what a test ends in into points: all for no number, and none, with the reason, for a number that is none."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.integer | np.floating):
        return most, ""
    if math.isfinite(value) and 0 <= value <= most:
        return float(value), ""
    return 0.0, f"The test ends in {value}, which is no number of points from 0 to {most:g}."


def _seat(exam: Exam, seat: Seated, names: dict) -> list[str]:
    """Put a stand-in, or a value, in the place of each name that the answers define; list those that are missing."""
    absent = []
    for name in exam.names:
        there, value = seat.look(name)
        if there:
            names[name] = value
        else:
            names.pop(name, None)
            absent.append(name)
    return absent


def _statements(exam: Exam, names: dict, recorder: Recorder) -> Any:
    """Run a test's statements one by one, and return the value that it ends with."""
    file = f"<{exam.name}>"
    linecache.cache[file] = (len(exam.source), None, exam.source.splitlines(True), file)
    body = ast.parse(exam.source, file).body
    value = None
    for statement in body:
        recorder.hidden = statement.lineno in exam.hidden
        if statement is body[-1] and isinstance(statement, ast.Expr):
            value = eval(compile(ast.Expression(statement.value), file, "eval"), names)
        else:
            exec(compile(ast.Module([statement], []), file, "exec"), names)
    return value


def _told(error: BaseException, absent: list[str]) -> str:
    """Say in a sentence why a test gave no points."""
    if isinstance(error, Lost):
        return f"The student's function {error}."
    if isinstance(error, NameError) and error.name in absent:
        return f"There is no `{error.name}`: no cell that ran to its end has made it. Is the name spelt right?"
    return str(error) or type(error).__name__


def _lines(error: BaseException, reason: str) -> list[str]:
    """Show an error: sentences as they are, anything else with the lines in which it arose."""
    if hasattr(error, "_render_traceback_") or reason != str(error):
        return reason.splitlines()
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("<")]
    where = [f"{frame.filename}, line {frame.lineno}: {frame.line}" for frame in frames]
    return [*where, f"{type(error).__name__}: {error}"]


def _refused(exam: Exam, why: str) -> dict:
    shown = {"output_type": "error", "ename": "NotReady", "evalue": why, "traceback": [why]}
    return {"name": exam.name, "points": 0.0, "reason": why, "outputs": [shown]}
