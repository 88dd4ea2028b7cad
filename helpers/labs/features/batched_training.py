"""Batched training: networks of the same sizes trained side by side, each with a seed of its own, so that luck shows.

Ten small networks in a stack take little longer than one: a product of stacks, (s, m, n) @ (s, n, k), is s products
of tables. Hidden layers are ReLU, the last one is softmax; He weights, mini-batches, momentum: lessons 06 and 07.
"""

from collections.abc import Sequence

import numpy as np

from helpers.network import forward, init
from helpers.progress import progress

Layers = list[tuple[np.ndarray, np.ndarray]]  # of one network: W (n_in, n_out), b (n_out,)
Stack = list[np.ndarray]  # of s networks: W (s, n_in, n_out), b (s, 1, n_out), W, b, ...
MOMENTUM = np.float32(0.9)
TINY = np.float32(1e-20)  # added to each velocity: processors are slow on numbers that are nearly 0


def train(
    X: np.ndarray,
    y: np.ndarray,
    sizes: Sequence[int],
    epochs: int,
    rate: float = 0.05,
    batch_size: int = 50,
    seeds: Sequence[int] | None = None,
) -> list[list[Layers]]:
    """Train a network on each of s tables, and return them all, epoch by epoch.

    Parameters
    ----------
    X : ndarray (s, m, n)
        A table of m examples for each network.
    y : ndarray (s, m)
        Their labels.
    sizes : sequence of int
        The layers' widths, input first.
    epochs : int
        How often each network sees its rows; 0 draws it and does not train it.
    rate : float
        The learning rate at the start. It falls to 0 in a straight line.
    batch_size : int
        Rows in a batch; the rest of an epoch's rows, fewer than that, are left out.
    seeds : sequence of int, optional
        Network i is drawn, and its rows are shuffled, by `seeds[i]`; without them, by i.

    Returns
    -------
    list of list of layers
        `train(...)[e][i]` is network i, `[(W, b), ...]`, after e epochs: 0 is before the training, -1 is at its end.
    """
    X, one_hot = np.asarray(X, dtype=np.float32), np.eye(sizes[-1], dtype=np.float32)[np.asarray(y)]
    rngs = [np.random.default_rng(seed) for seed in (range(len(X)) if seeds is None else seeds)]
    stack = _drawn(sizes, rngs)
    velocities, stages = [np.zeros_like(part) for part in stack], [_unstacked(stack)]
    each = np.arange(len(X))[:, None]
    for epoch in progress(range(epochs), "epochs", after=1):
        orders = np.stack([rng.permutation(X.shape[1]) for rng in rngs])
        batches = range(0, X.shape[1] - batch_size + 1, batch_size)
        for start in batches:
            rows = orders[:, start : start + batch_size]
            gradients = _gradients(X[each, rows], one_hot[each, rows], stack)
            left = 1 - (epoch + start / X.shape[1]) / epochs
            for part, velocity, gradient in zip(stack, velocities, gradients, strict=True):
                velocity *= MOMENTUM
                velocity += gradient + TINY
                part -= np.float32(rate * left) * velocity
        stages.append(_unstacked(stack))
    return stages


def activations(X: np.ndarray, layers: Layers) -> list[np.ndarray]:
    """Return what each layer of one network passes on.

    Parameters
    ----------
    X : ndarray (m, n)
        Examples in rows.
    layers : list of (W, b)
        The network.

    Returns
    -------
    list of ndarray (m, units)
        `[X, A1, ..., P]`.
    """
    return forward(X, layers, "relu")


def accuracy(networks: Sequence[Layers], X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the accuracy of each of s networks on its own table.

    Parameters
    ----------
    networks : sequence of layers
        The s networks.
    X : ndarray (s, m, n)
        A table of m examples for each.
    y : ndarray (s, m)
        Their labels.

    Returns
    -------
    ndarray (s,)
        Accuracies in 0..1.
    """
    predicted = [activations(rows, layers)[-1].argmax(axis=1) for layers, rows in zip(networks, X, strict=True)]
    return np.asarray(np.mean(np.array(predicted) == y, axis=1))


def _drawn(sizes: Sequence[int], rngs: Sequence[np.random.Generator]) -> Stack:
    """Draw a network with each generator, and put them into a stack."""
    networks = [init(sizes, rng, "relu") for rng in rngs]
    layers = [zip(*layer, strict=True) for layer in zip(*networks, strict=True)]
    return [part for W, b in layers for part in (np.array(W), np.array(b)[:, None])]


def _gradients(X: np.ndarray, targets: np.ndarray, stack: Stack) -> Stack:
    """Return the gradient of each network's mean loss, in the order and shapes of `stack`; targets are one-hot."""
    passed, pairs = [X], list(zip(stack[::2], stack[1::2], strict=True))
    for W, b in pairs[:-1]:
        passed.append(np.maximum(passed[-1] @ W + b, 0))
    W, b = pairs[-1]
    Z = passed[-1] @ W + b
    P = np.exp(Z - Z.max(axis=2, keepdims=True))  # scipy's softmax is slow on small tables
    dZ = (P / P.sum(axis=2, keepdims=True) - targets) / np.float32(X.shape[1])
    by_layer: Stack = []
    for (W, _), A in zip(pairs[::-1], passed[::-1], strict=True):
        by_layer += [dZ.sum(axis=1, keepdims=True), A.swapaxes(1, 2) @ dZ]
        if A is not X:
            dZ = (dZ @ W.swapaxes(1, 2)) * (A > 0)
    return by_layer[::-1]


def _unstacked(stack: Stack) -> list[Layers]:
    """Take a stack apart into its networks, as copies."""
    pairs = list(zip(stack[::2], stack[1::2], strict=True))
    return [[(W[i].copy(), b[i, 0].copy()) for W, b in pairs] for i in range(len(stack[0]))]
