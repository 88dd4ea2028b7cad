"""A network of step units with named inputs to switch on and off: which units fire, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from helpers.plots.show import number
from helpers.widgets.explorable import explore, slider
from helpers.widgets.networks.network_svg import arrow, heights, short, unit
from helpers.widgets.panels import svg_image, text

Layers = Sequence[tuple[np.ndarray, np.ndarray]]
COLUMNS, APART, WIDTH, HEIGHT = (34, 178, 300), 68, 340, 352


def units_that_fire(
    run: Callable[[np.ndarray, Layers], tuple[np.ndarray, np.ndarray]],
    layers: Layers,
    names: Sequence[Sequence[str]],
    start: Sequence[int],
) -> None:
    """Show a network with one hidden layer of step units, with each input, 0 or 1, to choose.

    Parameters
    ----------
    run : callable
        `run(X, layers)` takes X (1, n) and gives what the hidden units and the outputs say, (1, h) and (1, k).
    layers : sequence of (W, b)
        The reader's own two pairs.
    names : sequence of sequences of str
        The names of the inputs, the hidden units and the outputs.
    start : sequence of int (n,)
        The inputs at first.
    """
    weights = [np.asarray(W, dtype=float) for W, _ in layers]
    biases = [np.asarray(b, dtype=float) for _, b in layers]
    middle = 42 + APART * (len(names[0]) - 1) / 2
    rows = [heights(len(column), middle, APART * (1 if k == 0 else 1.6)) for k, column in enumerate(names)]

    def draw(*inputs: int) -> str:
        x = np.array([inputs], dtype=float)
        said = [x[0], *(np.asarray(part, dtype=float).ravel() for part in run(x, layers))]
        parts, lines, fired = [], [], []
        for k, W in enumerate(weights):
            for i, j in np.ndindex(W.shape):
                tail, tip = (COLUMNS[k] + 21, rows[k][i]), (COLUMNS[k + 1] - 21, rows[k + 1][j])
                weight = float(W[i, j])
                parts.append(
                    arrow(tail, tip, weight, short(weight) if weight else "", strong=bool(said[k][i]), share=0.25)
                )
        for k, column in enumerate(names):
            for j, name in enumerate(column):
                note = f"bias {short(biases[k - 1][j])}" if k else ""
                new = [0] if k and said[k][j] else []
                parts.append(unit((COLUMNS[k], rows[k][j]), [said[k][j]], name, note=note, new=new, digits=0))
                if k:
                    terms = [*(W * a for W, a in zip(weights[k - 1][:, j], said[k - 1], strict=True) if W and a)]
                    heard = " ".join(short(term) for term in [*terms, biases[k - 1][j]])
                    z = float(said[k - 1] @ weights[k - 1][:, j] + biases[k - 1][j])
                    fires = "fires" if said[k][j] else "does not fire"
                    lines.append(f"{name}: {heard} = {short(z) if z else 0}, {fires}")
                    fired.append(f"{name} {fires}")
        parts += [text(4, HEIGHT - 8 - 19 * (len(lines) - 1 - i), line) for i, line in enumerate(lines)]
        mood = ", ".join(f"{name} {number(value)}" for name, value in zip(names[0], inputs, strict=True))
        return svg_image(parts, WIDTH, HEIGHT, f"With {mood}: {', '.join(fired)}. The sums: {'; '.join(lines)}.")

    controls = [slider(name, [0, 1], value) for name, value in zip(names[0], start, strict=True)]
    explore(draw, controls, "which units fire")
