"""What a function takes from outside is found."""

import numpy as np
import pytest

from helpers import data
from helpers.checks import Check, NotMet, from_its_own
from helpers.checks.rules.outside_names import instead_of_arguments

BATCH, AVERAGES, MINE = np.ones((7, 2, 2)), [np.ones((2, 2))] * 3, [(0, 1), (1, 2)]
mean = np.ones(7)  # a variable with the name of a method
BORROWERS = [
    (lambda X: X + BATCH.mean(), "`BATCH` of a cell above"),
    (lambda X: [np.abs(X - average).sum() for average in AVERAGES], "`AVERAGES` of a cell above"),
    (lambda X: data.digits()[0], "loads the data itself"),
    (lambda X: (lambda Z: Z - BATCH)(X), "`BATCH` of a cell above"),
    (lambda X: X / np.array([a + b for a, b in MINE]), ""),
    (lambda X, A=AVERAGES: X + len(A), "`AVERAGES` of a cell above"),
    (lambda X, *, rows=BATCH * 2: X + rows.mean(), "`rows` of a cell above"),
    (lambda X, windows=MINE, f=np.exp: X + len(windows), ""),
    (lambda X, BATCH=3: X * BATCH, ""),
    (lambda X: X - X.mean(), ""),
    (lambda X: X - mean[0], "`mean` of a cell above"),
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


def test_an_argument_that_is_never_used_is_named_beside_what_is_used_instead():
    z, told = np.array([1.0, -2.0]), "You used `BATCH`, which is made outside the function, and never its argument `y`."
    for f, said in (
        (lambda X, y: X + BATCH.sum(), told),
        (lambda X, y: [X + b + y for b in BATCH], ""),
        (lambda X, y: (lambda: X + y + BATCH.sum())(), ""),
        (lambda X, y: X, ""),
        (lambda X, y: X.mean(), ""),
        (np.add, ""),
    ):
        assert instead_of_arguments(f, ["X", "y"]) == said
    with pytest.raises(NotMet, match="never its argument `y`"):
        Check(lambda X, y: X + BATCH.sum(), read="here")(z, z).gives(z + z)
