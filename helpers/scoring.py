"""How good is it on examples that it has not seen? Models from scikit-learn, scored over many splits.

scikit-learn is imported by the functions that use it: it takes a second or two, and a lesson's set-up need not wait.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits  # comes with scikit-learn

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


def logistic(seed: int = 0) -> Pipeline:
    """Make a linear classifier: one sigmoid neuron for two classes, a softmax layer for more.

    Parameters
    ----------
    seed : int
        Not used: its training has no luck in it. All models here take one.

    Returns
    -------
    Pipeline
        Every feature standardised by the rows it is fitted on, then logistic regression.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))


def network(seed: int = 0) -> Pipeline:
    """Make a network with one hidden layer of 8 units, standardised like `logistic`.

    Parameters
    ----------
    seed : int
        Draws its first weights.

    Returns
    -------
    Pipeline
        Every feature standardised by the rows it is fitted on, then the network.
    """
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    trained = MLPClassifier([8], solver="lbfgs", alpha=0.1, max_iter=2000, random_state=seed)
    return make_pipeline(StandardScaler(), trained)


def on_unseen(model: Callable[[int], Pipeline], X: np.ndarray, y: np.ndarray, splits: int = 30) -> np.ndarray:
    """Return the accuracies of a model on the third of the rows that it was not fitted on.

    The splits are drawn at random, always the same ones, with each class's share kept.

    Parameters
    ----------
    model : callable
        Makes the model from a seed, which is the number of the split.
    X : ndarray (m, n)
        Examples in rows.
    y : ndarray (m,)
        Their labels.
    splits : int
        How often the rows are split.

    Returns
    -------
    ndarray (splits,)
        Accuracies in 0..1.
    """
    return np.array([(labels == predicted).mean() for labels, predicted in _predictions(model, X, y, splits)])


def features(F: np.ndarray, y: np.ndarray) -> float:
    """Score hand-made features by `logistic`: its mean accuracy on unseen rows, over 10 splits.

    Parameters
    ----------
    F : ndarray (m, k)
        The features, a row for each example.
    y : ndarray (m,)
        The examples' labels.

    Returns
    -------
    float
        The accuracy in 0..1.
    """
    return float(on_unseen(logistic, F, y, splits=10).mean())


def confused(F: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Count how often `logistic` takes which class for which, on the unseen rows of the splits of `features`.

    Parameters
    ----------
    F : ndarray (m, k)
        The features, a row for each example.
    y : ndarray (m,)
        The examples' labels, of n classes.

    Returns
    -------
    ndarray (n, n)
        Entry [i, j] counts examples of class i that were predicted as class j.
    """
    from sklearn import metrics

    counts = [
        metrics.confusion_matrix(labels, predicted, labels=np.unique(y))
        for labels, predicted in _predictions(logistic, F, y, splits=10)
    ]
    total: np.ndarray = np.sum(counts, axis=0)
    return total


def best_line(X: np.ndarray, y: np.ndarray, directions: int = 720) -> tuple[np.ndarray, float]:
    """Find the step neuron that puts most rows on the side of their label: hindsight, not training.

    Parameters
    ----------
    X : ndarray (m, 2)
        Examples in rows.
    y : ndarray (m,)
        Their labels, 0 or 1.
    directions : int
        How many directions are tried, each with every threshold.

    Returns
    -------
    w : ndarray (2,)
        The weights.
    b : float
        The bias.
    """
    angles = np.linspace(0, 2 * np.pi, directions, endpoint=False)
    units = X.std(axis=0)
    tried = [(np.array([np.cos(angle), np.sin(angle)]) / units) for angle in angles]
    cuts = [_best_cut(X @ w, y) for w in tried]
    best = max(range(directions), key=lambda i: round(cuts[i][0], 9))
    return tried[best], -cuts[best][1]


def _predictions(
    model: Callable[[int], Pipeline], X: np.ndarray, y: np.ndarray, splits: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the labels of the unseen rows and what the fitted model predicts for them, for each split."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.model_selection import StratifiedShuffleSplit

    X, cut = np.asarray(X, dtype=float), StratifiedShuffleSplit(splits, test_size=1 / 3, random_state=0)
    with warnings.catch_warnings(), threadpool_limits(1):  # on tables this small, threads wait for each other
        warnings.simplefilter("ignore", ConvergenceWarning)  # unhelpful features are not the reader's worry
        return [
            (y[unseen], model(seed).fit(X[seen], y[seen]).predict(X[unseen]))
            for seed, (seen, unseen) in enumerate(cut.split(X, y))
        ]


def _best_cut(z: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Return the best share of rows right with 1 above a threshold, and that threshold, midway between two rows."""
    rows = np.unique(z)
    cuts = np.concatenate([[rows[0] - 1], (rows[:-1] + rows[1:]) / 2, [rows[-1] + 1]])
    right = ((z[:, None] > cuts) == (y[:, None] == 1)).mean(axis=0)
    return float(right.max()), float(cuts[right.argmax()])
