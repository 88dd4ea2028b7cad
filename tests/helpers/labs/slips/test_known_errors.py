"""An error is explained by what the exercise hands in, and what is not known is left to the check."""

from itertools import product

import numpy as np
import pytest

from helpers.checks import Check, NotMet
from helpers.labs.slips.known_errors import BRACKETS, COLUMNS, COMBINATIONS, explain

X = np.ones((3, 2))


def answer(f):
    return Check(f, read="Features")(X)


@pytest.mark.parametrize(
    ("f", "said"),
    [
        (lambda X: np.column_stack([X, X[0]]), "one number for each \\*column\\*"),
        (lambda X: X[:, 2], "A table cannot grow"),
        (lambda X: X[0][2], "the places 0 and 1"),
        (lambda X: X[3], "take the number from `len"),
    ],
)
def test_the_error_is_shown_and_explained(f, said):
    with pytest.raises(NotMet, match=said) as refused:
        explain(answer(f), COLUMNS)
    assert "It raised" in str(refused.value)


def test_a_name_comes_before_the_text():
    with pytest.raises(NotMet, match="goes through all combinations"):
        explain(answer(lambda X: np.column_stack([X, product(X[0])])), COLUMNS, COMBINATIONS)


def unanswered(X):
    raise NotImplementedError


@pytest.mark.parametrize("f", [lambda X: X, lambda X: 1 / 0, unanswered])
def test_anything_else_is_left_to_the_check(f):
    explain(answer(f), COLUMNS | BRACKETS, COMBINATIONS)
