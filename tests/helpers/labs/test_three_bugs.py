"""Each of the three bugs leaves a pattern of its own, and a right pass agrees everywhere."""

import numpy as np

from helpers.labs import three_bugs
from helpers.network import gradients


def measured(loss, layers, grads) -> float:
    """The largest error of a claim, by central differences in the one array that is asked about."""
    (array, idle), errors = layers[0], []
    for place in np.ndindex(array.shape):
        step = np.zeros_like(array)
        step[place] = 1e-5
        n = (loss([(array + step, idle)]) - loss([(array - step, idle)])) / 2e-5
        a = grads[0][0][place]
        errors.append(abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return max(errors)


def verdicts(capsys, f) -> list[list[bool]]:
    """Whether dW2, db2, dW1 and db1 agree: for one row, for one label, for both labels."""
    three_bugs.examine(f, measured)
    lines = capsys.readouterr().out.splitlines()
    return [[line.split(name)[1].startswith(" agrees") for name in three_bugs.PLACES] for line in lines]


def test_the_pass_as_it_is_given_shows_three_patterns(capsys):
    assert verdicts(capsys, three_bugs.with_three_bugs) == [
        [True, True, False, False],
        [True, False, False, False],
        [False, False, False, False],
    ]


def test_a_right_pass_agrees_everywhere(capsys):
    assert all(all(line) for line in verdicts(capsys, lambda X, y, layers: gradients(X, y, layers)[1]))
