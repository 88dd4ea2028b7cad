"""Between a server and a student's process stands a supervisor: it closes the sandbox, watches, and cleans up.

The grader holds one end of a *lifeline*. When it hangs up, on purpose or because it was killed, everything that the
student's code has started is ended. The supervisor writes into the lifeline what happened before that.
"""

import contextlib
import os
import select
import signal
import socket
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

from grading.limits import Limits
from grading.sandbox import ending, sandbox, syscalls
from grading.sandbox.cgroup import Cgroup
from grading.sandbox.constants import PR_SET_CHILD_SUBREAPER, PR_SET_PDEATHSIG
from grading.sandbox.sandbox import MAX_OPEN_FILES, Sandbox

EVERY = 0.1  # seconds between two looks at the memory
MANY = 4  # times the processes that are allowed: so many threads are too many
RESIDENT, PAGE_TABLES = ("RssAnon:", "RssShmem:"), "VmPTE:"
SOCKET_BYTES = 300_000  # the most that the kernel holds for one socket, with Linux's own limit on its buffer
FEW_OPEN_FILES = 48  # with which a process begins, at the most, and which need no count
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
    group = box.make_cgroup(limits)
    box.prepare()
    first = os.fork()
    if first == 0:
        enter = partial(_enter, group, box, folder, user, limits)
        _be_first(lifeline, ends, enter, lambda: _work(work, ends, box, folder))
    _close(ends)
    base = memory_of([first])
    lifeline.setblocking(False)
    try:
        while not _hung_up(lifeline):
            ended = os.waitpid(first, os.WNOHANG)[0] != 0
            exhausted = group is not None and group.exhausted()
            if ended and not exhausted:
                break
            if report := ending.MEMORY if exhausted else _over_limits(first, base, folder, box, limits):
                kill_group(first)  # at once: while it runs, it may go on to take more
                lifeline.send(report)
                break
    except OSError:
        pass
    finally:
        try:
            kill_tree(first)
            sandbox.remove(folder)
            if group:
                group.remove()
        finally:
            os._exit(0)


def kill_tree(first: int) -> None:
    """End a process and everything below it: its whole group at once, then whatever has left the group."""
    kill_group(first)
    for _ in range(ROUNDS):
        family = [first, *descendants(first)]
        for number in reversed(family):
            with contextlib.suppress(OSError):
                os.kill(number, signal.SIGKILL)
        if len(family) == 1:
            break
    with contextlib.suppress(OSError):
        os.waitpid(first, 0)


def kill_group(first: int) -> None:
    """End all of a process's group at once; the kernel lets no fork escape that."""
    with contextlib.suppress(OSError):
        os.killpg(first, signal.SIGKILL)


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


def _enter(group: Cgroup | None, box: Sandbox, folder: str, user: int, limits: Limits) -> None:
    """Close the sandbox around this process, with its memory counted by the kernel where that can be."""
    if group:
        group.join()
    box.enter(folder, user, limits)


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
    family = [first, *descendants(first, MANY * limits.processes)]
    tasks = len(family) if len(family) > 2 * limits.processes else threads_of(family)
    if len(family) > 2 * limits.processes or tasks > MANY * limits.processes:
        return ending.PROCESSES
    sockets = socket_memory_of(family)
    if memory_of(family) + sockets - base * len(family) > limits.memory:
        if shared_memory_of(family, base) + sockets > limits.memory:
            return ending.MEMORY
    return b"" if box.namespaces or _fits(folder, family, limits) else ending.FILES


def descendants(number: int, most: int = 100_000) -> list[int]:
    """List the children of a process, and theirs, up to a number that is too large anyway."""
    found: list[int] = []
    new = [number]
    while new and len(found) <= most:
        folder = f"/proc/{new.pop()}/task"
        with contextlib.suppress(OSError):  # it has ended meanwhile
            for thread in os.listdir(folder):
                children = [int(child) for child in Path(folder, thread, "children").read_text().split()]
                found += children
                new += children
    return found


def memory_of(family: list[int]) -> int:
    """Add up the memory that processes hold for themselves, in bytes; what forks share counts for each."""
    return sum(sum(_fields(f"/proc/{number}/status", *RESIDENT, PAGE_TABLES)) for number in family)


def shared_memory_of(family: list[int], base: int) -> int:
    """Add up the memory of processes beyond what the first began with, in bytes, each page once: exact, and slow.

    A process that lets nobody look (the student's code can ask for that) counts in full, but for what it began with.
    """
    exact, others = 0, 0
    for number in family:
        seen = sum(_fields(f"/proc/{number}/smaps_rollup", "Pss_Anon:", "Pss_Shmem:"))
        *resident, tables = _fields(f"/proc/{number}/status", *RESIDENT, PAGE_TABLES)
        exact += seen
        others += tables + (0 if seen else max(0, sum(resident) - base))
    return max(0, exact - base) + others


def threads_of(family: list[int]) -> int:
    """Count the threads of processes."""
    return sum(_fields(f"/proc/{number}/status", "Threads:")[0] // 1024 for number in family)


def socket_memory_of(family: list[int]) -> int:
    """Bound what the kernel holds for sockets, in bytes: none is empty, and each is as full as it may be."""
    sockets: set[str] = set()
    unknown = 0
    for number in family:
        folder = f"/proc/{number}/fd"
        try:
            names = os.listdir(folder)
        except PermissionError:  # it lets nobody look
            unknown += MAX_OPEN_FILES
            continue
        except OSError:
            continue
        if len(names) > FEW_OPEN_FILES:
            for name in names:
                with contextlib.suppress(OSError):
                    sockets.add(os.readlink(f"{folder}/{name}"))
    return SOCKET_BYTES * (unknown + sum(name.startswith("socket:") for name in sockets))


def _fits(folder: str, family: list[int], limits: Limits) -> bool:
    """Say whether a working folder on a disk is within its limits, with the files that have no name any more."""
    files: dict[tuple[int, int], int] = {}
    number = 0
    for at, folders, names in os.walk(folder):
        number += len(folders) + len(names)
        if number > limits.files:
            return False
        for name in names:
            _add_size(f"{at}/{name}", files)
    for process in family:
        with contextlib.suppress(OSError):
            for name in os.listdir(f"/proc/{process}/fd"):
                if "(deleted)" in os.readlink(f"/proc/{process}/fd/{name}"):
                    _add_size(f"/proc/{process}/fd/{name}", files)
    return sum(files.values()) <= limits.file_bytes


def _add_size(path: str, files: dict[tuple[int, int], int]) -> None:
    """Note the size of a regular file, once for all of its names."""
    with contextlib.suppress(OSError):
        status = os.stat(path)
        if stat.S_ISREG(status.st_mode):
            files[status.st_dev, status.st_ino] = status.st_size


def _fields(path: str, *names: str) -> list[int]:
    """Read fields of a file in /proc that are in kB, as bytes; 0 where there is none."""
    values = dict.fromkeys(names, 0)
    with contextlib.suppress(OSError):
        for line in Path(path).read_text().splitlines():
            name, _, rest = line.partition("\t") if "\t" in line else line.partition(" ")
            if name in values:
                values[name] = int(rest.split()[0]) * 1024
    return list(values.values())
