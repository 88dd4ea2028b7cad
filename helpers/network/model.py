"""A network: a list of layers, all their parameters in one long vector, and the way through them and back."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from helpers.network.activations import GAIN, activation_named
from helpers.network.arguments import Array, Rng, float_type, whole
from helpers.network.layers import Dense, Dropout, Layer, LayerNorm
from helpers.network.losses import cross_entropy, most_probable, probabilities, share_right, targets


class Network:
    """Layers in a row, from X (m, n) to P: (m, k) class probabilities, or (m, 1), that of a 1.

    A network holds copies of the layers that it is given, so `Network(net.layers)` begins with the weights of `net` and
    goes its own way. A deep copy or a pickle of a network is such a network, too.

    Parameters
    ----------
    layers : sequence of Layer
        What X goes through, in this order. The last one's outputs are the logits.
    dtype : dtype
        The floating-point type in which everything is computed.

    Attributes
    ----------
    layers : list of Layer
        The copies. Their arrays are views of the two vectors below, so that one line of an optimiser moves them all.
    dense : list of Dense
        Those among them, and in residual blocks, that have weights W and biases b.
    params, grads : array (count,)
        Every parameter, and the gradient of the loss with respect to it.

    Raises
    ------
    ValueError
        If there is no dense layer.
    TypeError
        If `dtype` is not a floating-point type.
    """

    def __init__(self, layers: Sequence[Layer], dtype: DTypeLike = np.float32) -> None:
        self.layers = [layer.copy() for layer in layers]
        owners = self.owners()
        self.dense = [owner for owner in owners if isinstance(owner, Dense)]
        if not self.dense:
            raise ValueError("a network has at least one Dense layer; here is none")
        self.params: Array = np.concatenate(
            [part.ravel() for owner in owners for part in owner.params], dtype=float_type(dtype), casting="unsafe"
        )
        self.grads = np.zeros_like(self.params)
        self.share()

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Become a copy: copied arrays are no views, until they are made so again."""
        self.__dict__.update(state)
        self.share()

    def owners(self) -> list[Layer]:
        """Return the layers that have parameters, blocks taken apart."""
        return [leaf for layer in self.layers for leaf in layer.leaves() if leaf.params]

    def share(self) -> None:
        """Make the layers' arrays views of `params` and `grads`."""
        owners = self.owners()
        for owner, params, grads in zip(owners, cut(self.params, owners), cut(self.grads, owners), strict=True):
            owner.params, owner.grads = params, grads

    @property
    def pairs(self) -> list[tuple[Array, Array]]:
        """Weights and biases [(W, b), ...] of the dense layers; change these arrays, and the network changes."""
        return [(layer.params[0], layer.params[1]) for layer in self.dense]

    def logits(self, A: Array, rng: Rng = None) -> Array:
        """Return the outputs Z (m, k) of the last layer for rows A (m, n), which are in the network's dtype already."""
        for layer in self.layers:
            A = layer.forward(A, rng)
        return A

    def forward(self, X: ArrayLike, rng: Rng = None) -> Array:
        """Return the probabilities that the network gives; to save time, nothing is checked.

        Parameters
        ----------
        X : array (m, n)
            One row for each example; converted to the network's dtype.
        rng : numpy.random.Generator, optional
            Given while training, for dropout.

        Returns
        -------
        array (m, k)
            P, in the network's dtype.
        """
        return probabilities(self.logits(np.asarray(X, self.params.dtype), rng))

    def backward(self, P: Array, Y: Array) -> None:
        """Write the gradient of the mean loss into `grads`.

        Parameters
        ----------
        P : array (m, k)
            What the forward pass returned just before.
        Y : array (m, k)
            Targets, as `targets` makes them.
        """
        dA = np.asarray(P - Y, self.params.dtype)
        dA /= len(dA)
        for layer in self.layers[:0:-1]:
            dA = layer.backward(dA)
        self.layers[0].backward_as_first(dA)

    def activations(self, X: ArrayLike) -> list[Array]:
        """Return what every layer passes on.

        Parameters
        ----------
        X : array (m, n)
            One row for each example.

        Returns
        -------
        list of array (m, units)
            [X, A1, ..., P]: X, then the activations of each hidden layer or residual block, then the probabilities.

        Raises
        ------
        ValueError
            If X does not fit; see `rows`.
        """
        A = self.rows(X)
        seen = [A]
        for layer in self.layers:
            A = layer.forward(A)
            if layer.ends_a_stage:
                seen.append(A)
        return [*seen, probabilities(A)]

    def loss(self, X: ArrayLike, y: ArrayLike) -> float:
        """Return the mean cross-entropy in nats of labels y (m,) for X (m, n), with nothing dropped.

        Raises
        ------
        ValueError
            If X or y does not fit; see `examples`.
        """
        X, Y = self.examples(X, y)
        return cross_entropy(self.logits(X), Y)

    def predict(self, X: ArrayLike) -> NDArray[np.intp]:
        """Return the most probable label (m,) for each row of X (m, n); of no rows, no labels.

        Raises
        ------
        ValueError
            If X does not fit; see `rows`.
        """
        return most_probable(self.forward(self.rows(X)))

    def accuracy(self, X: ArrayLike, y: ArrayLike) -> float:
        """Return the share of labels y (m,) that `predict` gets right from X (m, n), in 0..1.

        Raises
        ------
        ValueError
            If X or y does not fit; see `examples`.
        """
        X, Y = self.examples(X, y)
        return share_right(self.forward(X), Y)

    def examples(self, X: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
        """Return X (m, n) in the network's dtype, and labels y (m,) as targets Y (m, k).

        Raises
        ------
        ValueError
            If one of them does not fit the network, if their lengths differ, or if there are no rows.
        """
        X, Y = self.rows(X), self.targets(y)
        if len(X) != len(Y):
            raise ValueError(f"each row of X has its label in y: here are {len(X)} rows and {len(Y)} labels")
        if not len(X):
            raise ValueError("X has no rows: at least one example is needed")
        return X, Y

    def targets(self, y: ArrayLike) -> Array:
        """Return labels y (m,) as targets Y (m, k), in the network's dtype; ValueError for others: see `losses`."""
        return targets(y, len(self.dense[-1].params[1]), self.params.dtype)

    def rows(self, X: ArrayLike) -> Array:
        """Return X (m, n) in the network's dtype.

        Raises
        ------
        ValueError
            If its shape does not fit the first layer, or if it holds NaN or infinity.
        """
        rows, n = np.asarray(X, dtype=self.params.dtype), len(self.dense[0].params[0])
        if rows.ndim != 2 or rows.shape[1] != n:
            raise ValueError(f"X is (m, {n}) for this network, a row for each example; this one has shape {rows.shape}")
        if not np.isfinite(rows).all():
            raise ValueError(f"X holds NaN or infinity, in {rows.dtype}; the network needs finite numbers")
        return rows


def build(
    sizes: Sequence[int],
    rng: np.random.Generator,
    hidden: str = "relu",
    norm: bool = False,
    keep: float = 1.0,
    dtype: DTypeLike = np.float32,
) -> Network:
    """Make a network of these widths.

    Parameters
    ----------
    sizes : sequence of int
        Widths, input first: [n, 1] is one neuron, three sizes are three layers, more are a deep network.
    rng : numpy.random.Generator
        Draws the weights.
    hidden : {"relu", "tanh", "sigmoid"}
        The activation of the hidden layers.
    norm : bool
        Put a layer norm before each hidden activation?
    keep : float
        The share of hidden units that dropout keeps while training, above 0, at most 1.
    dtype : dtype
        The floating-point type in which everything is computed.

    Returns
    -------
    Network

    Raises
    ------
    ValueError
        If there are fewer than two sizes, one is not a whole number or is below 1, or `hidden` or `keep` does not fit.
    TypeError
        If `rng` is not a generator, or `dtype` is not a floating-point type.
    """
    activation, drop = activation_named(hidden), Dropout(keep)
    row: list[Layer] = []
    for n_in, n_out in zip(sizes[:-2], checked(sizes)[1:-1], strict=True):
        row += [Dense(n_in, n_out, rng, GAIN[hidden]), *[LayerNorm(n_out)] * norm, activation(), *[drop] * (keep < 1)]
    return Network([*row, Dense(sizes[-2], sizes[-1], rng, GAIN[hidden])], dtype)


def checked(sizes: Sequence[int]) -> list[int]:
    """Return the sizes as a list; ValueError if there are fewer than two, or one is not a whole number from 1 on."""
    if len(sizes) < 2:
        raise ValueError(f"a network has at least two sizes, its inputs and its outputs; here is {sizes!r}")
    return [whole("each size", size, 1) for size in sizes]


def cut(numbers: Array, owners: Sequence[Layer]) -> list[tuple[Array, ...]]:
    """Cut numbers (count,) into arrays in the shapes of each layer's parameters, which share its memory."""
    ends = list(accumulate(part.size for owner in owners for part in owner.params))
    pieces = iter(zip([0, *ends], ends, strict=False))
    return [tuple(numbers[slice(*next(pieces))].reshape(part.shape) for part in owner.params) for owner in owners]
