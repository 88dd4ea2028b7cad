"""Least squares for one unit and two classes: two lines, what they miss, and where one overtakes the other."""

import numpy as np

from helpers.plots.show import BLUE, GREY, ORANGE, axes, number, show


def least_squares(a: np.ndarray, Y: np.ndarray, V: np.ndarray, unit: str = "value of the unit") -> None:
    """Draw both columns of one-hot targets over a unit's values, and the line that least squares fits to each.

    Parameters
    ----------
    a : ndarray (m,)
        The unit's values.
    Y : ndarray (m, 2)
        Targets, 1 in the column of the label.
    V : ndarray (2, 2)
        The weights: a column for each output, with the slope above the bias.
    unit : str
        What the values are.
    """
    a, Y, V = (np.asarray(part, dtype=float) for part in (a, Y, V))
    figure, (ax,) = axes(6.0, 3.6)
    low, high = a.min() - 0.4, a.max() + 0.4
    x, phrases = np.array([low, high]), []
    for k, (marker, colour, dash) in enumerate((("o", BLUE, "--"), ("s", ORANGE, "-"))):
        (slope, bias), line = V[:, k], V[0, k] * a + V[1, k]
        ax.vlines(a, Y[:, k], line, color=colour, linewidth=1.2, linestyle=":")
        ax.plot(x, slope * x + bias, color=colour, linestyle=dash, linewidth=2)
        ax.plot(a, Y[:, k], marker, color=colour, markeredgecolor="black", markersize=8, linestyle="none")
        ax.text(high, slope * high + bias, f" output {k}", color="black", va="center", fontsize=11)
        phrases.append(f"output {k} has slope {number(slope, digits=2)} and bias {number(bias, digits=2)}")
    crossing = (V[1, 0] - V[1, 1]) / (V[0, 1] - V[0, 0])
    ax.axvline(crossing, color=GREY, linewidth=1, linestyle="-")
    ax.text(crossing, 1.32, "label 0 ← | → label 1", ha="center", va="bottom", fontsize=11)
    ax.set_xlabel(unit, fontsize=11)
    ax.set_ylabel("target, and output", fontsize=11)
    ax.set(yticks=[0, 0.5, 1], ylim=(-0.3, 1.3))
    squares = float(((np.column_stack([a, np.ones(len(a))]) @ V - Y) ** 2).sum())
    show(
        figure,
        f"{len(a)} examples by the {unit}, with their targets 0 and 1 for each output, and a line fitted to each: "
        f"{'; '.join(phrases)}. The lines cross at {number(crossing, digits=2)}. Dotted pieces join each target to its "
        f"line; their squares add up to {number(squares, digits=2)}.",
    )
