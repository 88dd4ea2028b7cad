"""A training, moment by moment: the boundary bends while the loss falls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from helpers.data import Table
from helpers.plots.plane import right
from helpers.plots.show import BLUE, GREY, RED
from helpers.widgets.explorable import explore, slider
from helpers.widgets.networks.shaded_plane import shaded_plane, straight
from helpers.widgets.panels import Panel, svg_image

Layers = list[tuple[np.ndarray, np.ndarray]]
AT, SIDE = (50, 30), (245, 245)


def training_steps(
    train: Callable[[Layers, int], tuple[Layers, Sequence[float]]],
    start: Callable[[int], Layers],
    decide: Callable[[np.ndarray, Layers], np.ndarray],
    table: Table,
    moments: Sequence[int],
    seeds: Sequence[int] = (0,),
) -> None:
    """Show what a network says of the plane, and its loss, at moments of its training, with the start to choose.

    Parameters
    ----------
    train : callable
        The reader's own: `train(layers, steps)` gives the layers after so many steps, and the loss before each.
    start : callable
        `start(seed)` gives the layers to start from; those of the first pair have W (2, h) and b (h,).
    decide : callable
        `decide(X, layers)` takes X (m, 2) and gives the probability of label 1, (m,).
    table : Table
        The examples; its X is (m, 2).
    moments : sequence of int
        After how many steps the reader can look; the first is 0.
    seeds : sequence of int
        The starts to choose from.
    """
    last = moments[-1]

    @cache
    def trained(seed: int) -> tuple[list[Layers], np.ndarray]:
        """Return the layers at each moment, and the loss before each step and after the last."""
        found = [start(seed)]
        losses: list[float] = []
        for steps in np.diff(moments):
            layers, fallen = train(found[-1], int(steps))
            found.append(layers)
            losses.extend(fallen)
        return found, np.array([*losses, *train(found[-1], 1)[1]])

    low, high = table.X.min(axis=0) - 0.4, table.X.max(axis=0) + 0.4

    def draw(seed: int, step: int) -> str:
        stages, losses = trained(seed)
        layers = stages[moments.index(step)]
        plane = Panel((low[0], high[0]), (low[1], high[1]), AT, SIDE, (table.features[0], table.features[1]))
        plane.title = "black: the boundary; dashed: z = 0"
        shaded_plane(plane, lambda X: decide(X, layers), table)
        for w, b in zip(np.asarray(layers[0][0]).T, np.asarray(layers[0][1]), strict=True):
            straight(plane, w, float(b))
        met = right(lambda X: decide(X, layers), table)
        curve = Panel((0, last), (0, max(0.8, float(losses.max()) * 1.05)), AT, SIDE, ("step", "loss"))
        curve.title = f"the loss; {met} of {len(table.y)} cases are right"
        curve.line([step, step], curve.y, GREY, 1, "2 3")
        curve.line(np.arange(len(losses)), losses, BLUE)
        curve.points([step], [losses[step]], RED, r=6)
        told = np.asarray(decide(table.X, layers), dtype=float)
        cases = ", ".join(f"{x[0]:g} and {x[1]:g} {p:.2f}" for x, p in zip(table.X, told, strict=True))
        says = [
            f"Start {seed}, after {step} steps: {met} of {len(table.y)} cases are right. The probability of "
            f"{table.labels[1]} for {table.features[0]} and {table.features[1]}: {cases}.",
            f"The loss is {losses[step]:.3f}; it begins at {losses[0]:.3f} and is {losses[-1]:.3f} at the end.",
        ]
        return "\n".join(svg_image([panel], 310, 320, words) for panel, words in zip((plane, curve), says, strict=True))

    controls = [slider("start", seeds), slider("steps of training", moments, moments[len(moments) // 3], steps=(1, -1))]
    explore(draw, controls, "a training, moment by moment")
