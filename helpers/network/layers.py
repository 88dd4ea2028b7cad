"""The layers of a network: what each passes on, and how each passes the gradient back.

`rng` is given while training and is None afterwards; only Dropout draws from it. A layer remembers its last forward
pass: call forward, then backward.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from functools import cache
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from helpers.network.arguments import Array, Rng, generator, number, whole


@cache
def ones(m: int, dtype: np.dtype[np.floating[Any]]) -> Array:
    """Return m ones (m,): a product with them is the quickest sum over m rows."""
    return np.ones(m, dtype)


def row_means(A: Array) -> Array:
    """Return the mean of each row of A (m, n), as a column (m, 1)."""
    means: Array = A.dot(ones(A.shape[1], A.dtype))[:, np.newaxis] / A.shape[1]
    return means


class Layer:
    """The base of all layers: a function of m rows, perhaps with parameters that are learned.

    Attributes
    ----------
    params, grads : tuple of array
        The parameters, and their gradients in the same shapes; empty where nothing is learned.
    ends_a_stage : bool
        Is what this layer returns an activation worth looking at? See `Network.activations`.
    """

    params: tuple[Array, ...] = ()
    grads: tuple[Array, ...] = ()
    ends_a_stage = False

    def forward(self, A: Array, rng: Rng = None) -> Array:
        """Return what this layer makes of its input, and remember what `backward` needs.

        Parameters
        ----------
        A : array (m, n_in)
            The activations of the layer before, one row for each example.
        rng : numpy.random.Generator, optional
            Given while training.

        Returns
        -------
        array (m, n_out)
        """
        raise NotImplementedError

    def backward(self, dA: Array) -> Array:
        """Write the gradients of the parameters into `grads`, and return the gradient of the input.

        Parameters
        ----------
        dA : array (m, n_out)
            The gradient of the loss with respect to what `forward` returned.

        Returns
        -------
        array (m, n_in)
            The gradient of the loss with respect to what `forward` was given.
        """
        raise NotImplementedError

    def backward_as_first(self, dA: Array) -> None:
        """Do what `backward` does, except for the gradient of the input: nobody needs that of X."""
        self.backward(dA)

    def leaves(self) -> Iterator["Layer"]:
        """Yield the layers that this one is made of: itself, unless it is a block of others."""
        yield self

    def copy(self) -> Self:
        """Return a layer like this one, for another network, which then gives it arrays of its own."""
        return copy(self)


class Dense(Layer):
    """Weighted sums: A (m, n_in) becomes A @ W + b (m, n_out), with W (n_in, n_out) and b (n_out,).

    Weights are drawn from a normal distribution with variance gain / n_in: a gain of 2 suits ReLU (K. He and others,
    2015), 1 suits tanh (Y. LeCun and others, 1998). Biases begin at 0.

    Parameters
    ----------
    n_in, n_out : int
        How many numbers come in and go out, each at least 1.
    rng : numpy.random.Generator
        Draws the weights.
    gain : float
        The weights' variance times n_in, at least 0.

    Raises
    ------
    ValueError
        If a number is out of range.
    TypeError
        If `rng` is not a generator.
    """

    def __init__(self, n_in: int, n_out: int, rng: np.random.Generator, gain: float = 2.0) -> None:
        shape = whole("n_in", n_in, 1), whole("n_out", n_out, 1)
        W = generator(rng).normal(0, np.sqrt(number("gain", gain) / n_in), shape)
        self.params = W, np.zeros(n_out)

    @classmethod
    def of(cls, W: Array, b: Array) -> Self:
        """Make a layer with these weights W (n_in, n_out) and biases b (n_out,)."""
        layer = cls.__new__(cls)
        layer.params = W, b
        return layer

    def forward(self, A: Array, rng: Rng = None) -> Array:
        """Return A @ W + b (m, n_out)."""
        self.A = A
        W, b = self.params
        Z: Array = A.dot(W)  # A @ W; on small arrays `dot` begins sooner
        Z += b
        return Z

    def backward(self, dZ: Array) -> Array:
        """Write dW = A.T @ dZ and db = the sum of dZ's rows; return dA = dZ @ W.T (m, n_in)."""
        self.backward_as_first(dZ)
        dA: Array = dZ.dot(self.params[0].T)
        return dA

    def backward_as_first(self, dZ: Array) -> None:
        """Write dW and db."""
        dW, db = self.grads
        self.A.T.dot(dZ, out=dW)
        ones(len(dZ), dZ.dtype).dot(dZ, out=db)


class Gate(Layer):
    """Multiplies by a fixed mask.

    Parameters
    ----------
    mask : array (m, n) or (n,)
        A factor for each number, or for each column.
    """

    def __init__(self, mask: ArrayLike) -> None:
        self.mask = np.asarray(mask, float)

    def forward(self, A: Array, rng: Rng = None) -> Array:
        """Return A * mask (m, n), in A's dtype."""
        gated: Array = np.multiply(A, self.mask, dtype=A.dtype)
        return gated

    def backward(self, dA: Array) -> Array:
        """Return dA * mask (m, n), in dA's dtype."""
        gated: Array = np.multiply(dA, self.mask, dtype=dA.dtype)
        return gated


class Dropout(Layer):
    """While training, sets each number to 0 with probability 1 - keep, and divides the others by keep.

    Source: N. Srivastava and others, 2014; in this "inverted" form nothing has to be done after the training.

    Parameters
    ----------
    keep : float
        The share of units that stay: above 0, at most 1.

    Raises
    ------
    ValueError
        If `keep` is out of range.
    """

    def __init__(self, keep: float) -> None:
        if not 0 < keep <= 1:
            raise ValueError(f"keep is the share of units that stay: above 0, at most 1, not {keep}")
        self.keep = keep

    def forward(self, A: Array, rng: Rng = None) -> Array:
        """Return A * mask (m, n): with a mask drawn from `rng`, or with ones where there is none."""
        kept = np.ones(A.shape) if rng is None else (rng.random(A.shape) < self.keep) / self.keep
        self.mask = kept.astype(A.dtype)
        return A * self.mask

    def backward(self, dA: Array) -> Array:
        """Return dA * mask (m, n)."""
        return dA * self.mask


class LayerNorm(Layer):
    """Standardises each row, then multiplies by a gain (n,) and adds a shift (n,) (J. Ba and others, 2016).

    Parameters
    ----------
    n : int
        The length of a row, at least 1. The gain begins at 1, the shift at 0.
    eps : float
        Added to the variance, so that the division is safe.

    Raises
    ------
    ValueError
        If a number is out of range.
    """

    def __init__(self, n: int, eps: float = 1e-5) -> None:
        self.params, self.eps = (np.ones(whole("n", n, 1)), np.zeros(n)), number("eps", eps)

    def forward(self, Z: Array, rng: Rng = None) -> Array:
        """Return gain * (Z - mean) / sqrt(variance + eps) + shift (m, n)."""
        centred = Z - row_means(Z)
        self.spread = np.sqrt(row_means(centred * centred) + self.eps)
        self.standard = centred / self.spread
        gain, shift = self.params
        A: Array = self.standard * gain + shift
        return A

    def backward(self, dA: Array) -> Array:
        """Write the gradients of gain and shift; return dZ (m, n)."""
        every_row = ones(len(dA), dA.dtype)
        every_row.dot(dA * self.standard, out=self.grads[0])
        every_row.dot(dA, out=self.grads[1])
        d = dA * self.params[0]
        dZ: Array = (d - row_means(d) - self.standard * row_means(d * self.standard)) / self.spread
        return dZ


class Residual(Layer):
    """A block of layers and a way around it: A + block(A), both of one shape (K. He and others, 2016).

    Parameters
    ----------
    block : sequence of Layer
        The layers inside. The block holds copies of them.
    """

    ends_a_stage = True

    def __init__(self, block: Sequence[Layer]) -> None:
        self.block = [layer.copy() for layer in block]

    def forward(self, A: Array, rng: Rng = None) -> Array:
        """Return A + block(A) (m, n)."""
        inside = A
        for layer in self.block:
            inside = layer.forward(inside, rng)
        return A + inside

    def backward(self, dA: Array) -> Array:
        """Write the gradients of the block; return the sum of both ways' gradients (m, n)."""
        inside = dA
        for layer in reversed(self.block):
            inside = layer.backward(inside)
        return dA + inside

    def leaves(self) -> Iterator[Layer]:
        """Yield the layers of the block."""
        for layer in self.block:
            yield from layer.leaves()

    def copy(self) -> Self:
        """Return a block of copies."""
        twin = super().copy()
        twin.block = [layer.copy() for layer in self.block]
        return twin
