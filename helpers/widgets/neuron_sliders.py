"""Turn a weight, see the line move: sliders in a live notebook, the same picture standing still anywhere else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.data import Table
from helpers.plots.show import number
from helpers.widgets.explorable import explore, slider
from helpers.widgets.neuron_svg import Activation, Neuron, neuron_over_plane

TENTHS = {"weight w1": 30, "weight w2": 30, "bias b": 80}  # how far each slider goes, in tenths


def neuron(
    f: Neuron,
    activation: Activation,
    table: Table,
    w: Sequence[float] = (1.0, -1.0),
    b: float = 0.0,
    example: Sequence[float] | None = None,
) -> None:
    """Show a neuron with two weights over the examples of a table, with sliders in a live notebook.

    Parameters
    ----------
    f : callable
        The reader's own neuron: `f(X, w, b, activation)` takes X (m, 2) and gives (m,).
    activation : callable
        Its activation, of numbers of any shape.
    table : Table
        The examples; its X is (m, 2).
    w : sequence of float (2,)
        The weights at first.
    b : float
        The bias at first.
    example : sequence of float (2,), optional
        The input whose numbers are written out; without it, the table's first.
    """
    x = np.asarray(table.X[0] if example is None else example, dtype=float)

    def draw(w1: float, w2: float, bias: float) -> str:
        return neuron_over_plane(f, activation, table, np.array([w1, w2]), bias, x)

    controls = [
        slider(name, [tenth / 10 for tenth in range(-most, most + 1)], value, lambda v: number(v, "+", 2))
        for (name, most), value in zip(TENTHS.items(), (*w, b), strict=True)
    ]
    explore(draw, controls, "a neuron over its plane")
