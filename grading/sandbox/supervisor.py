"""Between a server and a student's process stands a supervisor: it closes the sandbox, watches, and cleans up.

The grader holds one end of a *lifeline*. When it hangs up, on purpose or because it was killed, everything that the
student's code has started is ended. The supervisor writes into the lifeline what happened before that.
"""

import contextlib
import os
import select
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from grading.limits import Limits
from grading.sandbox import ending, sandbox, syscalls
from grading.sandbox.constants import PR_SET_CHILD_SUBREAPER, PR_SET_PDEATHSIG
from grading.sandbox.sandbox import Sandbox

EVERY = 0.1  # seconds between two looks at the memory
ROUNDS = 100  # of killing, until nothing is left that could start something new

Work = Callable[[list[socket.socket]], object]


def supervise(lifeline: socket.socket, work: Work, ends: list[socket.socket], box: Sandbox, limits: Limits) -> NoReturn:
    """Run `work(ends)` in a sandbox until it ends, uses too much, or the lifeline is hung up. Never returns.

    Parameters
    ----------
    lifeline
        This side's end of it.
    work
        What takes the other `ends` and runs until they are hung up.
    """
    user = box.user()
    folder = sandbox.working_folder(box, user)
    _die_with_parent()
    box.prepare()
    first = os.fork()
    if first == 0:
        _be_first(lifeline, ends, lambda: box.enter(folder, user, limits), lambda: _work(work, ends, box, folder))
    _close(ends)
    base = memory_of([first])
    with contextlib.suppress(OSError):
        while not _hung_up(lifeline) and os.waitpid(first, os.WNOHANG)[0] == 0:
            if report := _over_limits(first, base, folder, box, limits):
                lifeline.send(report)
                break
    kill_tree(first)
    sandbox.remove(folder)
    os._exit(0)


def kill_tree(first: int) -> None:
    """End a process and everything below it: its whole group at once, then whatever has left the group."""
    with contextlib.suppress(OSError):
        os.killpg(first, signal.SIGKILL)
    for _ in range(ROUNDS):
        family = [first, *descendants(first)]
        for number in reversed(family):
            with contextlib.suppress(OSError):
                os.kill(number, signal.SIGKILL)
        if len(family) == 1:
            break
    with contextlib.suppress(OSError):
        os.waitpid(first, 0)


def _be_first(
    lifeline: socket.socket, ends: list[socket.socket], enter: Callable[[], None], work: Callable[[], NoReturn]
) -> NoReturn:
    """Be the first process in the sandbox: in the end, the parent of all that the student's code starts."""
    status = 1
    try:
        os.setpgid(0, 0)
        if syscalls.IS_LINUX:
            syscalls.prctl(PR_SET_CHILD_SUBREAPER, 1)
        enter()
        _die_with_parent()
        worker = os.fork()
        if worker == 0:
            lifeline.close()
            work()
        _close(ends)
        _wait_for_all(worker, lifeline)
        status = 0
    finally:
        os._exit(status)


def _work(work: Work, ends: list[socket.socket], box: Sandbox, folder: str) -> NoReturn:
    """Be the student's process."""
    try:
        _silence()
        os.environ["HOME"] = folder
        box.lock(folder)
        work(ends)
    finally:
        os._exit(0)


def _wait_for_all(worker: int, lifeline: socket.socket) -> None:
    """Wait for every child; report how the worker itself ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            number, status = os.wait()
            if number == worker:
                with contextlib.suppress(OSError):
                    lifeline.send(ending.exited(os.waitstatus_to_exitcode(status)))


def _close(ends: list[socket.socket]) -> None:
    """Close this process's copies of the ends."""
    for end in ends:
        end.close()


def _silence() -> None:
    """Turn the standard streams away: what a cell prints is kept by the shell, and nothing else is heard."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)


def _die_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends."""
    if syscalls.IS_LINUX:
        syscalls.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _hung_up(lifeline: socket.socket) -> bool:
    """Wait a moment for the grader to hang up."""
    poll = select.poll()
    poll.register(lifeline, select.POLLIN)
    return bool(poll.poll(EVERY * 1000))


def _over_limits(first: int, base: int, folder: str, box: Sandbox, limits: Limits) -> bytes:
    """Report what the processes use too much of, if anything."""
    family = [first, *descendants(first)]
    if len(family) > 2 * limits.processes:
        return ending.PROCESSES
    if memory_of(family) - base * len(family) > limits.memory and shared_memory_of(family) > limits.memory:
        return ending.MEMORY
    on_disk = 0 if box.namespaces else sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return ending.FILES if on_disk > limits.file_bytes else b""


def descendants(number: int) -> list[int]:
    """List the children of a process, and theirs."""
    found: list[int] = []
    for file in Path(f"/proc/{number}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, file.read_text().split()):
                found += [child, *descendants(child)]
    return found


def memory_of(family: list[int]) -> int:
    """Add up the memory that processes hold for themselves, in bytes; what forks share counts for each."""
    return _sum(family, "status", "RssAnon:", "RssShmem:")


def shared_memory_of(family: list[int]) -> int:
    """Add up the memory of processes, in bytes, each page counted once: exact, and slow."""
    return _sum(family, "smaps_rollup", "Pss_Anon:", "Pss_Shmem:")


def _sum(family: list[int], file: str, *fields: str) -> int:
    """Add up fields of a file in /proc, over processes."""
    return sum(_field(f"/proc/{number}/{file}", field) for number in family for field in fields)


def _field(path: str, name: str) -> int:
    """Read a field of a file in /proc, in bytes; 0 where it is not there."""
    with contextlib.suppress(OSError):
        for line in Path(path).read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) * 1024
    return 0
