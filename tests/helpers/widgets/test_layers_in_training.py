"""Layers in training: the right layer after the right epoch, its points turned and never bent."""

import base64
import re
import sys

import numpy as np
import pytest

from helpers.widgets import explorable
from helpers.widgets.layers_in_training import layers_in_training

rng = np.random.default_rng(6)
PASSED = [[rng.normal(size=(40, 7)) * [5, 3, 1, 1, 1, 1, 1] for _ in range(2)] for _ in range(3)]
READ = np.array([[0.51, 0.52], [0.61, 0.62], [0.71, 0.72]])
UNITS = [np.full((4, 2, 3), value) for value in (0.0, -1.0, 2.0)]
MARKS = rng.integers(0, 2, (2, 40))


def show():
    names = (("odd sum", "even sum"), ("left digit even", "left digit odd"))
    layers_in_training(PASSED, READ, UNITS, ["a", "b", "c", "d"], (MARKS[0], MARKS[1]), names)


@pytest.fixture
def draw(monkeypatch):
    """What `layers_in_training` hands on to `explore`."""
    got: dict = {}
    module = sys.modules[layers_in_training.__module__]
    monkeypatch.setattr(module, "explore", lambda draw, controls, title: got.update(draw=draw))
    show()
    return got["draw"]


def drawn(picture):
    """The pictures as SVG."""
    return [base64.b64decode(data).decode() for data in re.findall(r"svg\+xml;base64,([^\"]*)", picture)]


def test_layer_and_epoch_are_the_chosen_ones(draw):
    assert "Hidden layer 2 after 1 epoch, 40 examples as points: the probe gets 0.62" in explorable.alt_text(draw(2, 1))
    assert "Hidden layer 1 after 2 epochs" in explorable.alt_text(draw(1, 2))


@pytest.mark.parametrize("epoch", [0, 2])
def test_distances_are_those_of_the_two_broadest_directions(epoch: int, draw):
    points, _ = drawn(draw(1, epoch))
    circles = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', points)
    assert len(circles) == np.sum(MARKS[0] == 0) and points.count("<rect") == np.sum(MARKS[0] == 1) + 1
    A = PASSED[epoch][0] - PASSED[epoch][0].mean(axis=0)
    values, vectors = np.linalg.eigh(A.T @ A)
    plane = A @ vectors[:, -2:]
    gaps = [np.linalg.norm(of[:, None] - of, axis=2) for of in (np.array(circles, float), plane[MARKS[0] == 0])]
    seen = np.corrcoef(gaps[0].ravel(), gaps[1].ravel())[0, 1]
    assert seen > 0.9999


def test_a_point_is_filled_where_its_mark_says_so(draw):
    points, _ = drawn(draw(1, 2))
    assert points.count('fill="white"') == np.sum(MARKS[1] == 0)


def test_the_picture_stands_still_without_a_front_end(monkeypatch):
    for name in ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG"):
        monkeypatch.delenv(name, raising=False)
    seen: list = []
    monkeypatch.setattr(explorable, "display", seen.append)
    show()
    (still,) = seen
    assert still.data.count("<img") == 2 and "Hidden layer 1 after 2 epochs" in explorable.alt_text(still.data)
