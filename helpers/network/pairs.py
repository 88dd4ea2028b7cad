"""The reference network as the lessons write it: a list of pairs [(W, b), ...], W (n_in, n_out) and b (n_out,).

One pair is a single layer, two are a network of three layers, more are a deep one. Hidden layers are tanh or ReLU, the
last one is softmax. Everything is computed in the dtype of the pairs, and no function changes what it is given.
"""

from collections.abc import Sequence

import numpy as np

from helpers.network.layers import Dense, Gate
from helpers.network.losses import cost
from helpers.network.model import GAIN, HIDDEN, Network

Pairs = list[tuple[np.ndarray, np.ndarray]]


def init(sizes: Sequence[int], rng: np.random.Generator, hidden: str = "tanh", dtype: type = np.float32) -> Pairs:
    """Draw the pairs of a network with the given widths, input first: `[64, 32, 10]` gives two."""
    drawn = [Dense(n_in, n_out, rng, GAIN[hidden]).params for n_in, n_out in zip(sizes, sizes[1:], strict=False)]
    return [(W.astype(dtype), b.astype(dtype)) for W, b in drawn]


def network_of(layers: Pairs, hidden: str = "tanh", gates: Sequence | None = None) -> Network:
    """Make a network with copies of these pairs. `gates`, one a hidden layer, (m, units) or (units,), multiply what
    that layer passes on."""
    *inner, last = layers
    row = []
    for (W, b), gate in zip(inner, gates or [None] * len(inner), strict=True):
        row += [Dense.of(W, b), HIDDEN[hidden](), *([] if gate is None else [Gate(np.asarray(gate, W.dtype))])]
    return Network([*row, Dense.of(*last)], last[0].dtype)


def forward(X: np.ndarray, layers: Pairs, hidden: str = "tanh", gates: Sequence | None = None) -> list[np.ndarray]:
    """Return the activations of every layer, `[X, A1, ..., P]`; the A are those before their gates."""
    return network_of(layers, hidden, gates).activations(X)


def loss(X: np.ndarray, y: np.ndarray, layers: Pairs, hidden: str = "tanh") -> float:
    """Return the mean cross-entropy of labels y (m,) for X (m, n); finite where a probability is 0."""
    return network_of(layers, hidden).loss(X, y)


def gradients(
    X: np.ndarray, y: np.ndarray, layers: Pairs, hidden: str = "tanh", gates: Sequence | None = None
) -> tuple[float, Pairs]:
    """Return the loss and its gradient [(dW, db), ...], shaped like `layers`; with gates, of the gated network."""
    net = network_of(layers, hidden, gates)
    P, Y = net.forward(net.rows(X)), net.targets(y)
    net.backward(P, Y)
    return cost(P, Y), [tuple(layer.grads) for layer in net.dense]


def flat(layers: Pairs) -> np.ndarray:
    """Return every weight and bias of a network, or every slope of a gradient, one after the other: (count,)."""
    return np.concatenate([part.ravel() for pair in layers for part in pair])


def shaped(numbers: np.ndarray, like: Pairs) -> Pairs:
    """Return what `flat` made, (count,), as pairs (W, b) in the shapes of `like`."""
    ends = np.cumsum([part.size for pair in like for part in pair])
    parts = iter(np.split(numbers, ends[:-1]))
    return [(next(parts).reshape(W.shape), next(parts).reshape(b.shape)) for W, b in like]
