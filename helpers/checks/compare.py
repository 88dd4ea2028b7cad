"""Hold a value beside what was expected: the first difference, in words."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from helpers.checks import words

TOLERANCE = 1e-5  # relative and absolute: an answer computed in single precision is a right answer
LONGEST_LINE = 60  # characters that "expected …, got …" may have on one line
WIDEST = 88  # characters of arrays on one line: a page does not break it, and they stay below each other
MOST_SHOWN = 4  # numbers of a long array, from the first that differs
DIGITS = (6, 9, 12, 17)  # as many as it takes until two numbers look different

Names = tuple[Any, ...]  # of str, and of tuples of str


def difference(got: Any, expected: Any, tolerance: float = TOLERANCE, names: Names = ()) -> str:
    """Say how a value differs from what was expected.

    Parameters
    ----------
    got : object
        The value. Any number or array-like of the same shape will do: `np.float64`, a 0-d array, a list.
    expected : number, array, str, None, or a tuple or list of tuples of these
        What it should be.
    tolerance : float
        By how much numbers may differ, relatively and absolutely.
    names : tuple, optional
        What the parts of the value are called: a str for each, or a tuple of str for a part that has parts itself.

    Returns
    -------
    str
        The first difference, on one line or on several that are indented; "" where there is none.
    """
    if is_structure(expected):
        return _of_parts(got, expected, tolerance, names)
    if expected is None or isinstance(expected, str):
        got = got.item() if isinstance(got, np.ndarray) and got.shape == () else got
        same = got is expected or (isinstance(got, str) and got == expected)
        return "" if same else beside(words.show(expected), words.show(got))
    return _of_numbers(got, np.asarray(expected), tolerance)


def fits(got: Any, expected: Any, tolerance: float = TOLERANCE) -> bool:
    """Say whether a value is what was expected, where a part that is `...` may be anything."""
    if expected is ...:
        return True
    if is_structure(expected):
        same = isinstance(got, tuple | list) and len(got) == len(expected)
        return same and all(fits(a, b, tolerance) for a, b in zip(got, expected, strict=True))
    return got is not None and not difference(got, expected, tolerance)


def numbers(value: Any) -> np.ndarray | None:
    """Take `value` as an array of floats, or None where it is not made of real numbers."""
    if value is None or isinstance(value, str | bytes):
        return None
    try:
        raw = np.asarray(value)
        return np.asarray(raw, dtype=float) if raw.dtype.kind in "biufO" else None
    except (TypeError, ValueError, OverflowError, RecursionError):
        return None


def is_structure(value: Any) -> bool:
    """Say whether a value has parts that are compared one by one."""
    return isinstance(value, tuple) or (isinstance(value, list) and bool(value) and isinstance(value[0], tuple))


def part_names(names: Names, expected: Sequence[Any], whole: str = "") -> list[str]:
    """Name the parts of a value: by their own names, or else "the second value of the first pair".

    Parameters
    ----------
    names : tuple
        Their own names, as far as there are any; a tuple where a part has parts itself.
    expected : sequence
        The parts.
    whole : str, optional
        What the value is itself, where it is a part: "the first pair".
    """
    found = []
    for k, part in enumerate(expected):
        own = names[k] if k < len(names) else ""
        what = "pair" if is_structure(part) and len(part) == 2 else "value"
        place = f"the {words.ORDINALS[k]} {what}" if k < len(words.ORDINALS) else f"{what} number {k + 1}"
        found.append(own if own and isinstance(own, str) else f"{place} of {whole}" if whole else place)
    return found


def leaves(got: Any, expected: Any, names: Names = (), whole: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield each part that has no parts itself: its name, what the answer has there, and what was expected."""
    called = part_names(names, expected, whole)
    for k, (name, a, b) in enumerate(zip(called, got, expected, strict=True)):
        if is_structure(b) and isinstance(a, tuple | list) and len(a) == len(b):
            own = names[k] if k < len(names) else ()
            yield from leaves(a, b, own if isinstance(own, tuple) else (), name)
        else:
            yield name, a, b


def beside(expected: str, got: str, marks: str = "") -> str:
    """Put what was expected and what the answer gave on one line, or, where they are long, below each other."""
    line = f"expected {expected}, got {got}"
    if len(line) <= LONGEST_LINE and not marks:
        return line
    lines = []
    for start, end in _breaks(expected) if marks else [(0, None)]:
        below = marks[start:end]
        lines += [f"expected {expected[start:end]}", f"got      {got[start:end]}"]
        lines += [f"         {below}"] * bool(below.strip())
    return "\n".join(words.INDENT + line.rstrip() for line in lines)


def _breaks(text: str) -> list[tuple[int, int]]:
    """Divide the text of an array into pieces that are not too wide, behind its rows or else behind its commas.

    Returns where each piece begins, and where it ends.
    """
    pieces, start = [], 0
    while len(text) - start > WIDEST:
        ends = [text.rfind(f"{row}, ", start, start + WIDEST) + len(row) + 2 for row in ("]", "")]
        end = next((end for end in ends if end > start + 3), 0)
        if not end:
            break
        pieces.append((start, end))
        start = end
    return [*pieces, (start, len(text))]


def _of_parts(got: Any, expected: Any, tolerance: float, names: Names) -> str:
    """Say which part differs first, and how."""
    if not isinstance(got, tuple | list) or len(got) != len(expected):
        several = isinstance(got, tuple | list)
        what, size = ("", f" of {len(got)}") if several else ("a list or a tuple of ", "")
        return f"expected {what}{words.count(len(expected), 'value')}, got {words.kind(got)}{size}"
    for name, a, b in leaves(got, expected, names):
        if found := difference(a, b, tolerance):
            return f"{name}:{words.below(found)}"
    return ""


def _of_numbers(got: Any, expected: np.ndarray, tolerance: float) -> str:
    """Say how numbers differ: in kind, in shape, or which is the first that does."""
    values = numbers(got)
    if values is None:
        return beside(words.show(expected), f"{words.kind(got)}, {words.show(got)}" if got is not None else "None")
    if values.shape != expected.shape:
        if isinstance(got, tuple):
            return f"expected {_shape(expected)}, got {words.count(len(got), 'value')} in a tuple: {words.show(got)}"
        if max(values.size, expected.size) > words.MOST_NUMBERS:
            return f"expected {_shape(expected)}, got {_shape(values)}"
        lines = f"{words.INDENT}expected {words.show(expected)}\n{words.INDENT}got      {words.show(got)}"
        return f"expected {_shape(expected)}, got {_shape(values)}:\n{lines}"
    wrong = ~np.isclose(values, expected, rtol=tolerance, atol=tolerance, equal_nan=True)  # a mistake can make nan
    return _first(values, expected, wrong) if wrong.any() else ""


def _first(values: np.ndarray, expected: np.ndarray, wrong: np.ndarray) -> str:
    """Show both arrays where they are short, else the first pair of numbers that differ."""
    if expected.dtype == bool and np.isin(values, (0, 1)).all():
        values = values.astype(bool)  # so that a wrong True is shown as True
    if expected.size > words.MOST_NUMBERS:
        where = tuple(int(i) for i in np.argwhere(wrong)[0])
        first = beside(*_texts(expected[where], values[where], wrong[where]))
        told = f"{wrong.sum()} of {wrong.size} numbers differ, the first{words.place(where)}:{words.below(first)}"
        return told + _next(values, expected, wrong)
    return beside(*_texts(expected, values, wrong))


def _next(values: np.ndarray, expected: np.ndarray, wrong: np.ndarray) -> str:
    """Show the first numbers of a long array that differ in a table, and how many there are besides; "" for one."""
    places, more = np.argwhere(wrong)[:MOST_SHOWN], wrong.sum() - MOST_SHOWN
    if len(places) < 2:
        return ""
    at = tuple(places.T)
    pairs = _pairs(expected[at], values[at], wrong[at])
    heads = [words.place(tuple(map(int, place))).removeprefix(" at ") for place in places]
    columns = [(head, *pair) for head, pair in zip(heads, pairs, strict=True)]
    widths = [max(map(len, column)) for column in columns]
    ends = (f"  … {more} more" if more > 0 else "", "", "")
    lines = [
        f"{name:8}  {'  '.join(text.rjust(n) for text, n in zip(row, widths, strict=True))}{end}"
        for name, row, end in zip(("at", "expected", "got"), zip(*columns, strict=True), ends, strict=True)
    ]
    return "".join(f"\n{words.INDENT}{line}" for line in lines)


def _texts(expected: np.ndarray, got: np.ndarray, wrong: np.ndarray) -> tuple[str, str, str]:
    """Write two arrays so that their numbers stand below each other, and marks below those that differ."""
    right, values, off = (np.asarray(a) for a in (expected, got, wrong))
    pairs = _pairs(right, values, off)
    widths = [max(len(a), len(b)) for a, b in pairs]
    signs = ["^" * n if differs else " " * n for n, differs in zip(widths, off.flat, strict=True)]
    texts = [[part.rjust(n) for part, n in zip(column, widths, strict=True)] for column in zip(*pairs, strict=True)]
    if not right.shape:
        return texts[0][0].strip(), texts[1][0].strip(), ""
    marks = " " if off.all() else _nested(signs, right.shape).translate(str.maketrans("[],", "   "))
    return _nested(texts[0], right.shape), _nested(texts[1], right.shape), marks


def _pairs(expected: np.ndarray, got: np.ndarray, wrong: np.ndarray) -> list[tuple[str, str]]:
    """Write the numbers of two arrays with as many digits as it takes until those that differ look different."""
    for digits in DIGITS:
        pairs = [(_number(a, digits), _number(b, digits)) for a, b in zip(expected.flat, got.flat, strict=True)]
        if all(a != b for (a, b), differs in zip(pairs, wrong.flat, strict=True) if differs):
            break
    return pairs


def _nested(texts: Sequence[str], shape: tuple[int, ...]) -> str:
    """Write texts as nested lists of a shape, on one line."""
    if not shape:
        return texts[0]
    step = len(texts) // shape[0] if shape[0] else 0
    rows = [_nested(texts[k * step : (k + 1) * step], shape[1:]) for k in range(shape[0])]
    return f"[{', '.join(rows)}]"


def _number(value: Any, digits: int) -> str:
    """Write one number."""
    return str(value) if isinstance(value, np.bool_) else f"{value:.{digits}g}"


def _shape(a: np.ndarray) -> str:
    """Name the shape of an array."""
    return f"shape {a.shape}" if a.shape else "a single number"
