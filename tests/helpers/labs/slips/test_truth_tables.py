"""Sixteen answers together show what one of them does not."""

from itertools import product

import pytest

from helpers.checks import Check
from helpers.labs.slips.truth_tables import EXCLUSIVE, pattern, refused

TABLES = list(product([0, 1], repeat=4))


@pytest.mark.parametrize(
    ("f", "said"),
    [
        (lambda table: tuple(table) in EXCLUSIVE, "the wrong way round"),
        (lambda table: False, "refused all sixteen"),
        (lambda table: tuple(table) == (0, 0, 0, 0), "inside a loop"),
        (lambda table: True, "called all sixteen"),
        (lambda table: table not in list(EXCLUSIVE), "a list with a tuple"),
        (lambda table: tuple(table) not in EXCLUSIVE, ""),
    ],
)
def test_the_pattern_is_named(f, said):
    check = Check(f, read="Tables")
    found = pattern(check, {table: f(list(table)) for table in TABLES})
    assert said in found and bool(said) == bool(found)


def test_what_was_refused_is_counted():
    assert refused({table: tuple(table) not in EXCLUSIVE for table in TABLES}) == 2
