"""The softmax of some scores: its probabilities at a temperature, and after a shift of all the scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import numpy as np

from helpers.plots.show import BLUE, GREEN, GREY, RED, number
from helpers.widgets.explorable import explore, slider
from helpers.widgets.panels import INK, Panel, svg_image

COLOURS, DASHES = (BLUE, RED, GREEN), ("", "7 4", "8 3 2 3")
AT, SIZE = (50, 30), (245, 225)


def temperature(
    softmax: Callable[[np.ndarray], np.ndarray],
    scores: Mapping[str, float],
    temperatures: Sequence[float],
    shifts: Sequence[float],
) -> None:
    """Show the softmax of three scores, with the temperature, and a number added to all scores, to choose.

    Parameters
    ----------
    softmax : callable
        The reader's own: it takes Z (m, k) and gives probabilities (m, k).
    scores : mapping of str to float
        The name and the score of each class, three at most.
    temperatures : sequence of float
        The temperatures to choose from, from low to high; the one nearest to 1 is chosen at first.
    shifts : sequence of float
        The numbers to add; 0 at first.
    """
    z, names = np.array(list(scores.values()), dtype=float), list(scores)
    line = np.geomspace(temperatures[0], temperatures[-1], 81)

    @cache
    def curves(shift: float) -> np.ndarray:
        return np.asarray(softmax((z + shift) / line[:, None]), dtype=float)

    def draw(T: float, shift: float) -> str:
        p = np.asarray(softmax((z + shift)[None] / T), dtype=float)[0]
        bars = Panel((-0.5, len(z) - 0.5), (0, 1), AT, SIZE, ("", "probability"))
        bars.title = f"softmax of the scores divided by {T:g}"
        bars.bars(
            p,
            [f"{name} {number(score, digits=5)}" for name, score in zip(names, z + shift, strict=True)],
            COLOURS[: len(z)],
        )
        for c, share in enumerate(p):
            bars.words(c, min(share + 0.02, 0.94), f"{share:.2f}", 13, "white" if share > 0.94 else INK, "middle")
        over = Panel((0, line[-1]), (0, 1), AT, SIZE, ("temperature T", "probability"), "at every temperature")
        over.line([T, T], [0, 1], GREY, 1, "2 3")
        for c, (colour, dash) in enumerate(zip(COLOURS, DASHES, strict=True)):
            if c < len(z):
                over.line(line, curves(shift)[:, c], colour, 2, dash)
                over.points([T], [p[c]], colour, r=5)
        for c, (far, up) in enumerate(((0.22, 0.05), (0.3, 0.02), (0.22, -0.09))[: len(z)]):
            height = float(np.interp(far * line[-1], line, curves(shift)[:, c])) + up
            over.words(far * line[-1], height, names[c], 12, COLOURS[c])
        told = ", ".join(f"{name} {share:.2f}" for name, share in zip(names, p, strict=True))
        moved = f", each score moved by {number(shift)}" if shift else ""
        says = [
            f"Bars of the probabilities at temperature {T:g}{moved}: {told}.",
            f"Their curves over the temperature, from {line[0]:g} to {line[-1]:g}, with a mark at {T:g}; "
            f"at {line[-1]:g} they are {', '.join(f'{share:.2f}' for share in curves(shift)[-1])}.",
        ]
        return "\n".join(svg_image([panel], 310, 305, words) for panel, words in zip((bars, over), says, strict=True))

    controls = [
        slider("temperature T", temperatures, 1.0, lambda T: f"{T:g}"),
        slider("added to each score", shifts, 0, lambda shift: number(shift, "+", 5)),
    ]
    explore(draw, controls, "the softmax and its temperature")
