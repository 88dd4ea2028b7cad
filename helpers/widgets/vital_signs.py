"""The vital signs of a training run whose settings the reader chooses, with a faint healthy run behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from helpers.plots.show import BLUE, GREEN, GREY, RED, number
from helpers.widgets.explorable import choice, explore
from helpers.widgets.panels import Panel, svg_image

Record = Mapping[str, Any]
LOW, HIGH = 1e-6, 1e6  # of the scales by layer; what lies beyond is drawn at the edge
TOP_LOSS, DEEPEST, FAINT = 6.0, 4, "#BDBDBD"
SETS = {"training": (BLUE, ""), "validation": (RED, "6 4"), "test": (GREEN, "2 3")}
WHEN = {"start": (GREY, "", 4.0), "end": (RED, "6 4", 2.0)}


def vital_signs(
    run: Callable[[dict[str, Any]], Record],
    well: Mapping[str, Any],
    reference: Callable[[str], Record],
    values: Mapping[str, Sequence[Any]],
    others: Sequence[Mapping[str, Any]],
) -> None:
    """Show losses, accuracies, activations and gradients of a run, with its settings to choose.

    Parameters
    ----------
    run : callable
        `run(config)` trains and returns the record, as the clinic's does.
    well : mapping
        The settings at first: those of a healthy run.
    reference : callable
        `reference(activation)` returns the record of a healthy run with such units.
    values : mapping of str to sequence
        A setting to the values that it can have; one of them is that of `well`.
    others : sequence of mapping
        Further changes, of which one at a time can be chosen.
    """
    further: dict[str, Mapping[str, Any]] = {"none": {}}
    further |= {" and ".join(f"{name}: {value}" for name, value in change.items()): change for change in others}

    def draw(*chosen: Any) -> str:
        config = {**well, **dict(zip(values, chosen[:-1], strict=True)), **further[chosen[-1]]}
        record, usual = run(config), reference(config["activation"])
        epochs = len(record["training_loss"]) - 1
        losses, accuracies = ([record[f"{name}_{what}"] for name in SETS] for what in ("loss", "accuracy"))
        ends = [f"{name} {curve[-1]:.2f}" for name, curve in zip(SETS, accuracies, strict=True)]
        zeros = [f"{share:.0%}" for share in record["start"]["zeros"]]
        drawn = {
            f"The training loss goes from {losses[0][0]:.2f} to {losses[0][-1]:.2f} in {epochs} epochs.": _curves(
                record, usual, "loss", (-0.1, TOP_LOSS + 0.3), np.log(10), "loss"
            ),
            f"Accuracy at the end: {', '.join(ends)}.": _curves(
                record, usual, "accuracy", (-0.04, 1.1), 0.1, f"accuracy: {ends[1]}"
            ),
            f"Spread of activations {_said(record, 'spread')}; zeros at the start: {', '.join(zeros[1:])}.": _by_layer(
                record, usual, "spread", "spread of activations", zeros
            ),
            f"Size of gradients {_said(record, 'gradients')}.": _by_layer(
                record, usual, "gradients", "size of gradients"
            ),
        }
        return "\n".join(svg_image([panel], 315, 235, words) for words, panel in drawn.items())

    controls = [choice(name, of, well[name]) for name, of in values.items()]
    explore(draw, [*controls, choice("one more change", list(further))], "the vital signs of a training run")


def _curves(record: Record, usual: Record, what: str, y: tuple[float, float], guess: float, title: str) -> Panel:
    """Draw the losses, or the accuracies, over the epochs."""
    last = max(len(of["training_loss"]) for of in (record, usual)) - 1
    panel = Panel((-0.5, last + 0.5), y, (50, 25), (250, 165), ("epoch", " "), title)
    panel.line((-0.5, last + 0.5), (guess, guess), GREY, 1, "1 3")
    for i, (name, (colour, dash)) in enumerate(list(SETS.items())[: 2 if what == "loss" else 3]):
        for of, shade, width in ((usual, FAINT, 1.2), (record, colour, 2.0)):
            panel.line(range(len(of[f"{name}_{what}"])), of[f"{name}_{what}"], shade, width, dash)
        panel.words(last, y[1] * (0.92 - 0.1 * i) if what == "loss" else 0.34 - 0.1 * i, name, 12, colour, "end")
    return panel


def _by_layer(record: Record, usual: Record, what: str, title: str, above: Sequence[str] = ()) -> Panel:
    """Draw a number by layer, at the start and at the end; `above` each layer but the first stands a text."""
    first = 0 if above else 1
    last = first + max(DEEPEST, len(record["start"][what]) - 1)
    names = ("layer (0: the inputs)" if above else "layer of weights", " ")
    panel = Panel((first - 0.4, last + 0.4), (LOW / 3, HIGH * 3), (50, 25), (250, 165), names, title, log=True)
    for i, (when, (colour, dash, width)) in enumerate(WHEN.items()):
        for of, shade, wide in ((usual, FAINT, 1.2), (record, colour, width)):
            kept = np.clip(of[when][what], LOW, HIGH)
            panel.line(first + np.arange(len(kept)), kept, shade, wide, dash)
        panel.points(first + np.arange(len(kept)), kept, colour, "os"[i], 4 - i)
        panel.words(last + 0.3, (3e-4, 1e-5)[i], when, 12, colour, "end")
    if above:
        panel.words(first - 0.35, 3e5, "zeros:", 12, GREY)
    for layer, words in list(enumerate(above))[1:]:
        panel.words(layer, 3e5, words, 12, GREY, "middle")
    return panel


def _said(record: Record, what: str) -> str:
    """Say a number of each layer, at the start and at the end."""
    texts = {
        when: ", ".join("over a million" if v > HIGH else number(v, digits=2) for v in record[when][what])
        for when in WHEN
    }
    return f"at the start {texts['start']}, at the end {texts['end']}"
