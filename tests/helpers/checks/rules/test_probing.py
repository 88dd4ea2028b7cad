"""What a second call of a wrong function shows: each sentence where it holds, and nowhere else."""

import numpy as np
import pytest

from helpers.checks.check import Check, NotMet

X = np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 4.0]])
W = np.array([0.7, -0.2])


def right(X, w, b):
    return np.exp(X @ w) + b**2


def said(f, *args, expected=None, **keywords) -> str:
    """Return the diagnosis of a wrong answer."""
    with pytest.raises(NotMet) as caught:
        Check(f, read="Here")(*args).gives(right(*args) if expected is None else expected, **keywords)
    return caught.value.diagnosis


def test_an_argument_that_is_not_used():
    assert "get the same answer when `b` changes" in said(lambda X, w, b: np.cos(X @ w), X, W, 0.6)


def test_an_argument_without_a_name_has_a_number():
    assert "when `argument 3` changes" in said(lambda *args: np.cos(args[0] @ args[1]), X, W, 0.6)


def test_no_argument_is_called_unused_that_is_used():
    assert not said(lambda X, w, b: np.cos(X @ w) * b, X, W, 0.6)


def test_exchanged_arguments():
    p, y = np.array([0.2, 0.9, 0.7]), np.array([1.0, 0.5, 0.25])
    assert said(lambda p, y: y**2 / p, p, y, expected=p**2 / y) == "You used `p` and `y` in each other's place."


def test_a_sign():
    assert "right answer for `-b`" in said(lambda X, w, b: np.sin(X @ w - b), X, W, 1.5, expected=np.sin(X @ W + 1.5))


def test_a_sign_that_may_belong_to_several():
    wanted = np.square(X @ W + 1.5)
    assert "for `-X`, `-w` or `-b`: a minus" in said(lambda X, w, b: (X @ w - b) ** 2, X, W, 1.5, expected=wanted)


def test_an_argument_used_twice():
    doubled = said(lambda X, w, b: np.sin(X @ w + b + b), X, W, 1.5, expected=np.sin(X @ W + 1.5))
    assert doubled == "You get the right answer for half of `b`. Did you use it twice, or is there a 2 too many?"


def test_half_of_an_argument_says_nothing_of_labels():
    labels = np.array([0.0, 1.0, 1.0])
    assert "half" not in said(lambda P: (P > 0.8).astype(float), np.array([1.0, 2.0, 3.0]), expected=labels)


def test_a_text_is_not_asked_what_simpler_calls_give():
    simpler = {"Without a bias it is off.": ((X, W, 0.0), np.exp(X @ W))}
    assert said(lambda X, w, b: f"{b} cm", X, W, 0.6, simpler=simpler) == "You returned a text, and not a number."


def test_rows_that_are_mixed():
    sentence = said(lambda Z: np.exp(Z) / np.exp(Z).sum(), X, expected=np.exp(X) / np.exp(X).sum(axis=1, keepdims=True))
    assert "off by a factor in each row" in sentence
    mixed = said(lambda Z: np.cos(Z) + Z.mean() ** 2, X, expected=np.cos(X) + X.mean(axis=1, keepdims=True) ** 2)
    assert "off by a constant in each row" in mixed
    T = X[[0, 2, 1]]
    mixed = said(lambda Z: np.cos(Z * Z.max()), T, expected=np.cos(T * T.max(axis=1, keepdims=True)))
    assert mixed.startswith("You get each row right by itself, but not all rows together")


def test_chance_is_not_asked_again():
    assert not said(lambda X, rng: rng.normal(size=3), X, np.random.default_rng(1), expected=np.array([1.0, 2, 4]))


def test_simpler_calls_tell_where_it_lies():
    simpler = {"Without a bias it is off.": ((X, W, 0.0), np.exp(X @ W)), "With one it is.": ((X, W, 9.0), ...)}
    assert said(lambda X, w, b: np.cos(X @ w) + b, X, W, 0.6, simpler=simpler) == "Without a bias it is off."


def test_a_simpler_call_says_what_it_gave():
    simpler = {"Alone, 2 is off.": ((np.array([2.0]),), 4.0)}
    told = said(lambda v: float(np.exp(v).sum()), np.array([2.0, 5]), expected=29.0, simpler=simpler)
    assert told == "Alone, 2 is off (expected 4, got 7.38906)."


@pytest.mark.parametrize("other", [lambda v: 1 / 0, lambda v: np.nan, lambda v: (np.inf, 1.0), lambda v: None])
def test_a_simpler_call_that_fails_tells_nothing(other):
    def f(v):
        return other(v) if len(v) < 2 else float(np.cos(v).sum())

    simpler = {"Alone, 2 is off.": ((np.array([2.0]),), 4.0)}
    assert "Alone" not in said(f, np.array([2.0, 5]), expected=29.0, simpler=simpler)


def test_a_part_of_a_known_mistake_may_be_anything():
    mistakes = {"The second is 7.": (..., 7.0, ...)}
    assert said(lambda: (1.5, 7, "x"), expected=(1.0, 2.0, 3.0), mistakes=mistakes) == "The second is 7."
    with pytest.raises(ValueError, match="fingerprint"):
        Check(lambda: (1.0, 7.0, 3.0), read="Here")().gives((1.0, 7.0, 3.0), mistakes)


def test_a_known_mistake_comes_first():
    assert said(lambda X, w, b: np.exp(X @ w), X, W, 0.6, mistakes={"no bias.": np.exp(X @ W)}) == "No bias."


def test_arguments_stay_as_they_are_and_no_error_gets_out():
    before = X.copy()

    def spoils(X, w, b):
        if b != 0.6:
            raise RuntimeError("asked again")
        X += 1
        return np.cos(X @ w)

    with pytest.raises(NotMet):
        Check(spoils, read="Here")(X, W, 0.6).gives(right(X, W, 0.6))
    assert np.array_equal(X, before)
