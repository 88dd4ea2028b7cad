"""Each picture tells its numbers in its alt text, and is the same twice."""

import re

import numpy as np
import pytest

from helpers import data, plots
from helpers.plots import show

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
    "along_rows": (
        lambda: plots.along_rows(np.array([[1.0, 3], [-5, 5]]), np.array([[-1.0, 1], [-1, 1]])),
        "row 1, 1, 3, has mean 2 and spread 1, and becomes -1, 1 | row 2, -5, 5, has mean 0 and spread 5",
    ),
    "along": (lambda: plots.along({"wide": lambda X: X[:, 0] / 4 + 0.5}, ONE), "3 points | 3 of 3"),
    "bars": (
        lambda: plots.bars({"one": 0.604, "many": 0.953}, "accuracy", mark=0.1),
        "accuracy | one 0.604 | many 0.953 | line stands at 0.1",
    ),
    "boundaries": (lambda: plots.boundaries({"split": two}, TWO), "split puts 2 of 3"),
    "boundary": (lambda: plots.boundary(two, TWO, "split"), "split | 2 of 3 stand"),
    "by_layer": (
        lambda: plots.by_layer({"size": {"quiet": [1, 0.1, 0.01]}, "slope": {"quiet": [0.02, 0.3]}}),
        "size. quiet: from 1 in layer 1 to 0.01 in layer 3 | slope. quiet: from 0.02 in layer 1 to 0.3 in layer 2",
    ),
    "by_method": (
        lambda: plots.by_method({"plain": ([2.0, 1.0], [2.1, 1.5]), "Adam": ([1.9, 0.5], [2.0, 0.75])}),
        "Loss over the epochs | plain on training rows starts at 2 and ends at 1 | Adam on validation rows | 0.75",
    ),
    "confusion": (
        lambda: plots.confusion(np.array([[9, 1, 0], [5, 4, 1], [0, 0, 10]]), "abc", "mine"),
        "mine | right: c, 100 | least often: b, 40 | confused: a and b, b and c",
    ),
    "confusion, counted": (
        lambda: plots.confusion(np.array([[9, 1, 0], [5, 4, 1], [0, 0, 10]]), "abc", "mine", shares=False),
        "counted | right: c, 100 % | least often: b, 40 % | confused: a and b (6), b and c (1)",
    ),
    "coverage": (
        lambda: plots.coverage([0, 0.9], [1, 0.75], [0.9, 0.99], "of 8 digits"),
        "coverage, of 8 digits | 0 answers 100 % and is right on 90.0 % | 0.9 answers 75 % and is right on 99.0 %",
    ),
    "crossing": (lambda: plots.crossing(data.xor()), "(0, 0) and (1, 1), both sent back | cross at (0.5, 0.5)"),
    "curves": (lambda: plots.curves({"twice": lambda z: 2 * z}, -3, 4), "-3 to 4 | twice goes from -6.00 to 8.00"),
    "cuts": (lambda: plots.cuts({"split": lambda X: X[:, 1] - 2}, TWO), "2 b (squares), 1 a | split, 2 of 3 right"),
    "hidden_plane": (lambda: plots.hidden_plane(XOR, data.xor()), "01 (eaten) to 10 | 11 (sent back) to 11 | 4 of 4"),
    "history": (
        lambda: plots.history({"loss": [2.0, 0.5], "val_loss": [2.1, 0.7], "val_accuracy": [0.2, 0.9]}),
        "over the epochs | val_loss starts at 2.1 and ends at 0.7 | val_accuracy starts at 0.2 and ends at 0.9",
    ),
    "images": (lambda: plots.images(np.eye(4).reshape(2, 2, 4), [5, 6], numbered=True), "2 | 5, 6"),
    "least_squares": (
        lambda: plots.least_squares(
            np.array([-1, 0, 1, 2]), np.eye(2)[[0, 0, 1, 1]], np.array([[-0.4, 0.4], [0.7, 0.3]])
        ),
        "4 examples | output 1 has slope 0.4 and bias 0.3 | cross at 0.5 | add up to 0.4.",
    ),
    "images, in rows": (lambda: plots.images(np.eye(4).reshape(2, 2, 4), [5, 6], columns=1), "2 | 5, 6"),
    "loss_surface": (
        lambda: plots.loss_surface(bowl, (-3, 3), (-3, 3), {"a": PATH, "b": PATH[::-1], "c": PATH[:1]}),
        "lowest, 0, near (0, 0) | a walks from (2, 2) to (1, 0.5), where the loss is 1.25 | c stands at (2, 2)",
    ),
    "losses": (
        lambda: plots.losses({"slow": [0.7, 0.6], "fast": [0.7, 0.1]}),
        "slow starts at 0.7 and ends at 0.6 | ends at 0.1",
    ),
    "messages": (
        lambda: plots.messages(np.eye(2), np.array([9, 1]), [[1], [-1]], [-0.5], "craving", "guilt"),
        "What the output sees, 2 points | craving 1 and guilt 0 from 9 moods, eat | from 1 mood, do not eat",
    ),
    "named_lines": (
        lambda: plots.named_lines({"short": [0.7, 0.1], "long": [0.75, 0.6]}, "loss", [4, 8], mark=(0.69, "guessing")),
        "Loss over the epochs 4 to 8 | short starts at 0.7 and ends at 0.1 | ends at 0.6 | guessing, stands at 0.69",
    ),
    "network": (lambda: plots.network(XOR, [[0, 1], [1, 0], [1]]), "layers of 2 | -0.5 | -1.5"),
    "neuron": (lambda: plots.neuron([3, -2], -4.5, [1, 1], -3.5, 0), "+3 | -2 | -4.5 | sum is -3.5 | output 0"),
    "one_unit": (
        lambda: plots.one_unit(XOR, 1, ["in", "hidden", "out"]),
        "2 come in | 1 go out",
    ),
    "passes": (
        lambda: plots.passes(
            [np.array([[2.0, -0.144]])],
            [[0.5], [[0.72, -1], [2, np.nan]]],
            [["in"], ["one", "two"]],
            [[""], ["", "last"]],
            back=True,
        ),
        "A pass back | in 0.50 | in and one +2 | in and two -0.14 | one dz 0.72, da 2.00 | two dz -1.00. | point back",
    ),
    "points": (lambda: plots.points(TWO), "3 points by width and height | 2 of them b | 1 a"),
    "spread": (
        lambda: plots.spread(
            {"low": {"a": [0.5, 0.7]}, "high": {"a": [0.75, 1.0], "b": [0.25]}}, "accuracy", "depth", guess=0.5
        ),
        "point for each run | low a 0.60 on average over 2, from 0.50 to 0.70 | high b 0.25 | stands at 0.5",
    ),
    "stopping": (
        lambda: plots.stopping([2.0, 1.0, 1.5, 1.75], 1, 2),
        "from 2 | lowest, 1, at epoch 1, which is kept | At epoch 2 training stops | would end at 1.75",
    ),
    "weight_images": (
        lambda: plots.weight_images(
            {"before": np.eye(4).reshape(2, 2, 4), "after": np.zeros((2, 2, 4))}, ["one", "two"]
        ),
        "2 units | 2 by 4 | one, two | 2: before; after",
    ),
    "truth_tables": (lambda: plots.truth_tables([(0, 1, 1, 0), (1, 1, 1, 1)]), "2 truth tables | 0110 | 1111"),
    "way_around": (
        lambda: plots.way_around([2, 1, 0, -0.5, 4, 4], back=True),
        "4 arrives | after W₂ -0.5, after the slope of the ReLU 0, after W₁ 1 | Around the block: 4 | Their sum, 2",
    ),
}


@pytest.fixture
def shown(monkeypatch) -> list[str]:
    """The HTML of everything that is displayed."""
    pages: list[str] = []
    monkeypatch.setattr(show, "display", lambda page: pages.append(page.data))
    return pages


def test_every_picture_is_tested():
    assert set(plots.__all__) == {name.partition(",")[0] for name in DRAWN}, "add the new picture to DRAWN"


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_tells_its_numbers_and_is_the_same_twice(name: str, shown: list[str]):
    draw, told = DRAWN[name]
    draw(), draw()
    first, second = shown
    alt = " ".join(re.findall(r'<img alt="(.+?)"', first)).replace("−", "-")
    assert first == second and "data:image/png;base64," in first
    assert all(word in alt for word in told.split(" | ")), alt
    assert len(alt) > 20 and "$" not in alt
