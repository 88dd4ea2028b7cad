"""What `judge_standardise` judges: right ones agree with scikit-learn, and impostors do not."""

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler

from helpers.labs import standardisers

RIGHT, IMPOSTORS, MORE = standardisers.right(), standardisers.impostors(), standardisers.more_impostors()


def tables() -> tuple[np.ndarray, np.ndarray]:
    """Two tables of different sizes; column 1 is constant in the first."""
    rng = np.random.default_rng(1)
    X_train, X_test = rng.normal(4, 2, size=(5, 3)), rng.normal(-3, 6, size=(8, 3))
    X_train[:, 1] = 6
    return X_train, X_test


def agrees(f: standardisers.Standardiser) -> bool:
    """Say whether a function does what scikit-learn does, makes constant columns 0, and changes nothing."""
    X_train, X_test = tables()
    given = X_train.copy(), X_test.copy()
    try:
        got = f(*given)
    except ValueError:
        return False
    scaler = StandardScaler().fit(X_train)
    wanted = [scaler.transform(X) * [1, 0, 1] for X in (X_train, X_test)]
    return all(np.allclose(a, b, atol=1e-4) for a, b in zip([*got, *given], [*wanted, X_train, X_test], strict=True))


@pytest.mark.parametrize("kind", RIGHT)
def test_right_ones_are_right(kind: str):
    assert agrees(RIGHT[kind])


@pytest.mark.parametrize("kind", IMPOSTORS)
def test_impostors_are_wrong(kind: str):
    assert not agrees(IMPOSTORS[kind])


@pytest.mark.parametrize("kind", MORE)
def test_more_impostors_are_of_the_same_kinds(kind: str):
    assert kind in IMPOSTORS and not agrees(MORE[kind])
