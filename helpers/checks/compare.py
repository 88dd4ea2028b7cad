"""Hold what came beside what was expected: the first difference, in words."""

from typing import Any

import numpy as np

from helpers.checks import words

TOLERANCE = 1e-5  # relative and absolute: an answer computed in single precision is a right answer


def difference(came: Any, expected: Any, tolerance: float = TOLERANCE) -> str:
    """Say how `came` differs from `expected`; "" where it does not by more than `tolerance`.

    `expected` is a number, an array, a text, None, or a tuple or list of tuples of these. Any number or array-like of
    the same shape will do for `came`: `np.float64`, a 0-d array, a list.
    """
    if _is_structure(expected):
        return _parts(came, expected, tolerance)
    if expected is None or isinstance(expected, str):
        came = came.item() if isinstance(came, np.ndarray) and came.shape == () else came
        return "" if came is expected or (isinstance(came, str) and came == expected) else _both(came, expected)
    return _numbers(came, np.asarray(expected), tolerance)


def numbers(value: Any) -> np.ndarray | None:
    """Take `value` as an array of floats, or None where it is not made of real numbers."""
    if value is None or isinstance(value, str | bytes):
        return None
    try:
        raw = np.asarray(value)
        return np.asarray(raw, dtype=float) if raw.dtype.kind in "biufO" else None
    except (TypeError, ValueError, OverflowError, RecursionError):
        return None


def _is_structure(value: Any) -> bool:
    return isinstance(value, tuple) or (isinstance(value, list) and bool(value) and isinstance(value[0], tuple))


def _parts(came: Any, expected: Any, tolerance: float) -> str:
    if not isinstance(came, tuple | list) or len(came) != len(expected):
        size = f" of {len(came)}" if isinstance(came, tuple | list) else ""
        return f"expected {words.kind(expected)} of {len(expected)} values, came {words.kind(came)}{size}"
    for number, (a, b) in enumerate(zip(came, expected, strict=True), start=1):
        if told := difference(a, b, tolerance):
            gap = "\n" if told.startswith(" ") else " "
            return f"value {number} of {len(expected)}:{gap}{told}"
    return ""


def _numbers(came: Any, expected: np.ndarray, tolerance: float) -> str:
    values = numbers(came)
    if values is None:
        return f"expected {words.show(expected)}, came {words.kind(came)}: {words.show(came)}"
    if values.shape != expected.shape:
        if isinstance(came, tuple):
            return f"expected {_shape(expected)}, came {len(came)} values at once: {words.show(came)}"
        return (
            f"expected {_shape(expected)}, came {_shape(values)}\n"
            f"    expected: {words.show(expected)}\n    came:     {words.show(came)}"
        )
    wrong = ~np.isclose(values, expected, rtol=tolerance, atol=tolerance, equal_nan=True)  # a mistake can make nan
    return _first(values, expected, wrong) if wrong.any() else ""


def _first(values: np.ndarray, expected: np.ndarray, wrong: np.ndarray) -> str:
    if expected.dtype == bool and np.isin(values, (0, 1)).all():
        values = values.astype(bool)  # so that a wrong True is told as True
    if expected.size <= words.MOST_NUMBERS:
        return _both(values, expected)
    where = tuple(int(i) for i in np.argwhere(wrong)[0])
    return f"{wrong.sum()} of {wrong.size} numbers differ, the first{words.place(where)}:\n" + _both(
        values[where], expected[where]
    )


def _both(came: Any, expected: Any) -> str:
    shown = words.show(expected), words.show(came)
    told = f"    expected: {shown[0]}\n    came:     {shown[1]}"
    if shown[0] != shown[1] or numbers(came) is None or numbers(expected) is None:
        return told
    gap = np.max(np.abs(np.asarray(came) - np.asarray(expected)))
    return f"{told}\n    too far apart, if only by {gap:.1g}"


def _shape(a: np.ndarray) -> str:
    return f"shape {a.shape}" if a.shape else "a single number"
