"""The course's reference network: a list of layers, and the four things to be done with it.

Layers are `[(W, b), ...]`, W (n_in, n_out) and b (n_out,): one pair is a single layer, two are a network of three
layers, more are a deep one, and not a line below changes. Hidden layers are tanh or ReLU, the last one is softmax.
Everything is computed in the dtype of the layers, single precision unless `init` was asked for another. No function
changes what it is given, and none draws a number that was not drawn from `rng`.

Read in 04 and 05 how each line comes about; while these lessons ask for it, this module is closed.
Backpropagation: D. Rumelhart, G. Hinton and R. Williams, Nature 323 (1986).
"""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.special import softmax

Layers = list[tuple[np.ndarray, np.ndarray]]

# For each kind of hidden layer: the activation of a sum, and the activation's slope, written with its value a.
HIDDEN: dict[str, tuple[Callable, Callable]] = {
    "tanh": (np.tanh, lambda a: 1 - a * a),
    "relu": (lambda z: np.maximum(z, 0), lambda a: a > 0),
}


def init(sizes: Sequence[int], rng: np.random.Generator, hidden: str = "tanh", dtype: type = np.float32) -> Layers:
    """Draw a network of the given layer widths, input first: `[64, 32, 10]` gives two pairs (W, b).

    Weights are normal with variance 1 / n_in for tanh (LeCun and others, 1998) and 2 / n_in for ReLU (He and others,
    2015), so that sums keep their size from layer to layer; biases are 0.
    """
    gain = {"tanh": 1, "relu": 2}[hidden]
    pairs = zip(sizes, sizes[1:], strict=False)
    return [
        (rng.normal(0, np.sqrt(gain / n_in), (n_in, n_out)).astype(dtype), np.zeros(n_out, dtype))
        for n_in, n_out in pairs
    ]


def forward(X: np.ndarray, layers: Layers, hidden: str = "tanh", gates: Sequence | None = None) -> list[np.ndarray]:
    """Return the activations of every layer, `[X, A1, ..., P]`: X (m, n), each A (m, units), P (m, classes).

    `gates`, where given, holds one array a hidden layer, (m, units) or (units,): what that layer passes on is
    multiplied by it. (The A that are returned are those before their gates.)
    """
    *inner, (W_out, b_out) = layers
    passed = np.asarray(X, dtype=W_out.dtype)
    activations = [passed]
    for (W, b), gate in zip(inner, _gates(layers, gates), strict=True):
        activations.append(HIDDEN[hidden][0](passed @ W + b))
        passed = activations[-1] * gate
    return [*activations, softmax(passed @ W_out + b_out, axis=1)]


def loss(X: np.ndarray, y: np.ndarray, layers: Layers, hidden: str = "tanh") -> float:
    """Return the mean cross-entropy of labels y (m,) for X (m, n); finite where a probability is 0."""
    return _cross_entropy(forward(X, layers, hidden)[-1], y)


def gradients(
    X: np.ndarray, y: np.ndarray, layers: Layers, hidden: str = "tanh", gates: Sequence | None = None
) -> tuple[float, Layers]:
    """Return the loss and its gradient `[(dW, db), ...]`, shaped like `layers`, by backpropagation.

    With `gates`, as in `forward`, it is the loss of the gated network.
    """
    *before, P = forward(X, layers, hidden, gates)
    opened = [np.ones((), P.dtype), *_gates(layers, gates)]
    blame = P.copy()  # of each sum, (m, units): for softmax and cross-entropy, P minus one-hot, over m
    blame[np.arange(len(y)), y] -= 1
    blame /= len(y)
    grads = []
    for (W, _), A, gate in zip(layers[::-1], before[::-1], opened[::-1], strict=True):
        grads.append(((A * gate).T @ blame, blame.sum(axis=0)))
        if len(grads) < len(layers):
            blame = blame @ W.T * gate * HIDDEN[hidden][1](A)
    return _cross_entropy(P, y), grads[::-1]


def flat(layers: Layers) -> np.ndarray:
    """Return every weight and bias of a network, or every slope of a gradient, one after the other: (count,)."""
    return np.concatenate([part.ravel() for pair in layers for part in pair])


def shaped(numbers: np.ndarray, like: Layers) -> Layers:
    """Return what `flat` made, (count,), as pairs (W, b) in the shapes of `like`."""
    ends = np.cumsum([part.size for pair in like for part in pair])
    parts = iter(np.split(numbers, ends[:-1]))
    return [(next(parts).reshape(W.shape), next(parts).reshape(b.shape)) for W, b in like]


def _gates(layers: Layers, gates: Sequence | None) -> list[np.ndarray]:
    return [np.asarray(gate, dtype=layers[0][0].dtype) for gate in gates or [1] * (len(layers) - 1)]


def _cross_entropy(P: np.ndarray, y: np.ndarray) -> float:
    return float(-np.log(np.clip(P[np.arange(len(y)), y], 1e-12, None)).mean())
