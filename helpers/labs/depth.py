"""The experiments of lesson 07, run in a subprocess: networks that go deep, and what mends them where they fail.

Everything is in double precision, so that what the lesson prints does not depend on a machine's rounding.
"""

from collections.abc import Callable, Sequence
from concurrent import futures
from functools import partial
from itertools import chain, product
from typing import Any

import numpy as np

from helpers import data, network
from helpers.progress import IN_BROWSER, progress

Run = dict[str, Any]  # the settings of a run
BROWSER_SEEDS = 2
Seen = dict[str, list[float]]  # "loss", epoch by epoch, and "right", the accuracy on unseen rows when it was judged


def one_digit(runs: Sequence[Run], seeds: int, rate: float) -> list[list[Seen]]:
    """Train networks by plain gradient descent on 1200 digits, and judge them by 597 others.

    Parameters
    ----------
    runs : sequence of dict
        A run has `hidden_layers` of 32 units; `hidden`, "relu" or "sigmoid"; `after`, the numbers of epochs after
        which it is judged; `times_he`, by which the usual weights are multiplied, or else `scale`, their standard
        deviation; and `norm`, whether there is a layer norm before each activation.
    seeds : int
        Each run is done with the seeds 0 to seeds - 1.
    rate : float
        The learning rate.

    Returns
    -------
    list of list of dict
        For each run and seed: "loss", epoch by epoch, and "right", the accuracies when it was judged.
    """
    return _each(partial(_one_digit, rate=rate), runs, seeds)


def three_digits(runs: Sequence[Run], seeds: int) -> list[list[Seen]]:
    """Train networks on 6000 sums of three digits, even or odd, and judge them by 1500 others.

    Parameters
    ----------
    runs : sequence of dict
        A run has `hidden_layers` of 40 ReLU units; `after`, the numbers of epochs after which it is judged; and a
        `kind`: "plain", "norm", with a layer norm before each ReLU, or "residual", one plain layer and then blocks of
        two.
    seeds : int
        Each run is done with the seeds 0 to seeds - 1; in a browser, where it takes several times as long, at most two.

    Returns
    -------
    list of list of dict
        For each run and seed: "loss", epoch by epoch, and "right", the accuracies when it was judged.
    """
    if IN_BROWSER and seeds > BROWSER_SEEDS:
        print(f"In the browser only {BROWSER_SEEDS} of the {seeds} seeds are run: training takes longer here.")
        seeds = BROWSER_SEEDS
    return _each(_three_digits, runs, seeds)


def _each(train: Callable[..., Seen], runs: Sequence[Run], seeds: int) -> list[list[Seen]]:
    """Do each run with each seed, two of them at a time, where there are processes."""
    if IN_BROWSER:
        seen = [train(seed, **run) for run, seed in progress(list(product(runs, range(seeds))))]
        return [seen[i : i + seeds] for i in range(0, len(seen), seeds)]
    with futures.ProcessPoolExecutor(2) as workers:
        begun = [[workers.submit(train, seed, **run) for seed in range(seeds)] for run in runs]
        for _ in progress(futures.as_completed(chain(*begun)), total=len(runs) * seeds):
            pass
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
    """Do one run of `one_digit` with one seed."""
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
    """Do one run of `three_digits` with one seed."""
    rng = np.random.default_rng(seed)
    rows, others = _sums(rng, 6000), _sums(rng, 1500, unseen=True)
    n_in = rows[0].shape[1]
    if kind == "residual":
        net = around([n_in, 40, 2], (hidden_layers - 1) // 2, rng)
    else:
        sizes = [n_in] + [40] * hidden_layers + [2]
        net = network.build(sizes, rng, norm=kind == "norm", dtype=np.float64)
    return _trained(net, rows, others, rng, after, 80, network.Adam(0.002))


def _trained(
    net: network.Network,
    rows: tuple[np.ndarray, np.ndarray],
    others: tuple[np.ndarray, np.ndarray],
    rng: np.random.Generator,
    after: Sequence[int],
    batch_size: int,
    optimiser: network.Optimiser,
) -> Seen:
    """Train `net` in one go, with a rest after so many epochs, in which it is judged by the `others`."""
    seen: Seen = {"loss": [], "right": []}
    for epochs in after:
        more = epochs - len(seen["loss"])
        seen["loss"] += network.train(net, rows[0], rows[1], rng, more, batch_size, optimiser, progress=False)["loss"]
        seen["right"].append(net.accuracy(*others))
    return seen


def around(sizes: Sequence[int], blocks: int, rng: np.random.Generator) -> network.Network:
    """Make a network of one hidden layer and then residual blocks of two layers, each of which adds little at first.

    Parameters
    ----------
    sizes : sequence of three int
        The widths of the input, of every hidden layer, and of the output.
    blocks : int
        How many blocks.
    rng : numpy.random.Generator
        Draws the weights.

    Returns
    -------
    Network
        In double precision.
    """
    n_in, width, n_out = sizes
    row: list[network.Layer] = [network.Dense(n_in, width, rng), network.ReLU()]
    for _ in range(blocks):
        quiet = network.Dense(width, width, rng, gain=0.05)
        row.append(network.Residual([network.Dense(width, width, rng), network.ReLU(), quiet]))
    return network.Network([*row, network.Dense(width, n_out, rng)], np.float64)


def _sums(rng: np.random.Generator, count: int, unseen: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Draw three digits side by side, (count, 8 * 24), and whether their sum is odd, (count,)."""
    pictures, shown = data.side_by_side(rng, count, 3, unseen)
    return pictures.reshape(count, -1), shown.sum(axis=1) % 2
