"""How good is it on examples that it has not seen? Models from scikit-learn, scored over many splits."""

import warnings
from collections.abc import Callable

import numpy as np
from sklearn import metrics
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits  # comes with scikit-learn


def logistic(seed: int = 0) -> Pipeline:
    """Make a linear classifier: one neuron for two classes, a neuron for each class where there are more.

    Every feature is standardised by the rows it is fitted on. `seed` is not used: its training has no luck in it.
    """
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))


def network(seed: int = 0) -> Pipeline:
    """Make a network with one hidden layer of 8 units, standardised like `logistic`; `seed` draws its first weights."""
    trained = MLPClassifier([8], solver="lbfgs", alpha=0.1, max_iter=2000, random_state=seed)
    return make_pipeline(StandardScaler(), trained)


def on_unseen(model: Callable[[int], Pipeline], X: np.ndarray, y: np.ndarray, splits: int = 30) -> np.ndarray:
    """Return the accuracies (splits,) of `model(seed)` on the third of the rows that it was not fitted on.

    X is (m, n), y (m,). The splits are drawn at random, always the same ones, with each class's share kept.
    """
    return np.array([(was == called).mean() for was, called in _calls(model, X, y, splits)])


def features(F: np.ndarray, y: np.ndarray) -> float:
    """Score hand-made features F (m, k) by `logistic`: its mean accuracy on unseen rows, over 10 splits."""
    return float(on_unseen(logistic, F, y, splits=10).mean())


def confused(F: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Count (n, n) how often `logistic` called class i class j, on the unseen rows of the splits of `features`."""
    classes = np.unique(y)
    return sum(metrics.confusion_matrix(*pair, labels=classes) for pair in _calls(logistic, F, y, splits=10))


def _calls(model: Callable, X: np.ndarray, y: np.ndarray, splits: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the labels of the unseen rows and what the fitted model calls them, for each split."""
    X, cut = np.asarray(X, dtype=float), StratifiedShuffleSplit(splits, test_size=1 / 3, random_state=0)
    with warnings.catch_warnings(), threadpool_limits(1):  # on tables this small, threads wait for each other
        warnings.simplefilter("ignore", ConvergenceWarning)  # unhelpful features are not the reader's worry
        return [
            (y[unseen], model(seed).fit(X[seen], y[seen]).predict(X[unseen]))
            for seed, (seen, unseen) in enumerate(cut.split(X, y))
        ]


def best_line(X: np.ndarray, y: np.ndarray, directions: int = 720) -> tuple[np.ndarray, float]:
    """Return w (2,) and b of the step neuron that puts most rows (m, 2) on the side of their label, 0 or 1.

    Tries every threshold in every one of so many directions: hindsight, not training.
    """
    angles = np.linspace(0, 2 * np.pi, directions, endpoint=False)
    units = X.std(axis=0)
    tried = [(np.array([np.cos(angle), np.sin(angle)]) / units) for angle in angles]
    cuts = [_best_cut(X @ w, y) for w in tried]
    best = max(range(directions), key=lambda i: round(cuts[i][0], 9))
    return tried[best], -cuts[best][1]


def _best_cut(z: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Return the best share of rows right with 1 above a threshold, and that threshold, midway between two rows."""
    rows = np.unique(z)
    cuts = np.concatenate([[rows[0] - 1], (rows[:-1] + rows[1:]) / 2, [rows[-1] + 1]])
    right = ((z[:, None] > cuts) == (y[:, None] == 1)).mean(axis=0)
    return float(right.max()), float(cuts[right.argmax()])
