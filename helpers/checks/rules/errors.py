"""What the text of an error says in particular: which sizes met, which name is missing, what was indexed by what."""

import difflib
import re
from collections.abc import Callable

import numpy as np

from helpers.checks import words

INNER = (
    "In `A @ B` the inner sizes must be equal: A has as many columns as B has rows (of a plain list, count the "
    "numbers). Perhaps the order is wrong, or there is one `.T` too few or too many, or one side is not what you "
    "think."
)
NOT_AN_ARRAY = "You gave something that is no array of numbers to a function of NumPy."
OF_NUMPY = frozenset(
    "abs all any append arange argmax argmin argsort array asarray bincount ceil clip column_stack concatenate cos "
    "cumsum diff dot exp expand_dims eye flatnonzero floor full hstack isclose isfinite isnan linspace log log1p log2 "
    "logaddexp matmul max maximum mean median min minimum mod ndarray ndindex newaxis ones ones_like outer percentile "
    "power prod ravel repeat reshape round shape sign sin sort split sqrt square squeeze stack std sum tan tanh tile "
    "transpose unique var vstack where zeros zeros_like allclose array_equal array_split full_like random pi".split()
)
OF_NUMBERS = {"int", "float", "list", "tuple", "numpy.ndarray", "numpy.float64"}
MODULES = {"math", "random", "numpy", "scipy", "statistics", "pandas", "sklearn", "plt", "matplotlib"}
OTHER_NAMES = {"ln": "log", "sgn": "sign", "avg": "mean"}
OTHER_LANGUAGES = {"true": "True", "false": "False", "none": "None", "null": "None", "nil": "None"}
KINDS = {
    "ndarray": "an array", "numpy.ndarray": "an array", "str": "a text", "tuple": "a tuple", "list": "a list",
    "dict": "a dict", "set": "a set", "slice": "a slice, `a:b`", "float": "a number with a decimal point",
    "float64": "a number with a decimal point", "numpy.float64": "a number of NumPy's", "NoneType": "None",
    "int": "a whole number", "bool": "True or False", "function": "a function",
    "numpy.random._generator.Generator": "a random generator", "builtin_function_or_method": "a function",
}  # fmt: skip
UNPACKED = r"not enough values to unpack \(expected (\d+), got (\d+)\)"
TOO_MANY = r"too many values to unpack \(expected (\d+)(?:, got (\d+))?\)"
LINES = ("row", "column")
LONGEST = 1000  # characters of a text that are read: it may be the reader's own


def of_text(text: str) -> str:
    """Say what an error with this text means, with the sizes or the names in it; "" where none of these is known."""
    text = text[:LONGEST]
    if "NoneType" in text:
        return ""
    for pattern, sentence in PATTERNS:
        if found := re.search(pattern, text):
            return sentence if isinstance(sentence, str) else sentence(*found.groups())
    return ""


def _kind(name: str) -> str:
    """Name a type as a reader would."""
    article = "an" if name[:1].lower() in set("aeiou") else "a"
    return KINDS.get(name, f"{article} {name}")


def _shape(text: str) -> tuple[int, ...]:
    """Read a shape as NumPy writes it in a message: `(2,3)`."""
    return tuple(int(size) for size in re.findall(r"\d+", text))


def _many(size: str, what: str) -> str:
    """Write `1 row` or `3 rows`."""
    return words.count(int(size), what)


def _product(right: str, left: str) -> str:
    """Say which sizes met in `@`."""
    left, right = _many(left, "column"), _many(right, "row")
    return f"You put {left} to the left of `@` and {right} to the right, which do not fit. {INNER}"


def _dot(a: str, b: str, left: str, right: str) -> str:
    """Say which shapes met in `np.dot`."""
    shapes = f"the shapes {_shape(a)} and {_shape(b)}"
    left, right = _many(left, "column"), _many(right, "row")
    return f"You multiplied {shapes}, which do not fit: {left} on the left, and {right} on the right. {INNER}"


def _broadcast(text: str) -> str:
    """Say which shapes met in a sum, a product or a comparison."""
    shapes = [_shape(shape) for shape in re.findall(r"\([\d,]*\)", text)]
    different = list(dict.fromkeys(shapes))
    listed = " and ".join(map(str, different))
    sentence = (
        f"You combined arrays of the shapes {listed} number by number. These shapes do not fit: read from the right, "
        "two sizes have to be equal, unless one of them is 1."
    )
    small, large = sorted(different, key=len)[0], sorted(different, key=len)[-1]
    if any(small == (*large[:axis], *large[axis + 1 :]) for axis in range(len(large))):
        sentence += " (A sum, a mean or a maximum along an axis loses that axis, unless you set `keepdims=True`.)"
    return (
        f"{sentence} Does one shape surprise you? It may come from an `@` whose two sides are exchanged, or from a sum "
        "or an `argmax` along another axis than you meant."
    )


def _into(source: str, place: str) -> str:
    """Say which shapes met in an assignment into an array."""
    return f"You wrote numbers of shape {_shape(source)} into a place of shape {_shape(place)}. They do not fit."


def _in_place_sum(place: str, source: str) -> str:
    """Say which shapes met in `+=` or the like."""
    return (
        f"You changed an array of shape {_shape(place)} in place, as `+=` does. The result has shape {_shape(source)}, "
        "and does not fit into it. (A function of NumPy also writes into its second array, as in `np.square(a, b)`: is "
        "there a comma too many?)"
    )


def _joined(axis: str, first: str, a: str, second: str, b: str) -> str:
    """Say which sizes met where arrays were joined."""
    what = LINES[int(axis)] if int(axis) < 2 else "entry"
    sizes = f"{_many(a, what)} in one, and {_many(b, what)} in another"
    if axis == "0":
        return (
            f"You joined arrays that do not have the same number of rows: {sizes}. Does each have a row for each "
            "example? (`X[0]` is one example, and `X[:4]` are four; `@`, and a sum or product without an `axis`, put "
            "all of them together.)"
        )
    if axis == "1":
        return f"You joined arrays that do not have the same number of columns: {sizes}."
    return f"You joined arrays whose sizes along axis {axis} differ: {a} in one, and {b} in another."


def _axes_joined(a: str, b: str) -> str:
    """Say which numbers of axes met where arrays were joined."""
    sentence = f"You joined arrays with different numbers of axes: {a} and {b}."
    if {a, b} == {"1", "2"}:
        return f"{sentence} `np.column_stack` accepts a table and a plain list, and makes a column of the list."
    return sentence


def _module(module: str, name: str) -> str:
    """Say that a module has nothing of this name, and what may be meant."""
    if module != "numpy":
        module = re.sub(r"^numpy\b", "np", module)
        return f"You asked the module `{module}` for `{name}`, which it does not have. Look at the spelling."
    if name in OTHER_NAMES:
        return f"You wrote `np.{name}`, which NumPy calls `np.{OTHER_NAMES[name]}`."
    near = difflib.get_close_matches(name, sorted(OF_NUMPY), 1, 0.8)
    spelt = f" It has `np.{near[0]}`." if near and near[0] != name else ""
    return (
        f"You wrote `np.{name}`, and NumPy has nothing of this name.{spelt} If `{name}` is the name of something in "
        "your notebook, or in Python itself, write it without `np.`."
    )


def _attribute(kind: str, name: str) -> str:
    """Say that a value has nothing of this name, and what NumPy has."""
    what = _kind(kind)
    if name == "shape" and kind in ("int", "float", "list", "tuple", "bool"):
        return f"You asked {what} for its shape, which only arrays have. `np.array(…)` makes an array of it."
    if kind == "numpy.ndarray" and name in ("append", "extend", "insert"):
        return f"You wrote `.{name}` after an array. Lists grow, arrays do not. (`+=` with an array makes a list one.)"
    function = kind in OF_NUMBERS and name in OF_NUMPY and callable(getattr(np, name))
    has = f" NumPy has a function of this name: `np.{name}(…)`." if function else ""
    return f"You wrote `.{name}` after {what}, which has nothing of this name.{has or ' Is it what you think it is?'}"


def _name(name: str) -> str:
    """Say that a name has no value, and what may be meant."""
    if name in OTHER_LANGUAGES:
        return f"You wrote `{name}`. In Python it is `{OTHER_LANGUAGES[name]}`."
    if name in MODULES:
        return (
            f"You used `{name}`, which no cell has imported. The set-up brings what a lesson needs: look at its names."
        )
    if name == "e":
        return "You used `e`, which has no value here. NumPy has `np.e`, the number, and `np.exp`, the function."
    if name in OF_NUMPY:
        return f"You used `{name}`, which has no value here. NumPy has it under the name `np.{name}`."
    if part := re.fullmatch(r"([A-Za-z])([1-9])", name):
        return (
            f"You used the name `{name}`, which has no value here. If it is a number in an array `{part[1]}`, write "
            f"`{part[1]}[{int(part[2]) - 1}]`: Python counts from 0."
        )
    return (
        f"You used the name `{name}`, which has no value here. Is it spelt right, and has the cell run that makes it?"
    )


def _not_yet(name: str) -> str:
    """Say that a variable of a function has no value yet."""
    return (
        f"You used `{name}` before it had a value. Is the line that sets it missing, further down, or in a branch that "
        "was not taken? (A name that a function sets anywhere is its own, whatever the notebook has under that name.)"
    )


def _index(whole: str, index: str) -> str:
    """Say what a list, a tuple or a text was indexed with."""
    whole = {"list": "a list", "tuple": "a tuple", "string": "a text"}[whole]
    if index == "tuple":
        return f"You indexed {whole} as if it were a table, with several indices. It takes one: `a[i][j]`."
    if index in ("float", "numpy.float64"):
        return (
            f"You indexed {whole} with a number that has a decimal point. It takes a whole number; `/` never gives one."
        )
    if index == "str":
        return f"You indexed {whole} with a text, as only a dict can be. It takes a whole number."
    return f"You indexed {whole} with {_kind(index)}. It takes a whole number."


def _key(kind: str) -> str:
    """Say what cannot be a key."""
    if kind == "slice":
        return "You took a slice, `a:b`, of a dict. A dict takes a key; lists and arrays have slices."
    more = {"dict": " Double braces, `{{…}}`, make a set.", "list": " A tuple can.", "numpy.ndarray": " A tuple can."}
    return f"You used {_kind(kind)} as the key of a dict, or put it into a set. It cannot be there.{more.get(kind, '')}"


def _cast(to: str) -> str:
    """Say that an array of whole numbers cannot hold fractions."""
    what = "True and False" if to == "bool" else "whole numbers"
    return (
        f"You changed an array of {what} in place, as `-=` and `/=` do. Such an array cannot hold fractions. "
        "`.astype(float)` makes one that can."
    )


def _too_few(name: str, many: str, missing: str) -> str:
    """Say which arguments a call lacks."""
    missing = re.sub(r"'(\w+)'", r"`\1`", missing)
    return f"You called {_function(name)} without {'its argument' if many == '1' else 'its arguments'} {missing}."


def _too_many(name: str, takes: str, more: str, given: str) -> str:
    """Say how many arguments a call has too many."""
    takes = f"{takes} to {more}" if more else takes
    if name == "array":
        return "You gave `array` several numbers. Put them into one list, in square brackets: `np.array([1, 2])`."
    return f"You called {_function(name)} with {words.count(int(given), 'value')}. It takes {takes}."


def _keyword(name: str, keyword: str) -> str:
    """Say which argument a call names that does not exist."""
    return f"You called {_function(name)} with `{keyword}=…`, a name that it does not know."


def _function(name: str) -> str:
    """Write a function's name, without the functions that it is made in."""
    name = name.rpartition(".")[2]
    return f"`{name}`" if name.isidentifier() else "a function"


def _mask(axis: str, size: str, mask: str) -> str:
    """Say that a mask is of another length than what it picks from."""
    places = words.count(int(size), "entry", "entries")
    values = words.count(int(mask), "truth value")
    return f"You picked with {values} along axis {axis}, which has {places}. It takes one truth value for each."


def _out_of_bounds(index: str, axis: str, size: str) -> str:
    """Say how far an axis goes."""
    counted = f"numbered from 0 to {int(size) - 1}" if int(size) > 1 else "and its number is 0"
    has = f"{words.count(int(size), 'entry', 'entries')}, {counted}" if int(size) else "no entries"
    return f"You used the index {index} along axis {axis}, which has {has}. {TABLE}"


def _axes(array: str, indices: str) -> str:
    """Say how many indices an array takes."""
    axes = words.count(int(array), "axis", "axes")
    used = words.count(int(indices), "index", "indices")
    return f"You used {used} on an array that has {axes}. One example has one axis, a table has two."


def _reshaped(size: str, shape: str) -> str:
    """Say how many numbers a shape holds."""
    holds = int(np.prod(_shape(shape)))
    if len(_shape(shape)) == 1 and "," not in shape:  # NumPy leaves out a -1 in front
        return (
            f"You asked for a table with rows of {words.count(holds, 'number')}, and the array has {size}. {size} is "
            f"no multiple of {holds}."
        )
    left_open = any(side and int(size) % (holds // side) == 0 for side in _shape(shape)) if holds else False
    return (
        f"You asked for the shape {_shape(shape)}, which holds {words.count(holds, 'number')}, and the array has "
        f"{size}.{' One size may be -1: NumPy works it out.' * left_open}"
    )


def _unpacked(names: str, parts: str) -> str:
    """Say how many names met how many parts."""
    return _parts(names, f"only {words.count(int(parts), 'part')}" if int(parts) else "no parts")


def _unpacked_more(names: str, parts: str | None) -> str:
    """Say that there were more parts than names."""
    return _parts(names, words.count(int(parts), "part") if parts else "more parts")


def _parts(names: str, parts: str) -> str:
    """Say what was taken apart."""
    return (
        f"You took something apart into {words.count(int(names), 'name')}, and it had {parts}. "
        "Print it, or its length. (A pair inside a list is *one* part of the list.)"
    )


Sentence = str | Callable[..., str]
TABLE = "(In a table, axis 0 goes through the rows, and axis 1 through the columns.)"
SHAPE = r"\([\d,]*\)"
NUMBERED = r"the array at index (\d+) has "
PATTERNS: tuple[tuple[str, Sentence], ...] = (
    (
        r"numpy boolean (?:subtract|negative)",
        "You used `-` on arrays of True and False, which NumPy refuses. `.astype(int)` makes 0 and 1 of them, and `~` "
        "exchanges True and False.",
    ),
    (r"bitwise_xor|for \^=?:", "You wrote `^`, which is not a power in Python. A power is `**`, as in `x ** 2`."),
    (
        r"bitwise_and|for &=?:",
        "You used `&`, which is for True and False. `*` multiplies. Where `&` joins two comparisons, each needs round "
        "brackets: `(a > 0) & (a < 1)`.",
    ),
    (
        r"bitwise_or|for \|=?:",
        "You used `|`, which is for True and False: it is an `or`, element by element. Where it joins two comparisons, "
        "each needs round brackets: `(a < 0) | (a > 1)`.",
    ),
    (r"ufunc 'invert'|unary ~", "You used `~`, which exchanges True and False. The sign of a number is `-`."),
    (r"mismatch in its core dimension.*\(n\?,k\),\(k,m\?\).*\(size (\d+) is different from (\d+)\)", _product),
    (rf"shapes ({SHAPE}) and ({SHAPE}) not aligned: (\d+) \(dim \d+\) != (\d+)", _dot),
    (
        rf"indexing arrays could not be broadcast together with shapes ({SHAPE}) ({SHAPE})",
        lambda a, b: f"You picked by two arrays of the shapes {_shape(a)} and {_shape(b)}. Their entries go in pairs.",
    ),
    (rf"could not be broadcast together with shapes ((?:{SHAPE} ?)+)$", _broadcast),
    (rf"could not broadcast input array from shape ({SHAPE}) into shape ({SHAPE})", _into),
    (
        rf"non-broadcastable output operand with shape ({SHAPE}) doesn't match the broadcast shape ({SHAPE})",
        _in_place_sum,
    ),
    (rf"along dimension (\d+), {NUMBERED}size (\d+) and {NUMBERED}size (\d+)", _joined),
    (
        rf"number of dimensions, but {NUMBERED}(\d+) dimension\(s\) and {NUMBERED}(\d+)",
        lambda _, a, __, b: _axes_joined(a, b),
    ),
    (r"boolean index did not match.*along axis (\d+); size of axis is (\d+) but.* is (\d+)", _mask),
    (r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)", _out_of_bounds),
    (r"array is (\d+)-dimensional, but (\d+) were indexed", _axes),
    (rf"cannot reshape array of size (\d+) into shape ({SHAPE})", _reshaped),
    (UNPACKED, _unpacked),
    (TOO_MANY, _unpacked_more),
    (r"^(list|tuple|string) indices must be integers.*, not '?([\w.]+)'?", _index),
    (r"unhashable type: '([\w.]+)'", _key),
    (r"^module '([\w.]+)' has no attribute '(\w+)'", _module),
    (r"^'([\w.]+)' object has no attribute '(\w+)'", _attribute),
    (r"^name '(\w+)' is not defined", _name),
    (r"Cannot cast ufunc '\w+' input", NOT_AN_ARRAY),
    (r"Cannot cast ufunc '\w+' output from dtype\('float\d+'\) to dtype\('(u?int|bool)\d*'\)", _cast),
    (r"cannot access (?:local|free) variable '(\w+)'", _not_yet),
    (
        r"loop of ufunc does not support argument \d+ of type ([\w.]+)",
        lambda kind: f"You gave a function of NumPy {_kind(kind)} where it wants a number.",
    ),
    (r"^([\w.<>]+)\(\) missing (\d+) required positional arguments?: (.+)", _too_few),
    (
        r"^(?!\w*(?:_dispatcher|stack)\()([\w.<>]+)\(\) takes (?:from )?(\d+) (?:to (\d+) )?positional"
        r" arguments? but (\d+)",
        _too_many,
    ),
    (r"^([\w.<>]+)\(\) got an unexpected keyword argument '(\w+)'", _keyword),
    (
        r"can only concatenate str|signature matching types .*dtype\('<U"
        r"|for [-+*/@%]+=?: (?:'str' and|'[\w.]+' and 'str')",
        "You computed with a text, in quotes, as if it were a number.",
    ),
)  # what is more particular comes first
