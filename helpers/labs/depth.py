"""The experiments of lesson 07, run apart: networks that go deep, and what mends them where they fail.

Everything is in double precision, so that what the lesson prints does not hang on a machine's rounding.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from helpers import data, network

Seen = dict[str, list[float]]  # "loss", epoch by epoch, and "right", the accuracy on unseen rows when it was judged


def one_digit(runs: Sequence[dict], seeds: int, rate: float) -> list[list[Seen]]:
    """Return for each run and seed what was seen of plain gradient descent on 1200 digits, judged by 597 others.

    A run has `hidden_layers` of 32 units, `hidden`, which are "relu" or "sigmoid", and is judged `after` some numbers
    of epochs; `times_he`, by which the usual weights are multiplied, or else `scale`, their standard deviation; and
    `norm`, a layer norm before each activation.
    """
    return _each(partial(_one_digit, rate=rate), runs, seeds)


def three_digits(runs: Sequence[dict], seeds: int) -> list[list[Seen]]:
    """Return for each run and seed what was seen while it learned 6000 sums of three digits, even or odd, judged by
    1500 others.

    A run has `hidden_layers` of 40 ReLU units, is judged `after` some numbers of epochs, and is of a `kind`: "plain",
    "norm", with a layer norm before each ReLU, or "residual", one plain layer and then blocks of two.
    """
    return _each(_three_digits, runs, seeds)


def _each(train: Callable, runs: Sequence[dict], seeds: int) -> list[list]:
    """Do each run with each seed, two of them at a time."""
    with ProcessPoolExecutor(2) as workers:
        begun = [[workers.submit(train, seed, **run) for seed in range(seeds)] for run in runs]
        return [[one.result() for one in row] for row in begun]


def _one_digit(
    seed: int,
    rate: float,
    hidden_layers: int,
    after: Sequence[int],
    hidden: str = "relu",
    times_he: float = 1.0,
    scale: float | None = None,
    norm: bool = False,
) -> Seen:
    rng = np.random.default_rng(seed)
    images, labels = data.digits()
    learned, judged = np.split(rng.permutation(len(labels)), [1200])
    net = network.build([64] + [32] * hidden_layers + [10], rng, hidden, norm=norm, dtype=np.float64)
    for W, _ in net.pairs:
        W *= times_he if scale is None else scale / np.sqrt(2 / len(W))
    X = images.reshape(-1, 64)
    rows = X[learned], labels[learned]
    with np.errstate(all="ignore"):  # a network that explodes is what is to be seen
        return _trained(net, rows, (X[judged], labels[judged]), rng, after, 20, network.SGD(rate))


def _three_digits(seed: int, hidden_layers: int, after: Sequence[int], kind: str = "plain") -> Seen:
    rng = np.random.default_rng(seed)
    rows, others = _sums(rng, 6000), _sums(rng, 1500, unseen=True)
    n_in = rows[0].shape[1]
    if kind == "residual":
        net = around([n_in, 40, 2], (hidden_layers - 1) // 2, rng)
    else:
        sizes = [n_in] + [40] * hidden_layers + [2]
        net = network.build(sizes, rng, norm=kind == "norm", dtype=np.float64)
    return _trained(net, rows, others, rng, after, 80, network.Adam(0.002))


def _trained(net, rows, others, rng, after: Sequence[int], batch_size: int, optimiser: network.SGD) -> Seen:
    """Train `net` in one go, with a rest after so many epochs, in which it is judged by the `others`."""
    seen: Seen = {"loss": [], "right": []}
    for epochs in after:
        more = epochs - len(seen["loss"])
        seen["loss"] += network.train(net, *rows, rng, more, batch_size, optimiser)["loss"]
        seen["right"].append(net.accuracy(*others))
    return seen


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
