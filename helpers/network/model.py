"""A network: a list of layers, all their parameters in one long vector, and the way through them and back."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from helpers.network.layers import Dense, Dropout, Layer, LayerNorm, ReLU, Rng, Sigmoid, Tanh
from helpers.network.losses import cost, probabilities, targets

HIDDEN = {"relu": ReLU, "tanh": Tanh, "sigmoid": Sigmoid}
GAIN = {"relu": 2.0, "tanh": 1.0, "sigmoid": 1.0}


class Network:
    """Layers in a row, from X (m, n) to P: (m, k) class probabilities, or (m, 1), that of a 1.

    `params` (count,) holds every parameter and `grads` every slope; the layers' own arrays are views of these two, so
    that one line of an optimiser moves them all. Everything is computed in `dtype`.
    """

    def __init__(self, layers: Sequence[Layer], dtype: type = np.float32) -> None:
        self.layers = list(layers)
        self.layers[0].is_first = True
        owners = [leaf for layer in self.layers for leaf in layer.leaves() if leaf.params]
        self.dense = [owner for owner in owners if isinstance(owner, Dense)]
        self.params = np.concatenate([part.ravel() for owner in owners for part in owner.params]).astype(dtype)
        self.grads = np.zeros_like(self.params)
        for owner, params, grads in zip(owners, cut(self.params, owners), cut(self.grads, owners), strict=True):
            owner.params, owner.grads = params, grads

    @property
    def pairs(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Weights and biases [(W, b), ...] of the dense layers; change these arrays, and the network changes."""
        return [tuple(layer.params) for layer in self.dense]

    def forward(self, X: np.ndarray, rng: Rng = None) -> np.ndarray:
        """Return P for X (m, n), in the network's dtype. `rng` is given while training, for dropout."""
        A = X
        for layer in self.layers:
            A = layer.forward(A, rng)
        return probabilities(A)

    def backward(self, P: np.ndarray, Y: np.ndarray) -> None:
        """Leave in `grads` the slopes of the mean loss of targets Y (m, k), after a forward pass that gave P."""
        dA = P - Y
        dA /= len(Y)
        for layer in reversed(self.layers):
            dA = layer.backward(dA)

    def activations(self, X: np.ndarray) -> list[np.ndarray]:
        """Return [X, A1, ..., P]: what each hidden layer or residual block passes on, each (m, units)."""
        A = self.rows(X)
        seen = [A]
        for layer in self.layers:
            A = layer.forward(A)
            if layer.ends_a_stage:
                seen.append(A)
        return [*seen, probabilities(A)]

    def loss(self, X: np.ndarray, y: np.ndarray) -> float:
        """Return the mean loss of labels y (m,) for X (m, n), nothing dropped."""
        return cost(self.forward(self.rows(X)), self.targets(y))

    def predict(self, X: np.ndarray) -> np.ndarray:
        """Return the label (m,) that the network thinks likeliest for each row."""
        P = self.forward(self.rows(X))
        return (P[:, 0] > 0.5).astype(int) if P.shape[1] == 1 else P.argmax(axis=1)

    def accuracy(self, X: np.ndarray, y: np.ndarray) -> float:
        """Return the share of labels y (m,) that `predict` gets right, in 0..1."""
        return float(np.mean(self.predict(X) == np.asarray(y)))

    def targets(self, y: np.ndarray) -> np.ndarray:
        return targets(y, len(self.dense[-1].params[1]), self.params.dtype)

    def rows(self, X: np.ndarray) -> np.ndarray:
        """Return X (m, n) in the network's dtype. ValueError where it does not fit the first layer."""
        X, n = np.asarray(X, dtype=self.params.dtype), len(self.dense[0].params[0])
        if X.ndim != 2 or X.shape[1] != n:
            raise ValueError(f"X is (m, {n}) for this network, a row for each example; this one has shape {X.shape}")
        return X


def build(
    sizes: Sequence[int],
    rng: np.random.Generator,
    hidden: str = "relu",
    norm: bool = False,
    keep: float = 1.0,
    dtype: type = np.float32,
) -> Network:
    """Make a network of these widths, input first: [n, 1] is one neuron, three are three layers, more are deep.

    `hidden` is "relu", "tanh" or "sigmoid". With `norm` the sums of hidden layers are layer-normed; with `keep` below
    1 hidden layers drop units while training.
    """
    if len(sizes) < 2 or hidden not in HIDDEN:
        raise ValueError(f"a network has at least two sizes, and hidden is one of {', '.join(HIDDEN)}")
    row: list[Layer] = []
    for n_in, n_out in zip(sizes[:-2], sizes[1:-1], strict=True):
        row += [Dense(n_in, n_out, rng, GAIN[hidden]), *[LayerNorm(n_out)] * norm, HIDDEN[hidden]()]
        row += [Dropout(keep)] * (keep < 1)
    return Network([*row, Dense(sizes[-2], sizes[-1], rng, GAIN[hidden])], dtype)


def cut(numbers: np.ndarray, owners: Sequence[Layer]) -> list[list[np.ndarray]]:
    """Cut numbers (count,) into arrays in the shapes of each layer's parameters, which share its memory."""
    ends = list(accumulate(part.size for owner in owners for part in owner.params))
    pieces = iter(zip([0, *ends], ends, strict=False))
    return [[numbers[slice(*next(pieces))].reshape(part.shape) for part in owner.params] for owner in owners]
