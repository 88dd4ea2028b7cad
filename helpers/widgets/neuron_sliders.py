"""Turn a weight, see the line move: sliders in a live notebook, the same picture standing still anywhere else."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from IPython.display import HTML, display

from helpers.data import Table
from helpers.progress import live
from helpers.widgets.neuron_svg import Activation, Neuron, neuron_over_plane

if TYPE_CHECKING:
    import ipywidgets


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
    example = table.X[0] if example is None else example

    def picture(w1: float, w2: float, bias: float) -> str:
        """Write the HTML of the neuron with these weights."""
        return neuron_over_plane(f, activation, table, np.array([w1, w2]), bias, np.asarray(example, dtype=float))

    w1, w2 = w
    still = picture(w1, w2, b)
    if not live():
        display(HTML(still))
        return
    display(_sliders(picture, (w1, w2, b)))
    display(HTML(f"<details><summary>Where the sliders stood at first</summary>{still}</details>"))


def _sliders(picture: Callable[..., str], start: tuple[float, float, float]) -> ipywidgets.VBox:
    """Make a picture that three sliders change."""
    import ipywidgets  # only here: where nobody is at a front end, nobody waits for it

    shown = ipywidgets.HTML(picture(*start))
    ranges = {"weight w1": (-3, 3), "weight w2": (-3, 3), "bias b": (-8, 8)}
    sliders = [
        ipywidgets.FloatSlider(value, min=low, max=high, step=0.1, description=name, layout={"width": "480px"})
        for value, (name, (low, high)) in zip(start, ranges.items(), strict=True)
    ]

    def redraw(change: dict[str, Any]) -> None:
        """Draw the picture for where the sliders stand now."""
        try:
            shown.value = picture(*(slider.value for slider in sliders))
        except Exception as error:
            shown.value = html.escape(f"Your neuron stopped with {type(error).__name__}: {error}")

    for slider in sliders:
        slider.observe(redraw, names="value")
    return ipywidgets.VBox([*sliders, shown])
