"""A number that luck has a part in: every run as a point, and their mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from helpers.plots.show import GREY, LINES, axes, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARKS = ("o", "s", "^", "D", "v", "P")


def spread(
    groups: Mapping[str, Mapping[str, Sequence[float]] | Sequence[float]],
    y_name: str,
    x_name: str = "",
    low: float | None = None,
    high: float | None = None,
    guess: float | None = None,
) -> None:
    """Draw a number for each run as a point, and their mean as a bar, group by group.

    Parameters
    ----------
    groups : mapping of str to numbers
        A group's name to a number for each run: `spread({"one": [0.85, 0.87], "two": [0.92, 0.93]}, "accuracy")`. Or
        to several series, name to numbers, which stand side by side, each with a colour and a sign of its own.
    y_name, x_name : str
        What the numbers are, and what the groups are.
    low, high : float, optional
        The ends of the scale.
    guess : float, optional
        What guessing gives, drawn as a dashed line.
    """
    parted = {name: group if isinstance(group, Mapping) else {"": group} for name, group in groups.items()}
    series = list(dict.fromkeys(name for group in parted.values() for name in group))
    figure, (ax,) = axes(min(6.4, max(5.0, 1.0 + 0.55 * sum(map(len, parted.values())))), 3.6)
    phrases = []
    for i, (group, runs) in enumerate(parted.items()):
        for name, numbers in runs.items():
            k = series.index(name)
            x, values = i + (k - (len(series) - 1) / 2) * 0.8 / len(series), np.asarray(numbers, dtype=float)
            _runs(ax, x, values, k, name if name and not i else None, 0.3 / len(series))
            phrases.append(f"{' '.join(filter(None, (group, name)))} {_summary(values)}")
    ax.set_xticks(range(len(parted)), list(parted))
    ax.set(xlabel=x_name, ylabel=y_name, xlim=(-0.6, len(parted) - 0.4), ylim=(low, high))
    line = ""
    if guess is not None:
        ax.axhline(guess, color=GREY, linestyle="--", linewidth=1.2, zorder=1)
        ax.annotate("guessing", (1, guess), (0, 2), xycoords=ax.get_yaxis_transform(), textcoords="offset points",
                    ha="right", va="bottom", color=GREY)  # fmt: skip
        line = f" A dashed line stands at {guess:g}, which is guessing."
    if series != [""]:
        figure.legend(*ax.get_legend_handles_labels(), loc="outside upper center", ncols=len(series), frameon=False)
    show(figure, f"{y_name.capitalize()}, a point for each run and a bar for their mean: {'; '.join(phrases)}.{line}")


def _runs(ax: Axes, x: float, values: np.ndarray, k: int, label: str | None, half: float) -> None:
    """Draw the runs of one series: points a little apart, so that equal ones can be counted, and a bar for the mean."""
    aside = x + np.linspace(-half, half, len(values)) * (len(values) > 1)
    marker, colour = MARKS[k % len(MARKS)], LINES[k % len(LINES)]
    ax.scatter(aside, values, s=22, alpha=0.75, edgecolor="white", linewidth=0.5, zorder=3, label=label,
               marker=marker, color=colour)  # fmt: skip
    ax.plot([x - 1.3 * half, x + 1.3 * half], [values.mean()] * 2, color=colour, linewidth=2.5, zorder=2)


def _summary(values: np.ndarray) -> str:
    """Say the mean and the ends of a series, with two decimals."""
    if len(values) == 1:
        return f"{values[0]:.2f}"
    return f"{values.mean():.2f} on average over {len(values)}, from {values.min():.2f} to {values.max():.2f}"
