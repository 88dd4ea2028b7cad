"""Made by hand or learned: what the contest of lesson 09 gives to each side. What is done with it is the reader's."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import RidgeClassifier
from sklearn.preprocessing import StandardScaler

from helpers import data
from helpers.labs.features import batched_training, handmade

TEST_ROWS = 1000
_training_rows = [500]  # the last number holds: `training_rows` changes it for a while


class Tables(NamedTuple):
    """All 5000 digits: `pixels` (5000, 784), the tables `novice` and `expert`, and labels `digit` (5000,)."""

    pixels: np.ndarray
    novice: np.ndarray
    expert: np.ndarray
    digit: np.ndarray


class Deep:
    """A trained network, such as 784-128-64-10; `predict(X)` gives labels (m,) for pixels X (m, 784)."""

    def __init__(self, layers: batched_training.Layers) -> None:
        self.layers = layers

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return the label of the largest output for each row of X (m, 784)."""
        return batched_training.activations(X, self.layers)[-1].argmax(axis=1)


@cache
def tables() -> Tables:
    """Return the digits; each feature of a digit comes from its own image alone."""
    images, digit = data.mnist()
    made = images.reshape(len(images), -1), handmade.novice(images), handmade.expert(images)
    for table in (*made, digit):
        table.flags.writeable = False  # they are the same for all who ask
    return Tables(*made, digit)


def deal(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Deal out row numbers by a seed: 500 training rows, or as `training_rows` says, and 1000 test rows."""
    order = np.random.default_rng(seed).permutation(5000)
    return order[: _training_rows[-1]], order[-TEST_ROWS:]


@contextmanager
def training_rows(count: int) -> Iterator[None]:
    """Let `deal` give so many training rows, at most 4000, inside the block: `with training_rows(200): ...`."""
    if not 100 <= count <= 5000 - TEST_ROWS:
        raise ValueError(f"from 100 to {5000 - TEST_ROWS} training rows, not {count}")
    _training_rows.append(count)
    try:
        yield
    finally:
        _training_rows.pop()


def without_features(seed: int) -> float:
    """Return the test accuracy of `linear` on the raw pixels, standardised like features, for one seed."""
    box, (train, test) = tables(), deal(seed)
    scaler = StandardScaler().fit(box.pixels[train])
    X, X_new = scaler.transform(box.pixels[train]), scaler.transform(box.pixels[test])
    return float((linear(X, box.digit[train]).predict(X_new) == box.digit[test]).mean())


def last_layer_alone(seed: int) -> float:
    """Return the test accuracy of the network's last layer alone, 784-10, on raw pixels, trained like `deep`."""
    box, (train, test) = tables(), deal(seed)
    model = _network(box.pixels[train], box.digit[train], seed, [784, 10])
    return float((model.predict(box.pixels[test]) == box.digit[test]).mean())


def linear(F: np.ndarray, digit: np.ndarray) -> RidgeClassifier:
    """Fit a linear classifier to standardised features F (m, k) and labels (m,); `predict(F)` gives labels.

    It is least squares on the labels, with half the number of features for its ridge.
    """
    _fits(F, digit)
    return RidgeClassifier(alpha=0.5 * F.shape[1]).fit(np.asarray(F, dtype=float), digit)


def deep(X: np.ndarray, digit: np.ndarray, seed: int) -> Deep:
    """Train a network 784-128-64-10 on pixels X (m, 784) and labels (m,), drawn and shuffled by `seed`.

    There are more epochs for fewer rows, at least 6; `predict(X)` gives labels.
    """
    _fits(X, digit)
    return _network(X, digit, seed, [784, 128, 64, 10])


def _network(X: np.ndarray, digit: np.ndarray, seed: int, sizes: list[int]) -> Deep:
    epochs = max(6, round(10_000 / len(X)))
    return Deep(batched_training.train(X[None], digit[None], sizes, epochs, 0.05, 25, [seed])[-1][0])


def _fits(F: np.ndarray, digit: np.ndarray) -> None:
    """Raise ValueError, in words, where rows and labels are not of one contest."""
    if np.shape(F)[:1] != np.shape(digit)[:1]:
        told = f"{len(F)} rows and {np.size(digit)} labels: each row has its own label, from `contest.tables().digit`"
        raise ValueError(told)
    if np.isnan(F).any():
        raise ValueError('some of these numbers are nan, not a number: see the help "some columns give nan"')
