"""Take an answer as a row of three numbers for each hidden layer."""

from collections.abc import Mapping

import numpy as np

from helpers.checks import words
from helpers.checks.check import Answer
from helpers.checks.compare import numbers


def as_statistics(answer: Answer, layers: int, counts: Mapping[int, str]) -> np.ndarray:
    """Return the answer's rows (number, mean, share of zeros) as floats (layers, 3); else NotMet, in words.

    `counts` tells, for other numbers of rows, what they look like.
    """
    value = answer.value
    wanted = f"a list of {layers} tuples (number, mean, share of zeros)"
    if not isinstance(value, list | tuple | np.ndarray):
        lazy = "`yield` makes a generator. Collect the tuples in a list." if hasattr(value, "__next__") else ""
        answer.fail(f"Expected {wanted}, and got {words.kind(value)}: {words.show(value)}.", lazy)
    if len(value) != layers:
        answer.fail(f"Expected {wanted}, and got {len(value)}: {words.show(value)}.", counts.get(len(value), ""))
    rows = numbers(value)
    if layers and (rows is None or rows.shape != (layers, 3)):
        because = "there are not three numbers for each layer."
        if any(np.size(part) > 1 for row in value if isinstance(row, list | tuple) for part in row):
            because = "a mean or a share is an array, one for each unit. Wanted is one number over all entries."
        answer.fail(f"Expected {wanted}, and got {words.show(value)}.", because)
    return np.zeros((0, 3)) if rows is None or not layers else rows
