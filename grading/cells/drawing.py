"""Run a cell whose figures nobody looks at: they are made, and not drawn."""

import base64
import contextlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from matplotlib.backend_bases import FigureCanvasBase

BLANK = base64.b64decode(  # a PNG file of one transparent pixel: what reads a figure's file back finds a picture
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@contextlib.contextmanager
def nothing_drawn() -> Iterator[None]:
    """Let every figure, meanwhile, be written as a picture of one pixel."""
    drawing = FigureCanvasBase.print_figure
    FigureCanvasBase.print_figure = _print_blank  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        FigureCanvasBase.print_figure = drawing  # type: ignore[method-assign]


def _print_blank(canvas: FigureCanvasBase, file: str | BinaryIO, *args: Any, **kwargs: Any) -> None:
    """Write a blank picture in place of a figure."""
    if isinstance(file, str):
        with open(file, "wb") as opened:
            opened.write(BLANK)
    else:
        file.write(BLANK)
