"""The vital signs of a training run as one strip: two kinds of curves, and three kinds of numbers layer by layer.

All strips have the same axes, and a faint healthy run behind, so that two of them can be compared at a glance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.labs.clinic.training_run import reference
from helpers.plots.show import BLUE, GREEN, GREY, RED, axes, number, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LOW, HIGH = 1e-6, 1e6  # of the scales by layer; what lies beyond is drawn at the edge
POWERS = {
    LOW: "10\N{SUPERSCRIPT MINUS}\N{SUPERSCRIPT SIX}",
    1e-3: "0.001",
    1: "1",
    1e3: "1000",
    HIGH: "10\N{SUPERSCRIPT SIX}",
}
TOP_LOSS, EPOCHS, LAYERS = 6.0, 20, 3  # how far the axes reach; longer runs and deeper networks get longer ones
SETS: dict[str, tuple[str, Any, float]] = {
    "training": (BLUE, "-", 1.6),
    "validation": (RED, "--", 1.6),
    "test": (GREEN, ":", 3.2),
}
WHEN: dict[str, dict[str, Any]] = {  # the start is drawn wide, so that it is seen under an end that has not moved
    "start": {"color": GREY, "marker": "o", "markersize": 8, "linewidth": 4, "alpha": 0.45},
    "end": {"color": RED, "marker": "s", "markersize": 4, "linestyle": "--"},
}
FAINT: dict[str, Any] = {"color": "#BDBDBD", "linewidth": 1.1, "zorder": 0}
DOTTED: dict[str, Any] = {"color": GREY, "linestyle": (0, (1, 3)), "linewidth": 1}
PANELS = ("loss", "accuracy", "spread of activations", "size of gradients", "size of weights")


def vitals(record: Mapping[str, Any], title: str = "", after: Mapping[str, Any] | None = None) -> None:
    """Draw a record: losses and accuracies; by layer, the spread of activations, the gradients and the weights.

    Faint lines belong to a healthy run with units of the same kind. Dotted lines mark what guessing among ten classes
    would give. What lies above the loss's scale is drawn at its upper edge, under an arrow. Scales by layer are
    logarithmic; a number below a millionth, such as 0, lies on the lower edge, and one above a million, under an arrow,
    on the upper edge. Under each layer stands its share of zeros at the start.

    Parameters
    ----------
    record : mapping
        What `run` returns.
    title : str, optional
        Stands above the chart.
    after : mapping, optional
        The record of the same run after its treatment: drawn below, on the same axes.
    """
    strips = [(f"{title}, {when}" if title else when, of) for when, of in (("sick", record), ("treated", after)) if of]
    if after is None:
        strips = [(title, record)]
    height = 2.35 * len(strips) + 0.35
    figure, panels = axes(9.8, height, columns=len(PANELS), rows=len(strips))
    figure.set_layout_engine(None)  # the places are always the same, and need not be sought
    figure.subplots_adjust(
        left=0.03, right=0.995, top=1 - 0.62 / height, bottom=0.47 / height, wspace=0.16, hspace=0.55
    )
    alts = [
        _strip(panels[row * len(PANELS) : (row + 1) * len(PANELS)], of, name) for row, (name, of) in enumerate(strips)
    ]
    _legend(figure, 1 - 0.02 / height)
    show(figure, " ".join(alts), colours=64)


def _strip(panels: Sequence[Axes], record: Mapping[str, Any], title: str) -> str:
    """Draw one record on five axes, and say its numbers."""
    losses, accuracies, spreads, slopes, sizes = panels
    units, well = record["activation"], reference(record["activation"])
    phrases = [_curves(losses, record, well, "loss", np.log(10), ("training", "validation"))]
    phrases += [_curves(accuracies, record, well, "accuracy", 0.1, tuple(SETS))]
    losses.set_ylim(-0.1, TOP_LOSS + 0.3)
    accuracies.set_ylim(-0.04, 1.06)
    phrases += [_by_layer(spreads, record, well, "spread", 0), _by_layer(slopes, record, well, "gradients", 1)]
    phrases += [_by_layer(sizes, record, well, "weights", 1)]
    for ax, name in zip(panels, PANELS, strict=True):
        ax.set_title(name, fontsize=8.5, y=1, pad=3)
        ax.tick_params(labelsize=7, pad=2)
    for ax in (slopes, sizes):
        ax.set_yticklabels([])
    spreads.set_xlabel("layer, and its share of zeros at the start", fontsize=7.5, labelpad=1)
    for ax, label in (
        (losses, "epoch"),
        (accuracies, "epoch"),
        (slopes, "layer of weights"),
        (sizes, "layer of weights"),
    ):
        ax.set_xlabel(label, fontsize=7.5, labelpad=1)
    heading = f"{title}: {units} units" if title else f"{units} units"
    losses.text(0, 1.16, heading, transform=losses.transAxes, fontsize=10, fontweight="bold")
    zeros = ", ".join(f"{share:.0%}" for share in record["start"]["zeros"][1:])
    named = f"{title}: " if title else ""
    return (
        f"{named}vital signs of a run with {units} units, with a faint healthy one behind. {' '.join(phrases)} "
        f"Share of zeros at the start: {zeros}."
    )


def _curves(
    ax: Axes, record: Mapping[str, Any], well: Mapping[str, Any], what: str, guessing: float, names: Sequence[str]
) -> str:
    """Draw the losses, or the accuracies, of some sets of rows, and say where they begin and end."""
    phrases, top = [], TOP_LOSS if what == "loss" else 1.0
    for name in names:
        curve, (colour, style, width) = np.array(record[f"{name}_{what}"]), SETS[name]
        ax.plot(well[f"{name}_{what}"], linestyle=style, **FAINT)
        ax.plot(np.minimum(curve, top), color=colour, linestyle=style, linewidth=width)
        beyond = np.flatnonzero(curve > top)
        ax.plot(beyond, np.full(len(beyond), top + 0.15), color=colour, marker="^", markersize=4, linestyle="")
        phrases.append(f"{name} from {curve[0]:.2f} to {curve[-1]:.2f}, highest {max(curve):.2f}")
    ax.axhline(guessing, **DOTTED)
    last = max(EPOCHS, len(curve) - 1)
    ax.set_xlim(-0.6, last + 0.6)
    ax.set_xticks(range(0, last + 1, 5))
    return f"{what.capitalize()}: {'; '.join(phrases)}."


def _by_layer(ax: Axes, record: Mapping[str, Any], well: Mapping[str, Any], what: str, first: int) -> str:
    """Draw one quantity by layer, at the start and at the end, and say its numbers."""
    phrases = []
    for when, style in WHEN.items():
        values, healthy = record[when][what], well[when][what]
        places = [first + layer for layer in range(len(values))]
        ax.plot(
            [first + layer for layer in range(len(healthy))], _kept(healthy), linestyle=style.get("linestyle"), **FAINT
        )
        ax.plot(places, _kept(values), **style)
        beyond = [place for place, value in zip(places, values, strict=True) if value > HIGH]
        ax.plot(beyond, [HIGH * 6] * len(beyond), color=style["color"], marker="^", markersize=5, linestyle="")
        phrases.append(f"at the {when} {', '.join(map(_said, values))}")
    last = max(first + LAYERS, places[-1])
    zeros = record["start"]["zeros"]
    names = {place: f"{place}\n{zeros[place]:.0%}" if what == "spread" and place else str(place) for place in places}
    names |= {0: "inputs"} if what == "spread" else {}
    ax.set(yscale="log", ylim=(LOW / 3, HIGH * 30), xlim=(first - 0.45, last + 0.45))
    ax.set_yticks(list(POWERS), list(POWERS.values()))
    ax.set(xticks=places, xticklabels=[names[place] for place in places])
    ax.minorticks_off()
    for edge in (LOW, HIGH):
        ax.axhline(edge, **DOTTED)
    return f"{what.capitalize()} by layer: {'; '.join(phrases)}."


def _legend(figure: Figure, top: float) -> None:
    """Say once for all axes what each line is."""
    from matplotlib.lines import Line2D

    lines = [Line2D([], [], color=c, linestyle=style, linewidth=w, label=name) for name, (c, style, w) in SETS.items()]
    lines += [Line2D([], [], label=when, **style) for when, style in WHEN.items()]
    lines += [Line2D([], [], label="healthy run", **FAINT)]
    figure.legend(handles=lines, loc="upper right", bbox_to_anchor=(0.99, top), ncols=6, frameon=False, fontsize=8,
                  columnspacing=1.2, handletextpad=0.5, handlelength=2, borderaxespad=0)  # fmt: skip


def _said(value: float) -> str:
    """Write a number, unless it lies beyond the scale; 0 is said as it is."""
    return "over a million" if value > HIGH else "under a millionth" if 0 < value < LOW else number(value, digits=2)


def _kept(values: Sequence[float]) -> np.ndarray:
    """Move what lies beyond the scale to its edge."""
    return np.clip(values, LOW, HIGH)
