"""Gradient descent, step by step: the walk is that of the gradients it is given."""

import numpy as np
import pytest

from helpers.data import Table
from helpers.widgets import descent
from helpers.widgets.explorable import alt_text

TABLE = Table(np.array([[-1.0], [0.0], [2.0]]), np.array([0, 0, 1]), ("width",), ("a", "b"))


def gradients(X, y, w, b):
    """The gradients of (w - 1)^2 + 2 b^2."""
    return 2 * (w - 1), 4 * b + 0.0


def loss(place):
    return (place[0] - 1) ** 2 + 2 * place[1] ** 2


@pytest.mark.parametrize("rate", [0.25, 2.0])
def test_the_walk_is_that_of_the_gradients(rate: float, live: list):
    descent(gradients, loss, TABLE, (-1, 3), (-1, 1), [0.25, 0.5, 2.0])
    made = live[0]
    made.places, made.asked = [[0.25, 0.5, 2.0].index(rate), 3], 1
    w = 0.0
    for _ in range(3):
        w -= rate * 2 * (w - 1)
    slope = abs(2 * (w - 1))
    assert f"the walk stands at w = {w:.2g}, b = 0.".replace("-", "\N{MINUS SIGN}") in made.alt
    assert f"The loss there is {(w - 1) ** 2:.3f}, the slope downhill {slope:.3f}" in made.alt
    assert f"the next step is {rate * slope:.2f} long" in made.alt


def test_it_stands_still_at_the_start_where_nobody_can_move_it(displayed: list):
    descent(gradients, loss, TABLE, (-1, 3), (-1, 1), [0.25, 0.5, 2.0])
    assert alt_text(displayed[0].data).startswith("Step 0 with learning rate 0.5:")


def test_a_walk_that_runs_away_is_still_drawn(live: list):
    descent(gradients, loss, TABLE, (-1, 3), (-1, 1), [50.0])
    made = live[0]
    made.places, made.asked = [0, 60], 1
    assert "Your code stopped" not in made.alt and made.picture.count("<img") == 3
