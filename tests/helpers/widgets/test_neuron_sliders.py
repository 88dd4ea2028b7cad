"""The neuron with sliders: it stands still where nobody can move them, and follows them where somebody can."""

import numpy as np
import pytest

from helpers import data
from helpers.widgets import neuron_sliders

TWO = data.Table(np.array([[0.0, 0.0], [4.0, 1.0], [4.0, 3.0]]), np.array([0, 1, 1]), ("width", "height"), ("a", "b"))


def neuron(X, w, b, activation):
    """A neuron that breaks as soon as its first weight is negative."""
    if w[0] < 0:
        raise ValueError("no such <weight>")
    return activation(X @ w + b)


@pytest.fixture
def played(monkeypatch) -> list:
    """What is displayed, for somebody without a front end."""
    things: list = []
    monkeypatch.setattr(neuron_sliders, "display", things.append)
    for name in ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return things


@pytest.mark.parametrize("environment", [{}, {"JPY_SESSION_NAME": "lesson.ipynb", "NBGRADER_EXECUTION": "validate"}])
def test_a_picture_stands_still_where_nobody_can_turn_a_slider(environment: dict, played: list, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    neuron_sliders.neuron(neuron, np.tanh, TWO, w=(1.0, 0.5), b=-1.0)
    (still,) = played
    assert "weights +1.0 and +0.5 and bias -1.0" in still.data and "image/svg+xml" in still.data


def test_sliders_move_the_picture_and_a_broken_neuron_gives_a_sentence(played: list, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "lesson.ipynb")
    neuron_sliders.neuron(neuron, np.tanh, TWO, w=(1.0, 0.5), b=-1.0)
    box, still = played
    first, second, bias, picture = box.children
    assert "Where the sliders stood at first" in still.data and "bias -1.0" in picture.value
    bias.value = 2.5
    assert "bias +2.5" in picture.value
    first.value = -0.5
    assert picture.value == "Your neuron stopped with ValueError: no such &lt;weight&gt;"
    first.value = 2.0
    assert "weights +2.0 and +0.5 and bias +2.5" in picture.value
