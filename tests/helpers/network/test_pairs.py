"""The network as pairs: its gradients beside finite differences, its shapes, and what it leaves alone."""

import copy

import numpy as np
import pytest

from helpers import network

NETWORKS = [
    ([3, 2], "tanh"),
    ([4, 5, 3], "tanh"),
    ([4, 5, 3], "relu"),
    ([2, 3, 4, 2], "tanh"),
    ([5, 6, 4, 3, 2], "relu"),
]
each_network = pytest.mark.parametrize(("sizes", "hidden"), NETWORKS)


def made(sizes, hidden, dtype=np.float64, m=7):
    """A network with biases that are not 0, m examples for it, and a gate for each hidden layer."""
    rng = np.random.default_rng(sizes)
    layers = [(W, rng.normal(0, 0.3, b.shape).astype(dtype)) for W, b in network.init(sizes, rng, hidden, dtype)]
    gates = [rng.integers(0, 3, (m, units)) / 1.5 for units in sizes[1:-1]]
    return layers, rng.normal(size=(m, sizes[0])), rng.integers(0, sizes[-1], m), gates


def cross_entropy(P, y):
    return -np.mean(np.log(P[range(len(y)), y]))


def measured(f, layers, h=1e-6):
    """The gradient of f(layers) by central differences, number by number."""
    grads = copy.deepcopy(layers)
    for pair, gradient in zip(layers, grads, strict=True):
        for part, g in zip(pair, gradient, strict=True):
            for i in np.ndindex(part.shape):
                kept = part[i]
                part[i] = kept + h
                above = f(layers)
                part[i] = kept - h
                g[i] = (above - f(layers)) / (2 * h)
                part[i] = kept
    return grads


@each_network
@pytest.mark.parametrize("gated", [False, True])
def test_gradients_agree_with_finite_differences(sizes, hidden, gated):
    layers, X, y, gates = made(sizes, hidden)
    gates = gates if gated else None
    value, grads = network.gradients(X, y, layers, hidden, gates)

    def f(changed):
        return cross_entropy(network.forward(X, changed, hidden, gates)[-1], y)

    assert value == pytest.approx(f(layers))
    for pair, gradient in zip(grads, measured(f, layers), strict=True):
        for got, wanted in zip(pair, gradient, strict=True):
            np.testing.assert_allclose(got, wanted, rtol=1e-5, atol=1e-8)


@each_network
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_shapes_and_dtypes_follow_the_layers(sizes, hidden, dtype):
    layers, X, y, gates = made(sizes, hidden, dtype)
    activations = network.forward(X, layers, hidden, gates)
    assert [A.shape for A in activations] == [(7, size) for size in sizes]
    value, grads = network.gradients(X, y, layers, hidden, gates)
    pairs = zip(sum(layers, ()), sum(grads, ()), strict=True)
    assert all(part.shape == g.shape for part, g in pairs)
    assert {a.dtype for a in activations} | {g.dtype for gradient in grads for g in gradient} == {np.dtype(dtype)}
    np.testing.assert_allclose(activations[-1].sum(axis=1), 1, rtol=1e-5)
    assert network.loss(X, y, layers, hidden) == pytest.approx(network.gradients(X, y, layers, hidden)[0], rel=1e-5)


@each_network
def test_nothing_that_is_handed_in_is_changed(sizes, hidden):
    given = made(sizes, hidden)
    layers, X, y, gates = copy.deepcopy(given)
    network.gradients(X, y, layers, hidden, gates)
    network.loss(X, y, layers, hidden)
    for was, now in zip(given[1:3], (X, y), strict=True):
        assert (was == now).all()
    for was, now in zip([*sum(given[0], ()), *given[3]], [*sum(layers, ()), *gates], strict=True):
        assert (was == now).all()


@each_network
def test_a_network_as_one_long_list_of_numbers_and_back(sizes, hidden):
    layers = made(sizes, hidden, np.float32)[0]
    numbers = network.flat(layers)
    back = network.shaped(2 * numbers, layers)
    assert numbers.shape == (sum(W.size + b.size for W, b in layers),) and numbers.dtype == np.float32
    for part, got in zip(sum(layers, ()), sum(back, ()), strict=True):
        np.testing.assert_array_equal(2 * part, got)


@pytest.mark.parametrize(("hidden", "variance"), [("tanh", 1), ("relu", 2)])
def test_init_keeps_the_size_of_sums_and_draws_from_rng_alone(hidden, variance):
    before = np.random.get_state()[1].copy()  # noqa: NPY002 - it must not be touched
    layers = network.init([400, 300, 10], np.random.default_rng(3), hidden)
    again = network.init([400, 300, 10], np.random.default_rng(3), hidden)
    for (W, b), n_in in zip(layers, (400, 300), strict=True):
        assert W.dtype == np.float32 and not b.any()
        assert W.var() * n_in == pytest.approx(variance, rel=0.1)
    assert all((p == q).all() for p, q in zip(sum(layers, ()), sum(again, ()), strict=True))
    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002 - it must not be touched


def test_extreme_sums_give_finite_numbers():
    layers = [(np.full((1, 2), 1e3), np.zeros(2)), (np.array([[1e3, -1e3], [1e3, -1e3]]), np.zeros(2))]
    value, grads = network.gradients(np.ones((1, 1)), np.array([1]), layers)
    assert np.isfinite(value) and value > 25 and all(np.isfinite(g).all() for gradient in grads for g in gradient)


def test_whole_number_weights_are_computed_in_double_precision():
    layers, X = [(np.array([[2, 0], [0, 1]]), np.array([1, -1]))], np.array([[0.25, 0.75], [-0.5, 0.5]])
    wanted = np.exp([[1.5, -0.25], [0.0, -0.5]])
    activations = network.forward(X, layers)
    assert [A.dtype for A in activations] == [np.float64] * 2 and (activations[0] == X).all()
    np.testing.assert_allclose(activations[1], wanted / wanted.sum(axis=1, keepdims=True), rtol=1e-12)
    as_floats = [(W.astype(float), b.astype(float)) for W, b in layers * 2]
    gates = [np.array([0.5, 1.5])]
    value, grads = network.gradients(X, [0, 1], layers * 2, gates=gates)
    same_value, same_grads = network.gradients(X, [0, 1], as_floats, gates=gates)
    assert value == same_value and all((g == h).all() for g, h in zip(sum(grads, ()), sum(same_grads, ()), strict=True))


def test_pairs_of_two_types_are_computed_in_the_larger():
    layers = [(np.ones((2, 2), int), np.zeros(2, np.float32)), (np.ones((2, 2), np.float32), np.zeros(2))]
    assert {A.dtype for A in network.forward(np.ones((3, 2)), layers)} == {np.dtype(np.float64)}
    assert {A.dtype for A in network.forward(np.ones((3, 2)), layers[1:])} == {np.dtype(np.float64)}
