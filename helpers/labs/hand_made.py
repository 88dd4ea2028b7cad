"""Is a function hand-made? Then it looks at each image, and what it takes from other cells is small: no table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from helpers.checks import as_table, calling
from helpers.checks.check import Answer, Check
from helpers.checks.compare import numbers
from helpers.checks.rules.outside_names import defaults

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


def not_all_alike(check: Check, images: np.ndarray, most_columns: int) -> None:
    """Hold the function to giving different images different numbers.

    Parameters
    ----------
    check : Check
        The check of the function.
    images : ndarray (m, ...)
        Images that differ, of pixels from 0 to 1.
    most_columns : int
        The largest number of features.

    Raises
    ------
    NotMet
        Where all the images get the same numbers, or the value is no table.
    """
    answer = check(images)
    if np.ptp(as_table(answer, len(images), most_columns), axis=0).any():
        return
    stretched = numbers(calling.run(check.f, (100 * images - 50,), {}).value)
    differ = (
        stretched is not None and stretched.ndim == 2 and np.isfinite(stretched).all() and np.ptp(stretched, axis=0)
    )
    answer.fail(
        f"All {len(images)} images got the same numbers.",
        "You lost what differs between the images. Their pixels go from 0 to 1. Whole numbers cut that off "
        "(`astype(int)`, `dtype=int`, rounding), and so does a limit that all pixels are below, or above."
        if np.any(differ)
        else "You used no image, only one image such as `images[0]`, or the whole batch at once.",
    )


def described(table: np.ndarray, most_columns: int) -> str:
    """Say how many features a table has, and how many of them are the same for all images."""
    alike = int((np.ptp(table, axis=0) == 0).sum())
    same = (
        f", and {alike} of them {'is' if alike == 1 else 'are'} the same number for all images. Is each column filled?"
        if alike
        else "."
    )
    return f"You returned {table.shape[1]} of at most {most_columns} features{same}"


def _from_outside(f: Callable[..., Any], seen: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield what a function looks up outside, or has as a default, and the same of the functions among these."""
    known, by_default = getattr(f, "__globals__", {}), defaults(f)
    for name in sorted((_names(getattr(f, "__code__", None)) | set(by_default)) - seen):
        if name not in by_default and name not in known:
            continue
        seen.add(name)
        value = by_default[name] if name in by_default else known[name]
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
