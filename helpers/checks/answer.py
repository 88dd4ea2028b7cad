"""What one call of a reader's function gave, and the sentences for what does not hold."""

from __future__ import annotations

import re
import sysconfig
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.checks import calling, words
from helpers.checks.compare import TOLERANCE, difference, numbers
from helpers.checks.hints import likely, likely_by_values

if TYPE_CHECKING:
    from helpers.checks.check import Check


class NotMet(AssertionError):
    """A check that the answer does not meet. Jupyter shows its sentences without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


@dataclass
class Answer:
    """What one call gave. Each method raises NotMet, in words, where the answer does not hold."""

    check: Check
    called: str
    outcome: calling.Outcome

    @property
    def value(self) -> Any:
        """What the function returned, once it is sure that it returned something and changed nothing."""
        if self.outcome.error is not None:
            self._explain(self.outcome.error)
        if self.outcome.changed:
            place = self.outcome.changed[0]
            self.fail(f"The function changed its argument number {place + 1}.", _changed(self.outcome.given[place]))
        if self.outcome.value is None:
            printed = " It printed something: printing shows a value, and `return` hands it back."
            self.fail(
                "It returned None.",
                "no `return` on the way that was taken." + (printed if self.outcome.printed else ""),
            )
        return self.outcome.value

    def gives(self, expected: Any, mistakes: Mapping[str, Any] | None = None, tolerance: float = TOLERANCE) -> None:
        """Hold the value to `expected`; `mistakes` maps a sentence to the value that this mistake would give."""
        value = self.value
        for sentence, wrong in (mistakes or {}).items():
            if not difference(wrong, expected, tolerance):
                raise ValueError(f"the right answer has the fingerprint of a mistake: {sentence}")
        if told := difference(value, expected, tolerance):
            found = [s for s, wrong in (mistakes or {}).items() if not difference(value, wrong)]
            self.fail(told, found[0] if found else likely_by_values(value, expected))

    def parts(self, because: str = "", /, **shapes: tuple[int, ...]) -> list[np.ndarray]:
        """Take the value's parts as arrays of floats, once each has its shape: `w, b = a.parts(w=(4,), b=())`.

        `because` tells what parts of other shapes look like, where they are not the right ones in another order.
        """
        value, names = self.value, ", ".join(shapes)
        if not isinstance(value, tuple | list) or len(value) != len(shapes):
            self.fail(f"Expected {len(shapes)} values, ({names}), and got {words.show(value)}.")
        arrays = [numbers(part) for part in value]
        came = [array.shape for array in arrays if array is not None]
        if len(came) == len(shapes) and came != list(shapes.values()):
            wanted, got = (", ".join(str(s or "a single number") for s in of) for of in (shapes.values(), came))
            swapped = sorted(came) == sorted(shapes.values())
            because = f"these are the parts in another order. It is ({names})." if swapped else because
            self.fail(f"Expected ({names}) of the shapes {wanted}, and got {got}.", because)
        for name, array, part, shape in zip(shapes, arrays, value, shapes.values(), strict=True):
            if array is None or array.shape != shape or not np.isfinite(array).all():
                wanted = f"finite numbers of shape {shape}" if shape else "a single finite number"
                self.fail(f"Expected {name} to be {wanted}, and got {_described(part)}.")
        return arrays

    def raises(self, error: type[Exception], why: str) -> None:
        """Hold the call to raising `error`."""
        came = self.outcome.error
        if isinstance(came, NotImplementedError):
            self._explain(came)
        if came is not None and not isinstance(came, error):
            told = f"it raised {type(came).__name__}: {came}{line_of(came)}"
            asserted = f"an `assert` raises another error: use `raise {error.__name__}(…)`."
            because = asserted if isinstance(came, AssertionError) else likely(str(came)) or why
            self.fail(f"Expected {error.__name__}, and {told}.", because)
        if came is None:
            told = f"Expected {error.__name__}, and it returned {words.show(self.outcome.value)}."
            self.fail(told, _not_raised(self.outcome, error) or why)

    def holds(self, condition: Any, told: str, because: str = "") -> None:
        """Hold a property of the value, computed by the test, to being true."""
        self.value  # noqa: B018 - says so where there is none
        if not condition:
            self.fail(told, because)

    def within(self, low: float, high: float, below: str = "", above: str = "") -> None:
        """Hold the value to a single number from `low` to `high`; `below` and `above` tell a likely mistake."""
        number = numbers(self.value)
        if number is None or number.shape or not low <= number <= high:
            side = "" if number is None or number.shape else below if number < low else above if number > high else ""
            self.fail(f"Expected a single number from {low:g} to {high:g}, and got {words.show(self.value)}.", side)

    def fail(self, told: str, because: str = "") -> None:
        """Raise NotMet about this call."""
        self.check.fail(self.called, told, because)

    def _explain(self, error: BaseException) -> None:
        if isinstance(error, NotImplementedError):
            raise NotMet(_open(words.name(self.check.f), error))
        line = line_of(error)
        because = _no_key(error, self.outcome.given) if isinstance(error, KeyError) else _of_max(error, line)
        because = because or likely(str(error))
        self.fail(f"It raised {type(error).__name__}: {error}{line}", because)


def _changed(argument: Any) -> str:
    if isinstance(argument, dict):
        return (
            'a dict that was handed in, or a list in it, is written to: `d["key"] = …`, `.update`, `.pop`, `.sort`. '
            "`d | {…}` makes a new dict, and `sorted(…)` a new list."
        )
    return "an assignment into an array that was handed in, or `+=` on it. Work on a new array."


def _no_key(error: KeyError, given: tuple) -> str:
    keys = [", ".join(map(str, argument)) for argument in given if isinstance(argument, dict)]
    has = f" The dict that was handed in has the keys {keys[0]}." if keys else ""
    return f"a dict is asked for a key that it does not have.{has} Which dict is asked, and by whom?"


def _of_max(error: BaseException, line: str) -> str:
    """Say that Python's `max` or `min` met arrays, where that is what the line has; "" elsewhere."""
    builtin = re.search(r"(?<![\w.])(max|min)\(", line)
    if not builtin or "truth value of an array" not in str(error):
        return ""
    return f"Python's `{builtin[1]}` compares whole arrays. NumPy has a function that compares element by element."


def _described(part: Any) -> str:
    return f"{words.kind(part)}, {words.show(part)}" if isinstance(part, tuple | list) else words.show(part)


def _not_raised(outcome: calling.Outcome, error: type[Exception]) -> str:
    """Name what was done in the place of raising an error; "" where nothing of the kind is seen."""
    value, name = outcome.value, error.__name__
    if isinstance(value, BaseException) or (isinstance(value, type) and issubclass(value, BaseException)):
        return "the error is made, and handed back like a value: `raise` stops with it."
    if value is None and outcome.printed:
        return f"it prints, and goes on. The error has to be raised: `raise {name}(…)`."
    if isinstance(value, str) and name in value:
        return f"the error is only a text here. It has to be raised: `raise {name}(…)`."
    return ""


def _open(name: str, error: BaseException) -> str:
    inner = [f.name for f in traceback.extract_tb(error.__traceback__) if not f.name.startswith("<")][-1:]
    if inner and inner[0] not in (name, "run"):
        return f"{name} calls {inner[0]}, which is not answered yet."
    return (
        f"{name} is not answered yet. (If it is: did its cell run without an error, is the name right, "
        "and is the line `raise NotImplementedError()` gone?)"
    )


def line_of(error: BaseException) -> str:
    """Quote the reader's own last line: not one of NumPy's, nor one of the course's helpers."""
    theirs = (*sysconfig.get_paths().values(), str(Path(__file__).parent.parent))
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not f.filename.startswith(theirs)]
    return f" (in the line `{frames[-1].line}`)" if frames and frames[-1].line else ""
