"""The parts of a network's diagram as SVG: a unit with its numbers, and an arrow with its weight."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import numpy as np

from helpers.plots.show import BLUE, GREY, ORANGE, RED, look, number
from helpers.widgets.panels import INK, text

WIDE, TALL = 42, 30  # of one number's box, in pixels
Pair = tuple[float, float]


def unit(
    at: Pair,
    values: Sequence[float | None],
    name: str,
    letters: Sequence[str] = (),
    note: str = "",
    new: Collection[int] = (),
    largest: float = 1.0,
    digits: int = 2,
) -> str:
    """Write a unit: a box for each of its numbers, shaded from blue (below 0) to orange (above 0).

    Parameters
    ----------
    at : pair of float
        Its middle, in pixels.
    values : sequence of float or None
        Its numbers; None leaves a box empty.
    name : str
        What stands above.
    letters : sequence of str
        What each number is called, written small in its box.
    note : str
        What stands below.
    new : collection of int
        Which numbers have a thick frame.
    largest : float
        The number with the darkest shade.
    digits : int
        How many decimals are written.

    Returns
    -------
    str
        A piece of SVG.
    """
    left, top = at[0] - WIDE * len(values) / 2, at[1] - TALL / 2
    parts = [text(at[0], top - 5, name, 12, anchor="middle"), text(at[0], top + TALL + 14, note, 11, GREY, "middle")]
    for i, value in sorted(enumerate(values), key=lambda one: one[0] in new):
        frame = f'stroke="{RED}" stroke-width="3"' if i in new else f'stroke="{INK}"'
        box = f'x="{left + i * WIDE:.1f}" y="{top:.1f}" width="{WIDE}" height="{TALL}"'
        parts.append(f'<rect {box} fill="{shade(0.0 if value is None else value / largest)}" {frame}/>')
        if value is not None:
            letter = letters[i] if letters else ""
            down = 15 if letter else 9
            parts.append(
                text(left + (i + 0.5) * WIDE, top + down + 9, two_digits(value, digits=digits), 12, anchor="middle")
            )
            parts.append(text(left + i * WIDE + 4, top + 11, letter, 11, GREY))
    return "".join(parts)


def arrow(
    tail: Pair,
    tip: Pair,
    value: float | None,
    words: str,
    back: bool = False,
    new: bool = False,
    strong: bool = True,
    share: float = 0.32,
) -> str:
    """Write an arrow as `look` draws a number: orange above 0, dashed blue below, dotted grey at 0, thin without one.

    Parameters
    ----------
    tail, tip : pair of float
        Where it begins and ends in the forward direction, in pixels.
    value : float or None
        The number that it stands for.
    words : str
        What stands on it.
    back : bool
        Whether its head is at `tail`.
    new : bool
        Whether its words have a thick frame.
    strong : bool
        Whether it is drawn in full; else it is thin and pale.
    share : float
        How far along the arrow the words stand, from 0 (tail) to 1.

    Returns
    -------
    str
        A piece of SVG.
    """
    colour, style = (GREY, ":") if value is None else look(value)
    dash = {"-": "", "--": "7 4", ":": "2 4"}[style]
    width = 0.8 + 0.8 * min(abs(value or 0.0), 3) if strong else 0.8
    (a, b), (c, d) = (tip, tail) if back else (tail, tip)
    length = math.hypot(c - a, d - b)
    u, v = (c - a) / length, (d - b) / length
    side = 3 + width / 2
    head = [(c, d), *((c - 2 * side * u - s * side * v, d - 2 * side * v + s * side * u) for s in (1, -1))]
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in head)
    ends = f'x1="{a:.1f}" y1="{b:.1f}" x2="{c - side * u:.1f}" y2="{d - side * v:.1f}"'
    line = f'<line {ends} stroke="{colour}" stroke-width="{width:.1f}" stroke-dasharray="{dash}"/>'
    parts = [f'<g opacity="{1 if strong else 0.45}">{line}<polygon points="{places}" fill="{colour}"/></g>']
    if words:
        x, y = tail[0] + share * (tip[0] - tail[0]), tail[1] + share * (tip[1] - tail[1])
        wide = 6.6 * len(words) + 3
        frame = f'stroke="{RED}" stroke-width="2"' if new else 'stroke="none"'
        box = f'x="{x - wide / 2:.1f}" y="{y - 8:.1f}" width="{wide:.1f}" height="15"'
        parts.append(f'<rect {box} fill="white" {frame}/>{text(x, y + 4, words, 11, _dark(colour), "middle")}')
    return "".join(parts)


def heights(count: int, middle: float, apart: float) -> list[float]:
    """Return how far down each of `count` units of a column stands, `apart` pixels from one to the next."""
    return [middle + (i - (count - 1) / 2) * apart for i in range(count)]


def shade(share: float) -> str:
    """Return a light colour for a number from −1 (blue) over 0 (white) to 1 (orange)."""
    far = np.array([int((ORANGE if share > 0 else BLUE)[i : i + 2], 16) for i in (1, 3, 5)])
    mixed = 255 + 0.45 * min(abs(share), 1.0) * (far - 255)
    return "#" + "".join(f"{round(part):02x}" for part in mixed)


def two_digits(value: float, sign: str = "", digits: int = 2) -> str:
    """Write a number with two decimals, or another number of them, and a true minus sign."""
    return f"{round(float(value), digits) + 0.0:{sign}.{digits}f}".replace("-", "\N{MINUS SIGN}")


def short(value: float) -> str:
    """Write a weight as it stands on an arrow."""
    return number(round(float(value), 2) + 0.0, "+")


def _dark(colour: str) -> str:
    """Return the colour, dark enough for text on white."""
    return {RED: "#A84A00", BLUE: "#005A8E"}.get(colour, colour)
