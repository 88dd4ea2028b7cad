"""Take an answer as batches of rows, or as parts of row numbers."""

import numpy as np

from helpers.checks import words
from helpers.checks.check import Answer
from helpers.checks.compare import numbers


def as_batches(answer: Answer, columns: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the answer's `[(X_b, y_b), ...]` as arrays of floats, X_b (k, columns) and y_b (k,), k at least 1.

    Anything else ends in NotMet, in words.
    """
    value, wanted = answer.value, "a list of pairs (X_b, y_b)"
    if not isinstance(value, list | tuple):
        lazy = "`yield` makes a generator. Collect the pairs in a list, and return it."
        answer.fail(
            f"Expected {wanted}, and got {words.kind(value)}: {words.show(value)}.",
            lazy if hasattr(value, "__next__") else "",
        )
    batches = [_pair(answer, number, pair, columns) for number, pair in enumerate(value, start=1)]
    answer.holds(batches, f"Expected {wanted}, and the list is empty.")
    return batches


def _pair(answer: Answer, number: int, pair: object, columns: int) -> tuple[np.ndarray, np.ndarray]:
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        told = f"Expected a pair (X_b, y_b) as batch number {number}, and got {words.show(pair)}."
        answer.fail(told, "there are row numbers, or rows without labels, where rows and their labels belong.")
    X_b, y_b = map(numbers, pair)
    if X_b is None or y_b is None or X_b.ndim != 2 or X_b.shape[1] != columns or y_b.shape != (len(X_b),):
        came = " and ".join(words.show(part) if numbers(part) is None else str(np.shape(part)) for part in pair)
        answer.fail(
            f"Expected batch number {number} to be X_b (k, {columns}) and y_b (k,), and it is {came}.",
            "all X and all y stand in two lists. Each batch is a pair." if X_b is not None and X_b.ndim == 3 else "",
        )
    return X_b, y_b


def as_rows(answer: Answer, *names: str) -> list[np.ndarray]:
    """Return the answer's parts, one a name, as arrays (k,) of whole numbers; anything else ends in NotMet."""
    value = answer.value
    if not isinstance(value, list | tuple) or len(value) != len(names):
        size = f" of {len(value)}" if isinstance(value, list | tuple) else ""
        answer.fail(f"Expected {len(names)} arrays, ({', '.join(names)}), and got {words.kind(value)}{size}.")
    return [_rows(answer, name, part) for name, part in zip(names, value, strict=True)]


def _rows(answer: Answer, name: str, part: object) -> np.ndarray:
    array = numbers(part)
    if array is None or array.ndim != 1 or not np.array_equal(array, np.round(array)):
        single = array is not None and array.ndim == 0
        told = f"Expected {name} to be an array (k,) of row numbers, and it is {words.show(part)}."
        answer.fail(told, "how many rows it should have, and not which ones." if single else "")
    kind = np.asarray(part).dtype.kind
    if array.size and kind not in "iu":
        because = "a mask of True and False. `np.flatnonzero` turns one into row numbers." if kind == "b" else ""
        answer.fail(f"Expected {name} to hold whole numbers that can index an array, and it is {words.kind(part)}"
                    f" of {np.asarray(part).dtype}.", because)  # fmt: skip
    return array.astype(int)
