"""A check that speaks like a tutor: what was called, what was expected, what came, and which mistake it looks like."""

import sysconfig
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from helpers.checks import calling, words
from helpers.checks.compare import TOLERANCE, difference, numbers
from helpers.checks.likely import likely


class NotMet(AssertionError):
    """A check that the answer does not meet. Jupyter shows its sentences without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


@dataclass
class Check:
    """All the checks of one exercise: `check = Check(sigmoid, read="From a sum to a probability")`.

    `read` is the heading to read again when a check is not met.
    """

    f: Callable
    read: str
    noted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if not callable(self.f):
            raise NotMet(
                f"Expected a function, and found {words.kind(self.f)}: {words.show(self.f)}.\n"
                "Was its name used for something else? Run the answer cell again."
            )

    def __call__(self, *args: Any, **kwargs: Any) -> "Answer":
        """Call the function with copies of the arguments."""
        outcome = calling.run(self.f, args, kwargs)
        if outcome.printed:
            print(outcome.printed[:2000].rstrip())
        for warning in outcome.warned:
            self._note(warning)
        return Answer(self, words.call(self.f, args, kwargs), outcome)

    def done(self) -> None:
        """Say that every check above was met."""
        print(f"{words.name(self.f)}: every check here is met.")

    def fail(self, called: str, told: str, because: str = "") -> None:
        """Raise NotMet with the call, what was found, and the likely mistake."""
        lines = [called, told if told.startswith("    ") else f"    {told}"]
        lines += [f"This looks like: {because}"] if because else []
        raise NotMet("\n".join([*lines, f'Read again: "{self.read}".']))

    def _note(self, warning: str) -> None:
        if warning not in self.noted:
            self.noted.add(warning)
            hint = likely(warning)
            print(f"A warning, which costs nothing: {warning}." + (f" It means: {hint}" if hint else ""))


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
            self.fail(
                f"The function changed its argument number {self.outcome.changed[0] + 1}.",
                "an assignment into an array that was handed in, or `+=` on it. Work on a new array.",
            )
        if self.outcome.value is None:
            printed = " It printed something: printing shows a value, and `return` hands it back."
            self.fail("It returned None.", "no `return` at the end." + (printed if self.outcome.printed else ""))
        return self.outcome.value

    def gives(self, expected: Any, mistakes: Mapping[str, Any] | None = None, tolerance: float = TOLERANCE) -> None:
        """Hold the value to `expected`; `mistakes` maps a sentence to the value that this mistake would give."""
        value = self.value
        for sentence, wrong in (mistakes or {}).items():
            if not difference(wrong, expected, tolerance):
                raise ValueError(f"the right answer has the fingerprint of a mistake: {sentence}")
        if told := difference(value, expected, tolerance):
            found = [s for s, wrong in (mistakes or {}).items() if not difference(value, wrong)]
            self.fail(told, found[0] if found else _in_general(value, expected))

    def parts(self, **shapes: tuple[int, ...]) -> list[np.ndarray]:
        """Take the value's parts as arrays of floats, once each has its shape: `w, b = a.parts(w=(4,), b=())`."""
        value, names = self.value, ", ".join(shapes)
        if not isinstance(value, tuple | list) or len(value) != len(shapes):
            self.fail(f"Expected {len(shapes)} values, ({names}), and got {words.show(value)}.")
        arrays = [numbers(part) for part in value]
        for name, array, part, shape in zip(shapes, arrays, value, shapes.values(), strict=True):
            if array is None or array.shape != shape or not np.isfinite(array).all():
                wanted = f"finite numbers of shape {shape}" if shape else "a single finite number"
                self.fail(f"Expected {name} to be {wanted}, and got {words.show(part)}.")
        return arrays

    def raises(self, error: type[Exception], why: str) -> None:
        """Hold the call to raising `error`."""
        came = self.outcome.error
        if isinstance(came, NotImplementedError):
            self._explain(came)
        if came is not None and not isinstance(came, error):
            told = f"it raised {type(came).__name__}: {came}{_line(came)}"
            self.fail(f"Expected {error.__name__}, and {told}.", why)
        if came is None:
            value = self.outcome.value
            returned = isinstance(value, BaseException) or (
                isinstance(value, type) and issubclass(value, BaseException)
            )
            why = "the error is made, and handed back like a value: `raise` stops with it." if returned else why
            self.fail(f"Expected {error.__name__}, and it returned {words.show(self.outcome.value)}.", why)

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
        line = _line(error)
        self.fail(f"It raised {type(error).__name__}: {error}{line}", likely(str(error)))


def marks(share: Any, scale: Mapping[float, int], unit: str) -> int:
    """Turn how much is right into points, say so, and return them as a plain int for the last line of a test cell.

    `scale` maps a threshold to its points: `{16: 3, 15: 2, 14: 1}`. A share that is not a number earns nothing.
    """
    reached = [points for least, points in scale.items() if share >= least]
    points, most = max(reached, default=0), max(scale.values())
    missing = [least for least, p in scale.items() if p > points]
    more = f" The next point is at {min(missing):g}." if missing else ""
    print(f"{share:g} {unit}: {points} of {most} points.{more}")
    return points


def _open(name: str, error: BaseException) -> str:
    inner = [f.name for f in traceback.extract_tb(error.__traceback__) if not f.name.startswith("<")][-1:]
    if inner and inner[0] not in (name, "run"):
        return f"{name} calls {inner[0]}, which is not answered yet."
    return f"{name} is not answered yet. (If it is: did its cell run without an error, and is the line `raise NotImplementedError()` gone?)"


def _line(error: BaseException) -> str:
    """Quote the reader's own last line: not one of NumPy's, nor one of these checks."""
    theirs = (*sysconfig.get_paths().values(), str(Path(__file__).parent))
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not f.filename.startswith(theirs)]
    return f" (in the line `{frames[-1].line}`)" if frames and frames[-1].line else ""


def _in_general(came: Any, expected: Any) -> str:
    """Name a mistake that any exercise can have, by the values alone."""
    a, b = numbers(came), numbers(expected)
    if a is None or b is None:
        return ""
    if np.isnan(a).any() and not np.isnan(b).any():
        return "nan means not a number: somewhere 0 was divided by 0, or infinity by infinity."
    if a.shape != b.shape and a.size == b.size and not difference(a.ravel(), b.ravel()):
        return "the numbers are right, the shape is not."
    if a.shape == b.shape and a.any() and not difference(-a, b):
        return "the sign is the wrong way round."
    if not difference(came, expected, 1e-3):
        return "close, and not exact. Is a number rounded on the way, or a constant cut short?"
    return ""
