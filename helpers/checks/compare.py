"""Hold a value beside what was expected: the first difference, in words."""

from typing import Any

import numpy as np

from helpers.checks import words

TOLERANCE = 1e-5  # relative and absolute: an answer computed in single precision is a right answer


def difference(got: Any, expected: Any, tolerance: float = TOLERANCE) -> str:
    """Say how a value differs from what was expected.

    Parameters
    ----------
    got : object
        The value. Any number or array-like of the same shape will do: `np.float64`, a 0-d array, a list.
    expected : number, array, str, None, or a tuple or list of tuples of these
        What it should be.
    tolerance : float
        By how much numbers may differ, relatively and absolutely.

    Returns
    -------
    str
        The first difference, on one line or on several that are indented; "" where there is none.
    """
    if _is_structure(expected):
        return _of_parts(got, expected, tolerance)
    if expected is None or isinstance(expected, str):
        got = got.item() if isinstance(got, np.ndarray) and got.shape == () else got
        return "" if got is expected or (isinstance(got, str) and got == expected) else _both(got, expected)
    return _of_numbers(got, np.asarray(expected), tolerance)


def fits(got: Any, expected: Any) -> bool:
    """Say whether a value is what was expected, where a part that is `...` may be anything."""
    if expected is ...:
        return True
    if _is_structure(expected):
        same = isinstance(got, tuple | list) and len(got) == len(expected)
        return same and all(map(fits, got, expected))
    return got is not None and not difference(got, expected)


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
    """Say whether a value has parts that are compared one by one."""
    return isinstance(value, tuple) or (isinstance(value, list) and bool(value) and isinstance(value[0], tuple))


def _of_parts(got: Any, expected: Any, tolerance: float) -> str:
    """Say which part differs first, and how."""
    if not isinstance(got, tuple | list) or len(got) != len(expected):
        size = f" of {len(got)}" if isinstance(got, tuple | list) else ""
        return f"expected {words.kind(expected)} of {len(expected)} values, came {words.kind(got)}{size}"
    for number, (a, b) in enumerate(zip(got, expected, strict=True), start=1):
        if found := difference(a, b, tolerance):
            return f"value {number} of {len(expected)}:{words.below(found)}"
    return ""


def _of_numbers(got: Any, expected: np.ndarray, tolerance: float) -> str:
    """Say how numbers differ: in kind, in shape, or which is the first that does."""
    values = numbers(got)
    if values is None:
        return f"expected {words.show(expected)}, came {words.kind(got)}: {words.show(got)}"
    if values.shape != expected.shape:
        if isinstance(got, tuple):
            return f"expected {_shape(expected)}, came {len(got)} values at once: {words.show(got)}"
        return f"expected {_shape(expected)}, came {_shape(values)}\n{_two_lines(got, expected)}"
    wrong = ~np.isclose(values, expected, rtol=tolerance, atol=tolerance, equal_nan=True)  # a mistake can make nan
    return _first(values, expected, wrong) if wrong.any() else ""


def _first(values: np.ndarray, expected: np.ndarray, wrong: np.ndarray) -> str:
    """Show both arrays where they are short, else the first pair of numbers that differ."""
    if expected.dtype == bool and np.isin(values, (0, 1)).all():
        values = values.astype(bool)  # so that a wrong True is shown as True
    if expected.size <= words.MOST_NUMBERS:
        return _both(values, expected)
    where = tuple(int(i) for i in np.argwhere(wrong)[0])
    return f"{wrong.sum()} of {wrong.size} numbers differ, the first{words.place(where)}:\n" + _both(
        values[where], expected[where]
    )


def _both(got: Any, expected: Any) -> str:
    """Show a value below what was expected, and the gap where both look the same."""
    lines = _two_lines(got, expected)
    if words.show(got) != words.show(expected) or numbers(got) is None or numbers(expected) is None:
        return lines
    gap = np.max(np.abs(np.asarray(got) - np.asarray(expected)))
    return f"{lines}\n{words.INDENT}too far apart, if only by {gap:.1g}"


def _two_lines(got: Any, expected: Any) -> str:
    """Show a value below what was expected."""
    return f"{words.INDENT}expected: {words.show(expected)}\n{words.INDENT}came:     {words.show(got)}"


def _shape(a: np.ndarray) -> str:
    """Name the shape of an array."""
    return f"shape {a.shape}" if a.shape else "a single number"
