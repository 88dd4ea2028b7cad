"""The end of a network: from the logits Z to the probabilities P and to the loss, the mean cross-entropy.

Z, P and the targets Y are (m, k): k columns for k classes, Y one-hot; or one column, the probability of a 1. For both,
the gradient of the mean loss with respect to Z is (P - Y) / m (C. Bishop, Pattern Recognition and Machine Learning,
2006, section 4.3).
"""

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from helpers.network.arguments import Array


def probabilities(Z: Array) -> Array:
    """Return the softmax of each row of logits, or the sigmoid where there is one column.

    Parameters
    ----------
    Z : array (m, k)
        Logits: the weighted sums of the last layer.

    Returns
    -------
    array (m, k)
        Probabilities in 0..1. Each row of two or more adds up to 1.
    """
    if Z.shape[1] == 1:
        from scipy.special import expit  # for one column alone

        sigmoid: Array = expit(Z)
        return sigmoid
    P: Array = np.exp(Z - np.maximum.reduce(Z, axis=1, keepdims=True))
    P /= np.add.reduce(P, axis=1, keepdims=True)
    return P


def cross_entropy(Z: Array, Y: Array) -> float:
    """Return the mean over the rows of -log of the probability of the true class.

    The loss is computed from the logits, so it stays exact where a probability rounds to 0 or 1: log-softmax is
    Z - log(sum(exp(Z))), and -log(sigmoid(-z)) is log(1 + exp(z)), which is max(z, 0) + log(1 + exp(-|z|)).

    Parameters
    ----------
    Z : array (m, k)
        Logits.
    Y : array (m, k)
        Targets, as `targets` makes them.

    Returns
    -------
    float
        The loss, in nats.
    """
    if Z.shape[1] == 1:
        wrong = np.where(Y == 1, -Z, Z)  # the logit of the other label
        return float((np.maximum(wrong, 0) + np.log1p(np.exp(-np.abs(wrong)))).mean())
    Z = Z - np.maximum.reduce(Z, axis=1, keepdims=True)
    return float((np.log(np.add.reduce(np.exp(Z), axis=1)) - Z[Y == 1]).mean())


def most_probable(P: Array) -> NDArray[np.intp]:
    """Return the label (m,) of the largest probability in each row of P (m, k), or 1 where a lone p is above 0.5."""
    return (P[:, 0] > 0.5).astype(np.intp) if P.shape[1] == 1 else P.argmax(axis=1)


def share_right(P: Array, Y: Array) -> float:
    """Return the share of rows, in 0..1, whose most probable label by P (m, k) is that of the targets Y (m, k)."""
    return float(np.mean(most_probable(P) == most_probable(Y)))


def targets(y: ArrayLike, k: int, dtype: DTypeLike) -> Array:
    """Return labels as targets.

    Parameters
    ----------
    y : array (m,)
        Labels: whole numbers from 0 to k - 1, or 0 and 1 where k is 1.
    k : int
        The number of outputs.
    dtype : dtype
        The type of the result.

    Returns
    -------
    array (m, k)
        One-hot rows, or y as a column where k is 1.

    Raises
    ------
    ValueError
        If y has another shape, or holds anything else.
    """
    classes, y = max(k, 2), np.asarray(y)
    if y.ndim != 1:
        raise ValueError(f"y is (m,), one label for each row of X; this one has shape {y.shape}")
    Y = y[:, np.newaxis] == np.arange(classes)
    if Y.sum() != len(y):
        raise ValueError(f"y holds labels, whole numbers from 0 to {classes - 1}; this one holds something else")
    columns: Array = Y[:, -k:].astype(dtype)
    return columns
