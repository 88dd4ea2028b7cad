"""A crowd of networks, trained side by side: all of the same sizes, each with a seed of its own, so that luck shows.

Ten small networks in a stack take little longer than one: a product of stacks, (s, m, n) @ (s, n, k), is s products
of tables. Hidden layers are ReLU, the last one is softmax; He weights, mini-batches, momentum: lessons 06 and 07.
"""

from collections.abc import Sequence

import numpy as np

from helpers.network import forward, init

Layers = list[tuple[np.ndarray, np.ndarray]]  # of one network: W (n_in, n_out), b (n_out,)
Stack = list[np.ndarray]  # of s networks: W (s, n_in, n_out), b (s, 1, n_out), W, b, ...
MOMENTUM = np.float32(0.9)
TINY = np.float32(1e-20)  # added to each speed: processors are slow on numbers that are nearly 0


def train(
    X: np.ndarray,
    y: np.ndarray,
    sizes: Sequence[int],
    epochs: int,
    rate: float = 0.05,
    batch_size: int = 50,
    seeds: Sequence[int] | None = None,
) -> list[list[Layers]]:
    """Train a network of these sizes on each of s tables, X (s, m, n), y (s, m); return them all, epoch by epoch.

    `train(...)[e][i]` is network i, `[(W, b), ...]`, after e epochs: 0 is before the training, -1 is at its end. It is
    drawn, and its rows are shuffled, by `seeds[i]`, or else by i. The rate falls to 0 in a straight line.
    """
    X, targets = np.asarray(X, dtype=np.float32), np.eye(sizes[-1], dtype=np.float32)[np.asarray(y)]
    rngs = [np.random.default_rng(seed) for seed in (range(len(X)) if seeds is None else seeds)]
    stack = _drawn(sizes, rngs)
    speeds, stages, each = [np.zeros_like(part) for part in stack], [_apart(stack)], np.arange(len(X))[:, None]
    for epoch in range(epochs):
        orders = np.stack([rng.permutation(X.shape[1]) for rng in rngs])
        batches = range(0, X.shape[1] - batch_size + 1, batch_size)
        for start in batches:
            rows = orders[:, start : start + batch_size]
            slopes = _slopes(X[each, rows], targets[each, rows], stack)
            left = 1 - (epoch + start / X.shape[1]) / epochs
            for part, speed, slope in zip(stack, speeds, slopes, strict=True):
                speed *= MOMENTUM
                speed += slope + TINY
                part -= np.float32(rate * left) * speed
        stages.append(_apart(stack))
    return stages


def activations(X: np.ndarray, layers: Layers) -> list[np.ndarray]:
    """Return what each layer of one network passes on, `[X, A1, ..., P]`, each with a row for each of X (m, n)."""
    return forward(X, layers, "relu")


def accuracy(networks: Sequence[Layers], X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the accuracy of each of s networks on its own table, X (s, m, n) and y (s, m): (s,)."""
    called = [activations(rows, layers)[-1].argmax(axis=1) for layers, rows in zip(networks, X, strict=True)]
    return (np.array(called) == y).mean(axis=1)


def _drawn(sizes: Sequence[int], rngs: Sequence[np.random.Generator]) -> Stack:
    """Draw a network with each generator, and put them into a stack."""
    networks = [init(sizes, rng, "relu") for rng in rngs]
    layers = [zip(*layer, strict=True) for layer in zip(*networks, strict=True)]
    return [part for W, b in layers for part in (np.array(W), np.array(b)[:, None])]


def _slopes(X: np.ndarray, targets: np.ndarray, stack: Stack) -> Stack:
    """Return the gradient of each network's mean loss, in the order and shapes of `stack`; targets are one-hot."""
    passed, pairs = [X], list(zip(stack[::2], stack[1::2], strict=True))
    for W, b in pairs[:-1]:
        passed.append(np.maximum(passed[-1] @ W + b, 0))
    W, b = pairs[-1]
    blame = passed[-1] @ W + b
    blame = np.exp(blame - blame.max(axis=2, keepdims=True))  # scipy's softmax is slow on small tables
    blame = (blame / blame.sum(axis=2, keepdims=True) - targets) / np.float32(X.shape[1])
    slopes = []
    for (W, _), A in zip(pairs[::-1], passed[::-1], strict=True):
        slopes += [blame.sum(axis=1, keepdims=True), A.swapaxes(1, 2) @ blame]
        if A is not X:
            blame = (blame @ W.swapaxes(1, 2)) * (A > 0)
    return slopes[::-1]


def _apart(stack: Stack) -> list[Layers]:
    """Take a stack apart into its networks, as copies."""
    pairs = list(zip(stack[::2], stack[1::2], strict=True))
    return [[(W[i].copy(), b[i, 0].copy()) for W, b in pairs] for i in range(len(stack[0]))]
