"""An answer read as batches, or as row numbers."""

import numpy as np
import pytest

from helpers.checks import Check, NotMet, as_batches, as_rows, as_split

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
    "You put all X into one list": ([X, X[:1]], [y, y[:1]]),
    "exchanged X_b and y_b": [(y, X)],
    "a pair for each single row": list(zip(X, y, strict=True)),
    "a list of single rows": [list(zip(X, y, strict=True))],
    "a single column where": [(X[:, 0], y)],
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


TRAIN, TEST = [3, 0, 1], [2]


def split(train=TRAIN, test=TEST, train_labels=None, test_labels=None):
    """Split X and y by row numbers, the labels by others where they are given."""
    labels = [rows if own is None else own for rows, own in ((train, train_labels), (test, test_labels))]
    return X[train], X[test], y[labels[0]], y[labels[1]]


def test_a_split_is_read_as_row_numbers():
    for value in (split(), [part.tolist() for part in split()]):
        assert as_split(answer(value), X, y, 1) == ((0, 1, 3), (2,))


SPLITS = {
    "Expected 4 values": split()[:2],
    "in another order": split([2], TRAIN),
    "You made 2 test rows, and not round(m * test_fraction), which is 1.": split([3, 0], [1, 2]),
    "returned one part twice": split([2], [2]),
    "all the rows as training rows": split([0, 1, 2, 3]),
    "a row comes twice in one part": split([3, 0, 1], [2, 2]),
    "You lost rows: of 4, your parts hold 3.": split([3, 0]),
    "into both parts": split([3, 0, 1], [1, 2]),
    "returned row numbers": (np.array(TRAIN), np.array(TEST), *split()[2:]),
    "another number of rows than of labels": split(test_labels=[0, 1]),
    "Some rows come more than once": split([3, 0, 2]),
    "of one draw": split(train_labels=[0, 1, 3]),
    "changed the numbers in X": (X[TRAIN] + 0.5, *split()[1:]),
    "Your X_train has the wrong shape": (X[:2, 0], *split()[1:]),
}


@pytest.mark.parametrize("told", SPLITS)
def test_what_is_no_split_is_named(told: str):
    with pytest.raises(NotMet) as caught:
        as_split(answer(SPLITS[told]), X, y, 1)
    assert told in str(caught.value)
