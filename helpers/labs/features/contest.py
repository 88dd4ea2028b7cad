"""Made by hand or learned: what the contest of lesson 09 gives to each side. What is done with it is the reader's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    box, (train, test) = tables(), deal(seed)
    return of_features(box.pixels[train], box.digit[train], box.pixels[test], box.digit[test])


def of_features(F: np.ndarray, digit: np.ndarray, F_new: np.ndarray, digit_new: np.ndarray) -> float:
    """Return the accuracy of `linear` on other rows, all standardised by the rows that it is fitted to.

    Parameters
    ----------
    F, F_new : ndarray (m, k)
        Features to fit to, and those to judge by.
    digit, digit_new : ndarray (m,)
        Their labels.

    Returns
    -------
    float
        The share of `F_new` that gets its label.
    """
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(F)
    return float((linear(scaler.transform(F), digit).predict(scaler.transform(F_new)) == digit_new).mean())


def last_layer_alone(seed: int, side: str = "pixels") -> float:
    """Return the test accuracy of the network's last layer alone, trained like `deep`.

    Parameters
    ----------
    seed : int
        Deals out the rows, draws the first weights and the order of the rows.
    side : str
        What the layer reads, as it is: "pixels", or the features of the "novice" or the "expert".

    Returns
    -------
    float
        From 0 to 1.
    """
    box, (train, test) = tables(), deal(seed)
    F = getattr(box, side).astype(np.float32)
    model = network(F[train], box.digit[train], seed, epochs(len(train)), hidden=())
    return float((model.predict(F[test]) == box.digit[test]).mean())


def linear(F: np.ndarray, digit: np.ndarray) -> RidgeClassifier:
    """Fit a linear classifier by ridge regression on the labels.

    Each column of `F` is taken to have the mean 0, so the bias of an output is the mean of its targets. Means that were
    taken over other rows are a mistake that costs accuracy, instead of one that the bias makes up for.

    Parameters
    ----------
    F : ndarray (m, k)
        Features, standardised over these rows; half their number is the ridge.
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
    model = RidgeClassifier(alpha=0.5 * F.shape[1], fit_intercept=False).fit(np.asarray(F, dtype=float), digit)
    biases = [np.mean(digit == one) - np.mean(digit != one) for one in model.classes_]  # the targets are 1 and -1
    model.intercept_ = np.array(biases[1:] if len(biases) == 2 else biases)  # two classes have one output
    return model


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
    return network(X, digit, seed, epochs(len(X)))


def epochs(rows: int) -> int:
    """Return how many epochs the contest's network has for so many training rows: 10,000 / rows, and at least 6."""
    return max(6, round(10_000 / rows))


def network(
    X: np.ndarray, digit: np.ndarray, seed: int, epochs: int, hidden: Sequence[int] = (128, 64), rate: float = 0.05
) -> Deep:
    """Train a network on rows of any length, in batches of 25, with momentum 0.9 and a rate that falls to 0.

    Parameters
    ----------
    X : ndarray (m, n)
        The rows.
    digit : ndarray (m,)
        Labels.
    seed : int
        Draws the first weights and the order of the rows.
    epochs : int
        How often it sees the rows.
    hidden : sequence of int
        The widths of its hidden layers.
    rate : float
        The learning rate at the start.

    Returns
    -------
    Deep
        Its `predict(X)` gives labels (m,).
    """
    _check_rows(X, digit)
    sizes = [X.shape[1], *hidden, 10]
    return Deep(batched_training.train(X[None], digit[None], sizes, epochs, rate, 25, [seed])[-1][0])


def _check_rows(F: np.ndarray, digit: np.ndarray) -> None:
    """Raise ValueError, in words, where rows and labels are not of one contest."""
    if np.ndim(F) != 2 or np.ndim(digit) != 1:
        shapes = f"the shapes {np.shape(F)} and {np.shape(digit)}"
        raise ValueError(f"{shapes}: first comes the table, a row for each digit, and then the labels")
    if np.shape(F)[:1] != np.shape(digit)[:1]:
        counts = f"{len(F)} rows and {np.size(digit)} labels"
        raise ValueError(f"{counts}: each row has its own label, from `contest.tables().digit`")
    if np.isnan(F).any():
        raise ValueError('some of these numbers are nan, not a number: see the help "some columns give nan"')
