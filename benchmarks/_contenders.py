"""Those who train the same network, each in its own way, from the same weights.

A contender gets ready for a row of the table once: it converts the data, and compiles. What it returns puts the first
weights in, and returns the function to be timed, which trains and returns weights and biases.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import torch
from sklearn.neural_network import MLPClassifier

from helpers import network
from helpers.network.arguments import Array
from helpers.network.pairs import Pairs

RATE = 0.05
Run = Callable[[], Pairs]
Contender = Callable[["Row"], Callable[[], Run]]
Jax = Any  # JAX's arrays, and lists of pairs of them


class Row(NamedTuple):
    """One line of the table: a network, its batches, its data, and what its ratio to PyTorch may be at most."""

    name: str
    sizes: list[int]
    batch_size: int
    epochs: int
    table: tuple[Array, np.ndarray[Any, Any]]
    hidden: str
    ceiling: float

    @property
    def X(self) -> Array:
        """The rows (m, n), in single precision."""
        return self.table[0]

    @property
    def y(self) -> np.ndarray[Any, Any]:
        """The labels (m,)."""
        return self.table[1]

    @property
    def steps(self) -> int:
        """How many steps the training takes."""
        return self.epochs * -(-len(self.y) // self.batch_size)


def begin(row: Row) -> network.Network:
    """Return the network with its first weights."""
    return network.build(row.sizes, np.random.default_rng(1), row.hidden)


def orders(row: Row) -> list[np.ndarray[Any, Any]]:
    """Return the order of the rows in each epoch, as `network.train` draws it from the same seed."""
    rng = np.random.default_rng(2)
    return [rng.permutation(len(row.y)) for _ in range(row.epochs)]


def ours(row: Row) -> Callable[[], Run]:
    """The reference network."""

    def start() -> Run:
        net = begin(row)

        def run() -> Pairs:
            network.train(net, row.X, row.y, np.random.default_rng(2), row.epochs, row.batch_size, network.SGD(RATE))
            return net.pairs

        return run

    return start


def pytorch(row: Row) -> Callable[[], Run]:
    """PyTorch, eager: the loop that its tutorials show."""
    binary = row.sizes[-1] == 1
    loss_of = torch.nn.BCEWithLogitsLoss() if binary else torch.nn.CrossEntropyLoss()
    X, y = torch.tensor(row.X), torch.tensor(row.y[:, None].astype(np.float32) if binary else row.y)

    def start() -> Run:
        linears, layers = [], []
        for W, b in begin(row).pairs:
            linear = torch.nn.Linear(*W.shape)
            linear.weight.data, linear.bias.data = torch.tensor(W.T.copy()), torch.tensor(b)
            linears.append(linear)
            layers += [linear, torch.nn.ReLU() if row.hidden == "relu" else torch.nn.Tanh()]
        net = torch.nn.Sequential(*layers[:-1])
        optimiser = torch.optim.SGD(net.parameters(), lr=RATE)

        def run() -> Pairs:
            for order in map(torch.tensor, orders(row)):
                total, X_e, y_e = 0.0, X[order], y[order]
                for X_b, y_b in zip(X_e.split(row.batch_size), y_e.split(row.batch_size), strict=True):
                    optimiser.zero_grad()
                    loss = loss_of(net(X_b), y_b)
                    loss.backward()
                    optimiser.step()
                    total += loss.item() * len(y_b)
            return [(linear.weight.detach().numpy().T, linear.bias.detach().numpy()) for linear in linears]

        return run

    return start


def one_step(row: Row) -> Callable[[Jax, Jax, Jax], tuple[Jax, Jax]]:
    """One step of gradient descent, for JAX to compile: from layers, X and y to layers and the loss."""
    activation = jax.nn.relu if row.hidden == "relu" else jnp.tanh

    def loss_of(layers: Jax, X: Jax, y: Jax) -> Jax:
        for W, b in layers[:-1]:
            X = activation(X @ W + b)
        Z = X @ layers[-1][0] + layers[-1][1]
        if row.sizes[-1] == 1:
            return jnp.mean(jnp.logaddexp(0, Z[:, 0]) - y * Z[:, 0])
        return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(Z), y[:, None], 1))

    def step(layers: Jax, X: Jax, y: Jax) -> tuple[Jax, Jax]:
        loss, grads = jax.value_and_grad(loss_of)(layers, X, y)
        return jax.tree.map(lambda w, g: w - RATE * g, layers, grads), loss

    return step


def in_jax(row: Row) -> Jax:
    """Return the first weights as JAX's arrays."""
    return [(jnp.array(W), jnp.array(b)) for W, b in begin(row).pairs]


def out_of_jax(layers: Jax) -> Pairs:
    """Return weights and biases as NumPy's arrays, when they are there."""
    return [(np.asarray(W), np.asarray(b)) for W, b in jax.block_until_ready(layers)]


def jax_step(row: Row) -> Callable[[], Run]:
    """JAX, each step compiled, in a loop of Python."""
    step, y = jax.jit(one_step(row)), row.y.astype(np.int32)

    def start() -> Run:
        begun = in_jax(row)

        def run() -> Pairs:
            layers = begun
            for order in orders(row):
                losses, X_e, y_e = [], row.X[order], y[order]
                for first in range(0, len(y), row.batch_size):
                    batch = slice(first, first + row.batch_size)
                    layers, loss = step(layers, X_e[batch], y_e[batch])
                    losses.append(loss)
            return out_of_jax(layers)

        return run

    return start


def jax_epoch(row: Row) -> Callable[[], Run]:
    """JAX, a whole epoch compiled: its loop is `lax.scan`."""
    step, X, y = one_step(row), jnp.array(row.X), jnp.array(row.y.astype(np.int32))
    full = len(row.y) // row.batch_size * row.batch_size

    @jax.jit
    def epoch(layers: Jax, X: Jax, y: Jax, order: Jax) -> tuple[Jax, Jax]:
        batches = order[:full].reshape(-1, row.batch_size)
        layers, losses = jax.lax.scan(lambda now, rows: step(now, X[rows], y[rows]), layers, batches)
        if full == len(row.y):
            return layers, losses
        layers, loss = step(layers, X[order[full:]], y[order[full:]])
        return layers, jnp.append(losses, loss)

    def start() -> Run:
        begun = in_jax(row)

        def run() -> Pairs:
            layers = begun
            for order in orders(row):
                layers, _ = epoch(layers, X, y, order.astype(np.int32))
            return out_of_jax(layers)

        return run

    return start


def numba_epoch(row: Row) -> Callable[[], Run]:
    """Numba, a whole training compiled: loops by hand around NumPy's matrix products."""
    from benchmarks._compiled import train  # only here: Numba is optional

    Y = row.y[:, None] == np.arange(max(row.sizes[-1], 2))
    Y = np.ascontiguousarray(Y[:, -row.sizes[-1] :], dtype=np.float32)

    def start() -> Run:
        pairs = [(W.copy(), b.copy()) for W, b in begin(row).pairs]

        def run() -> Pairs:
            weights, biases = tuple(W for W, _ in pairs), tuple(b for _, b in pairs)
            train(row.X, Y, np.array(orders(row)), weights, biases, row.batch_size, row.hidden == "relu", RATE)
            return pairs

        return run

    return start


def scikit_learn(row: Row) -> Callable[[], Run]:
    """One epoch by `fit` sets everything up; then our first weights are put in, and `warm_start` goes on from there."""
    plain = {"solver": "sgd", "alpha": 0, "momentum": 0, "nesterovs_momentum": False, "tol": 0}
    given = {"activation": row.hidden, "batch_size": row.batch_size, "learning_rate_init": RATE, "random_state": 0}

    def start() -> Run:
        net = MLPClassifier(row.sizes[1:-1], **plain, **given, max_iter=1, n_iter_no_change=10**9, warm_start=True)
        net.fit(row.X, row.y)
        pairs = begin(row).pairs
        net.coefs_, net.intercepts_ = [W.copy() for W, _ in pairs], [b.copy() for _, b in pairs]
        net.max_iter = row.epochs

        def run() -> Pairs:
            net.fit(row.X, row.y)
            return list(zip(net.coefs_, net.intercepts_, strict=True))

        return run

    return start


def floor(row: Row) -> Callable[[], Run]:
    """The matrix products of all the steps, and nothing else."""
    rng, pairs = np.random.default_rng(0), begin(row).pairs
    A = [rng.random((row.batch_size, n), dtype=np.float32) for n in row.sizes]

    def run() -> Pairs:
        for _ in range(row.steps):
            for i, (W, _) in enumerate(pairs):
                A[i].dot(W)
                A[i].T.dot(A[i + 1])
                if i:
                    A[i + 1].dot(W.T)
        return pairs

    return lambda: run


CONTENDERS: dict[str, Contender] = {
    "ours": ours,
    "PyTorch": pytorch,
    "JAX step": jax_step,
    "scikit-learn": scikit_learn,
    "JAX epoch": jax_epoch,
    "Numba epoch": numba_epoch,
    "floor": floor,
}
if not find_spec("numba"):
    del CONTENDERS["Numba epoch"]
