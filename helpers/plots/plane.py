"""Pictures in a plane: points of two classes, and where a decision changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from helpers.data import Table
from helpers.plots.show import BLUE, GREEN, ORANGE, axes, shades, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Decision = Callable[[np.ndarray], np.ndarray]  # X (m, 2) to one number from 0 to 1 an example, (m,)


def points(table: Table) -> None:
    """Draw the examples of a table with two features, a shape and a colour for each label.

    Parameters
    ----------
    table : Table
        Its X is (m, 2).
    """
    figure, (ax,) = axes(5.6, 4.2)
    scatter(ax, table)
    show(figure, f"{_count(table)}.")


def boundary(
    decide: Decision, table: Table, title: str = "", line: tuple[np.ndarray, np.ndarray] | None = None
) -> None:
    """Draw the examples over what a decision says of every point of the plane; a line is where it crosses 0.5.

    Parameters
    ----------
    decide : callable
        Takes X (m, 2) and gives one number from 0 to 1 an example, (m,).
    table : Table
        The examples; its X is (m, 2).
    title : str, optional
        Stands above the picture.
    line : pair of ndarray (k,), optional
        The x1 and x2 of points to draw on top, as a green dashed line.
    """
    figure, (ax,) = axes(5.6, 4.2)
    draw_boundary(ax, decide, table)
    limits = ax.get_xlim(), ax.get_ylim()
    if line is not None:
        ax.plot(*line, color=GREEN, linestyle="--", marker="o", linewidth=3, alpha=0.8)
        ax.set(xlim=limits[0], ylim=limits[1])
    ax.set_title(title)
    show(
        figure,
        f"{title + ': ' if title else ''}{_count(table)}, over the two sides of the decision. "
        f"{right(decide, table)} of {len(table.y)} stand on their label's side.",
    )


def boundaries(decisions: Mapping[str, Decision], table: Table) -> None:
    """Draw `boundary` for several decisions side by side.

    Parameters
    ----------
    decisions : mapping of str to callable
        A decision's name, which stands above its picture, to what `boundary` takes as `decide`.
    table : Table
        The examples; its X is (m, 2).
    """
    figure, made = axes(4.2 * len(decisions), 3.8, len(decisions))
    for ax, (name, decide) in zip(made, decisions.items(), strict=True):
        draw_boundary(ax, decide, table)
        ax.set_title(f"{name}\n{right(decide, table)} of {len(table.y)}")
    phrases = [
        f"{name} puts {right(f, table)} of {len(table.y)} on their label's side" for name, f in decisions.items()
    ]
    show(figure, f"{_count(table)}, once for each decision: {'; '.join(phrases)}.")


def draw_boundary(ax: Axes, decide: Decision, table: Table) -> None:
    """Shade the plane by `decide`, draw the line where it crosses 0.5, and the examples on top."""
    x1, x2 = _grid(table.X)
    p = _scores(decide, np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape)
    ax.pcolormesh(x1, x2, p, cmap=shades(), vmin=0, vmax=1, shading="auto", rasterized=True)
    if p.min() < 0.5 < p.max():
        ax.contour(x1, x2, p, levels=[0.5], colors="black", linewidths=1.5)
    scatter(ax, table)


def scatter(ax: Axes, table: Table) -> None:
    """Draw the examples, a shape and a colour for each label, and one legend below all the pictures."""
    for value, (marker, colour) in enumerate((("o", BLUE), ("s", ORANGE))):
        rows = table.X[np.asarray(table.y) == value]
        x1, x2 = rows.T
        ax.scatter(x1, x2, s=36, edgecolor="black", linewidth=0.6, label=table.labels[value], zorder=3,
                   marker=marker, color=colour)  # fmt: skip
    ax.set(xlabel=table.features[0], ylabel=table.features[1])
    if not ax.figure.legends:  # one for all the pictures side by side, where it hides no point
        ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2, frameon=False)


def _grid(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the x1 and x2 of a fine grid over the examples and a margin."""
    low, high = X.min(axis=0), X.max(axis=0)
    margin = 0.15 * (high - low)
    across, up = (np.linspace(a, b, 241) for a, b in zip(low - margin, high + margin, strict=True))
    x1, x2 = np.meshgrid(across, up)
    return x1, x2


def _scores(decide: Decision, X: np.ndarray) -> np.ndarray:
    """Return what a decision says of each example, as floats (m,)."""
    return np.asarray(decide(X), dtype=float).reshape(len(X))


def right(decide: Decision, table: Table) -> int:
    """Count the examples that `decide` puts on their label's side: above 0.5 for 1, up to it for 0."""
    return int(((_scores(decide, table.X) > 0.5) == (np.asarray(table.y) == 1)).sum())


def _count(table: Table) -> str:
    """Say how many examples there are, and how many of each label."""
    ones = int(np.sum(table.y))
    return (
        f"{len(table.y)} points by {table.features[0]} and {table.features[1]}, "
        f"{ones} of them {table.labels[1]} (squares) and {len(table.y) - ones} {table.labels[0]} (circles)"
    )
