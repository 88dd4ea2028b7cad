"""The threshold that a reader moves: what is answered, how much of it is right, and what it costs."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from helpers.widgets import threshold

P = np.array([[0.9, 0.1], [0.3, 0.7], [0.45, 0.55], [0.4, 0.6], [0.8, 0.2], [0.2, 0.8], [0.35, 0.65], [0.05, 0.95]])
Y = np.array([0, 1, 0, 0, 0, 1, 1, 1])  # the rows with 0.55 and 0.6 are wrong


def abstain(table: np.ndarray, at: float) -> list[int]:
    """A reader's answer, which may be a list."""
    return [int(row.argmax()) if row.max() >= at else -1 for row in table]


@pytest.fixture
def draw(monkeypatch) -> Callable:
    """What the widget draws for a threshold and a price."""
    caught: list = []
    monkeypatch.setitem(threshold.__globals__, "explore", lambda *given: caught.extend(given))
    threshold(abstain, P, Y)
    return lambda *values: re.findall(r'alt="([^"]*)"', caught[0](*values))


@pytest.mark.parametrize(
    "at, price, share, accuracy, unread, wrong",
    [(0.0, 1, 100, 75, 0, 2), (0.55, 10, 100, 75, 0, 2), (0.56, 10, 87.5, 85.7, 1, 1), (0.9, 100, 25, 100, 6, 0)],
)
def test_the_numbers_are_those_of_the_eight_rows(
    draw: Callable, at: float, price: int, share: float, accuracy: float, unread: int, wrong: int
):
    answered, costs = draw(at, price)
    assert answered == f"With threshold {at:.2f}, {share:.1f} % of 8 are answered; {accuracy:.1f} % of these are right."
    lost = price * wrong
    wrongly = f"{wrong} wrong, at {price} each: {lost}"
    assert costs == f"Cost of {unread} read by a person: {unread}; {wrongly}; together: {unread + lost}."


def test_a_threshold_that_answers_nothing_has_no_accuracy(draw: Callable):
    answered, costs = draw(0.99, 5)
    assert answered == "With threshold 0.99, 0.0 % of 8 are answered; no row is left."
    assert costs.endswith("together: 8.")


def test_it_stands_still_where_nobody_can_move_it(monkeypatch):
    shown: list = []
    monkeypatch.setattr("helpers.widgets.explorable.display", shown.append)
    for name in ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG"):
        monkeypatch.delenv(name, raising=False)
    threshold(abstain, P, Y)
    assert len(shown) == 1 and "With threshold 0.50" in shown[0].data
