"""The loss, from the logits: its value, and that it stays exact where probabilities round to 0 or 1."""

import numpy as np
import pytest

from helpers import network
from helpers.network.losses import cross_entropy, targets
from tests.helpers.network.examples import ROWS_OF_LAYERS, wide_awake


@pytest.mark.parametrize("name", ROWS_OF_LAYERS)
def test_the_loss_is_the_mean_of_minus_log_of_what_was_given_to_the_truth(name):
    net, X, y = wide_awake(name)
    P = net.activations(X)[-1]
    given = np.where(y == 1, P[:, 0], 1 - P[:, 0]) if P.shape[1] == 1 else P[range(len(y)), y]
    assert net.loss(X, y) == pytest.approx(-np.log(given).mean())
    called = (P[:, 0] > 0.5) * 1 if P.shape[1] == 1 else P.argmax(axis=1)
    assert (net.predict(X) == called).all() and net.accuracy(X, y) == (called == y).mean()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    ("logits", "label", "wanted"),
    [
        ([17], 0, 17 + np.log1p(np.exp(-17))),
        ([17], 1, np.log1p(np.exp(-17))),
        ([-17], 0, np.log1p(np.exp(-17))),
        ([-17], 1, 17 + np.log1p(np.exp(-17))),
        ([0], 1, np.log(2)),
        ([1000], 0, 1000),
        ([1000], 1, 0),
        ([17, 0], 1, 17 + np.log1p(np.exp(-17))),
        ([0, 1000, -1000], 1, 0),
        ([0, 1000, -1000], 2, 2000),
        ([5, 5, 5], 0, np.log(3)),
    ],
)
def test_the_loss_of_one_row_as_worked_out_by_hand(logits, label, wanted, dtype):
    Z = np.array([logits], dtype)
    assert cross_entropy(Z, targets([label], len(logits), dtype)) == pytest.approx(wanted, rel=1e-6, abs=1e-7)


def test_a_network_in_single_precision_gets_the_loss_of_a_sure_mistake():
    neuron = network.Network([network.Dense.of(np.array([[17.0]]), np.zeros(1))])
    assert neuron.loss([[1.0]], [0]) == pytest.approx(17.0, rel=1e-6)


def test_targets_are_one_hot_or_a_column():
    np.testing.assert_array_equal(targets([2, 0, 1], 3, float), np.eye(3)[[2, 0, 1]])
    np.testing.assert_array_equal(targets(np.array([True, False]), 1, float), [[1], [0]])
