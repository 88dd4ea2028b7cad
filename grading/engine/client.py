"""The grader's side of the engine: two servers, and the processes that they fork for one submission."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys

from grading.engine.messages import EXAMINER, STUDENT, ServerReady, StartServer
from grading.lesson.places import ROOT
from grading.limits import Limits
from grading.protocol import messages
from grading.sandbox import ending

KEPT = ("PATH", "HOME", "PYTHONPATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "VIRTUAL_ENV")
SET = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "NBGRADER_EXECUTION": "autograde",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
}
START_SECONDS = 300  # the longest that a server may take to load everything
FORK_SECONDS = 60  # to take the sockets of a process that it is to fork
MAX_LINE = 100_000  # bytes that it says of its sandbox
STOP_SECONDS = 60  # and to end
NOT_STARTED = "a server of the grading engine did not start"
CAUSE_SECONDS = 10  # the longest that the cause of an end may be waited for


class ServerProcess:
    """One server."""

    def __init__(self, role: str, start: StartServer) -> None:
        self.limits = start.limits
        self.end, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "grading.engine.server", role, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=_environment(), start_new_session=True,
            )  # fmt: skip
        self.end.settimeout(START_SECONDS)
        self.start = start

    def ready(self) -> ServerReady:
        """Tell it what to load, and wait until it is ready; return what it says of its sandbox."""
        try:
            self.end.sendall(messages.encode(self.start) + b"\n")
            with self.end.makefile("rb", buffering=0) as lines:
                line = lines.readline(MAX_LINE)
        except OSError as error:
            raise RuntimeError(f"{NOT_STARTED}: {error}") from None
        if not line:
            raise RuntimeError(NOT_STARTED)
        self.end.settimeout(FORK_SECONDS)
        return messages.decode(line, ServerReady)

    def fork(self, ends: list[socket.socket]) -> ForkedProcess:
        """Let it fork a process that holds these ends of sockets, in a sandbox, under a supervisor."""
        mine, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self.end, [b"f"], [theirs.fileno(), *(end.fileno() for end in ends)])
        for end in ends:
            end.close()
        return ForkedProcess(mine, self.limits)

    def stop(self) -> None:
        """End it, and with it all that it has forked."""
        self.end.close()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)


class ForkedProcess:
    """A forked process, with all that it starts. Hanging up its lifeline ends it."""

    def __init__(self, lifeline: socket.socket, limits: Limits) -> None:
        self.lifeline, self.limits = lifeline, limits

    def end(self) -> None:
        """End all of it."""
        self.lifeline.close()

    def cause_of_end(self) -> str:
        """Say why it ended, as far as its supervisor knows."""
        self.lifeline.settimeout(CAUSE_SECONDS)
        with contextlib.suppress(OSError):
            return ending.sentence(self.lifeline.recv(64), self.limits)
        return "its process ended"


class Engine:
    """Both servers, with the lesson's modules loaded in them. Use it with `with`.

    Attributes
    ----------
    sandbox
        What the sandbox is made of, in words.
    isolates
        Whether a student's code reaches neither files nor the network.
    """

    def __init__(self, modules: list[str], limits: Limits, sandboxed: bool = True) -> None:
        self.limits = limits
        start = StartServer(modules, limits, sandboxed)
        self.students = ServerProcess(STUDENT, start)
        self.examiners = ServerProcess(EXAMINER, start)
        try:
            students, _ = self.students.ready(), self.examiners.ready()
        except BaseException:
            self.stop()
            raise
        self.sandbox, self.isolates = students.description, students.isolates

    def __enter__(self) -> Engine:
        """Return the engine."""
        return self

    def __exit__(self, *error: object) -> None:
        """Stop the engine."""
        self.stop()

    def stop(self) -> None:
        """End both servers."""
        self.students.stop()
        self.examiners.stop()


def _environment() -> dict[str, str]:
    """Leave a server nothing of the grader's environment but what Python needs."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    paths = [str(ROOT), *filter(None, kept.get("PYTHONPATH", "").split(os.pathsep))]
    return {**kept, **SET, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}
