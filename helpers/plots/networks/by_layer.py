"""Lines with their names at their ends: what becomes of a number through the layers, or over the epochs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.plots.show import GREY, LINES, STYLES, axes, number, show, show_all

if TYPE_CHECKING:
    from matplotlib.axes import Axes

APART = 0.08  # between two names at the ends of their lines, as a share of the height
DARKER = ("#005A8E", "#A84A00", "#00704F", "#8E3F70", "#7A5400", "#555555")  # LINES, dark enough for text on white


def by_layer(quantities: Mapping[str, Mapping[str, Sequence[float]]], first: int = 1) -> None:
    """Draw quantities over the layers, a picture for each, on scales of powers of ten; lines have their names.

    Parameters
    ----------
    quantities : mapping of str to mapping
        A quantity to the networks that have it, and each of these, by name, to one number above 0 for each of its
        layers: `by_layer({"size": {"small": [1, 0.1]}})`.
    first : int
        The number of the first layer.
    """
    drawn = []
    for quantity, networks in quantities.items():
        figure, (ax,) = axes(4.6, 3.0)
        phrases = []
        for (name, values), colour, style in zip(networks.items(), LINES, STYLES, strict=False):
            layers = first + np.arange(len(values))
            ax.plot(layers, values, color=colour, linestyle=style, marker="o", markersize=3)
            ends = f"{number(values[0], digits=2)} in layer {layers[0]} to {number(values[-1], digits=2)}"
            phrases.append(f"{name}: from {ends} in layer {layers[-1]}")
        ax.set(xlabel="layer", yscale="log")
        ax.set_title(quantity, fontsize=10.5)
        last = first + max(map(len, networks.values())) - 1
        ax.set_xticks([first, *range(5, last + 1, 5)] if last > 6 else range(first, last + 1))
        at_the_ends(ax, networks, first)
        drawn.append((figure, f"Over the layers, on a scale of powers of ten: {quantity}. {'; '.join(phrases)}."))
    show_all(drawn)


def named_lines(
    runs: Mapping[str, Sequence[float]],
    y_name: str,
    places: Sequence[int] | None = None,
    x_name: str = "epoch",
    mark: tuple[float, str] | None = None,
    low: float | None = None,
    high: float | None = None,
    colours: Sequence[int] | None = None,
) -> None:
    """Draw a number over the epochs, lines with their names: `named_lines({"plain, 3": [0.7, 0.5]}, "loss")`.

    Parameters
    ----------
    runs : mapping of str to sequence of float
        A network's name to its numbers.
    y_name : str
        What the numbers are.
    places : sequence of int, optional
        After how many epochs each number was taken; without it after 1, 2, ...
    x_name : str
        What is counted, in the singular.
    mark : (float, str), optional
        A number to compare with, drawn as a dotted line, and what it is.
    low, high : float, optional
        The ends of the scale.
    colours : sequence of int, optional
        Which of `LINES` and `STYLES` each line has, so that one network looks the same in several pictures.
    """
    figure, (ax,) = axes(6.2, 3.4)
    after = list(places or range(1, 1 + max(map(len, runs.values()))))
    phrases, chosen = [], colours or range(len(runs))
    for (name, values), k in zip(runs.items(), chosen, strict=True):
        ax.plot(after[: len(values)], values, color=LINES[k], linestyle=STYLES[k], linewidth=2)
        phrases.append(f"{name} starts at {values[0]:.3g} and ends at {values[-1]:.3g}")
    ax.set(xlabel=x_name, ylabel=y_name, ylim=(low, high))
    far = [tick for tick in ax.get_xticks() if after[0] + 1 < tick <= after[-1]]
    ax.set_xticks([after[0], *far] if after[-1] > 10 else range(after[0], after[-1] + 1))
    if mark is not None:
        ax.axhline(mark[0], color=GREY, linestyle=":", linewidth=1.5)
        ax.annotate(mark[1], (after[-1], mark[0]), (0, 3), textcoords="offset points", ha="right", fontsize=10)
        phrases.append(f"a dotted line, {mark[1]}, stands at {mark[0]:.2g}")
    at_the_ends(ax, runs, after[0], after, chosen)
    show(figure, f"{y_name.capitalize()} over the {x_name}s {after[0]} to {after[-1]}: {'; '.join(phrases)}.")


def at_the_ends(
    ax: Axes,
    lines: Mapping[str, Sequence[float]],
    first: int,
    places: Sequence[int] | None = None,
    colours: Sequence[int] | None = None,
) -> None:
    """Write the name of each line at its right end, names a little apart, and none where there is only one line.

    Parameters
    ----------
    ax : Axes
        Where the lines are drawn already, in the order of their names.
    lines : mapping of str to sequence of float
        A line's name to its values.
    first : int
        Where the lines begin.
    places : sequence of int, optional
        Where the values stand, if not at `first` and the whole numbers after it.
    colours : sequence of int, optional
        Which of `LINES` each line has; without it the first, the second, ...
    """
    if len(lines) < 2:
        return
    ax.get_xlim(), ax.get_ylim()  # the scales are made only when they are asked for
    lasts = [first + len(values) - 1 if places is None else places[len(values) - 1] for values in lines.values()]
    ends = [(last, float(values[-1])) for last, values in zip(lasts, lines.values(), strict=True)]
    shares = [ax.transAxes.inverted().transform(ax.transData.transform(end))[1] for end in ends]
    above = -np.inf
    for k in np.argsort(shares):
        above = max(shares[k], above + APART)
        colour = DARKER[k if colours is None else colours[k]]
        words: dict[str, Any] = dict(
            va="center", fontsize=10, color=colour, xycoords="axes fraction", textcoords="axes fraction"
        )
        ax.annotate(list(lines)[k], (1, shares[k]), (1.02, above), annotation_clip=False, **words)
