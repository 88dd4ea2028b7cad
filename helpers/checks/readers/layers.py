"""Read an answer as the layers of a network: `[(W1, b1), (W2, b2)]`."""

from collections.abc import Sequence
from itertools import pairwise, product
from typing import Any

import numpy as np

from helpers.checks import hints, words
from helpers.checks.check import Answer
from helpers.checks.compare import numbers


def as_layers(answer: Answer, sizes: tuple[int, ...], of: str = "") -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the answer's layers as arrays of floats.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    sizes : tuple of int
        The layers' widths, input first.
    of : str, optional
        What stands before W and b in their names: "d" for slopes.

    Returns
    -------
    list of (W, b)
        W (n_in, n_out) and b (n_out,) of each layer of weights.

    Raises
    ------
    NotMet
        Where the value is anything else.
    """
    wanted = "[" + ", ".join(f"({of}W{i}, {of}b{i})" for i in range(1, len(sizes))) + "]"
    value = answer.value
    if not isinstance(value, list | tuple) or len(value) != len(sizes) - 1:
        answer.fail(
            f"Expected a list of {words.count(len(sizes) - 1, 'pair')}, {wanted}, and got {words.show(value)}.",
            _why_more(value, len(sizes) - 1) or _why_count(value, len(sizes) - 1),
        )
    shapes: list[tuple[int, ...]] = list(pairwise(sizes))
    for pair, shape in zip(value, shapes, strict=True):
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            why = "You returned W without its b. A pair is `(W, b)`." if _shape(pair) == shape else ""
            why = why or _why_more(value, len(sizes) - 1)
            answer.fail(f"Expected {wanted}, and instead of a pair there is {words.show(pair)}.", why)
    if why := _why_paired(value, shapes):
        answer.fail(f"Expected {wanted}, and got {words.show(value)}.", why)
    return [
        (_part(answer, f"{of}W{i}", W, shape, of), _part(answer, f"{of}b{i}", b, shape[1:], of))
        for i, ((W, b), shape) in enumerate(zip(value, shapes, strict=True), start=1)
    ]


def _why_more(value: Any, wanted: int) -> str:
    """Say if the pairs come back beside something else, such as losses."""
    if not isinstance(value, tuple) or not any(_are_pairs(part) and len(part) == wanted for part in value):
        return ""
    return f"You returned {words.count(len(value), 'thing')}. Return the list of the layers alone."


def _are_pairs(part: Any) -> bool:
    """Say whether something is a list of pairs of arrays, the first of them a table."""
    return isinstance(part, list | tuple) and all(
        isinstance(pair, list | tuple) and len(pair) == 2 and len(_shape(pair[0])) == 2 for pair in part
    )


def _shape(part: Any) -> tuple[int, ...]:
    """Return the shape of an array or a list of numbers; () where something is none."""
    array = numbers(part)
    return () if array is None else array.shape


def _why_count(value: Any, wanted: int) -> str:
    """Say what a list looks like that has another number of pairs."""
    if not isinstance(value, list | tuple):
        return ""
    if len(value) == 2 * wanted and all(numbers(part) is not None for part in value):
        return "You did not pair the layers. Round brackets around each W and its b make a pair."
    if not all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in value):
        return ""
    if len(value) == wanted + 1:
        return "You made a pair for each layer. There is a pair for each step from one layer to the next."
    return "You returned the first pair alone. Is the `return` inside a loop?" if len(value) == 1 else ""


def _why_paired(value: Sequence[Any], W: list[tuple[int, ...]]) -> str:
    """Say if the parts have the right shapes, given by those of W, in other places; "" where that is not so."""
    got = [[numbers(part) for part in pair] for pair in value]
    shapes = [[part.shape if part is not None else None for part in pair] for pair in got]
    b = [shape[1:] for shape in W]
    if shapes == [list(pair) for pair in zip(b, W, strict=True)]:
        return "You put each b before its W. In a pair, W comes first."
    right = [list(pair) for pair in zip(W, b, strict=True)]
    if shapes == right[::-1] != right:
        return "You put the last layer first."
    if shapes == [W, b]:
        return "You paired W1 with W2, and b1 with b2. Each W makes a pair with its own b."
    return ""


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


def _part(answer: Answer, name: str, part: Any, shape: tuple[int, ...], of: str) -> np.ndarray:
    """Return W or b of one layer as floats, held to its shape and to finite numbers."""
    array = numbers(part)
    if array is None or not np.isfinite(array).all():
        odd = "" if array is None or array.size <= words.MOST_NUMBERS else " with nan or infinity in it"
        finding = f"Expected {name} to hold finite numbers, and it is {words.show(part)}{odd}."
        answer.fail(finding, hints.of_part(part))
    if array.shape != shape:
        finding = f"Expected {name} to have shape {shape}, and it has {array.shape}: {words.show(part)}."
        answer.fail(finding, _of_slope(name) if of else _why_shape(array.shape, shape, answer.outcome.given))
    return array


def _of_slope(name: str) -> str:
    """Say what the shape of a slope is."""
    return f"You returned another shape as {name}. It has the shape of {name.removeprefix('d')}."


def _why_shape(got: tuple[int, ...], shape: tuple[int, ...], given: tuple[Any, ...]) -> str:
    """Say what a wrong shape looks like, for a function that got these arguments."""
    draws = any(isinstance(argument, np.random.Generator) for argument in given)
    if got[::-1] == shape and len(shape) == 2:
        return "You laid W on its side. It has a row for each input and a column for each unit."
    if (*got, 1) == shape:
        return "You left out an axis. One column is a table too, `[[…], […]]`, and one bias is a list of one."
    if not got:
        return (
            "You put a single number here. W is a table, with a row for each input and a column for each unit; b has a "
            "number for each unit."
        ) + " An array of random numbers has to be drawn with its shape: `size=(…, …)`." * draws
    if draws and got == (len(shape),) and len(shape) > 1:
        return (
            "You drew one number for each size. Did you write `size=`? In `rng.normal(a, b)`, `a` is the mean and `b` "
            "the spread."
        )
    if len(got) > len(shape):
        return "You made an axis too many. b has one number for each unit."
    if len(got) < len(shape):
        return "You left out an axis. W has a row for each input and a column for each unit."
    if len(shape) == 1:
        return "You made the wrong number of biases. There is one for each unit, and so for each column of W."
    rows, columns = (a == b for a, b in zip(got, shape, strict=True))
    which = "number of rows" if columns else "number of columns" if rows else "numbers of rows and columns"
    fixed = " Did you write fixed numbers where the sizes of the network belong?" if given else ""
    return f"You made the wrong {which}: W has a row for each input and a column for each unit.{fixed}"
