"""Does a function look up what other cells have made, or load the data itself? Both are names in its code."""

import builtins
from collections.abc import Callable, Collection, Iterator
from types import CodeType
from typing import Any

import numpy as np

from helpers.checks.check import Answer

LOADERS = {"load_digits", "fetch_openml", "mnist_data"}
OURS = {"digits", "mnist"}  # of helpers.data


ALONE = "It was made from all the examples. Work it out inside, from the argument alone, example by example."


def from_its_own(answer: Answer, batch: int, above: Collection[str], instead: str = ALONE) -> None:
    """Hold the function to working from its argument alone, before anything is said of its value.

    Refused are arrays of other cells with a row for each of the `batch` examples, the lesson's own variables with the
    names `above`, and the data itself, loaded inside. What is left, such as the reader's own constants, may be used.
    `instead` tells what to use in the place of a variable from outside.
    """
    if isinstance(answer.outcome.error, NotImplementedError):
        answer.value  # noqa: B018 - says that it is open
    f = answer.check.f
    found = sorted(name for name, value in _looked_up(f).items() if name in above or _has_rows(value, batch))
    if found:
        names = " and ".join(f"`{name}`" for name in found)
        told = f"The function uses {names} of a cell above."
        answer.fail(told, f"a variable from outside. {instead}")
    used = set(_names(getattr(f, "__code__", None)))
    if used & LOADERS or ("data" in used and used & OURS):
        answer.fail("The function loads the data itself.", "examples are looked up. Work from what is handed in.")


def names_inside(f: Callable) -> set[str]:
    """Collect the names in the code of `f`, and of the functions beside it that it calls."""
    beside = [value for value in _looked_up(f).values() if getattr(value, "__globals__", None) is f.__globals__]
    return {name for part in (f, *beside) for name in _names(getattr(part, "__code__", None))}


def _looked_up(f: Callable) -> dict[str, Any]:
    known = getattr(f, "__globals__", {})
    names = set(_names(getattr(f, "__code__", None))) - set(vars(builtins))
    return {name: known[name] for name in names if name in known}


def _names(code: CodeType | None) -> Iterator[str]:
    if code is not None:
        yield from code.co_names
        for part in code.co_consts:
            if isinstance(part, CodeType):
                yield from _names(part)


def _has_rows(value: Any, rows: int) -> bool:
    return isinstance(value, np.ndarray | list | tuple) and np.ndim(value) > 0 and len(value) == rows
