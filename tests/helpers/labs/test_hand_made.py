"""What a hand-made function may take from other cells: small constants, its own functions, no table and no model."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from helpers.checks import Check, NotMet
from helpers.labs.hand_made import MOST, more_than_one, small_constants

WINDOWS = [(0, 3, 0, 3), (3, 5, 3, 5)]
TEMPLATES = np.zeros((10, 8, 8))
HALF = np.ones(MOST - 30)
OTHER_HALF = {"weights": np.ones(31)}
MODEL = PCA(2)


def small(images):
    return [images[:, a:b, c:d].mean() for a, b, c, d in WINDOWS] + [HALF]


def looked_up(images):
    return images.reshape(-1, 64) @ TEMPLATES.reshape(10, 64).T


def at_one_remove(images):
    return looked_up(images) + 1


def in_parts(images):
    return images.sum() * HALF.sum() * OTHER_HALF["weights"].sum()


def fitted(images):
    return MODEL.transform(images.reshape(-1, 64))


def answer(f):
    return Check(f, read="Features")(np.ones((2, 8, 8)))


def test_small_constants_are_allowed():
    small_constants(answer(small))


@pytest.mark.parametrize(
    ("f", "said"),
    [
        (looked_up, "`TEMPLATES` of another cell: 640 numbers"),
        (at_one_remove, "You looked something up"),
        (in_parts, f"{MOST + 1} numbers"),
        (fitted, "`MODEL` of another cell, a fitted model"),
    ],
)
def test_tables_and_models_are_refused(f, said):
    with pytest.raises(NotMet, match=said):
        small_constants(answer(f))


IMAGES = np.arange(3 * 64, dtype=float).reshape(3, 8, 8)


def first_only(images):
    return images[0].mean(axis=0)


def in_the_loop(images):
    for image in images:
        return image.mean(axis=0)


@pytest.mark.parametrize("f", [first_only, in_the_loop])
def test_one_image_for_all_is_refused(f):
    with pytest.raises(NotMet, match="You used only the first image"):
        more_than_one(Check(f, read="Features"), IMAGES)


@pytest.mark.parametrize("f", [lambda images: images.mean(axis=1), lambda images: [1.0], lambda images: images.ink])
def test_what_is_no_such_mistake_is_left_to_the_checks_that_follow(f):
    more_than_one(Check(f, read="Features"), IMAGES)
