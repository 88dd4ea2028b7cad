"""One palette, one way to show: every figure is an image with a text that says what is in it."""

import base64
import html
import io

from IPython.display import HTML, display
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Okabe and Ito's colours, told apart by readers with any kind of colour vision. Shapes always say it too.
BLUE, ORANGE, GREEN, RED, PURPLE, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#6B6B6B"
FOR, AGAINST = RED, BLUE  # what speaks for an output and what against it; a dashed line says it too
LINES = (BLUE, RED, GREEN, PURPLE, ORANGE, GREY)
STYLES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 3)))
DPI = 150  # of the file; a page shows it at 2/3 of its pixels, which looks sharp on any screen


def axes(width: float = 6.0, height: float = 3.8, columns: int = 1, rows: int = 1) -> tuple[Figure, list[Axes]]:
    """Make a figure of `width` by `height` inches with axes side by side, and `rows` of them."""
    figure = Figure(figsize=(width, height), layout="constrained")
    made = [figure.add_subplot(rows, columns, i + 1) for i in range(rows * columns)]
    for ax in made:
        ax.spines[["top", "right"]].set_visible(False)
    return figure, made


def show(figure: Figure, alt: str) -> None:
    """Display `figure` with the text `alt` for readers who do not see it."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=DPI, metadata={"Software": None})
    image(file.getvalue(), "image/png", alt, round(figure.get_figwidth() * DPI * 2 / 3))


def image(data: bytes, kind: str, alt: str, width: int) -> None:
    """Display the bytes of an image, `width` pixels wide, with the text `alt`."""
    display(HTML(img(data, kind, alt, width)))


def img(data: bytes, kind: str, alt: str, width: int) -> str:
    """Write an image as one HTML element that holds its own data."""
    source = f"data:{kind};base64,{base64.b64encode(data).decode()}"
    return f'<img alt="{html.escape(alt)}" width="{width}" style="max-width: 100%; background: white" src="{source}">'


def look(number: float) -> tuple[str, str]:
    """Choose the colour and the line of what speaks for an output, against it, or, with 0 or nan, not at all."""
    return (FOR, "-") if number > 0 else (AGAINST, "--") if number < 0 else (GREY, ":")


def number(value: float, sign: str = "", digits: int = 3) -> str:
    """Write a number with so many digits and a true minus sign; `sign="+"` shows a plus as well."""
    return f"{float(value):{sign}.{digits}g}".replace("-", "\N{MINUS SIGN}")
