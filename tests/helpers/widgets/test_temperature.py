"""The softmax at a temperature: the probabilities are the reader's own, and a shift changes none."""

import sys

import numpy as np
import pytest

from helpers import widgets
from helpers.widgets.explorable import alt_text


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@pytest.fixture
def draw(monkeypatch):
    """What is drawn, without a widget."""
    kept = []
    module = sys.modules["helpers.widgets.networks.temperature"]
    monkeypatch.setattr(module, "explore", lambda draw, controls, title: kept.append((draw, controls)))
    widgets.temperature(softmax, {"pizza": 2, "soup": 0}, [0.5, 1, 4], [-100, 0, 100])
    assert [control.start for control in kept[0][1]] == [1, 1]
    return kept[0][0]


@pytest.mark.parametrize("shift", [0, 100])
@pytest.mark.parametrize("T", [0.5, 1, 4])
def test_the_probabilities_are_said(draw, T: float, shift: float):
    first = 1 / (1 + np.exp(-2 / T))
    said = alt_text(draw(T, shift))
    assert f"pizza {first:.2f}, soup {1 - first:.2f}." in said and ("moved by 100" in said) == (shift == 100)


def test_it_stands_still_where_nobody_moves_it(monkeypatch):
    drawn = []
    monkeypatch.setattr("helpers.widgets.explorable.display", drawn.append)
    monkeypatch.setattr("helpers.widgets.explorable.live", lambda: False)
    widgets.temperature(softmax, {"pizza": 2, "salad": 1, "soup": 0}, [0.5, 1, 4], [0])
    (still,) = drawn
    assert "at temperature 1: pizza 0.67, salad 0.24, soup 0.09." in still.data and still.data.count("<img") == 2
