"""The course's reference network, from one neuron to a deep net by the length of a list.

| file | what it holds |
|---|---|
| `layers` | Dense, Dropout, LayerNorm, Residual: forward and backward |
| `activations` | ReLU, Tanh, Sigmoid |
| `losses` | from the logits to the probabilities, and to the loss |
| `optimisers` | SGD, Momentum, Adam |
| `model` | `Network`, and `build`, which makes the usual ones from a list of widths |
| `training` | `train`: epochs, mini-batches, L2, early stopping, the history |
| `pairs` | the same network as the lessons write it, `[(W, b), ...]` |
| `digit_reader` | a network that has been trained already, for digits that a learner draws |
| `arguments` | types, and a clear sentence for an argument that does not fit |

Lessons 04 to 07 derive each line; while they ask for it, this package cannot be imported there. Backpropagation:
D. Rumelhart, G. Hinton and R. Williams, Nature 323 (1986).
"""

from helpers.network.activations import HIDDEN, ReLU, Sigmoid, Tanh
from helpers.network.digit_reader import digit_reader
from helpers.network.layers import Dense, Dropout, Layer, LayerNorm, Residual
from helpers.network.model import Network, build
from helpers.network.optimisers import SGD, Adam, Momentum, Optimiser
from helpers.network.pairs import flat, forward, gradients, init, loss, shaped
from helpers.network.training import train

__all__ = [
    "HIDDEN", "SGD", "Adam", "Dense", "Dropout", "Layer", "LayerNorm", "Momentum", "Network", "Optimiser", "ReLU",
    "Residual", "Sigmoid", "Tanh", "build", "digit_reader", "flat", "forward", "gradients", "init", "loss", "shaped",
    "train",
]  # fmt: skip
