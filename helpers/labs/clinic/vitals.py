"""The vital signs of a training run as one strip: two kinds of curves, and two kinds of numbers layer by layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.plots.show import BLUE, GREEN, GREY, RED, axes, number, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOW, HIGH = 1e-6, 1e6  # of the scales by layer; what lies beyond is drawn at the edge
POWERS = {
    LOW: "10\N{SUPERSCRIPT MINUS}\N{SUPERSCRIPT SIX}",
    1e-3: "0.001",
    1: "1",
    1e3: "1000",
    HIGH: "10\N{SUPERSCRIPT SIX}",
}
SETS = {"training": (BLUE, "-", 1.6), "validation": (RED, "--", 1.6), "test": (GREEN, ":", 3.2)}
WHEN: dict[str, dict[str, Any]] = {  # the start is drawn wide, so that it is seen under an end that has not moved
    "start": {"color": GREY, "marker": "o", "markersize": 8, "linewidth": 4, "alpha": 0.45},
    "end": {"color": RED, "marker": "s", "markersize": 4, "linestyle": "--"},
}


def vitals(record: Mapping[str, Any], title: str = "") -> None:
    """Draw a record: losses, accuracies, and, by layer, the spread of activations, gradients and weights.

    A dotted line marks what guessing among ten classes would give. Scales by layer are logarithmic; a number below
    a millionth, such as 0, lies on the lower edge, and one above a million, under an arrow, on the upper edge.
    Under each layer stands its share of zeros at the start.

    Parameters
    ----------
    record : mapping
        What `run` returns.
    title : str, optional
        Stands above the chart.
    """
    figure, (losses, accuracies, spreads, slopes) = axes(9.8, 2.7, columns=4)
    figure.set_layout_engine(None)  # the places are always the same, and need not be sought
    figure.subplots_adjust(left=0.03, right=0.99, top=0.8, bottom=0.21, wspace=0.2)
    phrases = [_curves(losses, record, "loss", np.log(10), ("training", "validation"))]
    phrases += [_curves(accuracies, record, "accuracy", 0.1, tuple(SETS))]
    losses.set_ylim(-0.1, 1.05 * max(3, *record["training_loss"], *record["validation_loss"]))
    accuracies.set_ylim(-0.04, 1.04)
    layers = range(len(record["start"]["spread"]))
    zeros = record["start"]["zeros"]
    names = [f"{layer}\n{zeros[layer]:.0%}" if layer else "inputs" for layer in layers]
    phrases += [_by_layer(spreads, record, "spread", list(layers), names)]
    phrases += [_by_layer(slopes, record, "gradients", [layer + 1 for layer in layers], [str(i + 1) for i in layers])]
    slopes.plot([i + 1 for i in layers], _kept(record["start"]["weights"]), color=BLUE, marker="^", linestyle=":",
                label="weights", markersize=4)  # fmt: skip
    for ax, name in zip(
        (losses, accuracies, spreads, slopes),
        ("loss", "accuracy", "spread of activations, by layer", "norm of dW, by layer"),
        strict=True,
    ):
        ax.set_title(name, fontsize=9, y=1)  # a place that is given need not be sought
        ax.tick_params(labelsize=7)
        if ax in (spreads, slopes):  # in one row, above all that is drawn
            ax.legend(frameon=False, fontsize=7, loc="upper center", ncols=3, columnspacing=1, handletextpad=0.5,
                      handlelength=1.8, borderaxespad=0.1)  # fmt: skip
        else:
            ax.legend(frameon=False, fontsize=7, loc="best")
    spreads.set_xlabel("layer, and its share of zeros at the start", fontsize=8)
    slopes.set_xlabel("layer of weights", fontsize=8)
    figure.suptitle(
        f"{title + ': ' if title else ''}{record['activation']} units", fontsize=10, x=0.005, y=0.985, ha="left"
    )
    weights = ", ".join(number(w, digits=2) for w in record["start"]["weights"])
    show(
        figure,
        f"{title + ': ' if title else ''}vital signs of a run with {record['activation']} units. {' '.join(phrases)} "
        f"Share of zeros at the start: {', '.join(f'{share:.0%}' for share in zeros[1:])}. "
        f"Root mean square of the weights at the start: {weights}.",
    )


def _curves(ax: Axes, record: Mapping[str, Any], what: str, guessing: float, names: Sequence[str]) -> str:
    """Draw the losses, or the accuracies, of some sets of rows, and say where they begin and end."""
    phrases = []
    for name in names:
        curve, (colour, style, width) = record[f"{name}_{what}"], SETS[name]
        ax.plot(curve, color=colour, linestyle=style, label=name, linewidth=width)
        phrases.append(f"{name} from {curve[0]:.2f} to {curve[-1]:.2f}, highest {max(curve):.2f}")
    ax.axhline(guessing, color=GREY, linestyle=(0, (1, 3)), linewidth=1)
    ax.set_xlabel("epoch", fontsize=8)
    ax.set_xticks(range(0, len(record["training_loss"]), 5))
    return f"{what.capitalize()}: {'; '.join(phrases)}."


def _by_layer(ax: Axes, record: Mapping[str, Any], what: str, places: list[int], names: list[str]) -> str:
    """Draw one quantity by layer, at the start and at the end, and say its numbers."""
    phrases = []
    for when, style in WHEN.items():
        values = record[when][what]
        ax.plot(places, _kept(values), label=when, **style)
        beyond = [place for place, value in zip(places, values, strict=True) if value > HIGH]
        ax.plot(beyond, [HIGH * 6] * len(beyond), color=style["color"], marker="^", markersize=5, linestyle="")
        phrases.append(f"at the {when} {', '.join(number(value, digits=2) for value in values)}")
    ax.set(yscale="log", ylim=(LOW / 3, HIGH * 300))
    ax.set_yticks(list(POWERS), list(POWERS.values()))
    ax.set(xticks=places, xticklabels=names)
    ax.minorticks_off()
    for edge in (LOW, HIGH):
        ax.axhline(edge, color=GREY, linestyle=(0, (1, 3)), linewidth=1)
    ax.margins(x=0.15)
    return f"{what.capitalize()} by layer: {'; '.join(phrases)}."


def _kept(values: Sequence[float]) -> np.ndarray:
    """Move what lies beyond the scale to its edge."""
    return np.clip(values, LOW, HIGH)
