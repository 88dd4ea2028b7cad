"""What moves in a lesson, drawn for values of its controls, so that a page can step through it without Python.

The statements that such a picture needs are run from the solution, one process a lesson.
"""

import contextlib
import io
import itertools
import math
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from unittest import mock

import nbformat

from docs.lessons import ROOT
from docs.needed import needed
from helpers.widgets import explorable

MOVING = {
    "00_start_here": ["digit-pad"],
    "01_one_neuron": ["play-neuron"],
    "02_a_neuron_that_learns": ["descent"],
    "03_what_one_neuron_cannot_do": ["play-xor", "hidden-units"],
    "04_three_layers": ["draw-temperature", "passed-on"],
    "05_backpropagation": ["two-passes", "training-steps"],
    "06_training_that_generalises": ["heavy-ball"],
    "07_deep_network": ["signals"],
    "08_sick_networks": ["settings-moved"],
    "09_what_depth_learns": ["layers-moved"],
    "10_capstone": ["threshold", "digit-pad"],
}
MOST_VALUES = 24  # of one control
MOST_PICTURES = 200  # of one explorable, where every value goes with every other
FEWEST_VALUES = 5  # that a control is cut down to for this; else the controls move one at a time
Places = tuple[int, ...]


@dataclass(frozen=True)
class Moved:
    """A control of a page: its name, what its values are called, where it begins, and whether it goes step by step."""

    label: str
    kind: str
    texts: tuple[str, ...]
    start: int
    steps: bool


@dataclass(frozen=True)
class Steps:
    """An explorable: its title, its controls, and a picture for each place of theirs.

    Where `together` does not hold, one control moves at a time, and the others are where they begin.
    """

    title: str
    controls: tuple[Moved, ...]
    pictures: dict[Places, str]
    together: bool

    @property
    def start(self) -> Places:
        """Where all controls begin."""
        return tuple(control.start for control in self.controls)


def all_steps(names: Iterable[str]) -> dict[str, dict[str, Steps]]:
    """Draw the explorables of lessons: by lesson, by cell."""
    wanted = [name for name in names if name in MOVING]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(wanted, pool.map(_in_a_process, wanted), strict=True))


def _in_a_process(name: str) -> dict[str, Steps]:
    """Draw one lesson's explorables in a process of its own: a lesson closes modules for the rest of its process."""
    code = f"import pickle, sys; from docs import explorables; made = explorables.steps({name!r}); "
    code += "sys.stdout.buffer.write(pickle.dumps(made))"
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True)
    if done.returncode:
        raise SystemExit(f"The explorables of {name} could not be drawn:\n{done.stderr.decode()}")
    made: dict[str, Steps] = pickle.loads(done.stdout)
    return made


def steps(name: str) -> dict[str, Steps]:
    """Run what the explorables of one lesson need, and draw them."""
    solution = nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4)
    code = [cell for cell in solution.cells if cell.cell_type == "code" and not cell.id.startswith("test_")]
    session: dict[str, Any] = {"__name__": "__main__"}
    done: set[str] = set()
    made = {}
    for cell_name in MOVING[name]:
        place = next(k for k, cell in enumerate(code) if cell.id == cell_name)
        for statement, source in needed(code[:place], code[place].source):
            if statement not in done:
                done.add(statement)
                _run(source, session)
        made[cell_name] = _draw(*_recorded(code[place].source, session))
    return made


def _run(source: str, session: dict[str, Any]) -> None:
    """Run code, and let nobody see what it prints."""
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(source, "cell", "exec"), session)


def _recorded(source: str, session: dict[str, Any]) -> tuple[Callable[..., Any], list[explorable.Control], str]:
    """Run a cell that shows an explorable; return how it draws, its controls and its title."""
    seen: list[tuple[Any, Any, str]] = []

    def keep(draw: Any, controls: Any, shown: str, first: str) -> None:
        seen.append((draw, controls, shown))

    with mock.patch.multiple(explorable, live=lambda: True, _explorable=lambda: keep):
        _run(source, session)
    draw, controls, title = seen[0]
    return draw, [_pen_as_slider(control) if control.kind == "pen" else control for control in controls], title


def _pen_as_slider(control: explorable.Control) -> explorable.Control:
    """Let a slider draw the pen's example, point by point."""
    example: Any = control.start
    (stroke,) = example
    values = [[stroke[:points]] for points in range(1, len(stroke) + 1)]
    texts = [f"{points} of {len(stroke)} points" for points in range(1, len(stroke) + 1)]
    return explorable.Control("the pen's way", "slider", values, len(values) - 1, texts, (1, -1))


def _draw(draw: Callable[..., Any], controls: Sequence[explorable.Control], title: str) -> Steps:
    """Draw an explorable at values of its controls, spread evenly."""
    counts = [min(MOST_VALUES, len(control.values)) for control in controls]
    together = _cut(counts, [bool(control.steps) for control in controls])
    spread = [_spread(control, count) for control, count in zip(controls, counts, strict=True)]
    moved = tuple(
        Moved(c.label, c.kind, tuple(c.texts[k] for k in kept), kept.index(c.start), bool(c.steps))
        for c, kept in zip(controls, spread, strict=True)
    )
    start = tuple(control.start for control in moved)
    every = itertools.product(*(range(len(kept)) for kept in spread)) if together else _one_at_a_time(start, spread)
    pictures = {}
    for places in every:
        values = [c.value(kept[k]) for c, kept, k in zip(controls, spread, places, strict=True)]
        pictures[places] = explorable._drawn(draw, values)
    return Steps(title, moved, pictures, together)


def _cut(counts: list[int], by_step: list[bool]) -> bool:
    """Cut down how many values controls have, until all pictures can be drawn; say whether they can."""
    whole = list(counts)
    while math.prod(counts) > MOST_PICTURES:
        longest = max(range(len(counts)), key=lambda k: (counts[k] > FEWEST_VALUES, not by_step[k], counts[k]))
        if counts[longest] <= FEWEST_VALUES:
            counts[:] = whole
            return False
        counts[longest] -= 1
    return True


def _spread(control: explorable.Control, count: int) -> list[int]:
    """List places of a control, spread evenly from its first to its last, and with the one where it begins."""
    last = len(control.values) - 1
    return sorted({control.start, *(round(k * last / max(1, count - 1)) for k in range(count))})


def _one_at_a_time(start: Places, spread: Sequence[Sequence[int]]) -> Iterator[Places]:
    """List the places where at most one control is not where it begins."""
    yield start
    for k, kept in enumerate(spread):
        yield from ((*start[:k], place, *start[k + 1 :]) for place in range(len(kept)) if place != start[k])
