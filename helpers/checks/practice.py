"""Two checks of work that is not graded: lines put in order, and blanks filled in. Each names the first that is off."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from helpers.checks.compare import difference
from helpers.checks.words import show


def in_order(
    given: str | Sequence[str] | None,
    lines: Mapping[str, str],
    known: Iterable[str],
    strays: Mapping[str, str] | None = None,
) -> None:
    """Say whether every line stands below those that make what it uses: `in_order("BA", {"A": ..., "B": ...}, "xy")`.

    given: the lines' letters, in the reader's order. lines: a letter to a line `name = ...`. known: the names that are
    there from the start. strays: lines that do not belong, by their letters, each with the reason. Any order that
    runs is right, so independent lines may swap. Prints one sentence; raises nothing for what a reader may give.
    """
    strays = strays or {}
    told = _first_off(_letters(given), lines, set(known), strays)
    if told is None:
        print(f"{''.join(_letters(given))}: the lines are in order" + (", and the strays are out." if strays else "."))
    else:
        print(told)


def filled_in(given: Mapping[str, Any], right: Mapping[str, Any], why: Mapping[str, str], tolerance: float) -> None:
    """Hold what a reader filled in, by name, to what is right: print which is the first that is off, and a hint `why`.

    given, right: a name to a number or an array-like, in the order of the work. Says nothing of the right value.
    """
    for name, wanted in right.items():
        came = given.get(name)
        if came is None:
            print(f"{name} is still open.")
            return
        if difference(came, wanted, tolerance):
            print(f"{name} is the first that is off: you have {show(came)}. {why.get(name, '')}".rstrip())
            return
    print(f"All there, and all right: {', '.join(right)}.")


def _letters(given: str | Sequence[str] | None) -> list[str]:
    parts = [] if given is None or given is ... else given if isinstance(given, str | list | tuple) else str(given)
    return [letter for part in parts for letter in str(part).upper() if letter.isalnum()]


def _first_off(order: list[str], lines: Mapping[str, str], have: set[str], strays: Mapping[str, str]) -> str | None:
    if not order:
        return "No order yet: write the letters of the lines, such as 'BAC'."
    makers = {_made(line): letter for letter, line in lines.items() if letter not in strays}
    for place, letter in enumerate(order, start=1):
        here = f"Line {place}, {letter},"
        if letter not in lines:
            return f"{here} is none of the lines, which are {', '.join(lines)}."
        if letter in order[: place - 1]:
            return f"{here} is there a second time."
        if letter in strays:
            return f"{here} `{lines[letter]}`, does not belong: {strays[letter]}"
        missing = [name for name in _used(lines[letter]) if name in makers and name not in have]
        if missing:
            maker = makers[missing[0]]
            return (
                f"{here} `{lines[letter]}`, is the first out of place: it uses {missing[0]}, and nothing above it "
                f"has made {missing[0]} yet. {maker} makes it."
            )
        have = have | {_made(lines[letter])}
    left = [letter for letter in lines if letter not in order and letter not in strays]
    return f"Right so far, and not yet all. Left: {', '.join(left)}." if left else None


def _made(line: str) -> str:
    return ast.parse(line).body[0].targets[0].id


def _used(line: str) -> list[str]:
    """The names that a line reads, each once, in the order in which they stand there."""
    names = [node for node in ast.walk(ast.parse(line).body[0].value) if isinstance(node, ast.Name)]
    return list(dict.fromkeys(node.id for node in sorted(names, key=lambda node: node.col_offset)))
