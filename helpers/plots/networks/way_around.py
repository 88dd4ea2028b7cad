"""A residual block as a diagram: three stations, and a way around them, forward or back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from helpers.plots.networks.network_diagram import PAPER, TEXT
from helpers.plots.show import BLUE, GREEN, GREY, axes, number, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORWARD = ("× W₁ + b₁", "ReLU", "× W₂ + b₂")
BACK = ("× W₁ᵀ", "slope of\nthe ReLU", "× W₂ᵀ")
STATIONS, WIDE, TALL = (1.9, 3.7, 5.5), 1.1, 0.62  # the middles of the boxes, and their size, in inches
LEFT, FORK, PLUS, RIGHT, UP = -0.25, 0.6, 6.85, 7.75, 1.1


def way_around(numbers: Sequence[float], back: bool = False) -> None:
    """Draw one residual block with one unit in each layer, and the numbers that pass through it.

    Parameters
    ----------
    numbers : sequence of six float
        From left to right: outside the block, the four places between its stations, and outside again. Forward these
        are A, A, what the ReLU hears, what it says, what the block says, and the output; back they are the message to
        the layer before, what the block adds to it, the messages at what the ReLU heard and at what it said, and the
        message that arrived, twice.
    back : bool
        Let the arrows point back, to the input.
    """
    figure, (ax,) = axes(7.0, 2.4)
    stops = [LEFT, FORK, *STATIONS, PLUS, RIGHT]
    edges = [(stops[0], stops[1] - 0.17 * back), (stops[1] + 0.17 * back, STATIONS[0] - WIDE / 2)]
    edges += [(a + WIDE / 2, b - WIDE / 2) for a, b in zip(STATIONS, STATIONS[1:], strict=False)]
    edges += [(STATIONS[-1] + WIDE / 2, PLUS - 0.17 * (not back)), (PLUS + 0.17 * (not back), RIGHT)]
    for (start, end), value in zip(edges, numbers, strict=True):
        _arrow(ax, (start, 0.0), (end, 0.0), BLUE if FORK <= start < PLUS else GREY, back)
        ax.text((start + end) / 2, 0.2, number(value), fontsize=11, bbox=PAPER, **TEXT)
    for x, words in zip(STATIONS, BACK if back else FORWARD, strict=True):
        _box(ax, x, words)
    around = numbers[-1] if back else numbers[0]
    ends = (FORK, PLUS)
    for x in ends:
        ax.plot([x, x], [0.17 if x == ends[not back] else 0, UP], color=GREEN, linewidth=2.5, zorder=1)
    ax.plot(ends, [UP, UP], color=GREEN, linewidth=2.5)
    tip = ends[0] if back else ends[1]
    _arrow(ax, (tip, UP), (tip, 0.17), GREEN, False)
    words = f"the way around: {number(around)}, unchanged"
    ax.text(STATIONS[1], UP, words, fontsize=11, color="#00604A", bbox=PAPER, **TEXT)
    ax.scatter([tip], [0], s=330, facecolor="white", edgecolor="black", zorder=4)
    ax.text(tip, 0, "+", fontsize=14, **TEXT)
    names = ("message to the\nlayer before", "message that\narrived") if back else ("in: A", "out")
    for x, name, side in zip((LEFT, RIGHT), names, ("left", "right"), strict=True):
        ax.text(x, -0.2, name, fontsize=10, **TEXT | {"ha": side, "va": "top"})
    ax.text(STATIONS[1], -0.6, "the block", fontsize=10, color=BLUE, **TEXT)
    ax.set(xlim=(-0.35, 7.95), ylim=(-0.85, 1.4))
    ax.axis("off")
    show(figure, _alt(numbers, around, back))


def _arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float], colour: str, back: bool) -> None:
    """Draw one arrow, or the same arrow pointing back."""
    tail, tip = (end, start) if back else (start, end)
    style: dict[str, Any] = dict(arrowstyle="-|>", color=colour, linewidth=2, shrinkA=0, shrinkB=0)
    ax.annotate("", xy=tip, xytext=tail, arrowprops=style)


def _box(ax: Axes, x: float, words: str) -> None:
    """Draw one station."""
    from matplotlib.patches import FancyBboxPatch

    corner = x - WIDE / 2, -TALL / 2
    ax.add_patch(
        FancyBboxPatch(corner, WIDE, TALL, boxstyle="round,pad=0,rounding_size=0.08", facecolor="white", edgecolor="k")
    )
    ax.text(x, 0, words, fontsize=11, **TEXT)


def _alt(numbers: Sequence[float], around: float, back: bool) -> str:
    """Say the way of the numbers, station by station."""
    first, *inside, last = (number(value) for value in numbers)
    if back:
        inside.reverse()
        return (
            f"A residual block on the way back. The message {last} arrives on the right and goes two ways. Through the "
            f"block: {inside[0]}, after W₂ {inside[1]}, after the slope of the ReLU {inside[2]}, after W₁ {inside[3]}. "
            f"Around the block: {number(around)}, unchanged. Their sum, {first}, goes on to the layer before."
        )
    return (
        f"A residual block. The number {first} comes in on the left and goes two ways. Through the block: {inside[0]}, "
        f"after W₁ and b₁ {inside[1]}, after the ReLU {inside[2]}, after W₂ and b₂ {inside[3]}. Around the block: "
        f"{number(around)}, unchanged. Their sum, {last}, goes out."
    )
