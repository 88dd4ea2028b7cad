"""A training, moment by moment: the layers of the moment are drawn, each with its own loss."""

import sys

import numpy as np
import pytest

from helpers import data, widgets
from helpers.widgets.explorable import alt_text

XOR = data.xor()
TRAINED: list[int] = []


def start(seed):
    return [(np.full((2, 1), 1.0), np.array([-1.5 - seed])), (np.ones((1, 1)), np.zeros(1))]


def train(layers, steps):
    """Move the bias of the hidden unit up by 0.1 a step; the loss is minus the bias."""
    (W, b), last = layers
    TRAINED.append(steps)
    return [(W, b + 0.1 * steps), last], [float(-b[0] - 0.1 * i) for i in range(steps)]


def decide(X, layers):
    return 0.5 + 0.4 * np.tanh(X @ layers[0][0] + layers[0][1])[:, 0]


@pytest.fixture
def draw(monkeypatch):
    """What is drawn, without a widget."""
    kept = []
    module = sys.modules["helpers.widgets.training.training_steps"]
    monkeypatch.setattr(module, "explore", lambda draw, controls, title: kept.append(draw))
    widgets.training_steps(train, start, decide, XOR, [0, 2, 5, 10], range(3))
    return kept[0]


@pytest.mark.parametrize(("seed", "step"), [(0, 0), (0, 5), (2, 10)])
def test_the_layers_of_the_moment_and_their_loss(draw, seed: int, step: int):
    said = alt_text(draw(seed, step))
    bias = -1.5 - seed + 0.1 * step
    assert f"The loss is {-bias:.3f}; it begins at {1.5 + seed:.3f} and is {0.5 + seed:.3f} at the end." in said
    p = 0.5 + 0.4 * np.tanh(XOR.X.sum(axis=1) + bias)
    assert ", ".join(f"{a:g} and {b:g} {q:.2f}" for (a, b), q in zip(XOR.X, p, strict=True)) in said
    assert f"{((p > 0.5) == XOR.y).sum()} of 4 cases are right" in said


def test_a_start_is_trained_once(draw):
    TRAINED.clear()
    for step in (0, 10, 2):
        draw(1, step)
    assert TRAINED == [2, 3, 5, 1]


def test_it_stands_still_where_nobody_moves_it(monkeypatch):
    drawn = []
    monkeypatch.setattr("helpers.widgets.explorable.display", drawn.append)
    monkeypatch.setattr("helpers.widgets.explorable.live", lambda: False)
    widgets.training_steps(train, start, decide, XOR, [0, 2, 5, 10])
    (still,) = drawn
    assert "Start 0, after 2 steps" in still.data and still.data.count("<img") == 2
