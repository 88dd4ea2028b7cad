"""How a wrong value is related to the right one: each sentence where it holds, and nowhere else."""

import numpy as np
import pytest

from helpers.checks.rules.relations import related

TABLE = np.array([[1.0, 2.5, -3.0], [4.5, 0.5, 7.0]])
ROW = np.array([1.5, 2.5, -2.0, 3.25])
SHARES = np.array([0.1, 0.3, 0.6])


@pytest.mark.parametrize(
    ("got", "expected", "says"),
    [
        (-TABLE, TABLE, "sign is the wrong way round"),
        (TABLE * 1.0001, TABLE, "close, and not exact"),
        (TABLE.T, TABLE, "lies on its side"),
        (TABLE.ravel(), TABLE, "the shape is not"),
        (np.where(TABLE > 0, TABLE, np.nan), TABLE, "not a number"),
        (np.where(TABLE > 0, TABLE, np.inf), TABLE, "infinite"),
        (np.full(4, 0.25), ROW, "all the numbers are the same"),
        (1 - SHARES, SHARES, "1 minus this"),
        (1 / ROW, ROW, "upside down"),
        (ROW**2, np.abs(ROW), "a square root is missing"),
        (np.sqrt(np.abs(ROW)), np.abs(ROW), "a square is missing"),
        (np.log(np.abs(ROW)), np.abs(ROW), "an exponential is missing"),
        (np.exp(ROW), ROW, "a logarithm is missing"),
        (np.round(ROW), ROW, "rounded"),
        (np.abs(ROW), ROW, "signs are lost"),
        (ROW * 4, ROW, "4 times what it should be"),
        (ROW / 3, ROW, "divided by 3"),
        (ROW * 0.7, ROW, "0.7 times"),
        (ROW + 2, ROW, "too large by the same amount, 2"),
        (6.0, 5.0, "too large by exactly 1"),
        (ROW * [1, -1, 1, 1], ROW, "some signs"),
        (ROW[::-1], ROW, "reverse order"),
        (ROW[[1, 0, 3, 2]], ROW, "another order"),
        (TABLE + [[1], [2]], TABLE, "each row is off by an amount"),
        (TABLE * [2, 3, 5], TABLE, "each column is off by a factor"),
        (TABLE.sum(axis=1), TABLE, "added up along each row"),
        (TABLE.mean(axis=0), TABLE, "averaged down each column"),
        (TABLE, TABLE.sum(axis=0), "not yet added up down each column"),
        (TABLE, TABLE.mean(axis=1), "not yet averaged along each row"),
        (TABLE.sum(), TABLE, "all added up into one"),
        (np.array([ROW, ROW]), ROW, "several times"),
        (ROW[0], ROW, "only the first of the answers"),
        (ROW[-1], ROW, "only the last of the answers"),
        (ROW[:3], ROW, "one too few at the end"),
        (np.array([*ROW, 3.3]), ROW, "one too many at the end"),
        (2.2, ROW, "a single number"),
        (TABLE * 1.7 + np.eye(2, 3), ROW, "an axis too many"),
        (ROW * 1.7 - 0.3, TABLE, "an axis is lost"),
        ("NEURON", "neuron", "capital letters"),
        ("a neuron", "neuron", "more in the text"),
        ((2.0, ROW), (ROW, 2.0), "exchanged"),
        (ROW, (ROW, 2.0), "one value comes back"),
        ((ROW, 2.0, 3.0), (ROW, 2.0), "3 values come back, more"),
        (np.sum, ROW, "a function comes back"),
        ((x for x in ROW), ROW, "a generator comes back"),
    ],
)
def test_a_relation_is_named(got, expected, says):
    assert says in related(got, expected)


def test_parts_have_their_names():
    names = ("w", ("m", "v", "t"))
    right = (ROW, (SHARES, 2 * SHARES, 3))
    assert related((ROW, (-SHARES, 2 * SHARES, 3)), right, names=names) == "m: the sign is the wrong way round."
    wild = (ROW, (np.array([0.7, 0.2, 5.0]), 2 * SHARES, 3))
    assert related(wild, right, names=names) == "w, v and t are right, and m is not."
    assert "value 2.1" in related(wild, right)


def test_arguments_are_named():
    given = {"z": ROW, "b": 2.5}
    assert related(ROW, SHARES.sum() * ROW**3, given) == "`z` comes back as it was handed in."
    assert related(ROW**3 + 2.5, ROW**3, given) == "it is too large by exactly `b`."
    assert related(ROW**3 - ROW, ROW**3, given) == "`z` is missing from the sum, or is taken away once too often."
    assert related(ROW**3 * ROW, ROW**3, given) == "every number is multiplied by `z` once too often."
    assert related(np.where(ROW > 0, ROW**3, 9), ROW**3, given).startswith("the answer is right where `z` is positive")
    assert related(np.where(ROW < 3, ROW**3, 9), ROW**3, given) == "only the last number is wrong."
    mixed = np.array([-1.0, 2.0, -3.0, 4.0])
    assert "where `z` is positive" in related(np.where(mixed > 0, [0.3, 0.7, 0.1, 9], mixed**3), mixed**3, {"z": mixed})


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
