"""One image on its way through a network: what is said about it is what the network gave."""

import sys

import numpy as np

from helpers import widgets
from helpers.widgets.explorable import alt_text

IMAGES = np.array([np.eye(2), np.zeros((2, 2))])


def forward(X):
    return np.array([[X.sum(), -1.0, 0.5, 0.25]]), np.array([[0.2, 0.7, 0.1]])


def test_the_numbers_of_the_chosen_image(monkeypatch):
    kept = []
    module = sys.modules["helpers.widgets.networks.passed_on"]
    monkeypatch.setattr(module, "explore", lambda draw, controls, title: kept.append((draw, controls)))
    widgets.passed_on(forward, IMAGES, [0, 1], (2, 2))
    ((draw, (control,)),) = kept
    assert list(control.values) == [0, 1]
    said = alt_text(draw(0))
    assert "Image 0, a 0: the outputs of 4 hidden units, as squares, run from −1.00 to 2.00." in said
    assert "The largest probability is 0.70, for 1; the right digit, 0, gets 0.20." in said
    assert "run from −1.00 to 0.50" in alt_text(draw(1))


def test_it_stands_still_where_nobody_moves_it(monkeypatch):
    drawn = []
    monkeypatch.setattr("helpers.widgets.explorable.display", drawn.append)
    monkeypatch.setattr("helpers.widgets.explorable.live", lambda: False)
    widgets.passed_on(forward, IMAGES, [0, 1], (2, 2))
    (still,) = drawn
    assert "Image 0" in still.data and still.data.count("<img") == 2
