"""The layers of a network: what each passes on, and how it passes the blame back.

`forward` takes the activations A (m, n) of m examples and returns the next ones. `backward` takes the slope of the
loss with respect to what the layer returned, and returns the slope with respect to what it was given; on the way it
writes the slopes of its own parameters into `grads`. A layer remembers its last forward pass: forward, then backward.
`rng` is given while training and is None afterwards; only Dropout draws from it.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from scipy.special import expit

Rng = np.random.Generator | None


@cache
def ones(m: int, dtype: np.dtype) -> np.ndarray:
    """Return m ones (m,): a product with them is the quickest sum over m rows."""
    return np.ones(m, dtype)


def row_means(A: np.ndarray) -> np.ndarray:
    """Return the mean of each row of A (m, n), as a column (m, 1)."""
    return A.dot(ones(A.shape[1], A.dtype))[:, np.newaxis] / A.shape[1]


class Layer:
    """A layer has arrays that are learned, `params`, and their slopes, `grads`, in the same shapes; or it has none."""

    params: Sequence[np.ndarray] = ()
    grads: Sequence[np.ndarray] = ()
    ends_a_stage = False  # is what this layer returns an activation to be looked at?

    def forward(self, A: np.ndarray, rng: Rng = None) -> np.ndarray:
        raise NotImplementedError

    def backward(self, dA: np.ndarray) -> np.ndarray | None:
        raise NotImplementedError

    def leaves(self) -> Iterator["Layer"]:
        """Yield the layers that this one is made of: itself, unless it is a block of others."""
        yield self


class Dense(Layer):
    """Weighted sums: A (m, n_in) becomes A @ W + b (m, n_out), with W (n_in, n_out) and b (n_out,).

    Weights are drawn normal with variance gain / n_in: 2 suits ReLU (He and others, 2015), 1 suits tanh (LeCun and
    others, 1998). Biases begin at 0.
    """

    is_first = False  # nobody asks for the slope with respect to X

    def __init__(self, n_in: int, n_out: int, rng: np.random.Generator, gain: float = 2.0) -> None:
        self.params = (rng.normal(0, np.sqrt(gain / n_in), (n_in, n_out)), np.zeros(n_out))

    @classmethod
    def of(cls, W: np.ndarray, b: np.ndarray) -> "Dense":
        """Make a layer with these weights (n_in, n_out) and biases (n_out,)."""
        layer = cls.__new__(cls)
        layer.params = (W, b)
        return layer

    def forward(self, A: np.ndarray, rng: Rng = None) -> np.ndarray:
        self.A = A
        W, b = self.params
        Z = A.dot(W)  # A @ W; on small arrays `dot` begins sooner
        Z += b
        return Z

    def backward(self, dZ: np.ndarray) -> np.ndarray | None:
        (W, _), (dW, db) = self.params, self.grads
        self.A.T.dot(dZ, out=dW)
        ones(len(dZ), dZ.dtype).dot(dZ, out=db)
        return None if self.is_first else dZ.dot(W.T)


class Activation(Layer):
    """A function of each number. Its slope is written with its value a, which the forward pass has left."""

    ends_a_stage = True

    def forward(self, Z: np.ndarray, rng: Rng = None) -> np.ndarray:
        self.A = self.value(Z)
        return self.A

    def backward(self, dA: np.ndarray) -> np.ndarray:
        return dA * self.slope(self.A)


class ReLU(Activation):
    def value(self, z: np.ndarray) -> np.ndarray:
        return np.maximum(z, 0)

    def slope(self, a: np.ndarray) -> np.ndarray:
        return np.sign(a)  # 1 where something passed, else 0


class Tanh(Activation):
    def value(self, z: np.ndarray) -> np.ndarray:
        return np.tanh(z)

    def slope(self, a: np.ndarray) -> np.ndarray:
        return 1 - a * a


class Sigmoid(Activation):
    def value(self, z: np.ndarray) -> np.ndarray:
        return expit(z)

    def slope(self, a: np.ndarray) -> np.ndarray:
        return a * (1 - a)


class Gate(Layer):
    """Multiplies by a mask, (m, n) or (n,)."""

    def __init__(self, mask: np.ndarray) -> None:
        self.mask = mask

    def forward(self, A: np.ndarray, rng: Rng = None) -> np.ndarray:
        return A * self.mask

    def backward(self, dA: np.ndarray) -> np.ndarray:
        return dA * self.mask


class Dropout(Gate):
    """While training, keeps each number with probability `keep`, times 1 / keep (Srivastava and others, 2014)."""

    def __init__(self, keep: float) -> None:
        if not 0 < keep <= 1:
            raise ValueError(f"keep is the share of units that stay: above 0, at most 1, not {keep}")
        self.keep = keep

    def forward(self, A: np.ndarray, rng: Rng = None) -> np.ndarray:
        kept = np.ones(A.shape) if rng is None else (rng.random(A.shape) < self.keep) / self.keep
        self.mask = kept.astype(A.dtype)
        return A * self.mask


class LayerNorm(Layer):
    """Standardises each row of n, then stretches by a gain (n,) and moves by a shift (n,) (Ba and others, 2016)."""

    def __init__(self, n: int, eps: float = 1e-5) -> None:
        self.params, self.eps = (np.ones(n), np.zeros(n)), eps

    def forward(self, Z: np.ndarray, rng: Rng = None) -> np.ndarray:
        centred = Z - row_means(Z)
        self.spread = np.sqrt(row_means(centred * centred) + self.eps)
        self.standard = centred / self.spread
        gain, shift = self.params
        return self.standard * gain + shift

    def backward(self, dA: np.ndarray) -> np.ndarray:
        every_row = ones(len(dA), dA.dtype)
        every_row.dot(dA * self.standard, out=self.grads[0])
        every_row.dot(dA, out=self.grads[1])
        d = dA * self.params[0]
        return (d - row_means(d) - self.standard * row_means(d * self.standard)) / self.spread


class Residual(Layer):
    """A block of layers with a way round it: A + block(A), both of one shape (He and others, 2016)."""

    ends_a_stage = True

    def __init__(self, block: Sequence[Layer]) -> None:
        self.block = list(block)

    def forward(self, A: np.ndarray, rng: Rng = None) -> np.ndarray:
        inside = A
        for layer in self.block:
            inside = layer.forward(inside, rng)
        return A + inside

    def backward(self, dA: np.ndarray) -> np.ndarray:
        inside = dA
        for layer in reversed(self.block):
            inside = layer.backward(inside)
        return dA + inside

    def leaves(self) -> Iterator[Layer]:
        for layer in self.block:
            yield from layer.leaves()
