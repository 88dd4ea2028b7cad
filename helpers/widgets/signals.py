"""Signals through a deep network: what arrives in each layer on the way in, and what comes back from the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np

from helpers.plots.show import BLUE, GREY, RED, number
from helpers.widgets.explorable import choice, explore, slider
from helpers.widgets.panels import Panel, svg_image

Array = np.ndarray
Layers = Sequence[tuple[Array, Array]]
Step = Callable[[Array], Array]
DEPTH, WIDTH = 21, 32
LOW, HIGH = 1e-15, 1e10  # of the scales; what lies beyond is drawn at the edge
NUDGE = 1e-6  # the length of a nudge, as a share of the activations
TIMES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.4, 1.6, 2.0, 2.5, 3.0)
AROUND = "ReLU, ways around"


def signals(
    X: Array,
    init: Callable[[list[int], np.random.Generator], Layers],
    bends: Mapping[str, Step],
    around: Callable[[Array, Layers], Array],
) -> Callable[[str], dict[float, float]]:
    """Show how a signal passes 21 hidden layers, forwards and backwards, with kind and first weights to choose.

    Parameters
    ----------
    X : ndarray (m, n)
        The examples.
    init : callable
        The reader's own: `init(sizes, rng)` returns [(W, b), ...] with He's weights.
    bends : mapping of str to callable
        The activations of plain layers, by name.
    around : callable
        The reader's own: `around(A, [(W1, b1), (W2, b2)])` returns the output (m, n) of a residual block.

    Returns
    -------
    callable
        `arrives(kind)`: for a name of `bends`, or "ReLU, ways around", every value of the slider to the share of a
        nudge to layer 1 that reaches the end.
    """
    layers = list(init([X.shape[1]] + [WIDTH] * DEPTH, np.random.default_rng(0)))

    def steps(kind: str, times: float) -> list[Step]:
        """Return what the network does, one function for each layer, or for layer 1 and each block."""
        drawn = [(times * W, b) for W, b in layers]
        bend = bends.get(kind, list(bends.values())[-1])
        plain: list[Step] = [lambda A, W=W, b=b: bend(A @ W + b) for W, b in drawn]  # type: ignore[misc]
        if kind != AROUND:
            return plain
        pairs = [drawn[k : k + 2] for k in range(1, DEPTH, 2)]
        return [plain[0], *(lambda A, pair=pair: around(A, pair) for pair in pairs)]

    @cache
    def passed(kind: str, times: float) -> tuple[list[int], list[float], list[float]]:
        """Return the numbers of the layers, how much the examples differ there, and what a nudge there becomes."""
        with np.errstate(all="ignore"):
            return _passed(X, steps(kind, times))

    def draw(kind: str, times: float) -> str:
        (places, differ, reach), well = passed(kind, times), passed(list(bends)[-1], 1.0)
        end, share = _said(differ[-1]), _said(reach[0])
        said = [
            f"{kind}, {times:g} times He's weights: the digits differ by {_said(differ[0])} in layer 1 and by {end} in "
            f"layer {DEPTH}.",
            f"A nudge to layer 1 reaches layer {DEPTH} with {share} times its size.",
        ]
        names = ["how much the digits differ", "how much of a nudge reaches the end"]
        ends = [f"in layer {DEPTH}: {end}", f"a nudge to layer 1, times {share}"]
        pictures = []
        for i, (values, colour) in enumerate(((differ, BLUE), (reach, RED))):
            panel = Panel((0, DEPTH + 1), (LOW, HIGH), (55, 30), (250, 220), ("layer", " "), names[i], log=True)
            panel.line((0, DEPTH + 1), (1, 1), GREY, 0.5)
            panel.line(well[0], well[1 + i], GREY, 1.5, "5 4")
            panel.line(places, values, colour, 2.5)
            panel.points(places, values, colour, r=3.5)
            edge, anchor = ((0.6, "start"), (DEPTH + 0.4, "end"))[i]  # the end that starts level: nothing is there
            panel.words(edge, 1e8, ends[i], 13, colour, anchor)
            panel.words(edge, 1e-14, "dashed: ReLU, He's weights", 12, GREY, anchor)
            pictures.append(svg_image([panel], 315, 295, said[i]))
        return "\n".join(pictures)

    controls = [choice("hidden layers", [*bends, AROUND]), slider("He's weights times", TIMES, 1.0)]
    explore(draw, controls, "signals through 21 hidden layers")
    return lambda kind: {times: passed(kind, times)[2][0] for times in TIMES}


def _passed(X: Array, steps: list[Step]) -> tuple[list[int], list[float], list[float]]:
    """Send examples through a network, and nudges from every second layer on, by small steps of each layer alone."""
    m, hop = len(X), 1 + (len(steps) < DEPTH)  # a block holds two layers
    A, rng = np.asarray(steps[0](X), dtype=float), np.random.default_rng(1)
    places, differ, nudges, sizes = [1], [float(A.std(axis=0).mean())], np.empty((0, WIDTH)), np.empty(0)
    for k, step in enumerate(steps[1:], start=1):
        if (k - 1) * hop % 2 == 0:
            nudges = np.vstack([nudges, rng.normal(size=A.shape)])
            sizes = np.append(sizes, 1.0)
        length = NUDGE * np.sqrt(np.mean(A**2)) or NUDGE
        every = np.asarray(step(np.vstack([A, np.tile(A, (len(sizes), 1)) + length * nudges])), dtype=float)
        A, moved = every[:m], (every[m:].reshape(-1, m, WIDTH) - every[:m]) / length
        grown = np.sqrt(np.mean(moved**2, axis=(1, 2)))
        sizes, nudges = sizes * grown, (moved / np.maximum(grown, 1e-300)[:, None, None]).reshape(-1, WIDTH)
        if k * hop % 2 == 0:
            places.append(1 + k * hop)
            differ.append(float(A.std(axis=0).mean()))
    return places, differ, [*sizes.tolist(), 1.0]


def _said(value: float) -> str:
    """Write a number with two digits; what is smaller than the scale is lost in rounding."""
    if value < LOW:
        return f"less than {number(LOW)}"
    return f"{float(f'{value:.2g}'):,.0f}" if 100 <= value < 1e6 else number(value, digits=2)
