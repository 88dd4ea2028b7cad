"""The examiner's process: it runs the instructor's set-up and tests, in which every answer is a proxy.

A proxy sends its arguments to a snapshot of the student's process, and gets plain data back. Points come from here
alone: a test that ends in an error, in silence, or in what is no number of points gives none, and says why.
"""

import contextlib
import linecache
import socket
import time
import traceback
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from grading.cells import shell
from grading.engine import test_cell
from grading.engine.messages import EXAMINER, Found, ListNames, LookUp, NamesUsed, RunTests, TestCase, TestRan
from grading.limits import Limits
from grading.protocol import messages
from grading.protocol.channel import Channel, PeerLost
from grading.protocol.rpc import Peer, RemoteFunction, Reply

SETUP_FAILED = "The instructor's set-up cell ended in an error"
Namespace = dict[str, Any]


class SnapshotClient(Peer):
    """The examiner's side of one snapshot."""

    def __init__(self, channel: Channel, limits: Limits) -> None:
        super().__init__(channel, EXAMINER, limits.message, strict=True)
        self.namespaces: dict[int, StudentGlobals] = {}
        self.call_seconds, self.test_deadline = limits.cell_seconds, time.monotonic() + limits.test_seconds

    def request(self, message: object, reply: type[Reply]) -> Reply:
        """Wait for a reply as long as one call may take, and all of a test's calls together."""
        self.deadline = min(self.test_deadline, time.monotonic() + self.call_seconds)
        return super().request(message, reply)

    def remote(self, owner: str, number: int, name: str) -> RemoteFunction:
        """Make a proxy for a function of the student's."""
        return AnswerProxy(self, owner, number, name)

    def look_up(self, name: str, function: int | None = None) -> tuple[bool, Any]:
        """Return whether there is such a name, in the session or to a function, and what it stands for."""
        found = self.request(LookUp(name, function), Found)
        return found.exists, self.decode(found.value) if found.exists else None


class AnswerProxy(RemoteFunction):
    """A student's function, for the tests: what they look at besides calling it is requested when they look."""

    peer: SnapshotClient

    @property
    def __code__(self) -> SimpleNamespace:
        """Stand for the code: the names that it looks up."""
        used = self.peer.request(ListNames(self.number), NamesUsed)
        return SimpleNamespace(co_names=tuple(used.names), co_consts=())

    @property
    def __globals__(self) -> "StudentGlobals":
        """Stand for the namespace that the function looks names up in."""
        used = self.peer.request(ListNames(self.number), NamesUsed)
        return self.peer.namespaces.setdefault(used.namespace, StudentGlobals(self.peer, self.number))


class StudentGlobals(Mapping[str, Any]):
    """The names that a student's function can look up, requested one by one."""

    def __init__(self, snapshot: SnapshotClient, function: int) -> None:
        self.snapshot, self.function = snapshot, function

    def __getitem__(self, name: str) -> Any:
        """Request what a name stands for."""
        exists, value = self.snapshot.look_up(name, self.function)
        if not exists:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        """List no names: they are looked up one by one."""
        return iter(())

    def __len__(self) -> int:
        """Count no names."""
        return 0


def work(ends: list[socket.socket], ipython: shell.Shell, limits: Limits) -> None:
    """Take the tests through the first end, run each on a snapshot behind one of the others, and send the results."""
    control, *snapshots = (Channel(end, limits.message) for end in ends)
    request = messages.decode(control.receive(), RunTests)
    for name, source in request.sources.items():
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    names, problem = run_setups(request.setups, ipython, limits)
    for snapshot, case in zip(snapshots, request.test_cases, strict=True):
        if problem:
            result = _not_run(case, problem)
        else:
            result = run_test(case, SnapshotClient(snapshot, limits), dict(names), ipython, limits)
        control.send(messages.encode(result))
        snapshot.close()


def run_setups(setups: list[str], ipython: shell.HasRecorder, limits: Limits) -> tuple[Namespace, str]:
    """Run the set-up cells; return the names that they made, and what went wrong."""
    names: Namespace = {"__name__": "__main__"}
    with shell.recording(ipython, limits):
        try:
            for source in setups:
                exec(compile(source, "<setup>", "exec"), names)
        except Exception as error:
            return names, f"{SETUP_FAILED}: {type(error).__name__}: {error}"
    return names, ""


def run_test(
    case: TestCase, snapshot: SnapshotClient, names: Namespace, ipython: shell.HasRecorder, limits: Limits
) -> TestRan:
    """Run one test, statement by statement, and return its points, the reason for them and what it showed."""
    absent: list[str] = []
    with shell.recording(ipython, limits) as recorder, _counting_cpu_of(snapshot):

        def mark_hidden(line: int) -> None:
            """Note whether the statement on this line is in the test's hidden part."""
            recorder.hidden = line in case.hidden_lines

        try:
            absent = _put_proxies(case, snapshot, names)
            value = test_cell.run(case.source, names, f"<{case.name}>", mark_hidden)
            points, reason = test_cell.points_of(value, case.points)
            if value is not None:
                recorder.rich("execute_result", {"text/plain": repr(value)})
        except (Exception, SystemExit, PeerLost) as error:
            points, reason = 0.0, _reason(error, absent)
            recorder.error(type(error).__name__, str(error), _traceback(error, reason))
    return TestRan(case.name, points, reason, recorder.outputs)


@contextlib.contextmanager
def _counting_cpu_of(snapshot: SnapshotClient) -> Iterator[None]:
    """Count the processor's time that a student's function uses as the test's: checks of speed look at it."""
    own = time.process_time
    time.process_time = lambda: own() + snapshot.cpu_seconds
    try:
        yield
    finally:
        time.process_time = own


def _put_proxies(case: TestCase, snapshot: SnapshotClient, names: Namespace) -> list[str]:
    """Put a proxy, or a value, in place of each name that the answers define; return those that are missing."""
    absent = []
    for name in case.names:
        exists, value = snapshot.look_up(name)
        if exists:
            names[name] = value
        else:
            names.pop(name, None)
            absent.append(name)
    return absent


def _reason(error: BaseException, absent: list[str]) -> str:
    """Say in a sentence why a test gave no points."""
    if isinstance(error, PeerLost):
        return f"The student's function {error}."
    if isinstance(error, NameError) and error.name in absent:
        return f"There is no `{error.name}`: no cell that ran to its end has made it. Is the name spelt right?"
    return str(error) or type(error).__name__


def _traceback(error: BaseException, reason: str) -> list[str]:
    """Show an error: sentences as they are, anything else with the lines in which it arose."""
    if hasattr(error, "_render_traceback_") or reason != str(error):
        return reason.splitlines()
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("<")]
    lines = [f"{frame.filename}, line {frame.lineno}: {frame.line}" for frame in frames]
    return [*lines, f"{type(error).__name__}: {error}"]


def _not_run(case: TestCase, problem: str) -> TestRan:
    """Make the result of a test that could not be run."""
    shown = {"output_type": "error", "ename": "NotReady", "evalue": problem, "traceback": [problem]}
    return TestRan(case.name, 0.0, problem, [shown])
