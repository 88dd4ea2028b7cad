"""The data: what the tables say they hold is there, without a network."""

import inspect
import socket

import numpy as np
import pytest
from sklearn import datasets

from helpers import data

TABLES = {name: f for name, f in vars(data).items() if inspect.isfunction(f) and f.__module__ == "helpers.data"}
TABLES = {name: f for name, f in TABLES.items() if f.__annotations__.get("return") is data.Table}
SHAPES = {"pizza": (16, 4), "evenings": (24, 2), "wine": (178, 2), "iris": (150, 2), "xor": (4, 2)}


@pytest.fixture
def offline(monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_what_they_say_and_need_no_network(name: str, offline):
    table = TABLES[name]()
    m, n = table.X.shape
    assert (m, n) == SHAPES.get(name, (m, n)) and SHAPES.keys() <= TABLES.keys()
    assert table.X.dtype == float and np.isfinite(table.X).all()
    assert table.y.shape == (m,) and set(table.y.tolist()) == {0, 1}
    assert len(table.features) == n and len(table.labels) == 2
    table.X[:] = 7
    assert not (TABLES[name]().X == 7).all(), "a table is made afresh each time"


def test_labels_are_those_of_the_story_and_digits_are_images(offline):
    assert data.pizza().y.sum() == 3 and data.xor().y.tolist() == [0, 1, 1, 0]
    images, labels = data.digits()
    assert images.shape == (1797, 8, 8) and images.min() == 0 and images.max() == 1
    assert set(labels.tolist()) == set(range(10))


@pytest.mark.parametrize("per_example", [1, 2, 3])
def test_digits_side_by_side_are_those_they_are_said_to_be_and_unseen_ones_are_others(per_example: int):
    known = {image.tobytes(): label for image, label in zip(*data.digits(), strict=True)}
    piles = []
    for unseen in (False, True):
        pictures, shown = data.side_by_side(np.random.default_rng(1), 300, per_example, unseen)
        assert pictures.shape == (300, 8, 8 * per_example) and shown.shape == (300, per_example)
        parts = [part.tobytes() for picture in pictures for part in np.split(picture, per_example, axis=1)]
        assert [known[part] for part in parts] == shown.ravel().tolist()
        again = data.side_by_side(np.random.default_rng(1), 300, per_example, unseen)[0]
        assert (again == pictures).all()
        piles.append(set(parts))
    assert not piles[0] & piles[1]


def test_the_large_digits_come_with_the_course_and_their_first_rows_hold_every_digit(offline):
    images, labels = data.mnist()
    assert images.shape == (5000, 28, 28) and images.dtype == np.float32
    assert images.min() == 0 and images.max() == 1
    assert labels.shape == (5000,) and labels.dtype == int and np.bincount(labels).tolist() == [500] * 10
    assert np.bincount(labels[:200], minlength=10).min() > 5
    assert not (np.diff(images.reshape(5000, -1), axis=0) == 0).all(axis=1).any()


def test_coin_bottles_are_drawn_by_their_seed_and_ten_best_finds_columns_that_go_with_the_labels():
    X, y = data.coin_bottles(30, 4)
    assert X.shape == (80, 30) and set(y.tolist()) == {0, 1}
    assert (data.coin_bottles(30, 4)[0] == X).all() and (data.coin_bottles(30, 5)[0] != X).any()
    X[:, 3:13] += 5 * np.where(np.arange(10) % 2, -1, 1) * y[:, None]
    assert sorted(data.ten_best(X, y)) == list(range(3, 13))


def test_the_tables_that_are_kept_are_scikit_learns():
    wine, iris, digits = datasets.load_wine(), datasets.load_iris(), datasets.load_digits()
    columns = [wine.feature_names.index(name) for name in ("flavanoids", "color_intensity")]
    for table, X, y in [(data.wine(), wine.data[:, columns], wine.target == 2),
                        (data.iris(), iris.data[:, 2:], iris.target == 1)]:  # fmt: skip
        assert np.array_equal(table.X, X) and np.array_equal(table.y, y)
        assert table.X.strides == X.strides  # or a product could be rounded otherwise
    images, labels = data.digits()
    assert np.array_equal(images, digits.images / 16) and np.array_equal(labels, digits.target)
    assert images.dtype == float and labels.dtype == digits.target.dtype
