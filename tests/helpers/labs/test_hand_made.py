"""What a hand-made function may take from other cells: small constants, its own functions, no table and no model."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from helpers.checks import Check, NotMet
from helpers.labs.hand_made import MOST, described, more_than_one, not_all_alike, small_constants

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


def by_default(images, templates=TEMPLATES):
    return images.reshape(-1, 64) @ templates.reshape(10, 64).T


def copied_by_default(images, *, templates=2 * TEMPLATES):
    return images.reshape(-1, 64) @ templates.reshape(10, 64).T


def answer(f):
    return Check(f, read="Features")(np.ones((2, 8, 8)))


def test_small_constants_are_allowed():
    small_constants(answer(small))


@pytest.mark.parametrize(
    ("f", "said"),
    [
        (looked_up, "`TEMPLATES` of another cell: 640 numbers"),
        (by_default, "`TEMPLATES` of another cell: 640 numbers"),
        (copied_by_default, "`templates` of another cell: 640 numbers"),
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


@pytest.mark.parametrize(
    ("f", "said"),
    [
        (lambda images: (images > 1).mean(axis=1), "You lost what differs"),
        (lambda images: images.astype(int).mean(axis=1), "You lost what differs"),
        (lambda images: np.ones((len(images), 2)), "You used no image"),
        (lambda images: images[:1].mean(axis=1).repeat(len(images), axis=0), "You used no image"),
        (lambda images: np.zeros((len(images), 2)) / (images.min() >= 0), "You used no image"),
    ],
)
def test_the_same_numbers_for_all_images_are_refused(f, said):
    with pytest.raises(NotMet, match="All 3 images got the same numbers") as met:
        not_all_alike(Check(f, read="Features"), IMAGES / 200, most_columns=8)
    assert said in str(met.value)


def test_different_numbers_are_left_alone():
    not_all_alike(Check(lambda images: images.mean(axis=1), read="Features"), IMAGES / 200, most_columns=8)


def test_constant_features_are_counted():
    table = np.column_stack([[1, 2, 3], [5, 5, 5], [0, 0, 0]])
    assert described(table, 20) == (
        "You returned 3 of at most 20 features, and 2 of them are the same number for all images. Is each column "
        "filled?"
    )
    assert "and 1 of them is the same" in described(table[:, :2], 20)
    assert described(table[:, :1], 4) == "You returned 1 of at most 4 features."
