"""An answer read as a table, a row for each example."""

import numpy as np
import pytest

from helpers.checks import Check, NotMet, as_table, rows_stand_alone


def given(value):
    """An answer that came out as `value`."""
    return Check(lambda: value, read="here")()


NO_TABLES = [
    (np.ones((2, 3)), "", False),
    ([[1], [True]], "", False),
    (np.ones(2), "shape (m, 1)", True),
    (np.ones((3, 2)), "on its side", True),
    (np.ones((1, 3)), "lost the first axis, the examples", True),
    (np.ones((2, 4)), "at most 3", True),
    (np.ones((4, 3)), "You made 4 rows of 2 examples", True),
    (np.ones(8), "one long list, or", True),
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


def test_rows_of_all_the_numbers_are_too_many_or_too_few():
    with pytest.raises(NotMet, match="You made 2 rows of 3 examples"):
        as_table(Check(lambda X: X.reshape(-1, 12), read="here")(np.ones((3, 8))), rows=3, most_columns=3)


def test_the_average_of_nothing_is_named_and_no_division(capsys):
    answer = Check(lambda X: X[:, 5:].mean(axis=1)[:, None], read="here")(np.ones((2, 4)))
    with pytest.raises(NotMet, match="You averaged no numbers, which gives nan") as met:
        as_table(answer, rows=2, most_columns=3)
    said = capsys.readouterr().out
    assert "You averaged no numbers at all" in said and "divides 0 by 0" in said
    assert "logarithm" not in f"{met.value} {said}" and "You divided" not in said


@pytest.mark.parametrize("whole", [lambda X: X / X.max(), lambda X: X + np.arange(len(X))[:, None], lambda X: X - X[0]])
def test_rows_that_look_at_others_are_found(whole):
    batch = np.array([[1.0, 5.0], [2.0, 3.0], [4.0, 1.0]])
    rows_stand_alone(Check(lambda X: X**2, read="here"), batch, most_columns=2)
    with pytest.raises(
        NotMet, match="The same example got other numbers (by itself|in a .+) than in the whole batch of 3"
    ):
        rows_stand_alone(Check(whole, read="here"), batch, most_columns=2)
