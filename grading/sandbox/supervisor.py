"""Between a server and a student process stands a keeper: it closes the cage, watches, and leaves nothing running.

The grader holds one end of a *lifeline*. When it hangs up, on purpose or because it was killed, everything that the
student's code has started is ended. The keeper writes into the lifeline what happened before that.
"""

import contextlib
import os
import select
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from grading.limits import ENDED, FILES, MEMORY, PROCESSES, Limits
from grading.sandbox import sandbox as cages
from grading.sandbox import syscalls as kernel
from grading.sandbox.sandbox import Cage

EVERY = 0.1  # seconds between two looks at the memory


def keep(lifeline: socket.socket, work: Callable, ends: list[socket.socket], cage: Cage, limits: Limits) -> None:
    """Run `work(ends)` in a cage until it ends, uses too much, or the lifeline is hung up. Never returns.

    lifeline: this side's end of it. work: what takes the other `ends` and runs until they are hung up.
    """
    user = cage.user()
    folder = cages.working_folder(cage, user)
    _die_with_parent()
    cage.first()
    first = os.fork()
    if first == 0:
        _inside(
            lifeline,
            ends,
            enter=lambda: cage.enter(folder, user, limits),
            work=lambda: _work(work, ends, cage, folder),
        )
    _close(ends)
    base = memory_of([first])
    with contextlib.suppress(OSError):
        while not _hung_up(lifeline) and os.waitpid(first, os.WNOHANG)[0] == 0:
            if trouble := _too_much(first, base, folder, cage, limits):
                lifeline.send(trouble)
                break
    end(first)
    cages.remove(folder)
    os._exit(0)


def end(first: int) -> None:
    """End a process and everything below it: its whole group at once, then whatever has left the group."""
    with contextlib.suppress(OSError):
        os.killpg(first, signal.SIGKILL)
    for _ in range(100):
        family = [first, *below(first)]
        for number in reversed(family):
            with contextlib.suppress(OSError):
                os.kill(number, signal.SIGKILL)
        if len(family) == 1:
            break
    with contextlib.suppress(OSError):
        os.waitpid(first, 0)


def _inside(lifeline: socket.socket, ends: list[socket.socket], enter: Callable, work: Callable) -> None:
    """Be the first process in the cage: the parent, in the end, of all that the student's code starts."""
    code = 1
    try:
        os.setpgid(0, 0)
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
        enter()
        _die_with_parent()
        worker = os.fork()
        if worker == 0:
            lifeline.close()
            work()
        _close(ends)
        _wait_for_all(worker, lifeline)
        code = 0
    finally:
        os._exit(code)


def _work(work: Callable, ends: list[socket.socket], cage: Cage, folder: str) -> None:
    """Be the student process. Never returns."""
    try:
        _silence()
        os.environ["HOME"] = folder
        cage.lock(folder)
        work(ends)
    finally:
        os._exit(0)


def _wait_for_all(worker: int, lifeline: socket.socket) -> None:
    """Wait for every child; tell how the worker itself ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            number, status = os.wait()
            if number == worker:
                with contextlib.suppress(OSError):
                    lifeline.send(ENDED + b" %d" % os.waitstatus_to_exitcode(status))


def _close(ends: list[socket.socket]) -> None:
    for end in ends:
        end.close()


def _silence() -> None:
    """Turn the standard streams away: what a cell prints is kept by the shell, and nothing else is heard."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)


def _die_with_parent() -> None:
    if kernel.LINUX:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def _hung_up(lifeline: socket.socket) -> bool:
    """Wait a moment for the grader to hang up."""
    poll = select.poll()
    poll.register(lifeline, select.POLLIN)
    return bool(poll.poll(EVERY * 1000))


def _too_much(first: int, base: int, folder: str, cage: Cage, limits: Limits) -> bytes:
    """Say what the processes use too much of, if anything."""
    family = [first, *below(first)]
    if len(family) > 2 * limits.processes:
        return PROCESSES
    if memory_of(family) - base * len(family) > limits.memory and shared_out(family) > limits.memory:
        return MEMORY
    on_disk = not cage.namespaces and sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return FILES if on_disk > limits.file_bytes else b""


def below(number: int) -> list[int]:
    """List the children of a process, and theirs."""
    found: list[int] = []
    for file in Path(f"/proc/{number}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, file.read_text().split()):
                found += [child, *below(child)]
    return found


def memory_of(family: list[int]) -> int:
    """Add up the memory that processes hold for themselves, in bytes; what forks share counts for each."""
    return _sum(family, "status", "RssAnon:", "RssShmem:")


def shared_out(family: list[int]) -> int:
    """Add up the memory of processes, each page counted once: exact, and slow."""
    return _sum(family, "smaps_rollup", "Pss_Anon:", "Pss_Shmem:")


def _sum(family: list[int], file: str, *fields: str) -> int:
    return sum(_field(f"/proc/{number}/{file}", field) for number in family for field in fields)


def _field(path: str, name: str) -> int:
    with contextlib.suppress(OSError):
        for line in Path(path).read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) * 1024
    return 0
