"""One pass through a network as a diagram: each unit is split into its sum z and its activation a."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.plots.network_diagram import PAPER, TEXT
from helpers.plots.show import GREY, axes, look, number, shades, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE, TALL, LAYERS_APART, UNITS_APART = 1.3, 0.5, 3.0, 1.4  # in inches


def passes(
    weights: Sequence[np.ndarray],
    units: Sequence[np.ndarray],
    names: Sequence[Sequence[str]],
    notes: Sequence[Sequence[str]],
    back: bool = False,
) -> None:
    """Draw one pass, forward or back, through a network; a unit's left half is its sum, its right half its activation.

    A thicker arrow is a larger number, and a dashed blue one is negative.

    Parameters
    ----------
    weights : sequence of ndarray (n_in, n_out)
        The numbers on the arrows of each layer of weights.
    units : sequence of ndarray
        The numbers in the units: (n,) for the input, (2, n) for every other layer, sums first; nan leaves a half empty.
    names : sequence of sequences of str
        The names of every layer's units, input first.
    notes : sequence of sequences of str
        What stands below every unit, input first.
    back : bool
        Let the arrows point from the output to the input.
    """
    blocks = [np.atleast_2d(np.asarray(layer, dtype=float)) for layer in units]
    heights = [UNITS_APART * (0.5 * (block.shape[1] - 1) - np.arange(block.shape[1])) for block in blocks]
    right = LAYERS_APART * (len(blocks) - 1) + WIDE / 2 + 0.1
    top = max(float(h[0]) for h in heights) + 0.62
    figure, (ax,) = axes(right + WIDE / 2 + 0.1, 2 * top)
    for i, block in enumerate(weights):
        ends = LAYERS_APART * i + _half(blocks[i]), LAYERS_APART * (i + 1) - WIDE / 2
        _arrows(ax, ends, heights[i], heights[i + 1], np.asarray(block, dtype=float), back)
    largest = max(1.0, *(float(np.nanmax(np.abs(block))) for block in blocks))
    for i, block in enumerate(blocks):
        for j, height in enumerate(heights[i]):
            _unit(ax, LAYERS_APART * i, float(height), block[:, j], largest, back)
            ax.text(LAYERS_APART * i, height + TALL / 2 + 0.15, names[i][j], fontsize=11, bbox=PAPER, **TEXT)
            ax.text(
                LAYERS_APART * i, height - TALL / 2 - 0.16, notes[i][j], fontsize=10, color=GREY, bbox=PAPER, **TEXT
            )
    ax.set(xlim=(-WIDE / 2 - 0.1, right), ylim=(-top, top), aspect="equal")
    ax.axis("off")
    show(figure, _alt(weights, blocks, names, back))


def _half(block: np.ndarray) -> float:
    """Return half the width of a layer's units: an input has one number, any other unit two."""
    return WIDE / 2 if len(block) > 1 else WIDE / 4


def _unit(ax: Axes, x: float, y: float, values: np.ndarray, largest: float, back: bool) -> None:
    """Draw one unit: a box for each of its numbers."""
    from matplotlib.patches import Rectangle

    left = x - len(values) * WIDE / 4
    for i, value in enumerate(values):
        shade = "white" if np.isnan(value) else shades()(0.5 + 0.5 * float(value) / largest)
        corner = left + i * WIDE / 2, y - TALL / 2
        ax.add_patch(Rectangle(corner, WIDE / 2, TALL, facecolor=shade, edgecolor="black", zorder=3))
        ax.text(corner[0] + WIDE / 4, y, _two_digits(value), fontsize=11, **TEXT)
        if len(values) > 1 and not np.isnan(value):
            letter = ("dz", "da")[i] if back else "za"[i]
            ax.text(corner[0] + 0.05, y + TALL / 2 - 0.1, letter, fontsize=9, color=GREY, **TEXT | {"ha": "left"})


def _arrows(
    ax: Axes, ends: tuple[float, float], here: np.ndarray, there: np.ndarray, block: np.ndarray, back: bool
) -> None:
    """Draw the arrows between two layers, each with its number."""
    for i, y in enumerate(here):
        for j, target in enumerate(there):
            start, end = np.array([ends[0], y]), np.array([ends[1], target])
            tail, tip = (end, start) if back else (start, end)
            colour, style = look(block[i, j])
            width = 0.6 + 0.7 * min(abs(block[i, j]), 4)
            arrow: dict[str, Any] = dict(arrowstyle="-|>", color=colour, linewidth=width, linestyle=style, shrinkA=0)
            ax.annotate("", xy=tuple(tip), xytext=tuple(tail), arrowprops=arrow | {"shrinkB": 0})
            at = start + 0.3 * (end - start)
            ax.text(at[0], at[1], number(round(block[i, j], 2), "+"), fontsize=10, color=colour, bbox=PAPER, **TEXT)


def _two_digits(value: float) -> str:
    """Write the number in a unit; nothing for nan."""
    return "" if np.isnan(value) else f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def _alt(weights: Sequence[np.ndarray], blocks: list[np.ndarray], names: Sequence[Sequence[str]], back: bool) -> str:
    """Say every number of the diagram, layer by layer."""
    z, a = ("dz", "da") if back else "za"
    phrases = ["A pass back through a network" if back else "A pass forward through a network"]
    for i, block in enumerate(blocks):
        told = []
        for j, name in enumerate(names[i]):
            parts = zip((z, a) if len(block) > 1 else ("",), block[:, j], strict=True)
            told.append(f"{name} " + ", ".join(f"{x} {_two_digits(v)}".strip() for x, v in parts if not np.isnan(v)))
        phrases.append("; ".join(told))
        if i < len(weights):
            pairs = ((here, there) for here in range(len(names[i])) for there in range(len(names[i + 1])))
            joint = (f"{names[i][h]} and {names[i + 1][t]} {number(round(weights[i][h, t], 2), '+')}" for h, t in pairs)
            phrases.append(f"Arrows between {'; '.join(joint)}")
    return ". ".join(phrases) + (". The arrows point back, to the input." if back else ".")
