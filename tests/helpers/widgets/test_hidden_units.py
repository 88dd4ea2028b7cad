"""Two hidden units: where they move the four cases, and whether one line separates them there."""

import sys
from itertools import product

import numpy as np
import pytest

from helpers import data, widgets
from helpers.widgets.explorable import alt_text

XOR = data.xor()


def neuron(X, W, b, activation):
    return activation(X @ W + b)


def step(z):
    return np.where(z > 0, 1.0, 0.0)


def separable(table):
    return tuple(table) not in {(0, 1, 1, 0), (1, 0, 0, 1)}


def by_many_lines(H, y):
    """Search: whether one of many lines has the points of label 1, and no others, on its upper side."""
    lines = product(np.linspace(-1, 1, 9), np.linspace(-1, 1, 9), np.linspace(-2, 2, 33))
    return any(((H @ [w1, w2] + b > 1e-9) == (y == 1)).all() for w1, w2, b in lines)


@pytest.fixture
def draw(monkeypatch):
    """What is drawn, without a widget."""
    kept = []
    module = sys.modules["helpers.widgets.networks.hidden_units"]
    monkeypatch.setattr(module, "explore", lambda draw, controls, title: kept.append((draw, controls)))
    widgets.hidden_units(neuron, step, separable, XOR, [(1, 1, -0.5), (1, 1, -1.5)])
    ((draw, controls),) = kept
    assert [control.value(control.start) for control in controls] == [1, 1, -0.5, 1, 1, -1.5]
    return draw


def test_either_and_both_make_the_cases_separable(draw):
    said = alt_text(draw(1, 1, -0.5, 1, 1, -1.5))
    assert "fires for 01, 10, 11; unit 2, with 1 and 1 and −1.5, for 11." in said
    assert "00 (sent back) to 00, 01 (eaten) to 10, 10 (eaten) to 10, 11 (sent back) to 11. There, one line" in said


def test_two_copies_do_not_and_a_unit_without_weights_can_be_drawn(draw):
    assert "no line separates them" in alt_text(draw(1, 1, -0.5, 1, 1, -0.5))
    assert "fires for 00, 01, 10, 11; unit 2, with 0 and 0 and −0.5, for no case." in alt_text(
        draw(0, 0, 0.5, 0, 0, -0.5)
    )


def test_one_line_separates_where_a_search_finds_one():
    rng = np.random.default_rng(0)
    for _ in range(60):
        H, y = rng.integers(0, 2, (4, 2)), rng.integers(0, 2, 4)
        assert widgets.one_line_separates(separable, H, y) == by_many_lines(H, y)


def test_it_stands_still_where_nobody_moves_it(monkeypatch):
    drawn = []
    monkeypatch.setattr("helpers.widgets.explorable.display", drawn.append)
    monkeypatch.setattr("helpers.widgets.explorable.live", lambda: False)
    widgets.hidden_units(neuron, step, separable, XOR, [(1, 1, -0.5), (1, 1, -0.5)])
    (still,) = drawn
    assert "no line separates them" in still.data and still.data.count("<img") == 2
