"""The gradients of a network, held to the right ones from the end of the list."""

import numpy as np
import pytest

from helpers.checks import Check, NotMet, gives_slopes

RIGHT = [
    (np.array([[1.5, -2.5], [0.5, 4.0], [2.0, -1.0]]), np.array([0.25, 0.75])),
    (np.array([[3.0, -3.5, 1.0], [2.5, 0.125, -6.0]]), np.array([-4.5, 1.25, 5.5])),
]
HALF = [(dW / 2, db / 2) for dW, db in RIGHT]
MISTAKES = {
    "You took half.": HALF,
    "You added up eighty.": 80.0,
    "You multiplied what does not fit.": ValueError("matmul"),
}


def said(value, mistakes=MISTAKES):
    """What is said of an answer that is `value`, or that raises it."""

    def backward():
        if isinstance(value, Exception):
            raise value
        return value

    with pytest.raises(NotMet) as failure:
        gives_slopes(Check(backward, read="x")(), RIGHT, mistakes)
    return failure.value


def test_the_right_ones_are_met():
    gives_slopes(Check(lambda: RIGHT, read="x")(), RIGHT, MISTAKES)


def test_a_mistake_is_known_by_its_pairs_by_its_size_or_by_its_error():
    size = sum(np.abs(part).sum() for pair in RIGHT for part in pair)
    assert said(HALF).diagnosis == "You took half."
    assert said([(-80 / size * dW, 80 / size * db) for dW, db in RIGHT]).diagnosis == "You added up eighty."
    assert said(ValueError("matmul: no")).diagnosis == "You multiplied what does not fit."


def test_the_first_from_the_end_is_named_and_what_it_is():
    first, (dW2, db2) = RIGHT
    assert "the first that is wrong is dW2. (db2, dW1 and db1 are right.)" in str(said([first, (3 * dW2, db2)]))
    assert said([first, (3 * dW2, db2)]).diagnosis.startswith("dW2: You returned numbers that are 3 times")
    assert said([first, (db2, dW2)]).diagnosis.startswith("Instead of dW2 you put db2; instead of db2")
    assert said([first, (dW2, db2 / 7)]).diagnosis.startswith("You averaged db over the rows.")


def test_what_is_no_list_of_pairs_is_said():
    assert "a list of 1" in str(said(RIGHT[:1]))
    assert "You left the function without" in str(said(None))


def test_dW_alone_and_db_with_another_shape_or_size_are_told_apart():
    (dW1, db1), (dW2, db2) = RIGHT
    assert said([dW1, dW2]).diagnosis.startswith("You returned each dW without its db.")
    assert "an axis too many" in said([(dW1, db1[None]), (dW2, db2[None])]).diagnosis
    assert said([(dW1, 4 * db1), (dW2, 4 * db2)]).diagnosis.startswith("You got 4 times what db should be.")


def test_a_wrong_function_that_the_answer_calls_is_named():
    cell = {}
    exec("def half(x):\n    return x / 2\n\ndef backward(x):\n    return [(half(x), x), (x, x)]", cell)
    for right, told in ((3.0, "Your `half` gives something else"), (2.0, "dW1: You returned")):
        with pytest.raises(NotMet) as failure:
            answer = Check(cell["backward"], read="x")(np.ones((2, 2)))
            gives_slopes(answer, [(np.ones((2, 2)), np.ones((2, 2)))] * 2, {}, calls={"half": ((4.0,), right)})
        assert failure.value.diagnosis.startswith(told)
