"""Sixteen answers together show what one of them does not."""

from itertools import product

import numpy as np
import pytest

from helpers.checks import Check
from helpers.labs.slips.truth_tables import EXCLUSIVE, of_exclusive, pattern

TABLES = list(product([0, 1], repeat=4))


@pytest.mark.parametrize(
    ("f", "said"),
    [
        (lambda table: tuple(table) in EXCLUSIVE, "the wrong way round"),
        (lambda table: False, "refused all sixteen"),
        (lambda table: tuple(table) == (0, 0, 0, 0), "inside a loop"),
        (lambda table: True, "called all sixteen"),
        (lambda table: table not in list(EXCLUSIVE), "a list with a tuple"),
        (lambda table: np.square(np.array(table) - (0, 0, 0, 1)).sum() < 2, "the question is about a neuron"),
        (lambda table: tuple(table) not in EXCLUSIVE, ""),
    ],
)
def test_the_pattern_is_named(f, said):
    check = Check(f, read="Tables")
    found = pattern(check, {table: f(list(table)) for table in TABLES})
    assert said in found and bool(said) == bool(found)


@pytest.mark.parametrize(
    ("accepted", "said"),
    [
        (lambda a, b, c, d: (a, b, c, d) != (1, 0, 0, 1), "refused no table but its opposite"),
        (lambda a, b, c, d: (a, b, c, d) != (0, 0, 1, 1), "refused `0011`, which is separable"),
        (lambda a, b, c, d: a + d != b + c, "refused `0000` and `0011` (and 4 more), which are separable"),
    ],
)
def test_what_was_refused_beside_xor_is_named(accepted, said):
    assert said in of_exclusive({table: table == (0, 1, 1, 0) or accepted(*table) for table in TABLES})
