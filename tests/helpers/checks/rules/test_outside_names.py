"""What a function takes from outside is found."""

import numpy as np
import pytest

from helpers import data
from helpers.checks import Check, NotMet, from_its_own

BATCH, AVERAGES, MINE = np.ones((7, 2, 2)), [np.ones((2, 2))] * 3, [(0, 1), (1, 2)]
BORROWERS = [
    (lambda X: X + BATCH.mean(), "`BATCH` of a cell above"),
    (lambda X: [np.abs(X - average).sum() for average in AVERAGES], "`AVERAGES` of a cell above"),
    (lambda X: data.digits()[0], "loads the data itself"),
    (lambda X: (lambda Z: Z - BATCH)(X), "`BATCH` of a cell above"),
    (lambda X: X / np.array([a + b for a, b in MINE]), ""),
    (lambda X, BATCH=3: X * BATCH, ""),
    (np.exp, ""),
]


@pytest.mark.parametrize(("f", "told"), BORROWERS)
def test_what_a_function_takes_from_outside_is_found(f, told: str):
    answer = Check(f, read="here")(np.ones(2))
    if not told:
        return from_its_own(answer, batch=7, above=["AVERAGES"])
    with pytest.raises(NotMet, match=told):
        from_its_own(answer, batch=7, above=["AVERAGES"])


def test_the_large_digits_may_not_be_loaded_either():
    with pytest.raises(NotMet, match="loads the data itself"):
        from_its_own(Check(lambda: data.mnist()[1], read="here")(), batch=7, above=[])
