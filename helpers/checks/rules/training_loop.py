"""Hold a training loop to plain gradient descent in mini-batches, whatever order it draws.

In most calls each row has one feature of its own, and the network has one layer: then row i of W is moved by example i
alone. A small step moves it along its own gradient, 1 / k as far in a batch of k rows. So the moves, divided by the
gradients, tell in batches of which sizes each row has been: its *share*.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import product

import numpy as np

from helpers.checks import words
from helpers.checks.check import Check
from helpers.checks.readers.layers import as_layers
from helpers.checks.rules.outside_names import from_its_own

OWN, RATE = 2.0, 1e-4  # what the row's own feature is; a rate at which one step does not change the next
ROWS, BATCH = 8, 3  # batches of 3, 3 and 2 rows
SHARES = np.array([1 / 3] * 6 + [1 / 2] * 2)  # so far they should move the rows in one epoch
DATA_ROWS = 1797  # of the digits
MANY = 600  # rows, which show batches of a fixed size
NO_LAYERS = "You did not keep the new weights and biases in `layers`: the network ended as it began."
FROM_RNG = "You did not draw both the first weights and the order of the rows from `rng`, and from `rng` alone."
MEANS = "The gradients are means over the batch already."
OTHER_STEPS = "Your W does not move by learning_rate times dW. Do you subtract anything else, or change the examples?"
PLAIN = "You did not train by plain gradient descent in mini-batches: each step subtracts learning_rate times the mean "
PLAIN += "gradient of its batch."


@dataclass(frozen=True)
class Trace:
    """How far one call has moved each row's weights, in steps of its own gradient.

    Attributes
    ----------
    shares : ndarray (m,)
        The sum of 1 / k over the batches that a row was in, k being the batch's number of rows.
    rest : float
        What moved the weights in another direction, beside what moved them in all.
    apart : bool
        Whether each row moved along the gradient of some label, and not each along that of its own.
    biases : float
        How far the biases end from where these shares would take them, beside how far that is.
    """

    shares: np.ndarray
    rest: float
    apart: bool
    biases: float

    @property
    def steps(self) -> float:
        """The number of steps: all the shares in one batch add up to 1."""
        return float(self.shares.sum())


def loop_faults(check: Check, above: Collection[str] = ()) -> list[str]:
    """Say what a training loop does otherwise than it should.

    It should start from He's weights, reshuffle for every epoch, step against the mean gradient of each batch, and draw
    from `rng` alone.

    Parameters
    ----------
    check : Check
        The check of `train(X, y, sizes, rng, epochs, batch_size, learning_rate)`, which returns layers.
    above : collection of str, optional
        Variables of the lesson that the function may not use.

    Returns
    -------
    list of str
        A sentence for each fault; empty where there is none.

    Raises
    ------
    NotMet
        Where the function returns no layers, or uses such a variable.
    """
    if broken := _idle(check, above):
        return [broken]
    begun = [fault for fault in (_source(check), _size(check)) if fault]
    loop = "" if FROM_RNG in begun else _loop(check)
    return [loop] * bool(loop) + begun


def _loop(check: Check) -> str:
    """Say what is wrong with the epochs, the batches, their order or the steps: what comes first of these."""
    once = _trace(check, 1, BATCH)
    if once.apart:
        return "You shuffled rows and labels apart. Take both in the same order, so that each row keeps its label."
    if once.rest > 0.02:
        return _other_examples(check) or OTHER_STEPS
    if (once.shares < -0.01).any():
        return "You stepped uphill: the gradient is subtracted."
    return _epochs(check, once) or _shares(check, once.shares) or _order(check) or _steps(check, once)


def _trained(
    check: Check, X: np.ndarray, y: np.ndarray, sizes: tuple[int, ...], seed: int, epochs: int, size: int, rate: float
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the layers after one call."""
    answer = check(X, y, list(sizes), np.random.default_rng(seed), epochs, size, rate)
    return as_layers(answer, sizes)


def _trace(check: Check, epochs: int, size: int, seed: int = 0, rows: int = ROWS, rate: float = RATE) -> Trace:
    """Call the loop with the rate 0 and with another one, and compare where it ends."""
    X, y, sizes = OWN * np.eye(rows), np.arange(rows) % 3, (rows, 3)
    ((W, b),), ((W_moved, b_moved),) = (_trained(check, X, y, sizes, seed, epochs, size, by) for by in (0.0, rate))
    P, move = _softmax(OWN * W), (W_moved - W) / rate
    toward = OWN * (np.eye(3) - P[:, None])  # (row, label, class): minus the gradient, for each label
    along = np.einsum("mc,mlc->ml", move, toward) / np.square(toward).sum(axis=2)
    off = np.abs(move[:, None] - along[..., None] * toward).max(axis=2)
    own, far = np.arange(rows), max(float(np.abs(move).max()), 1e-9)
    near = (off < 0.02 * far) & (along > -0.01 * far)
    shares, rest = along[own, y], float(off[own, y].max() / far)
    biases = np.einsum("m,mc->c", shares, toward[own, y]) / OWN
    gap = float(np.abs((b_moved - b) / rate - biases).max() / max(np.abs(biases).max(), 1e-9))
    return Trace(shares, rest, bool(rest > 0.02 and near.any(axis=1).all()), gap)


def _idle(check: Check, above: Collection[str]) -> str:
    """Say if the learning rate is not used, or if all that was learned, or a part of it, is not kept."""
    X, y, sizes = np.array([[1.0, 2, -1], [2, -1, 1], [-1, 1, 2]]), np.array([0, 1, 1]), (3, 40, 40, 2)
    first = check(X, y, list(sizes), np.random.default_rng(0), 2, 2, 0.0)
    from_its_own(first, DATA_ROWS, above, "Train on X and y, which are handed in.")
    start, end = as_layers(first, sizes), _trained(check, X, y, sizes, 0, 2, 2, 1e-3)
    if any(np.abs(b).max() > 1e-9 for _, b in start):
        return "You did not use the learning rate: with a rate of 0 the biases still moved."
    if not any(W.any() for W, _ in start):
        return "With a learning rate of 0, all weights end at 0. A step changes the old weights: did you keep them?"
    pairs = zip(start, end, strict=True)
    same = [(np.array_equal(W, W_moved), np.array_equal(b, b_moved)) for (W, b), (W_moved, b_moved) in pairs]
    if all(map(all, same)):
        return NO_LAYERS
    for part, fixed in zip(("weights", "biases"), zip(*same, strict=True), strict=True):
        if all(fixed):
            return f"You did not update the {part}."
    still = [f"{part}{k}" for k, fixed in enumerate(same, start=1) for part, f in zip("Wb", fixed, strict=True) if f]
    return f"You did not update every layer: {words.listed(still)} did not change." if still else ""


def _source(check: Check) -> str:
    """Say if equal generators do not give equal networks, or different ones do."""
    X, y = OWN * np.eye(ROWS), np.arange(ROWS) % 3
    ends = []
    for seed, rate in product((0, 1, 2, 0), (0.0, RATE)):
        ends.append(_trained(check, X, y, (ROWS, 3), seed, 2, BATCH, rate)[0][0].tobytes())
    return "" if ends[:2] == ends[-2:] and len(set(ends[:-2:2])) == 3 else FROM_RNG


def _size(check: Check) -> str:
    """Say if the first weights have another spread than He's."""
    sizes, y = (200, 50, 4), np.arange(4)
    starts = [_trained(check, np.ones((4, 200)), y, sizes, seed, 2, 2, 0.0) for seed in range(24)]
    spreads = [float(np.std([start[k][0] for start in starts])) for k in (0, 1)]
    return "" if np.allclose(spreads, (0.1, 0.2), rtol=0.05) else "You did not start from He's weights."


def _epochs(check: Check, once: Trace) -> str:
    """Say if another number than `epochs` counts the rounds, by calls with all the rows in one batch."""
    one, four = (_trace(check, epochs, ROWS).steps for epochs in (1, 4))
    if _close(four - one, 3) and _close(one, 0):
        return "You trained for one epoch too few."
    if _close(four - one, 3) and _close(one, 2):
        return "You trained for one epoch too many."
    if not _close(one, four) or _close(four, 0):
        return ""
    if not _close(one, 1):
        return "You did not go through all the rows `epochs` times: the number of rounds does not depend on `epochs`."
    if not _close(once.steps, 1):
        return (
            "You stopped after the first epoch, or started a new network in every epoch, or returned the layers of an "
            "earlier epoch."
        )
    if _close(once.shares.max(), 1 / BATCH):
        return "You stopped after the first batch. Is a `return` inside the loop?"
    X, y = OWN * np.eye(ROWS), np.arange(ROWS) % 3
    few, many = (_trained(check, X, y, (ROWS, 3), 0, 1, size, 0.0)[0][0] for size in (ROWS, 1))
    if np.array_equal(few, many):
        return "You started every step from the first weights. Does each step go on from the layers of the step before?"
    return "You started a new network in every batch. Draw the first weights once."


def _shares(check: Check, shares: np.ndarray) -> str:
    """Say what the batches of one epoch look like, by how far they moved each row."""
    found = np.sort(shares)
    if _close(found, SHARES):
        return ""
    if not np.ptp(found) > 0.01:
        return _all_alike(check, float(found.mean()))
    if _close(found, SHARES**2):
        return f"You divided by the number of rows in the batch once more. {MEANS}"
    factors = found / SHARES
    if _close(factors, factors.mean()):
        why = f" Did you divide by the batch size? {MEANS}" if _close(factors, 1 / BATCH) else ""
        return f"Your steps are {factors.mean():.3g} times as long as they should be.{why}"
    if _close(found.sum(), 1):
        return "You took one step in an epoch, and not one for each batch. (Or were all the other batches empty?)"
    return _missing_or_twice(found)


def _all_alike(check: Check, share: float) -> str:
    """Say what moves all rows equally far."""
    steps = share * ROWS
    if _close(share, 1):
        W, moved = (_trace_weights(check, rate) for rate in (0.0, 1.0))
        summed = np.allclose(moved - W, OWN * (np.eye(3)[np.arange(ROWS) % 3] - _softmax(OWN * W)), atol=1e-4)
        return "You added up the gradients of a batch. Average them." if summed else _of_sizes([1] * ROWS)
    if _close(share, 1 / BATCH):
        return "You divided a smaller batch by the batch size. Divide by the number of its rows."
    if _close(steps, 1):
        large = _trace(check, 1, BATCH, rows=MANY).shares
        sizes = np.unique(np.round(1 / np.maximum(large, 1 / MANY)).astype(int))
        if sizes.tolist() == [MANY]:
            return "You put all the rows into one batch."
        return f"You made batches of {sizes.max()} rows, whatever `batch_size` is."
    if _close(steps, len(range(0, ROWS, BATCH))):
        return "You used the gradients of all the rows in each step, and not those of the rows in its batch."
    size, many = round(1 / share), round(steps)
    if not _close(share, 1 / size) or size * many != ROWS:
        return PLAIN
    return f"{_of_sizes([size] * many)} (Or you took {many} steps, each with the gradients of all the rows.)"


def _trace_weights(check: Check, rate: float) -> np.ndarray:
    """Return W after one epoch in one batch."""
    return _trained(check, OWN * np.eye(ROWS), np.arange(ROWS) % 3, (ROWS, 3), 0, 1, ROWS, rate)[0][0]


def _missing_or_twice(found: np.ndarray) -> str:
    """Say which rows are in no batch, in several, or in batches of other sizes, by their shares."""
    moved = found[found > 0.01]
    missing = ROWS - len(moved)
    sizes = [round(1 / share) for share in moved]
    together = all(sizes.count(size) % size == 0 for size in set(sizes))
    if _close(moved, 1 / np.array(sizes)) and together:
        batches = sorted((size for size in set(sizes) for _ in range(sizes.count(size) // size)), reverse=True)
        if not missing:
            return _of_sizes(batches)
        if batches == [BATCH] * (ROWS // BATCH):
            return "You left out the last, smaller batch."
        if batches == [BATCH, ROWS % BATCH]:
            return "You left out a whole batch, and not the last one. Where does the loop begin?"
        return f"You left out {words.count(missing, 'row')} of {ROWS} in an epoch. Where do the batches begin and end?"
    sums = {a / size + b / 2 for size, a, b in product((BATCH, BATCH + 1), range(ROWS), (0, 1))}
    if not all(min(abs(share - value) for value in sums) < 0.01 for share in moved):
        return PLAIN
    if missing:
        return (
            "Some rows come twice or more in one epoch, and others not at all. Do your batches overlap, or is each "
            "drawn anew?"
        )
    return "Some rows are in two batches of one epoch: your batches overlap. Where does each batch end?"


def _of_sizes(batches: list[int]) -> str:
    """Say that the batches have other sizes."""
    made = "single rows" if set(batches) == {1} else f"batches of {words.listed([str(n) for n in batches])} rows"
    return f"You did not make batches of `batch_size` rows: with {ROWS} rows and size {BATCH}, you made {made}."


def _order(check: Check) -> str:
    """Say if the order stays, or does not come from `rng`: ten times, one row makes the last batch alone."""
    epochs, size = 10, ROWS - 1
    shares = [_trace(check, epochs, size, seed).shares for seed in range(3)]
    last = [tuple(np.round((size * part - epochs) / (size - 1)).astype(int)) for part in shares]
    if all(epochs in row for row in last):
        return "You did not draw a new order of the rows in every epoch."
    if len(set(last)) == 1:
        return "You did not draw the order of the rows from `rng`: it is the same whatever `rng` is."
    return ""


def _steps(check: Check, once: Trace) -> str:
    """Say if the steps are not those of plain gradient descent, in batches that are right."""
    if once.biases > 0.02:
        return "Your biases do not move by learning_rate times db."
    W, moved = (_trace_weights(check, rate) for rate in (0.0, 0.5))
    if np.abs((moved - W).sum(axis=1)).max() > 1e-4:  # the gradient of each row adds up to 0
        return OTHER_STEPS
    one, four = (_trace(check, epochs, BATCH).steps for epochs in (1, 4))
    if not (_close(one, 3) and _close(four, 12)):
        return "You did not use `learning_rate` as it is in every step, or not as many epochs as asked."
    if not _close(_trace(check, 1, ROWS).shares, 1 / ROWS):
        return "You made batches of another size than `batch_size`."
    return ""


def _other_examples(check: Check) -> str:
    """Say if the examples are shifted or scaled before the training: then a shift or a factor changes nothing."""
    X, y = np.random.default_rng(1).normal(size=(ROWS, 4)), np.arange(ROWS) % 3
    ends = [_trained(check, Z, y, (4, 3), 0, 1, ROWS, 0.1)[0][0] for Z in (X, X + 1, 2 * X)]
    for end, what in zip(ends[1:], ("1 is added to all of X", "all of X is doubled"), strict=True):
        if np.allclose(ends[0], end, atol=1e-7):
            return f"Your layers stay the same when {what}. Train on X as it is."
    return ""


def _close(found: float | np.ndarray, wanted: float | np.ndarray) -> bool:
    """Say whether numbers are what they should be, as far as small steps and single precision allow."""
    return bool(np.allclose(found, wanted, rtol=0.01, atol=0.01))


def _softmax(Z: np.ndarray) -> np.ndarray:
    """Return the softmax of each row of Z (m, k)."""
    from scipy.special import softmax  # where a loop is checked, and not in every set-up

    return np.asarray(softmax(Z, axis=1))
