"""A walk with momentum: the place and the loss of the chosen step of the chosen walk."""

import sys

import numpy as np
import pytest

from helpers import widgets
from helpers.widgets.explorable import alt_text

MADE: list[tuple[float, float]] = []


def loss(w, b):
    return (w - 1) ** 2 + 0.1 * b**2


def walk(rate, beta):
    """Ten places on a straight line, as far apart as the learning rate and beta say."""
    MADE.append((rate, beta))
    return np.arange(11)[:, None] * np.array([rate, -beta])


@pytest.fixture
def draw(monkeypatch):
    """What is drawn, without a widget."""
    kept = []
    module = sys.modules["helpers.widgets.training.momentum_walk"]
    monkeypatch.setattr(module, "explore", lambda draw, controls, title: kept.append((draw, controls)))
    widgets.momentum_walk(walk, loss, (-1, 2), (-3, 1), [0.1, 0.2], [0, 0.5], (0.2, 0.5))
    ((draw, controls),) = kept
    assert [control.value(control.start) for control in controls] == [0.2, 0.5, 10]
    return draw


@pytest.mark.parametrize(("rate", "beta", "step"), [(0.1, 0, 0), (0.2, 0.5, 3)])
def test_the_place_and_the_loss(draw, rate: float, beta: float, step: int):
    said = alt_text(draw(rate, beta, step))
    w, b = step * rate, -step * beta
    assert f"step {step}: the walk stands at w = {w:.3g}, b = {b:.3g}.".replace("= -", "= −") in said
    assert f"The loss there is {loss(w, b):.3f}; after 10 steps it is {loss(10 * rate, -10 * beta):.3f}." in said


def test_a_walk_is_made_once(draw):
    MADE.clear()
    for step in (0, 5, 2):
        draw(0.1, 0.5, step)
    assert MADE == [(0.1, 0.5)]


def test_it_stands_still_where_nobody_moves_it(monkeypatch):
    drawn = []
    monkeypatch.setattr("helpers.widgets.explorable.display", drawn.append)
    monkeypatch.setattr("helpers.widgets.explorable.live", lambda: False)
    widgets.momentum_walk(walk, loss, (-1, 2), (-3, 1), [0.1, 0.2], [0, 0.5], (0.2, 0.5))
    (still,) = drawn
    assert "Learning rate 0.2, β 0.5, step 10" in still.data and still.data.count("<img") == 2
