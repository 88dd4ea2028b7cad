"""Hold the gradients of a network, `[(dW1, db1), (dW2, db2), ...]`, to the right ones, from the end of the list."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from helpers.checks import calling, words
from helpers.checks.check import Answer
from helpers.checks.compare import difference, fits, numbers
from helpers.checks.rules import relations
from helpers.checks.rules.outside_names import names_inside

Pairs = Sequence[tuple[np.ndarray, np.ndarray]]


def gives_slopes(
    answer: Answer,
    right: Pairs,
    mistakes: Mapping[str, Any],
    last: Mapping[str, Any] | None = None,
    calls: Mapping[str, tuple[tuple[Any, ...], Any]] | None = None,
) -> None:
    """Hold the answer's pairs to the right gradients; name the array that goes wrong first on the way back.

    Parameters
    ----------
    answer : Answer
        What the call gave.
    right : sequence of (dW, db)
        The gradients, dW (n_in, n_out) and db (n_out,) for each layer of weights.
    mistakes : mapping of str to sequence of (dW, db), number or error
        A sentence for each known mistake, to all the pairs that it gives, or to the sum of the absolute values of all
        their numbers, or to the error that it ends in.
    last : mapping of str to ndarray, optional
        The same, to the dW of the last layer alone.
    calls : mapping of str to (arguments, value), optional
        Other exercises that the answer may call, by name, with a call each and what it should give: where one of them
        gives something else, the fault is there.

    Raises
    ------
    NotMet
        Where any array differs.
    """
    errors = {why: end for why, end in mistakes.items() if isinstance(end, Exception)}
    if answer.outcome.error is not None:
        answer.gives(right, errors)
    value = answer.value
    listed = isinstance(value, list | tuple) and len(value) == len(right)
    if listed and all(_is_dW(part, dW) for part, (dW, _) in zip(value, right, strict=True)):
        answer.fail(difference(value, right), "You returned each dW without its db. A pair is (dW, db).")
    if not listed or not all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in value):
        answer.gives(right, {why: end for why, end in mistakes.items() if not isinstance(end, int | float)})
        return
    gaps = {
        f"{name}{k}": difference(part, wanted)
        for k in range(len(right), 0, -1)
        for name, part, wanted in zip(("dW", "db"), value[k - 1], right[k - 1], strict=True)
    }
    wrong = [name for name, gap in gaps.items() if gap]
    if not wrong:
        return
    size = _size(value)
    known = [why for why, end in mistakes.items() if why not in errors and not difference(_like(end, size, value), end)]
    known += [why for why, dW in (last or {}).items() if not difference(value[-1][0], dW)]
    fine = [name for name in gaps if name not in wrong]
    also = f" ({words.listed(fine)} {'is' if len(fine) == 1 else 'are'} right.)" if fine else ""
    finding = f"Going from the end, the first that is wrong is {wrong[0]}.{also}\n{words.indented(gaps[wrong[0]])}"
    names = tuple((f"dW{k}", f"db{k}") for k in range(1, len(right) + 1))
    seen = _below(answer.check.f, calls or {}) or words.one_of(known) or relations.placed(value, right, names)
    answer.fail(finding, seen or _of_biases(wrong, value, right) or _of_first(wrong[0], value, right))


def _below(f: Any, calls: Mapping[str, tuple[tuple[Any, ...], Any]]) -> str:
    """Say which of the functions that an answer calls gives a wrong value."""
    for name in calls.keys() & names_inside(f):
        args, wanted = calls[name]
        if not fits(calling.run(f.__globals__.get(name), args, {}).value, wanted):
            return f"Your `{name}` gives something else than it should here. Look at its own check first."
    return ""


def _is_dW(part: Any, dW: np.ndarray) -> bool:
    """Say whether a part of an answer is an array of the shape of dW, and no pair."""
    array = numbers(part)
    return array is not None and array.shape == np.shape(dW)


def _of_first(name: str, value: Sequence[Any], right: Pairs) -> str:
    """Say how the array that goes wrong first is related to the right one."""
    k, part = int(name[2:]) - 1, int(name.startswith("db"))
    seen = relations.related(value[k][part], right[k][part])
    return f"{name}: {seen}" if seen else ""


def _like(end: Any, size: float | None, value: Any) -> Any:
    """Return what is compared with a mistake's end: the size of all the numbers, or the value itself."""
    return size if isinstance(end, int | float) else value


def _size(value: Sequence[Any]) -> float | None:
    """Add up the absolute values of all the numbers; None where some are no numbers."""
    parts = [numbers(part) for pair in value for part in pair]
    known = [np.abs(part).sum() for part in parts if part is not None]
    return float(sum(known)) if len(known) == len(parts) else None


def _of_biases(wrong: list[str], value: Sequence[Any], right: Pairs) -> str:
    """Say what db looks like where all the dW are right."""
    if any(name.startswith("dW") for name in wrong):
        return ""
    db, wanted = numbers(value[-1][1]), np.asarray(right[-1][1])
    if db is not None and db.shape == (1, *wanted.shape):
        return "You left db an axis too many, as `keepdims=True` does: it is a row in a table. It has the shape of b."
    if db is not None and db.ndim == 2 and db.shape[1:] == wanted.shape:
        return (
            "You returned the whole message as db, a row for each example. Add it up over the rows: one number for "
            "each unit."
        )
    if db is not None and db.ndim == 0:
        return "You returned one number as db. Each unit has a bias of its own."
    for m in range(2, 11):
        if db is not None and not difference(db, m * wanted):
            return f"You got {m} times what db should be. Did you divide dW by m, and not db?"
        if db is not None and not difference(db * m, wanted):
            return "You averaged db over the rows. The message was divided by m already: db is the sum."
    return "You got every dW right, so the message is right. db is the message, added up over the rows."
