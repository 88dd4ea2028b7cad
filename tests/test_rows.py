"""The tests of the slider that chooses a row, and of the picture of what each layer passes on."""

import re

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import HTML, display

from helpers import rows
from helpers.plots import show


@pytest.fixture
def played(monkeypatch) -> list:
    """What rows displays, for somebody without a front end."""
    things: list = []
    monkeypatch.setattr(rows, "display", things.append)
    for name in ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return things


def draw(row: int) -> None:
    """Display a row's number; the third row is broken."""
    if row == 2:
        raise ValueError("no such <row>")
    display(HTML(f"this is row {row}"))


def test_a_row_stands_still_where_nobody_can_turn_a_slider(played: list):
    seen: list[int] = []
    rows.choose(seen.append, 4, start=3)
    assert seen == [3] and not played


def test_the_slider_shows_another_row_and_a_broken_one_gives_a_sentence(played: list, monkeypatch):
    InteractiveShell.instance()
    monkeypatch.setenv("JPY_SESSION_NAME", "lesson.ipynb")
    rows.choose(draw, 4, start=3)
    box, still = played
    slider, shown = box.children
    assert shown.value == "this is row 3" and "Where the slider stood at first</summary>this is row 3" in still.data
    slider.value = 1
    assert shown.value == "this is row 1"
    slider.value = 2
    assert shown.value == "Your network stopped with ValueError: no such &lt;row&gt;"
    with pytest.raises(ValueError, match="no such <row>"):
        rows.choose(draw, 4, start=2)  # an answer that is missing is told by `needs`, which stands around it
    InteractiveShell.clear_instance()


def test_the_picture_of_the_stages_tells_their_numbers(monkeypatch):
    pages: list[str] = []
    monkeypatch.setattr(show, "display", lambda page: pages.append(page.data))
    stages = {"input": np.eye(3), "output": np.array([[0.25, -0.75]])}
    rows.passed(stages), rows.passed(stages)
    alt = re.search(r'<img alt="(.+?)"', pages[0])[1]
    assert "input, 9 numbers from 0.00 to 1.00; output, 2 numbers from -0.75 to 0.25" in alt
    assert pages[0] == pages[1]
    rows.passed(stages, {"output": np.array([["no", "yes"]])})
    assert pages[2] != pages[1], "names on the squares"
