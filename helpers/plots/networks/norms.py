"""Layer norm as a diagram: along a row, where standardising goes down a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.plots.networks.network_diagram import TEXT
from helpers.plots.show import GREY, ORANGE, axes, number, shades, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DARK = "#8A5A00"  # orange that can be read on white


def along_rows(Z: np.ndarray, normed: np.ndarray) -> None:
    """Draw a small table of sums, each row with its mean and spread, and the table after layer norm.

    Parameters
    ----------
    Z, normed : ndarray (m, n)
        The sums of m rows, and what layer norm makes of them.
    """
    m, n = Z.shape
    figure, (ax,) = axes(1.6 + 1.4 * n, 1.0 + 0.5 * m)
    _table(ax, 0.0, Z, "sums Z")
    _table(ax, n + 3.1, normed, "after layer norm")
    for i, row in enumerate(Z):
        words = f"mean {number(row.mean())}, spread {number(row.std())}"
        ax.text(n + 1.5, m - 0.5 - i, words, fontsize=10, color=DARK, **TEXT | {"va": "bottom"})
        arrow: dict[str, Any] = dict(arrowstyle="-|>", color=ORANGE, linewidth=1.5)
        ax.annotate("", xy=(n + 3.0, m - 0.58 - i), xytext=(n + 0.05, m - 0.58 - i), arrowprops=arrow)
    _frames(ax, m, n)
    key = "orange: layer norm works along a row        dashed grey: standardising works down a column"
    ax.text(n + 1.55, -0.35, key, fontsize=10, **TEXT)
    ax.set(xlim=(-0.1, 2 * n + 3.2), ylim=(-0.6, m + 0.6))
    ax.axis("off")
    rows = [
        f"row {i + 1}, {_listed(row)}, has mean {number(row.mean())} and spread {number(row.std())}, "
        f"and becomes {_listed(to)}"
        for i, (row, to) in enumerate(zip(Z, normed, strict=True))
    ]
    show(figure, f"Layer norm of a table, each row by itself: {'; '.join(rows)}. Standardising works down a column.")


def _table(ax: Axes, left: float, table: np.ndarray, title: str) -> None:
    """Draw a table of numbers, shaded by their size."""
    from matplotlib.patches import Rectangle

    m, n = table.shape
    most = float(np.abs(table).max())
    for (i, j), value in np.ndenumerate(table):
        corner = left + j, m - 1 - i
        shade = shades()(0.5 + 0.5 * float(value) / most)
        ax.add_patch(Rectangle(corner, 1, 1, facecolor=shade, edgecolor=GREY, linewidth=0.5))
        ax.text(corner[0] + 0.5, corner[1] + 0.5, number(round(float(value), 2)), fontsize=11, **TEXT)
    ax.text(left + n / 2, m + 0.3, title, fontsize=11, weight="bold", **TEXT)


def _frames(ax: Axes, m: int, n: int) -> None:
    """Frame the first row of both tables, and the first column of the first."""
    from matplotlib.patches import Rectangle

    for left in (0.0, n + 3.1):
        ax.add_patch(Rectangle((left, m - 1), n, 1, fill=False, edgecolor=ORANGE, linewidth=3, zorder=6))
    ax.add_patch(Rectangle((0, 0), 1, m, fill=False, edgecolor=GREY, linewidth=2, linestyle="--", zorder=7))


def _listed(row: np.ndarray) -> str:
    """List a row's numbers."""
    return ", ".join(number(round(float(value), 2)) for value in row)
