"""One row of a batch on its way through the layers: choose a row, and see what each layer passes on."""

import html
from collections.abc import Callable, Mapping

import ipywidgets
import numpy as np
from IPython.display import HTML, display
from IPython.utils.capture import capture_output

from helpers.plots.plane import SHADES
from helpers.plots.show import GREY, axes, show
from helpers.progress import live


def choose(draw: Callable[[int], None], rows: int, start: int = 0) -> None:
    """Show what `draw(row)` displays, for row `start` of `rows`; at a front end, a slider chooses another row."""
    if not live():
        draw(start)
        return
    still = _displayed(draw, start)
    slider = ipywidgets.IntSlider(start, min=0, max=rows - 1, description="row", continuous_update=False)
    shown = ipywidgets.HTML(still)

    def redraw(change: dict) -> None:
        try:
            shown.value = _displayed(draw, change["new"])
        except Exception as error:
            shown.value = html.escape(f"Your network stopped with {type(error).__name__}: {error}")

    slider.observe(redraw, names="value")
    display(ipywidgets.VBox([slider, shown]))
    display(HTML(f"<details><summary>Where the slider stood at first</summary>{still}</details>"))


def passed(stages: Mapping[str, np.ndarray], names: Mapping[str, np.ndarray] | None = None) -> None:
    """Draw the numbers of each stage as shaded squares: `passed({"input": x.reshape(8, 8), "output": P})`.

    A stage is a table (height, width): orange is above 0 and blue below, each stage on a scale of its own. `names` has,
    for some stages, a table of the same shape with what to write on the squares.
    """
    figure, made = axes(2.5 * len(stages), 2.7, len(stages))
    told = []
    for ax, (name, numbers) in zip(made, stages.items(), strict=True):
        most = max(float(np.abs(numbers).max()), 1e-9)
        ax.imshow(numbers, cmap=SHADES, vmin=-most, vmax=most)
        ax.set_title(f"{name}\n{numbers.size} numbers", fontsize=10)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
        for (i, j), text in np.ndenumerate((names or {}).get(name, np.empty((0, 0)))):
            ax.text(j, i, f"{text}", ha="center", va="center")
        told.append(f"{name}, {numbers.size} numbers from {numbers.min():.2f} to {numbers.max():.2f}")
    show(figure, f"What each stage passes on, as shaded squares: {'; '.join(told)}.")


def _displayed(draw: Callable[[int], None], row: int) -> str:
    """Return the HTML of all that `draw(row)` displays."""
    with capture_output() as seen:
        draw(row)
    return "".join(output.data.get("text/html", "") for output in seen.outputs)
