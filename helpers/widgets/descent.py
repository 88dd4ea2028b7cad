"""Walk downhill, step by step: where a neuron stands on its loss, how steep the loss is there, what the neuron says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from helpers.data import Table
from helpers.plots.show import BLUE, GREY, ORANGE, RED, number
from helpers.widgets.explorable import explore, slider
from helpers.widgets.panels import INK, Panel, svg_image

Gradients = Callable[[np.ndarray, np.ndarray, np.ndarray, float], tuple[np.ndarray, float]]
Loss = Callable[[np.ndarray], float]
STEPS, SIDE, TOP = 60, 250, 30
FAR = 40.0  # the walk is not followed further than this


def descent(
    gradients: Gradients,
    loss: Loss,
    table: Table,
    w: tuple[float, float],
    b: tuple[float, float],
    rates: Sequence[float],
) -> None:
    """Show gradient descent on the loss of a neuron with one feature, with the learning rate and the step to choose.

    Parameters
    ----------
    gradients : callable
        The reader's own: `gradients(X, y, w, b)` takes X (m, 1), y (m,), w (1,) and b () and gives dw (1,) and db ().
    loss : callable
        `loss([w, b])` gives one number.
    table : Table
        The examples; its X is (m, 1).
    w, b : (low, high)
        The ranges of the map.
    rates : sequence of float
        The learning rates to choose from; the middle one is chosen at first.
    """

    @cache
    def walk(rate: float) -> np.ndarray:
        """Return the places (w, b) after 0, 1, ... steps from (0, 0), (steps + 1, 2)."""
        places = [np.zeros(2)]
        for _ in range(STEPS):
            here = np.clip(places[-1], -FAR, FAR)
            dw, db = gradients(table.X, table.y, here[:1], here[1])
            places.append(here - rate * np.array([np.asarray(dw).item(), db]))
        return np.array(places)

    lines = contours(loss, w, b)

    def draw(rate: float, step: int) -> str:
        path = walk(rate)[: step + 1]
        here = path[-1]
        slopes = np.array([np.asarray(slope).item() for slope in gradients(table.X, table.y, here[:1], here[1])])
        height = float(loss(here))
        steep = float(np.linalg.norm(slopes))
        above = f"Step {step} with learning rate {rate:g}: on the map of the loss, the walk stands at {_pair(here)}."
        cut = (
            f"The loss there is {height:.3f}, the slope downhill {steep:.3f}; the next step is {rate * steep:.2f} long."
        )
        says = f"At x = {table.X.max():g} the neuron says {_sigmoid(here[0] * table.X.max() + here[1]):.2f}."
        pictures = [
            (_map(lines, path, w, b), above),
            (_section(loss, here, slopes, height, rate), cut),
            (_data(table, here), says),
        ]
        return "\n".join(svg_image([panel], 310, 325, words) for panel, words in pictures)

    controls = [
        slider("learning rate", rates, rates[len(rates) // 2]),
        slider("steps taken", range(STEPS + 1), 0, steps=(1, 10, -1)),
    ]
    explore(draw, controls, "gradient descent, step by step")


def contours(loss: Loss, w: tuple[float, float], b: tuple[float, float]) -> list[np.ndarray]:
    """Return the contour lines of the loss, each (n, 2), close together near its lowest point."""
    from contourpy import contour_generator  # only here: a lesson's set-up draws nothing

    u, v = np.linspace(*w, 49), np.linspace(*b, 49)
    heights = np.array([[float(loss(np.array([x, y]))) for x in u] for y in v])
    low, high = heights.min(), heights.max()
    lines = contour_generator(u, v, heights)
    return [
        np.asarray(line) for share in np.linspace(0.06, 0.95, 14) for line in lines.lines(low + (high - low) * share**2)
    ]


def _map(contours: list[np.ndarray], path: np.ndarray, w: tuple[float, float], b: tuple[float, float]) -> Panel:
    """Draw the way so far on the map of the loss."""
    plane = Panel(w, b, (50, TOP), (SIDE, SIDE), ("weight w", "bias b"), "the loss from above")
    for line in contours:
        plane.line(line[:, 0], line[:, 1], GREY, 0.6)
    plane.line(path[:, 0], path[:, 1], BLUE, 1.5)
    plane.points(path[:-1, 0], path[:-1, 1], BLUE, r=2)
    plane.points(path[-1:, 0], path[-1:, 1], RED, r=6)
    return plane


def _section(loss: Loss, here: np.ndarray, slopes: np.ndarray, height: float, rate: float) -> Panel:
    """Cut the loss along the steepest way: its curve, the tangent at the walk's place, and where the next step ends."""
    steep = float(np.linalg.norm(slopes))
    down = -slopes / steep if steep > 0 else np.array([1.0, 0.0])
    length = rate * steep
    reach = max(1.0, 1.6 * length)
    along = np.linspace(-0.6 * reach, reach, 41)
    curve = [float(loss(here + far * down)) for far in along]
    after = float(loss(here + length * down))
    high = max(*curve, height, after) * 1.05
    cut = Panel((along[0], along[-1]), (0, high), (50, TOP), (SIDE, SIDE), ("distance along the next step", "loss"), "")
    cut.title = f"the loss; here it is {height:.3f}"
    cut.line(along, curve, GREY)
    ends = np.array([-0.5, 0.5]) * reach
    ends = np.clip(ends, (height - high) / steep, height / steep) if steep > 1e-9 else ends
    cut.line(ends, height - steep * ends, RED, 1.5, "6 4")
    cut.points([0.0], [height], RED, r=6)
    cut.arrow((0, length), (height, after), BLUE)
    return cut


def _data(table: Table, here: np.ndarray) -> Panel:
    """Draw the examples, and what the neuron says of each x now."""
    x, y = table.X[:, 0], table.y
    low, high = float(x.min()) - 0.5, float(x.max()) + 0.5
    plane = Panel((low, high), (-0.06, 1.06), (50, TOP), (SIDE, SIDE), (table.features[0], "probability"), "")
    plane.title = "what the neuron says now"
    line = np.linspace(low, high, 61)
    plane.line(line, _sigmoid(line * here[0] + here[1]), INK)
    plane.points(x, y, [ORANGE if label else BLUE for label in y], ["s" if label else "o" for label in y])
    return plane


def _sigmoid(z: np.ndarray) -> np.ndarray:
    """Return the sigmoid of numbers of any shape."""
    sigma: np.ndarray = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    return sigma


def _pair(place: np.ndarray) -> str:
    """Write a place (w, b)."""
    w, b = np.round(place, 9) + 0.0
    return f"w = {number(w, digits=2)}, b = {number(b, digits=2)}"
