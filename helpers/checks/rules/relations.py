"""How a wrong value is related to the right one: what any exercise's answer can have wrong, by the values alone.

Every sentence states something that was computed and holds for all the numbers compared, never a guess. `related` asks
the rules in turn, the narrowest first.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from helpers.checks import words
from helpers.checks.compare import Names, difference, is_structure, leaves, numbers

REDUCTIONS: dict[str, Callable[..., Any]] = {
    "added up": np.sum,
    "averaged": np.mean,
    "reduced to the largest": np.max,
    "reduced to the smallest": np.min,
}
EXTREMES = {"reduced to the largest": "which is its largest", "reduced to the smallest": "which is its smallest"}
ONE_OF = ("of each column", "of each row")
LINES = {(2, 0): "down each column", (2, 1): "along each row"}
FACTORS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 100)
PARTS = ("row", "column")
CUTS: tuple[tuple[str, str, Callable[..., Any], Callable[..., Any]], ...] = (
    ("large", "larger", np.max, np.minimum),
    ("small", "smaller", np.min, np.maximum),
)
ENOUGH = 6  # numbers whose signs agree with what is wrong: with fewer, chance may do that
SLOPE_OF = {"f", "loss"}
TINY_STEP = (
    " Or did you measure a slope with another step than the exercise asks for? If the step is far too small, rounding "
    "eats the difference."
)
NAN = (
    "Did you divide 0 by 0, or infinity by infinity? Did you take the root, or the logarithm, of a negative number? "
    "Did a None become a number?"
)


def related(got: Any, expected: Any, given: Mapping[str, Any] | None = None, names: Names = ()) -> str:
    """Say how a wrong value is related to the right one.

    Parameters
    ----------
    got : object
        The value that the answer gave.
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
    if is_structure(expected):
        return _of_parts(got, expected, given, names)
    a, b = numbers(got), numbers(expected)
    if b is None:
        return ""
    if several := _several(got, b) or _one_in_a_tuple(got, b):
        return several
    if a is None:
        return _of_kind(got, expected)
    arrays = {name: array for name, value in given.items() if (array := numbers(value)) is not None}
    if a.shape == b.shape and (inner := _inner(a, given)):
        return inner
    rules = _same_shape(a, b, arrays, _measures(given)) if a.shape == b.shape else _other_shape(a, b, arrays)
    with np.errstate(all="ignore"):
        return next((sentence for sentence in rules if sentence), "")


def _of_parts(got: Any, expected: Sequence[Any], given: Mapping[str, Any], names: Names) -> str:
    """Say of several values which are right, and what is the matter with the first that is not."""
    if not isinstance(got, tuple | list):
        return _one_array(got, len(expected)) or one_value(len(expected))
    if len(got) != len(expected):
        more = "more" if len(got) > len(expected) else "fewer"
        return f"You returned {words.count(len(got), 'value')}, {more} than the {len(expected)} expected."
    if len(expected) == 2 and not difference((got[1], got[0]), tuple(expected)):
        return "You returned the two values in the wrong order: they are swapped."
    parts = list(leaves(got, expected, names))
    if exchanged := placed(got, expected, names):
        return exchanged
    wrong = [(name, a, b) for name, a, b in parts if difference(a, b)]
    right = [name for name, a, b in parts if not difference(a, b)]
    other_shape = [(name, a, b) for name, a, b in wrong[1:] if _another_shape(numbers(a), numbers(b))]
    for name, a, b in [*wrong[:1], *other_shape]:
        if finer := related(a, b, given):
            return f"{name}: {finer}"
    if not right or not wrong:
        return ""
    off = [name for name, _, _ in wrong]
    return f"You got {words.listed(right)} right, and {words.listed(off)} wrong."


def _another_shape(a: np.ndarray | None, b: np.ndarray | None) -> bool:
    """Say whether both are arrays, of different shapes."""
    return a is not None and b is not None and a.shape != b.shape


def placed(got: Sequence[Any], expected: Sequence[Any], names: Names = ()) -> str:
    """Say which parts are what other parts should be; "" where none is, or where two right values are the same."""
    held, parts = [], list(leaves(got, expected, names))
    for name, a, b in parts:
        others = [other for other, _, right in parts if other != name and not difference(a, right)]
        if len(others) == 1 and difference(a, b) and not _is_plain(a):
            held.append(f"Instead of {name} you put {others[0]}")
    return f"{'; '.join(held[:1] + [text[0].lower() + text[1:] for text in held[1:]])}." if held else ""


def _is_plain(a: Any) -> bool:
    """Say whether a value is nothing but zeros and ones, or no array: it is like some other by chance."""
    array = numbers(a)
    return array is None or bool(np.isin(array, (0, 1)).all())


def _one_array(got: Any, wanted: int) -> str:
    """Say if one array holds all the parts."""
    if wanted < 2 or not isinstance(got, np.ndarray) or not got.ndim or len(got) != wanted:
        return ""
    return f"You made one array of the {wanted} values. Return the values themselves, in a list or a tuple."


def one_value(wanted: int) -> str:
    """Say that a value came back by itself where a list or a tuple of so many is expected."""
    if wanted == 1:
        return "You returned a value by itself, where a list or a tuple with one value in it is expected."
    return f"You returned one value, where {wanted} are expected. `return a, b` returns two."


def _of_text(got: Any, expected: str) -> str:
    """Say how a text differs that is nearly the right one."""
    if not isinstance(got, str):
        return f"You returned {words.kind(got)}, and not a text."
    if got.casefold() == expected.casefold():
        return "You wrote the right word with other capital letters."
    if got.strip() == expected:
        return "You wrote the right word with spaces around it."
    if expected in got:
        return "You returned more text than the one word that is wanted."
    return ""


def _of_kind(got: Any, expected: Any) -> str:
    """Say what a value is that is no array of numbers."""
    if hasattr(got, "__next__"):
        return (
            "You returned a generator, which has not computed anything yet. `list(…)`, `sum(…)` or a loop makes it run."
        )
    if isinstance(got, str):
        wanted = "True or False" if isinstance(expected, bool | np.bool_) else "a number"
        return f"You returned a text, and not {wanted}."
    if _holds_texts(got):
        return "You returned texts, in quotes, and not numbers."
    if isinstance(got, dict):
        return "You returned a dict, and not its numbers alone."
    if callable(got):
        return "You returned a function instead of what it computes. Round brackets call it."
    if isinstance(got, tuple | list) and any(map(callable, got)):
        return "You put a function into the list, and not what it computes. Round brackets call it."
    if isinstance(got, tuple | list):
        return "You returned a list whose parts have different shapes, so it makes no table."
    return ""


def _holds_texts(got: Any) -> bool:
    """Say whether a list, or an array, has a text in it, or in one of its rows."""
    if isinstance(got, np.ndarray):
        return got.dtype.kind in "US"
    rows = got if isinstance(got, tuple | list) else ()
    return any(isinstance(part, str) for row in rows for part in (row if isinstance(row, tuple | list) else (row,)))


def _several(got: Any, b: np.ndarray) -> str:
    """Say that several values came back where one is expected; "" where they are the numbers of one."""
    parts = [numbers(part) for part in got] if isinstance(got, tuple) else []
    if len(parts) < 2 or not (b.ndim == 0 or any(part is not None and part.ndim for part in parts)):
        return ""
    right = [words.ORDINALS[k] for k, part in enumerate(got[: len(words.ORDINALS)]) if not difference(part, b)]
    also = f" The {right[0]} of them is right." if len(right) == 1 else ""
    return f"You returned {len(got)} values, where one is expected.{also}"


def _one_in_a_tuple(got: Any, b: np.ndarray) -> str:
    """Say that an array came back in a tuple: by a comma too many, or by `np.where` with a condition alone."""
    if not isinstance(got, tuple) or len(got) != 1 or not isinstance(got[0], np.ndarray) or got[0].shape == b.shape[1:]:
        return ""
    if not difference(got[0], b):
        return "You returned the right answer inside a tuple. Is there a comma behind it, after the `return`?"
    if got[0].ndim == 1 and got[0].dtype.kind == "i" and (np.diff(got[0]) > 0).all():
        return (
            "You returned places in a tuple, as `np.where` does with a condition alone. With three arguments it "
            "chooses: `np.where(condition, a, b)`."
        )
    return ""


def _other_shape(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray]) -> Iterator[str]:
    """Yield what holds of a value that has another shape than the right one."""
    if a.size == b.size and not difference(a.ravel(), b.ravel()):
        yield "You returned the right numbers in another shape."
    if a.ndim == 2 and not difference(a.T, b):
        yield "You returned the table on its side: rows and columns are swapped."
    yield _argument(a, given)
    if not a.size or not b.size:
        yield "You returned an empty array or list." if b.size else ""
        return
    if a.ndim == b.ndim + 1 and not difference(a, np.broadcast_to(b, (len(a), *b.shape))):
        yield "You returned the right answer several times, once in each row."
    yield _on_the_diagonal(a, b)
    yield words.one_of([*_picked(a, b), *_reduced(a, b)][:2])
    if a.ndim == b.ndim > 0 and a.shape[1:] == b.shape[1:]:
        yield _cut(a, b)
    if a.ndim == b.ndim == 2:
        yield _one_left_out(a, b)
        yield _table_for_a_column(a, b)
    yield _shape_in_words(a, b, given)


def _picked(a: np.ndarray, b: np.ndarray) -> Iterator[str]:
    """Yield whether one of several answers alone comes back."""
    you = "Perhaps you" if np.isin(b, (0, 1)).all() else "You"  # any 0 or 1 is like some answer
    if b.ndim and a.shape == b.shape[1:] and not difference(a, b[0]):
        yield f"{you} returned only the first of the answers. Is a `return` inside the loop?"
    if b.ndim and a.shape == b.shape[1:] and not difference(a, b[-1]):
        yield f"{you} returned only the last of the answers. Did you keep each of them?"
    if b.ndim == 2 and b.shape[1] > 1 and a.shape == b.shape[:1]:
        if not difference(a, b[:, 0]):
            yield f"{you} returned only the first column. Is a `return` inside a loop?"
        if not difference(a, b[:, -1]):
            yield f"{you} returned only the last column. Did you keep each of them?"


def _reduced(a: np.ndarray, b: np.ndarray) -> Iterator[str]:
    """Yield what an axis has to do with it: one that was added up and should not be, or the other way round."""
    for what, reduce in REDUCTIONS.items():
        for axis in range(b.ndim):
            if a.ndim == b.ndim - 1 and not difference(a, reduce(b, axis=axis)):
                if what in EXTREMES and b.ndim == 2:  # picked by its size, or by its place
                    yield f"You returned one number {ONE_OF[axis]}, {EXTREMES[what]}. All of them are wanted."
                    continue
                yield f"You returned the right numbers {what}{_line(b.ndim, axis)}; they should stay apart."
        if a.ndim == 0 and b.ndim > 1 and not difference(a, reduce(b)):
            yield f"You returned the right numbers {_into_one(what)}; they should stay apart."
        for axis in range(a.ndim):
            if a.shape[axis] > 1 and not difference(reduce(a, axis=axis), b):
                yield f"You returned numbers that are not yet {what}{_line(a.ndim, axis)}."
        if b.ndim == 0 and a.ndim > 1 and not difference(reduce(a), b):
            yield f"You returned numbers that are not yet {_into_one(what)}."


def _into_one(what: str) -> str:
    """Say that many numbers become one: a sum of them, or one of them."""
    return f"{what} of them" if what.startswith("reduced") else f"{what} into a single one"


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
            return f"You returned {'one' if n == 1 else n} {many} at the {end}. The others are right."
    return ""


def _one_left_out(a: np.ndarray, b: np.ndarray) -> str:
    """Say if one row, or one column, is missing, and the others are right."""
    for axis, one in enumerate(PARTS):
        for k in range(b.shape[axis]):
            if b.shape[axis] > 1 and not difference(a, np.delete(b, k, axis=axis)):
                return f"You left out {one} {k} (the first is {one} 0). The others are right."
    return ""


def _table_for_a_column(a: np.ndarray, b: np.ndarray) -> str:
    """Say if one column has become a table, because a column and a list were combined: its diagonal is right."""
    m = len(b)
    if m < 2 or a.shape != (m, b.shape[1] + m - 1):
        return ""
    for k in range(b.shape[1]):
        rest = np.delete(a, np.s_[k : k + m], axis=1)
        if not difference(rest, np.delete(b, k, axis=1)) and not difference(np.diag(a[:, k : k + m]), b[:, k]):
            return (
                f"You made a table ({m}, {m}) where one column belongs. A column ({m}, 1) and a plain list ({m},), "
                "combined number by number, make such a table. `X[:, :1]` is a column, and `X[:, 0]` a plain list."
            )
    return ""


def _on_the_diagonal(a: np.ndarray, b: np.ndarray) -> str:
    """Say if a table came back where its diagonal is the right answer: each row met every other row."""
    m = len(b) if b.ndim == 1 else 0
    if m < 2 or a.shape != (m, m) or not np.ptp(b) or difference(np.diag(a), b):
        return ""
    return (
        f"You returned a table ({m}, {m}) with the right answer on its diagonal. Did a column ({m}, 1), as "
        f"`keepdims=True` leaves it, meet a plain list ({m},)? Or did an `@` combine every row with every other one?"
    )


def _shape_in_words(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray]) -> str:
    """Say how a shape is related to the right one, where the numbers are wrong as well."""
    if a.ndim == 0:
        return f"You returned a single number, where an array of shape {b.shape} is expected."
    like = [name for name, array in given.items() if array.shape == a.shape]
    if len(like) == 1:
        return f"You returned an array with the shape of `{like[0]}`: a number for each entry of `{like[0]}`."
    if a.ndim > b.ndim:
        return "You returned an axis too many: something is not yet added up, averaged or picked out."
    if a.ndim < b.ndim:
        return "You lost an axis: something was added up, averaged or picked out that should stay apart."
    if a.shape == b.shape[::-1]:
        return "You returned the shape of a table on its side: rows and columns are swapped."
    axes = [k for k in range(a.ndim) if a.shape[k] != b.shape[k]]
    if len(axes) == 1:
        gap = a.shape[axes[0]] - b.shape[axes[0]]
        what = PARTS[axes[0]] if a.ndim == 2 else "entry"
        several = {"entry": "entries"}.get(what, f"{what}s")
        some = f"one {what}" if abs(gap) == 1 else f"{abs(gap)} {several}"
        return f"You returned {some} too {'many' if gap > 0 else 'few'}."
    return ""


def _measures(given: Mapping[str, Any]) -> bool:
    """Say whether a function was handed in whose slope may be measured, by what such functions are called."""
    return any(callable(f) and {name, words.name(f)} & SLOPE_OF for name, f in given.items())


def _same_shape(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray], measures: bool) -> Iterator[str]:
    """Yield what holds of a value that has the right shape."""
    if np.isnan(a).any() and not np.isnan(b).any():
        yield f'You returned nan, which means "not a number". {NAN}'
        return
    if np.isinf(a).any() and not np.isinf(b).any():
        yield "You returned infinite numbers. Did you divide by 0, or take the logarithm of 0?"
        return
    if a.any() and not difference(-a, b):
        yield f"You returned the right {'numbers' if a.size > 1 else 'number'} with the wrong sign."
    if not difference(a, b, 1e-3):
        close = (
            "You came close, but the answer is not exact. Did you round a number on the way, or cut a constant short?"
        )
        yield close + TINY_STEP * measures
    if a.ndim == 2 and a.shape[0] == a.shape[1] and not difference(a.T, b):
        yield "You returned the table on its side: rows and columns are swapped."
    yield _argument(a, given)
    yield _constant(a, b)
    yield _cut_off(a, b)
    yield _function_of_it(a, b)
    yield _factor(a, b, given)
    yield _offset(a, b, given)
    if a.any() and not difference(np.abs(a), np.abs(b)):
        yield "You returned the right sizes, and some of the signs are wrong."
    yield _order(a, b)
    yield _carried(a, b)
    yield _off_by_an_argument(a, b, given)
    yield _unfilled(a, b)
    yield from _by_line(a, b)
    yield _where(a, b, given)


def _inner(a: np.ndarray, given: Mapping[str, Any]) -> str:
    """Say if an array inside a list that was handed in comes back, to the last digit."""
    for name, value in given.items():
        inside = list(_arrays(value)) if isinstance(value, list | tuple) and numbers(value) is None else []
        if not np.isin(a, (0, 1)).all() and any(np.array_equal(a, array) for array in inside):
            return f"You returned an array of `{name}` as it was handed in."
    return ""


def _arrays(value: Any) -> Iterator[np.ndarray]:
    """Yield the arrays in lists in lists."""
    if isinstance(value, list | tuple):
        for part in value:
            yield from _arrays(part)
    elif isinstance(value, np.ndarray):
        yield value


def _argument(a: np.ndarray, given: Mapping[str, np.ndarray]) -> str:
    """Say if an argument comes back as it is."""
    same = [name for name, array in given.items() if a.size > 1 and array.shape == a.shape and not difference(a, array)]
    return f"You returned `{same[0]}` unchanged." if same else ""


def _constant(a: np.ndarray, b: np.ndarray) -> str:
    """Say if all numbers are the same, and should not be."""
    if a.size < 2 or np.ptp(a) or not np.ptp(b):
        return ""
    return f"You returned the same number, {a.flat[0]:.4g}, in every place."


def _cut_off(a: np.ndarray, b: np.ndarray) -> str:
    """Say if several numbers are all the same bound, and should be beyond it, and all the others are right."""
    for what, more, bound, further in CUTS:
        end = bound(a) if a.size else 0.0
        beyond = np.abs(further(b, end) - b) > 1e-5
        if 1 < beyond.sum() < a.size and not difference(a, further(b, end)):
            return f"You cut {what} numbers off: none is {more} than {end:.4g}."
    return ""


def _function_of_it(a: np.ndarray, b: np.ndarray) -> str:
    """Say if a simple function of the value gives the right one, such as a square root that is missing."""
    plain = a.size > 1 and not np.isin(b, (0, 1)).all()
    if a.size:
        if not difference(1 - a, b) and (a.size > 1 or 0 <= a <= 1):
            return "You returned 1 minus the right answer."
        if b.all() and a.all() and not difference(1 / a, b):
            return "You returned 1 divided by the right answer: a fraction is upside down."
        if plain or a.size == 1:
            for missing, f in (("a square", np.square), ("a square root", np.sqrt)):
                if not np.isin(b, (0, 1)).all() and not difference(f(a), b):
                    return f"You left out {missing}."
        if plain and not difference(np.exp(a), b):
            return "You left out an exponential: `np.exp` of your answer is right."
        if plain and not difference(np.log(a), b):
            return "You left out a logarithm: `np.log` of your answer is right."
        rounded, cut = (plain and not difference(a, whole(b)) for whole in (np.round, np.trunc))
        if rounded and cut:
            return "You rounded to whole numbers, or cut off everything after the decimal point."
        if rounded:
            return "You rounded to whole numbers."
        if cut:
            return "You cut off everything after the decimal point."
        if plain and not difference(a, np.abs(b)):
            return "You lost the minus signs."
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
    what = "numbers that are" if a.size > 1 else "a number that is"
    return f"You returned {what} {_times(factor, whole, a.size > 1)}.{why}"


def _times(factor: float, whole: int, several: bool) -> str:
    """Write a factor."""
    of = f"times what {'they' if several else 'it'} should be"
    if whole and np.isclose(factor, whole):
        return f"{whole} {of}"
    return f"1/{whole} of what {'they' if several else 'it'} should be" if whole else f"{factor:.4g} {of}"


def _offset(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray]) -> str:
    """Say if all numbers are off by the same amount."""
    gaps = a - b
    gap = float(gaps.flat[0]) if gaps.size else 0.0
    if not gap or np.ptp(gaps) > 1e-5 * max(1, abs(gap)):
        return ""
    named = [name for name, array in given.items() if array.ndim == 0 and array > 0 and np.isclose(abs(gap), array)]
    side = "large" if gap > 0 else "small"
    if named:
        return f"You returned a value that is too {side} by exactly `{named[0]}`."
    if a.size > 1:
        return f"You returned numbers that are all too {side} by the same amount, {abs(gap):.4g}."
    return f"You returned a number that is too {side} by exactly 1." if np.isclose(abs(gap), 1) else ""


def _order(a: np.ndarray, b: np.ndarray) -> str:
    """Say if the numbers are the right ones in another order."""
    if a.size < 2 or np.isin(b, (0, 1)).all():
        return ""
    for axis in range(a.ndim):
        if not difference(np.flip(a, axis), b):
            return "You returned the right numbers in reverse order."
    if not difference(np.sort(a.ravel()), np.sort(b.ravel())):
        return "You returned the right numbers in another order."
    return ""


def _carried(a: np.ndarray, b: np.ndarray) -> str:
    """Say if each number has the one before it in it: a total that does not begin anew."""
    if a.ndim != 1 or a.size < 3 or difference(a[0], b[0]):
        return ""
    gaps = np.diff(a) - b[1:]  # what is added once, such as a bias, is missing in each of them
    if difference(gaps, np.full(gaps.shape, gaps[0])) or not np.ptp(np.diff(a)):
        return ""
    return "You carried each total on into the next number. Each number begins again from 0."


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
            return f"You added `{name}` once too often."
        if not difference(b - a, np.broadcast_to(array, b.shape)):
            return f"You left `{name}` out of the sum, or subtracted it once too often."
        if not difference(a, b * array):
            return f"You multiplied by `{name}` once too often."
        if not difference(b, a * array):
            return f"You left out the factor `{name}`, or divided by it once too often."
    return ""


def _unfilled(a: np.ndarray, b: np.ndarray) -> str:
    """Say if whole rows, or whole columns, are 0 and should not be, and all the others are right."""
    if a.ndim != 2:
        return ""
    for axis, one in ((1, PARTS[0]), (0, PARTS[1])):
        right = np.isclose(a, b, rtol=1e-5, atol=1e-5).all(axis=axis)
        missing = ~right & ~a.any(axis=axis)
        if missing.any() and right.any() and (missing | right).all():
            places = np.flatnonzero(missing)
            lines = f"{one}{'s' * (len(places) > 1)} {words.listed([str(k) for k in places])}"
            ends = "(A loop may end too soon, or begin too late.)"
            return f"You left {lines} all 0, counted from 0. Is each {one} filled? {ends}"
    return ""


def _by_line(a: np.ndarray, b: np.ndarray) -> Iterator[str]:
    """Yield what holds of each row, or of each column, by itself."""
    if a.ndim != 2 or min(a.shape) < 2:
        return
    gaps, lines = a - b, ((1, PARTS[0]), (0, PARTS[1]))
    for axis, one in lines:
        wrong = (np.abs(gaps) > 1e-5).any(axis=axis)
        if wrong.all() and np.ptp(gaps, axis=axis).max() < 1e-5:
            yield f"You are off by a constant in each {one}: the same amount all along that {one}."
        if wrong.all() and _factors(a, b, axis):
            yield f"You are off by a factor in each {one}: the same factor all along that {one}."
        odd = a.compress(wrong, axis=1 - axis).ravel()
        same = f" It holds the same number, {odd[0]:.4g}, in every place." if odd.size > 1 and not np.ptp(odd) else ""
        if wrong.sum() == 1 and wrong[0]:
            yield f"You got only the first {one} wrong.{same}"
        if wrong.sum() == 1 and wrong[-1]:
            yield f"You got only the last {one} wrong.{same}"
        alike = f" Your {one}s are all alike." if not np.ptp(a, axis=1 - axis).any() else ""
        if (~wrong).sum() == 1 and not wrong[0]:
            yield f"You got only the first {one} right.{alike}"
        if (~wrong).sum() == 1 and not wrong[-1]:
            yield f"You got only the last {one} right.{alike}"
    for axis, one in lines:
        if not np.ptp(a, axis=1 - axis).any() and np.ptp(b, axis=1 - axis).any():
            yield f"You returned {one}s that are all alike, and they should differ."


def _factors(a: np.ndarray, b: np.ndarray, axis: int) -> bool:
    """Say whether each line along an axis is off by one factor, which is not 0."""
    used = np.abs(b) > 1e-9
    if a[~used].any() or not a[used].all() or (used.sum(axis=axis) < 2).any():
        return False
    factors = np.where(used, a / np.where(used, b, 1.0), np.nan)
    spread = np.nanmax(factors, axis=axis) - np.nanmin(factors, axis=axis)
    return bool(spread.max() < 1e-4 * np.nanmax(np.abs(factors)))


def _where(a: np.ndarray, b: np.ndarray, given: Mapping[str, np.ndarray]) -> str:
    """Say which numbers are wrong, where a sign tells them apart, or where they are the first or the last."""
    wrong = ~np.isclose(a, b, rtol=1e-5, atol=1e-5)
    if not 0 < wrong.sum() < wrong.size:
        return ""
    for name, array in given.items():
        if array.shape == b.shape and array.size >= ENOUGH:
            for mask, what in ((array > 0, "positive"), (array < 0, "negative"), (array == 0, "exactly 0")):
                if (mask == wrong).all():
                    return f"You got it wrong where `{name}` is {what}, and right everywhere else."
                if (~mask == wrong).all():
                    return f"You got it right where `{name}` is {what}, and wrong everywhere else."
    if a.ndim == 1 and a.size > 2:
        places = np.flatnonzero(wrong)
        if len(places) == 1 and places[0] in (0, a.size - 1):
            return f"You got only the {'last' if places[0] else 'first'} number wrong."
        places = np.flatnonzero(~wrong)
        if len(places) == 1 and places[0] in (0, a.size - 1):
            return f"You got only the {'last' if places[0] else 'first'} number right."
    return ""
