"""Run a reader's function: what it returned, raised, printed, warned of, and changed."""

import contextlib
import copy
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from helpers.progress import waiting

# What surrounds each call in a reader's session: `notebook` puts there what hides a check's own names.
out_of_sight: Callable[[Callable[..., Any]], contextlib.AbstractContextManager[None]] | None = None


@dataclass
class Outcome:
    """What one call did.

    Attributes
    ----------
    value : object
        What the function returned; None where it raised.
    error : BaseException or None
        What it raised.
    warned : list of str
        The texts of its warnings, each once.
    printed : str
        What it printed, on standard output and then on standard error.
    changed : list of int
        The positions of arguments that it altered.
    given : tuple
        The arguments as they were before the call.
    kwargs : dict
        Those that were given by name.
    """

    value: Any = None
    error: BaseException | None = None
    warned: list[str] = field(default_factory=list)
    printed: str = ""
    changed: list[int] = field(default_factory=list)
    given: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)


def run(f: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Outcome:
    """Call `f` with copies of its arguments and report everything it did; never raises.

    Warnings and standard error are collected rather than shown: in a graded cell they must cost nothing.

    Parameters
    ----------
    f : callable
        The reader's function.
    args, kwargs : tuple, dict
        Its arguments, which stay as they are.

    Returns
    -------
    Outcome
        What the call did. An error that stops Python, such as KeyboardInterrupt, is passed on.
    """
    handed, out, err = copied(args), io.StringIO(), io.StringIO()
    outcome, name = Outcome(given=args, kwargs=kwargs), getattr(f, "__name__", "your function")
    with (
        warnings.catch_warnings(record=True) as caught,
        np.errstate(divide="warn", over="warn", invalid="warn", under="ignore"),
    ):
        warnings.simplefilter("always")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                with waiting(f"{name}(…)"), out_of_sight(f) if out_of_sight else contextlib.nullcontext():
                    outcome.value = f(*handed, **copied(kwargs))
            except (Exception, SystemExit) as error:
                outcome.error = error
    outcome.warned = list(dict.fromkeys(str(warning.message) for warning in caught))
    outcome.printed = out.getvalue() + err.getvalue()
    outcome.changed = [i for i, arg in enumerate(args) if not unchanged(arg, handed[i])]
    return outcome


def copied(value: Any) -> Any:
    """Copy arrays, and lists, tuples and dicts of them; functions and generators are handed on."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, tuple | list):
        return type(value)(copied(part) for part in value)
    if isinstance(value, dict):
        return {name: copied(part) for name, part in value.items()}
    return value if callable(value) or isinstance(value, np.random.Generator) else copy.copy(value)


def unchanged(before: Any, after: Any) -> bool:
    """Say whether a copy is still what it was, in values, shape and dtype."""
    if isinstance(before, np.ndarray):
        same_type = isinstance(after, np.ndarray) and before.dtype == after.dtype
        return same_type and np.array_equal(before, after, equal_nan=before.dtype.kind in "fc")
    if isinstance(before, tuple | list):
        same_length = isinstance(after, tuple | list) and len(before) == len(after)
        return same_length and all(map(unchanged, before, after))
    if isinstance(before, dict):
        same_keys = isinstance(after, dict) and before.keys() == after.keys()
        return same_keys and all(unchanged(before[key], after[key]) for key in before)
    if isinstance(before, int | float | str):
        whole = isinstance(after, np.ndarray) and after.ndim > 0
        return not whole and bool(before == after or before != before)  # nan is not equal to itself
    return True
