"""The student process: it runs the student's cells in order, and holds their functions for the examiner to call.

No test is ever here, and no solution. At each test a copy of the process is put aside, a *seat*, in which the answers
stand as they stood there. The seats are asked only when all cells have run, so that no cell shows what a test asked.
"""

import os
import resource
from collections.abc import Callable
from typing import Any

from grading.cells import shell
from grading.limits import Limits
from grading.protocol import codec as wire
from grading.protocol.channel import Port
from grading.protocol.rpc import Partner


class Seat(Partner):
    """A student process that answers an examiner, as its cells had left it at one test."""

    def __init__(self, port: Port, space: dict, limits: Limits) -> None:
        super().__init__(port, "student", limits.message, strict=False)
        self.space = space

    def look(self, name: str, number: int | None = None) -> tuple:
        """Hand over what a name stands for: in the session, or to one of its functions."""
        space = self.space if number is None else getattr(self.functions[number], "__globals__", {})
        if name not in space:
            return False, b""
        try:
            return True, self.encode(space[name])
        except wire.CannotCross as error:
            return True, self.encode(f"({error})")

    def names(self, number: int) -> tuple:
        """List the names that a function looks up, and tell its namespace from others by a number."""
        f = self.functions[number]
        return sorted(looked_up(getattr(f, "__code__", None)))[:1000], id(getattr(f, "__globals__", None))

    answers: dict[str, Callable] = Partner.answers | {"look": look, "names": names}

    def serve_forever(self) -> None:
        """Answer until the examiner hangs up."""
        while True:
            kind, *rest = wire.decode(self.port.receive(), self)
            self.serve(kind, rest)


def looked_up(code: Any) -> set[str]:
    """Collect the names in a function's code, those of functions inside it as well."""
    inner = [part for part in getattr(code, "co_consts", ()) if hasattr(part, "co_names")]
    return set(getattr(code, "co_names", ())).union(*map(looked_up, inner))


def work(ends: list, space: shell.Shell, limits: Limits) -> None:
    """Run what comes through the first end, cell by cell; the others are for the seats. Never returns."""
    control, *seats = (Port(end, limits.message) for end in ends)
    partner = Partner(control, "student", limits.message, strict=False)
    while True:
        kind, *rest = wire.decode(control.receive(), partner)
        me = os.getpid()
        if kind == "cell":
            answer: tuple = shell.run(space, *rest, limits)
            if os.getpid() != me:  # a cell has forked, and its child is no second student
                os._exit(0)
        else:
            answer = _put_aside(seats.pop(0), [control, *seats], space, limits)
        control.send(partner.encode(answer))


def _put_aside(seat: Port, others: list[Port], space: shell.Shell, limits: Limits) -> tuple:
    """Leave a copy of this process at a seat, and go on. The copy can write no file that another seat could read."""
    try:
        copy = os.fork()
    except OSError as error:
        return (str(error),)
    if copy == 0:
        for port in others:
            port.close()
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        Seat(seat, space.user_ns, limits).serve_forever()
    seat.close()
    return ()
