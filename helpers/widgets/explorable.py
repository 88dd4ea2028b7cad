"""A picture that the reader moves: live at a front end, the same picture standing still anywhere else.

A new explorable is a function that draws and a few controls:

    def draw(temperature, scores):
        return some HTML, best of all one `<img>` with an alt text

    explore(draw, [slider("temperature", np.linspace(0.1, 5, 50), 1.0), choice("scores", ["clear", "close"])])

`draw` depends on its arguments alone, so that any place can be drawn again. What it draws must take a few milliseconds:
write SVG (`helpers.widgets.panels`), not a figure of Matplotlib's.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from IPython.display import HTML, display
from IPython.utils.capture import capture_output

from helpers.plots.show import number
from helpers.progress import live

HERE = Path(__file__).parent
ALT = re.compile(r'\balt="([^"]*)"')
Draw = Callable[..., str | None]


@dataclass(frozen=True)
class Control:
    """One thing that the reader moves.

    Attributes
    ----------
    label : str
        Its name on the page.
    kind : str
        "slider", "choice" or "pen".
    values : sequence
        The values that it can have; a pen has none.
    start : int
        Which of them it has at first.
    texts : sequence of str
        How each value is written.
    steps : sequence of int
        Buttons beside a slider: each moves it by so many values.
    """

    label: str
    kind: str
    values: Sequence[Any] = ()
    start: int = 0
    texts: Sequence[str] = ()
    steps: Sequence[int] = ()

    def value(self, place: Any) -> Any:
        """Return the value at a place: what the reader drew with a pen, else one of `values`."""
        return place if self.kind == "pen" else self.values[place]


def slider(
    label: str,
    values: Sequence[Any],
    start: Any = None,
    write: Callable[[Any], str] | None = None,
    steps: Sequence[int] = (),
) -> Control:
    """Make a slider over some values.

    Parameters
    ----------
    label : str
        Its name on the page.
    values : sequence
        The values, from left to right.
    start : object, optional
        The value at first: the nearest of `values`; without it, the first.
    write : callable, optional
        Writes a value as text; without it, a number gets three significant digits.
    steps : sequence of int
        Buttons that move it: (1, 10, -1) gives one forward, ten forward, one back.

    Returns
    -------
    Control
        The slider.
    """
    values = list(values)
    write = write or (lambda value: number(value) if isinstance(value, float) else str(value))
    first = 0 if start is None else min(range(len(values)), key=lambda i: abs(values[i] - start))
    return Control(label, "slider", values, first, [write(value) for value in values], steps)


def choice(label: str, values: Sequence[Any], start: Any = None) -> Control:
    """Make a list to choose from; without `start`, the first value is chosen at first."""
    values = list(values)
    return Control(label, "choice", values, 0 if start is None else values.index(start), [str(v) for v in values])


def pen(label: str, example: Sequence[Any] = ()) -> Control:
    """Make a pad to draw on: its value is a list of strokes, each a list of points [x, y] from 0 to 1, y downwards.

    The pad shows an example at first, if there is one; the reader's first stroke takes its place.
    """
    return Control(label, "pen", start=list(example))  # type: ignore[arg-type]


def explore(draw: Draw, controls: Sequence[Control], title: str) -> None:
    """Show a picture with its controls at a front end; show it as it is at first anywhere else.

    Parameters
    ----------
    draw : callable
        Takes the value of each control and returns the picture's HTML, or displays it.
    controls : sequence of Control
        What the reader moves.
    title : str
        The name of the whole, for who cannot see it.
    """
    values = [control.value(control.start) for control in controls]
    if not live():
        first = draw(*values)
        if first is not None:
            display(HTML(first))
        return
    first = _drawn(draw, values)
    display(_explorable()(draw, controls, title, first))
    display(HTML(f'<div class="explorable-still">{first}</div>'))  # for a page without the widget; it hides this one


@cache
def _explorable() -> Callable[..., Any]:
    """Make the class of widgets, where somebody is at a front end: nobody else waits for the import."""
    import anywidget
    import traitlets

    class Explorable(anywidget.AnyWidget):
        """The controls and the picture: the page asks with `asked`, and then `answered` follows."""

        _esm = HERE / "explorable.js"
        _css = HERE / "explorable.css"
        title = traitlets.Unicode().tag(sync=True)
        controls: Any = traitlets.List().tag(sync=True)
        places: Any = traitlets.List().tag(sync=True)
        asked = traitlets.Int(0).tag(sync=True)
        picture = traitlets.Unicode().tag(sync=True)
        alt = traitlets.Unicode().tag(sync=True)
        answered = traitlets.Int(0).tag(sync=True)

        def __init__(self, draw: Draw, controls: Sequence[Control], title: str, first: str) -> None:
            self._draw, self._controls = draw, controls
            super().__init__(
                title=title,
                controls=[
                    {"label": c.label, "kind": c.kind, "texts": list(c.texts), "steps": list(c.steps)} for c in controls
                ],
                places=[control.start for control in controls],
                picture=first,
                alt=alt_text(first),
            )
            self.observe(self._redraw, names="asked")
            self.on_msg(self._ask)

        def _ask(self, widget: Any, content: dict[str, Any], buffers: Any) -> None:
            """Take the page's places; one message brings back all that they change."""
            with self.hold_sync():
                self.places, self.asked = content["places"], content["asked"]

        def _redraw(self, change: dict[str, Any]) -> None:
            """Draw the place that the page asks for; where that fails, say so and keep the last picture."""
            picture, alt = self.picture, ""
            try:
                values = [control.value(at) for control, at in zip(self._controls, self.places, strict=True)]
                picture = _drawn(self._draw, values)
                alt = alt_text(picture)
            except Exception as error:
                alt = f"Your code stopped with {type(error).__name__}: {error}"
            with self.hold_sync():
                self.picture, self.alt, self.answered = picture, alt, change["new"]

    return Explorable


def _drawn(draw: Draw, values: Sequence[Any]) -> str:
    """Return the HTML that `draw` returns, or else all that it displays."""
    with capture_output() as seen:
        returned = draw(*values)
    return "".join(output.data.get("text/html", "") for output in seen.outputs) if returned is None else returned


def alt_text(picture: str) -> str:
    """Return the alt texts in a picture's HTML, one after another."""
    return html.unescape(" ".join(ALT.findall(picture)))
