"""The derivatives that lesson 07 states, beside what central differences give."""

import numpy as np
from scipy.special import expit

h = 1e-6
rng = np.random.default_rng(7)


def slope_of_the_sigmoid():
    """What the formula gives over a range of sums, beside the differences."""
    z = np.linspace(-5, 5, 41)
    return expit(z) * (1 - expit(z)), (expit(z + h) - expit(z - h)) / (2 * h)


def through_the_switch():
    """The message at each sum of two ReLU layers, dL/dz by the formula from dL/da, beside the differences of L."""
    z, W, weights = rng.normal(size=(5, 4)), rng.normal(size=(4, 3)), rng.normal(size=(5, 3))

    def loss_said(a):
        return np.sum(weights * np.tanh(a @ W))

    def loss_heard(z):
        return loss_said(np.maximum(z, 0))

    def measured(f, at):
        slopes = np.zeros(at.shape)
        for i in np.ndindex(at.shape):
            step = np.zeros(at.shape)
            step[i] = h
            slopes[i] = (f(at + step) - f(at - step)) / (2 * h)
        return slopes

    assert np.abs(z).min() > 10 * h, "a sum at the corner has no slope"
    return np.where(z > 0, measured(loss_said, np.maximum(z, 0)), 0), measured(loss_heard, z)


CHECKS = {
    r"\sigma'(z) = \sigma(z) (1 - \sigma(z))": slope_of_the_sigmoid,
    r"\frac{\partial L}{\partial z} = \begin{cases} \dfrac{\partial L}{\partial a} & \text{where } z > 0 \\ 0 & "
    r"\text{where } z < 0 \end{cases}": through_the_switch,
}
