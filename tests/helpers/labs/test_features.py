"""The crowd of lesson 09, its contest and the features made by hand."""

import numpy as np
import pytest
from sklearn.linear_model import RidgeClassifier

from helpers.labs.features import batched_training, contest, handmade, rematch


def loss(parts: list[np.ndarray], X: np.ndarray, y: np.ndarray) -> float:
    """The mean cross-entropy of one network, from its parts W, b, W, b, ..., in double precision."""
    A = X
    for W, b in zip(parts[:-2:2], parts[1:-2:2], strict=True):
        A = np.maximum(A @ W + b, 0)
    Z = A @ parts[-2] + parts[-1]
    return float(np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y]))


def test_the_slopes_of_every_network_agree_with_finite_differences():
    rng = np.random.default_rng(0)
    stack = [
        part.astype(float) for part in batched_training._drawn([4, 5, 3, 2], [np.random.default_rng(s) for s in (1, 2)])
    ]
    X, y = rng.normal(size=(2, 7, 4)), rng.integers(0, 2, (2, 7))
    slopes = batched_training._gradients(X, np.eye(2)[y], stack)
    for i in (0, 1):
        parts = [part[i] for part in stack]
        for part, slope in zip(parts, slopes, strict=True):
            for at in np.ndindex(part.shape):
                kept, sides = part[at], []
                for h in (1e-6, -1e-6):
                    part[at] = kept + h
                    sides.append(loss(parts, X[i], y[i]))
                part[at] = kept
                assert (sides[0] - sides[1]) / 2e-6 == pytest.approx(slope[i][at], rel=1e-4, abs=1e-7)


def test_a_network_in_a_crowd_is_trained_as_if_it_were_alone():
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(3, 60, 4)), rng.integers(0, 2, (3, 60))
    together = batched_training.train(X, y, [4, 6, 2], 2, batch_size=20, seeds=[5, 6, 7])
    alone = batched_training.train(X[1:2], y[1:2], [4, 6, 2], 2, batch_size=20, seeds=[6])
    assert len(together) == 3 and len(together[0]) == 3
    for (W, b), (V, c) in zip(together[-1][1], alone[-1][0], strict=True):
        np.testing.assert_allclose(W, V, atol=1e-5)
        np.testing.assert_allclose(b, c, atol=1e-5)
    assert not np.allclose(together[0][1][0][0], together[-1][1][0][0]), "the first stage is before the training"


def test_a_crowd_learns_and_is_scored():
    X = np.random.default_rng(4).normal(size=(2, 400, 2))
    y = (X[..., 0] * X[..., 1] > 0).astype(int)
    stages = batched_training.train(X, y, [2, 16, 2], 20, rate=0.1, batch_size=20)
    assert (batched_training.accuracy(stages[-1], X, y) > 0.9).all() and (
        batched_training.accuracy(stages[0], X, y) < 0.8
    ).all()
    X_in, A, P = batched_training.activations(X[0], stages[-1][0])
    assert A.shape == (400, 16) and (A >= 0).all() and np.allclose(P.sum(axis=1), 1, atol=1e-5)


def test_features_come_from_each_image_alone_and_tell_directions():
    images = contest.tables().pixels[:6].reshape(-1, 28, 28)
    for made, width in ((handmade.novice, 49), (handmade.expert, 864)):
        assert made(images).shape == (6, width)
        np.testing.assert_allclose(made(images[2:3])[0], made(images)[2], rtol=1e-5, atol=1e-6)
    upright, lying = np.zeros((2, 1, 28, 28))
    upright[:, :, 13:15] = lying[:, 13:15] = 1
    strongest = [handmade.expert(bar).reshape(36, 4, 6).sum(axis=(0, 1)).argmax() for bar in (upright, lying)]
    assert strongest == [0, 3], "edges that run down, and edges that run across: a quarter turn apart"


def test_the_deal_keeps_training_and_test_rows_apart():
    for count in (200, 4000):
        with contest.training_rows(count):
            train, test = contest.deal(7)
            assert len(train) == count and len(test) == 1000 and not set(train) & set(test)
    assert len(contest.deal(7)[0]) == 500
    with pytest.raises(ValueError), contest.training_rows(4001):
        pass


def test_the_contest_says_which_rows_and_labels_do_not_fit():
    F = np.ones((3, 2))
    for fit in (contest.linear, lambda X, digit: contest.deep(X, digit, 0)):
        with pytest.raises(ValueError, match="3 rows and 4 labels"):
            fit(F, np.zeros(4, dtype=int))
        with pytest.raises(ValueError, match="first comes the table"):
            fit(np.zeros(3, dtype=int), F)
        with pytest.raises(ValueError, match="nan"):
            fit(F * np.nan, np.zeros(3, dtype=int))


@pytest.mark.parametrize("classes", [2, 3])
def test_linear_is_ridge_regression_with_a_bias_where_features_have_the_mean_0_and_no_other(classes: int):
    rng = np.random.default_rng(4)
    digit = rng.permutation(np.repeat(np.arange(classes), [10 * (k + 1) for k in range(classes)]))
    F = rng.normal(size=(len(digit), 5)) + digit[:, None] * rng.normal(size=5)
    F -= F.mean(axis=0)
    fitted, wanted = contest.linear(F, digit), RidgeClassifier(alpha=2.5).fit(F, digit)
    np.testing.assert_allclose(fitted.decision_function(F), wanted.decision_function(F), atol=1e-9)
    assert (fitted.predict(F) == wanted.predict(F)).all()
    moved = contest.linear(F + 0.5, digit).decision_function(F + 0.5)
    assert not np.allclose(moved, wanted.decision_function(F), atol=0.01)


def test_pixels_without_features_are_scored_on_test_rows():
    with contest.training_rows(200):
        assert 0.7 < contest.without_features(1) < 0.8


def test_last_layer_alone_reads_pixels_better_than_least_squares():
    with contest.training_rows(200):
        assert contest.without_features(1) + 0.02 < contest.last_layer_alone(1) < 0.86
        assert contest.last_layer_alone(1) + 0.04 < contest.last_layer_alone(1, "expert") < 0.94


def test_digits_are_moved_by_one_pixel_and_ink_does_not_come_back_on_the_other_side():
    image = np.zeros((28, 28), dtype=np.float32)
    image[3, 5], image[27, 0] = 1, 2
    places = [
        {(*map(int, place), float(copy[tuple(place)])) for place in np.argwhere(copy)}
        for copy in rematch.moved(np.array([image.ravel()])).reshape(5, 28, 28)
    ]
    assert places == [
        {(3, 5, 1), (27, 0, 2)}, {(3, 6, 1), (27, 1, 2)}, {(3, 4, 1)}, {(4, 5, 1)}, {(2, 5, 1), (26, 0, 2)},
    ]  # fmt: skip


def test_copies_of_several_digits_come_in_the_order_of_their_labels():
    pixels = contest.tables().pixels[:3]
    copies = rematch.moved(pixels)
    assert copies.shape == (15, 784) and copies.dtype == pixels.dtype and np.array_equal(copies[:3], pixels)
    assert np.array_equal(copies[1::3], rematch.moved(pixels[1:2]))


def test_the_stored_rematch_has_every_side_and_seed():
    kept = rematch.stored()
    assert tuple(kept) == rematch.COUNTS
    for runs in kept.values():
        assert tuple(runs) == rematch.SIDES and all(len(shares) == len(rematch.SEEDS) for shares in runs.values())
        assert all((shares > 0.75).all() and (shares < 1).all() for shares in runs.values())


@pytest.mark.full
@pytest.mark.parametrize(("count", "seed"), [(200, 1), (4000, 2)])
def test_the_stored_rematch_is_what_is_measured(count: int, seed: int):
    with contest.training_rows(count):
        measured = rematch.hold(seed)
    for side, shares in rematch.stored()[count].items():
        assert measured[side] == pytest.approx(shares[seed - 1], abs=0.012), side
