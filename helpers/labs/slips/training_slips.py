"""Name mistakes in the exercises of lesson 06 for which its test cells have no room: by a value, or by an error."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from helpers.checks.check import Answer
from helpers.checks.rules.outside_names import names_inside
from helpers.labs.slips.known_errors import explain

_NEW_W, _NEW_M, _NEW_V = (
    np.array([2.65625, 4.9459428]),
    np.array([2.2, 0.4]),
    np.array([7, 10]),
)  # right for `adam_step`
_VELOCITY = np.array([2.1, -0.2])  # right for `momentum_step`
_DW = np.array([[-0.9], [-0.6]]), np.array([[1.5, 1.2, -0.3]])  # right for `l2_penalty`
_DB = np.zeros(1), np.zeros(3)
_GRADS = list(zip(_DW, _DB, strict=True))


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
        "You kept a share of 1 − beta of the old velocity. The share is beta.": ([0.91, 2.08], [0.9, -0.8]),
        "You exchanged the two shares: beta goes to the old velocity. The gradient is added whole.": (
            [0.92, 2.06],
            [0.8, -0.6],
        ),
    },
    "adam_step": {
        "You did not use the learning rate.": ([2.3125, 4.8918856], (_NEW_M, _NEW_V, 2)),
        "You built in a learning rate of 0.1. Use the one that is handed in.": (
            [2.93125, 4.9891886],
            (_NEW_M, _NEW_V, 2),
        ),
        "You returned the step alone as w. Subtract it from the old w.": ([0.34375, 0.054057192], (_NEW_M, _NEW_V, 2)),
        "You multiplied g by 2 in v. The square of g is wanted.": ([2.6076466, 4.9407715], (_NEW_M, [5, 8], 2)),
        "You squared the new m in v. The square of g is wanted.": (
            [2.5810045, 4.9436494],
            (_NEW_M, [4.21, 9.04], 2),
        ),
        "You squared the old m in v. The square of g is wanted.": ([2.5386576, 4.9459428], (_NEW_M, [3.25, 10], 2)),
        "You built in a beta1 of 0.9. Use the one that is handed in.": (
            [2.3157895, 4.2716505],
            ([1.3, 1.6], _NEW_V, 2),
        ),
        "You built in a beta1 of 0.9 for m, and corrected with the one that is handed in.": (
            [2.796875, 4.7837712],
            ([1.3, 1.6], _NEW_V, 2),
        ),
        "You built in a beta2 of 0.999. Use the one that is handed in.": (
            [2.9624724, 4.9960167],
            (_NEW_M, [4.012, 11.992], 2),
        ),
        "You built in a beta2 of 0.999 for v, and corrected with the one that is handed in.": (
            [2.5733257, 4.9498836],
            (_NEW_M, [4.012, 11.992], 2),
        ),
        "You let t grow twice.": (_NEW_W, (_NEW_M, _NEW_V, 3)),
        "You let t grow by 2. Each step adds 1.": ([2.6867937, 4.9505521], (_NEW_M, _NEW_V, 3)),
        "You kept the corrected v. It serves this step alone.": (_NEW_W, (_NEW_M, [16, 22.857143], 2)),
        "You kept the corrected m. It serves this step alone.": (_NEW_W, ([3.4375, 0.625], _NEW_V, 2)),
        "You returned v before m. The state is (m, v, t).": (_NEW_W, (_NEW_V, _NEW_M, 2)),
        "You took v out of the state before m. The state is (m, v, t).": (
            [2.2724128, 3.5252726],
            ([4, 6.4], [4.75, 2.5], 2),
        ),
        "You took v before m out of the state, and returned them so. The state is (m, v, t).": (
            [2.2724128, 3.5252726],
            ([4.75, 2.5], [4, 6.4], 2),
        ),
        "You returned the old w, or `//` cut the step down to 0.": ([3, 5], (_NEW_M, _NEW_V, 2)),
        "You kept a share of 1 − beta of the old m and v. Of the old, the share is beta.": (
            [2.6609096, 5.066443],
            ([2.8, -0.4], [13, 6], 2),
        ),
        "You kept a share of 1 − beta2 of the old v. Of the old, the share is beta2.": (
            [2.7335718, 4.933557],
            (_NEW_M, [13, 6], 2),
        ),
        "You put the parameters in another order than the exercise.": ([2.2522972, 5], ([2.5, 0], [8.8, 8.8], 2)),
    },
    "l2_penalty": {
        "You put all arrays into one flat list. Each layer has a pair (dW, db) of its own.": (
            8.25,
            (_DW[0], _DB[0], _DW[1], _DB[1]),
        ),
        "You put all dW into one list and all db into another. Each layer has a pair (dW, db) of its own.": (
            8.25,
            (_DW, _DB),
        ),
        "You exchanged dW and db in each pair.": (8.25, [(db, dW) for dW, db in _GRADS]),
        "You returned the pairs from the last layer to the first.": (8.25, _GRADS[::-1]),
        "You filled each db with ones. The biases cost nothing.": (8.25, [(dW, db + 1) for dW, db in _GRADS]),
        "You took the number of rows of W for the length of db. It has the shape of b.": (
            8.25,
            [(_DW[0], np.zeros(2)), (_DW[1], np.zeros(1))],
        ),
        "You gave each db the shape of its W. It has the shape of b.": (8.25, [(dW, 0 * dW) for dW, db in _GRADS]),
        "You divided each gradient by the number of weights.": (8.25, [(dW / dW.size, db) for dW, db in _GRADS]),
        "You left out the first layer.": (6.3, _GRADS[1:]),
        "You took the mean over each layer's weights, not the sum.": (3.075, _GRADS),
        "You added the weights themselves, and not their squares. You left out the ½, or multiplied by 2.": (
            0.9,
            _GRADS,
        ),
        "You added sizes, not squares, and left out the ½.": (4.5, _GRADS),
        "You took the largest square of each layer, not the sum.": (5.1, _GRADS),
        "You began the value at 1. Begin at 0.": (9.25, _GRADS),
        "You squared the strength, too, in the value.": (2.475, _GRADS),
        "You multiplied what earlier layers pay by strength / 2 once more in each round.": (6.5925, _GRADS),
        "You did not use the strength.": (27.5, [(dW / 0.3, db) for dW, db in _GRADS]),
        "You added the arrays of squares. The value is one number: add up the squares of each W first.": (
            [[5.1, 3.75, 1.5], [4.35, 3.0, 0.75]],
            _GRADS,
        ),
    },
    "early_stopping": {
        "You returned the epoch before the best one. Did you count from 0 in a list that begins with epoch 1?": 4,
        "You began with −1 as the best epoch. The first one is number 0.": -1,
        "You returned the right number with the wrong sign.": -5,
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
    "dropout": {
        "maximum supported dimension": "You gave `rng.random` the array itself. It wants a shape: how many rows, and "
        "how many columns.",
    },
    "choose_setting": {
        "unhashable": "You used a setting as the key of a dict. A setting can be a dict itself, and a dict cannot be a "
        "key. Keep the means in a list: its order is the order of the settings.",
        "not in list": "You asked a list for the place of something that is not in it. Which list was it, and what did "
        "you look for?",
        "list index out of range": "You used a place past the end of a list. Is it the place of the largest mean, in "
        "a list that has more than one entry for each setting?",
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
