"""A classifier that may abstain: how often it answers, and how often it is right when it does."""

from collections.abc import Sequence

import numpy as np

from helpers.plots.show import BLUE, axes, show


def coverage(
    thresholds: Sequence[float], shares: Sequence[float], accuracies: Sequence[float], of: str = "of all"
) -> None:
    """Draw the accuracy on what is answered over the coverage, the share that is answered, threshold by threshold.

    Parameters
    ----------
    thresholds : sequence of float
        Below these, the classifier abstains; each stands beside its point.
    shares, accuracies : sequence of float
        For each threshold the share of the rows that is answered, and the share right of these, from 0 to 1.
    of : str
        What may be answered, such as "of 800 digits".
    """
    x, y = 100 * np.asarray(shares, dtype=float), 100 * np.asarray(accuracies, dtype=float)
    figure, (ax,) = axes(6.0, 3.6)
    ax.plot(x, y, "o-", color=BLUE, linewidth=2, markersize=6)
    for threshold, place, height in zip(thresholds, x, y, strict=True):
        ax.annotate(_named(threshold, thresholds), (place, height), (-7, -4), textcoords="offset points",
                    ha="right", va="top", fontsize=10)  # fmt: skip
    span, rise = max(float(np.ptp(x)), 1.0), max(float(np.ptp(y)), 1.0)
    ax.set(xlabel=f"coverage: answered, in % {of}", ylabel="accuracy: right, in % of the answered")
    ax.set(xlim=(min(x) - 0.15 * span, max(x) + 0.05 * span), ylim=(min(y) - 0.12 * rise, max(y) + 0.08 * rise))
    listed = ", ".join(
        f"{t:g} answers {a:.0f} % and is right on {b:.1f} %" for t, a, b in zip(thresholds, x, y, strict=True)
    )
    show(figure, f"Accuracy over coverage, {of}. A threshold of {listed}.")


def _named(threshold: float, thresholds: Sequence[float]) -> str:
    """Write a threshold, the first of them in words."""
    return f"threshold {threshold:g}" if threshold == thresholds[0] else f"{threshold:g}"
