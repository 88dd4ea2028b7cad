"""Functions that claim to be `minibatches`: three that are, and nine impostors, each with one broken promise."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Batches = list[tuple[np.ndarray, np.ndarray]]
Rng = np.random.Generator


def _cut(X: np.ndarray, y: np.ndarray, rows: np.ndarray, size: int) -> Batches:
    """Cut these rows, in their order, into batches."""
    return [(X[rows[i : i + size]], y[rows[i : i + size]]) for i in range(0, len(rows), size)]


def permuted(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Cut a permutation."""
    return _cut(X, y, rng.permutation(len(y)), batch_size)


def by_keys(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Sort by random keys."""
    return _cut(X, y, np.argsort(rng.random(len(y))), batch_size)


def drawn_until_none_is_left(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Draw each batch from the rows that are left."""
    left, batches = np.arange(len(y)), []
    while len(left):
        rows = rng.choice(left, min(batch_size, len(left)), replace=False)
        batches.append((X[rows], y[rows]))
        left = np.setdiff1d(left, rows)
    return batches


def not_shuffled(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Keep the order."""
    return _cut(X, y, np.arange(len(y)), batch_size)


def rotated(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Begin the old order somewhere else."""
    return _cut(X, y, np.roll(np.arange(len(y)), rng.integers(len(y))), batch_size)


def last_dropped(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Drop the smaller batch."""
    return _cut(X, y, rng.permutation(len(y))[: len(y) // batch_size * batch_size], batch_size)


def apart(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Shuffle twice."""
    return _cut(X[rng.permutation(len(y))], y[rng.permutation(len(y))], np.arange(len(y)), batch_size)


def with_replacement(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Draw each row anew."""
    return _cut(X, y, rng.integers(0, len(y), len(y)), batch_size)


def own_generator(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Draw from elsewhere."""
    return permuted(X, y, batch_size, np.random.default_rng())


def larger(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Put one row more into each batch."""
    return permuted(X, y, batch_size + 1, rng)


def in_place(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Shuffle what was handed in."""
    new = rng.permutation(len(y))
    X[:], y[:] = X[new], y[new]
    return [(X_b.copy(), y_b.copy()) for X_b, y_b in _cut(X, y, np.arange(len(y)), batch_size)]


def reshaped(X: np.ndarray, y: np.ndarray, batch_size: int, rng: Rng) -> Batches:
    """Need batches that come out even."""
    parts = rng.permutation(len(y)).reshape(-1, batch_size)
    return [(X[part], y[part]) for part in parts]


RIGHT: dict[str, Callable[..., Batches]] = {
    "cuts a permutation": permuted,
    "sorts by random keys": by_keys,
    "draws each batch from the rows that are left": drawn_until_none_is_left,
}
IMPOSTORS: dict[str, Callable[..., Batches]] = {
    "does not shuffle": not_shuffled,
    "begins the old order at another place": rotated,
    "drops a smaller last batch": last_dropped,
    "shuffles rows and labels apart": apart,
    "hands out a row twice": with_replacement,
    "draws from a generator of its own": own_generator,
    "makes batches of other sizes": larger,
    "changes its arguments": in_place,
    "raises an error for some numbers of rows": reshaped,
}
