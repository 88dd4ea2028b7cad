"""Name mistakes in the exercises of lesson 04 for which its test cells have no room: by a value, or by an error."""

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from helpers.checks.check import Answer
from helpers.labs.slips.known_errors import explain

HIDDEN = np.array(
    [[0.635149, 0.4621172, -0.7615942], [-0.2449187, 0.9918597, -0.8482836]]
)  # right for `forward`'s call

TINY = [f"1e-{exponent}" for exponent in range(7, 16)]  # what a reader may put instead of 0

# By exercise: what a mistake gives for the first call of the visible check. The lesson's own sentences come on top.
VALUES: Mapping[str, Mapping[str, Any]] = {
    "layer": {
        "You added the biases to `W`. Add them to the sums.": np.array([[0.25, 144], [6.25, 12.25], [0.25, 100]]),
        "You returned the first row only. Is the `return` inside the loop?": np.array([[2.25, 16]]),
        "You added up the biases. Each unit has its own.": np.array([[12.25, 12.25], [30.25, 1], [0.25, 6.25]]),
        "You gave all units the first bias.": np.array([[2.25, 2.25], [12.25, 9], [6.25, 20.25]]),
        "You always used tanh, and never `activation`.": np.array(
            [[0.9051483, 0.9993293], [0.9981779, -0.4621172], [-0.9866143, -0.9640276]]
        ),
        "You always used the sigmoid, and never `activation`.": np.array(
            [[0.8175745, 0.9820138], [0.9706878, 0.3775407], [0.0758582, 0.1192029]]
        ),
        "You always used the step, and never `activation`.": np.array([[1, 1], [1, 0], [0, 0]]),
        "You always used ReLU, and never `activation`.": np.array([[1.5, 4], [3.5, 0], [0, 0]]),
        "You made negative sums 0 before the activation. Leave them as they are.": np.array(
            [[2.25, 16], [12.25, 0], [0, 0]]
        ),
        "You applied the activation to `W`, and not to the sums.": np.array([[-1.5, 5.5], [5.5, 5.75], [-3.5, 0.5]]),
        "You added the bias once for each input. It belongs to the whole sum.": np.array(
            [[0, 100], [4, 30.25], [16, 16]]
        ),
        "You averaged over the inputs. A unit adds up.": np.array([[0, 6.25], [0.25, 1.890625], [1, 1]]),
        "You multiplied by the biases. They are added.": np.array([[1, 16], [4, 25], [1, 64]]),
        "You carried each sum on into the next unit's. Each begins again from 0.": np.array(
            [[2.25, 36], [12.25, 12.25], [6.25, 16]]
        ),
        "You left out the last input, or the last row of `W`.": np.array([[0.25, 9], [16, 0], [2.25, 1]]),
        "You left out the first input, or the first row of `W`.": np.array([[0.25, 4], [9, 2.25], [2.25, 0]]),
        "You gave the examples biases. Each unit has one.": np.array([[2.25, 2.25], [36, 0.25], [4, 16]]),
        "You applied the activation to the products and to the biases apart. It takes their sum.": np.array(
            [[4.25, 8], [16.25, 10.25], [4.25, 20]]
        ),
    },
    "count_parameters": {
        "You counted each weight twice, and no bias. Look at your brackets.": 110,
        "You gave each layer one bias, the input too. Each unit has its own, and the input has none.": 58,
        "You added the two sizes of a step. Each unit before it is connected to each unit after it.": 21,
        "You added the two sizes of a step, and then the biases. Each unit before it is connected to each unit after "
        "it.": 30,
        "You added 1 to both sizes of each step. So you counted biases for the layer before it, too, and one more.": 78,
        "You connected every layer to the input. A step goes from one layer to the next.": 72,
        "You used the same size on both sides of a step. A step goes from one layer to the next.": 50,
        "You multiplied each layer's size by itself. A step goes from one layer to the next.": 106,
        "You also counted a step from the last layer back to the first. `sizes[-1]` is the last size.": 99,
        "You counted the biases twice.": 73,
        "You counted the biases alone.": 9,
        "You subtracted the biases. They are parameters, too: add them.": 46,
        "You counted biases for both layers of each step. Only the layer after it has them.": 76,
    },
    "softmax": {
        "You computed the first row only. Is the `return` inside the loop?": np.array(
            [[0.0900306, 0.2447285, 0.665241]]
        ),
        "You left the other rows at 0. Is the `return` inside the loop?": np.array(
            [[0.0900306, 0.2447285, 0.665241], [0, 0, 0]]
        ),
        "You divided 0 by 0: every exponential became 0. After your shift, what is the largest score of a row?": (
            np.full((2, 3), np.nan)
        ),
        "You took no exponential of the shifted scores.": np.array([[2 / 3, 1 / 3, 0], [0, 0.5, 0.5]]),
        "You divided the scores, and not their exponentials, by the sum of the exponentials.": np.array(
            [[0, 0.6652410, 1.3304819], [1.5739720, 0, 0]]
        ),
        "You raised 2 to the scores, and not e.": np.array(
            [[0.1428571, 0.2857143, 0.5714286], [0.6666667, 0.1666667, 0.1666667]]
        ),
        "You shifted the exponentials. Shift the scores, before you take exponentials.": np.array(
            [[-0.1957967, 0.1406371, 1.0551595], [1.5901336, -0.2950668, -0.2950668]]
        ),
        "You took the sigmoid of each score, where its exponential belongs.": np.array(
            [[0.2367589, 0.3461685, 0.4170726], [0.4683105, 0.2658447, 0.2658447]]
        ),
        "You divided each score by the largest one of its row. Subtract it.": np.array(
            [[0.1863237, 0.3071959, 0.5064804], [0.5761169, 0.2119416, 0.2119416]]
        ),
    },
    "forward": {
        "You made the whole table P add up to 1.": (
            HIDDEN,
            np.array([[0.500349, 0.0533488], [0.1736525, 0.2726497]]),
        ),
        "You took the softmax of A1, and left out the second layer.": (
            HIDDEN,
            np.array([[0.4788097, 0.4027321, 0.1184582], [0.2003419, 0.6900775, 0.1095806]]),
        ),
        "You added the output biases after the softmax.": (
            HIDDEN,
            np.array([[1.315846, -0.0658462], [0.731274, 0.518726]]),
        ),
        "You used tanh in the output layer, and no softmax.": (
            HIDDEN,
            np.array([[0.9309788, -0.5173909], [0.5423191, 0.7851146]]),
        ),
        "You used the sigmoid in the output layer, and no softmax.": (
            HIDDEN,
            np.array([[0.8409996, 0.3605978], [0.6473555, 0.7424165]]),
        ),
        "You used the softmax in the hidden layer, too. Here it is tanh.": (
            np.array([[0.5121443, 0.3988584, 0.0889973], [0.0466126, 0.9362396, 0.0171478]]),
            np.array([[0.6991126, 0.3008874], [0.2582708, 0.7417292]]),
        ),
        "You used the step in the hidden layer. Here it is tanh.": (
            np.array([[1, 1, 0], [0, 1, 0]]),
            np.array([[0.6791787, 0.3208213], [0.2227001, 0.7772999]]),
        ),
        "You used ReLU in the hidden layer. Here it is tanh.": (
            np.array([[0.75, 0.5, 0], [0, 2.75, 0]]),
            np.array([[0.7772999, 0.2227001], [0.0085775, 0.9914225]]),
        ),
        "You used the step in both layers, as in the pizza network.": (
            np.array([[1, 1, 0], [0, 1, 0]]),
            np.array([[1, 1], [0, 1]]),
        ),
        "You put the scores through tanh before the softmax.": (
            HIDDEN,
            np.array([[0.8097474, 0.1902526], [0.4395976, 0.5604024]]),
        ),
        "You left out the hidden biases and the output biases.": (
            np.array([[0, 0.7615942, -0.4621172], [-0.7615942, 0.9969976, -0.635149]]),
            np.array([[0.3036424, 0.6963576], [0.071461, 0.928539]]),
        ),
        "You added the hidden biases after the tanh. They belong to the sums.": (
            np.array([[0.75, 0.2615942, -0.9621172], [-0.0115942, 0.4969976, -1.135149]]),
            np.array([[0.9596891, 0.0403109], [0.807763, 0.192237]]),
        ),
        "You used `np.tan`, the tangent. The hyperbolic tangent is `np.tanh`.": (
            np.array([[0.9315965, 0.5463025, -1.557408], [-0.2553419, -0.4129179, -3.00957]]),
            np.array([[0.9792999, 0.0207001], [0.9962398, 0.0037602]]),
        ),
        "You stretched the sigmoid in height alone. In the formula of tanh, it is squeezed, too.": (
            np.array([[0.3583574, 0.2449187, -0.4621172], [-0.124353, 0.8798267, -0.5545997]]),
            np.array([[0.8415829, 0.1584171], [0.394972, 0.605028]]),
        ),
        "You used tanh twice in the hidden layer.": (
            HIDDEN,
            np.array([[0.8778881, 0.1221119], [0.4473649, 0.5526351]]),
        ),
        "You matched a row's sum with a column. `keepdims=True`, or your `softmax`, prevents that.": (
            HIDDEN,
            np.array([[0.90365, 0.1195351], [0.3136233, 0.6109082]]),
        ),
        "You returned the output's numbers as A1. After a loop over both layers, only those are left.": (
            np.array([[0.9309788, -0.5173909], [0.5423191, 0.7851146]]),
            np.array([[0.8097474, 0.1902526], [0.4395976, 0.5604024]]),
        ),
    },
    "predict": {
        "You compared each probability with 0.5. A label is the number of a column.": np.array(
            [[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0]]
        ),
        "You returned the probabilities, and no decision.": np.array(
            [
                [0.2533146, 0.6885804, 0.036168, 0.021937],
                [0.7950323, 0.045708, 0.1572426, 0.0020171],
                [0.0001037, 0.0105278, 0.0418164, 0.9475522],
                [0.0362755, 0.2626486, 0.2680416, 0.4330343],
                [0.4109314, 0.0880434, 0.4781658, 0.0228594],
            ]
        ),
        "You left out the hidden biases.": np.array([0, 0, 3, 2, 0]),
        "You left out the output biases.": np.array([0, 0, 3, 1, 0]),
        "You left out the hidden biases and the output biases.": np.array([0, 0, 3, 0, 0]),
        "You left out the tanh of the hidden layer.": np.array([1, 0, 3, 3, 0]),
        "You used the sigmoid in the hidden layer. In `forward` it is tanh.": np.array([3, 2, 3, 3, 3]),
        "You averaged the numbers of the classes by their probabilities. Look for the largest probability.": (
            np.array([1, 0, 3, 2, 1])
        ),
        "You averaged the numbers of the classes by their probabilities, and cut the decimals off. Look for the "
        "largest probability.": np.array([0, 0, 2, 2, 1]),
        "You compared some classes only, and not the last one. Other networks have other numbers of them.": (
            np.array([1, 0, 2, 2, 2])
        ),
        "You took the second number of `argsort`, which begins with the column of the smallest.": (
            np.array([2, 1, 1, 1, 1])
        ),
        "You took the second largest probability of each row.": np.array([0, 2, 2, 2, 0]),
        "You returned each label once, as `np.unique` does. Each row has its own.": np.arange(4),
        "You carried the largest probability on from row to row. Each row begins again.": np.array([1, 0, 3, 3, 3]),
        "You counted how often each label occurs.": np.array([1, 1, 1, 2]),
    },
    "one_hot": {
        "You returned a row for each class, and did not use the labels.": np.eye(6),
        "You left every number at 0. `=` sets a number, and `==` only compares.": np.zeros((4, 6)),
        "You repeated one row. In `[row] * m` all rows are the same list, so a change to one changes all.": np.array(
            [[1, 1, 1, 0, 0, 0]] * 4
        ),
        "You made the row once, before the loop, so it keeps the 1s of the rows before.": np.array(
            [[0, 0, 1, 0, 0, 0], [1, 0, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0]]
        ),
        "You counted the labels from 1, and left the rows of label 0 empty. Label 0 belongs to the first column.": (
            np.array([[0, 1, 0, 0, 0, 0], [0] * 6, [1, 0, 0, 0, 0, 0], [0] * 6])
        ),
        "You left one column out. There are `n_classes` of them.": np.array(
            [[0, 0, 1, 0, 0], [1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [1, 0, 0, 0, 0]]
        ),
        "You left the last row at 0. Perhaps `for i in y` used the labels as row numbers, or a loop ended early.": (
            np.array([[0, 0, 1, 0, 0, 0], [1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0], [0] * 6])
        ),
    },
    "cross_entropy": {
        "You used every label in every row, as `P[i][y]` does. The label of row i is `y[i]`.": np.array(
            [1.2404613, 1.1776327, 1.4522857, 1.1776327]
        ),
        "You looped `for i in y`, and used the labels as row numbers.": 0.9100223,
        "You added a price for 1 − q. With several classes, only q has a price.": 1.5222143,
        "You returned the mean of 1 − q. The price is −log q.": 0.4625,
        "You returned 0. Perhaps every probability became 1: is the tiny number tiny? (1e-12 has a minus.) Or you "
        "clipped the logarithms, and not the probabilities. Or nothing was added up.": 0.0,
        "You replaced every probability by one number. Is it 1e12, where 1e-12 belongs? Or does a minus stand before "
        "the probabilities?": -27.6310211,
        "You kept the last price alone: `=` replaces a total, and `+=` adds to it.": 0.1277064,
        "You returned the price of one example.": 0.5108256,
        "You left out the first example.": 0.6019864,
        "You left out the last example.": 0.5634487,
        "You took the softmax of P. It holds probabilities already.": 0.9151826,
        "You took the logarithm of 1 − q, the probability of all other classes together.": 0.8310591,
        "You multiplied each price by its q.": 0.3023092,
        "You took no logarithm: this is minus the mean of q.": -0.5375,
        "You used P twice, and not the labels.": 0.9224389,
        "You returned the share of wrong decisions. The loss is the mean price.": 0.25,
        "You multiplied by the labels. A label is the number of a class, and no factor.": 4.7399765,
    }
    | {
        f"You replaced every probability by {number}. In `np.clip(a, low, high)`, `low` comes first; `np.maximum`, and "
        "not `np.minimum`, replaces what is too small.": -math.log(float(number))
        for number in TINY
    }
    | {
        f"You exchanged P and the one-hot table. The logarithm is of P, with {number} for 0.": -0.4625
        * math.log(float(number))
        for number in TINY
    },
}

SQUARE = "You put square brackets after a function. Round brackets call it."
UNSET = "You used `{}`, and your function does not set it. Is a line missing, or a name misspelt?"
SINGLE = (
    "You asked for axis 1 of a single {}. Perhaps your `layer` calls its activation on single numbers or rows. Then "
    "call `softmax` yourself, on the table of scores."
)

# By exercise: a piece of an error's text, and what it means there.
ERRORS: Mapping[str, Mapping[str, str]] = {
    "layer": {
        "(3,4) (4,2)": "You combined `A` and `W` number by number, as `*` does. `@` multiplies and adds up.",
        "size 3 is different from 2": "You wrote `W @ A`. `A` belongs on the left.",
        "(3,2) (2,1)": "You gave each example a bias. Each unit has one: add `b` as it is.",
        "non-broadcastable": "You gave `activation` two values, with a comma where `+` belongs, or you changed `b` in "
        "place, as `+=` does.",
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
        "layer() missing": "You called `layer` with too few values. Is the activation missing? Or did you hand over a "
        "pair `(W, b)`, which is one value, where `layer` takes `W` and `b` as two?",
        "'A1' is not defined": UNSET.format("A1"),
        "'P' is not defined": UNSET.format("P"),
        "tanh() takes": "You called `np.tanh` before there is a sum. Hand the function itself to `layer`, without "
        "brackets.",
        "softmax() missing": "You called `softmax` before there are scores. Hand the function itself to `layer`, "
        "without brackets.",
        "inhomogeneous": "You made one array of things of different shapes. Either you computed with a pair `(W, b)`, "
        "which has two parts, or you put A1 and P into one array: `return A1, P` keeps them apart.",
        "ndarray' object is not callable": "You put round brackets after an array. Perhaps you handed `np.tanh(…)` or "
        "`softmax(…)` to `layer`: it takes the function itself, by its name.",
        "axis 1 is out of bounds for array of dimension 0": SINGLE.format("number"),
        "axis 1 is out of bounds for array of dimension 1": SINGLE.format("row"),
        "size 3 is different from 4": "You multiplied a table with 4 columns by one with 3 rows. `X` has 4 columns, "
        "and `W2` has 3 rows: did the second layer get `X`, or the first layer `W2`?",
        "size 4 is different from 3": "You multiplied a table with 3 columns by one with 4 rows. `A1` has 3 columns, "
        "and `W1` has 4 rows: did `A1` go into the first layer?",
        "size 2 is different from 3": "You multiplied a table with 3 columns by one with 2 rows. `W1` has 3 columns, "
        "and `X` has 2 rows: did you exchange two sides of an `@`, or two arguments of `layer`?",
        "(2,2) (3,)": "You added 3 biases to a table with 2 columns. Did the second layer get `b1`?",
        "(2,3) (2,)": "You added 2 biases to a table with 3 columns. Did the first layer get `b2`?",
    },
    "predict": {
        "size 2 is different from 3": "You multiplied `X`, which has 3 columns, by a table of 2 rows. Did you leave "
        "out the hidden layer?",
        "_ArrayFunctionDispatcher' object is not subscriptable": SQUARE,
        "'function' object is not subscriptable": SQUARE,  # as older NumPy says it
    },
    "one_hot": {
        "'Y' is not defined": UNSET.format("Y"),
        "is out of bounds for axis 1 with size": "You used the number of a column that the table does not "
        "have. There are `n_classes` columns, counted from 0.",
        "indexing arrays": "You gave different numbers of rows and columns as indices. How many rows has the table?",
    },
    "cross_entropy": {
        "cannot be interpreted as an integer": "You gave a number with a decimal point where a whole one is wanted. "
        "The second value of `np.max` is an axis. `np.maximum` compares number by number.",
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
