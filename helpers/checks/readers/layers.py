"""Take an answer as the layers of a network: `[(W1, b1), (W2, b2)]`."""

from itertools import product
from typing import Any

import numpy as np

from helpers.checks import words
from helpers.checks.check import Answer
from helpers.checks.compare import numbers


def as_layers(answer: Answer, sizes: tuple[int, ...]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the answer's `[(W, b), ...]` as arrays of floats, once they fit `sizes`, the layer widths, input first.

    W is (n_in, n_out) and b is (n_out,). Anything else ends in NotMet, in words.
    """
    wanted = "[" + ", ".join(f"(W{i}, b{i})" for i in range(1, len(sizes))) + "]"
    value = answer.value
    if not isinstance(value, list | tuple) or len(value) != len(sizes) - 1:
        loose = isinstance(value, list | tuple) and len(value) == 2 * (len(sizes) - 1)
        why = "the layers are not paired. Round brackets around each W and its b make a pair." if loose else ""
        answer.fail(f"Expected a list of {len(sizes) - 1} pairs, {wanted}, and got {words.show(value)}.", why)
    for pair in value:
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            answer.fail(f"Expected {wanted}, and instead of a pair there is {words.show(pair)}.")
    shapes = zip(value, sizes, sizes[1:], strict=False)
    return [
        (_part(answer, f"W{i}", W, (n_in, n_out)), _part(answer, f"b{i}", b, (n_out,)))
        for i, ((W, b), n_in, n_out) in enumerate(shapes, start=1)
    ]


def ignored_inputs(W: np.ndarray, b: np.ndarray) -> list[bool]:
    """Say for each input of a step unit, W (n, 1) and b (1,), if it never matters which of 0 and 1 it is."""
    inputs = np.array(list(product((0, 1), repeat=len(W))))
    fires = (inputs @ W[:, 0] + b[0] > 0).reshape((2,) * len(W))
    return [bool((fires.take(0, axis=i) == fires.take(1, axis=i)).all()) for i in range(len(W))]


def _part(answer: Answer, name: str, came: Any, shape: tuple[int, ...]) -> np.ndarray:
    array = numbers(came)
    if array is None or not np.isfinite(array).all():
        odd = "" if array is None or array.size <= words.MOST_NUMBERS else " with nan or infinity in it"
        answer.fail(f"Expected {name} to hold finite numbers, and it is {words.show(came)}{odd}.")
    if array.shape != shape:
        told = f"Expected {name} to have shape {shape}, and it has {array.shape}: {words.show(came)}."
        answer.fail(told, _why(array.shape, shape))
    return array


def _why(came: tuple[int, ...], shape: tuple[int, ...]) -> str:
    if came[::-1] == shape and len(shape) == 2:
        return "it lies on its side: a row for each input, a column for each unit."
    if (*came, 1) == shape:
        return "one column is a table too, `[[…], […]]`, and one bias is a list of one."
    return ""
