"""The arrows of a network's diagram point forward, or back for what is passed back."""

import html
import re

import numpy as np

from helpers import plots
from helpers.plots import show

ONE = [(np.array([[2.0]]), np.zeros(1))]


def drawn(monkeypatch, **how) -> tuple[str, str]:
    """The picture of a network with one arrow: its alt text and its data."""
    pages: list[str] = []
    monkeypatch.setattr(show, "display", lambda page: pages.append(page.data))
    plots.network(ONE, names=[["here"], ["there"]], **how)
    return html.unescape(re.search(r'alt="(.*?)"', pages[0])[1]), re.search(r"base64,(.*?)\"", pages[0])[1]


def test_arrows_can_point_back_with_other_numbers_on_them(monkeypatch):
    forward, backward = drawn(monkeypatch), drawn(monkeypatch, back=True)
    assert "+2 from here" in forward[0] and "point back" not in forward[0]
    assert "The arrows point back, to the input." in backward[0] and forward[1] != backward[1]
    assert "Into there: −1.6 from here" in drawn(monkeypatch, on_arrows=[[[-1.6]]], back=True)[0]
    assert "? from here" in drawn(monkeypatch, on_arrows=[[[np.nan]]], back=True)[0]
