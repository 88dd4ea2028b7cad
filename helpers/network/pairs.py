"""The reference network as the lessons write it: a list of pairs [(W, b), ...], W (n_in, n_out) and b (n_out,).

One pair is a single layer, two are a network of three layers, more are a deep one. The last layer is softmax, or
sigmoid where it has one output. Everything is computed in the floating-point type of the pairs (float64 for whole
numbers), and no function changes what it is given.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from helpers.network.activations import GAIN, activation_named
from helpers.network.arguments import Array, float_type
from helpers.network.layers import Dense, Gate, Layer
from helpers.network.losses import cross_entropy, probabilities
from helpers.network.model import Network, checked

Pairs = list[tuple[Array, Array]]
Gates = Sequence[ArrayLike | None]


def init(sizes: Sequence[int], rng: np.random.Generator, hidden: str = "tanh", dtype: DTypeLike = np.float32) -> Pairs:
    """Draw the pairs of a network; see `Dense` for how.

    Parameters
    ----------
    sizes : sequence of int
        Widths, input first: [64, 32, 10] gives two pairs.
    rng : numpy.random.Generator
        Draws the weights.
    hidden : {"tanh", "relu", "sigmoid"}
        The activation that the hidden layers will have.
    dtype : dtype
        The floating-point type of the pairs.

    Returns
    -------
    list of (W, b)

    Raises
    ------
    ValueError, TypeError
        As `build` does.
    """
    activation_named(hidden)
    drawn = [
        Dense(n_in, n_out, rng, GAIN[hidden]).params for n_in, n_out in zip(sizes, checked(sizes)[1:], strict=False)
    ]
    dtype = float_type(dtype)
    return [(W.astype(dtype), b.astype(dtype)) for W, b in drawn]


def network_of(layers: Pairs, hidden: str = "tanh", gates: Gates | None = None) -> Network:
    """Make a network with copies of these pairs.

    Parameters
    ----------
    layers : list of (W, b)
        The pairs.
    hidden : {"tanh", "relu", "sigmoid"}
        The activation of the hidden layers.
    gates : sequence of array (m, units) or (units,) or None, optional
        One for each hidden layer: what it passes on is multiplied by this.

    Returns
    -------
    Network

    Raises
    ------
    ValueError
        If `hidden` is another name, or there are not as many gates as hidden layers.
    """
    *inner, last = layers
    row: list[Layer] = []
    for (W, b), gate in zip(inner, gates or [None] * len(inner), strict=True):
        row += [Dense.of(W, b), activation_named(hidden)(), *([] if gate is None else [Gate(gate)])]
    dtype: np.dtype[Any] = np.result_type(*(part for pair in layers for part in pair))
    return Network([*row, Dense.of(*last)], dtype if dtype.kind == "f" else np.float64)


def forward(X: ArrayLike, layers: Pairs, hidden: str = "tanh", gates: Gates | None = None) -> list[Array]:
    """Return the activations of every layer, [X, A1, ..., P], each (m, units); the A are those before their gates.

    Raises
    ------
    ValueError
        If X (m, n) does not fit; see `Network.rows` and `network_of`.
    """
    return network_of(layers, hidden, gates).activations(X)


def loss(X: ArrayLike, y: ArrayLike, layers: Pairs, hidden: str = "tanh") -> float:
    """Return the mean cross-entropy in nats of labels y (m,) for X (m, n).

    Raises
    ------
    ValueError
        If X or y does not fit; see `Network.examples`.
    """
    return network_of(layers, hidden).loss(X, y)


def gradients(
    X: ArrayLike, y: ArrayLike, layers: Pairs, hidden: str = "tanh", gates: Gates | None = None
) -> tuple[float, Pairs]:
    """Return the loss and its gradient [(dW, db), ...], shaped like `layers`; with gates, of the gated network.

    Raises
    ------
    ValueError
        If X (m, n) or the labels y (m,) do not fit; see `Network.examples` and `network_of`.
    """
    net = network_of(layers, hidden, gates)
    rows, Y = net.examples(X, y)
    Z = net.logits(rows)
    net.backward(probabilities(Z), Y)
    return cross_entropy(Z, Y), [(layer.grads[0], layer.grads[1]) for layer in net.dense]


def flat(layers: Pairs) -> Array:
    """Return every number of a network, or of its gradient, one after the other: (count,)."""
    return np.concatenate([part.ravel() for pair in layers for part in pair])


def shaped(numbers: Array, like: Pairs) -> Pairs:
    """Return what `flat` made, (count,), as pairs (W, b) in the shapes of `like`."""
    ends = np.cumsum([part.size for pair in like for part in pair])
    parts = iter(np.split(numbers, ends[:-1]))
    return [(next(parts).reshape(W.shape), next(parts).reshape(b.shape)) for W, b in like]
