"""Pictures in a plane: points of two classes, and where a decision changes."""

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from helpers.data import Table
from helpers.plots.show import BLUE, ORANGE, RED, axes, show

SHADES = LinearSegmentedColormap.from_list("shades", ["#9CC9E8", "#FFFFFF", "#F6D28B"])


def points(table: Table) -> None:
    """Draw the examples of a table with two features, a shape and a colour for each label."""
    figure, (ax,) = axes(5.6, 4.2)
    scatter(ax, table)
    show(figure, f"{_count(table)}.")


def boundary(decide: Callable, table: Table, title: str = "", line: tuple | None = None) -> None:
    """Draw the examples over what `decide` says of every point of the plane.

    `decide` takes X (m, 2) and gives one number from 0 to 1 an example, (m,); the line is where it crosses 0.5.
    `line` is a pair of arrays (k,), the x1 and x2 of points to draw on top as a red dashed line.
    """
    figure, (ax,) = axes(5.6, 4.2)
    draw_boundary(ax, decide, table)
    limits = ax.get_xlim(), ax.get_ylim()
    if line is not None:
        ax.plot(*line, color=RED, linestyle="--", marker="o", linewidth=3, alpha=0.8)
        ax.set(xlim=limits[0], ylim=limits[1])
    ax.set_title(title)
    show(
        figure,
        f"{title + ': ' if title else ''}{_count(table)}, over the two sides of the decision. "
        f"{right(decide, table)} of {len(table.y)} stand on their label's side.",
    )


def boundaries(decisions: Mapping[str, Callable], table: Table) -> None:
    """Draw `boundary` for several decisions side by side, each under its name."""
    figure, made = axes(4.2 * len(decisions), 3.8, len(decisions))
    for ax, (name, decide) in zip(made, decisions.items(), strict=True):
        draw_boundary(ax, decide, table)
        ax.set_title(f"{name}\n{right(decide, table)} of {len(table.y)}")
    told = [f"{name} puts {right(f, table)} of {len(table.y)} on their label's side" for name, f in decisions.items()]
    show(figure, f"{_count(table)}, once for each decision: {'; '.join(told)}.")


def draw_boundary(ax: Axes, decide: Callable, table: Table) -> None:
    """Shade the plane by `decide`, draw the line where it crosses 0.5, and the examples on top."""
    x1, x2 = _grid(table.X)
    p = _scores(decide, np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape)
    ax.pcolormesh(x1, x2, p, cmap=SHADES, vmin=0, vmax=1, shading="auto", rasterized=True)
    if p.min() < 0.5 < p.max():
        ax.contour(x1, x2, p, levels=[0.5], colors="black", linewidths=1.5)
    scatter(ax, table)


def scatter(ax: Axes, table: Table) -> None:
    """Draw the examples, a shape and a colour for each label, and one legend below all the pictures."""
    looks = (dict(marker="o", color=BLUE), dict(marker="s", color=ORANGE))
    for value, look in enumerate(looks):
        rows = table.X[np.asarray(table.y) == value]
        ax.scatter(*rows.T, s=36, edgecolor="black", linewidth=0.6, label=table.labels[value], zorder=3, **look)
    ax.set(xlabel=table.features[0], ylabel=table.features[1])
    if not ax.figure.legends:  # one for all the pictures side by side, where it hides no point
        ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=2, frameon=False)


def _grid(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    low, high = X.min(axis=0), X.max(axis=0)
    margin = 0.15 * (high - low)
    x1, x2 = (np.linspace(a, b, 241) for a, b in zip(low - margin, high + margin, strict=True))
    return tuple(np.meshgrid(x1, x2))


def _scores(decide: Callable, X: np.ndarray) -> np.ndarray:
    return np.asarray(decide(X), dtype=float).reshape(len(X))


def right(decide: Callable, table: Table) -> int:
    """Count the examples that `decide` puts on their label's side: above 0.5 for 1, up to it for 0."""
    return int(((_scores(decide, table.X) > 0.5) == (np.asarray(table.y) == 1)).sum())


def _count(table: Table) -> str:
    ones = int(np.sum(table.y))
    return (
        f"{len(table.y)} points by {table.features[0]} and {table.features[1]}, "
        f"{ones} of them {table.labels[1]} (squares) and {len(table.y) - ones} {table.labels[0]} (circles)"
    )
