"""A process that has NumPy, matplotlib and IPython loaded, and forks one like itself for each submission.

Two of them run beside the grader: one for students' cells, to which no test is ever sent, and one for examiners.
`python -m grading.engine.server ROLE FD` is how `engine.client` starts one; FD is its end of a socket pair.
"""

import contextlib
import gc
import importlib
import io
import os
import socket
import sys
from functools import partial
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

import helpers
from grading.cells import shell
from grading.engine import examiner, student, test_cell
from grading.engine.messages import EXAMINER, STUDENT, ServerReady, StartServer
from grading.lesson.code_facts import code_facts
from grading.lesson.imports import imported
from grading.limits import Limits
from grading.protocol import messages, records
from grading.protocol.channel import Channel
from grading.protocol.rpc import Call, Peer
from grading.sandbox import huge_pages
from grading.sandbox.sandbox import Sandbox, survey
from grading.sandbox.supervisor import supervise

MAX_ENDS = 200
WORK = {STUDENT: student.work, EXAMINER: examiner.work}
OPEN = Sandbox(namespaces=False, landlock=0, seccomp=False)
TRUSTED = Sandbox(namespaces=False, landlock=0, seccomp=False, trusted=True)
HELPERS = Path(helpers.__file__).parent


def main() -> None:
    """Load everything, say what the sandbox is made of, then fork whenever the grader asks for it."""
    role, grader = sys.argv[1], socket.socket(fileno=int(sys.argv[2]))
    with grader.makefile("rb", buffering=0) as lines:
        start = messages.decode(lines.readline(), StartServer)
    ipython = shell.start()
    preload(start.modules)
    box = TRUSTED if role == EXAMINER else survey((str(HELPERS),)) if start.sandboxed else OPEN
    grader.sendall(messages.encode(ServerReady(box.isolates, box.describe())) + b"\n")
    _warm_up(role, ipython, box, start.limits)
    gc.collect()
    gc.freeze()
    huge_pages.collapse()
    while ends := _next_ends(grader):
        if os.fork() == 0:
            grader.close()
            lifeline, *others = ends
            supervise(lifeline, partial(_work, role, ipython, start.limits), others, box, start.limits)
        for end in ends:
            end.close()
        _wait_for_supervisors(os.WNOHANG)
    _wait_for_supervisors(0)


def _warm_up(role: str, ipython: shell.Shell, box: Sandbox, limits: Limits) -> None:
    """Do once what each forked process would begin with: patterns are compiled, modules loaded, folders found.

    No name is left behind, and no error.
    """
    for source in ("pass", "1 / 0"):
        shell.run(ipython, 0, source, limits)
    for name in ("last_type", "last_value", "last_traceback"):
        vars(sys).pop(name, None)
    code_facts("pass")
    list(test_cell.steps("pass", {}, "<nothing>"))
    mine, theirs = socket.socketpair()
    with mine, theirs:
        peer = Peer(Channel(mine, limits.message), role, limits.message, strict=role == EXAMINER)
        _, number = peer.handle(np.sum)
        peer.encode(records.to_dict(peer.reply(Call(number, [peer.encode(np.zeros(2))], {}, None))))
    box.readable()


def _work(role: str, ipython: shell.Shell, limits: Limits, ends: list[socket.socket]) -> None:
    """Be a student's process, or an examiner's."""
    WORK[role](ends, ipython, limits)


def _wait_for_supervisors(options: int) -> None:
    """Take leave of supervisors that have ended, so that the time they used is counted; or of all."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, options)[0]:
            pass


def preload(modules: list[str]) -> None:
    """Import what a lesson's set-up imports, and what the helpers import later; draw once, so that fonts are there."""
    for name in modules:
        _import(name)
    for name in [name for name in sys.modules if name.partition(".")[0] == helpers.__name__]:
        file = sys.modules[name].__file__
        for later in imported(Path(file).read_text(encoding="utf-8")) if file else []:
            _import(later)
    _draw()


def _import(name: str) -> None:
    """Import a module, if it is there."""
    with contextlib.suppress(ImportError):
        importlib.import_module(name)


def _draw() -> None:
    """Draw a small figure."""
    figure = Figure(layout="constrained")
    figure.add_subplot().plot([0, 1], label="$x$")
    figure.legend()
    figure.savefig(io.BytesIO(), format="png")


def _next_ends(grader: socket.socket) -> list[socket.socket]:
    """Wait for the sockets of the next process; none when the grader has ended."""
    try:
        message, descriptors, _, _ = socket.recv_fds(grader, 1, MAX_ENDS)
    except OSError:
        return []
    return [socket.socket(fileno=descriptor) for descriptor in descriptors] if message else []


if __name__ == "__main__":
    main()
