"""An answer read as the layers of a network."""

import numpy as np
import pytest

from helpers.checks import Check, NotMet, as_layers, ignored_inputs


def given(value):
    """An answer that came out as `value`."""
    return Check(lambda: value, read="here")()


W1, b1, W2, b2 = np.ones((2, 3)), [0, 1, 2], [[1], [2], [3]], (4,)


def test_layers_come_as_arrays():
    (V1, c1), (V2, c2) = as_layers(given([(W1, b1), [W2, b2]]), (2, 3, 1))
    assert V1.shape == (2, 3) and c1.tolist() == [0, 1, 2] and V2.shape == (3, 1) and c2.tolist() == [4]


NO_LAYERS = [
    (7, "a list of 2 pairs"),
    ([(W1, b1)], "a list of 2 pairs"),
    ([W1, b1, W2, b2], "did not pair the layers"),
    ([W1, W2], "instead of a pair"),
    ([(W1.T, b1), (W2, b2)], "laid W on its side"),
    ([(W1, b1), (W2, 4)], "a list of one"),
    ([(W1, b1), ([1, 2, 3], b2)], "One column is a table too"),
    ([(W1, "abc"), (W2, b2)], "b1 to hold finite numbers"),
    ([(W1 * np.nan, b1), (W2, b2)], "W1 to hold finite numbers"),
]


@pytest.mark.parametrize(("value", "told"), NO_LAYERS, ids=[told for _, told in NO_LAYERS])
def test_anything_but_layers_ends_in_a_sentence(value, told: str):
    with pytest.raises(NotMet) as met:
        as_layers(given(value), (2, 3, 1))
    assert told in str(met.value)


@pytest.mark.parametrize(
    ("W", "b", "deaf"),
    [((1, -1), -0.5, [False, False]), ((1, 0), -0.5, [False, True]), ((1, -1), -1.5, [True, True]), ((1,), 2, [True])],
)
def test_a_unit_is_ignored_inputs_what_never_matters(W, b, deaf):
    assert ignored_inputs(np.array(W)[:, None], np.array([b])) == deaf
