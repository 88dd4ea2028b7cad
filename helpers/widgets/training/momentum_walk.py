"""A walk down a loss with momentum: how the learning rate and β shape it, step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from helpers.plots.show import BLUE, GREY, RED, number
from helpers.widgets.descent import contours
from helpers.widgets.explorable import explore, slider
from helpers.widgets.panels import Panel, svg_image

AT, SIDE = (50, 30), (245, 245)


def momentum_walk(
    walk: Callable[[float, float], np.ndarray],
    loss: Callable[[float, float], float],
    w: tuple[float, float],
    b: tuple[float, float],
    rates: Sequence[float],
    betas: Sequence[float],
    start: tuple[float, float],
) -> None:
    """Show a walk on a loss over a weight and a bias, with the learning rate, β and the step to choose.

    Parameters
    ----------
    walk : callable
        `walk(rate, beta)` gives the places (w, b) after 0, 1, ... of the reader's own steps, (steps + 1, 2).
    loss : callable
        `loss(w, b)` gives one number.
    w, b : (low, high)
        The ranges of the map.
    rates, betas : sequence of float
        The learning rates and the shares of the velocity to choose from.
    start : (rate, beta)
        Those chosen at first.
    """
    below = Panel(w, b, AT, SIDE)
    for line in contours(lambda place: loss(*place), w, b):
        below.line(line[:, 0], line[:, 1], GREY, 0.6)

    @cache
    def walked(rate: float, beta: float) -> tuple[np.ndarray, np.ndarray]:
        places = np.asarray(walk(rate, beta), dtype=float)
        return places, np.array([float(loss(*place)) for place in places])

    def draw(rate: float, beta: float, step: int) -> str:
        places, losses = walked(rate, beta)
        path, last = places[: step + 1], len(places) - 1
        plane = Panel(w, b, AT, SIDE, ("weight w", "bias b"), "the loss from above")
        plane.parts.extend(below.parts)
        plane.line(path[:, 0], path[:, 1], BLUE, 1.5)
        plane.points(path[:-1, 0], path[:-1, 1], BLUE, r=2)
        plane.points(path[-1:, 0], path[-1:, 1], RED, r=6)
        curve = Panel((0, last), (0.4, 1.2), AT, SIDE, ("step", "loss"))
        curve.title = f"the loss: {losses[step]:.3f} after {step} steps"
        curve.line(np.arange(len(losses)), losses, GREY, 1)
        curve.line(np.arange(step + 1), losses[: step + 1], BLUE)
        curve.points([step], [losses[step]], RED, r=6)
        says = [
            f"Learning rate {rate:g}, β {beta:g}, step {step}: the walk stands at w = {number(path[-1, 0])}, "
            f"b = {number(path[-1, 1])}.",
            f"The loss there is {losses[step]:.3f}; after {last} steps it is {losses[-1]:.3f}.",
        ]
        return "\n".join(svg_image([panel], 310, 320, words) for panel, words in zip((plane, curve), says, strict=True))

    controls = [
        slider("learning rate", rates, start[0], lambda rate: f"{rate:g}"),
        slider("β", betas, start[1], lambda beta: f"{beta:g}"),
        slider("steps taken", range(len(walked(*start)[0])), len(walked(*start)[0]) - 1, steps=(1, 10, -1)),
    ]
    explore(draw, controls, "a walk with momentum")
