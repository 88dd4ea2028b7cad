"""The tests of helpers.scoring, and of the checks that read an answer as a table or as the layers of a network."""

import numpy as np
import pytest
from sklearn.model_selection import cross_val_score

from helpers import data, scoring
from helpers.checks import Check, NotMet, as_layers, as_table, from_its_own, rows_stand_alone
from helpers.checks.layers import deaf_to

BAND = np.linspace(-3, 3, 90)[:, None] * np.array([1.0, 0.5]) + np.array([0.0, 0.3])
INSIDE = (np.abs(BAND[:, 0]) < 1).astype(int)


def test_scores_are_accuracies_on_unseen_rows_and_always_the_same():
    one, many = (scoring.on_unseen(model, BAND, INSIDE, splits=4) for model in (scoring.linear, scoring.network))
    assert one.shape == many.shape == (4,) and one.mean() < 0.75 < 0.9 < many.mean()
    assert (one == scoring.on_unseen(scoring.linear, BAND.astype(np.float32), INSIDE, splits=4)).all()
    assert abs(one.mean() - cross_val_score(scoring.linear(), BAND, INSIDE, cv=5).mean()) < 0.15


def test_chance_scores_like_chance():
    noise = np.random.default_rng(0).normal(size=(900, 5))
    assert 0.05 < scoring.features(noise, np.arange(900) % 10) < 0.15


def test_features_that_do_not_help_give_no_warning(recwarn):
    assert scoring.features(np.ones((60, 2)), np.arange(60) % 2) == 0.5
    assert not recwarn.list


def test_the_best_line_is_the_best():
    x = np.array([[0.0, 0.0], [1.0, 0.2], [2.0, 0.1], [3.0, 0.0]])
    for X, y, most in [(x, [0, 0, 1, 1], 1), (x, [1, 1, 1, 1], 1), (*data.xor()[:2], 0.75)]:
        w, b = scoring.best_line(X, np.array(y))
        assert w.shape == (2,) and ((X @ w + b > 0) == (np.array(y) == 1)).mean() == most


def test_confusions_are_counted_on_unseen_rows():
    F, y = np.repeat([0.0, 5.0, 5.0], 30)[:, None], np.repeat([4, 6, 9], 30)
    counts = scoring.confused(F, y)
    assert counts.sum(axis=1).tolist() == [100, 100, 100]
    assert counts[0].tolist() == [100, 0, 0] and counts[1:, 0].tolist() == [0, 0]
    assert np.isclose(np.trace(counts) / counts.sum(), scoring.features(F, y))


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
    ([W1, b1, W2, b2], "not paired"),
    ([W1, W2], "instead of a pair"),
    ([(W1.T, b1), (W2, b2)], "lies on its side"),
    ([(W1, b1), (W2, 4)], "a list of one"),
    ([(W1, b1), ([1, 2, 3], b2)], "one column is a table too"),
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
def test_a_unit_is_deaf_to_what_never_matters(W, b, deaf):
    assert deaf_to(np.array(W)[:, None], np.array([b])) == deaf


NO_TABLES = [
    (np.ones((2, 3)), "", False),
    ([[1], [True]], "", False),
    (np.ones(2), "shape (m, 1)", True),
    (np.ones((3, 2)), "on its side", True),
    (np.ones((1, 3)), "the first axis, the examples, is lost", True),
    (np.ones((2, 4)), "at most 3", True),
    (np.ones((2, 2, 2)), "an axis too many", True),
    ([[1, np.inf], [1, 2]], "finite", True),
    ([[1, 2], [3]], "a table of numbers", True),
    ([[1e12], [1]], "above", True),
]


@pytest.mark.parametrize(("value", "told", "refused"), NO_TABLES)
def test_a_table_has_a_row_for_each_example(value, told: str, refused: bool):
    if not refused:
        assert as_table(given(value), rows=2, most_columns=3).shape == np.shape(value)
        return
    with pytest.raises(NotMet) as met:
        as_table(given(value), rows=2, most_columns=3)
    assert told in str(met.value)


@pytest.mark.parametrize("whole", [lambda X: X / X.max(), lambda X: X + np.arange(len(X))[:, None], lambda X: X - X[0]])
def test_rows_that_look_at_others_are_found(whole):
    batch = np.array([[1.0, 5.0], [2.0, 3.0], [4.0, 1.0]])
    rows_stand_alone(Check(lambda X: X**2, read="here"), batch, most_columns=2)
    with pytest.raises(NotMet, match="looks at the other rows"):
        rows_stand_alone(Check(whole, read="here"), batch, most_columns=2)


CROWD, AVERAGES, MINE = np.ones((7, 2, 2)), [np.ones((2, 2))] * 3, [(0, 1), (1, 2)]
BORROWERS = [
    (lambda X: X + CROWD.mean(), "`CROWD` of a cell above"),
    (lambda X: [np.abs(X - average).sum() for average in AVERAGES], "`AVERAGES` of a cell above"),
    (lambda X: data.digits()[0], "loads the data itself"),
    (lambda X: (lambda Z: Z - CROWD)(X), "`CROWD` of a cell above"),
    (lambda X: X / np.array([a + b for a, b in MINE]), ""),
    (lambda X, CROWD=3: X * CROWD, ""),
    (np.exp, ""),
]


@pytest.mark.parametrize(("f", "told"), BORROWERS)
def test_what_a_function_takes_from_outside_is_found(f, told: str):
    answer = Check(f, read="here")(np.ones(2))
    if not told:
        return from_its_own(answer, batch=7, above=["AVERAGES"])
    with pytest.raises(NotMet, match=told):
        from_its_own(answer, batch=7, above=["AVERAGES"])
