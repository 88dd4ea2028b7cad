"""A check that is met is visibly met: sign, word and colour at a notebook, plain words elsewhere."""

import re
from types import SimpleNamespace

import pytest

from helpers import look
from helpers.checks import Check, NotMet, filled_in, in_order, marks, needs, verdict


@pytest.fixture
def shown(monkeypatch) -> list[dict]:
    """What is displayed, while a reader sits at a notebook."""
    bundles: list[dict] = []
    monkeypatch.setattr(verdict, "at_a_notebook", lambda: True)
    monkeypatch.setattr(verdict, "display", lambda bundle, raw: bundles.append(bundle))
    return bundles


def test_a_met_check_has_a_sign_a_word_and_a_colour(shown: list[dict]):
    Check(max, read="Here").done()
    (bundle,) = shown
    assert bundle["text/plain"] == "✓ max: every check here is met."
    assert look.as_html("met") in bundle["text/html"]


@pytest.mark.parametrize(("share", "word"), [(16, "✓ met"), (15, "◐ partly met"), (3, "✗ not met")])
def test_part_of_the_points_is_not_shown_as_met_and_no_number_stands_below(shown: list[dict], share: int, word: str):
    points = marks(share, {16: 3, 15: 2, 14: 1}, "<moods> right")
    (bundle,) = shown
    assert word in bundle["text/html"] and "&lt;moods&gt;" in bundle["text/html"]
    assert isinstance(points, int) and points == {16: 3, 15: 2, 3: 0}[share]
    assert points._ipython_display_() is None and repr(points) == str(int(points))


def test_a_check_that_is_not_met_begins_with_sign_and_word(shown: list[dict]):
    lines = NotMet("f(3)\n    expected 3, got 4")._render_traceback_()
    assert re.sub(r"\x1b\[[\d;]*m", "", lines[0]).strip() == "✗ not met" and lines[1] == "f(3)"


def still_open(x):
    """An exercise as it is handed out."""
    raise NotImplementedError()


def test_an_open_exercise_is_not_shown_as_a_mistake(shown: list[dict]):
    with pytest.raises(NotMet) as caught:
        Check(still_open, read="Here")(1).gives(2)
    lines = caught.value._render_traceback_()
    assert "○ not answered yet" in lines[0] and lines[1].startswith("still_open is not answered yet.")
    with needs(still_open):
        still_open(1)
    assert shown[0]["text/plain"] == "○ This cell waits for your `still_open`."


def test_practice_shows_states_too(shown: list[dict]):
    for given in ("", "BA", "AB"):
        in_order(given, {"A": "y = x", "B": "z = y"}, "x")
    for value in (None, 2, 1):
        filled_in({"a": value}, {"a": 1}, {}, 1e-9)
    assert [bundle["text/plain"][0] for bundle in shown] == ["○", "✗", "✓"] * 2


def test_elsewhere_words_are_plain_and_points_are_plain_numbers(capsys):
    Check(max, read="Here").done()
    assert type(marks(16, {16: 3}, "moods right")) is int
    assert capsys.readouterr().out == "max: every check here is met.\n16 moods right: 3 of 3 points.\n"
    assert NotMet("f(3)")._render_traceback_() == ["f(3)"]


def test_where_it_is_graded_or_validated_points_are_plain_numbers(monkeypatch):
    """nbgrader reads the number that a test cell ends with, also where it was started from a front end."""
    monkeypatch.setenv("JPY_SESSION_NAME", "lesson.ipynb")
    monkeypatch.setattr("IPython.get_ipython", lambda: SimpleNamespace(kernel=1, events=None, user_ns={}))
    assert verdict.at_a_notebook()
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert not verdict.at_a_notebook() and type(marks(16, {16: 3}, "moods right")) is int
