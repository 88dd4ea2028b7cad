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
    ([W1, W2], "W without its b"),
    (([(W1, b1), (W2, b2)], []), "You returned 2 things"),
    (([(W1, b1), (W2, b2)], [0.5], 7), "You returned 3 things"),
    ([(W1, b1)], "first pair alone"),
    ([(W1, b1), (W2, b2), (W2, b2)], "a pair for each layer"),
    ([(b1, W1), (b2, W2)], "each b before its W"),
    ([(W1, W2), (b1, b2)], "paired W1 with W2"),
    ([(4, b1), (W2, b2)], "a single number"),
    (
        [(W1[:, :2], b1), (W2, b2)],
        "the wrong number of columns: W has a row for each input and a column for each unit.",
    ),
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


@pytest.mark.parametrize(
    ("W", "told"), [(3, "has to be drawn with its shape"), ([1, 2], "one number for each size"), (W1.T[:2], "fixed")]
)
def test_a_shape_that_was_to_be_drawn_gets_a_sentence_of_its_own(W, told: str):
    answer = Check(lambda rng: [(W, b1), (W2, b2)], read="here")(np.random.default_rng(0))
    with pytest.raises(NotMet) as met:
        as_layers(answer, (2, 3, 1))
    assert told in str(met.value)


def test_slopes_are_called_slopes():
    with pytest.raises(NotMet, match=r"Expected dW1 to have shape \(2, 3\)") as met:
        as_layers(given([(W1.T, b1), (W2, b2)]), (2, 3, 1), "d")
    assert met.value.diagnosis == "You returned another shape as dW1. It has the shape of W1."


def test_the_last_layer_first_is_named():
    with pytest.raises(NotMet, match="You put the last layer first"):
        as_layers(given([(W2, b2), (W1, b1)]), (2, 3, 1))
