"""One palette, one way to show: every figure is an image with a text that says what is in it."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from IPython.display import HTML, display

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure

# Okabe and Ito's colours, which readers with any kind of colour vision can tell apart. Shapes always say it too.
BLUE, ORANGE, GREEN, RED, PURPLE, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#6B6B6B"
FOR, AGAINST = RED, BLUE  # what speaks for an output and what against it; a dashed line says it too
LINES = (BLUE, RED, GREEN, PURPLE, ORANGE, GREY)
Style = str | tuple[int, tuple[int, ...]]
STYLES: tuple[Style, ...] = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 3)))
DPI = 150  # of the file; a page shows it at 2/3 of its pixels, which looks sharp on any screen


class Look(NamedTuple):
    """How a line is drawn: its colour and its style."""

    colour: str
    style: str


@cache
def shades() -> Colormap:
    """Return the colours from below (blue) over the middle (white) to above (orange)."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("shades", ["#9CC9E8", "#FFFFFF", "#F6D28B"])


def axes(width: float = 6.0, height: float = 3.8, columns: int = 1, rows: int = 1) -> tuple[Figure, list[Axes]]:
    """Make a figure with axes in rows and columns.

    Parameters
    ----------
    width, height : float
        The figure's size in inches.
    columns, rows : int
        How many axes stand side by side, and in how many rows.

    Returns
    -------
    figure : Figure
        The figure, which belongs to no window.
    axes : list of Axes
        Its axes, row by row.
    """
    from matplotlib.figure import Figure  # only here: it takes half a second, and a lesson's set-up draws nothing

    figure = Figure(figsize=(width, height), layout="constrained")
    made = [figure.add_subplot(rows, columns, i + 1) for i in range(rows * columns)]
    for ax in made:
        ax.spines[["top", "right"]].set_visible(False)
    return figure, made


def show(figure: Figure, alt: str, colours: int = 0) -> None:
    """Display a figure.

    Parameters
    ----------
    figure : Figure
        What to show.
    alt : str
        The text that says what is in it, for readers who do not see it.
    colours : int, optional
        Keep so many colours: a third of the bytes for line art. 0 keeps all.
    """
    show_all([(figure, alt)], colours)


def show_all(figures: Iterable[tuple[Figure, str]], colours: int = 0) -> None:
    """Display figures side by side, or below each other where the page is narrow: pairs of a figure and its text."""
    elements = []
    for figure, alt in figures:
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=DPI, metadata={"Software": None})
        width = round(figure.get_figwidth() * DPI * 2 / 3)
        data = _with_fewer(file, colours) if colours else file.getvalue()
        elements.append(img(data, "image/png", alt, width))
    display(HTML("\n".join(elements)))


def _with_fewer(file: io.BytesIO, colours: int) -> bytes:
    """Return a PNG file with so many colours."""
    from PIL import Image  # only here: a lesson's set-up draws nothing

    kept = io.BytesIO()
    picture = Image.open(file).convert("RGB")
    picture.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(kept, "png", optimize=True)
    return kept.getvalue()


def image(data: bytes, kind: str, alt: str, width: int) -> None:
    """Display an image.

    Parameters
    ----------
    data : bytes
        The image's file.
    kind : str
        Its media type, such as "image/png".
    alt : str
        The text that says what is in it.
    width : int
        Its width on the page, in pixels.
    """
    display(HTML(img(data, kind, alt, width)))


def img(data: bytes, kind: str, alt: str, width: int) -> str:
    """Write an image as one HTML element that holds its own data; the parameters are those of `image`."""
    source = f"data:{kind};base64,{base64.b64encode(data).decode()}"
    return f'<img alt="{html.escape(alt)}" width="{width}" style="max-width: 100%; background: white" src="{source}">'


def look(number: float) -> Look:
    """Choose the colour and the line of what speaks for an output, against it, or, with 0 or nan, not at all."""
    return Look(FOR, "-") if number > 0 else Look(AGAINST, "--") if number < 0 else Look(GREY, ":")


def number(value: float, sign: str = "", digits: int = 3) -> str:
    """Write a number with so many significant digits and a true minus sign; `sign="+"` shows a plus as well."""
    return f"{float(value):{sign}.{digits}g}".replace("-", "\N{MINUS SIGN}")
