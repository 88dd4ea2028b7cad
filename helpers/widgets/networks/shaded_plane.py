"""What a network says of each point of a plane, as a shade, and the line where its decision changes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.data import Table
from helpers.plots.show import BLUE, GREY, ORANGE
from helpers.widgets.panels import INK, Panel, rgb

FINE = 41  # points along each axis


def shaded_plane(panel: Panel, decide: Callable[[np.ndarray], np.ndarray], table: Table) -> None:
    """Shade a panel by a decision, draw the line where it crosses 0.5, and the examples on top.

    Parameters
    ----------
    panel : Panel
        Where to draw.
    decide : callable
        Takes X (m, 2) and gives one number from 0 to 1 an example, (m,).
    table : Table
        The examples; its X is (m, 2).
    """
    from contourpy import contour_generator  # only here: a lesson's set-up draws nothing

    across, up = np.linspace(*panel.x, FINE), np.linspace(*panel.y, FINE)
    x1, x2 = np.meshgrid(across, up)
    p = np.asarray(decide(np.column_stack([x1.ravel(), x2.ravel()])), dtype=float).reshape(x1.shape)
    share = 0.45 * np.clip(np.abs(2 * p - 1), 0, 1)[..., None]
    colours = np.where(p[..., None] > 0.5, rgb(ORANGE), rgb(BLUE))
    panel.image((255 + share * (colours - 255))[::-1], smooth=True)
    for line in contour_generator(across, up, p).lines(0.5):
        panel.line(np.asarray(line)[:, 0], np.asarray(line)[:, 1], INK)
    labels = np.asarray(table.y)
    panel.points(table.X[:, 0], table.X[:, 1], [(BLUE, ORANGE)[y] for y in labels], ["os"[y] for y in labels], r=6)


def straight(panel: Panel, w: np.ndarray, b: float, colour: str = GREY, width: float = 1.5, dash: str = "6 4") -> None:
    """Draw the line where w (2,) times x plus b is 0, as far as it lies in the panel."""
    (low1, high1), (low2, high2) = panel.x, panel.y
    ends = []
    if abs(w[1]) > 1e-12:
        ends += [(x, -(w[0] * x + b) / w[1]) for x in (low1, high1)]
    if abs(w[0]) > 1e-12:
        ends += [(-(w[1] * y + b) / w[0], y) for y in (low2, high2)]
    inside = [(x, y) for x, y in ends if low1 - 1e-9 <= x <= high1 + 1e-9 and low2 - 1e-9 <= y <= high2 + 1e-9]
    if len(inside) > 1:
        far = max(inside, key=lambda end: abs(end[0] - inside[0][0]) + abs(end[1] - inside[0][1]))
        panel.line([inside[0][0], far[0]], [inside[0][1], far[1]], colour, width, dash)
