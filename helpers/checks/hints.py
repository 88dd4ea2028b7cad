"""What an error, a warning or a wrong value usually means, and where in the reader's code it arose."""

import inspect
import re
import traceback
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from helpers.checks import calling, places
from helpers.checks.compare import numbers
from helpers.checks.rules import error_places, errors, relations

LIST_AND_NUMBER = (
    "You combined a whole list with a single number. Which number of the list do you mean? An index takes one, and so "
    "do `max` and `min`."
)
NOTHING = (
    "You used something that is None: a name that has no other value yet, or the result of a function that has no "
    "`return`."
)
WHOLE = (
    "You gave something else where a whole number is wanted, such as a size or a count. `/` gives a number with a "
    "decimal point."
)
NUMBERS_ONLY = (
    "You gave an array to a function for single numbers (from `math`, or `float`). NumPy has the same function for "
    "arrays of any shape."
)
GLUE = "You did not put the arrays into one list, in square brackets: `np.column_stack([a, b])`."
NOT_FINITE = "You passed on numbers that are infinite or nan. Where a column is constant, its standard deviation is 0."
ADD_AT = "You gave `np.add.at` other arguments: it wants the array to add to, then the places, then what is added."
SIGNATURE = r"^(?:[\w.<>]+\.)?{}\(\) (?:missing \d|takes |got an unexpected keyword)"
NO_NUMBERS = "Mean of empty slice"  # how the warning begins
EMPTY = (
    "You averaged no numbers at all: a slice is empty, or a mask picks nothing. Does a slice begin after the last "
    "place, or end before it begins? Or do two pairs of brackets cut the same axis, as in `a[r:r + 2][c:c + 2]`?"
)
# By a piece of the text of an error or a warning. `rules/errors.py` reads what the text has in particular.
MEANINGS = {
    "'list' and 'float'": LIST_AND_NUMBER,
    "'list' and 'int'": LIST_AND_NUMBER,
    "'float' and 'list'": LIST_AND_NUMBER,
    "'int' and 'list'": LIST_AND_NUMBER,
    "'list' and 'list'": "You computed with two whole lists, which Python does not do number by number. Which number "
    "of each do you mean? An index takes one: `[-1]` is the last. If you mean all of them, `np.array(…)` makes an "
    "array, which computes number by number.",
    "truth value of an array": "You asked an `if`, `and`, `or`, `not` or `in` about a whole array at once. It needs a "
    "single yes or no, and a comparison such as `z > 0` gives one for each element. (A loop over a table goes through "
    "its rows, and each row is an array, too.)",
    "truth value of an empty array": "You asked an `if` about an array that is empty.",
    "invalid index to scalar": "You treated a single number as a row. Is the input one example, and not a table?",
    "enough dimensions": "You gave `@` a single number on one side, or a method whose round brackets are missing. `@` "
    "needs an array on both; `*` multiplies by a number. Is the input one example, and not a table? Or is there one "
    "weight, where each feature should have its own?",
    "is out of bounds for array of dimension": "You asked for an axis that the array does not have. One example has "
    "one axis only, a table has two; `axis=-1` is the last one of any array.",
    "'numpy.ufunc'": "You used a function as if it were a number. Call it, with round brackets: `np.exp(z)`.",
    "'function' object is not subscriptable": "You put square brackets behind a function, which has no parts. Round "
    "brackets call it. If you meant a list, a dict or an array: what has this name here? Are the parameters of your "
    "`def` line in the exercise's order?",
    "'function'": "You used a function as if it were a number. Call it, with round brackets.",
    "only 0-dimensional arrays": NUMBERS_ONLY,
    "only length-1 arrays": NUMBERS_ONLY,
    "encountered in matmul": "Your numbers have grown beyond all bounds. Is each step downhill, and is it as long as "
    "asked?",
    "matmul": "You gave `@` two sides whose shapes do not fit. Print both shapes: the inner sizes must be equal.",
    "could not be broadcast": "You combined arrays whose shapes do not fit. Print each of these shapes.",
    "inhomogeneous": "You made one array of lists of different lengths, or of things of different shapes. Does a "
    "function here return several things, where one is wanted? Take that one out first.",
    "as a data type": "You left out a pair of brackets: the whole shape goes into one of its own, `np.zeros((2, 3))`.",
    "index out of range": "You used an index that goes past the end. Python counts from 0, and a loop that also looks "
    "at the next one has to stop one earlier.",
    "read-only": "You wrote to an array that was handed in. Make a new one.",
    "overflow encountered in exp": "You gave `np.exp` a large positive number. The result may be right all the same; "
    "the warning goes away if `np.exp` only ever sees numbers that are 0 or negative.",
    "divide by zero encountered in divide": "You divided a number by 0, which makes infinity.",
    "divide by zero encountered in log": "You gave `np.log` a 0, which makes −∞. If you want a logarithm here, clip "
    "its argument first.",
    "invalid value encountered in sqrt": "You took the square root of a negative number.",
    "invalid value encountered in log": "You took the logarithm of a negative number.",
    "invalid value encountered in power": "You raised a negative number to a power that is not whole, such as 0.5.",
    NO_NUMBERS: EMPTY,
    "invalid value encountered": "You divided 0 by 0, or computed with infinity (such as ∞ − ∞).",
    "math domain error": "You gave a function of `math` a number that it cannot take, such as 0 to a logarithm.",
    "__round__": "You used `round`, which is for single numbers. `np.round` rounds each number of an array.",
    "math range error": "You used `math.exp`, which gives up on large numbers, where `np.exp` goes on.",
    "_dispatcher() takes": GLUE,
    "stack() takes": GLUE,
    "only integer scalar arrays": "You put an array where one whole number is wanted: as the index of a list, or as "
    "a size, as `range` and `np.eye` take it. (If you join arrays: they go into one list, in square brackets.)",
    "positional argument": "You called a function with more or fewer values than its first line, `def …`, takes.",
    "unexpected keyword": "You called a function with a name that its first line, `def …`, does not have.",
    "'NoneType'": NOTHING,
    "NoneType object": NOTHING,
    "of type NoneType": NOTHING,
    "not NoneType": NOTHING,
    "None as shape": NOTHING,
    "zip() argument": "You went through lists of different lengths side by side. Print the length of each. Does one of "
    "them start later, or end earlier, than it should?",
    "setting an array element with a sequence": "You put several numbers into one place of an array. Is an index "
    "missing on the right of the `=`, or a sum?",
    "for @": "You used `@`, which multiplies arrays, and one of its sides is no array.",
    "arrays used as indices": "You used numbers with a decimal point as an index. Labels and row numbers are whole "
    "numbers.",
    "only integers, slices": "You used an index that is no whole number. Labels and row numbers are whole numbers.",
    "slice indices must be": "You used a bound of a slice that is no whole number. `/` gives a number with a decimal "
    "point; `//` and `round` give whole ones.",
    "cannot be interpreted as an integer": WHOLE,
    "expected a sequence of integers": WHOLE,
    "Multioutput target data": "You gave `log_loss` a table where the labels belong: `log_loss(y, P)`.",
    "missing required argument": "You called a function without something that it needs.",
    "either both or neither": "You gave `np.where` a condition and one value. It takes two: one where the condition "
    "holds, one where it does not.",
    "empty sequence": "You asked for the largest, or smallest, of an empty list.",
    "zero-size array": "You asked for the largest, or smallest, of an empty array.",
    "cannot unpack non-iterable": "You took apart a single thing, such as one number, into several names.",
    "builtin_function_or_method": "You used a function or a method as if it were a value. Call it, with round "
    "brackets.",
    "'method'": "You used a method as if it were a value. Call it, with round brackets.",
    "item assignment": "You set a place inside something that has no places to set, such as a number or a tuple.",
    "not supported for the input types": errors.NOT_AN_ARRAY,
    "must be real number": "You put something else where a single number is wanted.",
    "scale < 0": "You gave a negative standard deviation. Look at what you pass as the second argument.",
    "arrays to stack": GLUE,
    "division by zero": "You divided a number by 0. Which number can be 0 here?",
    "multiply sequence": "You multiplied a whole list, tuple or text. Which number of it do you mean? An index takes "
    "one.",
    "can only concatenate": "You added to a whole list or tuple. Which number of it do you mean? An index takes one.",
    "first comes the table": "You swapped the table and the labels, or handed over something else than these two.",
    "each row has its own label": "You picked rows and labels by different row numbers, or did not pick one of them.",
    "some of these numbers are": NOT_FINITE,
    "contains infinity": NOT_FINITE,
    "contains NaN": NOT_FINITE,
    "seed must be": "You passed something else where the seed belongs.",
    "Expected 2D array": "You passed something else where a table is wanted, with a row for each example.",
    "features, but": "You gave rows of one kind to a model that was fitted to rows of another kind.",
    "invalid keyword argument": "You called a function with a name that it does not know, or without what it needs.",
    "mismatch in its core dimension": "You combined two arrays whose shapes do not fit. Print both.",
    "must be square": "You gave a system of equations a table that is not square. Did you swap the two arguments?",
    "at least two-dimensional": "You passed something else where a table is wanted.",
    "has no len()": "You asked for the length of something that has none, such as a single number.",
    "len() of unsized": "You asked for the length of a single number. Its shape is `()`.",
    "'tuple' object is not callable": "You wrote round brackets after a tuple. Is a comma missing "
    "between two pairs of brackets?",
    "object is not callable": "You wrote round brackets after a value. `f(x)` calls a function; `a[i]` looks into an "
    "array.",
    "Generator' object is not": "You used a random generator where a list, an array or a function belongs. Are two "
    "arguments swapped?",
    "object is not subscriptable": "You wrote square brackets after something that has no parts, such as a single "
    "number.",
    "is not iterable": "You treated a single number as a list, as a loop does. Which numbers does this call hand in: "
    "a single one, or one example where you thought of a table?",
    "out of bounds": "You used an index that goes past the end. Python counts from 0, and a table has two sizes.",
    "exceptions must derive": 'You raised a text. `raise` wants an error, such as `ValueError("why")`.',
    "maximum recursion": "You let the function call itself again and again.",
    # what is more general comes last
    "first operand must be array": ADD_AT,
    "second operand needed": ADD_AT,
    "not broadcastable to": "You combined two arrays whose shapes do not fit. Print both shapes.",
    "cannot reshape": "You asked for a shape that holds more or fewer numbers than the array. One size may be -1: "
    "NumPy works it out.",
    "each row of X has its label": "You passed different numbers of rows and labels: do to y what you do to the rows.",
    "one label for each row of X": "You passed something else where the labels y belong.",
    "a row for each example; this": "You passed rows that do not fit the network's first size. An image is a row of "
    "pixels here.",
    "y holds labels": "You passed something else where the labels belong, or the last size is not the number of "
    "classes.",
    "is a random generator": "You passed something else where `rng` belongs.",
    "optimiser is made by a call": "You passed something else where the optimiser belongs.",
    "is a whole number, at least": "You passed something else where a whole number belongs.",
    "is a number, at least": "You passed something that is no number, or is negative, where a number of at least 0 "
    "belongs.",
    "unsupported operand": "You combined two things that do not go together, such as a number and a list, or a "
    "function. Print the `type` of both.",
    "has no attribute": "You put a dot after something that does not have what follows it. Print its `type`.",
    "not supported between": "You compared two things that have no order, such as a number and a list. Print the "
    "`type` of both.",
    "bad operand type": "You put a sign before something that is no number.",
}


def of_text(text: str) -> str:
    """Say what an error or a warning with this text usually means; "" where nothing is known."""
    return errors.of_text(text) or next((meaning for piece, meaning in MEANINGS.items() if piece in text), "")


def of_warning(text: str, before: Collection[str]) -> str:
    """Say what a warning usually means, where others came before it; "" where nothing is known."""
    if "invalid value encountered in" in text and "divide" in text and any(NO_NUMBERS in other for other in before):
        return "An average of no numbers divides 0 by 0."
    return of_text(text)


def of_values(got: Any, expected: Any, given: Mapping[str, Any] | None = None, names: tuple[Any, ...] = ()) -> str:
    """Name a mistake that any exercise can have, by the values and arguments alone; "" where none of these is seen."""
    return relations.related(got, expected, given, names)


def of_part(part: Any) -> str:
    """Say what a part of an answer is that should be an array of finite numbers; "" where that is not known."""
    if part is None:
        return "You put None here. Often it is the result of a function that has no `return`."
    if isinstance(part, str):
        return "You put a text here. Numbers stand without quotes."
    if isinstance(part, dict):
        return "You put a dict here. Only the numbers are wanted, in their order: `np.array([1, 2])` makes an array."
    if isinstance(part, np.random.Generator):
        return "You put the generator itself here. One of its methods, such as `rng.normal`, draws numbers."
    if callable(part):
        return "You put a function here, and not what it computes. Round brackets call it."
    array = numbers(part)
    if array is None:
        return ""
    if np.isnan(array).any():
        return f'You put nan here, which means "not a number". {relations.NAN}'
    return "You put an infinite number here. Did you divide by 0?" if np.isinf(array).any() else ""


def of_error(error: BaseException, given: tuple[Any, ...], called: Sequence[str] = (), name: str = "") -> str:
    """Say what an error usually means that a call raised; "" where nothing is known.

    Parameters
    ----------
    error : BaseException
        What the call raised.
    given : tuple
        Its arguments.
    called : sequence of str, optional
        The names of these arguments.
    name : str, optional
        The name of the function that was called.
    """
    if inside := places.inside(error, given, called):
        return (
            f"You called {inside.call}, which was handed to your function, and the error arose inside it. Look at what "
            "you passed."
        )
    line = places.line(error, given)
    if not line and re.search(SIGNATURE.format(re.escape(name)), str(error)):
        return (
            f"You wrote a `def` line for `{name}` that does not fit this call. Compare its parameters with those in "
            "the exercise."
        )
    special = _of_max(error, line) or _of_guard(error, line)
    special = special or (error_places.of_key(error, given) if isinstance(error, KeyError) else "")
    special = special or error_places.of_truth(error, given)
    meaning = special or error_places.of_place(error, given, called) or of_text(str(error))
    for own, f in zip(called, given, strict=False):
        if own.isidentifier() and inspect.isfunction(f):  # the reader knows the function by the parameter's name
            meaning = meaning.replace(f"You called `{f.__name__}` with", f"You called `{own}` with")
    return meaning


def of_wrong_error(error: BaseException, wanted: str, given: tuple[Any, ...], called: Sequence[str] = ()) -> str:
    """Say which error was raised where another one, named `wanted`, has to be; "" where nothing is known."""
    raised = type(error).__name__
    if isinstance(error, AssertionError):
        return f"You used `assert`, which raises {raised}. Use `raise {wanted}(…)`."
    if re.match(rf"raise {raised}\b", places.line(error, given)):
        return f"You stopped with `{raised}`; raise `{wanted}` instead."
    meaning = of_error(error, given, called)
    return f"You did not get as far as a `raise {wanted}(…)`: {raised} came first. {meaning}" if meaning else ""


def open_exercise(name: str, error: BaseException) -> str:
    """Say that the function `name`, or one that it calls, is not answered yet, by where the error was raised."""
    inner = [f.name for f in traceback.extract_tb(error.__traceback__) if not f.name.startswith("<")][-1:]
    if inner and inner[0] not in (name, calling.run.__name__):
        return f"{name} calls {inner[0]}, which is not answered yet."
    return (
        f"{name} is not answered yet. (If you have answered it: did its cell run without an error, is the name right, "
        "and is the line `raise NotImplementedError()` gone?)"
    )


def line_of(error: BaseException, given: tuple[Any, ...] = (), called: Sequence[str] = ()) -> str:
    """Quote the reader's own last line: not one of NumPy's or the course's, nor of a function that was handed in."""
    line, inside = places.line(error, given), places.inside(error, given, called)
    if inside:
        return f" (inside {inside.name}, called in your line `{line}`)" if line else f" (inside {inside.name})"
    return f" (in the line `{line}`)" if line else ""


def _of_max(error: BaseException, line: str) -> str:
    """Say that Python's `max` or `min` met arrays, where that is what the line has; "" elsewhere."""
    builtin = re.search(r"(?<![\w.])(max|min)\(", line)
    if not builtin or "truth value of an array" not in str(error):
        return ""
    return f"You used Python's `{builtin[1]}`, which compares whole arrays. NumPy has one that goes element by element."


def _of_guard(error: BaseException, line: str) -> str:
    """Say that the reader's own `raise` stopped a call that is allowed; "" where another line raised."""
    if not line.startswith(f"raise {type(error).__name__}"):
        return ""
    return "Your own `raise` stopped a call that is allowed. Is its condition the wrong way round, or too wide?"
