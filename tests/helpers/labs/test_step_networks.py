"""A network of step neurons is held to a truth table, and its slip is named."""

import pytest

from helpers.checks import Check, NotMet
from helpers.labs.step_networks import decides

XOR = [0, 1, 1, 0]
RIGHT = [([[1, 1], [1, 1]], [-0.5, -1.5]), ([[1], [-1]], [-0.5])]


def answer(layers):
    return Check(lambda: layers, read="Networks")()


def test_a_right_network_is_right_for_its_table_alone():
    decides(answer(RIGHT), XOR)
    with pytest.raises(NotMet, match="You built it the wrong way round"):
        decides(answer(RIGHT), [1, 0, 0, 1])


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        ([RIGHT[0][::-1], RIGHT[1][::-1]], "You put the biases first"),
        ([([[1, 1, 0], [1, 1, 0]], [0, 0, 0]), ([[1], [1], [1]], [0])], "You used 3 hidden units"),
        ([([[1, 0], [0, 1]], [-0.5, -0.5]), ([[1], [-1]], [-0.5])], "only hand on the two inputs"),
        ([([[1, 1], [1, 1]], [-0.5, -1.5]), ([[-1], [-1]], [0.5])], "Your hidden units say enough"),
        ([([[1, 1], [1, 1]], [-1, -2]), ([[1], [-1]], [-0.5])], "You let a sum of exactly 0 fire"),
        ([([[1, 1], [1, 1]], [-0.5, -1.5]), ([[1], [-1]], [-1])], "You let a sum of exactly 0 fire"),
        ([([[1, -1], [1, -1]], [-1, 2]), ([[1], [1]], [-1.5])], "exactly 0 fire: look at hidden unit 1. The step"),
        (RIGHT[::-1], "You put the second layer first"),
        (XOR, "You returned what the network should say"),
        ([([[1, 1], [2, 2]], [-1.5, -0.5]), ([[1], [0]], [-0.5])], r"the same for \[0 1\] and \[1 1\]"),
        ([([[1, 1], [1, 1]], [-0.5, -1.5]), ([[1], [0]], [-0.5])], r"You built \*either\*"),
        (3, "Expected a list of 2 pairs"),
    ],
)
def test_a_slip_is_named(layers, said):
    with pytest.raises(NotMet, match=said):
        decides(answer(layers), XOR)
