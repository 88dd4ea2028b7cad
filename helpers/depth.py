"""The experiments of lesson 07, run apart: networks that go deep, and what mends them where they fail.

Everything is in double precision, so that what the lesson prints does not hang on a machine's rounding.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from helpers import data, network


def digits(runs: Sequence[dict], seeds: int, rate: float) -> list[list[list[float]]]:
    """Return for each run and seed the accuracy on 597 unseen digits after each epoch of plain gradient descent.

    A run has `hidden_layers` of 32 units, `hidden`, which are "relu" or "sigmoid", and `epochs`; `times_he`, by which
    the usual weights are multiplied, or else `scale`, their standard deviation; and `norm`, a layer norm before each
    activation.
    """
    return _each(partial(_digits, rate=rate), runs, seeds)


def three_digits(runs: Sequence[dict], seeds: int) -> list[list[dict[str, list[float]]]]:
    """Return for each run and seed, epoch by epoch, the "loss" on 6000 sums of three digits, even or odd, and
    "unseen", the accuracy on 1500 unseen ones.

    A run has `hidden_layers` of 40 ReLU units, a number of `epochs`, and is of a `kind`: "plain", "norm", with a layer
    norm before each ReLU, or "residual", one plain layer and then blocks of two.
    """
    return _each(_three_digits, runs, seeds)


def _each(train: Callable, runs: Sequence[dict], seeds: int) -> list[list]:
    """Do each run with each seed, two of them at a time."""
    with ProcessPoolExecutor(2) as workers:
        begun = [[workers.submit(train, seed, **run) for seed in range(seeds)] for run in runs]
        return [[one.result() for one in row] for row in begun]


def _digits(
    seed: int,
    rate: float,
    hidden_layers: int,
    epochs: int,
    hidden: str = "relu",
    times_he: float = 1.0,
    scale: float | None = None,
    norm: bool = False,
) -> list[float]:
    rng = np.random.default_rng(seed)
    images, labels = data.digits()
    learned, judged = np.split(rng.permutation(len(labels)), [1200])
    net = network.build([64] + [32] * hidden_layers + [10], rng, hidden, norm=norm, dtype=np.float64)
    for W, _ in net.pairs:
        W *= times_he if scale is None else scale / np.sqrt(2 / len(W))
    X = images.reshape(-1, 64)
    judge, plain = (X[judged], labels[judged]), network.SGD(rate)
    with np.errstate(all="ignore"):  # a network that explodes is what is to be seen
        return network.train(net, X[learned], labels[learned], rng, epochs, 20, plain, validation=judge)["val_accuracy"]


def _three_digits(seed: int, hidden_layers: int, epochs: int, kind: str = "plain") -> dict[str, list[float]]:
    rng = np.random.default_rng(seed)
    (X, y), judge = _sums(rng, 6000), _sums(rng, 1500, unseen=True)
    if kind == "residual":
        net = around([X.shape[1], 40, 2], (hidden_layers - 1) // 2, rng)
    else:
        sizes = [X.shape[1]] + [40] * hidden_layers + [2]
        net = network.build(sizes, rng, norm=kind == "norm", dtype=np.float64)
    seen = network.train(net, X, y, rng, epochs, 80, network.Adam(0.002), validation=judge)
    return {"loss": seen["loss"], "unseen": seen["val_accuracy"]}


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
