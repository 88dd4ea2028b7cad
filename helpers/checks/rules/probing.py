"""Call a wrong function again, with arguments exchanged, changed, or one row at a time: it shows what is wrong.

Every sentence states what further calls gave. `probed` is asked where the values alone say nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from helpers.checks import calling
from helpers.checks.compare import difference, numbers

CHANGES: tuple[Callable[[np.ndarray], np.ndarray], ...] = (
    lambda a: 0.5 * a + 0.25,
    lambda a: -a - 0.125,
    lambda a: a[..., ::-1] * 1.5 + 0.0625 if a.ndim else a * 1.5 + 0.0625,
)


@dataclass(frozen=True)
class Probe:
    """A function, the call that went wrong, and what was expected of it."""

    f: Callable[..., Any]
    given: tuple[Any, ...]
    kwargs: dict[str, Any]
    names: list[str]
    value: Any
    expected: Any

    def with_arguments(self, *given: Any) -> Any:
        """Call the function with other arguments; None where it raised."""
        return calling.run(self.f, given, self.kwargs).value

    def with_one(self, place: int, argument: Any) -> Any:
        """Call the function with one argument replaced."""
        return self.with_arguments(*self.given[:place], argument, *self.given[place + 1 :])


def probed(probe: Probe) -> str:
    """Say what further calls show; "" where they show nothing, or where chance is in it."""
    if any(isinstance(argument, np.random.Generator) for argument in probe.given):
        return ""
    if not probe.given or _differs(probe.with_arguments(*probe.given), probe.value):
        return ""
    return next((sentence for sentence in _findings(probe) if sentence), "")


def _findings(probe: Probe) -> Iterator[str]:
    """Yield what each way of asking again shows."""
    yield _exchanged(probe)
    yield _ignored(probe)
    yield _sign(probe)
    yield _twice(probe)
    yield _rows(probe)


def _differs(a: Any, b: Any) -> bool:
    """Say whether two values differ, whatever their kinds."""
    try:
        return a is None or bool(difference(a, b))
    except (TypeError, ValueError):
        return True


def _exchanged(probe: Probe) -> str:
    """Say if two arguments of one shape do each other's work."""
    for i, j in combinations(range(len(probe.given)), 2):
        a, b = numbers(probe.given[i]), numbers(probe.given[j])
        if a is None or b is None or a.shape != b.shape or not difference(a, b):
            continue
        given = list(probe.given)
        given[i], given[j] = given[j], given[i]
        if not _differs(probe.with_arguments(*given), probe.expected):
            return f"You used `{probe.names[i]}` and `{probe.names[j]}` in each other's place."
    return ""


def _ignored(probe: Probe) -> str:
    """Say if an argument can change without the answer changing."""
    ignored = []
    for place, argument in enumerate(probe.given):
        others = [other for change in CHANGES if (other := _changed(argument, change)) is not None]
        if others and not any(_differs(probe.with_one(place, other), probe.value) for other in others):
            ignored.append(f"`{probe.names[place]}`")
    if not ignored or len(ignored) == len(probe.given) > 1:
        return ""
    what = " or ".join(ignored)
    return f"You get the same answer when {what} changes. Did you use it everywhere that you should?"


def _changed(argument: Any, change: Callable[[np.ndarray], np.ndarray]) -> Any:
    """Return an argument with other numbers, or None where it has no numbers to change."""
    if isinstance(argument, bool | np.bool_ | int | np.integer | str | np.random.Generator) or callable(argument):
        return None
    if isinstance(argument, tuple | list) and numbers(argument) is None:
        parts = [_changed(part, change) for part in argument]
        if all(part is None for part in parts):
            return None
        return type(argument)(old if new is None else new for old, new in zip(argument, parts, strict=True))
    array = numbers(argument)
    if array is None or not array.size or np.asarray(argument).dtype.kind != "f":
        return None
    return change(array) if isinstance(argument, np.ndarray) or array.ndim else float(change(array))


def _sign(probe: Probe) -> str:
    """Say if an argument with its sign turned gives the right answer."""
    fits = []
    for place, argument in enumerate(probe.given):
        other = _changed(argument, lambda a: -a)
        if other is not None and not _differs(probe.with_one(place, other), probe.expected):
            fits.append(f"`-{probe.names[place]}`")
    listed = " or ".join(", ".join(fits).rsplit(", ", 1))
    return f"You get the right answer for {listed}: a minus is missing, or there is one too many." * bool(fits)


def _twice(probe: Probe) -> str:
    """Say if half of an argument gives the right answer, where the whole does not, and not by chance."""
    right = numbers(probe.expected)
    counted = right is not None and right.ndim > 0 and not (right % 1).any()
    for place, argument in enumerate(probe.given):
        if counted and np.ndim(argument):
            continue  # labels and counts are the same for many tables
        other = _changed(argument, lambda a: a / 2)
        if other is not None and not _differs(probe.with_one(place, other), probe.expected):
            half = f"half of `{probe.names[place]}`"
            return f"You get the right answer for {half}. Did you use it twice, or is there a 2 too many?"
    return ""


def _rows(probe: Probe) -> str:
    """Say if each row alone is right where all together are not."""
    table, right = numbers(probe.given[0]), numbers(probe.expected)
    if (
        table is None
        or table.ndim != 2
        or right is None
        or not right.ndim
        or len(right) != len(table)
        or len(table) < 2
    ):
        return ""
    m = len(table)
    for row in range(m):
        given = [
            argument[row : row + 1]
            if isinstance(argument, np.ndarray)
            and argument.ndim
            and len(argument) == m
            and (k == 0 or argument.ndim == 1 and argument.shape != table.shape[1:])
            else argument
            for k, argument in enumerate(probe.given)
        ]
        if _differs(probe.with_arguments(*given), right[row : row + 1]):
            return ""
    return (
        "You get each row right by itself, but not all rows together: something runs over the rows, not along each row."
    )
