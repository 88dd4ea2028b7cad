"""What can be reached in the capstone: `python tests/lessons/10_capstone/reach.py` prints the lesson's tables.

Each classifier learns from ten seeds: from the reader's 3200 rows, scored on the 800; and as the grading does it, from
4000 digits flipped and renamed, scored on 1000 others. Some learn from ten seeds more, from all of the reader's 4000
rows, scored on the thousand: the lesson's second table. About six minutes on one processor.
"""

from collections.abc import Callable

import numpy as np
from sklearn.neural_network import MLPClassifier

from helpers import data, network

SEEDS = 10


def averages(X, y, rng):
    means = np.array([X[y == digit].mean(axis=0) for digit in range(10)])
    return lambda images: ((images[:, None] - means) ** 2).sum(axis=(2, 3)).argmin(axis=1)


def trained(*hidden: int, epochs: int = 20, optimiser=lambda: network.SGD(0.1), moved: bool = False, **options):
    """Return a builder of a network of these hidden layers."""

    def build(X, y, rng):
        if moved:
            shifts = [(0, 0), (0, 1), (0, -1), (1, 0), (-1, 0)]
            X, y = np.concatenate([np.roll(X, shift, axis=(1, 2)) for shift in shifts]), np.tile(y, 5)
        net = network.build([784, *hidden, 10], rng, **options)
        network.train(net, X.reshape(-1, 784), y, rng, epochs=epochs, optimiser=optimiser())
        return lambda images: net.predict(images.reshape(-1, 784))

    return build


def by_hand(*hidden: int, epochs: int = 20, rate: float = 0.1):
    """Return a builder in the manner of lesson 07: He, ReLU, softmax, plain mini-batches, all by hand in float64."""

    def build(X, y, rng):
        X, sizes = X.reshape(-1, 784).astype(float), [784, *hidden, 10]
        layers = [[rng.normal(0, np.sqrt(2 / n), (n, k)), np.zeros(k)] for n, k in zip(sizes, sizes[1:], strict=False)]
        for _ in range(epochs):
            for rows in np.array_split(rng.permutation(len(y)), len(y) // 32):
                A = _forward(X[rows], layers)
                dZ = (A[-1] - np.eye(10)[y[rows]]) / len(rows)
                for i in reversed(range(len(layers))):
                    W, b = layers[i]
                    dA = dZ @ W.T * (A[i] > 0)
                    layers[i] = [W - rate * A[i].T @ dZ, b - rate * dZ.sum(axis=0)]
                    dZ = dA
        return lambda images: _forward(images.reshape(-1, 784), layers)[-1].argmax(axis=1)

    return build


def _forward(X, layers):
    A = [X]
    for W, b in layers[:-1]:
        A.append(np.maximum(A[-1] @ W + b, 0))
    Z = A[-1] @ layers[-1][0] + layers[-1][1]
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return [*A, E / E.sum(axis=1, keepdims=True)]


def of_sklearn(make: Callable):
    """Return a builder of scikit-learn's model `make(seed)`."""

    def build(X, y, rng):
        model = make(int(rng.integers(2**31))).fit(X.reshape(-1, 784), y)
        return lambda images: model.predict(images.reshape(-1, 784))

    return build


def nearest(X, y, rng):
    known = X.reshape(-1, 784)
    lengths = (known**2).sum(axis=1)
    return lambda images: y[(lengths - 2 * images.reshape(-1, 784) @ known.T).argmin(axis=1)]


IDEA = "784-128-64-10, 10 epochs, with one idea"
BUILDERS = {
    "averages": averages,
    "no hidden layer, 784-10": trained(),
    "784-64-10": trained(64),
    "784-128-64-10": trained(128, 64),
    "784-128-64-10 by functions as in lesson 07": by_hand(128, 64),
    "784-128-64-10 by scikit-learn's `MLPClassifier`; only the widths are set": of_sklearn(
        lambda seed: MLPClassifier([128, 64], random_state=seed)
    ),
    "784-64-64-64-10": trained(64, 64, 64),
    "784-128-64-10 with Adam, dropout, 30 epochs": trained(128, 64, epochs=30, optimiser=network.Adam, keep=0.8),
    "one nearest neighbour": nearest,
    IDEA: trained(128, 64, epochs=10, moved=True),
}
JUDGED = ("averages", "no hidden layer, 784-10", "784-64-10", "784-128-64-10", "one nearest neighbour", IDEA)
CERTAIN = ("averages", "one nearest neighbour")  # no seed has a part in them


def here() -> tuple:
    """The rows that the lesson's check uses: to learn from, and to score on."""
    images, labels = data.mnist()
    return images[:3200], labels[:3200], images[3200:4000], labels[3200:4000]


def graded() -> tuple:
    """The rows that the hidden test uses."""
    images, labels = data.mnist()
    order, names = np.random.default_rng(10).permutation(5000), np.random.default_rng(3).permutation(10)
    images, labels = images[order][:, ::-1], names[labels[order]]
    return images[:4000], labels[:4000], images[4000:], labels[4000:]


def turned_over() -> tuple:
    """The rows of the reader's last number."""
    images, labels = data.mnist()
    return images[:4000], labels[:4000], images[4000:], labels[4000:]


def score(build: Callable, rows: tuple, seed: int) -> float:
    """The share right, in per cent, of the last two of `rows`, by what is built from the first two."""
    X, y, unseen, wanted = rows
    return 100 * float(np.mean(build(X, y, np.random.default_rng(seed))(unseen) == wanted))


if __name__ == "__main__":
    for names, piles in [(BUILDERS, (here, graded)), (JUDGED, (here, turned_over))]:
        for name in names:
            seeds = range(1 if name in CERTAIN else SEEDS)
            found = [[score(BUILDERS[name], rows(), seed) for seed in seeds] for rows in piles]
            cells = [f"{np.mean(s):.1f}" + (f" [{min(s):.1f}, {max(s):.1f}]" if len(s) > 1 else "") for s in found]
            print(f"| {name} | {' | '.join(cells)} |", flush=True)
