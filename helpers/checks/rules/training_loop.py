"""Hold a training loop to plain gradient descent in mini-batches, by where it ends, whatever order it draws."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from helpers.checks.check import Check
from helpers.checks.readers.layers import as_layers

# Three rows of zeros with the labels 0, 1, 1, batches of two, two epochs, learning rate 1, sizes [2, 2]: only the two
# biases learn, whatever the weights are. Where the first of them can end, and where it ends after known mistakes.
ONE_ORDER, TWO_ORDERS = (-0.6376, 0.3), (-0.441, 0.0542)
MISTAKES = {
    "You did not update the biases.": (0.0,),
    "You stopped after the first batch. Is a `return` inside the loop?": (0.0, -0.5),
    "You started a new network in every batch. Draw the first weights once.": (0.5, -0.5),
    "You stopped after the first epoch, or started a new network in every epoch.": (-0.5, 0.2311),
    "You added up the gradients of a batch. Average them.": (-0.519, -0.5003, -0.1494, -0.1196),
    "You left out the last, smaller batch.": (-0.7689, -0.5, -0.2689, 0.0),
    "You put all the rows into one batch.": (-0.2508,),
    "You divided a smaller batch by the batch size. Divide by the number of its rows.": (
        -0.3458,
        -0.3008,
        -0.2385,
        -0.1892,
    ),
    "You stepped uphill: the gradient is subtracted.": (0.6887, 1.0104, 1.1525, 1.5429),
}
SEEDS, AGAIN = range(24), 12  # the first ones a second time: the same rng, the same end


def loop_faults(check: Check) -> list[str]:
    """Say what a training loop does otherwise than it should.

    It should start from He's weights, reshuffle for every epoch, step against the mean gradient of each batch, and draw
    from `rng` alone.

    Parameters
    ----------
    check : Check
        The check of `train(X, y, sizes, rng, epochs, batch_size, learning_rate)`, which returns layers.

    Returns
    -------
    list of str
        A sentence for each fault; empty where there is none.

    Raises
    ------
    NotMet
        Where the function returns no layers.
    """
    if idle := _idle(check):
        return [idle]
    ends, starts = [], []
    for seed in (*SEEDS, *SEEDS[:AGAIN]):
        rows = np.zeros((3, 2)), np.array([0, 1, 1])
        answer = check(*rows, [2, 2], np.random.default_rng(seed), 2, 2, 1.0)
        ends.append(float(as_layers(answer, (2, 2))[0][1][0]))
        rows = np.ones((4, 200)), np.arange(4)
        answer = check(*rows, [200, 50, 4], np.random.default_rng(seed), 2, 2, 0.0)  # a rate of 0: the start
        starts.append([W for W, _ in as_layers(answer, (200, 50, 4))])
    faults = [fault for fault in (_path(ends), _source(ends, starts), _size(starts)) if fault]
    return faults or _counts(check)


def _idle(check: Check) -> str:
    """Say if the learning rate is not used, or nothing that was learned is kept."""
    rows, drawn = (np.array([[1.0], [2], [3]]), np.array([0, 1, 1])), []
    for rate in (0.0, 1e-3):
        answer = check(*rows, [1, 2], np.random.default_rng(0), 2, 2, rate)
        drawn.append(as_layers(answer, (1, 2))[0])
    (W, b), (W_moved, b_moved) = drawn
    if np.abs(b).max() > 1e-9:
        return "You did not use the learning rate: with a rate of 0 the biases still moved."
    kept = not np.array_equal(W, W_moved) or np.abs(b_moved).max() > 0
    return "" if kept else "You did not keep the new weights and biases in `layers`: the network ended as it began."


def _counts(check: Check) -> list[str]:
    """Say if another number than `epochs` counts the rounds, or batches are not of `batch_size` rows."""
    y = [0, 1, 1, 1, 1]
    for size, why in (
        (2, "You did not go through all the rows `epochs` times, or not in batches of `batch_size` rows."),
        (5, "You made batches of another size than `batch_size`."),
    ):
        answer = check(np.zeros((5, 2)), np.array(y), [2, 2], np.random.default_rng(0), 1, size, 1.0)
        end = float(as_layers(answer, (2, 2))[0][1][0])
        if not _among([end], tuple(_end(order, size) for order in set(permutations(y)))):
            return [why]
    return []


def _end(labels: Sequence[int], size: int) -> float:
    """Return where the first bias ends after one epoch of rows of zeros, with these labels in this order."""
    b = np.zeros(2)
    for start in range(0, len(labels), size):
        y = np.array(labels[start : start + size])
        b -= np.exp(b) / np.exp(b).sum() - np.eye(2)[y].mean(axis=0)
    return float(b[0])


def _among(ends: list[float], places: tuple[float, ...]) -> bool:
    """Say whether every end is one of these places."""
    return all(np.isclose(end, places, rtol=0, atol=0.002).any() for end in ends)


def _path(ends: list[float]) -> str:
    """Say which mistake in the loop the ends look like."""
    if _among(ends, ONE_ORDER):
        return "You did not draw a new order of the rows in every epoch."
    if _among(ends, ONE_ORDER + TWO_ORDERS):
        return ""
    why = [mistake for mistake, places in MISTAKES.items() if _among(ends, places)]
    return (why or ["You did not train by plain gradient descent in batches: the biases end at other values."])[0]


def _source(ends: list[float], starts: list[list[np.ndarray]]) -> str:
    """Say if equal generators do not give equal networks, or different ones do."""
    drawn = [b"".join(W.tobytes() for W in start) for start in starts]
    if drawn[:AGAIN] == drawn[-AGAIN:] and ends[:AGAIN] == ends[-AGAIN:] and len(set(drawn)) == len(SEEDS):
        return ""
    return "You did not draw both the first weights and the order of the rows from `rng`, and from `rng` alone."


def _size(starts: list[list[np.ndarray]]) -> str:
    """Say if the first weights have another spread than He's."""
    spreads = [float(np.std([start[k] for start in starts])) for k in (0, 1)]
    return "" if np.allclose(spreads, (0.1, 0.2), rtol=0.05) else "You did not start from He's weights."
