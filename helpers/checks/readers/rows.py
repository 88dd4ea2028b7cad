"""Read an answer as batches of rows, as training and test rows, or as parts of row numbers."""

from typing import Any

import numpy as np

from helpers.checks import words
from helpers.checks.check import Answer
from helpers.checks.compare import numbers
from helpers.checks.rules.randomness import each_once

TWO_LISTS = "You put all X into one list and all y into another. Each batch is a pair."
ONE_PAIR = "A batch is one pair for several rows: X_b is a table of them, and y_b holds their labels."


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
    if len(value) == 2 and _two_lists(*value):
        answer.fail(f"Expected {wanted}, and got two lists.", TWO_LISTS)
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


def as_split(answer: Answer, X: np.ndarray, y: np.ndarray, n: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the numbers of the training rows, and of the test rows, of an answer `X_train, X_test, y_train, y_test`.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    X, y : ndarray (m, k), (m,)
        The rows, no two of them alike, and their labels.
    n : int
        How many test rows there should be.

    Returns
    -------
    tuple of tuple of int
        The two parts, each sorted.

    Raises
    ------
    NotMet
        Where a row is missing or comes twice, a label is not with its row, or the sizes are others.
    """
    m, k = X.shape
    why = _why_no_split(answer.outcome.value, X, n)
    parts = answer.parts(why, X_train=(m - n, k), X_test=(n, k), y_train=(m - n,), y_test=(n,))
    train, test = (_places(part, X) for part in parts[:2])
    rows, labels = np.concatenate([train, test]), np.concatenate(parts[2:])
    answer.holds((rows >= 0).all(), "Some rows are not rows of X.", "You changed the numbers in X.")
    each_once(answer, rows, m)
    apart = "You did not pick X and y by the same row numbers, of one draw."
    answer.holds(np.allclose(labels, y[rows]), "Labels have come apart from their rows.", apart)
    return tuple(sorted(map(int, train))), tuple(sorted(map(int, test)))


def _places(part: np.ndarray, X: np.ndarray) -> np.ndarray:
    """Return each row's number in X; -1 where X does not have it."""
    same = np.isclose(part[:, None], X).all(axis=2)
    return np.where(same.any(axis=1), same.argmax(axis=1), -1)


def _why_no_split(value: Any, X: np.ndarray, n: int) -> str:
    """Say what parts look like whose sizes are not those of a split; "" where it is only their order, or not known."""
    found = [numbers(part) for part in value] if isinstance(value, tuple | list) else []
    parts = [part for part in found if part is not None and part.ndim]
    if len(parts) != len(found) or len(parts) != 4:
        return ""
    train, test, *labels = parts
    if train.ndim == test.ndim == 1 and X.ndim == 2:
        return "You returned row numbers, or labels, where rows of X belong."
    if train.shape[1:] != X.shape[1:] or test.shape[1:] != X.shape[1:]:
        return ""
    if (len(train), len(test)) != tuple(map(len, labels)):
        return "You returned a part with another number of rows than of labels."
    return _why_sizes(train, test, X, n)


def _why_sizes(train: np.ndarray, test: np.ndarray, X: np.ndarray, n: int) -> str:
    """Say which rows are missing, or come twice."""
    m, size = len(X), len(train) + len(test)
    if train.shape == test.shape and np.array_equal(train, test):
        return "You returned one part twice."
    if len(train) == m:
        return "You returned all the rows as training rows, the test rows among them."
    if any(len(np.unique(_places(part, X))) < len(part) for part in (train, test)):
        return "You drew rows with replacement: a row comes twice in one part."
    if size < m:
        return f"You lost rows: of {m}, your parts hold {size}."
    if size > m:
        return "You put a row into both parts."
    return f"You made {words.count(len(test), 'test row')}, and not round(m * test_fraction), which is {n}."


def _pair(answer: Answer, number: int, pair: object, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Return one batch as floats, held to its shapes."""
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        finding = f"Expected a pair (X_b, y_b) as batch number {number}, and got {words.show(pair)}."
        single = isinstance(pair, list | tuple) and pair and all(map(_single_row, pair))
        other = "You put row numbers, or rows without labels, where rows and their labels belong."
        answer.fail(finding, f"You made a list of single rows with their labels. {ONE_PAIR}" if single else other)
    X_b, y_b = map(numbers, pair)
    if X_b is None or y_b is None or X_b.ndim != 2 or X_b.shape[1] != columns or y_b.shape != (len(X_b),):
        got = " and ".join(words.show(part) if numbers(part) is None else str(np.shape(part)) for part in pair)
        finding = f"Expected batch number {number} to be X_b (k, {columns}) and y_b (k,), and it is {got}."
        answer.fail(finding, _why_no_pair(X_b, y_b, columns))
    return X_b, y_b


def _two_lists(first: object, second: object) -> bool:
    """Say whether two things are all X_b in a list, and all y_b in another."""
    lists = [[numbers(part) for part in of] if isinstance(of, list | tuple) else [] for of in (first, second)]
    axes = [{None if part is None else part.ndim for part in of} for of in lists]
    return axes == [{2}, {1}]


def _single_row(pair: object) -> bool:
    """Say whether something is one row with its label."""
    return (
        isinstance(pair, list | tuple)
        and len(pair) == 2
        and [None if (part := numbers(of)) is None else part.ndim for of in pair] == [1, 0]
    )


def _why_no_pair(X_b: np.ndarray | None, y_b: np.ndarray | None, columns: int) -> str:
    """Say what two things look like that are no batch."""
    if X_b is not None and X_b.ndim == 3:
        return TWO_LISTS
    if X_b is None or y_b is None:
        return ""
    if X_b.ndim == 1 and y_b.shape == (len(X_b), columns):
        return "You exchanged X_b and y_b: the rows come first, then their labels."
    if _single_row((X_b, y_b)):
        return f"You made a pair for each single row. {ONE_PAIR}"
    if X_b.ndim == y_b.ndim == 1:
        return "You put labels, row numbers or a single column where the rows of X belong."
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
