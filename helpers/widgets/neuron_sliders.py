"""Turn a weight, see the line move: sliders in a live notebook, the same picture standing still anywhere else."""

import html
from collections.abc import Callable, Sequence

import ipywidgets
import numpy as np
from IPython.display import HTML, display

from helpers.data import Table
from helpers.progress import live
from helpers.widgets.neuron_svg import neuron_over_plane


def neuron(
    f: Callable,
    activation: Callable,
    table: Table,
    w: Sequence[float] = (1.0, -1.0),
    b: float = 0.0,
    example: Sequence[float] | None = None,
) -> None:
    """Show a neuron with two weights over the examples of `table`, with sliders for `w` and `b` in a live notebook.

    `f(X, w, b, activation)` is the reader's own neuron; `example` (2,) is the input whose numbers are written out.
    """
    example = table.X[0] if example is None else example

    def picture(w1: float, w2: float, bias: float) -> str:
        return neuron_over_plane(f, activation, table, np.array([w1, w2]), bias, np.asarray(example, dtype=float))

    still = picture(*w, b)
    if not live():
        display(HTML(still))
        return
    display(_sliders(picture, (*w, b)))
    display(HTML(f"<details><summary>Where the sliders stood at first</summary>{still}</details>"))


def _sliders(picture: Callable[..., str], start: tuple[float, float, float]) -> ipywidgets.VBox:
    shown = ipywidgets.HTML(picture(*start))
    ranges = {"weight w1": (-3, 3), "weight w2": (-3, 3), "bias b": (-8, 8)}
    sliders = [
        ipywidgets.FloatSlider(value, min=low, max=high, step=0.1, description=name, layout={"width": "480px"})
        for value, (name, (low, high)) in zip(start, ranges.items(), strict=True)
    ]

    def redraw(change: dict) -> None:
        try:
            shown.value = picture(*(slider.value for slider in sliders))
        except Exception as error:
            shown.value = html.escape(f"Your neuron stopped with {type(error).__name__}: {error}")

    for slider in sliders:
        slider.observe(redraw, names="value")
    return ipywidgets.VBox([*sliders, shown])
