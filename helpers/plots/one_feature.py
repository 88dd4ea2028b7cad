"""Pictures of a single feature: examples at the height of their labels, and what a neuron says along the feature."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from helpers.data import Table
from helpers.plots.plane import Decision, right
from helpers.plots.show import BLUE, GREY, LINES, ORANGE, STYLES, Style, axes, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def along(neurons: Mapping[str, Decision], table: Table) -> None:
    """Draw the examples of a table with one feature, and the output of each neuron over that feature.

    Parameters
    ----------
    neurons : mapping of str to callable
        A name to a neuron, which takes X (m, 1) and gives one number from 0 to 1 an example, (m,):
        `along({"by hand": f}, table)`.
    table : Table
        Its X is (m, 1).
    """
    figure, (ax,) = axes(6.4, 3.4)
    looks = zip(LINES[1:], STYLES, strict=False)
    phrases = [_curve(ax, name, f, table, *look) for (name, f), look in zip(neurons.items(), looks, strict=False)]
    for value, (marker, colour) in enumerate((("o", BLUE), ("s", ORANGE))):
        x = table.X[np.asarray(table.y) == value, 0]
        ax.scatter(x, np.full(len(x), float(value)), marker=marker, color=colour, edgecolor="black", s=36, zorder=3)
    ax.axhline(0.5, color=GREY, linewidth=0.5)
    ax.set(xlabel=table.features[0], ylabel="output p", yticks=(0, 0.5, 1), ylim=(-0.08, 1.08))
    ax.set_yticklabels([f"{table.labels[0]}  0", "0.5", f"{table.labels[1]}  1"])
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(0, 0.72))
    ones = int(np.sum(table.y))
    count = f"{len(table.y)} points along {table.features[0]}, {ones} of them {table.labels[1]} at height 1"
    show(figure, f"{count} and {len(table.y) - ones} {table.labels[0]} at height 0. {'; '.join(phrases)}.")


def _curve(ax: Axes, name: str, f: Decision, table: Table, colour: str, style: Style) -> str:
    """Draw the output of one neuron, and say where it crosses 0.5 and how many examples it puts right."""
    margin = 0.05 * float(np.ptp(table.X))
    x = np.linspace(table.X.min() - margin, table.X.max() + margin, 401)
    a = np.asarray(f(x[:, None]), dtype=float).reshape(len(x))
    ax.plot(x, a, color=colour, linestyle=style, linewidth=2, label=name)
    turn = np.flatnonzero((a[:-1] > 0.5) != (a[1:] > 0.5))
    where = f"crosses 0.5 at {round(x[turn[0]], 1) + 0.0:.1f}" if len(turn) else "never crosses 0.5"
    return f"The curve {name} {where}, with {right(f, table)} of {len(table.y)} on their label's side"
