"""The experiments of lesson 07, run apart: networks that go deep, and what mends them where they fail.

Everything is in double precision, so that what the lesson prints does not hang on a machine's rounding.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from helpers import data, network


def digits(runs: Sequence[dict], seeds: int, epochs: int, rate: float) -> list[list[float]]:
    """Return for each run the accuracies on 597 unseen digits, one a seed, after plain mini-batch gradient descent.

    A run has `hidden_layers` of 32 ReLU units; `times_he`, by which He's weights are multiplied, or else `scale`, their
    standard deviation; and `norm`, a layer norm before each ReLU.
    """
    return _each(partial(_digits, epochs=epochs, rate=rate), runs, seeds)


def three_digits(runs: Sequence[dict], seeds: int) -> list[list[tuple[float, float]]]:
    """Return for each run and seed the accuracy on 6000 sums of three digits, even or odd, learned from, and on 1500
    unseen ones.

    A run has `hidden_layers` of 48 ReLU units, and is of a `kind`: "plain", "norm", with a layer norm before each
    ReLU, or "residual", one plain layer and then blocks of two.
    """
    return _each(_three_digits, runs, seeds)


def _each(train: Callable, runs: Sequence[dict], seeds: int) -> list[list]:
    """Do each run with each seed, two of them at a time."""
    with ProcessPoolExecutor(2) as workers:
        begun = [[workers.submit(train, seed, **run) for seed in range(seeds)] for run in runs]
        return [[one.result() for one in row] for row in begun]


def _digits(
    seed: int,
    epochs: int,
    rate: float,
    hidden_layers: int,
    times_he: float = 1.0,
    scale: float | None = None,
    norm: bool = False,
) -> float:
    rng = np.random.default_rng(seed)
    images, labels = data.digits()
    learned, judged = np.split(rng.permutation(len(labels)), [1200])
    net = network.build([64] + [32] * hidden_layers + [10], rng, norm=norm, dtype=np.float64)
    for W, _ in net.pairs:
        W *= times_he if scale is None else scale / np.sqrt(2 / len(W))
    X = images.reshape(-1, 64)
    with np.errstate(all="ignore"):  # a network that explodes is what is to be seen
        network.train(net, X[learned], labels[learned], rng, epochs, 20, network.SGD(rate))
        return net.accuracy(X[judged], labels[judged])


def _three_digits(seed: int, hidden_layers: int, kind: str = "plain") -> tuple[float, float]:
    rng = np.random.default_rng(seed)
    (X, y), (X_unseen, y_unseen) = _sums(rng, 6000), _sums(rng, 1500, unseen=True)
    if kind == "residual":
        net = around([X.shape[1], 48, 2], (hidden_layers - 1) // 2, rng)
    else:
        sizes = [X.shape[1]] + [48] * hidden_layers + [2]
        net = network.build(sizes, rng, norm=kind == "norm", dtype=np.float64)
    network.train(net, X, y, rng, 12, 80, network.Adam(0.002))
    return net.accuracy(X, y), net.accuracy(X_unseen, y_unseen)


def around(sizes: Sequence[int], blocks: int, rng: np.random.Generator) -> network.Network:
    """Make a network of one hidden layer and then residual blocks of two, each of which begins by saying little."""
    n_in, width, n_out = sizes
    row: list[network.Layer] = [network.Dense(n_in, width, rng), network.ReLU()]
    for _ in range(blocks):
        quiet = network.Dense(width, width, rng, gain=0.05)
        row.append(network.Residual([network.Dense(width, width, rng), network.ReLU(), quiet]))
    return network.Network([*row, network.Dense(width, n_out, rng)], np.float64)


def _sums(rng: np.random.Generator, count: int, unseen: bool = False) -> tuple[np.ndarray, np.ndarray]:
    pictures, shown = data.side_by_side(rng, count, 3, unseen)
    return pictures.reshape(count, -1), shown.sum(axis=1) % 2
