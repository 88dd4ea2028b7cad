"""Calls of functions in another process: both sides use this, and nothing but plain data crosses.

A call hands its arguments over by value. The answer brings back the arguments that the function changed, and the
change is written into the caller's own, as it would be in one process. A function among the arguments can be called
from the other side while the call lasts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from grading.protocol import codec, records
from grading.protocol.channel import Channel, Disconnected, PeerLost, TimedOut
from grading.protocol.descriptions import ErrorDescription, describe_error, rebuild_error
from grading.protocol.side_effects import (
    RandomState,
    listening,
    overwrite,
    random_state,
    replay,
    same_state,
    set_random_state,
)
from grading.protocol.tracebacks import MAX_FRAMES, Frame, frames_in_cells, with_frames

MAX_NESTED = 50  # calls within calls
ORIGIN = "_rpc_origin"  # the attribute of an error that says which of the examiner's own errors it was at first

Reply = TypeVar("Reply")


@dataclass(frozen=True)
class Call:
    """Call a function with encoded arguments. The random state comes along if the other side does not know it."""

    function: int
    args: list[bytes]
    kwargs: dict[str, bytes]
    random_state: RandomState | None


@dataclass(frozen=True)
class RemoteError:
    """An error: its description, the frames in cells, and the number of the examiner's own error that it was."""

    described: ErrorDescription
    frames: list[tuple[str, int, str]]
    origin: int | None


@dataclass(frozen=True)
class Outcome:
    """All that a call did: what it returned or raised, the arguments it changed, what it printed and warned of."""

    value: bytes
    error: RemoteError | None
    changes: list[tuple[int, bytes]]  # place of the argument, new value
    printed: list[tuple[str, str]]  # stream, text
    warned: list[tuple[str, str]]  # category, text
    random_state: RandomState | None  # where the call changed it
    cpu_seconds: float


class Peer:
    """One side of the border.

    Parameters
    ----------
    channel
        The way to the other side.
    side
        The name of this side: functions belong to a side.
    max_bytes
        The size of the largest value that crosses.
    strict
        Whether this side is the examiner, which hands over plain data only.
    """

    REQUESTS: tuple[type, ...] = (Call,)  # what the other side may ask for

    deadline: float | None = None  # when a reply must have arrived
    random_state: RandomState | None = None  # of NumPy's global generator, as the other side knows it
    cpu_seconds = 0.0  # what the other side says to have used in calls

    def __init__(self, channel: Channel, side: str, max_bytes: int, strict: bool) -> None:
        self.channel, self.side, self.max_bytes, self.strict = channel, side, max_bytes, strict
        self.functions: list[Callable[..., Any]] = []
        self.numbers: dict[int, int] = {}  # of functions, by id
        self.raised: list[BaseException] = []
        self.depth = 0

    # Functions and their handles

    def handle(self, f: Callable[..., Any]) -> tuple[str, int]:
        """Give a function its handle: whose it is, and its number there."""
        if isinstance(f, RemoteFunction) and f.peer is self:
            return f.owner, f.number
        if id(f) not in self.numbers:
            self.numbers[id(f)] = len(self.functions)
            self.functions.append(f)
        return self.side, self.numbers[id(f)]

    def callable(self, owner: str, number: int, name: str) -> Callable[..., Any]:
        """Make a handle into something to call."""
        return self.functions[number] if owner == self.side else self.remote(owner, number, name)

    def remote(self, owner: str, number: int, name: str) -> RemoteFunction:
        """Make a proxy for a function of the other side."""
        return RemoteFunction(self, owner, number, name)

    def encode(self, value: object) -> bytes:
        """Turn a value into bytes."""
        return codec.encode(value, self, self.strict, self.max_bytes)

    def decode(self, data: bytes) -> Any:
        """Turn bytes into a value."""
        return codec.decode(data, self)

    # Requests to the other side

    def request(self, message: object, reply: type[Reply]) -> Reply:
        """Send a request, serve what the other side requests meanwhile, and return its reply; else PeerLost."""
        data = self.encode(records.to_dict(message))
        try:
            self.channel.send(data, self.deadline)
            while True:
                received = self.receive(reply, *self.REQUESTS)
                if isinstance(received, reply):
                    return received
                self.serve(received)
        except TimedOut:
            raise PeerLost("did not answer in time") from None
        except Disconnected as error:
            raise PeerLost(f"ended in the middle of it ({error})") from None
        except Exception as error:
            raise _nonsense(error) from None

    def call(self, function: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a function of the other side."""
        packed = [self.encode(arg) for arg in args]
        named = {name: self.encode(arg) for name, arg in kwargs.items()}
        outcome = self.request(Call(function, packed, named, self._news()), Outcome)
        result: Any = None
        try:
            self.cpu_seconds += max(0.0, outcome.cpu_seconds)
            if outcome.random_state is not None:
                set_random_state(outcome.random_state)
                self.random_state = random_state()
            originals = [*args, *kwargs.values()]
            for place, change in _changed_once(outcome.changes, len(originals)):
                overwrite(originals[place], self.decode(change))
            replay(outcome.printed, outcome.warned)
            result = self._rebuilt(outcome.error) if outcome.error else self.decode(outcome.value)
        except Exception as error:
            raise _nonsense(error) from None
        if outcome.error:
            raise result
        return result

    def _news(self) -> RandomState | None:
        """Return the state of NumPy's global generator, where the other side is to take it over."""
        if not self.strict:
            return None
        before, self.random_state = self.random_state, random_state()
        return None if before and same_state(before, self.random_state) else self.random_state

    # Requests of the other side

    def receive(self, *kinds: type[Any]) -> Any:
        """Wait for a message of one of these classes."""
        return records.from_dict(self.decode(self.channel.receive(self.deadline)), *kinds)

    def serve(self, request: Any) -> None:
        """Reply to one request of the other side."""
        self.channel.send(self.encode(records.to_dict(self.reply(request))), self.deadline)

    def reply(self, request: Any) -> object:
        """Do what was requested, and return the message that says so."""
        assert isinstance(request, Call)
        return self._called(request)

    def _called(self, call: Call) -> Outcome:
        """Call one of this side's functions for the other, and report all that it did."""
        if call.random_state is not None and not self.strict:
            set_random_state(call.random_state)
        f = self.functions[call.function]
        packed = [*call.args, *call.kwargs.values()]
        values = [self.decode(data) for data in packed]
        args, kwargs = values[: len(call.args)], dict(zip(call.kwargs, values[len(call.args) :], strict=True))
        value, error = b"", None
        self.depth += 1
        state, cpu = random_state(), time.process_time()
        with listening(not self.strict) as heard:
            try:
                if self.depth > MAX_NESTED:
                    raise RecursionError("maximum recursion depth exceeded")
                value = self.encode(f(*args, **kwargs))
            except PeerLost:
                raise
            except codec.NotTransferable as refused:
                error = self._described(TypeError(f"what it returned cannot be compared: {refused}"))
            except BaseException as raised:
                error = self._described(raised)
        self.depth -= 1
        now = [self.encode(value) for value in values]
        changes = [(place, new) for place, (old, new) in enumerate(zip(packed, now, strict=True)) if old != new]
        new_state = None if self.strict or same_state(state, random_state()) else random_state()
        cpu_seconds = time.process_time() - cpu
        return Outcome(value, error, changes, heard.printed(), heard.warned(), new_state, cpu_seconds)

    # Errors

    def _described(self, error: BaseException) -> RemoteError:
        """Describe an error for the other side: its kind and text, where it arose, whose it was at first."""
        origin: int | None = getattr(error, ORIGIN, None)
        if origin is None and self.strict:
            self.raised.append(error)
            origin = len(self.raised) - 1
        frames = [(frame.file, frame.line, frame.function) for frame in frames_in_cells(error)]
        return RemoteError(describe_error(error), frames, origin)

    def _rebuilt(self, remote: RemoteError) -> BaseException:
        """Rebuild an error of the other side; one that began here comes back as itself."""
        if self.strict and remote.origin is not None and 0 <= remote.origin < len(self.raised):
            return self.raised[remote.origin]
        error = rebuild_error(remote.described)
        setattr(error, ORIGIN, remote.origin)
        return with_frames(error, [Frame(*place) for place in remote.frames[-MAX_FRAMES:]])


class RemoteFunction:
    """A function of the other side, to be called like any other."""

    def __init__(self, peer: Peer, owner: str, number: int, name: str) -> None:
        self.peer, self.owner, self.number = peer, owner, number
        if name:
            self.__name__ = self.__qualname__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it there."""
        return self.peer.call(self.number, args, kwargs)

    def __repr__(self) -> str:
        """Look like a function."""
        return f"<function {getattr(self, '__name__', '?')}>"


def _changed_once(changes: list[tuple[int, bytes]], arguments: int) -> list[tuple[int, bytes]]:
    """Return changes of arguments, unless one is of no argument or there twice."""
    places = [place for place, _ in changes]
    if len(set(places)) < len(places) or not set(places) <= set(range(arguments)):
        raise ValueError("a change of what is no argument")
    return changes


def _nonsense(error: Exception) -> PeerLost:
    """Make the error that ends a test whose peer sends nonsense."""
    return PeerLost(f"answered what makes no sense ({type(error).__name__}: {error})")
