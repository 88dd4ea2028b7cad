"""The kinds of input that an exercise's test calls an answer with: in the part that a student sees, and hidden.

A kind says what a value is (a number, a 2-d array of floats, a list of numbers), not how large it is. The model answer
runs through its test under a recorder of the calls that `Check` makes.
"""

import contextlib
import inspect
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grading.engine import test_cell
from helpers.checks import calling
from tests.course import HIDDEN, Exercise, answered
from tests.sessions import session_of_its_own

DTYPES = {"f": "floats", "i": "whole numbers", "u": "whole numbers", "b": "truth values", "U": "texts", "O": "objects"}


def kind(value: Any) -> str:
    """Name the kind of a value: what its type is, and what it holds. float32 is a float like any other."""
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, bool | np.bool_):
        return "truth value"
    if isinstance(value, np.generic):
        return "NumPy number"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, list | tuple):
        parts = [kind(part) for part in value]
        if isinstance(value, list) or len(set(parts)) < 2:
            parts = sorted(set(parts))
        return f"{type(value).__name__} of {' and '.join(parts)}" if parts else f"empty {type(value).__name__}"
    if isinstance(value, np.random.Generator):
        return "rng"
    return "function" if callable(value) else type(value).__name__


def _array(value: np.ndarray) -> str:
    finite = value.dtype.kind not in "fc" or np.isfinite(value).all()
    what = DTYPES.get(value.dtype.kind, value.dtype.name)
    return f"{'' if value.size else 'empty '}{value.ndim}-d array of {what}{'' if finite else ', not all finite'}"


@dataclass
class Recorder:
    """The arguments of the recorded calls, each as its parameter's name and its kind."""

    name: str
    shown: set[tuple[str, str]] = field(default_factory=set)
    hidden: set[tuple[str, str]] = field(default_factory=set)
    in_hidden_part: bool = False

    def note(self, f: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Note a call, if it is one of the answer."""
        if getattr(f, "__name__", "") == self.name:
            (self.hidden if self.in_hidden_part else self.shown).update(_arguments(f, args, kwargs))


def _arguments(f: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each argument's name and kind, and whether it is handed over by name, or left out."""
    names = list(inspect.signature(f).parameters)
    for name, value in [*zip(names, args, strict=False), *kwargs.items()]:
        yield name, kind(value)
        if isinstance(value, dict):
            yield from ((f"{name}[{key!r}]", kind(part)) for key, part in value.items())
    for name in kwargs:
        yield name, "by name"
    for name in names[len(args) :]:
        if name not in kwargs:
            yield name, "left out"


def calls(exercise: Exercise) -> Recorder:
    """Run the exercise's test on its model answer, and record the calls."""
    recorder, run = Recorder(exercise.name), calling.run
    hidden = {line for match in HIDDEN.finditer(exercise.test) for line in _lines(exercise.test, match.span())}

    def recorded(f: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> calling.Outcome:
        recorder.note(f, args, kwargs)
        return run(f, args, kwargs)

    calling.run = recorded
    try:
        with session_of_its_own(), contextlib.redirect_stdout(io.StringIO()):
            for line in test_cell.steps(exercise.test, answered(exercise, exercise.answer), "<test>"):
                recorder.in_hidden_part = line in hidden
    finally:
        calling.run = run
    return recorder


def _lines(source: str, span: tuple[int, int]) -> range:
    """Return the numbers of the lines in a part of a source, counted from 1."""
    return range(source.count("\n", 0, span[0]) + 1, source.count("\n", 0, span[1]) + 1)
