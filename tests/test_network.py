"""The reference network: its gradients beside finite differences, its shapes, and what it leaves alone."""

import copy

import numpy as np
import pytest

from helpers import network
from helpers.network.layers import Gate
from helpers.network.training import add_l2

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
    for pair, slopes in zip(layers, grads, strict=True):
        for part, slope in zip(pair, slopes, strict=True):
            for i in np.ndindex(part.shape):
                kept = part[i]
                part[i] = kept + h
                above = f(layers)
                part[i] = kept - h
                slope[i] = (above - f(layers)) / (2 * h)
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
    for pair, slopes in zip(grads, measured(f, layers), strict=True):
        for came, wanted in zip(pair, slopes, strict=True):
            np.testing.assert_allclose(came, wanted, rtol=1e-5, atol=1e-8)


@each_network
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_shapes_and_dtypes_follow_the_layers(sizes, hidden, dtype):
    layers, X, y, gates = made(sizes, hidden, dtype)
    activations = network.forward(X, layers, hidden, gates)
    assert [A.shape for A in activations] == [(7, size) for size in sizes]
    value, grads = network.gradients(X, y, layers, hidden, gates)
    pairs = zip(sum(layers, ()), sum(grads, ()), strict=True)
    assert all(part.shape == slope.shape for part, slope in pairs)
    assert {a.dtype for a in activations} | {g.dtype for slopes in grads for g in slopes} == {np.dtype(dtype)}
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
    for part, came in zip(sum(layers, ()), sum(back, ()), strict=True):
        np.testing.assert_array_equal(2 * part, came)


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
    assert np.isfinite(value) and value > 25 and all(np.isfinite(g).all() for slopes in grads for g in slopes)


def test_a_closed_network_cannot_be_imported():
    import subprocess
    import sys

    code = "from helpers.closed import close; close('helpers.network'); import helpers.network"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.returncode and "holds answers to this lesson" in ran.stderr


# The network as a list of layers: every kind of layer beside finite differences, and what training does


def dense(n_in, n_out):
    return network.Dense(n_in, n_out, np.random.default_rng(n_in))


ROWS_OF_LAYERS = {
    "one neuron": lambda: [dense(3, 1)],
    "sigmoid units": lambda: [dense(3, 4), network.Sigmoid(), dense(4, 2)],
    "deep, one output": lambda: [dense(3, 4), network.Tanh(), dense(4, 4), network.ReLU(), dense(4, 1)],
    "layer norm": lambda: [dense(3, 5), network.LayerNorm(5), network.ReLU(), dense(5, 3)],
    "gate": lambda: [dense(3, 4), network.Tanh(), Gate(np.array([2.0, 0, 1, 0.5])), dense(4, 3)],
    "residual": lambda: [
        *[dense(3, 4), network.Tanh()],
        network.Residual([network.LayerNorm(4), dense(4, 4), network.ReLU(), dense(4, 4)]),
        network.Residual([dense(4, 4), network.ReLU()]),
        dense(4, 3),
    ],
    "residual first": lambda: [network.Residual([dense(3, 3), network.Tanh(), dense(3, 3)]), dense(3, 2)],
}


def wide_awake(name, dtype=np.float64, m=6):
    """A network of that kind whose every parameter is random, with m rows and their labels."""
    net = network.Network(ROWS_OF_LAYERS[name](), dtype)
    rng = np.random.default_rng(len(name))
    net.params += rng.normal(0, 0.4, net.params.shape).astype(dtype)
    return net, rng.normal(size=(m, 3)), rng.integers(0, max(2, net.dense[-1].params[1].size), m)


@pytest.mark.parametrize("name", ROWS_OF_LAYERS)
def test_every_kind_of_layer_agrees_with_finite_differences(name):
    net, X, y = wide_awake(name)
    net.backward(net.forward(X), net.targets(y))
    slopes = net.grads.copy()
    for i, kept in enumerate(net.params.copy()):
        losses = []
        for h in (1e-6, -1e-6):
            net.params[i] = kept + h
            losses.append(net.loss(X, y))
        net.params[i] = kept
        assert slopes[i] == pytest.approx((losses[0] - losses[1]) / 2e-6, rel=1e-5, abs=1e-8)
    assert np.linalg.norm(slopes) > 0.01


@pytest.mark.parametrize("name", ROWS_OF_LAYERS)
def test_the_loss_is_the_mean_of_minus_log_of_what_was_given_to_the_truth(name):
    net, X, y = wide_awake(name)
    P = net.activations(X)[-1]
    given = np.where(y == 1, P[:, 0], 1 - P[:, 0]) if P.shape[1] == 1 else P[range(len(y)), y]
    assert net.loss(X, y) == pytest.approx(-np.log(given).mean())
    called = (P[:, 0] > 0.5) * 1 if P.shape[1] == 1 else P.argmax(axis=1)
    assert (net.predict(X) == called).all() and net.accuracy(X, y) == (called == y).mean()


def test_activations_are_those_of_each_hidden_layer_and_block():
    net, X, _ = wide_awake("residual")
    assert [A.shape for A in net.activations(X)] == [(6, 3), (6, 4), (6, 4), (6, 4), (6, 3)]
    net = network.build([3, 5, 4, 2], np.random.default_rng(0), norm=True, keep=0.5)
    assert [A.shape for A in net.activations(X)] == [(6, 3), (6, 5), (6, 4), (6, 2)]
    assert all((A >= 0).all() for A in net.activations(X)[1:])


def test_parameters_and_layers_share_their_memory():
    net = network.build([3, 4, 2], np.random.default_rng(0))
    assert net.params.shape == (3 * 4 + 4 + 4 * 2 + 2,) and net.params.dtype == np.float32
    net.params[:] = 7
    assert all((part == 7).all() for pair in net.pairs for part in pair)
    net.pairs[1][1][:] = 5
    assert (net.params[-2:] == 5).all()


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


OPTIMISERS = {  # w = 1 and slopes 2, then -1: where w is after each step, worked out by hand
    "sgd": (lambda: network.SGD(0.1), [0.8, 0.9]),
    "momentum": (lambda: network.Momentum(0.1, 0.5), [0.8, 0.8]),
    "adam": (lambda: network.Adam(0.1, 0.5, 0.5, eps=0.0), [0.9, 0.9]),
}


@pytest.mark.parametrize("name", OPTIMISERS)
def test_optimisers_move_as_worked_out_by_hand(name):
    optimiser, wanted = OPTIMISERS[name][0](), OPTIMISERS[name][1]
    w, places = np.array([1.0]), []
    for slope in (2.0, -1.0):
        optimiser.step(w, np.array([slope]))
        places.append(w[0])
    np.testing.assert_allclose(places, wanted, rtol=1e-12)


def blobs(m=120, seed=0):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 3, m)
    return rng.normal(size=(m, 2)) + 4 * np.array([[0, 1], [1, -1], [-1, -1]])[y], y


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


def test_a_price_on_weights_leaves_biases_alone_and_makes_weights_smaller():
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


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda net, X, y: net.predict(X[:, :1]), r"X is \(m, 2\)"),
        (lambda net, X, y: net.predict(X[0]), r"X is \(m, 2\)"),
        (lambda net, X, y: network.train(net, X, y + 1, np.random.default_rng(0)), "from 0 to 2"),
        (lambda net, X, y: network.train(net, X, y[:-1], np.random.default_rng(0)), "rows and .* labels"),
        (lambda net, X, y: network.train(net, X, y, np.random.default_rng(0), patience=3), "validation="),
        (lambda net, X, y: network.build([2], np.random.default_rng(0)), "at least two sizes"),
        (lambda net, X, y: network.build([2, 3], np.random.default_rng(0), hidden="step"), "relu, tanh, sigmoid"),
    ],
)
def test_bad_input_ends_in_a_sentence(wrong, said):
    net = network.build([2, 4, 3], np.random.default_rng(0))
    with pytest.raises(ValueError, match=said):
        wrong(net, *blobs())


@pytest.mark.parametrize("wrong", ["adam", network.SGD, network.Adam])
def test_an_optimiser_without_its_brackets_ends_in_a_sentence(wrong):
    net, (X, y) = network.build([2, 4, 3], np.random.default_rng(0)), blobs()
    with pytest.raises(TypeError, match="made by a call"):
        network.train(net, X, y, np.random.default_rng(0), optimiser=wrong)


def test_gradients_agree_with_pytorch():
    pytest.importorskip("torch", reason="PyTorch comes with requirements-benchmarks.txt")
    from benchmarks.gradients import difference

    assert max(difference(seed) for seed in range(60)) < 1e-9
