"""What to do with a gradient: each optimiser moves all the parameters w, in place, by their gradient g, both (count,).

The gradient may be overwritten: it is used up. An optimiser belongs to one training, whose averages it keeps.
"""

from typing import Protocol

import numpy as np

from helpers.network.arguments import Array, number


class Optimiser(Protocol):
    """Anything that has the method `step`."""

    def step(self, w: Array, g: Array) -> None:
        """Move the parameters w (count,) in place, by their gradient g (count,), which may be overwritten."""


class SGD:
    """Plain gradient descent: w -= learning_rate g.

    Parameters
    ----------
    learning_rate : float
        The size of a step, at least 0.

    Raises
    ------
    ValueError
        If the learning rate is negative, NaN or infinite.
    """

    def __init__(self, learning_rate: float = 0.1) -> None:
        self.learning_rate = number("learning_rate", learning_rate)

    def step(self, w: Array, g: Array) -> None:
        """Move w (count,) in place by its gradient g (count,), which is overwritten."""
        g *= self.learning_rate
        w -= g


class Momentum:
    """Gradient descent with a velocity: v = beta v + g, w -= learning_rate v (B. Polyak, 1964).

    Parameters
    ----------
    learning_rate : float
        The size of a step, at least 0.
    beta : float
        The share of the velocity that stays from step to step, in 0..1, below 1.

    Raises
    ------
    ValueError
        If one of these is out of range.
    """

    def __init__(self, learning_rate: float = 0.01, beta: float = 0.9) -> None:
        self.learning_rate, self.beta = number("learning_rate", learning_rate), number("beta", beta, below=1)
        self.v: Array | float = 0.0

    def step(self, w: Array, g: Array) -> None:
        """Move w (count,) in place by its gradient g (count,)."""
        self.v = self.beta * self.v + g
        w -= self.learning_rate * self.v


class Adam:
    """Steps by the gradient's running mean over its root mean square (D. Kingma and J. Ba, 2015, algorithm 1).

    Parameters
    ----------
    learning_rate : float
        About how far a parameter moves in a step, at least 0.
    beta1, beta2 : float
        The shares of the running means of g and of g squared that stay from step to step, in 0..1, below 1.
    eps : float
        Added to the root, so that the division is safe.

    Raises
    ------
    ValueError
        If one of these is out of range.
    """

    def __init__(
        self, learning_rate: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8
    ) -> None:
        self.learning_rate, self.eps = number("learning_rate", learning_rate), number("eps", eps)
        self.beta1, self.beta2 = number("beta1", beta1, below=1), number("beta2", beta2, below=1)
        self.m: Array | float = 0.0
        self.v: Array | float = 0.0
        self.t = 0

    def step(self, w: Array, g: Array) -> None:
        """Move w (count,) in place by its gradient g (count,)."""
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
        m_hat = self.m / (1 - self.beta1**self.t)
        v_hat = self.v / (1 - self.beta2**self.t)
        w -= self.learning_rate * m_hat / (np.sqrt(v_hat) + self.eps)
