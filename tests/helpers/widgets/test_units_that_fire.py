"""Named step units, one mood after another: who fires, and the sum that says why."""

import sys

import numpy as np
import pytest

from helpers import widgets
from helpers.widgets.explorable import alt_text

LAYERS = [(np.array([[1, 0], [1, 2], [0, -2]]), np.array([-1.5, -0.5])), (np.array([[1], [-3]]), np.array([-0.25]))]
NAMES = [["p", "q", "r"], ["both", "other"], ["out"]]


def run(X, layers):
    (W1, b1), (W2, b2) = layers
    hidden = (X @ W1 + b1 > 0) * 1.0
    return hidden, (hidden @ W2 + b2 > 0) * 1.0


def test_the_units_that_fire_and_their_sums(monkeypatch):
    kept = []
    module = sys.modules["helpers.widgets.networks.units_that_fire"]
    monkeypatch.setattr(module, "explore", lambda draw, controls, title: kept.append((draw, controls)))
    widgets.units_that_fire(run, LAYERS, NAMES, (1, 0, 1))
    ((draw, controls),) = kept
    assert [control.start for control in controls] == [1, 0, 1] and [c.label for c in controls] == NAMES[0]
    said = alt_text(draw(1, 1, 1))
    assert "With p 1, q 1, r 1: both fires, other does not fire, out fires." in said
    assert "both: +1 +1 −1.5 = +0.5, fires; other: +2 −2 −0.5 = −0.5, does not fire" in said
    assert "out: +1 −0.25 = +0.75, fires" in said
    assert "both fires, other fires, out does not fire" in alt_text(draw(1, 1, 0))


def test_it_stands_still_where_nobody_moves_it(monkeypatch):
    drawn = []
    monkeypatch.setattr("helpers.widgets.explorable.display", drawn.append)
    monkeypatch.setattr("helpers.widgets.explorable.live", lambda: False)
    widgets.units_that_fire(run, LAYERS, NAMES, (1, 0, 1))
    (still,) = drawn
    assert "With p 1, q 0, r 1" in still.data


@pytest.mark.parametrize("hidden", [(0, 0), (2.5, -1)])
def test_any_numbers_can_be_said(hidden, monkeypatch):
    kept = []
    module = sys.modules["helpers.widgets.networks.units_that_fire"]
    monkeypatch.setattr(module, "explore", lambda draw, controls, title: kept.append(draw))
    widgets.units_that_fire(lambda X, layers: (np.array([hidden]), np.array([[0.0]])), LAYERS, NAMES, (0, 0, 0))
    assert "out does not fire" in alt_text(kept[0](0, 0, 0))
