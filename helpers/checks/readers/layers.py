"""Read an answer as the layers of a network: `[(W1, b1), (W2, b2)]`."""

from itertools import product
from typing import Any

import numpy as np

from helpers.checks import hints, words
from helpers.checks.check import Answer
from helpers.checks.compare import numbers


def as_layers(answer: Answer, sizes: tuple[int, ...]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the answer's layers as arrays of floats.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    sizes : tuple of int
        The layers' widths, input first.

    Returns
    -------
    list of (W, b)
        W (n_in, n_out) and b (n_out,) of each layer of weights.

    Raises
    ------
    NotMet
        Where the value is anything else.
    """
    wanted = "[" + ", ".join(f"(W{i}, b{i})" for i in range(1, len(sizes))) + "]"
    value = answer.value
    if not isinstance(value, list | tuple) or len(value) != len(sizes) - 1:
        loose = isinstance(value, list | tuple) and len(value) == 2 * (len(sizes) - 1)
        why = "You did not pair the layers. Round brackets around each W and its b make a pair." if loose else ""
        answer.fail(
            f"Expected a list of {words.count(len(sizes) - 1, 'pair')}, {wanted}, and got {words.show(value)}.", why
        )
    for pair in value:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            answer.fail(f"Expected {wanted}, and instead of a pair there is {words.show(pair)}.")
    shapes = zip(value, sizes, sizes[1:], strict=False)
    return [
        (_part(answer, f"W{i}", W, (n_in, n_out)), _part(answer, f"b{i}", b, (n_out,)))
        for i, ((W, b), n_in, n_out) in enumerate(shapes, start=1)
    ]


def ignored_inputs(W: np.ndarray, b: np.ndarray) -> list[bool]:
    """Say for each input of a step unit if it never matters which of 0 and 1 it is.

    Parameters
    ----------
    W : ndarray (n, 1)
        The unit's weights.
    b : ndarray (1,)
        Its bias.

    Returns
    -------
    list of bool
        One for each of the n inputs, after all 2ⁿ rows of 0 and 1 have been tried.
    """
    inputs = np.array(list(product((0, 1), repeat=len(W))))
    fires = (inputs @ W[:, 0] + b[0] > 0).reshape((2,) * len(W))
    return [bool((fires.take(0, axis=i) == fires.take(1, axis=i)).all()) for i in range(len(W))]


def _part(answer: Answer, name: str, part: Any, shape: tuple[int, ...]) -> np.ndarray:
    """Return W or b of one layer as floats, held to its shape and to finite numbers."""
    array = numbers(part)
    if array is None or not np.isfinite(array).all():
        odd = "" if array is None or array.size <= words.MOST_NUMBERS else " with nan or infinity in it"
        finding = f"Expected {name} to hold finite numbers, and it is {words.show(part)}{odd}."
        answer.fail(finding, hints.of_part(part))
    if array.shape != shape:
        finding = f"Expected {name} to have shape {shape}, and it has {array.shape}: {words.show(part)}."
        answer.fail(finding, _why_shape(array.shape, shape))
    return array


def _why_shape(got: tuple[int, ...], shape: tuple[int, ...]) -> str:
    """Say what a wrong shape looks like."""
    if got[::-1] == shape and len(shape) == 2:
        return "You laid W on its side. It has a row for each input and a column for each unit."
    if (*got, 1) == shape:
        return "You left out an axis. One column is a table too, `[[…], […]]`, and one bias is a list of one."
    if not got:
        return (
            "You put a single number here. W is a table, with a row for each input and a column for each unit; b has a "
            "number for each unit. An array of random numbers has to be drawn with its shape: `size=(…, …)`."
        )
    if len(got) > len(shape):
        return "You made an axis too many. b has one number for each unit."
    if len(got) < len(shape):
        return "You left out an axis. W has a row for each input and a column for each unit."
    if len(shape) == 1:
        return "You made the wrong number of biases. There is one for each unit, and so for each column of W."
    rows, columns = (a == b for a, b in zip(got, shape, strict=True))
    which = "number of rows" if columns else "number of columns" if rows else "numbers of rows and columns"
    return (
        f"You made the wrong {which}: W has a row for each input and a column for each unit. Did you write fixed "
        "numbers where the sizes of the network belong?"
    )
