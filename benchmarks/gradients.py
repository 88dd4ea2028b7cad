"""Do the reference network's gradients agree with PyTorch's? `python -m benchmarks gradients` tries random networks.

Each network is drawn: its widths, its depth, its activations, with or without layer norm, residual blocks, masks and a
single output; its gains, shifts and biases, too, are random. All is in double precision. What is printed is the largest
difference of a gradient, as a whole array, relative to the larger of the two norms.
"""

import argparse

import numpy as np
import torch
from torch import nn

from helpers import network
from helpers.network.arguments import Array
from helpers.network.layers import Gate

ACTIVATIONS = [(network.ReLU, nn.ReLU), (network.Tanh, nn.Tanh), (network.Sigmoid, nn.Sigmoid)]
Twins = tuple[list[network.Layer], list[nn.Module]]


class Times(nn.Module):
    """What `Gate` is, in PyTorch."""

    def __init__(self, mask: Array) -> None:
        super().__init__()
        self.mask = torch.tensor(mask)

    def forward(self, A: torch.Tensor) -> torch.Tensor:
        """Return A * mask (m, n)."""
        return A * self.mask


class Around(nn.Module):
    """What `Residual` is, in PyTorch."""

    def __init__(self, block: nn.Module) -> None:
        super().__init__()
        self.block = block

    def forward(self, A: torch.Tensor) -> torch.Tensor:
        """Return A + block(A) (m, n)."""
        around: torch.Tensor = A + self.block(A)
        return around


def dense(n_in: int, n_out: int, rng: np.random.Generator) -> Twins:
    """A dense layer, and PyTorch's of the same shape."""
    return [network.Dense(n_in, n_out, rng)], [nn.Linear(n_in, n_out, dtype=torch.float64)]


def hidden(n: int, rng: np.random.Generator) -> Twins:
    """What may follow the weighted sums of a hidden layer of n: a norm perhaps, an activation, a mask perhaps."""
    mine, theirs = ACTIVATIONS[rng.integers(3)]
    layers: list[network.Layer] = [mine()]
    modules: list[nn.Module] = [theirs()]
    if rng.random() < 0.5:
        layers, modules = [network.LayerNorm(n), *layers], [nn.LayerNorm(n, dtype=torch.float64), *modules]
    if rng.random() < 0.3:
        mask = rng.integers(0, 2, n) / 0.5
        layers, modules = [*layers, Gate(mask)], [*modules, Times(mask)]
    return layers, modules


def joined(*parts: Twins) -> Twins:
    """The layers of all parts, one after the other."""
    return [layer for part in parts for layer in part[0]], [module for part in parts for module in part[1]]


def residual(n: int, rng: np.random.Generator) -> Twins:
    """A residual block of two dense layers of n, and PyTorch's."""
    layers, modules = joined(hidden(n, rng), dense(n, n, rng), hidden(n, rng), dense(n, n, rng))
    return [network.Residual(layers)], [Around(nn.Sequential(*modules))]


def twins(rng: np.random.Generator) -> tuple[network.Network, nn.Sequential]:
    """A random network, and PyTorch's with the same parameters."""
    sizes = rng.integers(2, 30, rng.integers(2, 8))
    sizes[-1] = rng.integers(1, 11)
    parts = []
    for n_in, n_out in zip(sizes[:-2], sizes[1:-1], strict=True):
        parts += [dense(n_in, n_out, rng), hidden(n_out, rng)] + [residual(n_out, rng)] * (rng.random() < 0.4)
    layers, modules = joined(*parts, dense(sizes[-2], sizes[-1], rng))
    net, theirs = network.Network(layers, np.float64), nn.Sequential(*modules)
    net.params += rng.normal(0, 0.3, net.params.shape)
    for module, owner in zip(learned(theirs), net.owners(), strict=True):
        first, second = owner.params
        module.weight.data, module.bias.data = torch.tensor(np.ascontiguousarray(first.T)), torch.tensor(second)
    return net, theirs


def learned(net: nn.Module) -> list[nn.Linear | nn.LayerNorm]:
    """PyTorch's modules that have a weight and a bias."""
    return [module for module in net.modules() if isinstance(module, nn.Linear | nn.LayerNorm)]


def difference(seed: int) -> float:
    """The largest relative difference between a gradient of ours and PyTorch's, over a random network's parameters."""
    rng = np.random.default_rng(seed)
    net, theirs = twins(rng)
    m, k = int(rng.integers(1, 40)), len(net.dense[-1].params[1])
    X, y = rng.normal(size=(m, len(net.dense[0].params[0]))), rng.integers(0, max(k, 2), m)
    net.backward(net.forward(X), net.targets(y))
    Z = theirs(torch.tensor(X))
    true = torch.tensor(y[:, None].astype(float) if k == 1 else y)
    (nn.functional.binary_cross_entropy_with_logits if k == 1 else nn.functional.cross_entropy)(Z, true).backward()
    return max(
        apart(mine, np.asarray(parameter.grad).T)
        for owner, module in zip(net.owners(), learned(theirs), strict=True)
        for mine, parameter in zip(owner.grads, (module.weight, module.bias), strict=True)
    )


def apart(a: Array, b: Array) -> float:
    """The difference of two gradients, relative to the larger of their norms."""
    return float(np.linalg.norm(a - b)) / max(float(np.linalg.norm(a)), float(np.linalg.norm(b)), 1e-12)


def main() -> int:
    """Compare; return 1 if a gradient differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks gradients", description=__doc__.splitlines()[0])
    parser.add_argument("--networks", type=int, default=500, help="how many networks are drawn (500)")
    count = parser.parse_args().networks
    worst = max(difference(seed) for seed in range(count))
    print(
        f"{count} random networks in double precision: no gradient differs from PyTorch {torch.__version__}'s by more "
        f"than {worst:.1e} of its norm."
    )
    return 0 if worst < 1e-9 else 1


if __name__ == "__main__":
    raise SystemExit(main())
