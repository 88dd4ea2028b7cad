"""Name mistakes in the exercises of lesson 04 for which its test cells have no room: by a value, or by an error."""

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from helpers.checks.check import Answer
from helpers.labs.slips.known_errors import explain

HIDDEN = np.array([[0.7615942, 0.0, -0.7615942], [0.0, -0.9051483, 0.9051483]])  # right for `forward`'s first call

# By exercise: what a mistake gives for the first call of the visible check. The lesson's own sentences come on top.
VALUES: Mapping[str, Mapping[str, Any]] = {
    "layer": {
        "You added the biases to `W`. Add them to the sums.": np.array([[3364, 16129], [100, 484]]),
        "You returned the first row only. Is the `return` inside the loop?": np.array([[64, 729]]),
    },
    "count_parameters": {
        "You counted each weight twice, and no bias. Look at your brackets.": 60,
    },
    "softmax": {
        "You computed the first row only. Is the `return` inside the loop?": np.array(
            [[0.0900306, 0.2447285, 0.665241]]
        ),
        "You left the other rows at 0. Is the `return` inside the loop?": np.array(
            [[0.0900306, 0.2447285, 0.665241], [0, 0, 0]]
        ),
        "You divided each score by the largest one of its row. Subtract it.": np.array(
            [[0.1863237, 0.3071959, 0.5064804], [0.5761169, 0.2119416, 0.2119416]]
        ),
    },
    "forward": {
        "You used the softmax in the hidden layer, too. Here it is tanh.": (
            np.array([[0.665241, 0.2447285, 0.0900306], [0.1752904, 0.0391126, 0.785597]]),
            np.array([[0.7738025, 0.2261975], [0.2980102, 0.7019898]]),
        ),
        "You used the step in the hidden layer. Here it is tanh.": (
            np.array([[1, 0, 0], [0, 0, 1]]),
            np.array([[0.8175745, 0.1824255], [0.1824255, 0.8175745]]),
        ),
        "You used ReLU in the hidden layer. Here it is tanh.": (
            np.array([[1, 0, 0], [0, 0, 1.5]]),
            np.array([[0.8175745, 0.1824255], [0.1192029, 0.8807971]]),
        ),
        "You used the step in both layers, as in the pizza network.": (
            np.array([[1, 0, 0], [0, 0, 1]]),
            np.eye(2),
        ),
        "You put the scores through tanh before the softmax.": (
            HIDDEN,
            np.array([[0.8042666, 0.1957334], [0.1377243, 0.8622757]]),
        ),
    },
    "predict": {
        "You compared each probability with 0.5. A label is the number of a column.": np.array(
            [[1, 0, 0], [0, 0, 0], [0, 1, 0], [0, 0, 1]]
        ),
    },
    "one_hot": {
        "You returned a row for each class, and did not use the labels.": np.eye(5),
        "You left every number at 0. `=` sets a number, and `==` only compares.": np.zeros((4, 5)),
        "You repeated one row. In `[row] * m` all rows are the same list, so a change to one changes all.": np.array(
            [[1, 1, 1, 0, 0]] * 4
        ),
        "You left the last row at 0. Perhaps `for i in y` used the labels as row numbers, or a loop ended early.": (
            np.array([[0, 0, 1, 0, 0], [1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 0, 0]])
        ),
    },
    "cross_entropy": {
        "You used every label in every row, as `P[i][y]` does. The label of row i is `y[i]`.": np.array(
            [1.2404613, 1.1776327, 1.4522857, 1.1776327]
        ),
        "You looped `for i in y`, and used the labels as row numbers.": 0.9100223,
        "You added a price for 1 − q. With several classes, only q has a price.": 1.5222143,
        "You returned the mean of 1 − q. The price is −log q.": 0.4625,
        "You returned 0. Perhaps every probability became 1: is the tiny number tiny? (1e-12 has a minus.) Or perhaps "
        "nothing was added up.": 0.0,
    }
    | {
        f"You replaced every probability by {number}. In `np.clip(a, low, high)`, `low` comes first; `np.maximum`, and "
        "not `np.minimum`, replaces what is too small.": -math.log(float(number))
        for number in (f"1e-{exponent}" for exponent in range(7, 16))
    },
}

SQUARE = "You put square brackets after a function. Round brackets call it."
SINGLE = (
    "You asked for axis 1 of a single {}. Perhaps your `layer` calls its activation on single numbers or rows. Then "
    "call `softmax` yourself, on the table of scores."
)

# By exercise: a piece of an error's text, and what it means there.
ERRORS: Mapping[str, Mapping[str, str]] = {
    "layer": {
        "(2,3) (3,2)": "You combined `A` and `W` number by number, as `*` does. `@` multiplies and adds up.",
        "'f' is not defined": "You wrote `f`, as in the formula. In the code, its name is `activation`.",
        "same_kind": "You used `+=` on a table of whole numbers. It cannot take up fractions: use `+`.",
    },
    "pizza_layers": {
        "array() takes": "You gave `np.array` several lists. It takes one list of rows: put square "
        "brackets around them.",
    },
    "count_parameters": {
        "index 2 is out of bounds": "You asked for a third size, and this network has two. The number of sizes is "
        "`len(sizes)`.",
        "list index out of range": "You used an index that goes past the end of `sizes`. Perhaps `for i in sizes` took "
        "the sizes for positions, or a loop that also looks at `sizes[i + 1]` has to stop one earlier.",
        "'list' and 'int'": "You computed with the whole list `sizes`. The number of its entries is `len(sizes)`, and "
        "one entry is `sizes[i]`.",
    },
    "softmax": {
        "'math' is not defined": "You used `math`, which is not imported here. `np.exp` takes whole arrays.",
        "'exp' is not defined": "You wrote `exp` alone. It is in NumPy: `np.exp`.",
        "'keepdim'": "You wrote `keepdim`. The name is `keepdims`, with an s.",
    },
    "forward": {
        "'tanh' is not defined": "You wrote `tanh` alone. It is in NumPy: `np.tanh`.",
        "layer() missing": "You called `layer` with too few values. A pair `(W, b)` is one value, and `layer` takes "
        "`W` and `b` as two.",
        "ndarray' object is not callable": "You put round brackets after an array. Perhaps you handed `np.tanh(…)` or "
        "`softmax(…)` to `layer`: it takes the function itself, by its name.",
        "axis 1 is out of bounds for array of dimension 0": SINGLE.format("number"),
        "axis 1 is out of bounds for array of dimension 1": SINGLE.format("row"),
        "size 3 is different from 2": "You multiplied a table with 2 columns by one with 3 rows. `X` has 2 columns, "
        "and `W2` has 3 rows: did the second layer get `X`?",
        "size 2 is different from 3": "You multiplied a table with 3 columns by one with 2 rows. `A1` has 3 columns, "
        "and `W1` has 2 rows: did `A1` go into the first layer, or did you exchange two sides of an `@`?",
    },
    "predict": {
        "_ArrayFunctionDispatcher' object is not subscriptable": SQUARE,
        "'function' object is not subscriptable": SQUARE,  # as older NumPy says it
    },
    "one_hot": {
        "indexing arrays": "You gave different numbers of rows and columns as indices. How many rows has the table?",
    },
    "cross_entropy": {
        "(3,2)": "You counted the classes in `y`, where the last is missing: use `P.shape[1]`.",
        "(1,3) (1,2)": "You made 3 classes for every `P`. This `P` has 2 columns: use `P.shape[1]`.",
        "(4,) (4,3)": "You combined the labels with the whole table. A label only says which number of a row counts.",
    },
}


def explained(answer: Answer, exercise: str) -> Answer:
    """Return an answer as it is, unless its call raised an error that has one meaning in this exercise.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    exercise : str
        One of ERRORS.

    Raises
    ------
    NotMet
        Where the meaning is known, with that meaning.
    """
    return explain(answer, {re.escape(piece): meaning for piece, meaning in ERRORS[exercise].items()})
