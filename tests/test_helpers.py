"""The tests of what lessons import: data, plots and play. The checks have tests of their own."""

import inspect
import re
import socket

import numpy as np
import pytest

from helpers import clinic, data, play, plots
from helpers.plots import show

# data

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


# plots: each public function, and pieces that its alt text must hold, numbers above all


def two(X: np.ndarray) -> np.ndarray:
    """A decision over two features, right for two of the three points: 1 where the second is above 2."""
    return (X[:, 1] > 2) * 1.0


TWO = data.Table(np.array([[0.0, 0.0], [4.0, 1.0], [4.0, 3.0]]), np.array([0, 1, 1]), ("width", "height"), ("a", "b"))
ONE = data.Table(TWO.X[:, :1] - 1, TWO.y, ("width",), ("a", "b"))
XOR = [(np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5])), (np.array([[1.0], [-2.0]]), np.array([-0.5]))]
PATH = np.array([[2.0, 2.0], [1.0, 0.5]])


def bowl(w1: float, w2: float) -> float:
    """A loss that is least at (0, 0)."""
    return w1**2 + w2**2


DRAWN = {
    "along": (lambda: plots.along({"wide": lambda X: X[:, 0] / 4 + 0.5}, ONE), "3 points | 3 of 3"),
    "bars": (
        lambda: plots.bars({"one": 0.604, "many": 0.953}, "accuracy", mark=0.1),
        "accuracy | one 0.604 | many 0.953 | line stands at 0.1",
    ),
    "boundaries": (lambda: plots.boundaries({"split": two}, TWO), "split puts 2 of 3"),
    "boundary": (lambda: plots.boundary(two, TWO, "split"), "split | 2 of 3 stand"),
    "by_layer": (
        lambda: plots.by_layer({"size": {"quiet": [1, 0.1, 0.01]}, "slope": {"quiet": [0.02, 0.3]}}),
        "size, quiet: from 1 in layer 1 to 0.01 in layer 3 | slope, quiet: from 0.02 in layer 1 to 0.3 in layer 2",
    ),
    "confusion": (
        lambda: plots.confusion(np.array([[9, 1, 0], [5, 4, 1], [0, 0, 10]]), "abc", "mine"),
        "mine | right: c, 100 | least often: b, 40 | confused: a and b, b and c",
    ),
    "crossing": (lambda: plots.crossing(data.xor()), "(0, 0) and (1, 1), both sent back | cross at (0.5, 0.5)"),
    "curves": (lambda: plots.curves({"twice": lambda z: 2 * z}, -3, 4), "-3 to 4 | twice goes from -6.00 to 8.00"),
    "history": (
        lambda: plots.history({"loss": [2.0, 0.5], "val_loss": [2.1, 0.7], "val_accuracy": [0.2, 0.9]}),
        "over the epochs | val_loss starts at 2.1 and ends at 0.7 | val_accuracy starts at 0.2 and ends at 0.9",
    ),
    "images": (lambda: plots.images(np.eye(4).reshape(2, 2, 4), [5, 6], numbered=True), "2 | 5, 6"),
    "loss_surface": (
        lambda: plots.loss_surface(bowl, (-3, 3), (-3, 3), {"a": PATH, "b": PATH[::-1], "c": PATH[:1]}),
        "lowest, 0, near (0, 0) | a walks from (2, 2) to (1, 0.5), where the loss is 1.25 | c stands at (2, 2)",
    ),
    "losses": (
        lambda: plots.losses({"slow": [0.7, 0.6], "fast": [0.7, 0.1]}),
        "slow starts at 0.7 and ends at 0.6 | ends at 0.1",
    ),
    "network": (lambda: plots.network(XOR, [[0, 1], [1, 0], [1]]), "layers of 2 | -0.5 | -1.5"),
    "neuron": (lambda: plots.neuron([3, -2], -4.5, [1, 1], -3.5, 0), "+3 | -2 | -4.5 | sum is -3.5 | output 0"),
    "points": (lambda: plots.points(TWO), "3 points by width and height | 2 of them b | 1 a"),
    "spread": (
        lambda: plots.spread({"low": {"a": [0.5, 0.7]}, "high": {"a": [0.75, 1.0], "b": [0.25]}}, "accuracy", "depth"),
        "Accuracy, a point for each run | low a 0.60 on average over 2, from 0.50 to 0.70 | high b 0.25",
    ),
    "truth_tables": (lambda: plots.truth_tables([(0, 1, 1, 0), (1, 1, 1, 1)]), "2 truth tables | 0110 | 1111"),
    "vitals": (
        lambda: plots.vitals(clinic.patients()[2], "number two"),
        "number two: vital signs | relu units | training from 2.30 to 2.30 | zeros at the start: 100%, 100% | 0, 0, 0.",
    ),
}


@pytest.fixture
def shown(monkeypatch) -> list[str]:
    """The HTML of everything that is displayed."""
    pages: list[str] = []
    monkeypatch.setattr(show, "display", lambda page: pages.append(page.data))
    return pages


def test_every_picture_is_tested():
    assert set(plots.__all__) == set(DRAWN), "add the new picture to DRAWN"


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_tells_its_numbers_and_is_the_same_twice(name: str, shown: list[str]):
    draw, told = DRAWN[name]
    draw(), draw()
    first, second = shown
    alt = re.search(r'<img alt="(.+?)"', first)[1].replace("−", "-")
    assert first == second and "data:image/png;base64," in first
    assert all(word in alt for word in told.split(" | ")), alt
    assert len(alt) > 20 and "$" not in alt


# play


def neuron(X, w, b, activation):
    """A neuron that breaks as soon as its first weight is negative."""
    if w[0] < 0:
        raise ValueError("no such <weight>")
    return activation(X @ w + b)


@pytest.fixture
def played(monkeypatch) -> list:
    """What play displays, for somebody without a front end."""
    things: list = []
    monkeypatch.setattr(play, "display", things.append)
    for name in ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return things


@pytest.mark.parametrize("environment", [{}, {"JPY_SESSION_NAME": "lesson.ipynb", "NBGRADER_EXECUTION": "validate"}])
def test_a_picture_stands_still_where_nobody_can_turn_a_slider(environment: dict, played: list, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    play.neuron(neuron, np.tanh, TWO, w=(1.0, 0.5), b=-1.0)
    (still,) = played
    assert "weights +1.0 and +0.5 and bias -1.0" in still.data and "image/svg+xml" in still.data


def test_sliders_move_the_picture_and_a_broken_neuron_gives_a_sentence(played: list, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "lesson.ipynb")
    play.neuron(neuron, np.tanh, TWO, w=(1.0, 0.5), b=-1.0)
    box, still = played
    first, second, bias, picture = box.children
    assert "Where the sliders stood at first" in still.data and "bias -1.0" in picture.value
    bias.value = 2.5
    assert "bias +2.5" in picture.value
    first.value = -0.5
    assert picture.value == "Your neuron stopped with ValueError: no such &lt;weight&gt;"
    first.value = 2.0
    assert "weights +2.0 and +0.5 and bias +2.5" in picture.value
