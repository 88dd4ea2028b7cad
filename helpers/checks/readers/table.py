"""Read an answer as a table with a row for each example, and hold each row to depend on its own example alone."""

from typing import Any

import numpy as np

from helpers.checks import hints, words
from helpers.checks.check import Answer, Check
from helpers.checks.compare import numbers

LARGEST = 1e9  # no feature needs a larger number
_NOT_FINITE = (
    "You divided by 0, or took the logarithm of 0. If you divided by something that is taken over the batch, such as a "
    "standard deviation: each row should come from its own example alone."
)


def as_table(answer: Answer, rows: int, most_columns: int) -> np.ndarray:
    """Return the answer as a table of floats.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    rows : int
        The number of examples that were handed in.
    most_columns : int
        The largest number of columns that is allowed.

    Returns
    -------
    ndarray (rows, k)
        k from 1 to `most_columns`; all numbers are finite and at most LARGEST.

    Raises
    ------
    NotMet
        Where the value is anything else.
    """
    value = numbers(answer.value)
    wanted = f"a table of numbers (m, k), here with m = {rows}"
    if value is None:
        answer.fail(
            f"Expected {wanted}, and got {words.kind(answer.value)}: {words.show(answer.value)}.",
            "You returned parts of different shapes, which make no table. `np.column_stack` puts columns side by side.",
        )
    if value.ndim != 2 or len(value) != rows or not value.shape[1]:
        answer.fail(f"Expected {wanted}, and got shape {value.shape}.", _why_shape(value, rows, answer.outcome.given))
    if value.shape[1] > most_columns:
        answer.fail(
            f"Expected at most {words.count(most_columns, 'column')}, and got {value.shape[1]}.",
            "You made too many features.",
        )
    if not np.isfinite(value).all():
        answer.fail("Expected finite numbers, and some are nan or infinite.", _why_not_finite(answer))
    answer.holds(
        np.abs(value).max() <= LARGEST,
        f"Some numbers are above {LARGEST:g}.",
        "You let numbers overflow, or did not scale them.",
    )
    return value


def rows_stand_alone(check: Check, batch: np.ndarray, most_columns: int) -> None:
    """Hold each row of the table to being the same alone, in another order, and in a smaller batch.

    Parameters
    ----------
    check : Check
        The check of the function that makes the table.
    batch : ndarray (m, ...)
        The examples, more than two.
    most_columns : int
        The largest number of columns that is allowed.

    Raises
    ------
    NotMet
        Where a row changes with its neighbours by more than a ten-thousandth of its column's largest number.
    """
    m = len(batch)
    others: dict[str, list[list[int]]] = {
        "by itself": [[i] for i in range(m)],
        "in a batch in another order": [[*range(m)][::-1]],
        "in a smaller batch": [[*range(2, m)]],
    }
    whole = as_table(check(batch), m, most_columns)
    near = 1e-4 * np.abs(whole).max(axis=0)
    for how, parts in others.items():
        for part in parts:
            answer = check(batch[part])
            again, before = as_table(answer, len(part), most_columns), whole[part]
            same = again.shape == before.shape and bool((np.abs(again - before) <= near).all())
            answer.holds(
                same,
                f"The same example got other numbers {how} than in the whole batch of {m}.",
                "You used other rows of the batch (the first one, or a mean, a maximum or a fit over all), or chance.",
            )


def _why_not_finite(answer: Answer) -> str:
    """Say where nan or an infinite number may come from."""
    if any(hints.NO_NUMBERS in warning for warning in answer.outcome.warned):
        return "You averaged no numbers, which gives nan: a slice is empty, or a mask picks nothing."
    return _NOT_FINITE


def _why_shape(value: np.ndarray, rows: int, given: tuple[Any, ...]) -> str:
    """Say what a wrong shape looks like."""
    many = 1 < rows < len(value) and len(value) % rows == 0 if value.ndim else False
    cut = bool(given) and value.size == np.size(given[0])  # all the numbers that were handed in
    if value.ndim == 1 and len(value) == rows:
        return (
            "You returned one number for each example. A table with one column has shape (m, 1): `[:, None]` makes it."
        )
    if value.ndim == 2 and value.shape[1] == rows > 1:
        return "You returned the table on its side. Examples are rows."
    if value.ndim == 2 and value.shape[1] and (many or cut):
        return f"You made {words.count(len(value), 'row')} of {words.count(rows, 'example')}. Each example has one row."
    if value.ndim == 2 and value.shape[1]:
        return "You lost the first axis, the examples: without an `axis`, or along axis 0, all of them become one."
    if value.ndim == 1 and many:
        return (
            "You made one long list, or added all the examples together. Each example keeps a row of its own, and "
            "`np.column_stack` puts columns side by side."
        )
    if value.ndim < 2:
        return "You added all the examples together, or lost an axis. Each example keeps a row of its own."
    return "You made an axis too many." if value.ndim > 2 else ""
