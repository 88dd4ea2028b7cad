"""A check that is met is visibly met: sign, word and colour at a notebook, plain words elsewhere."""

import re
from types import SimpleNamespace

import pytest

from helpers.checks import Check, NotMet, marks, verdict

THEMES = {"light": (255, 255, 255), "dark": (17, 17, 17)}


def luminance(colour: tuple[int, ...]) -> float:
    """The relative luminance of WCAG 2."""
    parts = [c / 255 for c in colour]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """The contrast of WCAG 2."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def shown(monkeypatch) -> list[dict]:
    """What is displayed, while a reader sits at a notebook."""
    bundles: list[dict] = []
    monkeypatch.setattr(verdict, "at_a_notebook", lambda: True)
    monkeypatch.setattr(verdict, "display", lambda bundle, raw: bundles.append(bundle))
    return bundles


@pytest.mark.parametrize("word", verdict.SIGNS)
def test_the_word_can_be_read_on_any_theme(word: str):
    assert contrast(verdict.LETTERS, verdict.GROUNDS[word]) >= 4.5
    assert all(contrast(verdict.GROUNDS[word], page) >= 2.5 for page in THEMES.values())


def test_a_met_check_has_a_sign_a_word_and_a_colour(shown: list[dict]):
    Check(max, read="Here").done()
    (bundle,) = shown
    assert bundle["text/plain"] == "✓ max: every check here is met."
    assert "✓ met" in bundle["text/html"] and "background-color:rgb(10, 115, 65)" in bundle["text/html"]


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
