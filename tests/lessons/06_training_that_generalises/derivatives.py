"""The derivative that lesson 06 states, beside what central differences give at weights drawn at random."""

import numpy as np

LAMBDA, h = 0.3, 1e-6
layers = [np.random.default_rng(6).normal(size=size) for size in ((3, 4), (4, 2))]


def penalty(layers):
    """The fine R of a list of weights."""
    return LAMBDA / 2 * sum((W**2).sum() for W in layers)


def slope_of_the_fine():
    """What the formula gives for every weight of the first layer, beside the differences."""
    measured = np.zeros(layers[0].shape)
    for i in np.ndindex(measured.shape):
        up, down = layers[0].copy(), layers[0].copy()
        up[i] += h
        down[i] -= h
        measured[i] = (penalty([up, layers[1]]) - penalty([down, layers[1]])) / (2 * h)
    return LAMBDA * layers[0], measured


CHECKS = {r"\frac{\partial R}{\partial W_{ij}} = \lambda W_{ij} .": slope_of_the_fine}
