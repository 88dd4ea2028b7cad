"""Name mistakes in the exercises of lesson 06 for which its test cells have no room: by a value, or by an error."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from helpers.checks.check import Answer
from helpers.checks.rules.outside_names import names_inside
from helpers.labs.slips.known_errors import explain

_NEW_W, _NEW_M, _NEW_V = np.array([2.65625, 4.9375]), np.array([2.2, 0.4]), np.array([7, 7])  # right for `adam_step`
_VELOCITY = np.array([2.1, -0.2])  # right for `momentum_step`
_DW = np.array([[0.2, 0.4]]), np.array([[0.6], [-0.2]])  # right for `l2_penalty`
_GRADS = [(_DW[0], np.zeros(2)), (_DW[1], np.zeros(1))]

# By exercise: what a mistake gives for the first call of the visible check. The lesson's own sentences come on top.
VALUES: Mapping[str, Mapping[str, Any]] = {
    "momentum_step": {
        "You returned the step alone as w. Subtract it from the old w.": ([0.21, -0.02], _VELOCITY),
        "You multiplied the gradient by the learning rate, and subtracted v without it.": ([-1.15, 2.3], _VELOCITY),
        "You added the sum of all gradients to each velocity. Each velocity has a gradient of its own.": (
            [0.89, 1.97],
            [1.1, 0.3],
        ),
        "You built in a beta of 0.9. Use the one that is handed in.": ([0.77, 2.01], [2.3, -0.1]),
    },
    "adam_step": {
        "You did not use the learning rate.": ([2.3125, 4.875], (_NEW_M, _NEW_V, 2)),
        "You built in a learning rate of 0.1. Use the one that is handed in.": (
            [2.93125, 4.9875],
            (_NEW_M, _NEW_V, 2),
        ),
        "You returned the step alone as w. Subtract it from the old w.": ([0.34375, 0.0625], (_NEW_M, _NEW_V, 2)),
        "You multiplied g by 2 in v. The square of g is wanted.": ([2.6076466, 4.928663], (_NEW_M, [5, 5], 2)),
        "You squared the new m in v. The square of g is wanted.": (
            [2.5810045, 4.9337307],
            (_NEW_M, [4.21, 6.04], 2),
        ),
        "You squared the old m in v. The square of g is wanted.": ([2.5386576, 4.9375], (_NEW_M, [3.25, 7], 2)),
        "You built in a beta1 of 0.9. Use the one that is handed in.": (
            [2.3157895, 4.1578947],
            ([1.3, 1.6], _NEW_V, 2),
        ),
        "You built in a beta1 of 0.9 for m, and corrected with the one that is handed in.": (
            [2.796875, 4.75],
            ([1.3, 1.6], _NEW_V, 2),
        ),
        "You built in a beta2 of 0.999. Use the one that is handed in.": (
            [2.9624724, 4.9951359],
            (_NEW_M, [4.012, 7.996], 2),
        ),
        "You built in a beta2 of 0.999 for v, and corrected with the one that is handed in.": (
            [2.5733257, 4.9407595],
            (_NEW_M, [4.012, 7.996], 2),
        ),
    },
    "l2_penalty": {
        "You put all arrays into one flat list. Each layer has a pair (dW, db) of its own.": (
            1.5,
            (_DW[0], np.zeros(2), _DW[1], np.zeros(1)),
        ),
        "You took the number of rows of W for the length of db. It has the shape of b.": (
            1.5,
            [(_DW[0], np.zeros(1)), (_DW[1], np.zeros(2))],
        ),
        "You squared the strength, too, in the value.": (0.3, _GRADS),
        "You multiplied what earlier layers pay by strength / 2 once more in each round.": (1.05, _GRADS),
        "You added the arrays of squares. The value is one number: add up the squares of each W first.": (
            [[1.0, 1.3], [0.2, 0.5]],
            _GRADS,
        ),
    },
}

SHUFFLED = (
    "Perhaps you used what `rng.shuffle` returns, which is None: it shuffles the array itself. `rng.permutation` "
    "returns a new array."
)
_TWO = "You gave `append` two things. A pair is one thing when it has round brackets of its own: `append((a, b))`."

# By exercise: a piece of an error's text, and what it means there.
ERRORS: Mapping[str, Mapping[str, str]] = {
    "minibatches": {"append() takes exactly one argument": _TWO},
    "adam_step": {
        "bitwise_xor": "You wrote `^`, which is not a power in Python. That is `**`.",
        "for ^": "You wrote `^`, which is not a power in Python. That is `**`.",
    },
    "l2_penalty": {
        "append() takes exactly one argument": _TWO,
        "non-broadcastable output": "You added whole arrays of squares to the value. The value is one number: add up "
        "the squares of each W first.",
    },
    "choose_setting": {
        "unhashable": "You used a setting as the key of a dict. A setting can be a dict itself, and a dict cannot be a "
        "key. Keep the means in a list: its order is the order of the settings.",
        "only integer scalar arrays": "You put an array, perhaps of True and False, in the square brackets of a list. "
        "A list takes one whole number: the place of the setting.",
    },
}


def explained(answer: Answer, exercise: str) -> Answer:
    """Return an answer as it is, unless its call shows a mistake that has one meaning in this exercise.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    exercise : str
        The exercise's name.

    Raises
    ------
    NotMet
        Where the call raised a known error, or shows a known order of the parts, with what it means.
    """
    shuffled = "shuffle" in names_inside(answer.check.f)
    known = {re.escape(piece): meaning for piece, meaning in ERRORS.get(exercise, {}).items()}
    explain(answer, known | {"NoneType": SHUFFLED} if shuffled else known)
    if exercise == "adam_step" and _counted_m(answer):
        answer.fail("The first part of the new state is the old m plus 1.", "You took m for t. The state is (m, v, t).")
    return answer


def _counted_m(answer: Answer) -> bool:
    """Say whether the new state of Adam begins with the old m plus 1, as it does where the old state began with t."""
    try:
        return bool(np.allclose(answer.outcome.value[1][0], np.asarray(answer.outcome.given[2][0]) + 1))
    except (TypeError, ValueError, IndexError, KeyError):
        return False
