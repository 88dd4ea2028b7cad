"""Read an answer as batches of rows, or as parts of row numbers."""

import numpy as np

from helpers.checks import words
from helpers.checks.check import Answer
from helpers.checks.compare import numbers


def as_batches(answer: Answer, columns: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the answer's batches as arrays of floats.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    columns : int
        The number of features.

    Returns
    -------
    list of (X_b, y_b)
        X_b (k, columns) and y_b (k,) of each batch; there is at least one.

    Raises
    ------
    NotMet
        Where the value is anything else.
    """
    value, wanted = answer.value, "a list of pairs (X_b, y_b)"
    if not isinstance(value, list | tuple):
        lazy = "You used `yield`, which makes a generator. Collect the pairs in a list, and return it."
        answer.fail(
            f"Expected {wanted}, and got {words.kind(value)}: {words.show(value)}.",
            lazy if hasattr(value, "__next__") else "",
        )
    batches = [_pair(answer, number, pair, columns) for number, pair in enumerate(value, start=1)]
    answer.holds(batches, f"Expected {wanted}, and the list is empty.", "You made no batch: the loop never ran.")
    return batches


def as_rows(answer: Answer, *names: str) -> list[np.ndarray]:
    """Return the answer's parts as row numbers.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    *names : str
        The parts' names, in their order.

    Returns
    -------
    list of ndarray (k,)
        The whole numbers of each part.

    Raises
    ------
    NotMet
        Where the value is anything else, such as a mask of True and False.
    """
    value = answer.value
    if not isinstance(value, list | tuple) or len(value) != len(names):
        size = f" of {len(value)}" if isinstance(value, list | tuple) else ""
        answer.fail(
            f"Expected {words.count(len(names), 'array')}, ({', '.join(names)}), and got {words.kind(value)}{size}."
        )
    return [_row_numbers(answer, name, part) for name, part in zip(names, value, strict=True)]


def _pair(answer: Answer, number: int, pair: object, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Return one batch as floats, held to its shapes."""
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        finding = f"Expected a pair (X_b, y_b) as batch number {number}, and got {words.show(pair)}."
        answer.fail(finding, "You put row numbers, or rows without labels, where rows and their labels belong.")
    X_b, y_b = map(numbers, pair)
    if X_b is None or y_b is None or X_b.ndim != 2 or X_b.shape[1] != columns or y_b.shape != (len(X_b),):
        got = " and ".join(words.show(part) if numbers(part) is None else str(np.shape(part)) for part in pair)
        finding = f"Expected batch number {number} to be X_b (k, {columns}) and y_b (k,), and it is {got}."
        answer.fail(finding, _why_no_pair(X_b, y_b))
    return X_b, y_b


def _why_no_pair(X_b: np.ndarray | None, y_b: np.ndarray | None) -> str:
    """Say what two things look like that are no batch."""
    if X_b is not None and X_b.ndim == 3:
        return "You put all X into one list and all y into another. Each batch is a pair."
    if X_b is None or y_b is None:
        return ""
    if X_b.ndim == y_b.ndim == 1:
        return "You put labels, or row numbers, where the rows of X belong."
    if X_b.ndim == 2 and y_b.ndim == 1 and len(X_b) != len(y_b):
        more, part = ("rows", "labels") if len(X_b) > len(y_b) else ("labels", "rows")
        return f"You picked more {more} than {part}. Pick both by the same row numbers."
    return (
        "You changed the shape of the rows of X."
        if y_b.ndim == 1
        else "You changed the shape of y: y_b has one label for each row."
    )


def _row_numbers(answer: Answer, name: str, part: object) -> np.ndarray:
    """Return one part as whole numbers (k,)."""
    array = numbers(part)
    if array is None or array.ndim != 1 or not np.array_equal(array, np.round(array)):
        single = array is not None and array.ndim == 0
        finding = f"Expected {name} to be an array (k,) of row numbers, and it is {words.show(part)}."
        share = array is not None and array.ndim == 1
        other = "You returned numbers with a decimal point. Row numbers are whole: 0, 1, 2 and so on." if share else ""
        answer.fail(finding, "You returned how many rows it should have, and not which ones." if single else other)
    dtype = np.asarray(part).dtype
    if array.size and dtype.kind not in "iu":
        mask = (
            "You returned a mask of True and False. `np.flatnonzero` turns it into row numbers."
            if dtype.kind == "b"
            else ""
        )
        finding = f"Expected {name} to hold whole numbers that can index an array, and it is {words.kind(part)}"
        answer.fail(f"{finding} of {dtype}.", mask)
    return array.astype(int)
