"""The two servers, and the processes that they fork for one submission."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from grading.limits import ENDED, FILES, MB, MEMORY, PROCESSES, Limits

KEPT = ("PATH", "HOME", "PYTHONPATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "VIRTUAL_ENV")
SET = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "NBGRADER_EXECUTION": "autograde",
    "PYTHONHASHSEED": "0",
}


class Server:
    """One server process."""

    def __init__(self, role: str, modules: list[str], limits: Limits, caged: bool) -> None:
        self.limits = limits
        self.end, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "grading.engine.server", role, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=_environment(), start_new_session=True,
            )  # fmt: skip
        asked = {"modules": modules, "limits": asdict(limits), "caged": caged}
        self.end.sendall(json.dumps(asked).encode() + b"\n")

    def told(self) -> dict:
        """Wait until it is ready; return what it says of the cage."""
        with self.end.makefile("rb", buffering=0) as lines:
            said = lines.readline()
        if not said:
            raise RuntimeError("a server of the grading engine did not start")
        return json.loads(said)

    def fork(self, ends: list[socket.socket]) -> Life:
        """Fork a process that has these ends, and is told how to reach it by the first end's other side."""
        mine, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self.end, [b"f"], [theirs.fileno(), *(end.fileno() for end in ends)])
        for end in ends:
            end.close()
        return Life(mine, self.limits)

    def stop(self) -> None:
        """End it, and with it all that it has forked."""
        self.end.close()
        self.process.wait()


class Life:
    """A forked process, with all that it starts. Hanging up its lifeline ends it."""

    def __init__(self, lifeline: socket.socket, limits: Limits) -> None:
        self.lifeline, self.limits = lifeline, limits

    def end(self) -> None:
        """End all of it."""
        self.lifeline.close()

    def why(self) -> str:
        """Say how it ended, as far as its keeper tells."""
        self.lifeline.settimeout(2)
        with contextlib.suppress(OSError):
            return self._sentence(self.lifeline.recv(64))
        return "its process ended"

    def _sentence(self, told: bytes) -> str:
        if told.startswith(MEMORY):
            return f"it used more than {self.limits.memory // MB} MB of memory"
        if told.startswith(FILES):
            return f"it wrote more than {self.limits.file_bytes // MB} MB into files"
        if told.startswith(PROCESSES):
            return f"it started more than {self.limits.processes} processes"
        code = int(told.removeprefix(ENDED) or 0)
        return f"its process was ended by {signal.Signals(-code).name}" if code < 0 else "it ended its own process"


class Engine:
    """Both servers, and the lesson's modules loaded in them. Use it with `with`."""

    def __init__(self, modules: list[str], limits: Limits, caged: bool = True) -> None:
        self.limits = limits
        self.students = Server("student", modules, limits, caged)
        self.examiners = Server("examiner", modules, limits, caged)
        cage, _ = self.students.told(), self.examiners.told()
        self.cage, self.holds = cage["made of"], cage["holds"]

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End both servers."""
        self.students.stop()
        self.examiners.stop()


def _environment() -> dict[str, str]:
    """Leave a server nothing of the grader's environment but what Python needs."""
    import helpers

    course = str(Path(helpers.__file__).parent.parent)
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    paths = [course, *filter(None, kept.get("PYTHONPATH", "").split(os.pathsep))]
    return {**kept, **SET, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}
