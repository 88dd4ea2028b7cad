"""What moves in a lesson, drawn at the values of one control, so that a page can step through it without Python.

The cells that such a picture needs are run from the solution, one process a lesson.
"""

import ast
import contextlib
import html
import io
import json
import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any
from unittest import mock

import nbformat
from nbformat import NotebookNode

from docs.giveaways import bound, loaded
from docs.lessons import ROOT
from helpers.widgets import explorable

# Their cells train for a second at most. The others stand still: they train for long, or are drawn on.
MOVING = {
    "01_one_neuron": ["play-neuron"],
    "02_a_neuron_that_learns": ["descent"],
    "03_what_one_neuron_cannot_do": ["play-xor", "hidden-units"],
    "04_three_layers": ["draw-temperature", "passed-on"],
    "05_backpropagation": ["two-passes", "training-steps"],
    "06_training_that_generalises": ["heavy-ball"],
}
MOST = 24  # pictures of one explorable


@dataclass(frozen=True)
class Steps:
    """An explorable: its name, the control that moves, with a text for each picture, and where it starts."""

    title: str
    label: str
    texts: tuple[str, ...]
    pictures: tuple[str, ...]
    start: int


def all_steps(names: Iterable[str]) -> dict[str, dict[str, Steps]]:
    """Draw the explorables of lessons: by lesson, by cell."""
    wanted = [name for name in names if name in MOVING]
    context = multiprocessing.get_context("spawn")  # a lesson closes modules for the rest of its process
    with ProcessPoolExecutor(mp_context=context, max_tasks_per_child=1) as pool:
        return dict(zip(wanted, pool.map(steps, wanted), strict=True))


def steps(name: str) -> dict[str, Steps]:
    """Run what the explorables of one lesson need, and draw them."""
    solution = nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4)
    code = [cell for cell in solution.cells if cell.cell_type == "code" and not cell.id.startswith("test_")]
    session: dict[str, Any] = {"__name__": "__main__"}
    done: set[str] = set()
    made = {}
    for cell_name in MOVING[name]:
        place = next(k for k, cell in enumerate(code) if cell.id == cell_name)
        for cell in needed(code[:place], code[place]):
            if cell.id not in done:
                done.add(cell.id)
                _run(cell.source, session)
        made[cell_name] = _draw(*_recorded(code[place].source, session))
    return made


def needed(before: Sequence[NotebookNode], last: NotebookNode) -> list[NotebookNode]:
    """List the cells, in their order, that bind what a cell looks up, or what these look up in turn."""
    names = set(loaded(ast.parse(last.source)))
    found = []
    for cell in reversed(before):
        tree = ast.parse(cell.source)
        if cell.id == "setup" or not names.isdisjoint(bound(tree)):
            names |= set(loaded(tree))
            found.append(cell)
    return found[::-1]


def _run(source: str, session: dict[str, Any]) -> None:
    """Run a cell, and let nobody see what it prints."""
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(source, "cell", "exec"), session)


def _recorded(source: str, session: dict[str, Any]) -> tuple[Callable[..., Any], Sequence[Any], str]:
    """Run a cell that shows an explorable; return how it draws, its controls and its title."""
    seen: list[tuple[Any, Any, str]] = []

    def keep(draw: Any, controls: Any, shown: str, first: str) -> None:
        seen.append((draw, controls, shown))

    with mock.patch.multiple(explorable, live=lambda: True, _explorable=lambda: keep):
        _run(source, session)
    return seen[0]


def _draw(draw: Callable[..., Any], controls: Sequence[Any], title: str) -> Steps:
    """Draw an explorable at values of one control, spread evenly; the others stay where they are at first.

    The control is the one with buttons for single steps; else the first.
    """
    moved = next((control for control in controls if control.steps), controls[0])
    last = len(moved.values) - 1
    pictures = min(MOST, len(moved.values))
    places = sorted({moved.start, *(round(k * last / max(1, pictures - 1)) for k in range(pictures))})
    drawn = []
    for place in places:
        values = [control.value(place if control is moved else control.start) for control in controls]
        drawn.append(explorable._drawn(draw, values))
    return Steps(title, moved.label, tuple(moved.texts[p] for p in places), tuple(drawn), places.index(moved.start))


def as_html(cell: str, made: Steps) -> str:
    """Write an explorable's place on a page: a slider, its first picture, and all pictures for the script."""
    data = json.dumps({"texts": made.texts, "pictures": made.pictures, "start": made.start}).replace("</", "<\\/")
    said, label = html.escape(made.texts[made.start]), html.escape(made.label)
    return (
        f'<div class="stepper" role="group" aria-label="{html.escape(made.title)}"><p class="stepper-row" hidden>'
        f'<label for="step-{cell}">{label}</label> <input type="range" id="step-{cell}" min="0" step="1" '
        f'max="{len(made.texts) - 1}" value="{made.start}" aria-valuetext="{said}"> '
        f'<output for="step-{cell}">{said}</output></p><div class="stepper-picture">{made.pictures[made.start]}</div>'
        f'<p class="stepper-said" role="status"></p><script type="application/json">{data}</script></div>'
    )
