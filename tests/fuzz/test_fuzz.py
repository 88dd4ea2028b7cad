"""Hostile inputs for everything that reads what a student sent: no crash, no hang, no growth."""

import sys

import pytest

from tests.fuzz.drive import drive
from tests.fuzz.targets import TARGETS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="grading does not run there")
GROWTH = 300  # megabytes; what Python and Hypothesis keep of ten thousand inputs is well below


@pytest.mark.parametrize("inputs", [50, pytest.param(10_000, marks=pytest.mark.full)])
@pytest.mark.parametrize("name", TARGETS)
def test_hostile_inputs_do_no_harm(name: str, inputs: int):
    done = drive(TARGETS[name], inputs)
    assert done.inputs >= inputs
    assert done.grown < GROWTH
