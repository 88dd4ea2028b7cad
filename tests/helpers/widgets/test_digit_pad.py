"""The pad for a digit: the image that it makes of strokes, and what the network reads in it."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from helpers import network
from helpers.data import mnist
from helpers.widgets import as_mnist, digit_pad
from tests.course import ROOT

TURN = np.linspace(0, 2 * np.pi, 40)
ONE = [[[0.52, 0.15], [0.5, 0.5], [0.48, 0.85]]]
SEVEN = [[[0.3, 0.2], [0.7, 0.2], [0.55, 0.5], [0.45, 0.85]]]
ZERO = [[[0.5 + 0.2 * np.sin(turn), 0.5 - 0.32 * np.cos(turn)] for turn in TURN]]
FOUR = [[[0.45, 0.15], [0.3, 0.55], [0.72, 0.55]], [[0.6, 0.35], [0.6, 0.85]]]  # two strokes
DIGITS = {0: ZERO, 1: ONE, 4: FOUR, 7: SEVEN}


def placed(strokes: list, scale: float, right: float, down: float) -> list:
    """The same strokes, smaller and elsewhere, rounded as the page rounds them."""
    return [[[round(x * scale + right, 3), round(y * scale + down, 3)] for x, y in stroke] for stroke in strokes]


@pytest.fixture
def drawing(monkeypatch) -> Callable:
    """What `digit_pad` hands on: its draw, and what its controls are at first."""

    def hand_on(read: Callable) -> tuple:
        caught: list = []
        monkeypatch.setitem(digit_pad.__globals__, "explore", lambda *given: caught.extend(given))
        digit_pad(read)
        return caught[0], [control.start for control in caught[1]]

    return hand_on


def alts(picture: str) -> list[str]:
    return re.findall(r'alt="([^"]*)"', picture)


@pytest.mark.parametrize("strokes", DIGITS.values(), ids=DIGITS)
@pytest.mark.parametrize("scale, right, down", [(0.25, 0.7, 0.7), (0.5, 0.0, 0.4), (1.0, 0.1, -0.1)])
def test_where_and_how_large_it_is_drawn_changes_hardly_a_pixel(strokes: list, scale: float, right: float, down: float):
    difference = np.abs(as_mnist(placed(strokes, scale, right, down)) - as_mnist(strokes))
    assert difference.max() < 0.3 and difference.mean() < 0.005


@pytest.mark.parametrize("strokes", DIGITS.values(), ids=DIGITS)
def test_the_ink_is_20_pixels_long_and_in_the_middle(strokes: list):
    image = as_mnist(strokes)
    assert image.shape == (28, 28) and image.min() == 0 and image.max() == 1
    sides = [np.ptp(np.flatnonzero(image.max(axis=axis) > 0.5)) + 1 for axis in (0, 1)]
    assert max(sides) == 20
    middle = [image.sum(axis=axis) @ np.arange(28) / image.sum() for axis in (0, 1)]
    np.testing.assert_allclose(middle, 13.5, atol=0.5)


def test_the_ink_is_as_dark_as_mnists():
    assert 0.75 < np.mean([as_mnist(strokes).mean() for strokes in DIGITS.values()]) / mnist()[0].mean() < 1.25


def test_ink_stays_in_the_image_where_its_middle_is_far_from_the_middle_of_its_box():
    comb = [[[0.1, 0.1], [0.1, 0.9]]] * 2 + [[[0.1, 0.9 - 0.02 * i], [0.5, 0.9 - 0.02 * i]] for i in range(8)]
    image = as_mnist(comb)
    assert np.ptp(np.flatnonzero(image.max(axis=1) > 0.5)) == 19


def test_nothing_a_point_and_a_scribble_are_drawn_too():
    assert not as_mnist([]).any() and not as_mnist([[]]).any()
    assert 4 < as_mnist([[[0.9, 0.1]]]).sum() < 8  # a circle, 2.6 pixels wide
    assert as_mnist([[[0.1 + 0.8 * (i % 2), 0.02 * i] for i in range(50)]]).mean() > 0.4


def test_the_stored_network_reads_what_it_is_said_to_read():
    images, labels = mnist()
    read = network.digit_reader()
    P = read(images[4000:])
    assert P.shape == (1000, 10) and np.allclose(P.sum(axis=1), 1, atol=1e-5)
    assert np.mean(P.argmax(axis=1) == labels[4000:]) == pytest.approx(0.972, abs=5e-4)
    assert (ROOT / "helpers" / "digit_reader.npz").stat().st_size < 150_000


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("scale", [1.0, 0.3])
def test_it_reads_digits_that_are_drawn_by_hand(digit: int, scale: float):
    assert network.digit_reader()(as_mnist(placed(DIGITS[digit], scale, 0.05, 0.6))[None]).argmax() == digit


def test_the_picture_says_what_is_read_and_how_large_the_ink_is(drawing: Callable):
    draw, (example,) = drawing(network.digit_reader())
    assert alts(draw(example)) == [
        "The ink is 20 pixels high and 12 wide.",
        "The network reads 3 with probability 1.00.",
    ]
    assert alts(draw([]))[0] == "The pad is empty."
    assert "reads 7 with" in alts(draw(SEVEN))[1]
    P = np.array([[0.1, 0.6, 0.3, 0, 0, 0, 0, 0, 0, 0]])
    draw, _ = drawing(lambda images: P)
    assert alts(draw(ONE))[1] == "The network reads 1 with probability 0.60, then 2 with probability 0.30."


def test_a_classifier_may_give_labels_alone(drawing: Callable):
    draw, _ = drawing(lambda images: [7 + len(images)])
    assert alts(draw(ZERO))[1] == "The network reads the digit 8."


def test_the_example_is_shown_read_where_nobody_can_draw(monkeypatch):
    shown: list = []
    monkeypatch.setattr("helpers.widgets.explorable.display", shown.append)
    for name in ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG"):
        monkeypatch.delenv(name, raising=False)
    digit_pad(network.digit_reader())
    assert len(shown) == 1 and "reads 3" in shown[0].data
