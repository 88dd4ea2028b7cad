"""The course's reference network, from one neuron to a deep net by the length of a list.

| file | what it holds |
|---|---|
| `layers` | Dense, ReLU, Tanh, Sigmoid, Dropout, LayerNorm, Residual: forward and back |
| `losses` | what the last layer says, what that costs, and the blame |
| `optimisers` | SGD, Momentum, Adam |
| `model` | `Network`, and `build`, which makes the usual ones from a list of widths |
| `training` | `train`: epochs, mini-batches, L2, early stopping, the history |
| `pairs` | the same network as the lessons write it, `[(W, b), ...]` |

Read in lessons 04 to 07 how each line comes about; while these ask for it, the package is closed. Backpropagation:
D. Rumelhart, G. Hinton and R. Williams, Nature 323 (1986).
"""

from helpers.network.layers import Dense, Dropout, Layer, LayerNorm, ReLU, Residual, Sigmoid, Tanh
from helpers.network.model import HIDDEN, Network, build
from helpers.network.optimisers import SGD, Adam, Momentum
from helpers.network.pairs import flat, forward, gradients, init, loss, shaped
from helpers.network.training import train

__all__ = [
    "HIDDEN", "SGD", "Adam", "Dense", "Dropout", "Layer", "LayerNorm", "Momentum", "Network", "ReLU", "Residual",
    "Sigmoid", "Tanh", "build", "flat", "forward", "gradients", "init", "loss", "shaped", "train",
]  # fmt: skip
