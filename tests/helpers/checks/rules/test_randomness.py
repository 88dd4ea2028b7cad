"""What is drawn comes from the generator, and rows are there once."""

import numpy as np
import pytest

from helpers.checks import SEEDS, Check, NotMet, all_drawn, each_once, from_rng


def answer(value):
    return Check(lambda: value, read="Here")()


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([0, 1, 3], "outside 0 to 2"),
        ([-1, 0, 1], "outside"),
        ([0, 1, 1], "once"),
        ([2, 0], "Of 3 rows, 1 is missing"),
        ([], "Of 3 rows, 3 are missing"),
    ],
)
def test_rows_are_there_once(rows: list, told: str):
    with pytest.raises(NotMet) as caught:
        each_once(answer(0), np.array(rows), 3)
    assert told in str(caught.value)
    each_once(answer(0), np.array([2, 0, 1]), 3)


def test_draws_come_from_the_generator():
    assert SEEDS[0] == SEEDS[-1] and len(set(SEEDS)) == len(SEEDS) - 1
    from_rng(answer(0), [1, 2, 3, 4, 5, 1], "numbers")
    for drawn, told in [([1, 1, 1, 1, 1, 1], "did not use what you drew"), ([1, 2, 3, 4, 5, 6], "another")]:
        with pytest.raises(NotMet) as caught:
            from_rng(answer(0), drawn, "numbers")
        assert told in str(caught.value)


def test_each_row_and_each_column_is_drawn():
    tables = [np.random.default_rng(seed).choice([-1, 1], size=(6, 4)) for seed in SEEDS]
    all_drawn(answer(0), tables, "W")
    tables = [np.random.default_rng(seed).normal(size=(6, 4)) for seed in SEEDS]
    rows, columns = ([np.where(keep, table, 0) for table in tables] for keep in (np.eye(6, 4), np.arange(4) < 3))
    for fixed, told in ((rows, "Row 4 of W"), (columns, "Column 3 of W")):
        with pytest.raises(NotMet) as caught:
            all_drawn(answer(0), fixed, "W")
        assert told in str(caught.value) and "did not draw every number" in str(caught.value)
