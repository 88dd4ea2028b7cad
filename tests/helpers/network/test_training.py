"""Training: the optimisers, the mini-batches, L2, early stopping, and what is drawn."""

import numpy as np
import pytest

from helpers import network
from helpers.network import training
from helpers.network.training import add_l2
from tests.helpers.network.examples import blobs

OPTIMISERS = {  # w = 1 and gradient 2, then -1: where w is after each step, worked out by hand
    "sgd": (lambda: network.SGD(0.1), [0.8, 0.9]),
    "momentum": (lambda: network.Momentum(0.1, 0.5), [0.8, 0.8]),
    "adam": (lambda: network.Adam(0.1, 0.5, 0.5, eps=0.0), [0.9, 0.9]),
}


@pytest.mark.parametrize("name", OPTIMISERS)
def test_optimisers_move_as_worked_out_by_hand(name):
    optimiser, wanted = OPTIMISERS[name][0](), OPTIMISERS[name][1]
    w, places = np.array([1.0]), []
    for g in (2.0, -1.0):
        optimiser.step(w, np.array([g]))
        places.append(w[0])
    np.testing.assert_allclose(places, wanted, rtol=1e-12)


@pytest.mark.parametrize(
    "optimiser", [lambda: network.SGD(0.1), lambda: network.Momentum(0.05), lambda: network.Adam(0.01)]
)
@pytest.mark.parametrize("options", [{}, {"norm": True}, {"keep": 0.8}, {"hidden": "tanh"}])
def test_training_learns_and_tells_how_it_went(optimiser, options):
    X, y = blobs()
    net = network.build([2, 8, 8, 3], np.random.default_rng(1), **options)
    history = network.train(net, X, y, np.random.default_rng(2), 20, 16, optimiser(), validation=blobs(60, 1))
    assert {name: len(seen) for name, seen in history.items()} == dict.fromkeys(
        ["loss", "val_loss", "val_accuracy"], 20
    )
    assert history["loss"][-1] < 0.5 * history["loss"][0] and history["val_accuracy"][-1] > 0.95
    assert net.accuracy(X, y) > 0.95


def test_training_changes_nothing_it_is_given_and_draws_from_rng_alone():
    X, y = blobs()
    given, before = (X.copy(), y.copy()), np.random.get_state()[1].copy()  # noqa: NPY002 - it must not be touched
    nets = [network.build([2, 6, 3], np.random.default_rng(0), keep=0.5) for _ in range(2)]
    runs = [network.train(net, X, y, np.random.default_rng(5), 3) for net in nets]
    assert runs[0] == runs[1] and (nets[0].params == nets[1].params).all()
    assert (given[0] == X).all() and (given[1] == y).all()
    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002 - it must not be touched


def test_each_epoch_visits_every_row_once_and_the_last_batch_may_be_smaller():
    seen = []

    class Listening(network.Dense):
        def forward(self, A, rng=None):
            seen.append(A[:, 0].astype(int).tolist())
            return super().forward(A, rng)

    net = network.Network([Listening(1, 2, np.random.default_rng(0))])
    network.train(net, np.arange(10.0)[:, None], np.zeros(10, int), np.random.default_rng(0), 2, 4)
    assert [len(batch) for batch in seen] == [4, 4, 2] * 2
    first, second = sum(seen[:3], []), sum(seen[3:], [])
    assert sorted(first) == sorted(second) == list(range(10)) and first != second


def test_l2_leaves_biases_alone_and_makes_weights_smaller():
    net = network.build([2, 3, 1], np.random.default_rng(0), dtype=np.float64)
    net.params += 1
    add_l2(net, 0.5)
    for layer in net.dense:
        np.testing.assert_allclose(layer.grads[0], 0.5 * layer.params[0])
        assert not layer.grads[1].any()
    X, y = blobs()
    sizes = []
    for strength in (0.0, 0.1):
        net = network.build([2, 16, 3], np.random.default_rng(0))
        network.train(net, X, y, np.random.default_rng(1), 20, l2=strength)
        sizes.append(sum((W**2).sum() for W, _ in net.pairs))
    assert sizes[1] < 0.7 * sizes[0]


def test_early_stopping_leaves_the_network_as_it_was_at_its_lowest():
    X, y = blobs(30)
    flipped = (blobs(60, 1)[0], (blobs(60, 1)[1] + 1) % 3)  # the better it learns, the worse it does here
    net = network.build([2, 8, 3], np.random.default_rng(1))
    history = network.train(net, X, y, np.random.default_rng(2), 50, 8, validation=flipped, patience=4)
    best = int(np.argmin(history["val_loss"]))
    assert len(history["val_loss"]) == best + 1 + 4 < 50
    assert net.loss(*flipped) == pytest.approx(history["val_loss"][best])


def with_losses(monkeypatch, losses):
    """Make the validation losses of a training these, and note the parameters after each epoch."""
    after, left = [], iter(losses)
    real = training.cross_entropy

    def scripted(Z, Y):
        return next(left) if len(Z) == 7 else real(Z, Y)

    def epoch(net, *rest):
        loss = real_epoch(net, *rest)
        after.append(net.params.copy())
        return loss

    real_epoch = training.epoch
    monkeypatch.setattr(training, "cross_entropy", scripted)
    monkeypatch.setattr(training, "epoch", epoch)
    return after


@pytest.mark.parametrize(
    ("losses", "best", "epochs"),
    [
        ([3, 2, np.nan, 2.5, 4, 1], 1, 5),
        ([np.nan, np.nan, 2, np.inf, np.nan, np.nan], 2, 6),
        ([np.inf, 3, 3, 3, 3], 1, 5),
        ([np.nan] * 9, None, 3),
        ([np.inf, np.nan, np.inf, 1], None, 3),
    ],
)
def test_a_validation_loss_that_is_not_finite_is_never_the_best(monkeypatch, losses, best, epochs):
    after = with_losses(monkeypatch, losses)
    X, y = blobs(30)
    net = network.build([2, 4, 3], np.random.default_rng(1))
    wanted = net.params.copy()
    seen = network.train(net, X, y, np.random.default_rng(2), len(losses), validation=(X[:7], y[:7]), patience=3)
    assert len(seen["val_loss"]) == epochs
    np.testing.assert_array_equal(seen["val_loss"], losses[:epochs])
    assert (net.params == (wanted if best is None else after[best])).all()


def test_a_training_that_explodes_leaves_the_network_finite():
    X, y = blobs(30)
    net = network.build([2, 8, 3], np.random.default_rng(1), norm=True)
    with np.errstate(all="ignore"):
        seen = network.train(
            net, X, y, np.random.default_rng(2), 6, 8, network.SGD(1e30), validation=(X, y), patience=2
        )
    assert not np.isfinite(seen["val_loss"][-1]) and np.isfinite(net.params).all()
