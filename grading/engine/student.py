"""The student's process: it runs the student's cells in order, and keeps their functions for the examiner to call.

No test is ever here, and no solution. At each test the process leaves a copy of itself, a *snapshot*, in which the
answers are as they were there. The snapshots are used only when all cells have run, so that no cell shows what a test
called an answer with.
"""

import contextlib
import dis
import importlib
import os
import resource
import select
import socket
import sys
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NoReturn

from grading.cells import shell
from grading.cells.drawing import nothing_drawn
from grading.engine.messages import (
    STUDENT,
    CellRan,
    CellsRead,
    Found,
    ListNames,
    LookUp,
    ModulesPut,
    NamesUsed,
    PutModules,
    ReadCells,
    RunCell,
    SnapshotTaken,
    TakeSnapshot,
)
from grading.lesson.code_facts import code_facts
from grading.limits import MB, Limits
from grading.protocol import messages
from grading.protocol.channel import Channel
from grading.protocol.codec import NotTransferable
from grading.protocol.rpc import Call, Peer
from grading.sandbox.ending import NO_ROOM

MAX_NAMES = 1000
LOOKS_UP = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"}
ROOM = 64 * MB  # what must be left of the memory after a cell


class Snapshot(Peer):
    """A copy of the student's process that serves an examiner, as the cells had left it at one test."""

    REQUESTS = (Call, LookUp, ListNames)

    def __init__(self, channel: Channel, namespace: dict[str, Any], limits: Limits) -> None:
        super().__init__(channel, STUDENT, limits.message, strict=False)
        self.namespace = namespace

    def reply(self, request: Any) -> object:
        """Do what was requested, and return the message that says so."""
        match request:
            case LookUp():
                return self._look_up(request)
            case ListNames():
                return self._names(request)
        return super().reply(request)

    def _look_up(self, request: LookUp) -> Found:
        """Hand over what a name stands for."""
        f = None if request.function is None else self.functions[request.function]
        namespace = self.namespace if f is None else {**getattr(f, "__globals__", {}), **defaults(f)}
        if request.name not in namespace or (f is not None and request.name not in variables_of(f)):
            return Found(False, b"")
        try:
            return Found(True, self.encode(namespace[request.name]))
        except NotTransferable as error:
            return Found(True, self.encode(f"({error})"))

    def _names(self, request: ListNames) -> NamesUsed:
        """List the names that a function looks up."""
        f = self.functions[request.function]
        names = sorted(names_in_code(getattr(f, "__code__", None)).union(defaults(f)))[:MAX_NAMES]
        return NamesUsed(names, id(getattr(f, "__globals__", None)))

    def serve_forever(self) -> NoReturn:
        """Serve until the examiner hangs up."""
        while True:
            self.serve(self.receive(*self.REQUESTS))


def names_in_code(code: Any) -> set[str]:
    """Collect the names in a function's code, those of functions inside it as well."""
    inner = [part for part in getattr(code, "co_consts", ()) if hasattr(part, "co_names")]
    return set(map(str, getattr(code, "co_names", ()))).union(*map(names_in_code, inner))


def variables_of(f: Any) -> set[str]:
    """Collect the session's names that a function looks up, and those that the functions among them look up.

    A name behind a dot, such as the `mean` of `X.mean()`, is no variable, whatever a cell has called so.
    """
    found: set[str] = set()
    waiting = [f]
    while waiting:
        function = waiting.pop()
        known = getattr(function, "__globals__", {})
        new = {*_variables_in(getattr(function, "__code__", None)), *defaults(function)} - found
        found |= new
        waiting += [known[name] for name in new if isinstance(known.get(name), FunctionType)]
    return found


def _variables_in(code: Any) -> set[str]:
    """Collect the names that a function's code looks up in its session, those of functions inside it as well."""
    if not isinstance(code, CodeType):
        return names_in_code(code)
    found = {str(step.argval) for step in dis.get_instructions(code) if step.opname in LOOKS_UP}
    return found.union(*(_variables_in(part) for part in code.co_consts if isinstance(part, CodeType)))


def defaults(f: Any) -> dict[str, Any]:
    """Return the defaults of a function's parameters, each under the name of the cell's variable that it is, if any."""
    if not isinstance(f, FunctionType):
        return {}
    values, code = f.__defaults__ or (), f.__code__
    own = dict(zip(code.co_varnames[code.co_argcount - len(values) : code.co_argcount], values, strict=False))
    own |= f.__kwdefaults__ or {}
    public = {id(value): str(name) for name, value in f.__globals__.items() if not str(name).startswith("_")}
    plain = (int, float, str, tuple, type(None))  # Python keeps one of each, whatever its name
    return {
        str(name) if isinstance(value, plain) else public.get(id(value), str(name)): value
        for name, value in own.items()
    }


def work(ends: list[socket.socket], ipython: shell.Shell, limits: Limits) -> NoReturn:
    """Run what arrives through the first end, cell by cell; the other ends are for the snapshots."""
    control, *free = (Channel(end, limits.message) for end in ends)
    sys.path.append(os.getcwd())  # behind all others: nothing in it stands before a module that is there
    while True:
        request = messages.decode(control.receive(), PutModules, ReadCells, RunCell, TakeSnapshot)
        process = os.getpid()
        if isinstance(request, PutModules):
            answer: object = _put(request)
        elif isinstance(request, ReadCells):
            answer = CellsRead([code_facts(source) for source in request.sources])
        elif isinstance(request, RunCell):
            forks, held = os.pipe()
            with contextlib.nullcontext() if request.draws else nothing_drawn():
                answer = CellRan(shell.run(ipython, request.number, request.source, limits))
            if os.getpid() != process:  # a cell has forked, and its child is no second student
                os._exit(0)
            os.close(held)
            _wait_for_forks(forks, limits.cell_seconds / 2)
            if not _has_room():
                os._exit(NO_ROOM)
        else:
            answer = _take_snapshot(free.pop(0), [control, *free], ipython, limits)
        control.send(messages.encode(answer))


def _put(request: PutModules) -> ModulesPut:
    """Put files into the working folder."""
    for name, text in request.files.items():
        Path(name).write_bytes(text.encode("latin-1"))
    importlib.invalidate_caches()
    return ModulesPut()


def _wait_for_forks(forks: int, seconds: float) -> None:
    """Wait until all that a cell has forked has ended: what it uses too much of is this cell's doing, not the next's.

    Parameters
    ----------
    forks
        The reading end of a pipe. Each fork holds the other end until it ends, or runs another program.
    seconds
        The most to wait.
    """
    select.select([forks], [], [], seconds)
    os.close(forks)


def _has_room() -> bool:
    """Say whether the cells to come have memory to run in; if not, they fail for what an earlier one has kept."""
    try:
        bytes(ROOM)
    except MemoryError:
        return False
    return True


def _take_snapshot(channel: Channel, others: list[Channel], ipython: shell.Shell, limits: Limits) -> SnapshotTaken:
    """Leave a copy of this process, and go on. The copy can write no file that another snapshot could read."""
    try:
        copy = os.fork()
    except OSError as error:
        return SnapshotTaken(str(error))
    if copy == 0:
        for other in others:
            other.close()
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        Snapshot(channel, ipython.user_ns, limits).serve_forever()
    channel.close()
    return SnapshotTaken()
