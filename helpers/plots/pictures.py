"""Small images in a row: digits and what was made of them."""

from collections.abc import Sequence

import numpy as np

from helpers.plots.show import axes, show


def images(pictures: np.ndarray, titles: Sequence[str] = (), what: str = "handwritten digits") -> None:
    """Draw images (m, height, width) in one row, dark ink on light paper, each under its title."""
    figure, made = axes(1.15 * len(pictures), 1.5, len(pictures))
    titles = [str(title) for title in titles] or [""] * len(pictures)
    for ax, picture, title in zip(made, pictures, titles, strict=True):
        ax.imshow(picture, cmap="Greys")
        ax.set_title(title, fontsize=10)
        ax.axis("off")
    show(figure, f"{len(pictures)} {what}: {', '.join(titles)}." if any(titles) else f"{len(pictures)} {what}.")
