"""A judge of gradients is held to its formula, and what it left out has a name."""

from collections import defaultdict

import numpy as np
import pytest

from helpers.checks import Check, NotMet, judges
from helpers.checks.rules import judging

MISTAKES = {
    "You turned a sign round": {"sign": -1},
    "You left out the last layer": {"layers": slice(0, -1)},
    "You left out the first layer": {"layers": slice(1, None)},
    "You looked at the first layer only": {"layers": slice(0, 1)},
    "You looked at the last layer only": {"layers": slice(-1, None)},
    "You checked the weights alone": {"parts": (0,)},
    "You checked the biases alone": {"parts": (1,)},
    "You added up the errors": {"worst": np.sum},
    "You took the mean of the errors": {"worst": np.mean},
    "You kept the smallest error": {"worst": lambda errors: 0.0},
    "You returned the last error": {"worst": lambda errors: errors[-1]},
    "You looked at the first entry only": {"worst": lambda errors: errors[0]},
    "You returned every error": {"worst": list},
    "You compared the error with something": {"worst": lambda errors: max(errors) < 0.1},
    "where the 10⁻⁸ is larger": {"floor": 0.0},
    "Your 10⁻⁸ is too large": {"floor": 1e-6},
    "Your 10⁻⁸ is far too large": {"floor": 2.0},
    "You rounded the measured slope": {"digits": 2},
    "You came close": {"factor": 1.0005},
    "You divided by h, not by 2h": {"factor": 2},
    "You divided by another h": {"factor": 1e-2},
    "Your measured slope is 0, or far too large": {"factor": 0},
}


def squares(layers):
    return sum(np.sum(W**2) + np.sum(b**2) for W, b in layers)


def judge(layers=slice(None), parts=(0, 1), worst=max, floor=1e-8, digits=12, factor=1, sign=1):
    """Make a judge, right but for what is given."""

    def f(loss, net, grads):
        errors = []
        for i in range(len(net))[layers]:
            for k in parts:
                for place in np.ndindex(net[i][k].shape):
                    feet = []
                    for h in (1e-5, -1e-5):
                        copies = [[W.copy(), b.copy()] for W, b in net]
                        copies[i][k][place] += h
                        feet.append(loss(copies))
                    a, n = grads[i][k][place], sign * factor * np.round((feet[0] - feet[1]) / 2e-5, digits)
                    errors.append(abs(a - n) / max(abs(a) + abs(n), floor))
        return worst(errors)

    return f


def test_a_right_judge_is_met():
    judges(Check(judge(), read="x"), squares)
    judges(Check(judge(worst=lambda errors: np.array(max(errors), dtype=np.float32)), read="x"), squares)


@pytest.mark.parametrize("says", MISTAKES)
def test_a_mistake_has_its_name(says):
    with pytest.raises(NotMet) as failure:
        judges(Check(judge(**MISTAKES[says]), read="x"), squares)
    assert says in str(failure.value) and "More than one" not in str(failure.value)


def test_a_pair_as_an_index_has_its_name():
    with pytest.raises(NotMet, match="You used a pair"):
        judges(Check(lambda loss, net, grads: max(grads[i] for i in net), read="x"), squares)


def test_what_no_mistake_gives_gets_no_name():
    with pytest.raises(NotMet) as failure:
        judges(Check(lambda *_: 0.3, read="x"), squares)
    assert not failure.value.diagnosis


def test_every_part_of_the_entries_has_a_largest_error_of_its_own():
    slopes = [(2 * W, 2 * b) for W, b in judging.LAYERS]
    named = defaultdict(set)
    for why, value in judging._parts(judging._times(slopes, judging.IN_THE_FIRST), slopes):
        named[round(value, 4)].add(why)
    assert all(len(whys) == 1 for value, whys in named.items() if value < 0.6)
