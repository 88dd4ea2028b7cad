"""The mistakes of lesson 04 that an error tells: named where its meaning is known, left alone elsewhere."""

import numpy as np
import pytest

from helpers.checks import Check, NotMet
from helpers.labs.slips.layer_slips import ERRORS, explained


def forward(X):
    """Raise what NumPy raises where `X` has one axis, or nothing."""
    return np.max(X, axis=1)


def test_an_error_with_a_meaning_is_explained():
    check = Check(forward, read="The forward pass")
    with pytest.raises(NotMet, match="axis 1 of a single row.*") as met:
        explained(check(np.ones(3)), "forward")
    assert "It raised AxisError" in str(met.value) and "np.max(X, axis=1)" in str(met.value)


def test_any_other_answer_comes_back_as_it_is():
    check = Check(forward, read="The forward pass")
    right, other = check(np.ones((2, 3))), check([[None, 1]])
    assert explained(right, "forward") is right
    assert explained(other, "forward") is other and other.outcome.error is not None


@pytest.mark.parametrize("exercise", ERRORS)
def test_no_error_has_two_meanings(exercise: str):
    pieces = list(ERRORS[exercise])
    assert not [(a, b) for a in pieces for b in pieces if a != b and a in b]
