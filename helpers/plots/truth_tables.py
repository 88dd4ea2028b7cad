"""Truth tables of two inputs as small pictures: a square with a sign at every corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from helpers.data import Table
from helpers.plots.plane import scatter
from helpers.plots.show import BLUE, GREY, ORANGE, axes, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
COLUMNS = 8


def truth_tables(tables: Sequence[Sequence[int]], titles: Sequence[str] = ()) -> None:
    """Draw truth tables of two inputs, eight in a row: a full square at a corner is a 1.

    Parameters
    ----------
    tables : sequence of sequences of int (4,)
        0 or 1 for each of the inputs 00, 01, 10, 11.
    titles : sequence of str, optional
        What stands above each; without it, its four digits.
    """
    rows = -(-len(tables) // COLUMNS)
    wide = min(len(tables), COLUMNS)
    figure, (ax,) = axes(1.05 * wide, 1.2 * rows)
    names = [str(title) for title in titles] or ["".join(str(int(v)) for v in table) for table in tables]
    for i, (table, name) in enumerate(zip(tables, names, strict=True)):
        _square(ax, 2.1 * (i % COLUMNS), -2.4 * (i // COLUMNS), table, name)
    ax.text(0.5, -0.45, "first →", ha="center", va="center", fontsize=8, color=GREY)
    ax.text(-0.45, 0.5, "second →", ha="center", va="center", fontsize=8, color=GREY, rotation=90)
    ax.set(xlim=(-0.75, 2.1 * wide - 0.5), ylim=(-2.4 * rows + 1.75, 2), aspect="equal")
    ax.axis("off")
    show(figure, f"{len(tables)} truth tables as squares, a full sign at a corner for a 1: {', '.join(names)}.")


def crossing(table: Table) -> None:
    """Join the two examples of each label by a line, and mark where the two lines cross.

    Parameters
    ----------
    table : Table
        Four examples of two features, two of each label.
    """
    figure, (ax,) = axes(5.0, 4.2)
    pairs = [table.X[table.y == label] for label in (0, 1)]
    (a, b), (c, d) = pairs
    at = a + np.linalg.solve(np.column_stack([b - a, c - d]), c - a)[0] * (b - a)
    for pair, colour, style in zip(pairs, (BLUE, ORANGE), ("--", "-"), strict=True):
        ax.plot(*pair.T, color=colour, linestyle=style, linewidth=2.5, zorder=1)
    ax.scatter(at[0], at[1], s=160, marker="X", color="black", zorder=4)
    scatter(ax, table)
    ends = [
        f"({p[0]:g}, {p[1]:g}) and ({q[0]:g}, {q[1]:g}), both {name}"
        for (p, q), name in zip(pairs, table.labels, strict=True)
    ]
    show(figure, f"One line joins {ends[0]}; another {ends[1]}. They cross at ({at[0]:g}, {at[1]:g}).")


def _square(ax: Axes, x: float, y: float, table: Sequence[int], name: str) -> None:
    """Draw one truth table with its lower left corner at (x, y)."""
    ax.plot([x, x + 1, x + 1, x, x], [y, y, y + 1, y + 1, y], color=GREY, linewidth=0.7, zorder=1)
    for (x1, x2), value in zip(CORNERS, table, strict=True):
        marker, colour = ("s", ORANGE) if value else ("o", "white")
        edge = "black" if value else BLUE
        ax.scatter([x + x1], [y + x2], s=70, edgecolor=edge, linewidth=1.2, zorder=2, marker=marker, color=colour)
    ax.text(x + 0.5, y + 1.4, name, ha="center", va="center", fontsize=10)
