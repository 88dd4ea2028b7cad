"""A network: how layers and the flat vectors share memory, copies and pickles, and what stays as it was."""

import copy
import pickle

import numpy as np
import pytest

from helpers import network
from tests.helpers.network.examples import ROWS_OF_LAYERS, blobs, dense, wide_awake


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


WAYS_TO_COPY = {
    "deepcopy": copy.deepcopy,
    "pickle": lambda net: pickle.loads(pickle.dumps(net)),
    "its layers": lambda net: network.Network(net.layers, net.params.dtype),
}


@pytest.mark.parametrize("way", WAYS_TO_COPY)
@pytest.mark.parametrize("name", ROWS_OF_LAYERS)
def test_a_copy_trains_by_itself_and_as_the_first_would_have(name, way):
    net, X, y = wide_awake(name)
    net.backward(net.forward(X), net.targets(y))
    twin, before = WAYS_TO_COPY[way](net), net.params.copy()
    assert (twin.params == before).all() and twin.params.dtype == before.dtype

    def trained(it):
        network.train(it, X, y, np.random.default_rng(0), 3, 4)
        return it.params.copy()

    moved = trained(twin)
    assert (net.params == before).all() and (moved != before).mean() > 0.5  # dead units stay where they were
    assert (trained(net) == moved).all() and (twin.forward(X) == net.forward(X)).all()
    for it in (net, twin):
        assert all(np.shares_memory(part, it.params) for owner in it.owners() for part in owner.params)
        assert all(np.shares_memory(part, it.grads) for owner in it.owners() for part in owner.grads)
    assert not np.shares_memory(net.params, twin.params) and not np.shares_memory(net.grads, twin.grads)


def test_a_copy_keeps_the_gradient_and_what_was_last_passed_forward():
    net, X, y = wide_awake("residual")
    P = net.forward(X)
    twin = copy.deepcopy(net)
    for it in (net, twin):
        it.backward(P, it.targets(y))
    assert (twin.grads == net.grads).all() and (copy.deepcopy(net).grads == net.grads).all() and net.grads.any()


def test_layers_may_go_into_a_longer_network_and_stand_twice_in_it():
    net, X, y = wide_awake("residual first")
    before = net.params.copy()
    activation = network.Tanh()
    longer = network.Network([dense(3, 3), activation, net.layers[0], activation, *net.layers], np.float64)
    old = longer.params.copy()
    network.train(longer, X, y, np.random.default_rng(0), 2)
    assert (longer.params != old).all() and (net.params == before).all()


def test_a_network_without_weights_ends_in_a_sentence():
    with pytest.raises(ValueError, match="at least one Dense layer"):
        network.Network([network.ReLU()])
    with pytest.raises(ValueError, match="at least one Dense layer"):
        network.Network([])


def test_numbers_of_another_type_are_converted_on_the_way_in():
    net, (X, y) = network.build([2, 4, 3], np.random.default_rng(0), norm=True), blobs()
    wanted = net.forward(X.astype(np.float32))
    net.backward(wanted, net.targets(y))
    grads = net.grads.copy()
    P = net.forward(X)
    net.backward(P, np.eye(3)[y])
    assert X.dtype == np.float64 and P.dtype == net.grads.dtype == np.float32
    assert (P == wanted).all() and (net.grads == grads).all() and grads.any()


def test_of_no_rows_there_are_no_labels():
    assert network.build([2, 4, 3], np.random.default_rng(0)).predict(np.empty((0, 2))).shape == (0,)
    assert network.build([2, 1], np.random.default_rng(0)).predict(np.empty((0, 2))).shape == (0,)


def test_a_closed_network_cannot_be_imported():
    import subprocess
    import sys

    code = "from helpers.session import block_import; block_import('helpers.network'); import helpers.network"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.returncode and "holds answers to this lesson" in ran.stderr
