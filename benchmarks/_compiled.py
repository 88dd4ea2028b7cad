"""The same training as one compiled function of Numba, which is optional: `pip install numba`."""

from typing import Any

import numpy as np
from numba import njit

from helpers.network.arguments import Array


@njit()
def train(
    X: Array,
    Y: Array,
    orders: np.ndarray[Any, Any],
    weights: tuple[Array, ...],
    biases: tuple[Array, ...],
    batch_size: int,
    relu: bool,
    rate: float,
) -> Array:
    """Train in place by plain gradient descent; return the mean loss of each epoch (epochs,).

    X is (m, n), Y (m, k) as `helpers.network.losses.targets` makes it, `orders` (epochs, m).
    """
    lost, last, rate32 = np.zeros(len(orders)), len(weights) - 1, np.float32(rate)
    for e in range(len(orders)):
        for start in range(0, len(X), batch_size):
            rows = orders[e, start : start + batch_size]
            m = len(rows)
            passed = [X[rows]]
            for i in range(last):
                A = np.dot(passed[i], weights[i])
                for r in range(m):
                    for c in range(A.shape[1]):
                        z = A[r, c] + biases[i][c]
                        A[r, c] = max(z, np.float32(0)) if relu else np.tanh(z)
                passed.append(A)
            dZ = np.dot(passed[last], weights[last])
            for r in range(m):
                lost[e] += output(dZ[r], biases[last], Y[rows[r]], np.float32(m))
            for i in range(last, -1, -1):
                dW = np.dot(passed[i].T, dZ)
                dA = np.dot(dZ, weights[i].T) if i else dZ
                W, b = weights[i], biases[i]
                for r in range(W.shape[0]):
                    for c in range(W.shape[1]):
                        W[r, c] -= rate32 * dW[r, c]
                for c in range(len(b)):
                    db = np.float32(0)
                    for r in range(m):
                        db += dZ[r, c]
                    b[c] -= rate32 * db
                if i:
                    A = passed[i]
                    for r in range(m):
                        for c in range(A.shape[1]):
                            a = A[r, c]
                            dA[r, c] *= np.float32(a > 0) if relu else 1 - a * a
                    dZ = dA
    return lost / len(X)


@njit()
def output(z: Array, b: Array, y: Array, m: np.float32) -> float:
    """Turn the sums z (k,) into (p - y) / m in place, after the bias b (k,) was added; return the loss of this row."""
    if len(z) == 1:
        s = z[0] + b[0]
        z[0] = (1 / (1 + np.exp(-s)) - y[0]) / m
        loss: float = max(s, 0) + np.log1p(np.exp(-abs(s))) - y[0] * s
        return loss
    z += b
    z -= z.max()
    true, total = np.dot(z, y), np.float32(0)
    for c in range(len(z)):
        z[c] = np.exp(z[c])
        total += z[c]
    for c in range(len(z)):
        z[c] = (z[c] / total - y[c]) / m
    given: float = np.log(total) - true
    return given
