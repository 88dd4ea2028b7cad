"""Read an answer as a row of three numbers for each hidden layer."""

from collections.abc import Mapping

import numpy as np

from helpers.checks import words
from helpers.checks.check import Answer
from helpers.checks.compare import numbers


def as_statistics(answer: Answer, layers: int, counts: Mapping[int, str]) -> np.ndarray:
    """Return the answer's rows (layer number, mean activation, share of zeros) as floats.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    layers : int
        The number of hidden layers, 0 or more.
    counts : mapping of int to str
        Another number of rows to the mistake that it looks like.

    Returns
    -------
    ndarray (layers, 3)
        A row for each hidden layer.

    Raises
    ------
    NotMet
        Where the value is anything else.
    """
    value = answer.value
    wanted = f"a list of {words.count(layers, 'tuple')} (number, mean, share of zeros)"
    if not isinstance(value, list | tuple | np.ndarray):
        lazy = (
            "You used `yield`, which makes a generator. Collect the tuples in a list."
            if hasattr(value, "__next__")
            else ""
        )
        answer.fail(f"Expected {wanted}, and got {words.kind(value)}: {words.show(value)}.", lazy)
    if len(value) != layers:
        answer.fail(f"Expected {wanted}, and got {len(value)}: {words.show(value)}.", counts.get(len(value), ""))
    rows = numbers(value)
    if not layers:
        return np.zeros((0, 3))
    if rows is None or rows.shape != (layers, 3):
        diagnosis = "You did not return three numbers for each layer."
        sizes = {np.size(part) for row in value if isinstance(row, list | tuple) for part in row} - {0, 1}
        if sizes:
            each = "row" if sizes == {len(answer.outcome.given[0])} else "unit"
            diagnosis = (
                f"You returned an array as a mean or a share, one for each {each}. Return one number over all entries."
            )
        answer.fail(f"Expected {wanted}, and got {words.show(value)}.", diagnosis)
    return rows
