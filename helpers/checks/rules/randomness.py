"""Hold random draws to coming from the generator that was handed in, and rows to being there once."""

from collections.abc import Hashable, Sequence

import numpy as np

from helpers.checks import words
from helpers.checks.check import Answer

SEEDS = (1, 2, 3, 4, 5, 1)  # for six calls: the last should draw what the first one drew


def from_rng(answer: Answer, drawn: Sequence[Hashable], what: str) -> None:
    """Hold draws to differing from seed to seed, and to being the same for the same seed.

    Parameters
    ----------
    answer : Answer
        What the last call gave.
    drawn : sequence of hashable
        What was drawn for each of SEEDS.
    what : str
        What is drawn, in the plural.

    Raises
    ------
    NotMet
        Where five seeds draw the same, or one seed draws two different things.
    """
    answer.holds(
        len(set(drawn[:-1])) > 1,
        f"Five seeds give the same {what}.",
        "You drew nothing from `rng`, or you did not use what you drew, or you fixed a seed inside.",
    )
    answer.holds(
        drawn[0] == drawn[-1],
        f"The same seed, twice, gives different {what}.",
        "You drew something from another generator, and not from `rng`.",
    )


def all_drawn(answer: Answer, tables: Sequence[np.ndarray], what: str) -> None:
    """Hold tables to differing from seed to seed in each row and each column, once they differ at all.

    Parameters
    ----------
    answer : Answer
        What the last call gave.
    tables : sequence of ndarray (m, n)
        What was drawn for each of SEEDS; two numbers of it may be equal by chance, but not a whole row.
    what : str
        What is drawn.

    Raises
    ------
    NotMet
        Where a row or a column is the same for every seed.
    """
    same = np.ptp(np.array(tables), axis=0) == 0
    for axis, line in ((1, "row"), (0, "column")):
        fixed = np.flatnonzero(same.all(axis=axis))
        answer.holds(
            not len(fixed),
            f"{line.capitalize()} {fixed[0] if len(fixed) else 0} of {what} is the same for every seed.",
            f"You did not draw every number of {what}. Does a loop end too early, or draw one number in each row?",
        )


def each_once(answer: Answer, rows: np.ndarray, n: int) -> None:
    """Hold row numbers to being 0 to n - 1, each once, in whatever order.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    rows : ndarray (k,)
        The row numbers of all parts together.
    n : int
        How many rows there are.

    Raises
    ------
    NotMet
        Where a row is missing, comes twice, or does not exist.
    """
    outside = (rows < 0) | (rows >= n)
    answer.holds(not outside.any(), f"There are row numbers outside 0 to {n - 1}.", "You did not count rows from 0.")
    answer.holds(
        len(np.unique(rows)) == len(rows),
        "Some rows come more than once.",
        "You drew rows with replacement, or anew for each part. Shuffle once, then cut.",
    )
    answer.holds(
        len(rows) == n,
        f"Of {words.count(n, 'row')}, {n - len(rows)} {'is' if n - len(rows) == 1 else 'are'} missing.",
        "You made parts that do not add up to all the rows.",
    )
