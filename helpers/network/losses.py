"""The end of a network: from its last sums Z to the probabilities P that it says, and what they cost.

Z, P and the targets Y are (m, k): k columns for k classes, Y one-hot; or one column, the probability of a 1. For both,
the slope of the mean loss with respect to Z is (P - Y) / m (C. Bishop, Pattern Recognition and Machine Learning, 2006,
section 4.3).
"""

import numpy as np
from scipy.special import expit

FLOOR = 1e-12  # a probability below this costs no more than this


def probabilities(Z: np.ndarray) -> np.ndarray:
    """Return the softmax of each row of Z (m, k), or the sigmoid of each number where k is 1."""
    if Z.shape[1] == 1:
        return expit(Z)
    P = np.exp(Z - np.maximum.reduce(Z, axis=1, keepdims=True))
    P /= np.add.reduce(P, axis=1, keepdims=True)
    return P


def cost(P: np.ndarray, Y: np.ndarray) -> float:
    """Return the mean over the rows of -log of the probability that was given to what was true."""
    given = np.where(Y == 1, P, 1 - P) if P.shape[1] == 1 else (P * Y).sum(axis=1)
    return float(-np.log(np.maximum(given, FLOOR)).mean())


def targets(y: np.ndarray, k: int, dtype: type) -> np.ndarray:
    """Return labels y (m,) as Y (m, k). ValueError for others than 0 to k - 1 (0 and 1 where k is 1)."""
    classes, y = max(k, 2), np.asarray(y)
    Y = y.reshape(-1, 1) == np.arange(classes)
    if y.ndim != 1 or Y.sum() != len(y):
        raise ValueError(f"y is one row of labels, each a whole number from 0 to {classes - 1}; this one is not")
    return Y[:, -k:].astype(dtype)
