"""Two hidden step units over the plane of their inputs, and where they move the examples to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import product

import numpy as np

from helpers.data import Table
from helpers.plots.show import BLUE, GREEN, GREY, ORANGE, PURPLE, RED, number
from helpers.widgets.explorable import explore, slider
from helpers.widgets.networks.shaded_plane import straight
from helpers.widgets.panels import INK, Panel, svg_image

Separable = Callable[[Sequence[int]], bool]
AT, SIDE, RANGE = (50, 30), (235, 235), (-0.5, 1.5)
CORNERS = tuple(product((0, 1), repeat=2))
LOOKS = ((GREY, "6 4"), (PURPLE, "8 3 2 3"))


def hidden_units(
    neuron: Callable[..., np.ndarray],
    step: Callable[[np.ndarray], np.ndarray],
    separable: Separable,
    table: Table,
    start: Sequence[Sequence[float]],
) -> None:
    """Show two hidden units and what the output sees of them, with each unit's weights and bias to choose.

    Parameters
    ----------
    neuron : callable
        `neuron(X, W, b, activation)` takes X (m, 2), W (2, 2) and b (2,) and gives (m, 2).
    step : callable
        The units' activation, which gives 0 or 1.
    separable : callable
        The reader's own: it says of four answers, for 00, 01, 10 and 11, whether one line separates the 0s from the 1s.
    table : Table
        The four cases; its X is (4, 2), of 0 and 1.
    start : sequence of three floats, two of them
        Each unit's two weights and bias at first.
    """
    separates = cache(separable)

    def draw(*six: float) -> str:
        W, b = np.array([six[:2], six[3:5]]).T, np.array([six[2], six[5]])
        H = np.asarray(neuron(table.X, W, b, step), dtype=float)
        possible = one_line_separates(lambda corners: separates(tuple(corners)), H, table.y)
        names = ["".join(f"{value:g}" for value in x) for x in table.X]
        fires = [", ".join(np.array(names)[H[:, j] > 0]) or "no case" for j in range(2)]
        verdict = "one line separates them" if possible else "no line separates them"
        moves = ", ".join(
            f"{name} ({table.labels[int(y)]}) to {''.join(f'{value:g}' for value in h)}"
            for name, y, h in zip(names, table.y, H, strict=True)
        )
        says = [
            f"Hidden unit 1, with weights {_listed(six[:2])} and bias {number(six[2])}, fires for {fires[0]}; "
            f"unit 2, with {_listed(six[3:5])} and {number(six[5])}, for {fires[1]}.",
            f"The output sees the cases moved: {moves}. There, {verdict}.",
        ]
        pictures = (_inputs(table, names, W, b), _outputs(table, names, H, verdict))
        return "\n".join(svg_image([panel], 310, 315, words) for panel, words in zip(pictures, says, strict=True))

    controls = [
        slider(f"unit {j + 1}, {name}", [t / 10 for t in range(-30, 31)], value, lambda v: number(v, "+"))
        for j, unit in enumerate(start)
        for name, value in zip(("weight 1", "weight 2", "bias"), unit, strict=True)
    ]
    explore(draw, controls, "two hidden units, and what the output sees")


def one_line_separates(separable: Separable, H: np.ndarray, y: np.ndarray) -> bool:
    """Say whether one line separates the labels of cases that two units have moved to corners of a square.

    Parameters
    ----------
    separable : callable
        Says it of four answers, one for each corner: 00, 01, 10 and 11.
    H : ndarray (m, 2)
        The corners, of 0 and 1.
    y : ndarray (m,)
        The labels, 0 or 1.

    Returns
    -------
    bool
        Whether some answers for the corners to which no case was moved make it possible.
    """
    at = {corner: {int(label) for h, label in zip(H, y, strict=True) if tuple(h) == corner} for corner in CORNERS}
    return any(
        all(found <= {answer} for found, answer in zip(at.values(), answers, strict=True)) and separable(answers)
        for answers in product((0, 1), repeat=4)
    )


def _inputs(table: Table, names: Sequence[str], W: np.ndarray, b: np.ndarray) -> Panel:
    """Draw the cases and each unit's line, with an arrow to the side on which the unit fires."""
    plane = Panel(RANGE, RANGE, AT, SIDE, (table.features[0], table.features[1]), "what the hidden units see")
    for j, (colour, dash) in enumerate(LOOKS):
        w, size = W[:, j], float(np.hypot(*W[:, j]))
        straight(plane, w, float(b[j]), colour, 2, dash)
        if size:
            middle = np.array([0.5, 0.5]) - (w @ [0.5, 0.5] + b[j]) * w / size**2
            middle = middle + (0.3 if j else -0.3) * np.array([-w[1], w[0]]) / size
            if (np.abs(middle - 0.5) < 0.95).all():
                tip = middle + 0.2 * w / size
                plane.arrow((middle[0], tip[0]), (middle[1], tip[1]), colour, 2)
                plane.words(tip[0] + 0.03, tip[1] + 0.03, f"{j + 1}", 13, colour)
    _cases(plane, table, names, np.asarray(table.X, dtype=float))
    return plane


def _outputs(table: Table, names: Sequence[str], H: np.ndarray, verdict: str) -> Panel:
    """Draw the cases where the hidden units have moved them, those at one corner side by side."""
    plane = Panel(RANGE, RANGE, AT, SIDE, ("hidden unit 1", "hidden unit 2"), "what the output sees")
    plane.words(0.5, -0.4, verdict, 15, GREEN if verdict.startswith("one") else RED, "middle")
    places = H.copy()
    for corner in CORNERS:
        here = np.flatnonzero(np.all(np.array(corner) == H, axis=1))
        places[here, 0] += 0.22 * (np.arange(len(here)) - (len(here) - 1) / 2)
    _cases(plane, table, names, places)
    return plane


def _cases(plane: Panel, table: Table, names: Sequence[str], places: np.ndarray) -> None:
    """Draw the cases at some places, each with its inputs above."""
    labels = [int(label) for label in table.y]
    plane.points(places[:, 0], places[:, 1], [(BLUE, ORANGE)[y] for y in labels], ["os"[y] for y in labels], r=6)
    for (x, y), name in zip(places, names, strict=True):
        plane.words(x, y + 0.07, name, 12, INK, "middle")


def _listed(weights: Sequence[float]) -> str:
    """Write two weights."""
    return " and ".join(number(weight) for weight in weights)
