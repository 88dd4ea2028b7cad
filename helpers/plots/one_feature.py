"""Pictures of a single feature: examples at the height of their labels, and what a neuron says along the feature."""

from collections.abc import Callable, Mapping

import numpy as np

from helpers.data import Table
from helpers.plots.plane import right
from helpers.plots.show import BLUE, GREY, LINES, ORANGE, STYLES, axes, show


def along(neurons: Mapping[str, Callable], table: Table) -> None:
    """Draw the examples of a table with one feature, X (m, 1), and the output of each neuron over that feature.

    A neuron takes X (m, 1) and gives one number from 0 to 1 an example, (m,): `along({"by hand": f}, table)`.
    """
    figure, (ax,) = axes(6.4, 3.4)
    told = [_curve(ax, name, f, table, look) for (name, f), look in zip(neurons.items(), _looks(), strict=False)]
    for value, (marker, colour) in enumerate((("o", BLUE), ("s", ORANGE))):
        x = table.X[np.asarray(table.y) == value, 0]
        ax.scatter(x, np.full(len(x), float(value)), marker=marker, color=colour, edgecolor="black", s=36, zorder=3)
    ax.axhline(0.5, color=GREY, linewidth=0.5)
    ax.set(xlabel=table.features[0], ylabel="output p", yticks=(0, 0.5, 1), ylim=(-0.08, 1.08))
    ax.set_yticklabels([f"{table.labels[0]}  0", "0.5", f"{table.labels[1]}  1"])
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(0, 0.72))
    ones = int(np.sum(table.y))
    count = f"{len(table.y)} points along {table.features[0]}, {ones} of them {table.labels[1]} at height 1"
    show(figure, f"{count} and {len(table.y) - ones} {table.labels[0]} at height 0. {'; '.join(told)}.")


def _looks() -> list[tuple]:
    return list(zip(LINES[1:], STYLES, strict=False))


def _curve(ax, name: str, f: Callable, table: Table, look: tuple) -> str:
    margin = 0.05 * float(np.ptp(table.X))
    x = np.linspace(table.X.min() - margin, table.X.max() + margin, 401)
    a = np.asarray(f(x[:, None]), dtype=float).reshape(len(x))
    ax.plot(x, a, color=look[0], linestyle=look[1], linewidth=2, label=name)
    turn = np.flatnonzero((a[:-1] > 0.5) != (a[1:] > 0.5))
    where = f"crosses 0.5 at {round(x[turn[0]], 1) + 0.0:.1f}" if len(turn) else "never crosses 0.5"
    return f"The curve {name} {where}, with {right(f, table)} of {len(table.y)} on their label's side"
