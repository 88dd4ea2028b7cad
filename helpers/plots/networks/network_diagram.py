"""A network as a diagram: units in columns, numbers on the arrows, and one example's activations in the units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.plots.show import GREY, axes, look, number, shades, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_UNITS, MOST_ARROWS = 8, 16  # units of a layer that are drawn; arrows between two layers with room for a number
RADIUS, GAP = 0.3, 2.6  # of a unit, and between layers, in inches
LETTER = 0.09  # about the width of one, for the room that names take
TEXT: dict[str, Any] = dict(ha="center", va="center", zorder=5)
PAPER: dict[str, Any] = dict(facecolor="white", edgecolor="none", pad=0.8)


@dataclass
class Column:
    """One layer as it is drawn: its units' heights by index, names, biases (none for the input) and activations."""

    x: float
    heights: dict[int, float]
    names: list[str]
    biases: np.ndarray | None
    values: np.ndarray | None


def network(
    layers: Sequence[tuple[np.ndarray, np.ndarray]],
    activations: Sequence[np.ndarray] | None = None,
    names: Sequence[Sequence[str]] | None = None,
    titles: Sequence[str] = (),
    on_arrows: Sequence[np.ndarray] | None = None,
    back: bool = False,
) -> None:
    """Draw a network, input on the left, biases below the units.

    A thicker arrow is a larger number; a dashed blue one is negative; nan is an open one, drawn as "?".

    Parameters
    ----------
    layers : sequence of (W, b)
        W (n_in, n_out) and b (n_out,) of each layer of weights.
    activations : sequence of arrays, optional
        For one example, the numbers of every layer, input first, `[x, A1, P]`.
    names : sequence of sequences of str, optional
        The names of every layer's units, input first.
    titles : sequence of str, optional
        What stands above each layer.
    on_arrows : sequence of arrays, optional
        Numbers to write instead of the weights, shaped like every W.
    back : bool
        Let the arrows point from the output to the input, for what is passed back.
    """
    weights = [np.asarray(W, dtype=float) for W, _ in layers]
    biases: list[np.ndarray | None] = [None, *(np.asarray(b, dtype=float) for _, b in layers)]
    sizes = [len(weights[0]), *(W.shape[1] for W in weights)]
    values: list[np.ndarray | None] = [None] * len(sizes)
    if activations is not None:
        values = [np.ravel(a).astype(float) for a in activations]
    named = _names(sizes) if names is None else [list(map(str, layer)) for layer in names]
    most = min(max(sizes), MOST_UNITS)
    tall = most * (1.12 if most <= 4 else 0.96)
    columns = [
        Column(i * GAP, _heights(size, tall), unit_names, bias, value)
        for i, (size, unit_names, bias, value) in enumerate(zip(sizes, named, biases, values, strict=True))
    ]
    numbers = weights if on_arrows is None else [np.asarray(part, dtype=float) for part in on_arrows]
    alt = _alt(columns, numbers, "weights" if on_arrows is None else "numbers")
    _draw(columns, numbers, titles, tall, f"{alt} The arrows point back, to the input." if back else alt, back)


def _draw(
    columns: list[Column], numbers: list[np.ndarray], titles: Sequence[str], tall: float, alt: str, back: bool
) -> None:
    """Draw the columns and the arrows between them."""
    left, right = (0.5 + LETTER * max(map(len, column.names)) for column in (columns[0], columns[-1]))
    top, bottom = tall / 2 + (0.3 if titles else 0), -tall / 2
    figure, (ax,) = axes(left + columns[-1].x + right, top - bottom)
    for here, there, block in zip(columns, columns[1:], numbers, strict=False):
        _arrows(ax, here, there, block, back)
    for i, column in enumerate(columns):
        side = -1 if i == 0 else 1 if i == len(columns) - 1 else 0
        _units(ax, column, side)
        ax.text(column.x, top - 0.12, titles[i] if titles else "", fontsize=11, weight="bold", **TEXT)
    ax.set(xlim=(-left, columns[-1].x + right), ylim=(bottom, top), aspect="equal")
    ax.axis("off")
    show(figure, alt)


def _heights(size: int, tall: float) -> dict[int, float]:
    """Spread a layer's units over the height, the first on top; of a large layer, all but some before the last."""
    shown = list(range(size)) if size <= MOST_UNITS else [*range(MOST_UNITS - 2), size - 1]
    slots = min(size, MOST_UNITS)
    rows = [slots - 1 if i == size - 1 else i for i in shown]
    return {i: tall * (0.5 - (row + 0.5) / slots) for i, row in zip(shown, rows, strict=True)}


def _names(sizes: list[int]) -> list[list[str]]:
    """Name the units x1, x2, ... in the input, h1, ... in hidden layers, a1, ... in the output."""
    letters = ["x", *"h" * (len(sizes) - 2), "a"]
    return [[f"{letter}{i + 1}" for i in range(size)] for letter, size in zip(letters, sizes, strict=True)]


def _arrows(ax: Axes, here: Column, there: Column, block: np.ndarray, back: bool) -> None:
    """Draw the arrows between two layers, with their numbers where there is room."""
    room = len(here.heights) * len(there.heights) <= MOST_ARROWS
    share, digits = _share(here, there), 3 if block.size <= 8 else 2
    for i, y in here.heights.items():
        for j, target in there.heights.items():
            start, end = np.array([here.x, y]), np.array([there.x, target])
            _arrow(ax, *((end, start) if back else (start, end)), float(block[i, j]))
            if room:
                at = start + share * (end - start)
                colour, words = look(block[i, j]).colour, _number(block[i, j], digits)
                ax.text(at[0], at[1], words, fontsize=10, color=colour, bbox=PAPER, **TEXT)


def _share(here: Column, there: Column) -> float:
    """Say how far along its arrow a number stands, so that one unit's numbers stay clear of its neighbour's."""
    apart, spread = -np.diff(list(here.heights.values())[:2]), np.ptp(list(there.heights.values()))
    return min(0.42, 0.75 * float(apart[0]) / (float(apart[0]) + spread)) if len(apart) else 0.42


def _arrow(ax: Axes, start: np.ndarray, end: np.ndarray, number: float) -> None:
    """Draw one arrow between the edges of two units, thicker for a larger number."""
    colour, style = look(number)
    inside = RADIUS * (end - start) / np.hypot(*(end - start))
    width = 1.0 if np.isnan(number) else 0.6 + 0.7 * min(abs(number), 4)
    arrow = dict(arrowstyle="-|>", color=colour, linewidth=width, linestyle=style, shrinkA=0, shrinkB=0)
    ax.annotate("", xy=end - inside, xytext=start + inside, arrowprops=arrow)


def _units(ax: Axes, column: Column, side: int) -> None:
    """Draw a layer's units: the activation inside, the name at the `side` (above for 0), the bias below."""
    from matplotlib.patches import Circle

    for i, y in column.heights.items():
        ax.add_patch(Circle((column.x, y), RADIUS, facecolor=_shade(column.values, i), edgecolor="black", zorder=3))
        ax.text(column.x, y, "" if column.values is None else _short(column.values[i]), fontsize=11, **TEXT)
        if side:
            at, to = column.x + side * (RADIUS + 0.08), {"ha": "left" if side > 0 else "right"}
            ax.text(at, y, column.names[i], fontsize=11, **TEXT | to)
        else:
            ax.text(column.x, y + RADIUS + 0.11, column.names[i], fontsize=10, bbox=PAPER, **TEXT)
        if column.biases is not None:
            bias = f"bias {_number(column.biases[i])}"
            ax.text(column.x, y - RADIUS - 0.11, bias, fontsize=9, color=GREY, bbox=PAPER, **TEXT)
    if len(column.heights) < len(column.names):
        y = float(np.mean(list(column.heights.values())[-2:]))
        ax.text(column.x, y, f"⋮ {len(column.names)} units", fontsize=10, color=GREY, bbox=PAPER, **TEXT)


def _shade(values: np.ndarray | None, i: int) -> Any:
    """Return the colour of a unit, by its activation."""
    return "white" if values is None else shades()(0.5 + 0.5 * float(values[i] / max(1, np.abs(values).max())))


def _number(value: float, digits: int = 3) -> str:
    """Write a number on an arrow, "?" for an open one."""
    return "?" if np.isnan(value) else "0" if value == 0 else number(value, "+", digits)


def _short(value: float) -> str:
    """Write an activation in the few letters that a unit has room for."""
    few = f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 100 else f"{value:.3g}"
    return "0" if few == "-0" else few.replace("-", "−")


def _alt(columns: list[Column], numbers: list[np.ndarray], what: str) -> str:
    """Say the network's sizes and numbers, and the activations where there are any."""
    sizes = ", ".join(str(len(column.names)) for column in columns[:-1])
    phrases = [f"A network with layers of {sizes} and {len(columns[-1].names)} units"]
    for here, there, block in zip(columns, columns[1:], numbers, strict=False):
        if block.size > MOST_ARROWS:
            least, largest = _number(block.min()), _number(block.max())
            phrases.append(f"{len(here.names)} to {len(there.names)}: {what} from {least} to {largest}")
            continue
        for j, name in enumerate(there.names):
            into = ", ".join(f"{_number(v)} from {n}" for n, v in zip(here.names, block[:, j], strict=True))
            phrases.append(f"Into {name}: {into}, bias {_number(_known(there.biases)[j])}")
    if columns[0].values is not None:
        phrases += [f"Activations: {'; '.join(_values(column) for column in columns)}"]
    return ". ".join(phrases) + "."


def _values(column: Column) -> str:
    """List the activations of the units that are drawn."""
    return ", ".join(f"{column.names[i]} {_short(_known(column.values)[i])}" for i in column.heights)


def _known(numbers: np.ndarray | None) -> np.ndarray:
    """Return numbers that are there: only the input has no biases, and only a bare network no activations."""
    assert numbers is not None
    return numbers
