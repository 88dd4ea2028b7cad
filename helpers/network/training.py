"""The training loop: epochs of mini-batches, and what was seen on the way."""

import numpy as np

from helpers.network.losses import cost
from helpers.network.model import Network
from helpers.network.optimisers import SGD
from helpers.progress import progress as bar


def train(
    net: Network,
    X: np.ndarray,
    y: np.ndarray,
    rng: np.random.Generator,
    epochs: int = 10,
    batch_size: int = 32,
    optimiser: SGD | None = None,
    l2: float = 0.0,
    validation: tuple[np.ndarray, np.ndarray] | None = None,
    patience: int | None = None,
    progress: bool = False,
) -> dict[str, list[float]]:
    """Train a network, in place, on X (m, n) with labels y (m,); return its history, lists of a number an epoch.

    "loss" is the mean over the epoch's rows as they came; with `validation` rows (X_val, y_val) there are "val_loss"
    and "val_accuracy" after each epoch. `l2` is the strength of the price on weights. With `patience` training ends
    after so many epochs in a row without a lower val_loss, and the network is left as it was at the lowest.
    """
    if len(X) != len(y):
        raise ValueError(f"each row of X has its label in y: here are {len(X)} rows and {len(y)} labels")
    if patience and not validation:
        raise ValueError("patience needs rows to look at: validation=(X_val, y_val)")
    X, Y, optimiser = net.rows(X), net.targets(y), SGD() if optimiser is None else optimiser
    if isinstance(optimiser, type) or not hasattr(optimiser, "step"):
        raise TypeError(f"optimiser is made by a call, such as network.Adam(0.001); this is {optimiser!r}")
    history: dict[str, list[float]] = {"loss": []} | ({"val_loss": [], "val_accuracy": []} if validation else {})
    best = net.params.copy()
    for _ in bar(range(epochs)) if progress else range(epochs):
        history["loss"].append(epoch(net, X, Y, rng, batch_size, optimiser, l2))
        if validation:
            history["val_loss"].append(net.loss(*validation))
            history["val_accuracy"].append(net.accuracy(*validation))
        if patience:
            waited = len(history["val_loss"]) - 1 - int(np.argmin(history["val_loss"]))
            if not waited:
                best = net.params.copy()
            if waited == patience:
                break
    if patience:
        net.params[:] = best
    return history


def epoch(
    net: Network, X: np.ndarray, Y: np.ndarray, rng: np.random.Generator, batch_size: int, optimiser: SGD, l2: float
) -> float:
    """Go through all the rows once, shuffled, a step a mini-batch; return the mean loss of what was said of each."""
    order = rng.permutation(len(X))
    Y, said = Y[order], np.empty_like(Y)
    for start in range(0, len(X), batch_size):
        batch = slice(start, start + batch_size)
        said[batch] = P = net.forward(X.take(order[batch], axis=0), rng)
        net.backward(P, Y[batch])
        if l2:
            add_l2(net, l2)
        optimiser.step(net.params, net.grads)
    return cost(said, Y)


def add_l2(net: Network, strength: float) -> None:
    """Add the slopes of strength/2 times the sum of all squared weights; biases cost nothing."""
    for layer in net.dense:
        layer.grads[0][:] += strength * layer.params[0]
