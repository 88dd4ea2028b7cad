"""How fast is the reference network? `python -m benchmarks network` trains it beside PyTorch, scikit-learn and JAX.

Every contender trains the same network from the same weights on the same rows for the same epochs, by plain gradient
descent in single precision, on one thread of one core, and keeps the loss. Ours, PyTorch and JAX get the same batches
in the same order, and must arrive at the same loss; scikit-learn draws its own order, and must arrive near it. Rounds
are interleaved, and what is compared is seconds of CPU: the median over the rounds of each one's ratio to PyTorch in
the same round. Compiling (JAX) and converting the data are not counted.
"""

import argparse
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_digits, make_moons
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_info

from helpers import data, network

RATE = 0.05
Pairs = list[tuple[np.ndarray, np.ndarray]]


class Row(NamedTuple):
    """One line of the table: a network, its batches, its data, and what its ratio to PyTorch may be at most."""

    name: str
    sizes: list[int]
    batch_size: int
    epochs: int
    table: tuple[np.ndarray, np.ndarray]
    hidden: str
    ceiling: float

    @property
    def X(self) -> np.ndarray:
        return self.table[0]

    @property
    def y(self) -> np.ndarray:
        return self.table[1]


def rows() -> list[Row]:
    X, y = make_moons(1000, noise=0.2, random_state=0)
    moons = X.astype(np.float32), y
    images, labels = load_digits(return_X_y=True)
    digits = (images / 16).astype(np.float32), labels
    images, labels = data.mnist()
    mnist = images.reshape(len(images), -1)[:4000].astype(np.float32), labels[:4000]
    deep, wide = [64, *[64] * 6, 10], [784, 128, 64, 10]
    return [
        Row("moons 2-4-1, batch 32", [2, 4, 1], 32, 10, moons, "tanh", 0.12),
        Row("digits 64-32-10, batch 32", [64, 32, 10], 32, 6, digits, "relu", 0.20),
        Row("digits 64-(6 x 64)-10, batch 32", deep, 32, 3, digits, "relu", 0.40),
        Row("MNIST 784-30-10, batch 32", [784, 30, 10], 32, 2, mnist, "relu", 0.35),
        Row("MNIST 784-128-64-10, batch 32", wide, 32, 1, mnist, "relu", 0.60),
        Row("MNIST 784-128-64-10, batch 128", wide, 128, 3, mnist, "relu", 0.80),
    ]


def begin(row: Row) -> network.Network:
    return network.build(row.sizes, np.random.default_rng(1), row.hidden)


def orders(row: Row) -> list[np.ndarray]:
    """The order of the rows in each epoch, as `network.train` draws it from the same seed."""
    rng = np.random.default_rng(2)
    return [rng.permutation(len(row.y)) for _ in range(row.epochs)]


# Each contender gets ready, and returns a function to be timed, which trains and returns weights and biases.


def ours(row: Row) -> Callable[[], Pairs]:
    net = begin(row)

    def run() -> Pairs:
        network.train(net, row.X, row.y, np.random.default_rng(2), row.epochs, row.batch_size, network.SGD(RATE))
        return net.pairs

    return run


def pytorch(row: Row) -> Callable[[], Pairs]:
    layers: list[torch.nn.Module] = []
    for W, b in begin(row).pairs:
        linear = torch.nn.Linear(*W.shape)
        linear.weight.data, linear.bias.data = torch.tensor(W.T.copy()), torch.tensor(b)
        layers += [linear, torch.nn.ReLU() if row.hidden == "relu" else torch.nn.Tanh()]
    net = torch.nn.Sequential(*layers[:-1])
    optimiser = torch.optim.SGD(net.parameters(), lr=RATE)
    binary = row.sizes[-1] == 1
    loss_of = torch.nn.BCEWithLogitsLoss() if binary else torch.nn.CrossEntropyLoss()
    X, y = torch.tensor(row.X), torch.tensor(row.y[:, None].astype(np.float32) if binary else row.y)

    def run() -> Pairs:
        for order in map(torch.tensor, orders(row)):
            total, X_e, y_e = 0.0, X[order], y[order]
            for X_b, y_b in zip(X_e.split(row.batch_size), y_e.split(row.batch_size), strict=True):
                optimiser.zero_grad()
                loss = loss_of(net(X_b), y_b)
                loss.backward()
                optimiser.step()
                total += loss.item() * len(y_b)
        return [(linear.weight.detach().numpy().T, linear.bias.detach().numpy()) for linear in net[::2]]

    return run


def jitted(row: Row) -> Callable:
    """One step of gradient descent, as JAX compiles it."""
    activation = jax.nn.relu if row.hidden == "relu" else jnp.tanh

    def loss_of(layers, X, y):
        for W, b in layers[:-1]:
            X = activation(X @ W + b)
        Z = X @ layers[-1][0] + layers[-1][1]
        if row.sizes[-1] == 1:
            return jnp.mean(jnp.logaddexp(0, Z[:, 0]) - y * Z[:, 0])
        return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(Z), y[:, None], 1))

    @jax.jit
    def step(layers, X, y):
        loss, grads = jax.value_and_grad(loss_of)(layers, X, y)
        return jax.tree.map(lambda w, g: w - RATE * g, layers, grads), loss

    return step


def jax_step(row: Row) -> Callable[[], Pairs]:
    step, y = jitted(row), row.y.astype(np.int32)
    begun = [(jnp.array(W), jnp.array(b)) for W, b in begin(row).pairs]
    for m in {row.batch_size, len(y) % row.batch_size} - {0}:
        step(begun, row.X[:m], y[:m])  # compiled here, once for each size of a batch

    def run() -> Pairs:
        layers = begun
        for order in orders(row):
            losses, X_e, y_e = [], row.X[order], y[order]
            for first in range(0, len(y), row.batch_size):
                batch = slice(first, first + row.batch_size)
                layers, loss = step(layers, X_e[batch], y_e[batch])
                losses.append(loss)
        return [(np.asarray(W), np.asarray(b)) for W, b in jax.block_until_ready(layers)]

    return run


def scikit_learn(row: Row) -> Callable[[], Pairs]:
    """One epoch by `fit` sets everything up; then our first weights are put in, and `warm_start` goes on from there."""
    plain = {"solver": "sgd", "alpha": 0, "momentum": 0, "nesterovs_momentum": False, "tol": 0}
    given = {"activation": row.hidden, "batch_size": row.batch_size, "learning_rate_init": RATE, "random_state": 0}
    net = MLPClassifier(row.sizes[1:-1], **plain, **given, max_iter=1, n_iter_no_change=10**9, warm_start=True)
    net.fit(row.X, row.y)
    net.coefs_, net.intercepts_ = map(list, zip(*[(W.copy(), b.copy()) for W, b in begin(row).pairs], strict=True))
    net.max_iter = row.epochs

    def run() -> Pairs:
        net.fit(row.X, row.y)
        return list(zip(net.coefs_, net.intercepts_, strict=True))

    return run


def floor(row: Row) -> Callable[[], Pairs]:
    """The matrix products of all the steps, and nothing else."""
    rng, pairs = np.random.default_rng(0), begin(row).pairs
    A = [rng.random((row.batch_size, n), dtype=np.float32) for n in row.sizes]

    def run() -> Pairs:
        for _ in range(row.epochs * -(-len(row.y) // row.batch_size)):
            for i, (W, _) in enumerate(pairs):
                A[i].dot(W)
                A[i].T.dot(A[i + 1])
                if i:
                    A[i + 1].dot(W.T)
        return pairs

    return run


CONTENDERS = {"ours": ours, "PyTorch": pytorch, "JAX step": jax_step, "scikit-learn": scikit_learn, "floor": floor}


def timed(run: Callable[[], Pairs]) -> tuple[float, Pairs]:
    begun = time.process_time()
    pairs = run()
    return time.process_time() - begun, pairs


def loss_of(row: Row, pairs: Pairs) -> float:
    parts = [part for W, b in pairs for part in (network.Dense.of(W, b), network.HIDDEN[row.hidden]())]
    return network.Network(parts[:-1], np.float64).loss(row.X, row.y)


def one_round(row: Row) -> dict[str, float]:
    """CPU seconds of each contender's training; RuntimeError where they did not train the same network."""
    seconds, losses = {}, {}
    for name, contender in CONTENDERS.items():
        seconds[name], pairs = timed(contender(row))
        losses[name] = loss_of(row, pairs)
    for name, allowed in {"PyTorch": 0.01, "JAX step": 0.01, "scikit-learn": 0.15}.items():
        if abs(losses[name] / losses["ours"] - 1) > allowed:
            raise RuntimeError(f"{row.name}: {name} ends at a loss of {losses[name]:.4f}, ours at {losses['ours']:.4f}")
    return seconds


def ratios(row: Row, rounds: int) -> dict[str, float]:
    """Each one's CPU seconds over PyTorch's, the median over so many rounds; and PyTorch's microseconds a step."""
    measured = [one_round(row) for _ in range(rounds)]
    found = {name: float(np.median([m[name] / m["PyTorch"] for m in measured])) for name in CONTENDERS}
    steps = row.epochs * -(-len(row.y) // row.batch_size)
    return found | {"step": float(np.median([m["PyTorch"] for m in measured])) / steps * 1e6}


def table(found: dict[str, dict[str, float]], ceilings: dict[str, float]) -> str:
    head = "| network | ours | at most | floor | JAX, jitted step | scikit-learn | PyTorch, µs a step |"
    lines = [head, "|---|---|---|---|---|---|---|"]
    for name, r in found.items():
        numbers = [r["ours"], ceilings[name], r["floor"], r["JAX step"], r["scikit-learn"]]
        lines.append(f"| {name} | " + " | ".join(f"{number:.2f}" for number in numbers) + f" | {r['step']:.0f} |")
    return "\n".join(lines)


def draw(found: dict[str, dict[str, float]], path: Path) -> None:
    """Draw the ratios as rows of points; PyTorch is the line at 1."""
    plt.rcParams["svg.hashsalt"] = "the same file from the same numbers"
    figure, ax = plt.subplots(figsize=(8, 3.6), layout="constrained")
    looks = {"floor": "|", "ours": "o", "JAX step": "s", "scikit-learn": "^"}
    for (name, marker), colour in zip(looks.items(), ["0.4", "#0072B2", "#D55E00", "#009E73"], strict=True):
        ax.plot([r[name] for r in found.values()], list(found), marker, color=colour, label=name, markersize=9)
    ax.axvline(1, color="black", linewidth=1)
    ax.text(0.99, -0.42, "PyTorch, eager", ha="right", fontsize=9)
    ax.set(xlabel="CPU seconds of a training, as a share of PyTorch's", xlim=(0, 1.1), ylim=(len(found) - 0.5, -0.7))
    ax.legend(frameon=False, ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1))
    figure.savefig(path, metadata={"Date": None})


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks network", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9, help="how often everything is measured (9)")
    rounds, here = parser.parse_args().rounds, Path(__file__).parent
    torch.set_num_threads(1)
    warnings.simplefilter("ignore", ConvergenceWarning)
    found = {row.name: ratios(row, rounds) for row in rows()}
    ceilings = {row.name: row.ceiling for row in rows()}
    kernels = {lib["architecture"] for lib in threadpool_info() if lib["internal_api"] == "openblas"}
    print(f"CPU seconds as a ratio to PyTorch {torch.__version__}, eager, one thread; median of {rounds} rounds.")
    print(f"NumPy {np.__version__} with OpenBLAS for {', '.join(kernels)}; JAX {jax.__version__}.\n")
    print(table(found, ceilings))
    draw(found, here / "network.svg")
    late = [n for n, r in found.items() if r["ours"] > min(ceilings[n], r["JAX step"], r["scikit-learn"])]
    print("\nOurs is at or below its ceiling, JAX and scikit-learn in every row." if not late else f"\nNot met: {late}")
    return 1 if late else 0


if __name__ == "__main__":
    raise SystemExit(main())
