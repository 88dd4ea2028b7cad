"""What an error, a warning or a wrong value usually means, and where in the reader's code it arose."""

import re
import sysconfig
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from helpers.checks import calling
from helpers.checks.compare import numbers
from helpers.checks.rules import relations

LIST_AND_NUMBER = (
    "a whole list meets a single number. Which number of the list is meant? An index takes one, and so do `max` and "
    "`min`."
)
NOTHING = "something here is None. Often it is the result of a function that has no `return`."
WHOLE = (
    "a whole number is wanted, such as a size or a count, and something else is given. `/` gives a number with a point."
)
# By a piece of the text of an error or a warning.
MEANINGS = {
    "'list' and 'float'": LIST_AND_NUMBER,
    "'list' and 'int'": LIST_AND_NUMBER,
    "'float' and 'list'": LIST_AND_NUMBER,
    "'int' and 'list'": LIST_AND_NUMBER,
    "'list' and 'list'": "lists are not reckoned with number by number. Arrays are: `np.array(…)` makes one.",
    "truth value of an array": "an `if`, `and` or `in` looks at a whole array at once; in a table, a loop meets whole "
    "rows. `.all()` asks whether all its elements are true; `&` is an `and` element by element, and `*` multiplies. "
    "A comparison such as `z > 0` already answers for each element. (Two comparisons in a row, `a > b == c`, hide an "
    "`and`: brackets around one of them.)",
    "truth value of an empty array": "an `if` looks at an array that is empty.",
    "invalid index to scalar": "a single number is treated as a row. Is the input one example, and not a table?",
    "enough dimensions": "one side of `@` is a single number. Is the input one example, and not a table? Or is there "
    "one weight, where each feature should have its own?",
    "is out of bounds for array of dimension": "the array has no such axis. One example has one axis only, a table has "
    "two; `axis=-1` is the last one of any array.",
    "'numpy.ufunc'": "a function is used as if it were a number. Call it, with round brackets: `np.exp(z)`.",
    "'function'": "a function is used as if it were a number. Call it, with round brackets.",
    "only 0-dimensional arrays": "a function for single numbers (from `math`, or `float`) was given an array. "
    "NumPy has the same function for arrays of any shape.",
    "only length-1 arrays": "a function for single numbers (from `math`, or `float`) was given an array. "
    "NumPy has the same function for arrays of any shape.",
    "encountered in matmul": "numbers have grown beyond all bounds. Is each step downhill, and is it as long as asked?",
    "matmul": "the shapes on the two sides of `@` do not fit. Write both down: the inner sizes must be equal.",
    "not aligned": "the shapes of the two factors do not fit. Write both down: the inner sizes must be equal.",
    "could not be broadcast": "two arrays of different shapes meet in one sum or product, or one comparison. Print "
    "both shapes. Where one surprises you, look at what made it: an `@` with its two sides exchanged? An `argmax` "
    "along the wrong axis? A sum or a maximum along an axis, which `keepdims=True` would keep?",
    "inhomogeneous": "lists of different lengths, or things of different shapes, cannot make one array. Does a "
    "function here return several things, where one is wanted? Take that one out first.",
    "as a data type": "the whole shape goes into one pair of brackets of its own: `np.zeros((2, 3))`.",
    "values to unpack": "the two sides of a `=` have different numbers of parts. A list can be longer or shorter than "
    "you think, and a pair inside a list is *one* part.",
    "index out of range": "an index goes past the end. Python counts from 0, and a loop that looks at the next one, "
    "too, has to stop one earlier.",
    "read-only": "an array that was handed in is written to. Make a new one.",
    "overflow encountered in exp": "`np.exp` was given a large positive number. The result may be right all the same; "
    "the warning goes away if `np.exp` only ever sees numbers that are 0 or negative.",
    "divide by zero encountered in divide": "somewhere a number was divided by 0, which makes infinity.",
    "divide by zero encountered in log": "`np.log` was given 0. Clip its argument first.",
    "invalid value encountered": "somewhere 0 was divided by 0, or infinity taken from infinity.",
    "math domain error": "a function of `math` was given a number outside its reach, such as 0 to a logarithm.",
    "__round__": "`round` is for single numbers. `np.round` rounds each number of an array.",
    "math range error": "`math.exp` gives up on large numbers, where `np.exp` goes on.",
    "for ^": "`^` is not a power in Python. That is `**`.",
    "_dispatcher() takes": "the arrays to be glued go into one list, in square brackets: `np.column_stack([a, b])`.",
    "stack() takes": "the arrays to be glued go into one list, in square brackets: `np.column_stack([a, b])`.",
    "only integer scalar arrays": "an array stands where one whole number is wanted. `np.eye` and `range` want a size. "
    "And the arrays to be glued go into one list, in square brackets.",
    "same number of dimensions": "a table and a single list of numbers are glued. `np.column_stack` takes both, and "
    "makes a column of the list.",
    "must match exactly": "the arrays to be glued do not have the same number of rows. Print their shapes: each needs "
    "a row for each example. The first index picks examples: `X[0]` is one, and `X[:4]` are four; `@`, and a sum "
    "or product without an `axis`, put all of them together.",
    "bitwise_and": "`&` is for true and false. `*` multiplies.",
    "positional argument": "a function is called with more or fewer values than its first line, `def …`, takes.",
    "unexpected keyword": "a function is called with more or fewer values than its first line, `def …`, takes.",
    "'NoneType'": NOTHING,
    "NoneType object": NOTHING,
    "of type NoneType": NOTHING,
    "not NoneType": NOTHING,
    "None as shape": NOTHING,
    "cannot access local variable": "a variable is used before it has a value. Is the line that sets it missing, "
    "further down, or in a branch that was not taken?",
    "zip() argument": "lists that are gone through side by side have different lengths. Print the length of each. "
    "Does one of them start later, or end earlier, than it should?",
    "setting an array element with a sequence": "one place of an array gets several numbers. Is an index missing on "
    "the right of the `=`, or a sum?",
    "for @": "`@` multiplies arrays, and one of its sides is none.",
    "list indices must be": "a list is indexed like a table, or by no whole number. A list takes one whole number.",
    "arrays used as indices": "an index is made of numbers with a point. Labels and row numbers are whole numbers.",
    "only integers, slices": "an index is no whole number. Labels and row numbers are whole numbers.",
    "slice indices must be": "a bound of a slice is no whole number. `/` gives a number with a point; `//` and `round` "
    "give whole ones.",
    "cannot be interpreted as an integer": WHOLE,
    "expected a sequence of integers": WHOLE,
    "missing required argument": "a function is called without something that it needs.",
    "either both or neither": "`np.where` takes a condition and two values: one where it holds, one where it does not.",
    "empty sequence": "the largest, or smallest, of nothing is asked for: a list is empty.",
    "zero-size array": "the largest, or smallest, of nothing is asked for: an array is empty.",
    "cannot unpack non-iterable": "several names stand to the left of a `=`, and one single thing to the right.",
    "builtin_function_or_method": "a function or a method is used as if it were a value. Call it, with round brackets.",
    "'method'": "a method is used as if it were a value. Call it, with round brackets.",
    "item assignment": "a place inside a thing is set that has no places to set, such as a number or a tuple.",
    "not supported for the input types": "a function of NumPy was given something that is no array of numbers.",
    "must be real number": "something stands where a single number is wanted.",
    "scale < 0": "a standard deviation is never negative: look at what is handed over as the second argument.",
    "arrays to stack": "the arrays to be glued go into one list, in square brackets: `np.column_stack([a, b])`.",
    "division by zero": "somewhere a number is divided by 0. Which number can be 0 here?",
    "multiply sequence": "a whole list or tuple meets a number. Which number of it is meant? An index takes one.",
    "can only concatenate": "a whole list or tuple meets a number. Which number of it is meant? An index takes one.",
    "cannot access free variable": "a variable is used before it has a value. Is the line that sets it missing, "
    "further down, or in a branch that was not taken?",
    "each row has its own label": "rows and labels are picked by different row numbers, or one of them is not picked.",
    "some of these numbers are": "numbers are infinite or nan: where a column is constant, its spread is 0.",
    "contains infinity": "numbers are infinite or nan: where a column is constant, its spread is 0.",
    "contains NaN": "numbers are infinite or nan: where a column is constant, its spread is 0.",
    "seed must be": "something else is handed over where the seed belongs.",
    "Expected 2D array": "a table is wanted, a row for each example.",
    "features, but": "rows of one kind are given to a model that was fitted to rows of another kind.",
    "invalid keyword argument": "a function is called with a name that it does not know, or without what it needs.",
    "mismatch in its core dimension": "the shapes of two arrays do not fit. Print both.",
    "must be square": "the table of a system of equations is square. Are the two arguments exchanged?",
    "Cannot cast ufunc": "a function of NumPy was given something that is no array of numbers.",
    "at least two-dimensional": "a table is wanted, and something else is given.",
    "unhashable": "an array or a list is used as the key of a dict, or in a set. A tuple can be.",
    "has no attribute 'shape'": "a plain number or a list has no shape. `np.array(…)` makes an array of either.",
    "has no len()": "a single number has no length.",
    "len() of unsized": "a single number has no length, and its shape is `()`.",
    "is not defined": "a name that nothing has made: a slip of typing, or a cell above that has not run.",
    "object is not callable": "round brackets after a value. `f(x)` calls a function; `a[i]` looks into an array.",
    "object is not subscriptable": "square brackets after something that has no parts, such as a single number.",
    "is not iterable": "a single number is treated as a list. Is the input one example, and not a table?",
    "too many indices": "more indices than the array has axes. One example has one axis only, a table has two.",
    "out of bounds": "an index goes past the end. Python counts from 0, and a table has two sizes.",
    "exceptions must derive": '`raise` wants an error, such as `ValueError("why")`, and no text.',
    "maximum recursion": "the function calls itself again and again.",
    # what is more general comes last
    "first operand must be array": "`np.add.at` wants the array to add to, then the places, then what is added.",
    "second operand needed": "`np.add.at` wants the array to add to, then the places, then what is added.",
    "not broadcastable to": "two arrays of different shapes meet. Print both shapes.",
    "cannot reshape": "the new shape holds more or fewer numbers than the array. One size may be -1: it is worked out.",
    "each row of X has its label": "rows and labels have different numbers: what is done to the rows is not done to y.",
    "one label for each row of X": "something else stands where the labels y belong.",
    "a row for each example; this": "the rows do not fit the network's first size. An image is a row of pixels here.",
    "y holds labels": "something else stands where the labels belong, or the last size is not the number of classes.",
    "is a random generator": "something else stands where `rng` belongs.",
    "optimiser is made by a call": "something else stands where the optimiser belongs.",
    "is a whole number, at least": "something else stands where a whole number belongs.",
    "is a number, at least": "a number is negative, or is none, that should be at least 0.",
    "unsupported operand": "two things meet that cannot be combined, such as a number and a list, or a function. "
    "Print the `type` of both.",
    "has no attribute": "what stands before the dot is not what you think. Print its `type`.",
    "not supported between": "two things are compared that have no order, such as a number and a list. Print the "
    "`type` of both.",
    "bad operand type": "a sign stands before something that is no number.",
}


def of_text(text: str) -> str:
    """Say what an error or a warning with this text usually means; "" where nothing is known."""
    return next((meaning for piece, meaning in MEANINGS.items() if piece in text), "")


def of_values(got: Any, expected: Any, given: Mapping[str, Any] | None = None, names: tuple[Any, ...] = ()) -> str:
    """Name a mistake that any exercise can have, by the values and arguments alone; "" where none of these is seen."""
    return relations.related(got, expected, given, names)


def of_part(part: Any) -> str:
    """Say what a part of an answer is that should be an array of finite numbers; "" where that is not known."""
    if part is None:
        return "nothing was put here. Often it is the result of a function that has no `return`."
    if isinstance(part, np.random.Generator):
        return "the generator itself stands here. One of its methods, such as `rng.normal`, draws numbers."
    if callable(part):
        return "a function stands here, not what it computes. Round brackets call it."
    array = numbers(part)
    if array is None:
        return ""
    if np.isnan(array).any():
        return "nan means not a number: somewhere 0 was divided by 0, or infinity by infinity; or None became a number."
    return "a number is infinite: somewhere a number was divided by 0." if np.isinf(array).any() else ""


def of_error(error: BaseException, given: tuple[Any, ...]) -> str:
    """Say what an error usually means that a call with the arguments `given` raised; "" where nothing is known."""
    special = _of_key(given) if isinstance(error, KeyError) else _of_max(error) or _of_guard(error)
    return special or of_text(str(error))


def open_exercise(name: str, error: BaseException) -> str:
    """Say that the function `name`, or one that it calls, is not answered yet, by where the error was raised."""
    inner = [f.name for f in traceback.extract_tb(error.__traceback__) if not f.name.startswith("<")][-1:]
    if inner and inner[0] not in (name, calling.run.__name__):
        return f"{name} calls {inner[0]}, which is not answered yet."
    return (
        f"{name} is not answered yet. (If it is: did its cell run without an error, is the name right, "
        "and is the line `raise NotImplementedError()` gone?)"
    )


def line_of(error: BaseException) -> str:
    """Quote the reader's own last line: not one of NumPy's, nor one of the course's."""
    line = _last_line(error)
    return f" (in the line `{line}`)" if line else ""


def _last_line(error: BaseException) -> str:
    """Return the text of the last line that is the reader's own; "" where there is none."""
    course = Path(__file__).parents[2]
    theirs = (*sysconfig.get_paths().values(), str(course / "helpers"), str(course / "grading"))
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not f.filename.startswith(theirs)]
    return frames[-1].line or "" if frames else ""


def _of_key(given: tuple[Any, ...]) -> str:
    """Say which keys the dict has that was handed in."""
    keys = [", ".join(map(str, argument)) for argument in given if isinstance(argument, dict)]
    has = f" The dict that was handed in has the keys {keys[0]}." if keys else ""
    return f"a dict is asked for a key that it does not have.{has} Which dict is asked, and by whom?"


def _of_max(error: BaseException) -> str:
    """Say that Python's `max` or `min` met arrays, where that is what the line has; "" elsewhere."""
    builtin = re.search(r"(?<![\w.])(max|min)\(", _last_line(error))
    if not builtin or "truth value of an array" not in str(error):
        return ""
    return f"Python's `{builtin[1]}` compares whole arrays. NumPy has a function that compares element by element."


def _of_guard(error: BaseException) -> str:
    """Say that the reader's own `raise` stopped a call that is allowed; "" where another line raised."""
    if not _last_line(error).startswith(f"raise {type(error).__name__}"):
        return ""
    return (
        "your own `raise` stops a call that is allowed. Is its condition the wrong way round, or does it reach too far?"
    )
