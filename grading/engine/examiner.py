"""The examiner's process: it runs the instructor's set-up and tests, in which every answer is a proxy.

Each test stops before its hidden part until all tests have got so far. Then no snapshot knows a hidden input while it
is asked what a student will see, and none can have passed one on, whatever way it might find.

A proxy sends its arguments to a snapshot of the student's process, and gets plain data back. Points come from here
alone: a test that ends in an error, in silence, or in what is no number of points gives none, and says why.
"""

import contextlib
import linecache
import socket
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from grading.cells import shell
from grading.cells.recorder import Output, Recorder
from grading.engine import test_cell
from grading.engine.messages import (
    EXAMINER,
    Found,
    ListNames,
    LookUp,
    NamesUsed,
    RunTests,
    TestCase,
    TestRan,
    VisibleRan,
)
from grading.limits import Limits
from grading.protocol import messages
from grading.protocol.channel import Channel, PeerLost
from grading.protocol.rpc import ORIGIN, Peer, RemoteFunction, Reply

PAUSED = object()
SETUP_FAILED = "The instructor's set-up cell ended in an error"
Namespace = dict[str, Any]


class SnapshotClient(Peer):
    """The examiner's side of one snapshot."""

    def __init__(self, channel: Channel, limits: Limits) -> None:
        super().__init__(channel, EXAMINER, limits.message, strict=True)
        self.namespaces: dict[int, StudentGlobals] = {}
        self.call_seconds, self.test_deadline = limits.cell_seconds, time.monotonic() + limits.test_seconds
        self.before_request: Callable[[], None] = lambda: None

    def request(self, message: object, reply: type[Reply]) -> Reply:
        """Wait for a reply as long as one call may take, and all of a test's calls together."""
        self.before_request()
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
    waiting = []
    for snapshot, case in zip(snapshots, request.test_cases, strict=True):
        test = Test(case, SnapshotClient(snapshot, limits), dict(names), ipython, limits, request.hide)
        ran = _not_run(case, problem) if problem else test.run_visible()
        _send(control, ran or VisibleRan(case.name, test.outputs), limits)
        waiting += [] if ran else [test]
    for test in waiting:
        _send(control, test.run_rest(), limits)


def _send(control: Channel, message: object, limits: Limits) -> None:
    """Send a result; a grader that does not take it in time is gone."""
    control.send(messages.encode(message), time.monotonic() + limits.test_seconds)


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


class Test:
    """One test, run statement by statement: first what students see of it, then the rest.

    Attributes
    ----------
    outputs
        What the part that was run last has shown.
    """

    __test__ = False  # pytest takes it for no test of its own

    def __init__(
        self,
        case: TestCase,
        snapshot: SnapshotClient,
        names: Namespace,
        ipython: shell.HasRecorder,
        limits: Limits,
        hide: bool = False,
    ) -> None:
        self.case, self.snapshot, self.names, self.ipython, self.limits = case, snapshot, names, ipython, limits
        self.hide = hide
        self.steps = test_cell.steps(case.source, names, f"<{case.name}>")
        self.line = 0  # of the statement that comes next
        self.seconds = limits.test_seconds  # that are left
        self.absent: list[str] = []
        self.outputs: list[Output] = []

    def run_visible(self) -> TestRan | None:
        """Run it up to its hidden part; return its result where it ends before that."""
        return self._run(self._begin)

    def run_rest(self) -> TestRan:
        """Run what is left of it, and return its result."""
        ran = self._run(self._end)
        assert ran is not None
        return ran

    def _run(self, part: Callable[[Recorder], Any]) -> TestRan | None:
        """Run one part; return the test's result unless the part has only paused."""
        begun, points = time.monotonic(), 0.0
        self.snapshot.test_deadline = begun + self.seconds
        with shell.recording(self.ipython, self.limits) as recorder, _counting_cpu_of(self.snapshot):
            self.outputs = recorder.outputs
            try:
                value = part(recorder)
                if value is PAUSED:
                    return None
                points, reason = test_cell.points_of(value, self.case.points)
                if value is not None:
                    recorder.rich("execute_result", {"text/plain": repr(value)})
            except (Exception, SystemExit, PeerLost) as error:
                reason = _reason(error, self.absent)
                recorder.error(type(error).__name__, _evalue(error), _traceback(error, reason))
            finally:
                self.seconds -= time.monotonic() - begun
        return TestRan(self.case.name, points, reason[: self.limits.reason], self.outputs)

    def _begin(self, recorder: Recorder) -> Any:
        """Run it up to its hidden part."""
        recorder.hidden = self.hide
        self.absent = _put_proxies(self.case, self.snapshot, self.names)
        return self._advance(recorder, pauses=True)

    def _end(self, recorder: Recorder) -> Any:
        """Run what is left. A statement behind the hidden part is shown unless it asks the snapshot for something."""

        def hide() -> None:
            recorder.hidden = True

        self.snapshot.before_request = hide
        return self._advance(recorder, pauses=False)

    def _advance(self, recorder: Recorder, pauses: bool) -> Any:
        """Run statements to the end, and return the test's value; or PAUSED, before the first hidden one."""
        while True:
            is_hidden = self.line in self.case.hidden_lines
            if is_hidden and pauses:
                return PAUSED
            recorder.hidden = self.hide or is_hidden
            try:
                self.line = next(self.steps)
            except StopIteration as ended:
                return ended.value


def run_test(
    case: TestCase, snapshot: SnapshotClient, names: Namespace, ipython: shell.HasRecorder, limits: Limits
) -> TestRan:
    """Run one test alone, to its end."""
    test = Test(case, snapshot, names, ipython, limits)
    if ran := test.run_visible():
        return ran
    shown = test.outputs
    ran = test.run_rest()
    return TestRan(ran.name, ran.points, ran.reason, [*shown, *ran.outputs])


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


def _evalue(error: BaseException) -> str:
    """Return an error's text; that of a student's function begins with its type, and so like no line of a check's."""
    return f"{type(error).__name__}: {error}" if hasattr(error, ORIGIN) else str(error)


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
