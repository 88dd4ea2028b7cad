"""Values in words: short enough for one line of a message."""

import inspect
import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

MOST_NUMBERS = 12  # an array with more is shown by its shape
MOST_IN_A_CALL = 24  # an array with more is not written out as an argument
LONGEST_CALL = 400  # characters of arguments, all together
DEEPEST = 4  # lists in lists in lists: further down, or in a list that holds itself, there are three dots
NAMES = {"db", "dw", "nan", "inf", "np", "softmax", "tanh", "argmax", "rng"}  # they begin a sentence as they are
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
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


def count(n: int, noun: str, nouns: str = "") -> str:
    """Write how many of something there are: "1 value", "2 values"; `nouns` is the plural where an s does not do."""
    return f"{n} {noun if n == 1 else nouns or f'{noun}s'}"


def parameters(f: Any, n: int) -> list[str]:
    """Return the names of a function's first n parameters, or their numbers where the function does not say."""
    try:
        parameters = inspect.signature(f).parameters.values()
        names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    except (TypeError, ValueError):
        names = []
    return [names[k] if k < len(names) else f"argument {k + 1}" for k in range(n)]


def call(f: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """Write a call so that it can be pasted, as far as it is short: `weighted_sum(np.array([1, 2]), [10, 1], 5.0)`."""
    values = (*args, *kwargs.values())
    shown = [literal(value) or show(value) for value in values]
    if len("".join(shown)) > LONGEST_CALL:
        shown = [show(value) for value in values]
    named = [f"{key}={text}" for key, text in zip(kwargs, shown[len(args) :], strict=True)]
    return f"{name(f)}({', '.join(shown[: len(args)] + named)})"


def can_be_pasted(f: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    """Say whether the call that `call` writes repeats the call exactly."""
    literals = [literal(value) for value in (*args, *kwargs.values())]
    return name(f).isidentifier() and all(literals) and len("".join(literals)) <= LONGEST_CALL


def literal(value: Any, depth: int = 0) -> str:
    """Write a value as code that makes it again exactly; "" where that is long, or not possible.

    `depth` says in how many lists the value stands.
    """
    if isinstance(value, np.ndarray | np.generic):
        return _literal_array(value) if value.dtype.kind in "biuf" and value.size <= MOST_IN_A_CALL else ""
    if isinstance(value, bool | int | float | str | None):
        text = _number(value) if isinstance(value, float) else _repr(value)
        return "" if len(text) > LONGEST_CALL or (value is not None and text == kind(value)) else text
    if depth > DEEPEST:
        return ""
    if type(value) in (list, tuple):
        parts = [literal(part, depth + 1) for part in value[: MOST_IN_A_CALL + 1]]
        return _bracket(value).format(", ".join(parts)) if all(parts) and len(value) <= MOST_NUMBERS else ""
    if type(value) is dict:
        pairs = [(literal(key), literal(part, depth + 1)) for key, part in value.items()]
        return "{" + ", ".join(f"{a}: {b}" for a, b in pairs) + "}" if all(a and b for a, b in pairs) else ""
    if callable(value) and name(value).isidentifier():
        return f"np.{name(value)}" if getattr(np, name(value), None) is value else name(value)
    return ""


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


def listed(names: Sequence[str]) -> str:
    """Write names one after another: "W1, b1 and b2"."""
    return " and ".join(", ".join(names).rsplit(", ", 1))


def below(text: str) -> str:
    """Put a finding behind a colon: on the same line, or, where it is indented, on lines of its own."""
    return f"\n{text}" if text.startswith(INDENT) else f" {text}"


def _show_array(a: np.ndarray) -> str:
    """Write an array on one line, or its shape where it is long."""
    if a.size > MOST_NUMBERS:
        return f"an array of shape {a.shape}"
    text = np.array2string(a, separator=", ", formatter={"float_kind": lambda x: f"{x:.6g}"})
    return " ".join(text.split()).replace("[ ", "[")


def _bracketed(a: np.ndarray) -> str:
    """Write an array's numbers in nested brackets."""
    if a.ndim:
        return f"[{', '.join(map(_bracketed, a))}]"
    text = _number(a.item())
    return text.removesuffix("0") if text.endswith(".0") else text


def _literal_array(a: np.ndarray | np.generic) -> str:
    """Write an array, or a number of NumPy's, as code that makes it again."""
    dtype = f"np.{a.dtype.name}{'_' if a.dtype.kind == 'b' else ''}"
    if not a.size:
        return f"np.zeros({a.shape}, dtype={dtype})"
    if isinstance(a, np.generic):
        return f"{dtype}({_number(a.item())})"
    same = np.asarray(a.tolist()).dtype == a.dtype
    return f"np.array({_bracketed(a)})" if same else f"np.array({_bracketed(a)}, dtype={dtype})"


def _number(value: Any) -> str:
    """Write a number so that it is read as the same one."""
    if isinstance(value, float) and not math.isfinite(value):
        return "np.nan" if math.isnan(value) else "np.inf" if value > 0 else "-np.inf"
    return repr(value)


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
