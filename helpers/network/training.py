"""The training loop: epochs of mini-batches, and what was seen on the way."""

import numpy as np
from numpy.typing import ArrayLike

from helpers.network.arguments import Array, generator, number, whole
from helpers.network.losses import cross_entropy, probabilities, share_right
from helpers.network.model import Network
from helpers.network.optimisers import SGD, Optimiser
from helpers.progress import progress as bar


def train(
    net: Network,
    X: ArrayLike,
    y: ArrayLike,
    rng: np.random.Generator,
    epochs: int = 10,
    batch_size: int = 32,
    optimiser: Optimiser | None = None,
    l2: float = 0.0,
    validation: tuple[ArrayLike, ArrayLike] | None = None,
    patience: int | None = None,
    progress: bool = True,
) -> dict[str, list[float]]:
    """Train a network in place, by mini-batches, and return its history.

    Parameters
    ----------
    net : Network
        The network, whose parameters are changed.
    X : array (m, n)
        The training rows.
    y : array (m,)
        Their labels.
    rng : numpy.random.Generator
        Shuffles the rows, afresh for each epoch, and draws for dropout.
    epochs : int
        How often every row is visited, at least 0.
    batch_size : int
        Rows in a batch, at least 1; the last batch may be smaller.
    optimiser : Optimiser, optional
        `SGD()` unless given.
    l2 : float
        The strength of the L2 penalty (weight decay): l2 / 2 times the sum of all squared weights is added to the loss.
    validation : (X_val, y_val), optional
        Rows to look at after each epoch.
    patience : int, optional
        Stop after so many epochs in a row without a lower validation loss, and leave the network as it was at the
        lowest (early stopping). NaN and infinity are not lower than anything: if no validation loss was finite, the
        network is left as it was before the training.
    progress : bool
        Show a progress bar at a front end, where it takes more than a second?

    Returns
    -------
    dict of list of float
        A number for each epoch. "loss" is the mean over its rows, each as it was when its turn came, without the
        penalty; with `validation` there are "val_loss" and "val_accuracy", after the epoch.

    Raises
    ------
    ValueError
        If a number is out of range, if X, y or `validation` does not fit the network, or if `patience` has no
        validation rows.
    TypeError
        If `rng` is not a generator, or `optimiser` is a class or has no `step`.
    """
    if patience is not None and validation is None:
        raise ValueError("patience needs rows to look at: validation=(X_val, y_val)")
    optimiser = SGD() if optimiser is None else optimiser
    if isinstance(optimiser, type) or not hasattr(optimiser, "step"):
        raise TypeError(f"optimiser is made by a call, such as network.Adam(0.001); this is {optimiser!r}")
    epochs, batch_size = whole("epochs", epochs, 0), whole("batch_size", batch_size, 1)
    patience = whole("patience", patience, 1) if patience is not None else None
    rng, l2 = generator(rng), number("l2", l2)
    X, Y = net.examples(X, y)
    X_val, Y_val = net.examples(*validation) if validation is not None else (X[:0], Y[:0])

    history: dict[str, list[float]] = {
        name: [] for name in ["loss", *["val_loss", "val_accuracy"] * (validation is not None)]
    }
    lowest, best, waited = np.inf, net.params.copy(), 0
    for _ in bar(range(epochs), "epochs", after=1) if progress else range(epochs):
        history["loss"].append(epoch(net, X, Y, rng, batch_size, optimiser, l2))
        if len(X_val):
            Z = net.logits(X_val)
            history["val_loss"].append(cross_entropy(Z, Y_val))
            history["val_accuracy"].append(share_right(probabilities(Z), Y_val))
        if patience:
            waited += 1
            if history["val_loss"][-1] < lowest:
                lowest, best, waited = history["val_loss"][-1], net.params.copy(), 0
            if waited == patience:
                break
    if patience:
        net.params[:] = best
    return history


def epoch(
    net: Network, X: Array, Y: Array, rng: np.random.Generator, batch_size: int, optimiser: Optimiser, l2: float
) -> float:
    """Go through all the rows once, shuffled, one step for each mini-batch.

    Parameters
    ----------
    net : Network
        The network, whose parameters are changed.
    X : array (m, n)
        The rows.
    Y : array (m, k)
        Their targets. X and Y are as `Network.examples` returns them.
    rng, batch_size, optimiser, l2
        As `train` takes them.

    Returns
    -------
    float
        The mean loss of the rows, each as it was when its turn came.
    """
    order = rng.permutation(len(X))
    Y, seen = Y[order], []
    for start in range(0, len(X), batch_size):
        batch = slice(start, start + batch_size)
        Z = net.logits(X.take(order[batch], axis=0), rng)
        net.backward(probabilities(Z), Y[batch])
        seen.append(Z)
        if l2:
            add_l2(net, l2)
        optimiser.step(net.params, net.grads)
    return cross_entropy(np.concatenate(seen), Y)


def add_l2(net: Network, strength: float) -> None:
    """Add the gradient of strength / 2 times the sum of all squared weights to `net.grads`; biases are left out."""
    for layer in net.dense:
        layer.grads[0][:] += strength * layer.params[0]
