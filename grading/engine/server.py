"""A process that has NumPy, matplotlib and IPython loaded, and forks one like itself for each submission.

Two of them run beside the grader: one for students' cells, which never hears of a test, and one for examiners.
`python -m grading.engine.server ROLE FD` is how `grading.engine.client` starts one; FD is its end of a socket pair.
"""

import contextlib
import gc
import importlib
import io
import json
import os
import socket
import sys
from functools import partial
from pathlib import Path

from grading.cells import shell
from grading.engine import examiner, student
from grading.lesson.imports import imported
from grading.limits import Limits
from grading.sandbox import supervisor as keeper
from grading.sandbox.sandbox import Cage, survey

MOST_ENDS = 200
WORK = {"student": student.work, "examiner": examiner.work}
OPEN = Cage(namespaces=False, landlock=0, seccomp=False)
TRUSTED = Cage(namespaces=False, landlock=0, seccomp=False, trusted=True)


def main() -> None:
    """Load everything, say what the cage is made of, then fork whenever the grader asks for it."""
    role, grader = sys.argv[1], socket.socket(fileno=int(sys.argv[2]))
    with grader.makefile("rb", buffering=0) as lines:
        asked = json.loads(lines.readline())
    limits = Limits(**asked["limits"])
    space = shell.start()
    preload(asked["modules"])
    cage = TRUSTED if role == "examiner" else survey() if asked["caged"] else OPEN
    grader.sendall(json.dumps({"holds": cage.holds, "made of": cage.describe()}).encode() + b"\n")
    gc.freeze()
    while ends := _asked(grader):
        if os.fork() == 0:
            grader.close()
            keeper.keep(ends[0], partial(WORK[role], space=space, limits=limits), ends[1:], cage, limits)
        for end in ends:
            end.close()
        _wait(os.WNOHANG)
    _wait(0)


def _wait(how: int) -> None:
    """Take leave of keepers that have ended, so that the time they used is counted; or of all."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, how)[0]:
            pass


def preload(modules: list[str]) -> None:
    """Import what a lesson's set-up imports, and what the helpers import later; draw once, so that fonts are there."""
    for name in modules:
        _import(name)
    for name in [name for name in sys.modules if name.partition(".")[0] == "helpers"]:
        source = Path(sys.modules[name].__file__).read_text(encoding="utf-8")
        for later in imported(source):
            _import(later)
    _draw()


def _import(name: str) -> None:
    with contextlib.suppress(ImportError):
        importlib.import_module(name)


def _draw() -> None:
    from matplotlib.figure import Figure

    figure = Figure(layout="constrained")
    figure.add_subplot().plot([0, 1], label="$x$")
    figure.legend()
    figure.savefig(io.BytesIO(), format="png")


def _asked(grader: socket.socket) -> list[socket.socket]:
    """Wait for the sockets of the next process; none when the grader has ended."""
    try:
        message, handles, _, _ = socket.recv_fds(grader, 1, MOST_ENDS)
    except OSError:
        return []
    return [socket.socket(fileno=handle) for handle in handles] if message else []


if __name__ == "__main__":
    main()
