"""Signs, words and colours of a check's states: readable on any page and in any terminal, and nowhere colour alone."""

import io
import re

import pytest

from helpers import look
from helpers.checks.check import NotAnswered

THEMES = {"light": (255, 255, 255), "dark": (17, 17, 17)}
CONTRAST, OF_A_SHAPE = 4.5, 3.0  # WCAG 2.2: 1.4.3 for letters, 1.4.11 for what is no text


def luminance(colour: tuple[int, ...]) -> float:
    """The relative luminance of WCAG 2."""
    parts = [c / 255 for c in colour]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """The contrast of WCAG 2."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


class Terminal(io.StringIO):
    """A terminal that shows every letter."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def ordinary(monkeypatch):
    """A terminal with colours, whose reader has chosen nothing."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_states_differ_in_sign_word_and_colour():
    assert look.SIGNS.keys() == look.GROUNDS.keys()
    assert len(set(look.SIGNS.values())) == len(set(look.GROUNDS.values())) == 5


@pytest.mark.parametrize("word", look.SIGNS)
def test_letters_can_be_read_and_their_ground_seen_in_both_themes(word: str):
    ground = look.rgb(look.GROUNDS[word])
    assert contrast(look.rgb(look.LETTERS), ground) >= CONTRAST
    assert all(contrast(ground, page) >= OF_A_SHAPE for page in THEMES.values())


def test_colours_are_those_of_xterm():
    found = [look.rgb(colour) for colour in (16, 28, 160, 231, 232, 242, 255)]
    assert found == [(0, 0, 0), (0, 135, 0), (215, 0, 0), (255,) * 3, (8,) * 3, (108,) * 3, (238,) * 3]


@pytest.mark.parametrize("word", look.SIGNS)
def test_notebook_terminal_and_page_show_the_same(word: str):
    ground = look.GROUNDS[word]
    assert f"background-color:rgb{look.rgb(ground)}" in look.as_html(word)
    assert f"48;5;{ground}m" in look.as_ansi(word, "")
    assert f"{look.SIGNS[word]} {word}" in look.as_html(word)


@pytest.mark.parametrize(
    ("points", "is_open", "word"),
    [(3, False, "met"), (2, False, "partly met"), (0, False, "not met"), (0, True, "not answered yet")],
)
def test_points_have_a_state(points: int, is_open: bool, word: str):
    assert look.state(points, 3, is_open) == word


def test_the_name_by_which_pages_know_an_open_exercise():
    assert look.OPEN == NotAnswered.__name__


def test_a_terminal_gets_colour_and_the_same_words():
    line = look.on_terminal("met", "test_f: met", Terminal())
    assert "\x1b[" in line and re.sub(r"\x1b\[[\d;]*m", "", line).split() == ["✓", "test_f:", "met"]


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_wants_no_colour_gets_the_sign(name: str, value: str, monkeypatch):
    monkeypatch.setenv(name, value)
    assert look.on_terminal("partly met", "test_f: …", Terminal()) == "◐ test_f: …"


def test_a_file_gets_the_sign_and_one_that_cannot_hold_it_the_words():
    class File(io.StringIO):
        encoding = "cp1252"

    plain = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    assert look.on_terminal("not met", "test_f: NOT MET", plain) == "✗ test_f: NOT MET"
    assert look.on_terminal("not met", "test_f: NOT MET", File()) == "test_f: NOT MET"
