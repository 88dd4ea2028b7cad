"""Made by hand or learned: what the contest of lesson 09 gives to each side. What is done with it is the reader's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers import data
from helpers.labs.features import batched_training, handmade

if TYPE_CHECKING:
    from sklearn.linear_model import RidgeClassifier

TEST_ROWS = 1000
_TRAINING_ROWS = ContextVar("training rows that `deal` gives", default=500)


class Tables(NamedTuple):
    """All 5000 digits as tables with a row for each.

    Attributes
    ----------
    pixels : ndarray (5000, 784)
        From 0 (paper) to 1 (ink).
    novice : ndarray (5000, 49)
        The novice's features.
    expert : ndarray (5000, 864)
        The expert's features.
    digit : ndarray (5000,)
        The labels.
    """

    pixels: np.ndarray
    novice: np.ndarray
    expert: np.ndarray
    digit: np.ndarray


class Deep:
    """A trained network of the contest.

    Parameters
    ----------
    layers : list of (W, b)
        Its weights (n_in, n_out) and biases (n_out,), such as those of 784-128-64-10.
    """

    def __init__(self, layers: batched_training.Layers) -> None:
        """Keep the layers."""
        self.layers = layers

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return the label of the largest output for each row: X (m, 784) to (m,)."""
        return np.asarray(batched_training.activations(X, self.layers)[-1].argmax(axis=1))


@cache
def tables() -> Tables:
    """Return the digits; each feature of a digit comes from its own image alone. The arrays cannot be written to."""
    images, digit = data.mnist()
    made = images.reshape(len(images), -1), handmade.novice(images), handmade.expert(images)
    for table in (*made, digit):
        table.flags.writeable = False  # they are the same for all who ask
    return Tables(*made, digit)


digits = tables  # the name that lesson 09 gave it before version 1.0: answers to it still ask for it


def deal(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Deal out row numbers by a seed.

    Parameters
    ----------
    seed : int
        Equal seeds give equal rows.

    Returns
    -------
    train : ndarray (500,)
        The training rows, or as many as `training_rows` says.
    test : ndarray (1000,)
        The test rows, none of which is a training row.
    """
    order = np.random.default_rng(seed).permutation(5000)
    return order[: _TRAINING_ROWS.get()], order[-TEST_ROWS:]


@contextmanager
def training_rows(count: int) -> Iterator[None]:
    """Let `deal` give so many training rows inside the block: `with training_rows(200): ...`.

    Parameters
    ----------
    count : int
        From 100 to 4000.

    Raises
    ------
    ValueError
        For any other number.
    """
    if not 100 <= count <= 5000 - TEST_ROWS:
        raise ValueError(f"from 100 to {5000 - TEST_ROWS} training rows, not {count}")
    token = _TRAINING_ROWS.set(count)
    try:
        yield
    finally:
        _TRAINING_ROWS.reset(token)


def without_features(seed: int) -> float:
    """Return the test accuracy of `linear` on the raw pixels, standardised like features, for one seed."""
    from sklearn.preprocessing import StandardScaler

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
    """Fit a linear classifier by ridge regression on the labels.

    Parameters
    ----------
    F : ndarray (m, k)
        Standardised features; half their number is the ridge.
    digit : ndarray (m,)
        Labels.

    Returns
    -------
    RidgeClassifier
        Its `predict(F)` gives labels (m,).

    Raises
    ------
    ValueError
        Where rows and labels do not fit, or some numbers are nan.
    """
    from sklearn.linear_model import RidgeClassifier

    _check_rows(F, digit)
    return RidgeClassifier(alpha=0.5 * F.shape[1]).fit(np.asarray(F, dtype=float), digit)


def deep(X: np.ndarray, digit: np.ndarray, seed: int) -> Deep:
    """Train a network 784-128-64-10 on pixels; there are more epochs for fewer rows, at least 6.

    Parameters
    ----------
    X : ndarray (m, 784)
        Pixels from 0 to 1.
    digit : ndarray (m,)
        Labels.
    seed : int
        Draws the first weights and the order of the rows.

    Returns
    -------
    Deep
        Its `predict(X)` gives labels (m,).

    Raises
    ------
    ValueError
        Where rows and labels do not fit, or some numbers are nan.
    """
    _check_rows(X, digit)
    return _network(X, digit, seed, [784, 128, 64, 10])


def _network(X: np.ndarray, digit: np.ndarray, seed: int, sizes: list[int]) -> Deep:
    """Train a network of these widths for about 10,000 / m epochs."""
    epochs = max(6, round(10_000 / len(X)))
    return Deep(batched_training.train(X[None], digit[None], sizes, epochs, 0.05, 25, [seed])[-1][0])


def _check_rows(F: np.ndarray, digit: np.ndarray) -> None:
    """Raise ValueError, in words, where rows and labels are not of one contest."""
    if np.shape(F)[:1] != np.shape(digit)[:1]:
        counts = f"{len(F)} rows and {np.size(digit)} labels"
        raise ValueError(f"{counts}: each row has its own label, from `contest.tables().digit`")
    if np.isnan(F).any():
        raise ValueError('some of these numbers are nan, not a number: see the help "some columns give nan"')
