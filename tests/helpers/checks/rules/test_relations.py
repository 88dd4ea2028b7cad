"""How a wrong value is related to the right one: each sentence where it holds, and nowhere else."""

import numpy as np
import pytest

from helpers.checks.rules.relations import related

TABLE = np.array([[1.0, 2.5, -3.0], [4.5, 0.5, 7.0]])
ROW = np.array([1.5, 2.5, -2.0, 3.25])
SMALL, LARGE = np.array([2.25, -1.125, 3.25]), np.array([2.75, -1.875, 3.25])
SHARES = np.array([0.1, 0.3, 0.6])


@pytest.mark.parametrize(
    ("got", "expected", "says"),
    [
        (-TABLE, TABLE, "the wrong sign"),
        (TABLE * 1.0001, TABLE, "not exact"),
        (TABLE.T, TABLE, "on its side"),
        (TABLE.ravel(), TABLE, "in another shape"),
        (np.where(TABLE > 0, TABLE, np.nan), TABLE, "not a number"),
        (np.where(TABLE > 0, TABLE, np.inf), TABLE, "infinite"),
        (np.full(4, 0.25), ROW, "the same number, 0.25, in every place"),
        (1 - SHARES, SHARES, "1 minus the right answer"),
        (1 / ROW, ROW, "upside down"),
        (ROW**2, np.abs(ROW), "left out a square root"),
        (np.sqrt(np.abs(ROW)), np.abs(ROW), "left out a square."),
        (np.log(np.abs(ROW)), np.abs(ROW), "left out an exponential"),
        (np.exp(ROW), ROW, "left out a logarithm"),
        (np.round(ROW), ROW, "rounded"),
        (np.round(SMALL), SMALL, "rounded to whole numbers, or cut off everything"),
        (np.trunc(LARGE), LARGE, "You cut off everything"),
        (np.round(LARGE), LARGE, "You rounded to whole numbers."),
        (np.abs(ROW), ROW, "lost the minus signs"),
        (ROW * 4, ROW, "4 times what they should be"),
        (ROW / 3, ROW, "1/3 of what they should be"),
        (ROW * 0.7, ROW, "0.7 times"),
        (ROW + 2, ROW, "too large by the same amount, 2"),
        (6.0, 5.0, "too large by exactly 1"),
        (ROW * [1, -1, 1, 1], ROW, "some of the signs"),
        (ROW[::-1], ROW, "reverse order"),
        (ROW[[1, 0, 3, 2]], ROW, "another order"),
        (TABLE + [[1], [2]], TABLE, "off by a constant in each row"),
        (TABLE * [2, 3, 5], TABLE, "off by a factor in each column"),
        (TABLE * [1, 1, 0] + [0, 0, 3], TABLE, "only the last column wrong. It holds the same number, 3, in every"),
        (TABLE * [1, 1, 1] + [[0, 0, 1], [0, 0, 2]], TABLE, "only the last column wrong."),
        (TABLE[:, [0, 2]], TABLE, "You left out column 1"),
        (np.delete(np.outer(ROW, SHARES), 1, axis=0), np.outer(ROW, SHARES), "You left out row 1"),
        (
            np.hstack([TABLE.T[:, :1], np.outer(TABLE[0], TABLE[1])]),
            np.column_stack([TABLE[0], TABLE[0] * TABLE[1]]),
            "You made a table (3, 3) where one column belongs",
        ),
        ("False", True, "a text, and not True or False"),
        (
            np.array([[0.0, 3], [4, 6], [1, 9]]),
            np.array([[0.0, 1], [2, 2], [0.5, 3]]),
            "off by a factor in each column",
        ),
        (TABLE * [1, 0, 1], TABLE, "left column 1 all 0"),
        (TABLE * [0, 1, 0], TABLE, "left columns 0 and 2 all 0"),
        (TABLE * [[0], [1]], TABLE, "left row 0 all 0"),
        (TABLE.sum(axis=1), TABLE, "added up along each row"),
        (TABLE.mean(axis=0), TABLE, "averaged down each column"),
        (TABLE, TABLE.sum(axis=0), "not yet added up down each column"),
        (TABLE, TABLE.mean(axis=1), "not yet averaged along each row"),
        (TABLE.sum(), TABLE, "added up into a single one"),
        (TABLE.min(), TABLE, "reduced to the smallest of them"),
        (np.array([ROW, ROW]), ROW, "several times"),
        (np.add.outer(ROW, 0 * ROW) + np.triu(np.ones((4, 4)), 1), ROW, "right answer on its diagonal"),
        ((ROW,), ROW, "inside a tuple. Is there a comma behind it"),
        (np.where(ROW > 0), ROW, "You returned places in a tuple"),
        (np.tile(TABLE[:, :1], 3), TABLE, "only the first column right. Your columns are all alike."),
        (np.tile([[2.0], [3.5]], 3), TABLE, "You returned columns that are all alike"),
        (np.cumsum(ROW - 1) + 1, ROW, "carried each total on into the next number"),
        ({"a": 1.0}, ROW, "a dict, and not its numbers"),
        (ROW[0], ROW, "only the first of the answers"),
        (["1", "0"], ROW, "You returned texts"),
        ([["1", "0"], ["0", "1"]], TABLE, "You returned texts"),
        (np.array(["1", "0"]), ROW, "You returned texts"),
        (TABLE[:, 0], TABLE, "only the first column. Is a `return` inside a loop?"),
        (TABLE[:, -1], TABLE, "only the last column. Did you keep each of them?"),
        (ROW[-1], ROW, "You returned only the last of the answers"),
        (0, np.array([0, 1, 1]), "Perhaps you returned only the first of the answers"),
        (ROW[:3], ROW, "one too few at the end"),
        (np.array([*ROW, 3.3]), ROW, "one too many at the end"),
        (2.2, ROW, "a single number"),
        (TABLE * 1.7 + np.eye(2, 3), ROW, "an axis too many"),
        (ROW * 1.7 - 0.3, TABLE, "lost an axis"),
        ("NEURON", "neuron", "capital letters"),
        ("a neuron", "neuron", "more text"),
        ((2.0, ROW), (ROW, 2.0), "swapped"),
        ((ROW, 2.0, SHARES), (SHARES, ROW, 2.0), "Instead of the first value you put the second value"),
        (
            (SHARES**3 - 0.1, np.array([*ROW, 9])),
            (SHARES, ROW),
            "the second value: You returned one too many at the end",
        ),
        (ROW, (ROW, 2.0), "returned one value"),
        ((ROW, 2.0, 3.0), (ROW, 2.0), "returned 3 values, more"),
        (np.sum, ROW, "returned a function"),
        ([np.sum, np.sum], ROW, "put a function into the list"),
        ((x for x in ROW), ROW, "returned a generator"),
    ],
)
def test_a_relation_is_named(got, expected, says):
    assert says in related(got, expected)


def test_parts_have_their_names():
    names = ("w", ("m", "v", "t"))
    right = (ROW, (SHARES, 2 * SHARES, 3))
    assert (
        related((ROW, (-SHARES, 2 * SHARES, 3)), right, names=names)
        == "m: You returned the right numbers with the wrong sign."
    )
    wild = (ROW, (np.array([0.7, 0.2, 5.0]), 2 * SHARES, 3))
    assert related(wild, right, names=names) == "You got w, v and t right, and m wrong."
    assert "the first value of the second value" in related(wild, right)


def test_arguments_are_named():
    given = {"z": ROW, "b": 2.5}
    assert related(ROW, SHARES.sum() * ROW**3, given) == "You returned `z` unchanged."
    assert related(ROW**3 + 2.5, ROW**3, given) == "You returned a value that is too large by exactly `b`."
    assert related(ROW**3 - ROW, ROW**3, given) == "You left `z` out of the sum, or subtracted it once too often."
    assert related(ROW**3 * ROW, ROW**3, given) == "You multiplied by `z` once too often."
    assert related(np.where(ROW < 3, ROW**3, 9), ROW**3, given) == "You got only the last number wrong."


def test_signs_that_tell_wrong_from_right_are_named_where_there_are_enough():
    z = np.array([-1.0, 2.0, -3.0, 4.0, 1.5, -2.5])
    for n, told in ((6, "where `z` is positive"), (5, "")):
        said = related(np.where(z > 0, [0.3, 0.7, 0.1, 9, 8, 7], z**3)[:n], z[:n] ** 3, {"z": z[:n]})
        assert told in said and bool(told) == bool(said)


def test_one_array_of_the_values_is_no_list_of_them():
    right = (np.ones((2, 2)), np.zeros((2, 2)))
    assert related(np.array(right), right).startswith("You made one array of the 2 values.")


@pytest.mark.parametrize("shape", [(4,), (3, 4), (2, 3, 2)])
def test_unrelated_numbers_are_given_no_reason(shape):
    rng = np.random.default_rng(3)
    for _ in range(100):
        got, expected = rng.normal(size=(2, *shape))
        given = {"X": rng.normal(size=shape), "w": rng.normal(size=shape[-1]), "b": rng.normal()}
        assert not related(got, expected, given), (got, expected)


def test_unrelated_single_numbers_are_given_no_reason():
    rng = np.random.default_rng(4)
    for _ in range(100):
        got, expected, b = rng.normal(size=3)
        assert not related(got, expected, {"b": b})


def itself() -> list:
    """Return a list that holds itself."""
    endless: list = []
    endless.append(endless)
    return endless


@pytest.mark.parametrize("expected", [ROW, TABLE, 3.0, (ROW, 2.0), [(TABLE, ROW), (TABLE, ROW)], "neuron", True])
def test_nothing_that_comes_back_stops_it(expected):
    odd = [None, "x", b"x", [], (), [[1], [1, 2]], {}, {1: 2}, np.array(None), np.array([None, 1]), np.array("x"), 1j]
    odd += [
        np.zeros(0),
        np.zeros((0, 3)),
        np.zeros((3, 0)),
        10**400,
        float("nan"),
        [np.inf] * 4,
        itself(),
        object(),
        len,
    ]
    odd += [(None, None), (ROW, None), [ROW, TABLE], [(None, 1), 2], ((), ()), np.zeros((2, 2), dtype="M8[s]")]
    for got in odd:
        assert isinstance(related(got, expected, {"X": got, "y": TABLE}), str)


def test_a_slope_that_is_nearly_right_may_have_been_measured_with_a_tiny_step():
    near, right = np.array([12.0011, 9.00258]), np.array([12.0, 9.0])
    assert "rounding eats the difference" in related(near, right, {"f": np.sum, "w": np.ones(2)})
    assert related(near, right, {"activation": np.tanh}).endswith("or cut a constant short?")


def test_a_part_in_the_place_of_another_is_named():
    first, second, third = np.array([1.0, 2.0]), np.array([3.0, 5.0]), np.array([[4.0, 6.0]])
    right = [(first, second), (third, np.array([7.0, 8.0]))]
    names = (("W1", "b1"), ("W2", "b2"))
    assert related([(second, first), right[1]], right, names=names) == (
        "Instead of W1 you put b1; instead of b1 you put W1."
    )
    assert related([(first, third), (second, right[1][1])], right, names=names) == (
        "Instead of b1 you put W2; instead of W2 you put b1."
    )
    assert related([right[1], right[1]], right) == (
        "Instead of the first value of the first pair you put the first value of the second pair; "
        "instead of the second value of the first pair you put the second value of the second pair."
    )


def test_zeros_and_ones_are_no_other_part():
    right = (np.array([2.0, 3.0]), np.array([0.0, 1.0]), 4.0)
    assert "In the place" not in related((np.array([0.0, 1.0]), right[1], 4.0), right)


def test_one_number_of_each_row_may_be_picked_by_size_or_by_place():
    right = np.array([[-1.0, 2.0, 3.0], [4.0, -5.0, 6.0]])
    assert related(right.min(axis=1), right) == (
        "You returned one number of each row, which is its smallest. All of them are wanted."
    )
    assert related(right.max(axis=0), right) == (
        "You returned one number of each column, which is its largest. All of them are wanted."
    )


def test_an_array_inside_a_list_that_comes_back_is_named():
    layers = [(np.array([[1.5, 2.5]]), np.array([0.5, 0.25]))]
    said = related(np.array([0.5, 0.25]), np.array([0.5001, 0.2501]), {"layers": layers})
    assert said == "You returned an array of `layers` as it was handed in."
    assert "as it was" not in related(np.array([0.5, 0.2499]), np.array([0.5001, 0.2501]), {"layers": layers})
