"""An answer read as batches, or as row numbers."""

import numpy as np
import pytest

from helpers.checks import Check, NotMet, as_batches, as_rows

X, y = np.arange(8.0).reshape(4, 2), np.arange(4)


def answer(value):
    return Check(lambda: value, read="Here")()


def test_batches_and_row_numbers_are_taken_in_any_form():
    for value in ([(X, y)], ((X.tolist(), y.tolist()),), [[X.astype(np.float32), y]]):
        ((X_b, y_b),) = as_batches(answer(value), 2)
        assert (X_b == X).all() and (y_b == y).all()
    first, second = as_rows(answer(([2, 0], np.array([1], dtype=np.int8))), "a", "b")
    assert first.tolist() == [2, 0] and second.tolist() == [1]
    assert [len(part) for part in as_rows(answer(([0], [])), "a", "b")] == [1, 0]


BATCHES = {
    "None": None,
    "a list of pairs": "no",
    "`yield`, which makes a generator": (pair for pair in [(X, y)]),
    "the list is empty": [],
    "Expected a pair": [X],
    "(k, 2) and y_b (k,)": [(X, y[:2])],
    "it is (4, 2) and 'no'": [(X, "no")],
    "Each batch is a pair": [(np.stack([X, X]), y)],
}
ROWS = {
    "None": None,
    "Expected 2 arrays": 3,
    "a tuple of 3": ([1], [2], [3]),
    "not which ones": (2, 2),
    "an array (k,)": (X, y),
    "it is ['one']": (["one"], [0]),
    "`np.flatnonzero`": (np.array([True, False]), np.array([False, True])),
    "whole numbers that can index": (np.array([0.0, 1.0]), np.array([2.0])),
    "it is [0.5]": ([0.5], [1]),
    "nan": (np.array([np.nan]), [1]),
}


@pytest.mark.parametrize("told", BATCHES)
def test_anything_but_batches_gets_a_sentence(told: str):
    with pytest.raises(NotMet) as caught:
        as_batches(answer(BATCHES[told]), 2)
    assert told in str(caught.value)


@pytest.mark.parametrize("told", ROWS)
def test_anything_but_row_numbers_gets_a_sentence(told: str):
    with pytest.raises(NotMet) as caught:
        as_rows(answer(ROWS[told]), "a", "b")
    assert told in str(caught.value)
