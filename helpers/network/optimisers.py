"""What to do with a gradient: each optimiser moves all the parameters w, in place, by their slopes g, both (count,).

The slopes may be overwritten: they are used up.
"""

import numpy as np


class SGD:
    """Plain gradient descent: w -= learning_rate g."""

    def __init__(self, learning_rate: float = 0.1) -> None:
        self.learning_rate = learning_rate

    def step(self, w: np.ndarray, g: np.ndarray) -> None:
        g *= self.learning_rate
        w -= g


class Momentum(SGD):
    """Keeps a speed v = beta v + g, and moves by it (Polyak, 1964): w -= learning_rate v."""

    def __init__(self, learning_rate: float = 0.01, beta: float = 0.9) -> None:
        self.learning_rate, self.beta, self.v = learning_rate, beta, 0.0

    def step(self, w: np.ndarray, g: np.ndarray) -> None:
        self.v = self.beta * self.v + g
        w -= self.learning_rate * self.v


class Adam(SGD):
    """Moves each parameter by the mean of its slopes over their root mean square (Kingma and Ba, 2015)."""

    def __init__(
        self, learning_rate: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8
    ) -> None:
        self.learning_rate, self.beta1, self.beta2, self.eps = learning_rate, beta1, beta2, eps
        self.m = self.v = 0.0
        self.t = 0

    def step(self, w: np.ndarray, g: np.ndarray) -> None:
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
        m_hat = self.m / (1 - self.beta1**self.t)
        v_hat = self.v / (1 - self.beta2**self.t)
        w -= self.learning_rate * m_hat / (np.sqrt(v_hat) + self.eps)
