"""Values in words: short enough for one line of a message."""

from typing import Any

import numpy as np

MOST_NUMBERS = 12  # an array with more is told by its shape
DEEPEST = 4  # lists in lists in lists: further down, or in a list that holds itself, there are three dots


def kind(value: Any) -> str:
    """Name what `value` is: "a list", "an array", "None"."""
    if value is None:
        return "None"
    name = "array" if isinstance(value, np.ndarray) else type(value).__name__
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def show(value: Any, depth: int = 0) -> str:
    """Write `value` on one line: `[[1, 2], [3, 4]]`, or `an array of shape (178, 2)` where it is long."""
    if depth > DEEPEST:
        return "…"
    if isinstance(value, np.ndarray | np.generic):
        return _show_array(np.asarray(value))
    if isinstance(value, tuple | list):
        return _bracket(value).format(", ".join(show(part, depth + 1) for part in value[:MOST_NUMBERS]))
    if callable(value):
        return getattr(value, "__name__", "a function")
    if isinstance(value, np.random.Generator):
        return "rng"
    return _cut(f"{value:.6g}" if isinstance(value, float) else _repr(value))


def name(f: Any) -> str:
    """Return a function's name."""
    return getattr(f, "__name__", "the function")


def call(f: Any, args: tuple, kwargs: dict) -> str:
    """Write a call as a reader would: `weighted_sum([1, 2], [10, 1], 5)`."""
    named = [f"{key}={show(value)}" for key, value in kwargs.items()]
    return f"{name(f)}({', '.join([show(arg) for arg in args] + named)})"


def place(index: tuple[int, ...]) -> str:
    """Write where in an array: ` at [3, 1]`, or nothing for a single number."""
    return f" at [{', '.join(map(str, index))}]" if index else ""


def _show_array(a: np.ndarray) -> str:
    if a.size > MOST_NUMBERS:
        return f"an array of shape {a.shape}"
    return " ".join(np.array2string(a, separator=", ", formatter={"float_kind": lambda x: f"{x:.6g}"}).split()).replace(
        "[ ", "["
    )


def _bracket(value: tuple | list) -> str:
    more = ", …" if len(value) > MOST_NUMBERS else ""
    if isinstance(value, list):
        return f"[{{}}{more}]"
    return "({},)" if len(value) == 1 else f"({{}}{more})"


def _repr(value: Any) -> str:
    try:
        return repr(value)
    except Exception:  # such as an int of more digits than Python writes
        return kind(value)


def _cut(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
