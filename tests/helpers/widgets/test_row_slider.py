"""The slider that chooses a row: it draws the row, and says where that fails."""

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import HTML, display

from helpers.widgets import row_slider


@pytest.fixture
def played(monkeypatch) -> list:
    """What is displayed, for somebody without a front end."""
    things: list = []
    monkeypatch.setattr(row_slider, "display", things.append)
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
    row_slider.choose_row(seen.append, 4, start=3)
    assert seen == [3] and not played


def test_the_slider_shows_another_row_and_a_broken_one_gives_a_sentence(played: list, monkeypatch):
    InteractiveShell.instance()
    monkeypatch.setenv("JPY_SESSION_NAME", "lesson.ipynb")
    row_slider.choose_row(draw, 4, start=3)
    box, still = played
    slider, shown = box.children
    assert shown.value == "this is row 3" and "Where the slider stood at first</summary>this is row 3" in still.data
    slider.value = 1
    assert shown.value == "this is row 1"
    slider.value = 2
    assert shown.value == "Your network stopped with ValueError: no such &lt;row&gt;"
    with pytest.raises(ValueError, match="no such <row>"):
        row_slider.choose_row(draw, 4, start=2)  # an answer that is missing is told by `needs`, which stands around it
    InteractiveShell.clear_instance()
