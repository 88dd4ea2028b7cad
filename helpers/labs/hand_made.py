"""Is a function hand-made? Then it looks at each image, and what it takes from other cells is small: no table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from helpers.checks.check import Answer, Check
from helpers.checks.compare import numbers

MOST = 100  # numbers from other cells: enough for twenty windows, and too few for a template of each digit


def small_constants(answer: Answer) -> None:
    """Hold the function, and those of the reader's functions that it calls, to small constants from other cells.

    Parameters
    ----------
    answer : Answer
        What a call of the function gave.

    Raises
    ------
    NotMet
        Where variables of other cells hold more than MOST numbers in all, or one is a model.
    """
    sizes: dict[str, int] = {}
    for name, value in _from_outside(answer.check.f, set()):
        sizes |= {name: _size(value)} if _size(value) else {}
        if _is_model(value):
            answer.fail(
                f"The function uses `{name}` of another cell, a fitted model.",
                "You let a model learn the features. Make them by hand, from one image.",
            )
    if sum(sizes.values()) > MOST:
        names = " and ".join(f"`{name}`" for name in sizes)
        answer.fail(
            f"The function uses {names} of another cell: {sum(sizes.values())} numbers.",
            f"You looked something up. Constants from other cells may hold at most {MOST} numbers in all; work out the "
            "rest inside, from one image.",
        )


def more_than_one(check: Check, images: np.ndarray) -> None:
    """Hold the function to using more than the first image of a batch.

    Parameters
    ----------
    check : Check
        The check of the function.
    images : ndarray (m, ...)
        Images that differ, at least two.

    Raises
    ------
    NotMet
        Where it returns for all the images what it returns for the first one alone, and something else for the last.
    """
    answer = check(images)
    batch, first, last = (numbers(made.outcome.value) for made in (answer, check(images[:1]), check(images[-1:])))
    if batch is None or first is None or last is None or not np.array_equal(batch, first):
        return
    answer.holds(
        np.array_equal(first, last),
        f"Expected a row for each of {len(images)} images, and got what the first image alone gives.",
        "You used only the first image: by `images[0]`, or by a `return` inside the loop, which ends it at once.",
    )


def _from_outside(f: Callable[..., Any], seen: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield the global variables that a function looks up, and those of the functions among them."""
    known = getattr(f, "__globals__", {})
    for name in sorted(_names(getattr(f, "__code__", None)) - seen):
        if name not in known:
            continue
        seen.add(name)
        value = known[name]
        yield name, value
        if hasattr(value, "__code__"):
            yield from _from_outside(value, seen)


def _names(code: Any) -> set[str]:
    """Collect the names in a piece of code and in the functions inside it."""
    inside = [part for part in getattr(code, "co_consts", ()) if hasattr(part, "co_names")]
    return set(getattr(code, "co_names", ())).union(*map(_names, inside))


def _size(value: Any) -> int:
    """Count the numbers that a value holds, in whatever lists and dicts."""
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    array = None if callable(value) or isinstance(value, str) else numbers(value)
    if array is not None:
        return int(array.size)
    return sum(map(_size, value)) if isinstance(value, list | tuple | set) else 0


def _is_model(value: Any) -> bool:
    """Say whether a value can be fitted, and is neither a class nor a function."""
    return hasattr(value, "fit") and not callable(value)
