"""What slips make of a mean: each value under its own sentence, and never the mean itself."""

import numpy as np

from helpers.checks import Check, of_a_mean


def test_each_slip_has_its_value():
    slips = of_a_mean([1.0, 2, 5, 4])
    assert slips["You did not divide by m."] == 12 and slips["You divided by m - 1."] == 4
    assert slips["You put `return` inside the loop."] == 1 / 4
    assert slips["You left out the first example."] == 11 / 4 and slips["You left out the last example."] == 8 / 4
    assert slips["You did not take the mean."].tolist() == [1, 2, 5, 4]
    (last,) = [value for why, value in slips.items() if "only the last" in why]
    assert last == 1


def test_a_slip_that_gives_the_mean_is_left_out():
    slips = of_a_mean([0.0, 2, 5, 4])
    assert "You left out the first example." not in slips and "You left out the last example." in slips


def test_rows_of_terms_take_the_form_of_the_answer():
    terms = np.array([[1.0, 2, 3], [4, 6, 5], [7, 8, 9]])

    def pair(mean):
        return mean[:2], mean[2]

    dw, db = of_a_mean(terms, pair)["You left out the first example."]
    assert np.allclose(dw, [11 / 3, 14 / 3]) and np.isclose(db, 14 / 3)
    Check(lambda: pair(terms.mean(axis=0)), read="Here")().gives(pair(terms.mean(axis=0)), of_a_mean(terms, pair))
