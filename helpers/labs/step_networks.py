"""Hold a 2-2-1 network of step neurons to a truth table, and say which slip makes it miss."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np

from helpers.checks import as_layers
from helpers.checks.check import Answer
from helpers.checks.compare import numbers
from helpers.labs.slips import known_errors

INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
UNITS = ("hidden unit 1", "hidden unit 2", "the output")
KNOWN = {
    (0, 0, 0, 0): "Your output never fires.",
    (1, 1, 1, 1): "Your output always fires.",
    (0, 1, 1, 1): "You built *either*. With both inputs, the output should not fire.",
    (0, 0, 0, 1): "You built *both*.",
}


def decides(answer: Answer, table: Sequence[int]) -> None:
    """Hold an answer to being a 2-2-1 step network that decides a truth table.

    Parameters
    ----------
    answer : Answer
        What the call gave, meant to be `[(W1, b1), (W2, b2)]`.
    table : sequence of int (4,)
        What the output should be for the inputs 00, 01, 10, 11.

    Raises
    ------
    NotMet
        Where it is no such network, or misses a case; the message names the slip, if it is known.
    """
    known_errors.explain(answer, known_errors.BRACKETS)
    said = numbers(answer.value)
    answer.holds(
        said is None or said.ravel().tolist() != list(table),
        f"Expected weights and biases, and got {answer.value}.",
        "You returned what the network should say. Return its weights and biases, `[(W1, b1), (W2, b2)]`.",
    )
    _in_order(answer)
    (W1, b1), (W2, b2) = as_layers(answer, (2, 2, 1))
    hidden, got = _run(W1, b1, W2, b2)
    why = _slip(W1, b1, W2, b2, table)
    for x, h, out, wanted in zip(INPUTS, hidden, got, table, strict=True):
        answer.holds(out == wanted, f"For {x}: expected {wanted}, got {out}. The hidden units say {h}.", why)


def _in_order(answer: Answer) -> None:
    """Refuse biases before weights, and another number of hidden units."""
    try:
        shapes = [[np.shape(part) for part in pair] for pair in answer.value]
    except (TypeError, ValueError):
        return
    answer.holds(
        shapes != [[(2,), (2, 2)], [(1,), (2, 1)]],
        "Expected W before b in each pair, and got b first.",
        "You put the biases first. In a pair, W comes first.",
    )
    answer.holds(
        shapes != [[(2, 1), (1,)], [(2, 2), (2,)]],
        "Expected W1 to have shape (2, 2) and W2 to have shape (2, 1), and they are exchanged.",
        "You put the second layer first. The layer of the hidden units comes before the output.",
    )
    if [len(pair) for pair in shapes] == [2, 2] and len(shapes[0][0]) == 2:
        (inputs, units), b1 = shapes[0]
        answer.holds(
            inputs != 2 or units == 2 or b1 != (units,),
            f"Expected W1 to have 2 columns, and it has {units}.",
            f"You used {units} hidden unit{'s' * (units != 1)}. This network has two: W1 is (2, 2).",
        )


def _run(
    W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, at_zero: tuple[bool, ...] = (False, False, False)
) -> tuple[np.ndarray, np.ndarray]:
    """Return what the hidden units say (4, 2), and the output (4,), for the four inputs.

    `at_zero` says whether hidden unit 1, hidden unit 2 and the output fire where their sum is exactly 0.
    """
    sums = INPUTS @ W1 + b1
    hidden = ((sums > 0) | ((sums == 0) & at_zero[:2])).astype(int)
    last = hidden @ W2 + b2
    return hidden, ((last > 0) | ((last == 0) & at_zero[2]))[:, 0].astype(int)


def _fire_at_zero(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, table: Sequence[int]) -> list[str]:
    """Name the units that decide the table once they fire at a sum of exactly 0, as few as do; [] where none do."""
    for at_zero in sorted(product((False, True), repeat=len(UNITS)), key=sum):
        if _run(W1, b1, W2, b2, at_zero)[1].tolist() == list(table):
            return [name for name, fires in zip(UNITS, at_zero, strict=True) if fires]
    return []


def _slip(W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray, table: Sequence[int]) -> str:
    """Name the slip: the first whose repair makes the network right, else what its units do."""
    repaired = {
        "You laid W1 on its side: W1[i, j] goes from input i to hidden unit j.": _run(W1.T, b1, W2, b2),
        "You wrote thresholds for biases. A threshold of 1.5 is a bias of −1.5.": _run(W1, -b1, W2, -b2),
        "You wrote thresholds in b1. A threshold of 1.5 is a bias of −1.5.": _run(W1, -b1, W2, b2),
        "You wrote a threshold in b2. A threshold of 0.5 is a bias of −0.5.": _run(W1, b1, W2, -b2),
        "You exchanged the two hidden units: each has the weight of the other in W2.": _run(W1, b1, W2[::-1], b2),
    }
    for why, (_, output) in repaired.items():
        if output.tolist() == list(table):
            return why
    if units := _fire_at_zero(W1, b1, W2, b2, table):
        return f"You let a sum of exactly 0 fire: look at {' and '.join(units)}. The step fires above 0 only."
    hidden, got = _run(W1, b1, W2, b2)
    for j in (0, 1):
        if np.ptp(hidden[:, j]) == 0:
            return f"Your hidden unit {j + 1} says the same in all four cases, so the output learns nothing from it."
    if (1 - got).tolist() == list(table):
        return "You built it the wrong way round."
    for i, j in combinations(range(4), 2):
        if (hidden[i] == hidden[j]).all() and table[i] != table[j] and tuple(got.tolist()) not in KNOWN:
            return (
                f"Your hidden units say the same for {INPUTS[i]} and {INPUTS[j]}: the output cannot separate the two."
            )
    if got.all() and hidden.all(axis=1).tolist() == list(table):
        return "Your output always fires. With these hidden units, it should fire only where both of them fire."
    if tuple(got.tolist()) in KNOWN:
        return KNOWN[tuple(got.tolist())]
    if len(np.unique(hidden, axis=0)) == len(INPUTS):
        return "Your hidden units only hand on the two inputs, or their opposites: the output still has to decide XOR."
    return "Your hidden units say enough. Look at the weights and bias of the output."
