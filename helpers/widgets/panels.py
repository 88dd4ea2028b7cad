"""Pictures as SVG, written in a millisecond or two, so that they can follow a slider.

A picture is made of panels; each turns data into pixels:

    plane = Panel((0, 10), (0, 1), at=(50, 10), size=(300, 200), names=("epochs", "loss"))
    plane.line(epochs, losses, BLUE)
    svg_image([plane], 400, 260, "The loss falls from 0.69 to 0.10 in 10 epochs.")
"""

from __future__ import annotations

import base64
import html
import io
import math
from collections.abc import Sequence

import numpy as np

from helpers.plots.show import BLUE, GREY, number

HALO = 'paint-order="stroke" stroke="white" stroke-width="3"'  # words can be read where a line runs through them
INK = "#1A1A1A"
Colour = str | Sequence[str]
Pair = tuple[float, float]
Numbers = Sequence[float] | np.ndarray


class Panel:
    """A rectangle of the picture with its own axes.

    Parameters
    ----------
    x, y : pair of float
        The lowest and the highest number on each axis.
    at : pair of float
        The upper left corner, in pixels.
    size : pair of float
        Width and height, in pixels.
    names : pair of str
        What the axes show; "" gives an axis without ticks.
    title : str
        What stands above.
    log : bool
        Whether y is drawn by its logarithm; it must be above 0 then.
    """

    def __init__(
        self,
        x: Pair,
        y: Pair,
        at: Pair,
        size: Pair,
        names: tuple[str, str] = ("", ""),
        title: str = "",
        log: bool = False,
    ) -> None:
        self.x, self.y, self.at, self.size, self.names, self.title, self.log = x, y, at, size, names, title, log
        self.parts: list[str] = []

    def pixels(self, x: np.ndarray | float, y: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
        """Return where data x and y, of one shape, lie in the picture; what is outside lies on the edge."""
        (x0, x1), (y0, y1), y = self.x, self.y, np.asarray(y, dtype=float)
        if self.log:
            y0, y1, y = math.log(y0), math.log(y1), np.log(np.maximum(y, y0))
        right = np.clip((np.asarray(x, dtype=float) - x0) / (x1 - x0), 0, 1)
        up = np.clip((y - y0) / (y1 - y0), 0, 1)
        return self.at[0] + right * self.size[0], self.at[1] + (1 - up) * self.size[1]

    def line(self, x: Numbers, y: Numbers, colour: str = BLUE, width: float = 2, dash: str = "") -> None:
        """Draw a line through points x, y, each (n,); numbers that are not finite break it."""
        at = np.column_stack([np.asarray(x, dtype=float), np.asarray(y, dtype=float)])
        fine = np.isfinite(at).all(axis=1)
        for run in np.split(np.arange(len(at)), np.flatnonzero(~fine)):
            run = run[fine[run]]
            if len(run):
                places = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(*self.pixels(*at[run].T), strict=True))
                look = f'fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"'
                self.parts.append(f'<polyline points="{places}" {look} stroke-dasharray="{dash}"/>')

    def points(
        self,
        x: Numbers,
        y: Numbers,
        colours: Colour = BLUE,
        shapes: Colour = "o",
        r: float = 4,
        edges: Colour = INK,
    ) -> None:
        """Draw points x, y, each (n,): "o" for a circle, "s" for a square; one colour and shape, or one for each."""
        looks = [[of] * len(x) if isinstance(of, str) else of for of in (colours, shapes, edges)]
        for a, b, colour, shape, edge in zip(*self.pixels(np.asarray(x), np.asarray(y)), *looks, strict=True):
            look = f'fill="{colour}" stroke="{edge}" stroke-width="{0.7 if edge == INK else 1}"'
            if shape == "o":
                self.parts.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="{r}" {look}/>')
            else:
                corner = f'x="{a - r:.1f}" y="{b - r:.1f}"'
                self.parts.append(f'<rect {corner} width="{2 * r}" height="{2 * r}" {look}/>')

    def arrow(self, x: Pair, y: Pair, colour: str = INK, width: float = 1.5) -> None:
        """Draw an arrow from (x[0], y[0]) to (x[1], y[1])."""
        (a, c), (b, d) = self.pixels(np.array(x), np.array(y))
        self.parts.append(
            f'<line x1="{a:.1f}" y1="{b:.1f}" x2="{c:.1f}" y2="{d:.1f}" stroke="{colour}" stroke-width="{width}"/>'
        )
        length = math.hypot(c - a, d - b)
        if length > 4:
            ahead, side = ((c - a) / length, (d - b) / length), 3 + width
            back = (c - 2 * side * ahead[0], d - 2 * side * ahead[1])
            corners = [(c, d), *((back[0] - s * side * ahead[1], back[1] + s * side * ahead[0]) for s in (1, -1))]
            places = " ".join(f"{p:.1f},{q:.1f}" for p, q in corners)
            self.parts.append(f'<polygon points="{places}" fill="{colour}"/>')

    def bars(self, heights: Numbers, names: Sequence[str], colours: Colour = BLUE) -> None:
        """Draw a bar for each height, at x = 0, 1, ... with its name below; the panel's x is (-0.5, n - 0.5)."""
        colours = [colours] * len(heights) if isinstance(colours, str) else colours
        width = 0.7 * self.size[0] / len(heights)
        x, top = self.pixels(np.arange(len(heights)), np.asarray(heights, dtype=float))
        bottom = float(self.pixels(0.0, max(0.0, self.y[0]))[1])
        for a, b, name, colour in zip(x, top, names, colours, strict=True):
            box = f'x="{a - width / 2:.1f}" y="{min(b, bottom):.1f}" width="{width:.1f}" height="{abs(bottom - b):.1f}"'
            self.parts.append(f'<rect {box} fill="{colour}"/>')
            self.parts.append(text(a, self.at[1] + self.size[1] + 16, name, 12, anchor="middle"))

    def image(self, values: np.ndarray, smooth: bool = False) -> None:
        """Fill the panel with shares of ink (h, w), 0 (white) to 1 (black), or with colours (h, w, 3), 0 to 255."""
        self.parts.append(image(values, self.at, self.size, smooth))

    def words(self, x: float, y: float, words: str, size: int = 13, colour: str = INK, anchor: str = "start") -> None:
        """Write words at a place of the data."""
        a, b = self.pixels(x, y)
        self.parts.append(text(float(a), float(b), words, size, colour, anchor, HALO))

    def svg(self) -> str:
        """Return the panel as SVG: what was drawn, then the frame with its ticks and names."""
        (left, top), (width, height) = self.at, self.size
        parts = [
            *self.parts,
            f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="{GREY}"/>',
        ]
        if self.title:
            parts.append(text(left, top - 7, self.title, 14, more=HALO))
        if self.names[0]:
            for tick in ticks(*self.x):
                parts.append(
                    text(float(self.pixels(tick, self.y[0])[0]), top + height + 15, number(tick), 11, GREY, "middle")
                )
            parts.append(text(left + width / 2, top + height + 32, self.names[0], 13, INK, "middle"))
        if self.names[1]:
            for tick in powers(*self.y) if self.log else ticks(*self.y):
                label = power(tick) if self.log else number(tick)
                parts.append(text(left - 5, float(self.pixels(self.x[0], tick)[1]) + 4, label, 11, GREY, "end"))
            middle = f'transform="rotate(-90 {left - 38} {top + height / 2})"'
            parts.append(text(left - 38, top + height / 2, self.names[1], 13, INK, "middle", middle))
        return "".join(parts)


def svg_image(parts: Sequence[Panel | str], width: int, height: int, alt: str) -> str:
    """Put panels, and pieces of SVG, together into one HTML element.

    Parameters
    ----------
    parts : sequence of Panel or str
        What is drawn, from back to front.
    width, height : int
        The picture's size in pixels.
    alt : str
        The text that says what is in it.

    Returns
    -------
    str
        An `<img>` with the SVG in it; on a narrow page it shrinks.
    """
    body = "".join(part if isinstance(part, str) else part.svg() for part in parts)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">'
    data = base64.b64encode(f"{head}{body}</svg>".encode()).decode()
    style = "max-width: 100%; background: white"
    return f'<img alt="{html.escape(alt)}" width="{width}" style="{style}" src="data:image/svg+xml;base64,{data}">'


def image(values: np.ndarray, at: Pair, size: Pair, smooth: bool = False) -> str:
    """Write an image, as in `Panel.image`, into a box given in pixels."""
    from PIL import Image  # only here: a lesson's set-up draws nothing

    values = np.asarray(values)
    pixels = values if values.ndim == 3 else 255 * (1 - np.clip(values, 0, 1))
    file = io.BytesIO()
    Image.fromarray(np.round(pixels).astype(np.uint8)).save(file, format="png")
    data = base64.b64encode(file.getvalue()).decode()
    box = f'x="{at[0]}" y="{at[1]}" width="{size[0]}" height="{size[1]}" preserveAspectRatio="none"'
    style = "" if smooth else 'style="image-rendering: pixelated"'
    return f'<image {box} {style} href="data:image/png;base64,{data}"/>'


def text(
    x: float, y: float, words: str, size: int = 13, colour: str = INK, anchor: str = "start", more: str = ""
) -> str:
    """Write words at a place in pixels; `anchor` is "start", "middle" or "end"."""
    look = f'font-size="{size}" fill="{colour}" text-anchor="{anchor}" {more}'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{html.escape(words)}</text>'


def rgb(colour: str) -> np.ndarray:
    """Return a colour `#RRGGBB` as three numbers from 0 to 255, (3,)."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


def ticks(low: float, high: float) -> list[float]:
    """Return three to seven round numbers from low to high."""
    rough = (high - low) / 6
    size = 10 ** math.floor(math.log10(rough))
    step = size * min((1, 2, 2.5, 5, 10), key=lambda nice: (nice * size < rough, nice))
    return [round(i * step, 10) for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def powers(low: float, high: float) -> list[float]:
    """Return at most six powers of ten from low to high."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    return [10.0**i for i in range(first, last + 1, max(1, math.ceil((last - first) / 5)))]


def power(value: float) -> str:
    """Write a power of ten: 0.001, 1, 1000, but 10⁻⁵."""
    exponent = round(math.log10(value))
    raised = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{value:g}" if abs(exponent) <= 3 else f"10{raised}"
