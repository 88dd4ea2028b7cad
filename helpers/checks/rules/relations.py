"""How a wrong value is related to the right one: what any exercise's answer can have wrong, by the values alone.

Every sentence states something that was computed and holds for all the numbers compared, never a guess. `related` asks
the rules in turn, the narrowest first.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from helpers.checks.compare import difference, numbers

Names = tuple[Any, ...]  # of str, and of tuples of str
REDUCTIONS: dict[str, Callable[..., Any]] = {
    "added up": np.sum,
    "averaged": np.mean,
    "reduced to the largest": np.max,
    "reduced to the smallest": np.min,
}
LINES = {(2, 0): "down each column", (2, 1): "along each row"}
FACTORS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 100)
PARTS = ("row", "column")


def related(got: Any, expected: Any, given: Mapping[str, Any] | None = None, names: Names = ()) -> str:
    """Say how a wrong value is related to the right one.

    Parameters
    ----------
    got : object
        The value that came.
    expected : number, array, or a tuple or list of tuples of these
        What it should be.
    given : mapping of str to object, optional
        The arguments of the call by name: a value may be one of them, or off by one of them.
    names : tuple, optional
        What the parts of the value are called: a str for each, or a tuple of str for a part that has parts itself.

    Returns
    -------
    str
        A sentence; "" where no rule fits.
    """
    given = given or {}
    if isinstance(expected, str):
        return _of_text(got, expected)
    if _has_parts(expected):
        return _of_parts(got, expected, given, names)
    a, b = numbers(got), numbers(expected)
    if b is None:
        return ""
    if a is None:
        return _of_kind(got)
    arrays = {name: array for name, value in given.items() if (array := numbers(value)) is not None}
    rules = _same_shape(a, b, arrays) if a.shape == b.shape else _other_shape(a, b, arrays)
    with np.errstate(all="ignore"):
        return next((sentence for sentence in rules if sentence), "")


def _has_parts(expected: Any) -> bool:
    """Say whether a value has parts that are compared one by one."""
    return isinstance(expected, tuple) or (isinstance(expected, list) and bool(expected) and _has_parts(expected[0]))


def _of_parts(got: Any, expected: Sequence[Any], given: Mapping[str, Any], names: Names) -> str:
    """Say of several values which are right, and what is the matter with the first that is not."""
    if not isinstance(got, tuple | list):
        return f"one value comes back, where {len(expected)} are expected: `return a, b` hands back two."
    if len(got) != len(expected):
        more = "more" if len(got) > len(expected) else "fewer"
        return f"{len(got)} values come back, {more} than the {len(expected)} that are expected."
    if len(expected) == 2 and not difference((got[1], got[0]), tuple(expected)):
        return "the two values are exchanged."
    leaves = list(_leaves(got, expected, names, ""))
    wrong = [(name, a, b) for name, a, b in leaves if difference(a, b)]
    right = [name for name, a, b in leaves if not difference(a, b)]
    for name, a, b in wrong[:1]:
        if finer := related(a, b, given):
            return f"{name}: {finer}"
    if not right or not wrong:
        return ""
    off = [name for name, _, _ in wrong]
    return f"{_listed(right)} {_is(right)} right, and {_listed(off)} {_is(off)} not."


def _leaves(got: Any, expected: Any, names: Names, before: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield each part that has no parts itself: its name, what came, and what was expected."""
    for k, (a, b) in enumerate(zip(got, expected, strict=True)):
        own = names[k] if k < len(names) else ""
        name = own if isinstance(own, str) and own else f"{before or 'value '}{k + 1}"
        if _has_parts(b) and isinstance(a, tuple | list) and len(a) == len(b):
            yield from _leaves(a, b, own if isinstance(own, tuple) else (), f"{name}.")
        else:
            yield name, a, b


def _listed(names: Sequence[str]) -> str:
    """Write names one after another."""
    return " and ".join(", ".join(names).rsplit(", ", 1))


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _of_text(got: Any, expected: str) -> str:
    """Say how a text differs that is nearly the right one."""
    if not isinstance(got, str):
        return f"it is no text: {type(got).__name__} comes back."
    if got.casefold() == expected.casefold():
        return "the word is right, and its capital letters are not."
    if got.strip() == expected:
        return "the word is right, and there are spaces around it."
    if expected in got:
        return "there is more in the text than the word that is wanted."
    return ""


def _of_kind(got: Any) -> str:
    """Say what a value is that is no array of numbers."""
    if hasattr(got, "__next__"):
        return "a generator comes back, which has computed nothing yet. `list(…)`, `sum(…)` or a loop makes it run."
    if callable(got):
        return "a function comes back, not what it computes. Round brackets call it."
    if isinstance(got, tuple | list):
        return "a list whose parts have different shapes comes back, which makes no table."
    return ""


def _other_shape(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray]) -> Iterator[str]:
    """Yield what holds of a value that has another shape than the right one."""
    if a.size == b.size and not difference(a.ravel(), b.ravel()):
        yield "the numbers are right, the shape is not."
    if a.ndim == 2 and not difference(a.T, b):
        yield "the table lies on its side: rows and columns are exchanged."
    yield _argument(a, given)
    if not a.size or not b.size:
        yield "nothing comes back: the answer is empty." if b.size else ""
        return
    if a.ndim == b.ndim + 1 and not difference(a, np.broadcast_to(b, (len(a), *b.shape))):
        yield "the right answer comes back several times, once in each row."
    yield " Or: ".join([*_picked(a, b), *_reduced(a, b)][:2])
    if a.ndim == b.ndim > 0 and a.shape[1:] == b.shape[1:]:
        yield _cut(a, b)
    yield _shape_in_words(a, b, given)


def _picked(a: np.ndarray, b: np.ndarray) -> Iterator[str]:
    """Yield whether one of several answers alone comes back."""
    if b.ndim and a.shape == b.shape[1:] and not difference(a, b[0]):
        yield "only the first of the answers comes back. Is a `return` inside the loop?"
    if b.ndim and a.shape == b.shape[1:] and not difference(a, b[-1]):
        yield "only the last of the answers comes back. Is each of them kept?"


def _reduced(a: np.ndarray, b: np.ndarray) -> Iterator[str]:
    """Yield what an axis has to do with it: one that was added up and should not be, or the other way round."""
    for what, reduce in REDUCTIONS.items():
        for axis in range(b.ndim):
            if a.ndim == b.ndim - 1 and not difference(a, reduce(b, axis=axis)):
                yield f"the right numbers are {what}{_line(b.ndim, axis)}, and should stay apart."
        if a.ndim == 0 and b.ndim > 1 and not difference(a, reduce(b)):
            yield f"the right numbers are all {what} into one, and should stay apart."
        for axis in range(a.ndim):
            if a.shape[axis] > 1 and not difference(reduce(a, axis=axis), b):
                yield f"the numbers are not yet {what}{_line(a.ndim, axis)}."
        if b.ndim == 0 and a.ndim > 1 and not difference(reduce(a), b):
            yield f"the numbers are not yet {what} into one."


def _line(ndim: int, axis: int) -> str:
    """Say along which axis."""
    return f" {LINES[ndim, axis]}" if (ndim, axis) in LINES else f" along axis {axis}" if ndim > 1 else ""


def _cut(a: np.ndarray, b: np.ndarray) -> str:
    """Say if there are too few rows, or too many, and the others are right."""
    short, long = (a, b) if len(a) < len(b) else (b, a)
    many = "too few" if len(a) < len(b) else "too many"
    n = len(long) - len(short)
    for part, end in ((long[: len(short)], "end"), (long[n:], "start")):
        if not difference(short, part):
            return f"there {'is one' if n == 1 else f'are {n}'} {many} at the {end}. The others are right."
    return ""


def _shape_in_words(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray]) -> str:
    """Say how a shape is related to the right one, where the numbers are wrong as well."""
    if a.ndim == 0:
        return "everything has become a single number. Each of the expected numbers needs one of its own."
    like = [name for name, array in given.items() if array.shape == a.shape]
    if len(like) == 1:
        return f"the answer has the shape of `{like[0]}`, a number for each of its entries."
    if a.ndim > b.ndim:
        return "there is an axis too many: something is not yet added up, averaged or picked out."
    if a.ndim < b.ndim:
        return "an axis is lost: something is added up, averaged or picked out that should stay apart."
    if a.shape == b.shape[::-1]:
        return "the shape is that of a table that lies on its side: rows and columns are exchanged."
    axes = [k for k in range(a.ndim) if a.shape[k] != b.shape[k]]
    if len(axes) == 1:
        gap = a.shape[axes[0]] - b.shape[axes[0]]
        what = PARTS[axes[0]] if a.ndim == 2 else "entry"
        several = {"entry": "entries"}.get(what, f"{what}s")
        some = f"one {what}" if abs(gap) == 1 else f"{abs(gap)} {several}"
        return f"there {'is' if abs(gap) == 1 else 'are'} {some} too {'many' if gap > 0 else 'few'}."
    return ""


def _same_shape(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray]) -> Iterator[str]:
    """Yield what holds of a value that has the right shape."""
    if np.isnan(a).any() and not np.isnan(b).any():
        yield "nan means not a number: somewhere 0 was divided by 0, or infinity by infinity; or None became a number."
        return
    if np.isinf(a).any() and not np.isinf(b).any():
        yield "some numbers are infinite: somewhere a number was divided by 0, or a logarithm of 0 was taken."
        return
    if a.any() and not difference(-a, b):
        yield "the sign is the wrong way round."
    if not difference(a, b, 1e-3):
        yield "close, and not exact. Is a number rounded on the way, or a constant cut short?"
    if a.ndim == 2 and a.shape[0] == a.shape[1] and not difference(a.T, b):
        yield "rows and columns are exchanged."
    yield _argument(a, given)
    yield _constant(a, b)
    yield _function_of_it(a, b)
    yield _factor(a, b, given)
    yield _offset(a, b, given)
    if a.any() and not difference(np.abs(a), np.abs(b)):
        yield "the sizes are right, and some signs are the wrong way round."
    yield _order(a, b)
    yield _off_by_an_argument(a, b, given)
    yield from _by_line(a, b)
    yield _where(a, b, given)


def _argument(a: np.ndarray, given: Mapping[str, np.ndarray]) -> str:
    """Say if an argument comes back as it is."""
    same = [name for name, array in given.items() if a.size > 1 and array.shape == a.shape and not difference(a, array)]
    return f"`{same[0]}` comes back as it was handed in." if same else ""


def _constant(a: np.ndarray, b: np.ndarray) -> str:
    """Say if all numbers are the same, and should not be."""
    if a.size < 2 or np.ptp(a) or not np.ptp(b):
        return ""
    return f"all the numbers are the same, {a.flat[0]:.4g}, whatever they are computed from."


def _function_of_it(a: np.ndarray, b: np.ndarray) -> str:
    """Say if a simple function of the value gives the right one, such as a square root that is missing."""
    plain = a.size > 1 and not np.isin(b, (0, 1)).all()
    if a.size:
        if not difference(1 - a, b) and (a.size > 1 or 0 <= a <= 1):
            return "1 minus this is right: it is the share, or the case, that is left."
        if b.all() and a.all() and not difference(1 / a, b):
            return "this is 1 divided by the right answer: a fraction is upside down."
        if plain or a.size == 1:
            for missing, f in (("a square", np.square), ("a square root", np.sqrt)):
                if not np.isin(b, (0, 1)).all() and not difference(f(a), b):
                    return f"{missing} is missing."
        if plain and not difference(np.exp(a), b):
            return "an exponential is missing."
        if plain and not difference(np.log(a), b):
            return "a logarithm is missing."
        if plain and not difference(a, np.round(b)):
            return "the numbers are rounded to whole ones."
        if plain and not difference(a, np.trunc(b)):
            return "what comes after the point is cut off."
        if plain and not difference(a, np.abs(b)):
            return "the signs are lost."
    return ""


def _factor(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray]) -> str:
    """Say if all numbers are off by one factor."""
    used = np.abs(b) > 1e-9
    if not used.any() or difference(a[~used], b[~used]):
        return ""
    factors = a[used] / b[used]
    factor = float(factors.flat[0])
    if not factor or np.ptp(factors) > 1e-4 * abs(factor):
        return ""
    whole = next((k for k in FACTORS if np.isclose(factor, k) or np.isclose(factor, 1 / k)), 0)
    if np.unique(np.round(np.abs(b[used]), 9)).size < 2 and not whole:
        return ""  # one number is some factor times any other
    sizes = [
        f"the {'rows' if axis == 0 else 'columns'} of `{name}`"
        for name, array in given.items()
        for axis in range(min(array.ndim, 2))
        if array.shape[axis] == whole and whole > 1
    ]
    why = f" ({whole} is also the number of {sizes[0]}.)" if sizes else ""
    every = "every number is" if a.size > 1 else "the number is"
    return f"{every} {_times(factor, whole)}.{why}"


def _times(factor: float, whole: int) -> str:
    """Write a factor."""
    if whole and np.isclose(factor, whole):
        return f"{whole} times what it should be"
    return f"divided by {whole}, and should not be" if whole else f"{factor:.4g} times what it should be"


def _offset(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray]) -> str:
    """Say if all numbers are off by the same amount."""
    gaps = a - b
    gap = float(gaps.flat[0]) if gaps.size else 0.0
    if not gap or np.ptp(gaps) > 1e-5 * max(1, abs(gap)):
        return ""
    named = [name for name, array in given.items() if array.ndim == 0 and array and np.isclose(abs(gap), abs(array))]
    side = "large" if gap > 0 else "small"
    if named:
        return f"it is too {side} by exactly `{named[0]}`."
    if a.size > 1:
        return f"every number is too {side} by the same amount, {abs(gap):.4g}."
    return f"it is too {side} by exactly 1." if np.isclose(abs(gap), 1) else ""


def _order(a: np.ndarray, b: np.ndarray) -> str:
    """Say if the numbers are the right ones in another order."""
    if a.size < 2 or np.isin(b, (0, 1)).all():
        return ""
    for axis in range(a.ndim):
        if not difference(np.flip(a, axis), b):
            return "the numbers are right, and stand in reverse order."
    if not difference(np.sort(a.ravel()), np.sort(b.ravel())):
        return "the numbers are right, and stand in another order."
    return ""


def _off_by_an_argument(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray]) -> str:
    """Say if an argument is there once too often, or is missing, as a term or as a factor."""
    for name, array in given.items():
        try:
            if np.broadcast_shapes(array.shape, b.shape) != b.shape:
                continue
        except ValueError:
            continue
        if b.size < 2 or np.ptp(array) == 0 or not array.all():
            continue
        if not difference(a - b, np.broadcast_to(array, b.shape)):
            return f"`{name}` is added once too often."
        if not difference(b - a, np.broadcast_to(array, b.shape)):
            return f"`{name}` is missing from the sum, or is taken away once too often."
        if not difference(a, b * array):
            return f"every number is multiplied by `{name}` once too often."
        if not difference(b, a * array):
            return f"a factor `{name}` is missing, or is divided by once too often."
    return ""


def _by_line(a: np.ndarray, b: np.ndarray) -> Iterator[str]:
    """Yield what holds of each row, or of each column, by itself."""
    if a.ndim != 2 or min(a.shape) < 2:
        return
    for axis, one in ((1, PARTS[0]), (0, PARTS[1])):
        gaps = a - b
        if np.ptp(gaps, axis=axis).max() < 1e-5:
            yield f"each {one} is off by an amount of its own, the same all along that {one}."
        with np.errstate(all="ignore"):
            factors = np.where(np.abs(b) > 1e-9, a / b, np.nan)
        if np.isfinite(factors).all() and np.ptp(factors, axis=axis).max() < 1e-4 * np.abs(factors).max():
            yield f"each {one} is off by a factor of its own, the same all along that {one}."
        wrong = (np.abs(gaps) > 1e-5).any(axis=axis)
        if wrong.sum() == 1 and wrong[0]:
            yield f"only the first {one} is wrong."
        if wrong.sum() == 1 and wrong[-1]:
            yield f"only the last {one} is wrong."
        if (~wrong).sum() == 1 and not wrong[0]:
            yield f"only the first {one} is right."
        if (~wrong).sum() == 1 and not wrong[-1]:
            yield f"only the last {one} is right."


def _where(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray]) -> str:
    """Say which numbers are wrong, where a sign tells them apart, or where they are the first or the last."""
    wrong = ~np.isclose(a, b, rtol=1e-5, atol=1e-5)
    if not 0 < wrong.sum() < wrong.size:
        return ""
    for name, array in given.items():
        if array.shape == b.shape and array.size > 2:
            for mask, what in ((array > 0, "positive"), (array < 0, "negative"), (array == 0, "exactly 0")):
                if (mask == wrong).all():
                    return f"the answer is wrong where `{name}` is {what}, and right everywhere else."
                if (~mask == wrong).all():
                    return f"the answer is right where `{name}` is {what}, and wrong everywhere else."
    if a.ndim == 1 and a.size > 2:
        places = np.flatnonzero(wrong)
        if len(places) == 1 and places[0] in (0, a.size - 1):
            return f"only the {'last' if places[0] else 'first'} number is wrong."
        places = np.flatnonzero(~wrong)
        if len(places) == 1 and places[0] in (0, a.size - 1):
            return f"only the {'last' if places[0] else 'first'} number is right."
    return ""
