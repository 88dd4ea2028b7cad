"""Values in words: short enough for one line of a message."""

import inspect
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

MOST_NUMBERS = 12  # an array with more is shown by its shape
DEEPEST = 4  # lists in lists in lists: further down, or in a list that holds itself, there are three dots
NAMES = {"db", "dw", "nan", "inf", "np", "softmax", "tanh", "argmax", "rng"}  # they begin a sentence as they are
INDENT = "    "  # what was found is set off from the call above it


def kind(value: Any) -> str:
    """Name what `value` is: "a list", "an array", "None"."""
    if value is None:
        return "None"
    name = "array" if isinstance(value, np.ndarray) else type(value).__name__
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def show(value: Any, depth: int = 0) -> str:
    """Write `value` on one line: `[[1, 2], [3, 4]]`, or `an array of shape (178, 2)` where it is long.

    `depth` says in how many lists the value stands.
    """
    if depth > DEEPEST:
        return "…"
    if isinstance(value, np.ndarray | np.generic):
        return _show_array(np.asarray(value))
    if isinstance(value, tuple | list):
        return _bracket(value).format(", ".join(show(part, depth + 1) for part in value[:MOST_NUMBERS]))
    if callable(value):
        return str(getattr(value, "__name__", "a function"))
    if isinstance(value, np.random.Generator):
        return "rng"
    return _cut(f"{value:.6g}" if isinstance(value, float) else _repr(value))


def name(f: Any) -> str:
    """Return a function's name."""
    return str(getattr(f, "__name__", "the function"))


def parameters(f: Any, n: int) -> list[str]:
    """Return the names of a function's first n parameters, or their numbers where the function does not say."""
    try:
        parameters = inspect.signature(f).parameters.values()
        names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    except (TypeError, ValueError):
        names = []
    return [names[k] if k < len(names) else f"argument {k + 1}" for k in range(n)]


def call(f: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Write a call as a reader would: `weighted_sum([1, 2], [10, 1], 5)`."""
    named = [f"{key}={show(value)}" for key, value in kwargs.items()]
    return f"{name(f)}({', '.join([show(arg) for arg in args] + named)})"


def place(index: tuple[int, ...]) -> str:
    """Write where in an array: ` at [3, 1]`, or nothing for a single number."""
    return f" at [{', '.join(map(str, index))}]" if index else ""


def indented(text: str) -> str:
    """Indent each line of a finding that is not indented already."""
    return "\n".join(line if line.startswith(INDENT) else f"{INDENT}{line}" for line in text.splitlines())


def sentence(text: str) -> str:
    """Begin with a capital letter, unless the first word is a name in code or a letter that stands for something."""
    first = re.match(r"[a-z]+(?![\w.(\[])", text)
    if not first or first[0] in NAMES or (len(first[0]) == 1 and first[0] != "a"):
        return text
    return text[0].upper() + text[1:]


def one_of(sentences: Sequence[str]) -> str:
    """Give the one explanation that fits, or number those that fit as well as each other."""
    told = list(dict.fromkeys(sentence(text) for text in sentences))
    if len(told) < 2:
        return "".join(told)
    return "More than one mistake fits: " + " ".join(f"({k}) {text}" for k, text in enumerate(told, start=1))


def below(text: str) -> str:
    """Put a finding behind a colon: on the same line, or, where it is indented, on lines of its own."""
    return f"\n{text}" if text.startswith(INDENT) else f" {text}"


def _show_array(a: np.ndarray) -> str:
    """Write an array on one line, or its shape where it is long."""
    if a.size > MOST_NUMBERS:
        return f"an array of shape {a.shape}"
    text = np.array2string(a, separator=", ", formatter={"float_kind": lambda x: f"{x:.6g}"})
    return " ".join(text.split()).replace("[ ", "[")


def _bracket(value: tuple[Any, ...] | list[Any]) -> str:
    """Return the brackets of a list or a tuple, with a place for its parts."""
    more = ", …" if len(value) > MOST_NUMBERS else ""
    if isinstance(value, list):
        return f"[{{}}{more}]"
    return "({},)" if len(value) == 1 else f"({{}}{more})"


def _repr(value: Any) -> str:
    """Write a value as Python does, or its kind where Python cannot."""
    try:
        return repr(value)
    except Exception:  # such as an int of more digits than Python writes
        return kind(value)


def _cut(text: str, most: int = 80) -> str:
    """Shorten a text to at most so many letters."""
    return text if len(text) <= most else text[: most - 1] + "…"
