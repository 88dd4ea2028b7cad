"""The case of lesson 05: a backward pass with three bugs, and an examination that asks a judge about each array."""

from collections.abc import Callable

import numpy as np
from scipy.special import softmax

Layers = list[tuple[np.ndarray, np.ndarray]]
Backward = Callable[[np.ndarray, np.ndarray, Layers], Layers]
Judge = Callable[[Callable[[Layers], float], Layers, Layers], float]

ROWS = np.array([[1.0, 2.0], [0.0, -1.0], [2.0, 0.5], [-1.0, 1.0]])
CASES = {"one row": [1], "same label": [0, 0, 0, 0], "mixed labels": [1, 0, 0, 1]}
AGREES = 1e-4  # a gradient that is right shows a far smaller error


def with_three_bugs(X: np.ndarray, y: np.ndarray, layers: Layers) -> Layers:
    """Return what the backward pass of the exercise `repair_backward` gives before anything is mended.

    Parameters
    ----------
    X : ndarray (m, n)
        The rows.
    y : ndarray (m,)
        Their labels, from 0.
    layers : list of (W, b)
        A tanh hidden layer and a softmax output.

    Returns
    -------
    list of (dW, db)
        No gradient, because of the bugs.
    """
    [(W1, b1), (W2, b2)] = layers
    m = len(y)
    Z1 = X @ W1 + b1
    A1 = np.tanh(Z1)
    D2 = softmax(A1 @ W2 + b2, axis=1)
    D2[:, y] -= 1
    D1 = D2 @ W2.T * (1 - Z1**2)
    return [(X.T @ D1 / m, D1.sum(axis=0) / m), (A1.T @ D2 / m, D2.sum(axis=0))]


def examine(f: Backward, gradient_check: Judge) -> None:
    """Print what a judge says of each array that a backward pass returns, on three kinds of rows.

    Parameters
    ----------
    f : callable
        The backward pass: `f(X, y, layers)` gives `[(dW1, db1), (dW2, db2)]`.
    gradient_check : callable
        The judge: `gradient_check(loss, layers, grads)` gives the largest error.
    """
    chance = np.random.default_rng(1)
    layers = [(0.5 * chance.normal(size=size), np.zeros(size[1])) for size in [(2, 3), (3, 2)]]
    for case, labels in CASES.items():
        X, y = ROWS[: len(labels)], np.array(labels)
        verdicts = (f"{name} {_verdict(X, y, layers, f, gradient_check, place)}" for name, place in PLACES.items())
        print(f"{case:13}{'   '.join(verdicts)}".rstrip())


PLACES = {"dW2": (1, 0), "db2": (1, 1), "dW1": (0, 0), "db1": (0, 1)}  # in the order of the way back


def _verdict(X: np.ndarray, y: np.ndarray, layers: Layers, f: Backward, judge: Judge, place: tuple[int, int]) -> str:
    """Ask the judge about one array, in a pair with a bias that does nothing."""
    i, k = place

    def loss(alone: Layers) -> float:
        pairs = [list(pair) for pair in layers]
        pairs[i][k] = alone[0][0]
        (W1, b1), (W2, b2) = pairs
        P = softmax(np.tanh(X @ W1 + b1) @ W2 + b2, axis=1)
        return float(-np.log(P[np.arange(len(y)), y]).mean())

    idle, claim = np.zeros(1), np.asarray(f(X, y, layers)[i][k])
    error = judge(loss, [(layers[i][k], idle)], [(claim, idle)])
    return "agrees   " if error < AGREES else f"off, {error:.2f}"
