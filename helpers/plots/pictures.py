"""Small images: digits and what was made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from helpers.plots.show import axes, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = 5  # numbered images in one row, large enough to count their pixels


def images(
    pictures: np.ndarray,
    titles: Sequence[str] = (),
    what: str = "handwritten digits",
    numbered: bool = False,
    most: float | None = None,
    framed: bool = False,
    columns: int | None = None,
    wide: float | None = None,
) -> None:
    """Draw images, dark ink on light paper, each under its title.

    Parameters
    ----------
    pictures : ndarray (m, height, width)
        The images.
    titles : sequence of str, optional
        What stands above each.
    what : str
        What they are, for the alt text.
    numbered : bool
        Draw the edge of each image and the numbers of its rows and columns, five images in a row.
    most : float, optional
        The number to draw black, with 0 white, in all of them; without it each image has a scale of its own.
    framed : bool
        Draw the edge of each image, where it matters how far something is from it.
    columns : int, optional
        How many images stand in a row; without it all do, or five where they are numbered.
    wide : float, optional
        The width of each image in inches, for images that are wider than high.
    """
    titles = [str(title) for title in titles] or [""] * len(pictures)
    columns = columns or (COLUMNS if numbered else len(pictures))
    rows = -(-len(pictures) // columns)
    size = (1.6 * columns, 1.8 * rows) if numbered else (1.15 * columns, 1.5 * rows)
    if wide is not None:
        size = wide * columns, (0.45 + wide * pictures[0].shape[0] / pictures[0].shape[1]) * rows
    figure, made = axes(*size, columns, rows)
    for ax in made:
        ax.set_axis_off()
    for ax, picture, title in zip(made, pictures, titles, strict=False):
        ax.imshow(picture, cmap="Greys", vmin=None if most is None else 0, vmax=most)
        ax.set_title(title, fontsize=10)
        if numbered or framed:
            _frame(ax)
        if numbered:
            _number(ax, picture)
    show(figure, f"{len(pictures)} {what}: {', '.join(titles)}." if any(titles) else f"{len(pictures)} {what}.")


def _frame(ax: Axes) -> None:
    """Draw the edge of an image."""
    ax.set_axis_on()
    ax.spines[:].set_visible(True)
    ax.set(xticks=[], yticks=[])


def _number(ax: Axes, picture: np.ndarray) -> None:
    """Number the rows and columns of an image from 0."""
    ax.set(xticks=range(picture.shape[1]), yticks=range(picture.shape[0]))
    ax.tick_params(labelsize=7, length=2, pad=1)
