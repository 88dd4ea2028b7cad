"""Hold the slopes of a network, `[(dW1, db1), (dW2, db2), ...]`, to the right ones, from the end of the list."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from helpers.checks.check import Answer
from helpers.checks.compare import difference, numbers

Pairs = Sequence[tuple[np.ndarray, np.ndarray]]


def gives_slopes(answer: Answer, right: Pairs, mistakes: Mapping[str, Any], last: Mapping[str, Any]) -> None:
    """Hold the answer's pairs to `right`; where they differ, name the array that goes wrong first on the way back.

    `mistakes` maps a sentence to all the pairs that a mistake gives, and `last` to the dW of the last layer alone.
    """
    value = answer.value
    paired = isinstance(value, list | tuple) and len(value) == len(right)
    if not paired or not all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in value):
        answer.gives(right, mistakes)
        return
    told = {
        f"{name}{k}": difference(part, wanted)
        for k in range(len(right), 0, -1)
        for name, part, wanted in zip(("dW", "db"), value[k - 1], right[k - 1], strict=True)
    }
    wrong = [name for name, gap in told.items() if gap]
    if not wrong:
        return
    known = [why for why, pairs in mistakes.items() if not difference(value, pairs)]
    known += [why for why, dW in last.items() if not difference(value[-1][0], dW)]
    fine = [name for name in told if name not in wrong]
    listed = " and ".join(", ".join(fine).rsplit(", ", 1))
    also = f" ({listed} {'is' if len(fine) == 1 else 'are'} right.)" if fine else ""
    gap = told[wrong[0]]
    gap = gap if gap.startswith(" ") else f"    {gap}"
    answer.fail(f"The first that is off, going from the end, is {wrong[0]}.{also}\n{gap}", *known[:1] or [
        _of_biases(wrong, value, right)
    ])  # fmt: skip


def _of_biases(wrong: list[str], value: Sequence, right: Pairs) -> str:
    """Say what db looks like where all the dW are right."""
    if any(name.startswith("dW") for name in wrong):
        return ""
    came, wanted = numbers(value[-1][1]), np.asarray(right[-1][1])
    if came is not None and came.ndim == 2 and came.shape[1:] == wanted.shape:
        return "db is the whole message, a row for each example. It is added up over the rows: one number a unit."
    if came is not None and came.ndim == 0:
        return "db is one number for the layer. Each unit has its own bias."
    for m in (2, 3, 4):
        if came is not None and not difference(came * m, wanted):
            return "db is averaged over the rows. The message was divided by m already: db is the sum."
    return "all dW are right, so the message is. db is the message, added up over the rows."
