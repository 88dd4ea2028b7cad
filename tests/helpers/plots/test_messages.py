"""Pictures of lesson 04: messages by how often they are sent, and the weights of one unit of many."""

import html
import re

import numpy as np

from helpers import plots
from helpers.plots import show


def alt(monkeypatch, draw, *args) -> str:
    """What a picture says of itself."""
    pages: list[str] = []
    monkeypatch.setattr(show, "display", lambda page: pages.append(page.data))
    draw(*args)
    return html.unescape(re.search(r'alt="(.*?)"', pages[0])[1])


def test_each_message_is_said_with_its_number_and_its_side(monkeypatch):
    seen, counts = np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([9, 1])
    said = alt(monkeypatch, plots.messages, seen, counts, [[1], [-1]], [-0.5], "craving", "guilt")
    assert "craving 0 and guilt 0 from 9 moods, do not eat" in said
    assert "craving 1 and guilt 0 from 1 mood, eat" in said


def test_a_unit_that_never_fires_is_drawn_too(monkeypatch):
    said = alt(monkeypatch, plots.messages, np.array([[0.0, 1.0]]), np.array([16]), [[0], [0]], [0], "a", "b")
    assert "1 points" not in said and "16 moods, do not eat" in said


def test_the_weights_of_one_unit_are_its_column_and_its_row(monkeypatch):
    W1, W2 = np.zeros((12, 3)), np.zeros((3, 2))
    W1[:, 1], W2[1] = np.linspace(-1, 2, 12), [-3, 4]
    said = alt(monkeypatch, plots.one_unit, [(W1, np.zeros(3)), (W2, np.zeros(2))], 1, ["in", "hidden", "out"])
    assert "12 come in, with weights from −1 to +2" in said and "2 go out, with weights from −3 to +4" in said
