"""Two inputs: their truth tables, the plane cut in two where a sum is 0, and XOR in the plane of its hidden units."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from helpers.data import Table
from helpers.plots.plane import scatter
from helpers.plots.show import BLUE, GREY, ORANGE, PURPLE, axes, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
COLUMNS = 8
Sum = Callable[[np.ndarray], np.ndarray]  # X (m, 2) to one number an example, (m,): above 0 for label 1
SIDES = ("#CDE4F3", "#FAE8C4")  # the side of label 0, and of label 1
GRID = 241


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


def cuts(sums: Mapping[str, Sum], table: Table) -> None:
    """Draw the examples over the two sides of one or more decisions, with the line where each sum is 0.

    Parameters
    ----------
    sums : mapping of str to callable
        A decision's name, which stands above its picture, to its sum: X (m, 2) to (m,), above 0 for label 1.
    table : Table
        The examples; its X is (m, 2).
    """
    figure, made = axes(4.2 * len(sums) + 1.4 * (len(sums) == 1), 4.0, len(sums))
    phrases = []
    for ax, (given, f) in zip(made, sums.items(), strict=True):
        name = re.sub(r"(?<!\w)-(?=\d)", "\N{MINUS SIGN}", given)
        low, high = table.X.min(axis=0), table.X.max(axis=0)
        _sides(ax, f, low - 0.15 * (high - low), high + 0.15 * (high - low))
        scatter(ax, table)
        if np.isin(table.X, (0, 1)).all():
            ax.set(xticks=(0, 1), yticks=(0, 1))
        met = int(((_values(f, table.X) > 0) == (np.asarray(table.y) == 1)).sum())
        ax.set_title(f"{name}\n{met} of {len(table.y)} right")
        phrases.append(f"{name}, {met} of {len(table.y)} right")
    ones = int(np.sum(table.y))
    counts = f"{ones} {table.labels[1]} (squares), {len(table.y) - ones} {table.labels[0]} (circles)"
    show(figure, f"{counts}, by {table.features[0]} and {table.features[1]}. The line of: {'; '.join(phrases)}.")


def hidden_plane(layers: Sequence[tuple[np.ndarray, np.ndarray]], table: Table) -> None:
    """Draw examples in the plane of the inputs and, joined by arrows, in the plane of two hidden step units.

    Parameters
    ----------
    layers : sequence of (W, b)
        A 2-2-1 network of step neurons.
    table : Table
        A few examples of two features, each 0 or 1.
    """
    from matplotlib.patches import ConnectionPatch

    (W1, b1), (W2, b2) = [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in layers]
    hidden = (table.X @ W1 + b1 > 0).astype(float)
    seen = Table(hidden, table.y, ("hidden 1", "hidden 2"), table.labels)
    figure, (raw, new) = axes(9.6, 4.4, 2)
    low, high = np.array([-0.45, -0.35]), np.array([1.45, 1.35])
    for j, (colour, style) in enumerate(((GREY, "--"), (PURPLE, "-."))):
        _line(raw, W1[:, j], b1[j], low, high, colour, style, f"hidden {j + 1}")
    raw.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), title="what the hidden units see")
    _sides(new, lambda H: H @ W2[:, 0] + b2[0], low, high)
    new.set_title("what the output sees")
    new.yaxis.set_label_position("right")  # where no arrow crosses the label
    new.yaxis.set_ticks_position("right")
    new.spines["left"].set_visible(False)
    new.spines["right"].set_visible(True)
    for ax, shown, side in ((raw, table, "left"), (new, seen, "right")):
        scatter(ax, shown)
        ax.set(xticks=(0, 1), yticks=(0, 1))
        _name(ax, shown.X, [_digits(x) for x in table.X], side)
    for x, h in zip(table.X, hidden, strict=True):
        bend = -0.15 if x[1] else 0.15  # the upper arrows in a high arc, the lower ones in a low one: fewer cross
        figure.add_artist(ConnectionPatch(
            x, h, "data", "data", axesA=raw, axesB=new, arrowstyle="-|>", color=GREY, linewidth=1.1, alpha=0.8,
            shrinkA=7, shrinkB=8, connectionstyle=f"arc3,rad={bend}", mutation_scale=12, zorder=2))  # fmt: skip
    figure.set_layout_engine("constrained", wspace=0.12)
    moves = [
        f"{_digits(x)} ({table.labels[int(y)]}) to {_digits(h)}"
        for x, y, h in zip(table.X, table.y, hidden, strict=True)
    ]
    right = int(((hidden @ W2[:, 0] + b2[0] > 0) == (np.asarray(table.y) == 1)).sum())
    show(
        figure,
        f"The hidden units move {', '.join(moves)}. There the line of the output puts {right} of {len(table.y)} on "
        "their label's side.",
    )


def _square(ax: Axes, x: float, y: float, table: Sequence[int], name: str) -> None:
    """Draw one truth table with its lower left corner at (x, y)."""
    ax.plot([x, x + 1, x + 1, x, x], [y, y, y + 1, y + 1, y], color=GREY, linewidth=0.7, zorder=1)
    for (x1, x2), value in zip(CORNERS, table, strict=True):
        marker, colour = ("s", ORANGE) if value else ("o", "white")
        edge = "black" if value else BLUE
        ax.scatter([x + x1], [y + x2], s=70, edgecolor=edge, linewidth=1.2, zorder=2, marker=marker, color=colour)
    ax.text(x + 0.5, y + 1.4, name, ha="center", va="center", fontsize=10)


def _values(f: Sum, X: np.ndarray) -> np.ndarray:
    """Return the sum of each example as floats (m,)."""
    return np.asarray(f(X), dtype=float).reshape(len(X))


def _sides(ax: Axes, f: Sum, low: np.ndarray, high: np.ndarray) -> None:
    """Colour the two sides of a sum, and draw the line between them."""
    x1, x2 = np.meshgrid(np.linspace(low[0], high[0], GRID), np.linspace(low[1], high[1], GRID))
    z = _values(f, np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape)
    reach = float(np.abs(z).max()) + 1
    ax.contourf(x1, x2, z, levels=[-reach, 0, reach], colors=SIDES)
    if z.min() < 0 < z.max():
        ax.contour(x1, x2, z, levels=[0], colors="black", linewidths=1.8)


def _line(
    ax: Axes, w: np.ndarray, b: float, low: np.ndarray, high: np.ndarray, colour: str, style: str, name: str
) -> None:
    """Draw where a unit's sum is 0, as far as that lies in the plane."""
    if not w.any():
        return
    at, along = -b * w / (w @ w), np.array([-w[1], w[0]]) / np.hypot(*w)
    reach = 2 * float(np.abs(np.concatenate([low, high, at])).max()) + 2
    ax.plot(*np.column_stack([at - reach * along, at + reach * along]), color=colour, linestyle=style, linewidth=2,
            label=name)  # fmt: skip


def _name(ax: Axes, X: np.ndarray, names: Sequence[str], side: str) -> None:
    """Write each point's name on one side of it, and those of points that coincide in one line."""
    for place in np.unique(X, axis=0):
        here = ", ".join(name for x, name in zip(X, names, strict=True) if np.array_equal(x, place))
        ax.annotate(here, place, xytext=(10 if side == "right" else -10, 0), textcoords="offset points",
                    ha="left" if side == "right" else "right", va="center", fontsize=10)  # fmt: skip


def _digits(x: np.ndarray) -> str:
    """Write an example of 0 and 1 as its digits: 01."""
    return "".join(f"{value:g}" for value in x)
