"""Each slip of lesson 07 is a sentence about what the reader did, and gives a value of its own."""

import re
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from helpers.checks.compare import difference
from helpers.labs.slips import deep_slips

EYE = np.eye(2)
GRADS = [(np.array([[-5.0, 0, 3], [0, 0, -1]]), np.ones(3)), (np.arange(6.0).reshape(3, 2), np.array([-1, 3.5]))]
SLIPS: dict[str, Mapping[str, Any]] = {
    "deep_forward": deep_slips.deep_forward((EYE, np.ones((2, 3)), EYE, EYE / 2)),
    "deep_forward, square": deep_slips.deep_forward((EYE, EYE, EYE, EYE / 2), square=True),
    "deep_backward": deep_slips.DEEP_BACKWARD,
    "deep_backward, last layer": deep_slips.DEEP_BACKWARD_LAST,
    "residual_backward": deep_slips.residual_backward(GRADS, 7 * EYE, 3 * EYE),
    "residual_backward, square": deep_slips.residual_backward_square(GRADS, 7 * EYE),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_a_sentence_about_the_reader(name: str):
    assert all(re.fullmatch(r"You .+\.", sentence) for sentence in SLIPS[name])


@pytest.mark.parametrize("name", SLIPS)
def test_each_slip_has_a_value_of_its_own(name: str):
    for (one, here), (other, there) in combinations(SLIPS[name].items(), 2):
        assert difference(here, there), f"{one} / {other}"
