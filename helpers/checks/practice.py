"""Practice that is not graded: lines to put in order (a Parsons problem), and a worked example with blanks to fill in.

Each names the first thing that is off. D. Parsons and P. Haden, Parson's programming puzzles, ACE 2006.
"""

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from types import EllipsisType
from typing import Any

import numpy as np

from helpers.checks import verdict
from helpers.checks.compare import difference, numbers
from helpers.checks.words import show


def in_order(
    given: str | Sequence[str] | EllipsisType | None,
    lines: Mapping[str, str],
    known: Iterable[str],
    strays: Mapping[str, str] | None = None,
) -> None:
    """Say whether every line stands below those that make what it uses: `in_order("BA", {"A": ..., "B": ...}, "xy")`.

    Any order that runs is right, so independent lines may swap. Prints one sentence; raises nothing for what a reader
    may give.

    Parameters
    ----------
    given : str or sequence of str
        The lines' letters, in the reader's order; None or `...` where there is none yet.
    lines : mapping of str to str
        A letter to a line `name = ...`.
    known : iterable of str
        The names that are there from the start.
    strays : mapping of str to str, optional
        The letters of lines that do not belong, each with the reason.
    """
    strays = strays or {}
    letters = _letters(given)
    fault = _first_fault(letters, lines, set(known), strays)
    if fault is None:
        left_out = ", and you left out those that do not belong" if strays else ""
        verdict.say("met", f"{''.join(letters)}: the lines are in order{left_out}.")
    else:
        verdict.say("not met" if letters else "not answered yet", fault)


def filled_in(
    given: Mapping[str, Any],
    right: Mapping[str, Any] | Sequence[Any],
    why: Mapping[str, str] | Sequence[str],
    tolerance: float,
) -> None:
    """Hold what a reader filled in to what is right: print which is the first that is wrong, and not its right value.

    Parameters
    ----------
    given : mapping of str to number or array
        A name to a number or an array-like, in the order of the work.
    right : mapping of str to number or array, or sequence of these
        What is right; a sequence goes with the names of `given`, which nobody should change.
    why : mapping of str to str, or sequence of str
        A name to the hint that is printed where it is the first that is wrong; or the hints alone.
    tolerance : float
        By how much numbers may differ, relatively and absolutely.
    """
    if not isinstance(right, Mapping):
        if not isinstance(given, Mapping) or len(given) != len(right):
            print(f"Keep the {len(right)} lines with their names as they are. Write your numbers instead of None.")
            return
        right = dict(zip(given, right, strict=True))
    if not isinstance(why, Mapping):
        why = dict(zip(right, why, strict=True))
    for name, wanted in right.items():
        value = given.get(name)
        if value is None or value is ... or (isinstance(value, str) and not value.strip()):
            other_keys = "" if name in given else _other_keys(given, right)
            verdict.say("not answered yet", f'"{name}" is still open.{other_keys}')
            return
        if form := _form(value, wanted):
            verdict.say("not met", f'"{name}": you wrote {show(value)}. {form}')
            return
        if difference(value, wanted, tolerance):
            which = "is the first that is wrong" if len(right) > 1 else "is not right"
            verdict.say("not met", f'"{name}" {which}: you wrote {show(value)}. {why.get(name, "")}'.rstrip())
            return
    verdict.say("met", f"All filled in, and all right: {', '.join(map(_quoted, right))}.")


def _quoted(name: str) -> str:
    """Put a name into quotes, so that it stands out in a sentence even where it has several words."""
    return f'"{name}"'


def _form(value: Any, wanted: Any) -> str:
    """Say what is wrong with the form of what stands where a number, or an array, belongs; "" where it fits."""
    if isinstance(wanted, str | bool | np.bool_):
        return ""
    if isinstance(value, str):
        per_cent = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s*", value)
        return f"Write a number, without quotes{': 1 % is 0.01' if per_cent else ''}."
    if isinstance(value, list | tuple) and any(isinstance(part, str) for part in value):
        return "Write numbers, without quotes."
    if isinstance(value, bool | np.bool_):
        return f"A number belongs there, not {value}."
    single = numbers(wanted)
    if single is None or single.shape:
        return ""
    if isinstance(value, tuple) and len(value) > 1:
        return "A single number belongs there. (Python's decimal sign is a point, not a comma.)"
    if isinstance(value, tuple | list | set | dict) or np.shape(value):
        return "A single number belongs there, without brackets."
    return ""


def _other_keys(given: Mapping[Any, Any], right: Mapping[str, Any]) -> str:
    """Say which keys a reader has written that are none; "" where there are no such keys."""
    others = [key for key in given if key not in right]
    if not others:
        return ""
    quotes = " Put keys in quotes." if any(not isinstance(key, str) for key in others) else ""
    return f" You wrote the key {show(others[0])} instead, which is none of the keys.{quotes}"


def _letters(given: str | Sequence[str] | EllipsisType | None) -> list[str]:
    """List the letters of an order, however it is written."""
    parts = [] if given is None or given is ... else given if isinstance(given, str | list | tuple) else str(given)
    return [letter for part in parts for letter in str(part).upper() if letter.isalnum()]


def _first_fault(order: list[str], lines: Mapping[str, str], have: set[str], strays: Mapping[str, str]) -> str | None:
    """Say what is the first thing wrong with an order; None where nothing is."""
    if not order:
        return "No order yet: write the letters of the lines, such as 'BAC'."
    makers = {_made(line): letter for letter, line in lines.items() if letter not in strays}
    for place, letter in enumerate(order, start=1):
        here = f"You put {letter} in place {place}"
        if letter not in lines:
            return f"{here}, and there is no such line. The lines are {', '.join(lines)}."
        if letter in order[: place - 1]:
            return f"{here}, but you have used it already, further up."
        if letter in strays:
            return f"{here}, but `{lines[letter]}` does not belong: {strays[letter]}"
        missing = [name for name in _used(lines[letter]) if name in makers and name not in have]
        if missing:
            return (
                f"{here}, too early: `{lines[letter]}` uses {missing[0]}, which no line above it has made. "
                f"{makers[missing[0]]} makes it."
            )
        have = have | {_made(lines[letter])}
    left = [letter for letter in lines if letter not in order and letter not in strays]
    return f"Right so far, but not finished. Still to come: {', '.join(left)}." if left else None


def _assignment(line: str) -> ast.Assign:
    """Parse a line `name = ...`."""
    (statement,) = ast.parse(line).body
    if not isinstance(statement, ast.Assign):
        raise ValueError(f"a line to be put in order is an assignment, and this is none: {line}")
    return statement


def _made(line: str) -> str:
    """Return the name that a line makes."""
    (target,) = _assignment(line).targets
    return ast.unparse(target)


def _used(line: str) -> list[str]:
    """List the names that a line reads, each once, in the order in which they stand there."""
    found = [node for node in ast.walk(_assignment(line).value) if isinstance(node, ast.Name)]
    return list(dict.fromkeys(node.id for node in sorted(found, key=lambda node: node.col_offset)))
