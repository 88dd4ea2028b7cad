"""Scores on unseen rows."""

import numpy as np
from sklearn.model_selection import cross_val_score

from helpers import data, scoring

BAND = np.linspace(-3, 3, 90)[:, None] * np.array([1.0, 0.5]) + np.array([0.0, 0.3])
INSIDE = (np.abs(BAND[:, 0]) < 1).astype(int)


def test_scores_are_accuracies_on_unseen_rows_and_always_the_same():
    one, many = (scoring.on_unseen(model, BAND, INSIDE, splits=4) for model in (scoring.logistic, scoring.network))
    assert one.shape == many.shape == (4,) and one.mean() < 0.75 < 0.9 < many.mean()
    assert (one == scoring.on_unseen(scoring.logistic, BAND.astype(np.float32), INSIDE, splits=4)).all()
    assert abs(one.mean() - cross_val_score(scoring.logistic(), BAND, INSIDE, cv=5).mean()) < 0.15


def test_chance_scores_like_chance():
    noise = np.random.default_rng(0).normal(size=(900, 5))
    assert 0.05 < scoring.features(noise, np.arange(900) % 10) < 0.15


def test_features_that_do_not_help_give_no_warning(recwarn):
    assert scoring.features(np.ones((60, 2)), np.arange(60) % 2) == 0.5
    assert not recwarn.list


def test_the_best_line_is_the_best():
    x = np.array([[0.0, 0.0], [1.0, 0.2], [2.0, 0.1], [3.0, 0.0]])
    for X, y, most in [(x, [0, 0, 1, 1], 1), (x, [1, 1, 1, 1], 1), (*data.xor()[:2], 0.75)]:
        w, b = scoring.best_line(X, np.array(y))
        assert w.shape == (2,) and ((X @ w + b > 0) == (np.array(y) == 1)).mean() == most


def test_confusions_are_counted_on_unseen_rows():
    F, y = np.repeat([0.0, 5.0, 5.0], 30)[:, None], np.repeat([4, 6, 9], 30)
    counts = scoring.confused(F, y)
    assert counts.sum(axis=1).tolist() == [100, 100, 100]
    assert counts[0].tolist() == [100, 0, 0] and counts[1:, 0].tolist() == [0, 0]
    assert np.isclose(np.trace(counts) / counts.sum(), scoring.features(F, y))


def test_scoring_hands_out_no_confusion_matrix():
    assert not hasattr(scoring, "confusion_matrix")
