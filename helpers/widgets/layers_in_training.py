"""A network's layers while it is trained: what they pass on, as points in a plane, and what its first units look at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from helpers.plots.show import BLUE, GREY, ORANGE
from helpers.widgets.explorable import choice, explore, slider
from helpers.widgets.panels import INK, Panel, rgb, svg_image, text

Array = np.ndarray
SIDE = 270


def layers_in_training(
    passed: Sequence[Sequence[Array]],
    read: Array,
    units: Sequence[Array],
    titles: Sequence[str],
    marks: tuple[Array, Array],
    names: tuple[tuple[str, str], tuple[str, str]],
) -> None:
    """Show a layer's activations as points, and weights of the first layer as images, with layer and epoch to choose.

    Parameters
    ----------
    passed : sequence of sequence of ndarray (m, units)
        `passed[e][k]` is what hidden layer k + 1 passes on after e epochs; a row is a point.
    read : ndarray (epochs + 1, layers)
        The accuracy of a probe on each of them.
    units : sequence of ndarray (4, height, width)
        After e epochs, the weights of four units of hidden layer 1.
    titles : sequence of str
        What these four look at.
    marks : tuple of two ndarray (m,)
        For each example 0 (blue circle) or 1 (orange square), and 0 (open mark) or 1 (filled mark).
    names : tuple of two pairs of str
        What 0 and 1 mean, for each of the two.
    """
    shades = [ORANGE if value else BLUE for value in marks[0]]
    faces = [shade if full else "white" for shade, full in zip(shades, marks[1], strict=True)]
    shapes = ["s" if value else "o" for value in marks[0]]

    @cache
    def seen(layer: int, epoch: int) -> Array:
        """Return the points (m, 2), turned so that they lie as near as they can to where they are at the end."""
        points = _seen_broadly(np.asarray(passed[epoch][layer], dtype=float))
        if epoch == len(passed) - 1:
            return points
        U, _, V = np.linalg.svd(points.T @ seen(layer, len(passed) - 1))
        return np.asarray(points @ U @ V)

    def draw(layer: int, epoch: int) -> str:
        points, share = seen(layer - 1, epoch), read[epoch][layer - 1]
        most = 1.05 * float(np.abs(points).max())
        when = f"after {epoch} epoch{'s' * (epoch != 1)}"
        plane = Panel((-most, most), (-most, most), (15, 30), (SIDE, SIDE), title="")
        plane.title = f"hidden layer {layer}, {when}"
        plane.points(points[:, 0], points[:, 1], faces, shapes, 2.6, shades)
        key = f"orange squares: {names[0][1]}; blue circles: {names[0][0]}"
        parts: list[Panel | str] = [
            plane,
            text(15, SIDE + 48, f"The probe gets {share:.2f} of the sums right.", 13, INK),
            text(15, SIDE + 66, key, 12, GREY),
            text(15, SIDE + 82, f"filled: {names[1][1]}; open: {names[1][0]}", 12, GREY),
        ]
        said = f"Hidden layer {layer} {when}, {len(points)} examples as points: the probe gets {share:.2f} right."
        drawn = {said: parts, f"The weights of four units {when}.": _images(units[epoch], titles, when)}
        return "\n".join(svg_image(parts, 300, SIDE + 92, words) for words, parts in drawn.items())

    layers = [1 + k for k in range(len(passed[0]))]
    controls = [
        choice("hidden layer", layers),
        slider("epochs of training", range(len(passed)), len(passed) - 1, steps=(1, -1)),
    ]
    explore(draw, controls, "a network's layers while it is trained")


def _seen_broadly(A: Array) -> Array:
    """Return (m, 2): the rows of A along the two directions in which they vary most (principal components)."""
    centred = A - A.mean(axis=0)
    directions = np.linalg.svd(centred, full_matrices=False)[2][:2]
    directions *= np.sign(directions.sum(axis=1, keepdims=True))  # either sign would do; always the same one
    return np.asarray(centred @ directions.T)


def _images(units: Array, titles: Sequence[str], when: str) -> list[Panel | str]:
    """Draw the weights of four units, two in a row, orange above 0 and blue below, each on a scale of its own."""
    parts: list[Panel | str] = []
    for i, (weights, title) in enumerate(zip(units, titles, strict=True)):
        strength = (weights / max(float(np.abs(weights).max()), 1e-9))[..., None]
        ends = np.where(strength > 0, rgb(ORANGE), rgb(BLUE))
        at = (15 + 142 * (i % 2), 45 + 112 * (i // 2))
        image = Panel((0, 1), (0, 1), at, (132, 66), title="")
        image.image(255 + np.abs(strength) * (ends - 255))
        parts += [image, text(at[0], at[1] + 82, title, 12, GREY)]
    heading = f"weights of four units in layer 1, {when}"
    return [text(15, 23, heading, 14), *parts, text(15, 275, "orange: above 0; blue: below 0", 12, GREY)]
