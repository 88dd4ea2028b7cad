"""Every kind of layer beside finite differences and PyTorch, and what the special ones do."""

import numpy as np
import pytest

from helpers import network
from helpers.network.layers import Gate
from tests.helpers.network.examples import ROWS_OF_LAYERS, dense, wide_awake


@pytest.mark.parametrize("name", ROWS_OF_LAYERS)
def test_every_kind_of_layer_agrees_with_finite_differences(name):
    net, X, y = wide_awake(name)
    net.backward(net.forward(X), net.targets(y))
    gradient = net.grads.copy()
    for i, kept in enumerate(net.params.copy()):
        losses = []
        for h in (1e-6, -1e-6):
            net.params[i] = kept + h
            losses.append(net.loss(X, y))
        net.params[i] = kept
        assert gradient[i] == pytest.approx((losses[0] - losses[1]) / 2e-6, rel=1e-5, abs=1e-8)
    assert np.linalg.norm(gradient) > 0.01


def test_layer_norm_standardises_each_row():
    net = network.Network([network.LayerNorm(3), dense(3, 2)], np.float64)
    Z = np.array([[1.0, 2.0, 6.0], [10.0, 20.0, 60.0]])
    out = net.layers[0].forward(Z)
    np.testing.assert_allclose(out.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(out.std(axis=1), 1, rtol=1e-5)


def test_dropout_drops_while_training_only_and_keeps_the_mean():
    drop, A = network.Dropout(0.25), np.ones((400, 50), np.float32)
    assert (drop.forward(A) == A).all()
    dropped = drop.forward(A, np.random.default_rng(0))
    assert set(np.unique(dropped)) == {0, 4} and dropped.mean() == pytest.approx(1, abs=0.05)
    assert dropped.dtype == np.float32 and (drop.backward(A) == dropped).all()
    with pytest.raises(ValueError, match="share of units that stay"):
        network.Dropout(0)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_gate_keeps_the_type_of_what_it_multiplies(dtype):
    gate, A = Gate([0.5, 2]), np.ones((3, 2), dtype)
    for gated in (gate.forward(A), gate.backward(A)):
        assert gated.dtype == dtype and (gated == [0.5, 2]).all()


def test_a_layer_that_stands_twice_in_a_block_is_two_layers():
    shared = network.Tanh()
    twice = network.Residual([dense(3, 3), shared, dense(3, 3), shared])
    apart = network.Residual([dense(3, 3), network.Tanh(), dense(3, 3), network.Tanh()])
    nets = [network.Network([block, dense(3, 2)], np.float64) for block in (twice, apart)]
    X, y = np.random.default_rng(0).normal(size=(5, 3)), [0, 1, 1, 0, 1]
    for net in nets:
        net.backward(net.forward(X), net.targets(y))
    assert (nets[0].grads == nets[1].grads).all() and nets[0].grads.any()


def test_gradients_agree_with_pytorch():
    pytest.importorskip("torch", reason="PyTorch comes with requirements-benchmarks.txt")
    from benchmarks.gradients import difference

    assert max(difference(seed) for seed in range(60)) < 1e-9
