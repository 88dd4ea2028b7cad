"""The neuron as a diagram, with its numbers on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.plots.show import GREY, Style, axes, look, number, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Point = tuple[float, float]
DASHES: dict[str, Style] = {"--": (0, (2.2, 1.4)), ":": (0, (1, 2))}  # short: a short, thick arrow shows them too


def neuron(
    w: Sequence[float],
    b: float,
    x: Sequence[float] | None = None,
    z: float | None = None,
    a: float | None = None,
    names: Sequence[str] = (),
    activation: str = "step",
) -> None:
    """Draw a neuron; with `x`, `z` and `a`, one example passes through it.

    A thicker arrow brings more to the sum; a dashed blue one takes away; a dotted grey one is silent.

    Parameters
    ----------
    w : sequence of float (n,)
        The weights.
    b : float
        The bias.
    x : sequence of float (n,), optional
        The example's inputs.
    z, a : float, optional
        Its weighted sum, and its activation.
    names : sequence of str, optional
        The inputs' names; without them x1, x2, ...
    activation : str
        The name of the activation.
    """
    figure, (ax,) = axes(7.2, max(2.4, 0.8 * len(w) + 0.6))
    ax.axis("off")
    names = list(names) or [f"x{i + 1}" for i in range(len(w))]
    rows = [-(i - (len(w) - 1) / 2) for i in range(len(w))]
    for i, row in enumerate(rows):
        _input(ax, row, names[i], float(w[i]), None if x is None else float(x[i]))
    _unit(ax, 3.4, "sum" if z is None else f"z = {number(z)}", "")
    colour, style = look(b)
    _arrow(ax, (3.4, -1.22), (3.4, -0.25), colour, _width(float(b)), style)
    ax.text(3.4, -1.36, f"bias {number(b, '+')}", ha="center", va="center", fontsize=11)
    _arrow(ax, (4.0, 0), (5.0, 0), GREY, 1.5)
    _unit(ax, 5.6, activation, "activation")
    _arrow(ax, (6.2, 0), (7.0, 0), GREY, 1.5)
    ax.text(7.1, 0, "output" if a is None else f"a = {number(a)}", va="center", fontsize=12)
    ax.set(xlim=(-1.5, 8.4), ylim=(min(*rows, -1.0) - 0.6, max(*rows, 0.5) + 0.5))
    show(figure, _alt(w, b, x, z, a, names, activation))


def _input(ax: Axes, row: float, name: str, weight: float, value: float | None) -> None:
    """Draw one input: its name, its value, and the arrow that brings it to the sum, with its weight."""
    adds = weight if value is None else weight * value
    colour, style = look(adds)
    ax.text(-0.3, row, name, ha="right", va="center", fontsize=11)
    ax.text(0, row, "" if value is None else number(value), ha="center", va="center", fontsize=11, zorder=4)
    ax.scatter([0], [row], s=620, facecolor="white", edgecolor="black", zorder=3)
    _arrow(ax, (0.3, row), (2.85, row * 0.15), colour, _width(adds), style)
    label = number(weight, "+") if value is None else f"{number(value)} × ({number(weight, '+')})"
    ax.text(
        1.3,
        row * 0.66,
        label,
        ha="center",
        va="center",
        fontsize=11,
        bbox=dict(facecolor="white", edgecolor="none", pad=1),
        zorder=5,
    )


def _unit(ax: Axes, at: float, inside: str, below: str) -> None:
    """Draw a box at a place along the neuron, with a word inside and one below."""
    ax.text(
        at,
        0,
        inside,
        ha="center",
        va="center",
        fontsize=11,
        zorder=4,
        bbox=dict(boxstyle="round,pad=0.5", facecolor="white", edgecolor="black"),
    )
    ax.text(at, -0.52, below, ha="center", va="center", fontsize=11)


def _width(adds: float) -> float:
    """Return how thick the arrow is of what brings so much to the sum."""
    return 0.8 + 0.6 * min(abs(adds), 4)


def _arrow(ax: Axes, start: Point, end: Point, colour: str, width: float, style: str = "-") -> None:
    """Draw an arrow, the shaft by itself: its dashes must not cut up the head."""
    dashes, head = DASHES.get(style, style), 10 + 3 * width  # points
    shaft = dict(arrowstyle="-", color=colour, linewidth=width, linestyle=dashes, shrinkB=0.4 * head)
    ax.annotate("", xy=end, xytext=start, arrowprops=shaft)
    ax.annotate(
        "", xy=end, xytext=start, arrowprops=dict(arrowstyle="-|>", color=colour, linewidth=0, mutation_scale=head)
    )


def _alt(
    w: Sequence[float],
    b: float,
    x: Sequence[float] | None,
    z: float | None,
    a: float | None,
    names: Sequence[str],
    activation: str,
) -> str:
    """Say the neuron's numbers, and those of the example."""
    weights = ", ".join(f"{name} {float(weight):+.3g}" for name, weight in zip(names, w, strict=True))
    text = f"A neuron with weights {weights} and bias {float(b):+.3g}, then {activation}."
    if x is None:
        return text
    inputs = ", ".join(f"{name} {float(value):.3g}" for name, value in zip(names, x, strict=True))
    passed = f"{text} For {inputs} the sum is {float(z):.4g}" if z is not None else f"{text} For {inputs}"
    return f"{passed}." if a is None else f"{passed} and the output {float(a):.4g}."
