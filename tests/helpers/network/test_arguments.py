"""An argument that does not fit ends in a sentence that says what would fit."""

import numpy as np
import pytest

from helpers import network
from tests.helpers.network.examples import blobs

NAN = float("nan")


def rng():
    return np.random.default_rng(0)


def train(net, X, y, **options):
    return network.train(net, X, y, rng(), **options)


def spoilt(X, value):
    X = X.copy()
    X[3, 1] = value
    return X


OF_EXAMPLES = {  # what is wrong with X or y, and what the message is
    "a column too few": (lambda X, y: (X[:, :1], y), r"X is \(m, 2\)"),
    "one row by itself": (lambda X, y: (X[0], y), r"X is \(m, 2\)"),
    "NaN": (lambda X, y: (spoilt(X, NAN), y), "X holds NaN or infinity"),
    "infinity": (lambda X, y: (spoilt(X, -np.inf), y), "X holds NaN or infinity"),
    "too large for float32": (lambda X, y: (spoilt(X, 1e300), y), "infinity, in float32"),
    "no rows": (lambda X, y: (X[:0], y[:0]), "at least one example"),
    "a label too few": (lambda X, y: (X, y[:-1]), "here are 120 rows and 119 labels"),
    "one label": (lambda X, y: (X, y[:1]), "here are 120 rows and 1 labels"),
    "labels in a column": (lambda X, y: (X, y[:, None]), r"y is \(m,\).* shape \(120, 1\)"),
    "one-hot labels": (lambda X, y: (X, np.eye(3)[y]), r"y is \(m,\).* shape \(120, 3\)"),
    "a number for y": (lambda X, y: (X, 1), r"y is \(m,\).* shape \(\)"),
    "labels from 1": (lambda X, y: (X, y + 1), "from 0 to 2"),
    "halves": (lambda X, y: (X, y / 2), "from 0 to 2"),
    "NaN among the labels": (lambda X, y: (X, np.where(y == 1, NAN, y)), "from 0 to 2"),
    "names": (lambda X, y: (X, np.array(["cat"] * len(y))), "from 0 to 2"),
}
USES = {
    "loss": lambda net, X, y: net.loss(X, y),
    "accuracy": lambda net, X, y: net.accuracy(X, y),
    "train": train,
    "validation": lambda net, X, y: train(net, *blobs(), validation=(X, y)),
    "pairs' loss": lambda net, X, y: network.loss(X, y, net.pairs),
    "pairs' gradients": lambda net, X, y: network.gradients(X, y, net.pairs),
}


@pytest.mark.filterwarnings("ignore:overflow")
@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("wrong", OF_EXAMPLES)
def test_examples_that_do_not_fit(use, wrong):
    spoil, message = OF_EXAMPLES[wrong]
    net = network.build([2, 4, 3], rng())
    before = net.params.copy()
    with pytest.raises(ValueError, match=message):
        USES[use](net, *spoil(*blobs()))
    assert (net.params == before).all()


@pytest.mark.parametrize("labels", [[0.0, 1.0, 1.0], [False, True, True], np.array([0, 1, 1], np.uint8)])
def test_labels_of_any_type_that_are_whole_numbers_will_do(labels):
    net, X = network.build([2, 1], rng()), np.ones((3, 2))
    assert net.loss(X, labels) == net.loss(X, np.array([0, 1, 1]))


@pytest.mark.parametrize("wrong", ["a column too few", "one row by itself", "NaN", "infinity"])
@pytest.mark.parametrize("use", [lambda net, X: net.predict(X), lambda net, X: net.activations(X)])
def test_rows_that_do_not_fit(use, wrong):
    spoil, message = OF_EXAMPLES[wrong]
    with pytest.raises(ValueError, match=message):
        use(network.build([2, 4, 3], rng()), spoil(*blobs())[0])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        *[
            ({"batch_size": size}, f"batch_size is a whole number, at least 1, not {size}")
            for size in (0, -1, 2.5, NAN)
        ],
        ({"batch_size": True}, "batch_size is a whole number"),
        ({"batch_size": "32"}, "batch_size is a whole number, at least 1, not '32'"),
        *[({"epochs": count}, f"epochs is a whole number, at least 0, not {count}") for count in (-1, 1.5)],
        *[({"l2": strength}, "l2 is a number, at least 0 and finite") for strength in (-0.1, NAN, np.inf, "0.1")],
        ({"patience": 3}, "patience needs rows to look at"),
        ({"patience": 0, "validation": blobs()}, "patience is a whole number, at least 1"),
    ],
)
def test_settings_of_a_training_that_do_not_fit(options, message):
    with pytest.raises(ValueError, match=message):
        train(network.build([2, 4, 3], rng()), *blobs(), **options)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: network.build([2], rng()), "at least two sizes"),
        (lambda: network.build([2, 0, 3], rng()), "each size is a whole number, at least 1, not 0"),
        (lambda: network.build([-2, 3], rng()), "each size is a whole number, at least 1, not -2"),
        (lambda: network.build([2, 4.0, 3], rng()), "each size is a whole number, at least 1, not 4.0"),
        (lambda: network.init([2, 0], rng()), "each size is a whole number"),
        (lambda: network.init([2], rng()), "at least two sizes"),
        (lambda: network.build([2, 3], rng(), hidden="step"), "relu, tanh, sigmoid, not 'step'$"),
        (lambda: network.build([2, 3], rng(), hidden="ReLU"), "not 'ReLU': write 'relu', in lower case"),
        (lambda: network.init([2, 3], rng(), hidden="Tanh"), "not 'Tanh': write 'tanh', in lower case"),
        (lambda: network.forward(np.ones((1, 2)), network.init([2, 3, 2], rng()), "TANH"), "write 'tanh'"),
        *[(lambda keep=keep: network.build([2, 4, 3], rng(), keep=keep), "keep is") for keep in (0, -1, 1.5, NAN)],
        (lambda: network.Dense(0, 3, rng()), "n_in is a whole number, at least 1"),
        (lambda: network.Dense(3, 1.5, rng()), "n_out is a whole number, at least 1"),
        (lambda: network.Dense(3, 2, rng(), gain=-1), "gain is a number, at least 0"),
        (lambda: network.LayerNorm(0), "n is a whole number, at least 1"),
        (lambda: network.LayerNorm(3, eps=NAN), "eps is a number"),
        *[
            (lambda kind=kind, rate=rate: kind(rate), "learning_rate is a number, at least 0 and finite")
            for kind in (network.SGD, network.Momentum, network.Adam)
            for rate in (NAN, -0.1, np.inf, "0.1", None)
        ],
        (lambda: network.Momentum(0.1, 1), "beta is a number, at least 0 and below 1, not 1"),
        (lambda: network.Adam(beta1=-0.1), "beta1 is a number"),
        (lambda: network.Adam(beta2=NAN), "beta2 is a number"),
    ],
)
def test_parts_that_cannot_be_made(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    "use",
    [
        lambda seed: network.build([2, 3], seed),
        lambda seed: network.init([2, 3], seed),
        lambda seed: network.Dense(2, 3, seed),
        lambda seed: network.train(network.build([2, 3], rng()), *blobs(), seed),
    ],
)
@pytest.mark.parametrize("seed", [0, None, np.random])
def test_a_seed_is_no_generator(use, seed):
    with pytest.raises(TypeError, match=r"such as np\.random\.default_rng\(seed\), not"):
        use(seed)


@pytest.mark.parametrize("dtype", [int, np.uint8, bool, complex, str])
@pytest.mark.parametrize("make", [network.build, network.init])
def test_a_network_computes_in_floating_point_only(make, dtype):
    with pytest.raises(TypeError, match=r"such as np\.float32 or np\.float64, not"):
        make([2, 3], rng(), dtype=dtype)


@pytest.mark.parametrize("wrong", ["adam", network.SGD, network.Adam])
def test_an_optimiser_without_its_brackets(wrong):
    with pytest.raises(TypeError, match="made by a call"):
        train(network.build([2, 4, 3], rng()), *blobs(), optimiser=wrong)
