"""What a call does beside returning: it prints, warns, changes its arguments and draws from NumPy's global generator.

All of it is collected where the function is, and done again where it was called from.
"""

from __future__ import annotations

import contextlib
import io
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from grading.protocol.channel import PeerLost

MAX_PRINTED = 20_000
MAX_WARNING = 1000
MAX_WARNINGS = 100
MAX_SPAWNED = 10_000
LAST_POSITION = 624  # in the memory of NumPy's global generator
CATEGORIES: dict[str, type[Warning]] = {
    kind.__name__: kind for kind in (UserWarning, RuntimeWarning, DeprecationWarning, FutureWarning)
}

RandomState = tuple[Any, ...]  # of NumPy's global generator


def random_state() -> RandomState:
    """Return the state of NumPy's global generator, which a student's code may use."""
    state: Any = np.random.get_state()  # noqa: NPY002
    return tuple(state)


def same_state(one: RandomState, other: RandomState) -> bool:
    """Compare two states of NumPy's global generator."""
    return bool(one[2:] == other[2:] and np.array_equal(one[1], other[1]))


class Heard:
    """What a function printed and warned of."""

    def __init__(self) -> None:
        self.streams = {"stdout": io.StringIO(), "stderr": io.StringIO()}
        self.caught: list[warnings.WarningMessage] = []

    def printed(self) -> list[tuple[str, str]]:
        """List what was printed, by stream."""
        return [(name, text.getvalue()[:MAX_PRINTED]) for name, text in self.streams.items() if text.getvalue()]

    def warned(self) -> list[tuple[str, str]]:
        """List what was warned of, once each."""
        found = ((w.category.__name__, str(w.message)[:MAX_WARNING]) for w in self.caught)
        return list(dict.fromkeys(found))[:MAX_WARNINGS]


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
        contextlib.redirect_stdout(heard.streams["stdout"]),
        contextlib.redirect_stderr(heard.streams["stderr"]),
    ):
        warnings.simplefilter("always")
        yield heard


def replay(printed: list[tuple[str, str]], warned: list[tuple[str, str]]) -> None:
    """Print and warn here what was printed and warned of there, within the same limits."""
    for stream, text in printed[:2]:
        (sys.stderr if stream == "stderr" else sys.stdout).write(text[:MAX_PRINTED])
    for category, text in warned[:MAX_WARNINGS]:
        warnings.warn(text[:MAX_WARNING], CATEGORIES.get(category, UserWarning), stacklevel=2)


def set_random_state(state: RandomState) -> None:
    """Take over a state of NumPy's global generator.

    Raises
    ------
    ValueError
        Where it is none. NumPy itself takes over, and draws from, a place outside of the generator's memory.
    """
    name, key, position = state[:3]
    if name != "MT19937" or type(position) is not int or not 0 <= position <= np.size(key) == LAST_POSITION:
        raise ValueError("a state of NumPy's global generator that is none")
    np.random.set_state(state)  # noqa: NPY002 - as it would be in one process


def overwrite(old: Any, new: Any) -> None:
    """Make `old` equal to `new` without replacing it: the other side changed its copy of it.

    Raises
    ------
    PeerLost
        Where an array of another dtype, or of a shape that `old` cannot take, came back.
    """
    if isinstance(old, np.ndarray) and isinstance(new, np.ndarray):
        if old.dtype != new.dtype:
            raise PeerLost("changed the dtype of an array that it was given")
        if old.shape != new.shape:
            _resize(old, new.shape)
        old[...] = new
    elif isinstance(old, np.random.Generator) and isinstance(new, np.random.Generator):
        old.bit_generator.state = new.bit_generator.state
        _spawn_as_often(old, new)
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            overwrite(one, other)
    elif isinstance(old, list) and isinstance(new, list):
        old[:] = new
    elif isinstance(old, dict | set) and isinstance(new, type(old)):
        old.clear()
        old.update(new)


def _resize(array: np.ndarray, shape: tuple[int, ...]) -> None:
    """Give an array another shape in place."""
    try:
        array.resize(shape, refcheck=False)
    except ValueError:
        raise PeerLost("changed the shape of an array that it was given") from None


def _spawn_as_often(old: np.random.Generator, new: np.random.Generator) -> None:
    """Let a generator have spawned as many others as another one has."""
    mine: Any = old.bit_generator.seed_seq
    theirs: Any = new.bit_generator.seed_seq
    more = theirs.n_children_spawned - mine.n_children_spawned
    if 0 < more < MAX_SPAWNED:
        mine.spawn(more)
