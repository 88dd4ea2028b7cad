"""Try a judge of gradients, `judge(loss, layers, grads)`, on claims whose errors are known; name what it left out.

The judge's formula is |a − n| / max(|a| + |n|, 1e-8) for a claimed slope a and a measured one n, and it returns the
largest of these. What a mistake gives is worked out from the claims and the true slopes: here nothing is measured.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from helpers.checks import words
from helpers.checks.check import Answer, Check
from helpers.checks.compare import difference, numbers

Layers = list[tuple[np.ndarray, np.ndarray]]

NEGATIVE: Layers = [  # all slopes are negative, and all claims positive
    (np.array([[-1.0, -2.0]]), np.array([-0.5, -1.5])),
    (np.array([[-0.5], [-1.5]]), np.array([-1.25])),
]
LAYERS: Layers = [
    (np.array([[-1.0, -0.5, -2.0], [-1.5, -0.711, -0.75]]), np.array([-0.5, -1.0, -1.5])),
    (np.array([[-2.0], [-1.0], [-0.5]]), np.array([0.5])),
    (np.array([[-1.5, -1.0, -0.5]]), np.array([-0.3, -1.0])),
]
# Claims in parts of the slopes. The largest error, 0.6, is that of a weight in the middle of the first layer, and then
# that of a bias of the last one. Every part of the entries has a largest error of its own.
IN_THE_FIRST: Layers = [
    (np.array([[1.2, 3.1, 2.9], [2.75, 4.0, 2.8]]), np.array([2.02, 2.5, 2.05])),
    (np.array([[1.5], [2.4], [1.75]]), np.array([1.95])),
    (np.array([[1.8, 2.2, 1.1]]), np.array([1.9, 1.15])),
]
IN_THE_LAST: Layers = [
    (np.array([[1.2, 1.1, 1.3], [1.25, 1.4, 1.0]]), np.array([1.5, 1.0, 1.35])),
    (np.array([[1.0], [1.6], [2.0]]), np.array([1.7])),
    (np.array([[1.8, 2.5, 1.1]]), np.array([0.25, 2.6])),
]
FLOOR = 1e-8  # the smallest number that an error is divided by
NO_FLOOR = "You divided by |a| + |n| where the 10⁻⁸ is larger. (`10^-8` is −14.)"
ERRORS: dict[str, Exception] = {
    "You met an array where one number belongs. `place` takes two indices in a table; `np.ndindex` takes a shape.": (
        ValueError("truth value")
    ),
    "You subtracted layers. Subtract their losses.": TypeError("'list' and 'list'"),
    "You used a pair, or an array, as an index. `i` and `k` are whole numbers, which `range` gives.": (
        TypeError("list indices must be")
    ),
}
CLOSE = (
    "You came close, but the answer is not exact. Did you round a number on the way? Or is your h far too small? Then "
    "rounding eats the difference."
)


def judges(check: Check, squares: Callable[[Layers], float]) -> None:
    """Hold a judge to the largest error, over all entries of all the layers, of claims that are wrong in many places.

    Parameters
    ----------
    check : Check
        The check of `judge(loss, layers, grads)`, which returns a single number.
    squares : callable
        The sum of the squares of all the numbers in the layers: a loss whose slopes are known.

    Raises
    ------
    NotMet
        Where it returns another number.
    """
    ruled_out: set[int] = set()
    for layers, parts in ((NEGATIVE, _filled(NEGATIVE, -4.0)), (LAYERS, IN_THE_FIRST), (LAYERS, IN_THE_LAST)):
        slopes = [(2 * W, 2 * b) for W, b in layers]
        claims = _times(slopes, parts)
        right = float(max(np.max(np.abs(F - 1) / (np.abs(F) + 1)) for pair in parts for F in pair))
        mistakes = [*_formulas(claims, slopes), *_parts(claims, slopes), *_moves(claims, slopes)]
        _hold(check(squares, layers, claims), right, [m for k, m in enumerate(mistakes) if k not in ruled_out])
        ruled_out |= {k for k, (_, wrong) in enumerate(mistakes) if difference(wrong, right)}  # they do not come so far
    _hold_floor(check)


def _hold_floor(check: Check) -> None:
    """Hold a judge to its 10⁻⁸, on a loss that is the same everywhere, and claims that are smaller."""
    answer = check(lambda _: 1.0, NEGATIVE, _filled(NEGATIVE, 1e-9))
    value = _number(answer)
    if value is not None and -1e-5 < value < 0.09:
        answer.fail(difference(value, 0.1), "Your 10⁻⁸ is too large. (`10-8` is 2.)")
    added = ("You added 10⁻⁸ to |a| + |n|. The page takes the larger of the two.", 1 / 11)
    _hold(answer, 0.1, [(NO_FLOOR, 1.0), (NO_FLOOR, 0.0), (NO_FLOOR, np.nan), added])


def _hold(answer: Answer, right: float, mistakes: Sequence[tuple[str, float]]) -> None:
    """Hold an answer to a single number; name the mistakes that give what it gave, and say nothing else of it."""
    value, got = _number(answer), answer.outcome.value
    if isinstance(got, bool | np.bool_):
        answer.fail(f"Expected a number, and got {got}.", "You compared the error with something. Return the error.")
    if value is None and isinstance(got, list | np.ndarray) and len(got) > 2:
        answer.fail(f"Expected a single number, and got {len(got)}.", "You returned every error, not the largest.")
    if value is not None and (gap := difference(value, right)):
        known = [why for why, wrong in mistakes if difference(wrong, right) and not _apart(value, wrong)]
        answer.fail(gap, words.one_of(known) or CLOSE * (not difference(value, right, 1e-3)))
    answer.gives(right, ERRORS)


def _number(answer: Answer) -> float | None:
    """Return what came back where it is a single number, nan for one."""
    value = answer.outcome.value
    array = None if answer.outcome.changed or isinstance(value, bool | np.bool_) else numbers(value)
    return None if array is None or array.shape else float(array)


def _apart(value: float, wrong: float) -> bool:
    """Say whether two numbers differ, relatively: a mistake may give a very small number or a very large one."""
    return not np.isclose(value, wrong, rtol=1e-4, atol=1e-9, equal_nan=True)


def _filled(layers: Layers, number: float) -> Layers:
    """Return layers of one number."""
    return [(np.full(W.shape, number), np.full(b.shape, number)) for W, b in layers]


def _times(slopes: Layers, parts: Layers) -> Layers:
    """Multiply two lists of pairs entry by entry."""
    return [(dW * F, db * f) for (dW, db), (F, f) in zip(slopes, parts, strict=True)]


def _flat(layers: Sequence[Sequence[np.ndarray]]) -> np.ndarray:
    """Return all the numbers, in their order."""
    return np.concatenate([np.ravel(part) for pair in layers for part in pair])


def _error(a: Any, n: Any) -> Any:
    """Work out the errors of claims."""
    return np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), FLOOR)


def _formulas(claims: Layers, slopes: Layers) -> Iterator[tuple[str, float]]:
    """Yield what the largest error is with another formula, or with slopes that are measured wrongly."""
    a, n = _flat(claims), _flat(slopes)
    gap, size = np.abs(a - n), np.abs(a) + np.abs(n)
    sign = "You turned a sign round, or lost one: by behind − ahead, a + n, or bars around a or n alone."
    below = "You left out bars below the line: there it is |a| + |n|."
    lost = "Your measured slope is 0, or far too large. Does one copy move by h and one by −h? Are there brackets "
    lost += "around the difference, and around 2 * h?"
    one_of_them = "You divided by one of |a| and |n|, not by their sum."
    no_bars = "You left out the bars of |a − n|."
    rounded = "You rounded the measured slope."
    values: list[tuple[str, Any]] = [
        (no_bars, (a - n) / size),
        (sign, (np.abs(a) - np.abs(n)) / size),
        (sign, _error(a, -n)),
        (sign, _error(a, np.abs(n))),
        (sign, np.abs(np.abs(a) - np.abs(n)) / size),
        ("You did not divide by |a| + |n|.", gap),
        (one_of_them, gap / np.maximum(np.abs(a), FLOOR)),
        (one_of_them, gap / np.maximum(np.abs(n), FLOOR)),
        (one_of_them, gap / np.maximum(np.abs(a), np.abs(n))),
        ("You divided by the mean of |a| and |n|, not by their sum.", 2 * gap / size),
        (below, gap / np.maximum(np.abs(a + n), FLOOR)),
        (below, gap / np.maximum(a + n, FLOOR)),
        (below, np.abs((a - n) / np.maximum(a + n, FLOOR))),
        (below, gap / np.maximum(np.abs(a) + n, FLOOR)),
        (below, gap / np.maximum(a + np.abs(n), FLOOR)),
        ("You left out the brackets around |a| + |n|.", gap / np.maximum(np.abs(a), FLOOR) + np.abs(n)),
        ("You divided by the smaller of |a| + |n| and 10⁻⁸. It is the larger.", gap / np.minimum(size, FLOOR)),
        ("Your 10⁻⁸ is far too large.", gap / 1e8),
        ("Your 10⁻⁸ is far too large. (`10-8` is 2.)", gap / np.maximum(size, 2)),
        ("You kept the smallest error, or returned the 0 that the worst begins with.", 0 * gap),
        ("You multiplied the error by 100.", 100 * gap / size),
        ("You squared a − n.", gap**2 / size),
        ("You divided by h, not by 2h.", _error(a, 2 * n)),
        ("You went one h down, not two, or divided by too much.", _error(a, n / 2)),
        (lost, _error(a, 0 * n)),
        ("You divided by another h than you moved by.", _error(a, n / 100)),
        (rounded, _error(a, np.round(n, 2))),
        (rounded, _error(a, np.round(n, 1))),
        (rounded, _error(a, np.round(n))),
        ("You took the claim from `layers`, not from `grads`.", _error(n / 2, n)),
    ]
    for why, errors in values:
        yield why, float(np.max(errors))
    errors = _error(a, n)
    length = np.linalg.norm
    yield "You took the mean of the errors.", float(np.mean(errors))
    yield "You added up the errors.", float(np.sum(errors))
    yield "You took the smallest of the errors.", float(np.min(errors))
    yield "You returned the last error, not the largest.", float(errors[-1])
    yield "You compared whole gradients, not entries.", float(length(a - n) / (length(a) + length(n)))
    yield "You took the largest |a − n|, and divided it only at the end.", float(np.max(gap) / size[-1])


def _parts(claims: Layers, slopes: Layers) -> Iterator[tuple[str, float]]:
    """Yield what the largest error is over a part of the entries alone."""
    errors = [[_error(a, n) for a, n in zip(*pairs, strict=True)] for pairs in zip(claims, slopes, strict=True)]
    each = [part for pair in errors for part in pair]
    inside = "You looked at the first {} only. Is a `return` inside a loop?"
    again = "You looked at the last {} only. Does the worst begin again from 0 inside a loop?"
    chosen: list[tuple[str, list[np.ndarray]]] = [
        (inside.format("entry"), [each[0].flat[:1]]),
        (inside.format("array"), each[:1]),
        (inside.format("layer"), errors[0]),
        (again.format("layer"), errors[-1]),
        (again.format("array"), each[-1:]),
        ("You left out the last layer.", each[:-2]),
        ("You left out the first layer.", each[2:]),
        ("You checked the weights alone.", each[::2]),
        ("You checked the biases alone.", each[1::2]),
        ("You checked one row of each table alone.", [part[0] if part.ndim > 1 else part for part in each]),
        ("You checked one row of each table alone.", [part[-1] if part.ndim > 1 else part for part in each]),
        ("You checked one column of each table alone.", [part[:, 0] if part.ndim > 1 else part for part in each]),
        ("You checked one column of each table alone.", [part[:, -1] if part.ndim > 1 else part for part in each]),
        ("You checked only the first entry of each array.", [part.flat[0] for part in each]),
        ("You checked only the last entry of each array.", [part.flat[-1] for part in each]),
    ]
    for why, some in chosen:
        yield why, max(float(np.max(part)) for part in some)


def _moves(claims: Layers, slopes: Layers) -> Iterator[tuple[str, float]]:
    """Yield what the largest error is where several entries move at once: their slopes are added up."""
    arrays = [both for pairs in zip(claims, slopes, strict=True) for both in zip(*pairs, strict=True)]
    for what, axis in (("row at once. `W[0]` is a row.", -1), ("column at once.", 0), ("array at once.", None)):
        for added in (False, True):
            worst = 0.0
            for a, n in arrays:
                along = axis if n.ndim > 1 or axis is None else ()
                claim, total = (np.sum(part, axis=along, keepdims=True) for part in (a, n))
                worst = max(worst, float(np.max(_error(claim if added else a, total))))
            yield f"You moved a whole {what}", worst
    drifts = [np.max(_error(a, np.cumsum(n).reshape(n.shape))) for a, n in arrays]
    yield "You moved several entries at once: put each back before the next.", float(max(drifts))
