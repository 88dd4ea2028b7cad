"""Functions called across the border: both sides use it, and nothing but plain data crosses.

A call hands its arguments over by value. With the answer come the arguments that the function changed, and the change
is written into the caller's own, as it would be without a border. A function among the arguments can be called from
the other side while the call lasts.
"""

from __future__ import annotations

import contextlib
import io
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grading.protocol import codec as wire
from grading.protocol import descriptions as opaque
from grading.protocol.channel import Gone, Port, Silence
from grading.protocol.tracebacks import Frame, frames, with_frames

LONGEST_TEXT = 20_000
NESTED = 50  # calls within calls
CATEGORIES = {kind.__name__: kind for kind in (UserWarning, RuntimeWarning, DeprecationWarning, FutureWarning)}


class Lost(BaseException):
    """The student process is gone, hangs, or speaks nonsense: no test may go on, or catch it."""


class Partner:
    """One side of the border. `strict`: this side is the examiner, and hands over plain data only."""

    until: float | None = None  # by when an answer must have come
    chance: tuple | None = None  # the state of NumPy's one generator for all, as the other side knows it
    spent = 0.0  # seconds of processor that the other side says to have used

    def __init__(self, port: Port, role: str, most: int, strict: bool) -> None:
        self.port, self.role, self.most, self.strict = port, role, most, strict
        self.functions: list[Callable] = []
        self.numbers: dict[int, int] = {}
        self.raised: list[BaseException] = []
        self.depth = 0

    # Functions and their handles

    def name(self, f: Callable) -> tuple[str, int]:
        """Give a function its handle: whose it is, and its number there."""
        if isinstance(f, Distant) and f.partner is self:
            return f.owner, f.number
        if id(f) not in self.numbers:
            self.numbers[id(f)] = len(self.functions)
            self.functions.append(f)
        return self.role, self.numbers[id(f)]

    def callable(self, owner: str, number: int, title: str) -> Callable:
        """Make a handle into something to call."""
        return self.functions[number] if owner == self.role else Distant(self, owner, number, title)

    def encode(self, value: Any) -> bytes:
        """Turn a value into bytes."""
        return wire.encode(value, self, self.strict, self.most)

    # Asking

    def ask(self, *question: Any) -> list:
        """Ask the other side, answer what it asks meanwhile, and return its answer; else Lost."""
        asked = self.encode(question)
        try:
            self.port.send(asked, self.until)
            while True:
                kind, *rest = wire.decode(self.port.receive(self.until), self)
                if kind == "answer":
                    return rest
                self.serve(kind, rest)
        except Silence:
            raise Lost("did not answer in time") from None
        except Gone as error:
            raise Lost(f"ended in the middle of it ({error})") from None
        except Exception as error:
            raise Lost(f"answered what makes no sense ({type(error).__name__}: {error})") from None

    def call(self, number: int, args: tuple, kwargs: dict) -> Any:
        """Call a function of the other side."""
        packed = [self.encode(arg) for arg in args]
        named = {key: self.encode(arg) for key, arg in kwargs.items()}
        told = self.ask("call", number, packed, named, self._news() if self.strict else None)
        try:
            outcome, value, changes, said, warned, chance, spent = told
            self.spent += max(0.0, type_checked(spent, float))
            if chance is not None:
                np.random.set_state(chance)  # noqa: NPY002 - as it would be without a border
                self.chance = _chance()
            originals = [*args, *kwargs.values()]
            for place, change in changes:
                write_into(originals[place], wire.decode(change, self))
            replay(said, warned)
            came = self.error(value) if outcome == "raised" else wire.decode(value, self)
        except Exception as error:
            raise Lost(f"answered what makes no sense ({type(error).__name__}: {error})") from None
        if outcome == "raised":
            raise came
        return came

    def _news(self) -> tuple | None:
        """Return the state of NumPy's one generator for all, where the other side does not know it."""
        before, self.chance = self.chance, _chance()
        return None if before and _same(before, self.chance) else self.chance

    # Answering

    def serve(self, kind: str, rest: list) -> None:
        """Answer one question of the other side."""
        self.port.send(self.encode(("answer", *self.answers[kind](self, *rest))), self.until)

    def called(self, number: int, packed: list[bytes], named: dict[str, bytes], chance: tuple | None) -> tuple:
        """Call one of this side's functions for the other, and tell all that it did."""
        if chance is not None and not self.strict:
            np.random.set_state(chance)  # noqa: NPY002
        f = self.functions[number]
        args = [wire.decode(arg, self) for arg in packed]
        kwargs = {key: wire.decode(arg, self) for key, arg in named.items()}
        self.depth += 1
        chance, begun = _chance(), time.process_time()
        with listening(not self.strict) as heard:
            try:
                if self.depth > NESTED:
                    raise RecursionError("maximum recursion depth exceeded")
                outcome, value = "returned", self.encode(f(*args, **kwargs))
            except Lost:
                raise
            except wire.CannotCross as error:
                outcome, value = "raised", self.told(TypeError(f"what it returned cannot be compared: {error}"))
            except BaseException as error:
                outcome, value = "raised", self.told(error)
        self.depth -= 1
        now = [self.encode(arg) for arg in [*args, *kwargs.values()]]
        before = [*packed, *named.values()]
        changes = [(place, new) for place, (old, new) in enumerate(zip(before, now, strict=True)) if old != new]
        new_chance = None if self.strict or _same(chance, _chance()) else _chance()
        return outcome, value, changes, heard.said(), heard.warned(), new_chance, time.process_time() - begun

    answers: dict[str, Callable] = {"call": called}

    # Errors

    def told(self, error: BaseException) -> list:
        """Describe an error for the other side: its kind and text, where it arose, whose it was at first."""
        first = getattr(error, "_first", None)
        if first is None and self.strict:
            self.raised.append(error)
            first = len(self.raised) - 1
        return [*opaque.error_words(error), [list(frame) for frame in frames(error)], first]

    def error(self, told: list) -> BaseException:
        """Rebuild an error of the other side; one that began here comes back as itself."""
        name, known, text, places, first = told
        if self.strict and isinstance(first, int) and 0 <= first < len(self.raised):
            return self.raised[first]
        error = opaque.error(name, known, text)
        error._first = first
        return with_frames(error, [Frame(*map(type_checked, place, (str, int, str))) for place in places[-20:]])


class Distant:
    """A function of the other side, to be called like any other."""

    def __init__(self, partner: Partner, owner: str, number: int, title: str) -> None:
        self.partner, self.owner, self.number = partner, owner, number
        if title:
            self.__name__ = self.__qualname__ = title

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it there."""
        return self.partner.call(self.number, args, kwargs)

    def __repr__(self) -> str:
        return f"<function {getattr(self, '__name__', '?')}>"


def _chance() -> tuple:
    """Return the state of NumPy's one generator for all."""
    return np.random.get_state()  # noqa: NPY002 - the student's code may use it


def _same(one: tuple, other: tuple) -> bool:
    return one[2:] == other[2:] and np.array_equal(one[1], other[1])


def type_checked(value: Any, kind: type) -> Any:
    """Return `value` if it is of just this type."""
    if type(value) is not kind:
        raise wire.CannotCross(f"a {type(value).__name__} in the place of a {kind.__name__}")
    return value


class Heard:
    """What a function printed and warned of."""

    def __init__(self) -> None:
        self.texts = {"stdout": io.StringIO(), "stderr": io.StringIO()}
        self.caught: list[warnings.WarningMessage] = []

    def said(self) -> list[tuple[str, str]]:
        """List what was printed, by stream."""
        return [(name, text.getvalue()[:LONGEST_TEXT]) for name, text in self.texts.items() if text.getvalue()]

    def warned(self) -> list[tuple[str, str]]:
        """List what was warned of, once each."""
        return list(dict.fromkeys((w.category.__name__, str(w.message)[:1000]) for w in self.caught))[:100]


@contextlib.contextmanager
def listening(on: bool) -> Iterator[Heard]:
    """Collect what is printed and warned of, as the checks do on the other side of the border."""
    heard = Heard()
    if not on:
        yield heard
        return
    with (
        warnings.catch_warnings(record=True) as heard.caught,
        np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"),
        contextlib.redirect_stdout(heard.texts["stdout"]),
        contextlib.redirect_stderr(heard.texts["stderr"]),
    ):
        warnings.simplefilter("always")
        yield heard


def replay(said: list, warned: list) -> None:
    """Print and warn here what was printed and warned of there."""
    for name, text in said:
        (sys.stderr if name == "stderr" else sys.stdout).write(type_checked(text, str))
    for category, text in warned:
        warnings.warn(type_checked(text, str), CATEGORIES.get(category, UserWarning), stacklevel=2)


def write_into(old: Any, new: Any) -> None:
    """Make `old` equal to `new` without replacing it: the other side changed its copy."""
    if isinstance(old, np.ndarray) and isinstance(new, np.ndarray):
        if old.dtype != new.dtype:
            old.dtype = new.dtype
        if old.shape != new.shape:
            old.resize(new.shape, refcheck=False)
        old[...] = new
    elif isinstance(old, np.random.Generator) and isinstance(new, np.random.Generator):
        old.bit_generator.state = new.bit_generator.state
        _spawn_as_often(old, new)
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            write_into(one, other)
    elif isinstance(old, list) and isinstance(new, list):
        old[:] = new
    elif isinstance(old, dict | set) and isinstance(new, type(old)):
        old.clear()
        old.update(new)


def _spawn_as_often(old: np.random.Generator, new: np.random.Generator) -> None:
    mine, theirs = old.bit_generator.seed_seq, new.bit_generator.seed_seq
    more = theirs.n_children_spawned - mine.n_children_spawned
    if 0 < more < 10_000:
        mine.spawn(more)
