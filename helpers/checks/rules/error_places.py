"""What an error means by the line in which it arose and the values there: what was None, which shapes met."""

import ast
import difflib
import re
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import Any

import numpy as np

from helpers.checks import places, words
from helpers.checks.rules.errors import LONGEST, TOO_MANY, UNPACKED, of_text

IN_PLACE = {"shuffle", "sort", "append", "extend", "insert", "reverse", "update", "clear", "fill"}
QUOTED = re.compile(r"""(['"]).*?\1|#.*""")  # words in a text or a comment ask nothing
PLACE = re.compile(r"\.shape\s*(?:#.*)?$")


def of_place(error: BaseException, given: Sequence[Any], called: Sequence[str] = ()) -> str:
    """Say what an error means by the line in which it arose and the values there; "" where that says nothing more.

    Parameters
    ----------
    error : BaseException
        What a call raised.
    given : sequence
        The arguments of the call, as they were handed in.
    called : sequence of str, optional
        The names of these arguments.
    """
    text = str(error)[:LONGEST]
    if "NoneType" in text:
        return _of_none(error, text, given)
    if isinstance(error, NameError) and (found := places.expression(error, given)):
        near = _near_name(error.name, found[1].f_code.co_varnames)
        return near or (_without_quotes(error.name) if _is_key(error.name, given) else "")
    if "object is not iterable" in text:
        return _of_number(error, given, called)
    if "core dimension" in text or "not aligned" in text or "operands could not be broadcast" in text:
        return _with_shapes(sentence, error, given) if (sentence := of_text(text)) else ""
    if unpacked := re.search(UNPACKED, text) or re.search(TOO_MANY, text):
        return _of_shape(error, given, called, *unpacked.groups())
    if "tuple index out of range" in text and (asked := re.search(r"\.shape\[(-?\d+)\]", places.line(error, given))):
        return (
            f"You asked for `.shape[{asked[1]}]` of something that has fewer axes. One example, or a plain list of n "
            "numbers, has the shape `(n,)`."
        )
    return ""


def of_key(error: KeyError, given: Sequence[Any]) -> str:
    """Say which dict was asked for a key that it does not have, and which keys it has.

    Parameters
    ----------
    error : KeyError
        What a call raised.
    given : sequence
        The arguments of the call, as they were handed in.
    """
    asked, handed = asked_dict(error, given), [argument for argument in given if isinstance(argument, dict)]
    name, key = asked[0] if asked else "a dict", error.args[0] if error.args else ""
    if key is None:
        return (
            f"You asked {name} for the key None. Is the line missing that gives the key a value? Or did it get its "
            "value from a function that has no `return`, or does not reach it?"
        )
    if callable(key):
        return f"You asked {name} for a function as its key. If you mean what the function gives, call it: `f(…)`."
    if asked:
        whose = "The dict that was handed in" if any(asked[1].keys() == d.keys() for d in handed) else "It"
        return f"You asked {name} for a key that it does not have. {whose} has the keys {_listed(asked[1])}."
    text = str(error).strip("\"'")  # from another process, the key comes in one more pair of quotes
    has = f" The dict that was handed in has the keys {_listed(handed[0])}." if handed else ""
    if any(text in map(str, argument) for argument in handed):
        has = " The dict that was handed in has this key, so you asked another one."
    return f"You asked a dict for a key that it does not have.{has} Look at the spelling, and at which dict you asked."


def asked_dict(error: KeyError, given: Sequence[Any]) -> tuple[str, dict[Any, Any]] | None:
    """Return the name of the dict that was asked for a key that it does not have, and the dict; None if not known."""
    found = places.expression(error, given)
    if found is None or not isinstance(found[0], ast.Subscript):
        return None
    whole = places.value(found[0].value, found[1])
    return (f"`{_short(found[0].value)}`", whole) if isinstance(whole, dict) else None


def of_truth(error: BaseException, given: Sequence[Any]) -> str:
    """Say what asked a whole array for a single yes or no, by the line in which it did; "" where that is not known.

    Parameters
    ----------
    error : BaseException
        What a call raised.
    given : sequence
        The arguments of the call, as they were handed in.
    """
    if "truth value of an array with more" not in str(error):
        return ""
    found = places.expression(error, given)
    node = found[0] if found else None
    if isinstance(node, ast.Compare) and len(node.ops) > 1:
        return (
            f"You wrote several comparisons in a row, `{_short(node)}`, about a whole array at once. They hide an "
            "`and`, which needs a single yes or no. Put brackets around one of them, or write two comparisons and "
            "join them with `&`."
        )
    if found and isinstance(node, ast.Compare) and _lists_of_arrays(node, found[1]):
        return (
            f"You compared lists or tuples that hold arrays, `{_short(node)}`: whether they are equal is no single yes "
            "or no. Their places in a list are numbers, and can be compared."
        )
    line = QUOTED.sub("", places.line(error, given)).replace("elif", "if")
    if handed := re.search(r"\bndindex\((\w+)\)", line):
        return f"You handed the array `{handed[1]}` itself to `np.ndindex`, which takes a shape."
    asking = re.findall(r"\b(if|while|and|or|not)\b", line)
    if not asking:
        return ""
    listed = " or ".join(f"{'an' if word[0] in 'aio' else 'a'} `{word}`" for word in dict.fromkeys(asking))
    shapes = [f"`{name}` has shape {shape}" for name, shape in places.shapes(error, given).items()]
    here = f": {' and '.join(shapes)}" if shapes else ""
    more = " `.all()` asks whether all of them are yes." if re.search(r"[=!]=(?!\s*-?\d)", line) else ""
    if {"and", "or", "not"} & set(asking):
        more += " Between arrays, `&` stands for `and`, `|` for `or`, `~` for `not`, and `*` multiplies."
    return (
        f"You asked {listed} about a whole array at once{here}. A single yes or no is needed there, and a comparison "
        f"with an array gives one for each element.{more}"
    )


def _lists_of_arrays(node: ast.Compare, frame: FrameType) -> bool:
    """Say whether a comparison has a list or a tuple of arrays on its left side, and one on its right."""
    sides = [places.value(side, frame) for side in (node.left, *node.comparators)]
    return all(isinstance(side, list | tuple) and any(isinstance(a, np.ndarray) for a in side) for side in sides)


def _of_none(error: BaseException, text: str, given: Sequence[Any]) -> str:
    """Say which name, or which call, in the failing expression is None; "" where that is not known."""
    found = places.expression(error, given)
    if found is None:
        return ""
    node, frame = found
    parts = places.operands(node)
    nones = [part for part in parts if not isinstance(part, ast.Constant) and places.value(part, frame) is None]
    if isinstance(node, ast.Call) and len(nones) > 1:
        return ""  # any of them may be meant to be None
    if nones:
        listed = " and ".join(dict.fromkeys(f"`{ast.unparse(part)}`" for part in nones))
        origins = [made for part in nones for made in places.made(ast.unparse(part), error, frame)]
        ways = {_in_place(origin) for origin in origins} or {""}
        if "" in ways:
            return (
                f"You used {listed} while it was None. Is the line missing that gives it a value? Or did it get its "
                "value from a function that has no `return`?"
            )
        return f"You used {listed}, which was None. {' '.join(sorted(ways))}".rstrip()
    sides = re.search(r"'(\w+)' and '(\w+)'$", text)
    if sides and len(parts) == 2:
        parts = [part for part, side in zip(parts, sides.groups(), strict=True) if side == "NoneType"]
    calls = [part for part in parts if isinstance(part, ast.Call)]
    if isinstance(node, ast.Call) or len(calls) != 1 or len(parts) != 1:
        return ""
    why = _in_place(calls[0]) or "Where a function has no `return`, or where it is never reached, the call gives None."
    return f"You used the result of `{_short(calls[0])}`, which was None. {why}"


def _listed(asked: Mapping[Any, Any], most: int = 13) -> str:
    """List the keys of a dict, or the first of many."""
    keys = [str(key) for key in asked]
    return ", ".join(keys[:most]) + ("…" if len(keys) > most else "")


def _is_key(name: str | None, given: Sequence[Any]) -> bool:
    """Say whether a name is a key of a dict that was handed in, or of a dict in it."""
    handed = [argument for argument in given if isinstance(argument, dict)]
    inner = [part for argument in handed for part in argument.values() if isinstance(part, dict)]
    return any(name in argument for argument in (*handed, *inner))


def _without_quotes(name: str | None) -> str:
    """Say that a name without a value is a key."""
    return f'You used the name `{name}`, which has no value here. A key is a text, in quotes: "{name}".'


def _of_number(error: BaseException, given: Sequence[Any], called: Sequence[str]) -> str:
    """Say which name is a single number, where a list is wanted; "" where it was handed in, or is not known."""
    found = places.expression(error, given)
    parts = places.operands(found[0]) if found else []
    names = [part.id for part in parts if isinstance(part, ast.Name) and found and _is_number(part, found[1])]
    if not names or names[0] in called:
        return ""
    return (
        f"You treated a single number as a list, as a loop does: `{names[0]}` is one number here. Look at the line "
        "that gives it its value."
    )


def _is_number(node: ast.AST, frame: FrameType) -> bool:
    """Say whether a name is worth a single number."""
    return isinstance(places.value(node, frame), int | float | np.number)


def _near_name(name: str | None, own: Sequence[str]) -> str:
    """Say that a function has another name that is nearly the one without a value; "" where it has none."""
    near = [other for other in own if name and other != name and other.casefold() == name.casefold()]
    near = near or difflib.get_close_matches(name or "", own, 1, 0.8)
    if not near or near[0] == name:
        return ""
    return f"You used `{name}`, which has no value here. Your function has `{near[0]}`: is one of the two misspelt?"


def _in_place(node: ast.AST) -> str:
    """Say that a call changes something in place and gives None; "" where it is no such call."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in IN_PLACE:
        return f"`.{node.func.attr}` changes an array, a list or a dict in place, and gives back None."
    return ""


def _of_shape(
    error: BaseException, given: Sequence[Any], called: Sequence[str], names: str, numbers: str | None
) -> str:
    """Say that a shape was taken apart into more, or fewer, names than it has numbers."""
    line = places.line(error, given)
    if not PLACE.search(line):
        return ""
    has = f"this shape has {words.count(int(numbers), 'number')}" if numbers else "this shape has more numbers"
    name = re.search(r"(\w+)\.shape\s*(?:#.*)?$", line)
    known = {}
    if name and (found := places.expression(error, given)):
        known = {name[1]: places.value(ast.Name(name[1], ast.Load()), found[1])}
    elif name and name[1] in called:
        known = {name[1]: given[list(called).index(name[1])]}
    shapes = [f" `{of}` has shape {a.shape}." for of, a in known.items() if isinstance(a, np.ndarray)]
    fits = [a for a in given if isinstance(a, np.ndarray) and numbers and a.ndim == int(numbers)]
    if not shapes and fits:
        shapes = [f" This call handed in an array of shape {fits[0].shape}."]
    return f"You took a shape apart into {words.count(int(names), 'name')}, and {has}.{''.join(shapes)}"


def _with_shapes(sentence: str, error: BaseException, given: Sequence[Any]) -> str:
    """Add the shapes of the arrays that the failing expression names, or else the advice to print them."""
    shapes = [f"`{name}` has shape {shape}" for name, shape in places.shapes(error, given).items()]
    return f"{sentence} {'Here ' + ' and '.join(shapes) if shapes else 'Print both shapes'}."


def _short(node: ast.AST, most: int = 40) -> str:
    """Write an expression, or its beginning where it is long."""
    text = ast.unparse(node)
    return text if len(text) <= most else f"{text[: most - 1]}…"
