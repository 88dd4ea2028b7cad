"""The mechanism of what moves: a still picture, or one that follows its controls where somebody can move them."""

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import HTML, display

from helpers.widgets.explorable import alt_text, choice, explore, pen, slider


def draw(number: float, word: str) -> str:
    """Draw a number and a word; the number 3 is broken."""
    if number == 3:
        raise ValueError("no such <number>")
    return f'<img alt="{number} &lt;{word}&gt;" src="data:,">'


CONTROLS = [slider("number", [1, 2, 3, 4.5], start=1.9), choice("word", ["red", "blue"], "blue")]


def ask(made, *places):
    """Ask for a picture as the page does."""
    made.set_trait("places", list(places))
    made.set_trait("asked", made.answered + 1)


@pytest.mark.parametrize("environment", [{}, {"JPY_SESSION_NAME": "lesson.ipynb", "NBGRADER_EXECUTION": "validate"}])
def test_a_picture_stands_still_where_nobody_can_move_it(environment: dict, displayed: list, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    explore(draw, CONTROLS, "a title")
    (still,) = displayed
    assert still.data == draw(2, "blue")


def test_the_picture_follows_its_controls_and_a_still_one_is_kept(live: list):
    explore(draw, CONTROLS, "a title")
    made, still = live
    assert made.title == "a title" and made.picture == draw(2, "blue") and made.alt == "2 <blue>"
    assert still.data == f'<div class="explorable-still">{draw(2, "blue")}</div>'
    assert [control["label"] for control in made.controls] == ["number", "word"]
    assert made.controls[0]["texts"] == ["1", "2", "3", "4.5"] and made.places == [1, 1]
    ask(made, 3, 0)
    assert made.picture == draw(4.5, "red") and made.alt == "4.5 <red>" and made.answered == made.asked


def test_what_fails_gives_a_sentence_and_keeps_the_last_picture(live: list):
    explore(draw, CONTROLS, "a title")
    made = live[0]
    ask(made, 2, 1)
    assert made.alt == "Your code stopped with ValueError: no such <number>"
    assert made.picture == draw(2, "blue") and made.answered == made.asked
    ask(made, 0, 1)
    assert made.picture == draw(1, "blue")


def test_a_first_picture_that_fails_is_told_by_who_stands_around_it(live: list):
    with pytest.raises(ValueError, match="no such <number>"):
        explore(draw, [slider("number", [3, 4]), choice("word", ["red"])], "a title")


def test_what_is_displayed_counts_where_nothing_is_returned(live: list):
    InteractiveShell.instance()
    explore(lambda row: display(HTML(f'<img alt="row {row}">')), [slider("row", range(3))], "rows")
    assert live[0].picture == '<img alt="row 0">'
    ask(live[0], 2)
    assert live[0].alt == "row 2"
    InteractiveShell.clear_instance()


def test_a_pen_hands_over_its_strokes(live: list):
    explore(lambda strokes: f'<img alt="{len(strokes)} strokes">', [pen("draw")], "a pad")
    assert live[0].alt == "0 strokes"
    ask(live[0], [[[0.1, 0.2], [0.3, 0.4]], [[0.5, 0.5]]])
    assert live[0].alt == "2 strokes"


def test_alt_texts_are_read_as_a_person_reads_them():
    assert alt_text('<img alt="a &lt; b" src="x"><img src="y" alt="c">') == "a < b c"
