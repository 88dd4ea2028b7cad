"""A slider that chooses a row of a batch, and what a function draws for it."""

import html
from collections.abc import Callable
from typing import Any

from IPython.display import HTML, display
from IPython.utils.capture import capture_output

from helpers.progress import live


def choose_row(draw: Callable[[int], None], rows: int, start: int = 0) -> None:
    """Show what a function displays for a row; at a front end, a slider chooses another row.

    Parameters
    ----------
    draw : callable
        `draw(row)` displays something.
    rows : int
        How many rows there are.
    start : int
        The row at first.
    """
    if not live():
        draw(start)
        return
    import ipywidgets  # only here: where nobody is at a front end, nobody waits for it

    still = _displayed(draw, start)
    slider = ipywidgets.IntSlider(start, min=0, max=rows - 1, description="row", continuous_update=False)
    shown = ipywidgets.HTML(still)

    def redraw(change: dict[str, Any]) -> None:
        """Draw the row that the slider has moved to."""
        try:
            shown.value = _displayed(draw, change["new"])
        except Exception as error:
            shown.value = html.escape(f"Your network stopped with {type(error).__name__}: {error}")

    slider.observe(redraw, names="value")
    display(ipywidgets.VBox([slider, shown]))
    display(HTML(f"<details><summary>Where the slider stood at first</summary>{still}</details>"))


def _displayed(draw: Callable[[int], None], row: int) -> str:
    """Return the HTML of all that `draw(row)` displays."""
    with capture_output() as seen:
        draw(row)
    return "".join(output.data.get("text/html", "") for output in seen.outputs)
