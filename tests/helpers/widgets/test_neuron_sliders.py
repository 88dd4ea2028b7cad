"""The neuron with sliders: what it says of the weights that it is given."""

import numpy as np

from helpers import data
from helpers.widgets import neuron
from helpers.widgets.explorable import alt_text

TWO = data.Table(np.array([[0.0, 0.0], [4.0, 1.0], [4.0, 3.0]]), np.array([0, 1, 1]), ("width", "height"), ("a", "b"))


def of_a_neuron(X, w, b, activation):
    return activation(X @ w + b)


def test_a_picture_stands_still_where_nobody_can_move_it(displayed: list):
    neuron(of_a_neuron, np.tanh, TWO, w=(1.0, 0.5), b=-1.0, example=(4, 1))
    assert alt_text(displayed[0].data) == (
        "A neuron with weights +1.0 and +0.5 and bias \N{MINUS SIGN}1.0 puts 3 of 3 examples on the right side of its "
        "boundary. For 4 width and 1 height its sum is 3.50 and its output 1.00."
    )


def test_the_sliders_reach_every_tenth(live: list):
    neuron(of_a_neuron, np.tanh, TWO, w=(1.0, 0.5), b=-1.0)
    made = live[0]
    assert [control["texts"][place] for control, place in zip(made.controls, made.places, strict=True)] == [
        "+1",
        "+0.5",
        "\N{MINUS SIGN}1",
    ]
    made.places = [35, 30, 90]
    made.asked = 1
    assert "weights +0.5 and +0.0 and bias +1.0" in made.alt
