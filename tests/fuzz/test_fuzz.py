"""Hostile inputs for everything that reads what a student sent: no crash, no hang, no growth."""

import sys

import pytest

from tests.fuzz.drive import drive
from tests.fuzz.targets import TARGETS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="grading does not run there")
MOST = 64  # megabytes that one of these small inputs may take
STAYS = 1  # megabytes that may stay of 1200 of them


@pytest.mark.parametrize("inputs", [50, pytest.param(10_000, marks=pytest.mark.full)])
@pytest.mark.parametrize("name", TARGETS)
def test_hostile_inputs_do_no_harm(name: str, inputs: int):
    done = drive(TARGETS[name], inputs)
    assert done.inputs >= inputs
    assert done.most < MOST and done.grown < STAYS
