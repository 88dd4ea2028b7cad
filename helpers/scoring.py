"""How good is it on examples that it has not seen? Models from scikit-learn, scored over many splits."""

import warnings
from collections.abc import Callable

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler


def linear(seed: int = 0) -> Pipeline:
    """Make a linear classifier: one neuron for two classes, a neuron for each class where there are more.

    Every feature is standardised by the rows it is fitted on. `seed` is not used: its training has no luck in it.
    """
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))


def network(seed: int = 0) -> Pipeline:
    """Make a network with one hidden layer of 8 units, standardised like `linear`; `seed` draws its first weights."""
    trained = MLPClassifier([8], solver="lbfgs", alpha=0.1, max_iter=2000, random_state=seed)
    return make_pipeline(StandardScaler(), trained)


def on_unseen(model: Callable[[int], Pipeline], X: np.ndarray, y: np.ndarray, splits: int = 30) -> np.ndarray:
    """Return the accuracies (splits,) of `model(seed)` on the third of the rows that it was not fitted on.

    X is (m, n), y (m,). The splits are drawn at random, always the same ones, with each class's share kept.
    """
    X, accuracies = np.asarray(X, dtype=float), []
    cut = StratifiedShuffleSplit(splits, test_size=1 / 3, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # unhelpful features are not the reader's worry
        for seed, (seen, unseen) in enumerate(cut.split(X, y)):
            accuracies.append(model(seed).fit(X[seen], y[seen]).score(X[unseen], y[unseen]))
    return np.array(accuracies)


def features(F: np.ndarray, y: np.ndarray) -> float:
    """Score hand-made features F (m, k) by `linear`: its mean accuracy on unseen rows, over 10 splits."""
    return float(on_unseen(linear, F, y, splits=10).mean())


def best_line(X: np.ndarray, y: np.ndarray, directions: int = 720) -> float:
    """Return the largest share of rows (m, 2) that any straight line puts on the side of their label, 0 or 1.

    Tries every threshold in every one of so many directions: hindsight, not training.
    """
    angles = np.linspace(0, 2 * np.pi, directions, endpoint=False)
    Z = (X - X.mean(axis=0)) / X.std(axis=0) @ np.array([np.cos(angles), np.sin(angles)])
    return max(_best_cut(z, y) for z in Z.T)


def _best_cut(z: np.ndarray, y: np.ndarray) -> float:
    cuts = np.append(z, z.min() - 1)  # at each row in turn, and below them all
    return float(((z[:, None] > cuts) == (y[:, None] == 1)).mean(axis=0).max())
