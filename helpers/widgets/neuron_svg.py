"""The neuron over its plane as SVG: written in about a millisecond, so that it can follow a slider."""

import html
import re
from collections.abc import Callable

import numpy as np

from helpers.data import Table
from helpers.plots.plane import right
from helpers.plots.show import BLUE, GREY, ORANGE, RED
from helpers.widgets.panels import image, rgb, svg_image

WIDTH, HEIGHT, SIDE = 350, 330, 260  # of each of the two pictures and of the square plane, in pixels
LEFT, TOP, CELLS = 50, 15, 26
MINUS = re.compile(r"(?<!\w)-(?=\d)")


Activation = Callable[[np.ndarray], np.ndarray]
Neuron = Callable[[np.ndarray, np.ndarray, float, Activation], np.ndarray]  # f(X, w, b, activation)


def neuron_over_plane(f: Neuron, activation: Activation, table: Table, w: np.ndarray, b: float, x: np.ndarray) -> str:
    """Write the HTML of a neuron over the examples of a table, with the numbers of one example beside the plane.

    Parameters
    ----------
    f : callable
        The reader's own neuron: `f(X, w, b, activation)` takes X (m, 2) and gives (m,).
    activation : callable
        Its activation, of numbers of any shape.
    table : Table
        The examples; its X is (m, 2).
    w : ndarray (2,)
        The weights.
    b : float
        The bias.
    x : ndarray (2,)
        The example whose numbers are written out.

    Returns
    -------
    str
        Two `<img>`, the plane and the numbers, each with an SVG in it and an alt text.
    """
    low, high = _limits(table.X)
    centres = [a + (np.arange(CELLS) + 0.5) * (c - a) / CELLS for a, c in zip(low, high, strict=True)]
    grid = np.array([[x1, x2] for x2 in centres[1] for x1 in centres[0]])
    shade = np.asarray(f(grid, w, b, activation), dtype=float)
    sums = np.asarray(f(grid, w, b, lambda z: z), dtype=float)
    sharp = bool(np.array_equal(shade, sums > 0))  # a step neuron: two sides and nothing between
    sides = _halves(f, w, b, low, high) if sharp else _cells(shade)
    z = float(np.asarray(f(x[None], w, b, lambda z: z)).item())
    a = float(np.asarray(f(x[None], w, b, activation)).item())
    met = right(lambda X: f(X, w, b, activation), table)
    parts = [sides, _line(f, w, b, low, high), _points(table, low, high), _ring(_pixels(x, low, high)[0])]
    parts += [_frame(table, low, high)]
    plane = (
        f"A neuron with weights {w[0]:+.1f} and {w[1]:+.1f} and bias {b:+.1f} puts {met} of {len(table.y)} examples "
        f"on the right side of its boundary."
    )
    numbers = f"For {' and '.join(_inputs(table, x))} its sum is {z:.2f} and its output {a:.2f}."
    pictures = [("".join(parts), plane), (_numbers(table, w, b, x, z, a, met), numbers)]
    return "\n".join(svg_image([svg], WIDTH, HEIGHT, MINUS.sub("\N{MINUS SIGN}", words)) for svg, words in pictures)


def _limits(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower left and the upper right corner of the plane, each (2,)."""
    margin = 0.1 * (X.max(axis=0) - X.min(axis=0))
    return X.min(axis=0) - margin, X.max(axis=0) + margin


def _pixels(X: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return where points X (m, 2) lie in the picture, in pixels (m, 2)."""
    share = (np.atleast_2d(X) - low) / (high - low)
    return np.column_stack([LEFT + share[:, 0] * SIDE, TOP + (1 - share[:, 1]) * SIDE])


def _cells(shade: np.ndarray) -> str:
    """Shade the plane by the neuron's output there: (CELLS * CELLS,), row by row from below."""
    strength = 0.8 * np.abs(shade - 0.5)[:, None]
    colours = np.where(shade[:, None] > 0.5, rgb(ORANGE), rgb(BLUE))
    pixels = 255 + strength * (colours - 255)
    return image(pixels.reshape(CELLS, CELLS, 3)[::-1], (LEFT, TOP), (SIDE, SIDE), smooth=True)


def _halves(f: Neuron, w: np.ndarray, b: float, low: np.ndarray, high: np.ndarray) -> str:
    """Colour the two sides of a step neuron, each a polygon that ends where the sum is 0."""
    corners = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
    z = np.asarray(f(corners, w, b, lambda z: z), dtype=float)
    parts = []
    for side, colour in ((z > 0, ORANGE), (z <= 0, BLUE)):
        edge = []
        for i, j in ((0, 1), (1, 2), (2, 3), (3, 0)):
            if side[i]:
                edge.append(corners[i])
            if side[i] != side[j]:
                edge.append(corners[i] + (corners[j] - corners[i]) * z[i] / (z[i] - z[j]))
        if edge:
            places = " ".join(f"{x:.1f},{y:.1f}" for x, y in _pixels(np.array(edge), low, high))
            parts.append(f'<polygon points="{places}" fill="{colour}" opacity="0.40"/>')
    return "".join(parts)


def _line(f: Neuron, w: np.ndarray, b: float, low: np.ndarray, high: np.ndarray) -> str:
    """Draw where the sum changes its sign, found between the plane's corners."""
    corners = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
    z = np.asarray(f(corners, w, b, lambda z: z), dtype=float)
    ends = []
    for i, j in ((0, 1), (1, 2), (2, 3), (3, 0)):
        if (z[i] > 0) != (z[j] > 0):
            ends.append(corners[i] + (corners[j] - corners[i]) * z[i] / (z[i] - z[j]))
    if len(ends) < 2:
        return ""
    (x1, y1), (x2, y2) = _pixels(np.array(ends[:2]), low, high)
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="black" stroke-width="2"/>'


def _points(table: Table, low: np.ndarray, high: np.ndarray) -> str:
    """Draw the examples, circles for 0 and squares for 1."""
    shapes = (
        f'<circle cx="{{x:.1f}}" cy="{{y:.1f}}" r="5" fill="{BLUE}" stroke="black"/>',
        f'<rect x="{{x:.1f}}" y="{{y:.1f}}" width="9" height="9" transform="translate(-4.5 -4.5)" '
        f'fill="{ORANGE}" stroke="black"/>',
    )
    return "".join(
        shapes[label].format(x=x, y=y) for (x, y), label in zip(_pixels(table.X, low, high), table.y, strict=True)
    )


def _ring(at: np.ndarray) -> str:
    """Draw a ring around the example whose numbers are written out."""
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="9" fill="none" stroke="{RED}" stroke-width="3"/>'


def _text(x: float, y: float, words: str, size: int = 14, colour: str = "black", more: str = "") -> str:
    """Write some words at a place, with true minus signs."""
    words = MINUS.sub("\N{MINUS SIGN}", words)
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" {more}>{html.escape(words)}</text>'


def _ticks(low: float, high: float) -> np.ndarray:
    """Return about five whole numbers along an axis."""
    step = max(1, round((high - low) / 5))
    return np.arange(np.ceil(low) + 0.0, high, step)  # + 0.0 turns -0 into 0


def _frame(table: Table, low: np.ndarray, high: np.ndarray) -> str:
    """Draw the edge of the plane, its ticks and the names of the features."""
    bottom, middle = TOP + SIDE, 'text-anchor="middle"'
    ticks = "".join(
        _text(x, bottom + 16, f"{tick:g}", 11, GREY, middle)
        if axis == 0
        else _text(LEFT - 12, y + 4, f"{tick:g}", 11, GREY, middle)
        for axis in (0, 1)
        for tick in _ticks(low[axis], high[axis])
        for x, y in _pixels(np.array([tick, tick]), low, high)
    )
    names = _text(LEFT + SIDE / 2, bottom + 34, table.features[0], 13, "black", middle) + _text(
        14, TOP + SIDE / 2, table.features[1], 13, "black", f'{middle} transform="rotate(-90 14 {TOP + SIDE / 2})"'
    )
    return f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="black"/>{ticks}{names}'


def _inputs(table: Table, x: np.ndarray) -> list[str]:
    """Write each input with its name: `6 hours`, but `olives 1` where the inputs are 0 or 1 and count nothing."""
    flags = bool(np.isin(table.X, (0, 1)).all())
    return [f"{name} {v:g}" if flags else f"{v:g} {name}" for name, v in zip(table.features, x, strict=True)]


def _numbers(table: Table, w: np.ndarray, b: float, x: np.ndarray, z: float, a: float, met: int) -> str:
    """Write the numbers of one example on its way through the neuron."""
    lines = [(f"In the ring: {', '.join(_inputs(table, x))}", RED)]
    lines += [(f"{x[i]:g} × weight {w[i]:+.1f} = {x[i] * w[i]:+.2f}", GREY) for i in range(len(x))]
    lines += [(f"bias = {b:+.2f}", GREY), (f"sum z = {z:+.2f}", "black"), (f"output a = {a:.2f}", "black")]
    lines += [(f"{met} of {len(table.y)} on the right side", "black")]
    lines += [(f"circles, blue: {table.labels[0]}; squares, orange: {table.labels[1]}", GREY)]
    return "".join(_text(10, TOP + 20 + 32 * row, words, 15, colour) for row, (words, colour) in enumerate(lines))
