"""A classifier that may say *I do not know*: what a threshold answers, how much of it is right, and what it costs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.plots.show import BLUE, GREY, ORANGE, RED
from helpers.widgets.explorable import explore, slider
from helpers.widgets.panels import Panel, svg_image, text

THRESHOLDS, PRICES = [i / 100 for i in range(100)], [1, 2, 5, 10, 20, 50, 100]


def threshold(abstain: Callable[[np.ndarray, float], np.ndarray], P: np.ndarray, y: np.ndarray) -> None:
    """Show what a classifier answers, and what its mistakes and its silence cost, with the threshold to choose.

    Parameters
    ----------
    abstain : callable
        The reader's own: `abstain(P, threshold)` gives labels (m,), -1 where it does not know.
    P : ndarray (m, k)
        The classifier's probabilities.
    y : ndarray (m,)
        The true labels.
    """
    labels = np.array([abstain(P, at) for at in THRESHOLDS])
    unread, wrong = (labels < 0).sum(axis=1), ((labels >= 0) & (labels != y)).sum(axis=1)
    answered = len(y) - unread
    shares, accuracies = 100 * answered / len(y), 100 * (1 - wrong / np.where(answered, answered, np.nan))

    def draw(at: float, price: int) -> str:
        i = THRESHOLDS.index(at)
        return f"{_curve(shares, accuracies, i, len(y))}\n{_costs(unread, wrong, i, price, len(y))}"

    controls = [
        slider("threshold", THRESHOLDS, 0.5, "{:.2f}".format, (1, -1)),
        slider("price of a wrong digit", PRICES, 10),
    ]
    explore(draw, controls, "what a threshold answers, and what it costs")


def _curve(shares: np.ndarray, accuracies: np.ndarray, i: int, m: int) -> str:
    """Draw accuracy over coverage, both (thresholds,) in %, with a mark at the threshold i."""
    known = np.isfinite(accuracies)
    low = 5 * np.floor(accuracies[known].min(initial=95) / 5)
    names = (f"coverage: answered, in % of {m}", "accuracy, in % of the answered")
    panel = Panel((0, 100), (low, 100), (50, 30), (250, 224), names, "what is answered, and how well")
    panel.line(shares, accuracies, BLUE)
    panel.points(shares[[i]], np.nan_to_num(accuracies[[i]], nan=low), ORANGE, r=6)
    of_these = f"{accuracies[i]:.1f} % of these are right" if known[i] else "no row is left"
    words = f"With threshold {THRESHOLDS[i]:.2f}, {shares[i]:.1f} % of {m} are answered; {of_these}."
    return svg_image([panel], 310, 345, words)


def _costs(unread: np.ndarray, wrong: np.ndarray, i: int, price: int, m: int) -> str:
    """Draw what each threshold costs: unread rows at 1, and wrong ones at a price, both (thresholds,)."""
    panel = Panel((0, 1), (0, m), (50, 30), (250, 224), ("threshold", "cost"), "what each threshold costs")
    lines = [
        (GREY, unread, f"{unread[i]} read by a person: {unread[i]}"),
        (RED, price * wrong, f"{wrong[i]} wrong, at {price} each: {price * wrong[i]}"),
        (BLUE, unread + price * wrong, f"together: {unread[i] + price * wrong[i]}"),
    ]
    for colour, cost, _ in lines:
        panel.line(THRESHOLDS, np.where(cost <= m, cost, np.nan), colour)
    together = lines[-1][1][i]
    if together <= m:
        panel.points([THRESHOLDS[i]], [together], ORANGE, r=6)
    else:
        panel.words(0.03, 0.93 * m, f"at {THRESHOLDS[i]:.2f} the cost is above the picture", 12, BLUE)
    below = [text(50, 308 + 16 * k, words, 13, colour) for k, (colour, _, words) in enumerate(lines)]
    return svg_image([panel, *below], 310, 345, f"Cost of {lines[0][2]}; {lines[1][2]}; {lines[2][2]}.")
