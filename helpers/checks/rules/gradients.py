"""Hold the gradients of a network, `[(dW1, db1), (dW2, db2), ...]`, to the right ones, from the end of the list."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from helpers.checks import words
from helpers.checks.check import Answer
from helpers.checks.compare import difference, numbers

Pairs = Sequence[tuple[np.ndarray, np.ndarray]]


def gives_slopes(answer: Answer, right: Pairs, mistakes: Mapping[str, Any], last: Mapping[str, Any]) -> None:
    """Hold the answer's pairs to the right gradients; name the array that goes wrong first on the way back.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    right : sequence of (dW, db)
        The gradients, dW (n_in, n_out) and db (n_out,) for each layer of weights.
    mistakes : mapping of str to sequence of (dW, db)
        A sentence for each known mistake, to all the pairs that it gives.
    last : mapping of str to ndarray
        The same, to the dW of the last layer alone.

    Raises
    ------
    NotMet
        Where any array differs.
    """
    value = answer.value
    paired = isinstance(value, list | tuple) and len(value) == len(right)
    if not paired or not all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in value):
        answer.gives(right, mistakes)
        return
    gaps = {
        f"{name}{k}": difference(part, wanted)
        for k in range(len(right), 0, -1)
        for name, part, wanted in zip(("dW", "db"), value[k - 1], right[k - 1], strict=True)
    }
    wrong = [name for name, gap in gaps.items() if gap]
    if not wrong:
        return
    known = [why for why, pairs in mistakes.items() if not difference(value, pairs)]
    known += [why for why, dW in last.items() if not difference(value[-1][0], dW)]
    fine = [name for name in gaps if name not in wrong]
    listed = " and ".join(", ".join(fine).rsplit(", ", 1))
    also = f" ({listed} {'is' if len(fine) == 1 else 'are'} right.)" if fine else ""
    finding = f"Going from the end, the first that is wrong is {wrong[0]}.{also}\n{words.indented(gaps[wrong[0]])}"
    answer.fail(finding, words.one_of(known) or _of_biases(wrong, value, right))


def _of_biases(wrong: list[str], value: Sequence[Any], right: Pairs) -> str:
    """Say what db looks like where all the dW are right."""
    if any(name.startswith("dW") for name in wrong):
        return ""
    db, wanted = numbers(value[-1][1]), np.asarray(right[-1][1])
    if db is not None and db.ndim == 2 and db.shape[1:] == wanted.shape:
        return (
            "You returned the whole message as db, a row for each example. Add it up over the rows: one number for "
            "each unit."
        )
    if db is not None and db.ndim == 0:
        return "You returned one number as db. Each unit has a bias of its own."
    for m in (2, 3, 4):
        if db is not None and not difference(db * m, wanted):
            return "You averaged db over the rows. The message was divided by m already: db is the sum."
    return "You got every dW right, so the message is right. db is the message, added up over the rows."
