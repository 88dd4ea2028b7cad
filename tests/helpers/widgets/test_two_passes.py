"""The passes step by step: every number appears where it is computed, and is the right one."""

import base64
import re
import sys

import numpy as np
import pytest

from helpers import widgets
from helpers.widgets.explorable import alt_text

NET = [(np.array([[1.0, -1.0], [0.5, 1.0]]), np.zeros(2)), (np.array([[1.0, -1.0], [0.5, 2.0]]), np.zeros(2))]
NAMES = [["left", "right"], ["one", "two"], ["no", "yes"]]


def forward(x):
    z = x @ NET[0][0]
    scores = np.tanh(z) @ NET[1][0]
    return z, np.tanh(z), scores, np.exp(scores) / np.exp(scores).sum()


STATIONS = (
    lambda P, y: P - np.eye(2)[y],
    lambda dA, A: dA * (1 - A**2),
    lambda dZ, A, W: (A.T @ dZ, dZ.sum(axis=0), dZ @ W.T),
)


@pytest.fixture
def draw(monkeypatch):
    """What is drawn, without a widget."""
    kept = []
    monkeypatch.setattr(
        sys.modules["helpers.widgets.networks.two_passes"],
        "explore",
        lambda draw, controls, title: kept.append((draw, controls)),
    )
    widgets.two_passes(NET, forward, STATIONS, NAMES, 1.0, [0.0, 0.5, 1.0])
    return kept[0][0]


def loss(layers, x, label):
    (W1, _), (W2, _) = layers
    scores = np.tanh(x @ W1) @ W2
    return np.log(np.exp(scores).sum()) - scores[0, label]


@pytest.mark.parametrize("label", [0, 1])
@pytest.mark.parametrize(("step", "k"), [(8, 1), (9, 0)])
def test_slopes_of_the_weights_agree_with_measured_ones(draw, step: int, k: int, label: int):
    said = alt_text(draw(step, 0.5, NAMES[2][label]))
    slopes = [float(number.replace("\N{MINUS SIGN}", "-")) for number in re.findall(r"= (\S\d*\.\d\d)[;.]", said)]
    measured = []
    for i, j in np.ndindex(2, 2):
        moved = [[(W.copy(), b) for W, b in NET] for _ in range(2)]
        moved[0][k][0][i, j] += 1e-5
        moved[1][k][0][i, j] -= 1e-5
        up, down = (loss(layers, np.array([[1.0, 0.5]]), label) for layers in moved)
        measured.append((up - down) / 2e-5)
    np.testing.assert_allclose(slopes, measured, atol=0.006)


def test_a_number_appears_in_its_step_and_not_before(draw):
    def shown(step: int) -> list[int]:
        return [svg(picture).count("<text") for picture in draw(step, 1.0, "yes").split("\n")]

    def svg(picture: str) -> str:
        return base64.b64decode(re.search(r"base64,([^\"]+)", picture)[1]).decode()

    assert "1.50" not in svg(draw(0, 1.0, "yes").split("\n")[0]) and "1.50" in svg(draw(1, 1.0, "yes").split("\n")[0])
    assert shown(5)[1] < shown(6)[1] and shown(4)[0] > shown(5)[0], "the worked lines move to the way back"


def test_it_stands_still_where_nobody_moves_it(monkeypatch):
    drawn = []
    monkeypatch.setattr("helpers.widgets.explorable.display", drawn.append)
    monkeypatch.setattr("helpers.widgets.explorable.live", lambda: False)
    widgets.two_passes(NET, forward, STATIONS, NAMES, 1.0, [0.0, 0.5, 1.0])
    (still,) = drawn
    assert "after step 9, dW and db, left" in still.data and still.data.count("<img") == 2
