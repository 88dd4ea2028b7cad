"""Networks of every kind, and data for them."""

import numpy as np

from helpers import network
from helpers.network.layers import Gate


def dense(n_in, n_out):
    return network.Dense(n_in, n_out, np.random.default_rng(n_in))


ROWS_OF_LAYERS = {
    "one neuron": lambda: [dense(3, 1)],
    "sigmoid units": lambda: [dense(3, 4), network.Sigmoid(), dense(4, 2)],
    "deep, one output": lambda: [dense(3, 4), network.Tanh(), dense(4, 4), network.ReLU(), dense(4, 1)],
    "layer norm": lambda: [dense(3, 5), network.LayerNorm(5), network.ReLU(), dense(5, 3)],
    "gate": lambda: [dense(3, 4), network.Tanh(), Gate(np.array([2.0, 0, 1, 0.5])), dense(4, 3)],
    "residual": lambda: [
        *[dense(3, 4), network.Tanh()],
        network.Residual([network.LayerNorm(4), dense(4, 4), network.ReLU(), dense(4, 4)]),
        network.Residual([dense(4, 4), network.ReLU()]),
        dense(4, 3),
    ],
    "residual first": lambda: [network.Residual([dense(3, 3), network.Tanh(), dense(3, 3)]), dense(3, 2)],
}


def wide_awake(name, dtype=np.float64, m=6):
    """A network of that kind whose every parameter is random, with m rows and their labels."""
    net = network.Network(ROWS_OF_LAYERS[name](), dtype)
    rng = np.random.default_rng(len(name))
    net.params += rng.normal(0, 0.4, net.params.shape).astype(dtype)
    return net, rng.normal(size=(m, 3)), rng.integers(0, max(2, net.dense[-1].params[1].size), m)


def blobs(m=120, seed=0):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 3, m)
    return rng.normal(size=(m, 2)) + 4 * np.array([[0, 1], [1, -1], [-1, -1]])[y], y
