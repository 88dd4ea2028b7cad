"""The activations: what a hidden layer makes of each weighted sum."""

import numpy as np

from helpers.network.arguments import Array, Rng
from helpers.network.layers import Layer


class Activation(Layer):
    """The base of the activations: a function a = value(z) of each number, with a derivative that is written with a."""

    ends_a_stage = True

    def value(self, z: Array) -> Array:
        """Return a for each z."""
        raise NotImplementedError

    def derivative(self, a: Array) -> Array:
        """Return da/dz for each value a."""
        raise NotImplementedError

    def forward(self, Z: Array, rng: Rng = None) -> Array:
        """Return A = value(Z) (m, n)."""
        self.A = self.value(Z)
        return self.A

    def backward(self, dA: Array) -> Array:
        """Return dZ = dA * derivative(A) (m, n)."""
        return dA * self.derivative(self.A)


class ReLU(Activation):
    """max(z, 0) (V. Nair and G. Hinton, 2010). The derivative at 0 is taken as 0."""

    def value(self, z: Array) -> Array:
        """Return max(z, 0)."""
        return np.maximum(z, 0)

    def derivative(self, a: Array) -> Array:
        """Return 1 where a is positive, else 0."""
        return np.sign(a)


class Tanh(Activation):
    """The hyperbolic tangent."""

    def value(self, z: Array) -> Array:
        """Return tanh(z), in -1..1."""
        return np.tanh(z)

    def derivative(self, a: Array) -> Array:
        """Return 1 - a squared."""
        return 1 - a * a


class Sigmoid(Activation):
    """The logistic function 1 / (1 + exp(-z))."""

    def value(self, z: Array) -> Array:
        """Return 1 / (1 + exp(-z)), in 0..1."""
        from scipy.special import expit  # not every network has one: scipy need not be there before

        a: Array = expit(z)
        return a

    def derivative(self, a: Array) -> Array:
        """Return a (1 - a)."""
        return a * (1 - a)


HIDDEN: dict[str, type[Activation]] = {"relu": ReLU, "tanh": Tanh, "sigmoid": Sigmoid}
GAIN = {"relu": 2.0, "tanh": 1.0, "sigmoid": 1.0}


def activation_named(hidden: str) -> type[Activation]:
    """Return the class of an activation by its name in `HIDDEN`; ValueError for another, with the likely one."""
    if hidden not in HIDDEN:
        likely = str(hidden).lower()
        meant = f": write {likely!r}, in lower case" if likely in HIDDEN else ""
        raise ValueError(f"hidden is one of {', '.join(HIDDEN)}, not {hidden!r}{meant}")
    return HIDDEN[hidden]
