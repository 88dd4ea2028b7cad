"""Judge the pizza network of lesson 04, whose hidden units have names: craving, guilt, and the decision to eat."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.checks import as_layers, ignored_inputs, marks
from helpers.checks.check import Answer

UNITS = ("craving", "guilt", "the output")
# Points by moods right, for a network that ignores none, one and two of its hidden units.
SCALES: tuple[dict[float, int], ...] = ({16: 3, 14: 2, 12: 1}, {16: 3, 12: 1}, {16: 3})
# What the next point takes, where that is no number of moods: by the hidden units that the output ignores.
NEXT_POINT = (
    "",
    "For more, the output has to listen to both hidden units.",
    "An output that always says the same earns nothing.",
)


def marks_of_moods(answer: Answer, moods: np.ndarray) -> int:
    """Print what each unit gets wrong, and the likely mistake; return the points.

    Parameters
    ----------
    answer : Answer
        What the reader's function gave: the layers of a 4-2-1 step network.
    moods : ndarray (16, 4)
        Every mood, by smell, love, promise, one slice.

    Returns
    -------
    int
        The points, by the moods in which all three units are right. A network that ignores a unit earns less.
    """
    (W1, b1), (W2, b2) = as_layers(answer, (4, 2, 1))
    smell, love, promise, one_slice = moods.T == 1
    craving, guilt = smell & love, promise & ~one_slice
    wanted = np.column_stack([craving, guilt, craving & ~guilt])

    def units(b1: np.ndarray, b2: np.ndarray, fires: Callable[..., np.ndarray] = np.greater) -> np.ndarray:
        """Return craving, guilt and output for every mood, as a network with these biases gives them."""
        hidden = fires(moods @ W1 + b1, 0)
        return np.column_stack([hidden, fires(hidden @ W2 + b2, 0)])

    got, ignored = units(b1, b2), ignored_inputs(W2, b2)
    for j in range(3):
        _say_first_fault(moods, UNITS[j], got[:, j], wanted[:, j])
    whole_network = {
        "You used thresholds as biases. A threshold of 1.5 is a bias of −1.5.": units(-b1, -b2),
        "You used thresholds as biases in b1. A threshold of 1.5 is a bias of −1.5.": units(-b1, b2),
        "You used a threshold as a bias in b2. A threshold of 0.5 is a bias of −0.5.": units(b1, -b2),
        "You used a threshold as the bias of craving. A threshold of 1.5 is a bias of −1.5.": units(b1 * [-1, 1], b2),
        "You used a threshold as the bias of guilt. A threshold of 0.5 is a bias of −0.5.": units(b1 * [1, -1], b2),
        "You counted on a sum of exactly 0 to fire. A step fires only above 0.": units(b1, b2, np.greater_equal),
    }
    one_unit = [
        (0, smell | love, "You made craving *either*. It should be *both*."),
        (0, smell, "You let craving ignore love."),
        (0, love, "You let craving ignore smell."),
        (1, promise, "You let guilt ignore the excuse, one slice."),
        (1, promise & one_slice, "You made guilt *both*: its *not* is missing."),
        (1, promise | one_slice, "You made guilt *either*: its *not* is missing."),
        (2, craving & guilt, "You made the output *both*: its *not* is missing."),
    ]
    if (got != wanted).any():
        sentences = [why for why, other in whole_network.items() if (other == wanted).all()]
        if (got[:, [1, 0]] == wanted[:, :2]).all():
            sentences.append("You exchanged craving and guilt: craving is unit 0.")
        if not sentences and (got[:, 2] == wanted[:, 2]).all():
            sentences.append("Every decision is right, but not for the reasons that the names say.")
        sentences += [why for j, other, why in one_unit if (got[:, j] == other).all()]
        # An output that no craving reaches is silent as well, but its own bias is not the reason.
        silent = [j for j in range(3) if not got[:, j].any() and (j < 2 or all(ignored))]
        if not sentences:
            sentences = [f"In no mood does {UNITS[j]} fire: its bias, or a weight, is too low." for j in silent]
        print("".join(f"{sentence}\n" for sentence in sentences), end="")
    for name in np.array(UNITS[:2])[ignored]:
        print(f"The output ignores {name}: with {name} or without, it decides the same.")
    right = int((got == wanted).all(axis=1).sum())
    then = "" if sum(ignored) == 1 and right < 12 else NEXT_POINT[sum(ignored)]
    return marks(right, SCALES[sum(ignored)], "of 16 moods have all three units right", then)


def _say_first_fault(moods: np.ndarray, name: str, got: np.ndarray, wanted: np.ndarray) -> None:
    """Print the first mood for which a unit is wrong, and how many there are; nothing where it is always right."""
    wrong = got != wanted
    if wrong.any():
        mood, expected, returned = moods[wrong][0].astype(int), int(wanted[wrong][0]), int(got[wrong][0])
        print(f"For the mood {mood}, {name} should be {expected}, and is {returned}. "
              f"It is wrong in {wrong.sum()} of 16 moods.")  # fmt: skip


def right_at_best(messages: np.ndarray, answers: np.ndarray) -> int:
    """Count the examples that somebody gets right who sees only the message of each.

    Parameters
    ----------
    messages : ndarray (m, n)
        What is seen of each example.
    answers : ndarray (m,)
        The right answer, 0 or 1, to a question about it.

    Returns
    -------
    int
        For every message, the examples with the more frequent answer, added up.
    """
    groups = [answers[(messages == message).all(axis=1)] for message in np.unique(messages, axis=0)]
    return sum(max(int(np.sum(group == 0)), int(np.sum(group == 1))) for group in groups)
