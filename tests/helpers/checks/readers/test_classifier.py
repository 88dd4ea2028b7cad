"""An answer read as a classifier."""

import numpy as np
import pytest

from helpers import scoring
from helpers.checks import Check, NotMet, as_classifier, as_labels, learned, slip, without_rng


def given(value):
    """An answer that came out as `value`."""
    return Check(lambda: value, read="here")()


LABELS = [
    (np.array([3, 0, 9]), ""),
    ([3, 0, 9], ""),
    (np.array([3, 0, 9], dtype=np.uint8), ""),
    (np.array([3.0, 0.0, 9.0]), "Labels are integers"),
    (np.array([3.2, 0.1, 9.0]), "probabilities or sums"),
    (np.array([True, False, True]), "Labels are integers"),
    (np.eye(10)[:3], "Return the position of the largest"),
    (np.zeros((3, 1), int), "a column"),
    (np.array(3), "without an axis"),
    (np.zeros(10, int), "along the wrong axis"),
    (np.zeros(4, int), "Is a fixed number of images in the function"),
    (np.array([3, 0, 10]), "not among 0 to 9"),
    (np.array([3, 0, -1]), "not among 0 to 9"),
    (np.array([3.0, 0.0, np.nan]), "Expected 3 integer labels"),
    ("309", "Expected 3 integer labels"),
]


@pytest.mark.parametrize(("value", "told"), LABELS, ids=[repr(value) for value, _ in LABELS])
def test_labels_are_integers_one_an_image(value, told: str):
    if not told:
        assert as_labels(given(value), 3).tolist() == [3, 0, 9]
        return
    with pytest.raises(NotMet, match=told):
        as_labels(given(value), 3)


def test_a_classifier_is_a_function_and_its_check_speaks_of_it():
    reads = as_classifier(given(lambda images: [len(image) for image in images]))
    assert as_labels(reads(np.zeros((3, 2))), 3).tolist() == [2, 2, 2]
    with pytest.raises(NotMet, match=r"classify\(0\)"):
        as_labels(reads(0), 1)


CLASSIFIERS = [
    ([(1, 2)], "the network itself"),
    (np.zeros(3), "without brackets"),
    (scoring.logistic(), "asks the model"),
]


@pytest.mark.parametrize(("value", "told"), CLASSIFIERS, ids=[told for _, told in CLASSIFIERS])
def test_anything_but_a_function_ends_in_a_sentence(value, told: str):
    with pytest.raises(NotMet, match=told):
        as_classifier(given(value))


TRUE_NAMES = np.arange(100) % 10
LEARNED = [
    ((TRUE_NAMES + 3) % 10, ""),
    (TRUE_NAMES, "100% of 100 by their true names, 0% by the new ones"),
    (np.full(100, 4), "All 100 digits get the same label"),
    ((TRUE_NAMES + 5) % 10, "right on 0% of 100 digits"),
]


@pytest.mark.parametrize(("labels", "told"), LEARNED, ids=[told or "renamed" for _, told in LEARNED])
def test_what_was_learned_is_told_from_what_is_known_and_from_nothing(labels: np.ndarray, told: str):
    if not told:
        return learned(given(labels), labels, (TRUE_NAMES + 3) % 10, TRUE_NAMES)
    with pytest.raises(NotMet, match=told):
        learned(given(labels), labels, (TRUE_NAMES + 3) % 10, TRUE_NAMES)


def test_chance_of_its_own_is_a_mistake_and_no_chance_is_none(capsys):
    with pytest.raises(NotMet, match="made a generator inside"):
        without_rng(Check(lambda: np.random.default_rng(7).random(), read="here")())
    without_rng(Check(lambda: 3, read="here")())
    assert "fine if there is no chance in it" in capsys.readouterr().out


NOISE = np.random.default_rng(5)
PATTERNS = NOISE.random((10, 6, 6)) < 0.5  # one for each class
KINDS = NOISE.integers(0, 10, 400)
PICTURES = np.clip(PATTERNS[KINDS] * 0.7 + NOISE.random((400, 6, 6)) * 0.3, 0, 1)


def centres(X, y):
    """The mean image of each class."""
    return np.array([X[y == k].mean(axis=0) if np.any(y == k) else np.full(X.shape[1:], np.inf) for k in range(10)])


def nearest(means, images):
    return ((images[:, None] - means) ** 2).sum(axis=(2, 3)).argmin(axis=1)


def as_it_should(X, y, rng):
    means = centres(X, y)
    return lambda images: nearest(means, images)


def inverted_for_training(X, y, rng):
    means = centres(1 - X, y)
    return lambda images: nearest(means, images)


def untouched_by_labels(X, y, rng):
    return lambda images: nearest(PATTERNS[::-1], images)


def repeated(X, y, rng):
    means = centres(np.concatenate([X, X]), np.repeat(y, 2))
    return lambda images: nearest(means, images)


def rolled(X, y, rng):
    known = np.roll(X, 1, axis=0)
    return lambda images: y[((images[:, None] - known) ** 2).sum(axis=(2, 3)).argmin(axis=1)]


SLIPS = [
    (as_it_should, ""),
    (inverted_for_training, "exchanged ink and paper of the training rows"),
    (untouched_by_labels, "no training reached it"),
    (repeated, "`np.repeat`"),
    (rolled, "along axis 0"),
]


@pytest.mark.parametrize(("build", "told"), SLIPS, ids=[build.__name__ for build, _ in SLIPS])
def test_slips_of_a_classifier_are_found_by_further_calls(build, told: str):
    answer = Check(build, read="here")(PICTURES[:300], KINDS[:300], np.random.default_rng(0))
    said = slip(answer, PICTURES[300:], KINDS[300:])
    assert told in said and bool(told) == bool(said)
