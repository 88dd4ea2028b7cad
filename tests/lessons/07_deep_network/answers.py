"""Right and wrong answers to lesson 07."""

import math

import numpy as np
from scipy.special import log_softmax, softmax

from tests import recall
from tests.answers import right, wrong

recall.answers(__name__)

# kind_of_network

NAMES = {3: "neural network"}


@right("kind_of_network")
def by_cases(sizes):
    sizes = [int(size) for size in sizes]
    if len(sizes) in (0, 1) or any(size <= 0 for size in sizes):
        raise ValueError("no network")
    if len(sizes) > 3:
        return "deep neural network"
    if len(sizes) == 3:
        return "neural network"
    if sizes[1] > 1:
        return "single layer"
    return "neuron"


@right("kind_of_network")
def by_a_match(sizes):
    if np.size(sizes) < 2 or np.min(sizes) < 1:
        raise ValueError
    match list(sizes):
        case [_, 1]:
            return "neuron"
        case [_, _]:
            return "single layer"
        case [_, _, _]:
            return "neural network"
    return "deep neural network"


@right("kind_of_network")
def by_arithmetic(sizes):
    hidden = len(sizes) - 2
    if hidden < 0 or not all(size >= 1 for size in sizes):
        raise ValueError(f"{sizes} will not do")
    return np.array([["single layer", "neuron"][int(sizes[-1] == 1)], "neural network", "deep neural network"])[
        min(hidden, 2)
    ]


def _kind(sizes, three=3, error=ValueError):
    if len(sizes) < 2 or min(sizes) < 1:
        raise error("no network")
    if len(sizes) == 2:
        return "neuron" if sizes[1] == 1 else "single layer"
    return "neural network" if len(sizes) <= three else "deep neural network"


@wrong("kind_of_network", says="the pairs of weights")
def counts_pairs(sizes):
    return _kind(sizes, three=2)


@wrong("kind_of_network", says="called four layers not deep yet")
def four_is_not_deep(sizes):
    return _kind(sizes, three=4)


@wrong("kind_of_network", says="number of outputs decide")
def one_output_is_a_neuron(sizes):
    return "neuron" if sizes[-1] == 1 and min(sizes) > 0 and len(sizes) > 1 else _kind(sizes)


@wrong("kind_of_network", says="called one output a single layer")
def no_neuron(sizes):
    return "single layer" if len(sizes) == 2 and min(sizes) > 0 else _kind(sizes)


@wrong("kind_of_network", says="called ten outputs a neuron")
def no_single_layer(sizes):
    return "neuron" if len(sizes) == 2 and min(sizes) > 0 else _kind(sizes)


@wrong("kind_of_network", says="called two sizes a neural network")
def all_are_networks(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError
    return "neural network" if len(sizes) < 4 else "deep neural network"


@wrong("kind_of_network", says="and nine not")
def only_four_is_deep(sizes):
    if len(sizes) > 4 and min(sizes) > 0:
        return "neural network"
    return _kind(sizes)


@wrong("kind_of_network", says="accepted a layer without units")
def sizes_not_looked_at(sizes):
    return _kind([max(1, size) for size in sizes])


@wrong("kind_of_network", says="accepted a single size")
def one_size_is_a_neuron(sizes):
    return "neuron" if len(sizes) == 1 else _kind(sizes)


@wrong("kind_of_network", says="with fewer than none")
def only_zero_is_refused(sizes):
    if len(sizes) < 2 or 0 in list(sizes):
        raise ValueError
    return _kind([abs(size) for size in sizes])


@wrong("kind_of_network", says="accepted a layer without units")
def only_hidden_sizes_are_looked_at(sizes):
    if len(sizes) < 2 or 0 in sizes[1:-1]:
        raise ValueError
    return _kind([abs(size) or 2 for size in sizes])


@wrong("kind_of_network", says="accepted a layer without units")
def the_first_size_is_not_looked_at(sizes):
    if len(sizes) < 2 or min(sizes[1:]) < 1:
        raise ValueError
    return _kind([1, *sizes[1:]])


@wrong("kind_of_network", says="accepted a layer without units")
def the_last_size_is_not_looked_at(sizes):
    if len(sizes) < 2 or min(sizes[:-1]) < 1:
        raise ValueError
    return _kind([*sizes[:-1], max(1, sizes[-1])])


@wrong("kind_of_network", says="called one output a single layer")
def one_neuron_by_heart(sizes):
    return "single layer" if len(sizes) == 2 and sizes != [4, 1] and min(sizes) > 0 else _kind(sizes)


@wrong("kind_of_network", says="three sizes a single layer")
def one_name_too_early(sizes):
    names = ["neuron", "single layer", "neural network"]
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError
    return names[len(sizes) - 2] if len(sizes) < 5 else "deep neural network"


@wrong("kind_of_network", says="`assert`, which raises AssertionError")
def by_assert(sizes):
    assert len(sizes) > 1 and min(sizes) > 0
    return _kind(sizes)


@wrong("kind_of_network", says="returned it like a value")
def error_returned(sizes):
    return ValueError("no") if len(sizes) < 2 or min(sizes) < 1 else _kind(sizes)


@wrong("kind_of_network")
def in_capitals(sizes):
    return _kind(sizes).capitalize()


@wrong("kind_of_network")
def a_wide_one_is_deep(sizes):
    name = _kind(sizes)
    return "deep neural network" if len(sizes) == 3 and max(sizes) > 100 else name


@wrong("kind_of_network", says="`print` shows a value")
def printed_only(sizes):
    print(_kind(sizes))


# relu


@right("relu")
def by_maximum(z):
    return np.maximum(z, 0)


@right("relu")
def by_halves(z):
    return (np.asarray(z, dtype=float) + np.abs(z)) / 2


@right("relu")
def in_a_loop(z):
    return np.array([max(value, 0) for value in np.ravel(z).tolist()]).reshape(np.shape(z))


@right("relu")
def by_a_mask(z):
    z = np.array(z, dtype=float)
    z[z < 0] = 0
    return z


@right("relu")
def in_single_precision(z):
    z = np.asarray(z, dtype=np.float32)
    return z * (z > 0)


@wrong("relu", says="as the step does")
def the_step(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


@wrong("relu", says="without their sign")
def the_size(z):
    return np.abs(z)


@wrong("relu", says="leaky")
def leaky(z):
    return np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z))


@wrong("relu", says="returned z unchanged")
def the_identity(z):
    return z


@wrong("relu", says="kept the negative numbers")
def by_minimum(z):
    return np.minimum(z, 0)


@wrong("relu", says="cut the positive numbers off at 1")
def clipped(z):
    return np.clip(z, 0, 1)


@wrong("relu")
def clipped_at_six(z):
    return np.clip(z, 0, 6)


@wrong("relu", says="none is larger than 100")
def clipped_at_a_hundred(z):
    return np.clip(z, 0, 100)


@wrong("relu", says="softplus")
def the_softplus(z):
    return np.logaddexp(0, z)


@wrong("relu", says="largest number")
def python_max(z):
    return max(0, np.max(z))


@wrong("relu", says="You asked an `if` about a whole array at once")
def python_if(z):
    return z if z > 0 else 0


@wrong("relu", says="Python's `max`, which compares whole arrays")
def by_pythons_max(z):
    return max(z, 0)


@wrong("relu", says="changed its argument")
def in_place(z):
    z[z < 0] = 0
    return z


@wrong("relu")
def the_elu(z):
    return np.where(np.asarray(z) > 0, z, np.expm1(np.minimum(z, 0)))


@wrong("relu")
def arrays_only(z):
    out = z.copy()
    out[out < 0] = 0
    return out.reshape(-1)


@wrong("relu", says="compared z with another number than 0")
def open_from_a_half(z):
    return np.where(np.asarray(z) > 0.5, z, 0)


@wrong("relu", says="compared z with another number than 0")
def relu_open_from_one(z):
    return np.where(np.asarray(z) > 1, z, 0)


@wrong("relu", says="sign turned round")
def turned_negative(z):
    return np.maximum(-np.asarray(z), 0)


@wrong("relu")
def small_ones_are_lost(z):
    return np.where(np.asarray(z) > 0.01, z, 0)


@wrong("relu")
def the_tanh(z):
    return np.tanh(z)


# relu_delta


@right("relu_delta")
def as_everybody_writes_it(dA, Z):
    return dA * (Z > 0)


@right("relu_delta")
def by_where(dA, Z):
    return np.where(np.asarray(Z) > 0, dA, 0)


@right("relu_delta")
def by_heaviside(dA, Z):
    return np.multiply(dA, np.heaviside(Z, 0.5))


@right("relu_delta")
def by_a_copy(dA, Z):
    dZ = np.array(dA, dtype=np.float32)
    dZ[np.asarray(Z) <= 0] = 0
    return dZ


@right("relu_delta")
def one_at_zero(dA, Z):
    return np.asarray(dA) * (np.asarray(Z) >= 0)


@right("relu_delta")
def number_by_number(dA, Z):
    pairs = zip(np.ravel(dA).tolist(), np.ravel(Z).tolist(), strict=True)
    return np.reshape([d if z > 0 else 0.0 for d, z in pairs], np.shape(Z))


@right("relu_delta")
def from_what_was_said(dA, Z):
    return dA * np.sign(np.maximum(Z, 0))


@wrong("relu_delta", says="only the slope")
def slope_only(dA, Z):
    return np.where(np.asarray(Z) > 0, 1.0, 0.0)


@wrong("relu_delta", says="let the sign of the message decide")
def relu_of_the_message(dA, Z):
    return np.maximum(dA, 0)


@wrong("relu_delta", says="message and Z decide together")
def guided(dA, Z):
    return np.maximum(dA, 0) * (np.asarray(Z) > 0)


@wrong("relu_delta", says="multiplied the message by the activation")
def times_what_was_said(dA, Z):
    return np.asarray(dA) * np.maximum(Z, 0)


@wrong("relu_delta", says="wrong way round")
def switch_reversed(dA, Z):
    return np.asarray(dA) * (np.asarray(Z) < 0)


@wrong("relu_delta", says="used the slope of tanh, 1 − a²")
def tanh_slope(dA, Z):
    return np.asarray(dA) * (1 - np.maximum(Z, 0) ** 2)


@wrong("relu_delta", says="where the unit is shut")
def leaky_slope(dA, Z):
    return np.where(np.asarray(Z) > 0, dA, 0.01 * np.asarray(dA))


@wrong("relu_delta", says="swapped the two arguments")
def exchanged(dA, Z):
    return np.asarray(Z) * (np.asarray(dA) > 0)


@wrong("relu_delta", says="passed the message on unchanged")
def handed_on(dA, Z):
    return dA


@wrong("relu_delta", says="ReLU of message times Z")
def relu_of_the_product(dA, Z):
    return np.maximum(np.asarray(dA) * Z, 0)


@wrong("relu_delta", says="added the message to the slope")
def added(dA, Z):
    return np.asarray(dA) + (np.asarray(Z) > 0)


@wrong("relu_delta", says="changed its argument")
def message_changed(dA, Z):
    dA[Z <= 0] = 0
    return dA


@wrong("relu_delta")
def open_from_one(dA, Z):
    return np.asarray(dA) * (np.asarray(Z) > 1e-6)


@wrong("relu_delta")
def clipped_messages(dA, Z):
    return np.clip(dA, -3, 3) * (np.asarray(Z) > 0)


@wrong("relu_delta")
def closed_for_large_sums(dA, Z):
    return np.asarray(dA) * ((np.asarray(Z) > 0) & (np.asarray(Z) < 6))


@wrong("relu_delta", says="cut off everything after the decimal point")
def whole_messages(dA, Z):
    return (np.asarray(dA) * (np.asarray(Z) > 0)).astype(int)


@wrong("relu_delta", says="rounded to whole numbers")
def rounded_messages(dA, Z):
    return np.round(np.asarray(dA) * (np.asarray(Z) > 0))


@wrong("relu_delta", says="divided it by the number of rows")
def averaged_messages(dA, Z):
    return np.asarray(dA) * (np.asarray(Z) > 0) / np.atleast_1d(Z).shape[0]


@wrong("relu_delta", says="compared Z with another number than 0")
def open_from_a_hundredth(dA, Z):
    return np.asarray(dA) * (np.asarray(Z) > 0.01)


@wrong("relu_delta")
def slope_by_a_long_step(dA, Z):
    return np.asarray(dA) * (np.maximum(np.asarray(Z) + 1e-3, 0) - np.maximum(Z, 0)) / 1e-3


# deep_forward


def _relu(z):
    return np.maximum(z, 0)


def _forward(X, layers, act=_relu, last=lambda Z: softmax(Z, axis=1)):
    said = [np.asarray(X)]
    for W, b in layers[:-1]:
        said.append(act(said[-1] @ W + b))
    W, b = layers[-1]
    return [*said, last(said[-1] @ W + b)]


@right("deep_forward")
def with_a_counter(X, layers):
    A, out = X, [X]
    for k in range(len(layers)):
        Z = A @ layers[k][0] + layers[k][1]
        if k < len(layers) - 1:
            A = np.where(Z > 0, Z, 0)
        else:
            E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
            A = E / np.sum(E, axis=1, keepdims=True)
        out.append(A)
    return out


@right("deep_forward")
def by_recursion(X, layers):
    W, b = layers[0]
    Z = np.dot(X, W) + b
    if len(layers) == 1:
        return [X, np.exp(log_softmax(Z, axis=1))]
    return [X, *by_recursion(Z.clip(min=0), layers[1:])]


@right("deep_forward")
def row_by_row(X, layers):
    rows = [_forward(np.array([row]), layers) for row in X]
    return tuple(np.concatenate(parts) for parts in zip(*rows, strict=True))


@right("deep_forward")
def forward_in_single_precision(X, layers):
    light = [(np.asarray(W, np.float32), np.asarray(b, np.float32)) for W, b in layers]
    first, *rest = _forward(np.asarray(X, np.float32), light)
    return [X, *_forward(np.asarray(X, float), layers)[1:]] if np.abs(X).max() > 50 else [first, *rest]


@right("deep_forward")
def as_lists(X, layers):
    return [A.tolist() for A in _forward(X, layers)]


@wrong("deep_forward", says="left X out of the list")
def without_x(X, layers):
    return _forward(X, layers)[1:]


@wrong("deep_forward", says="returned P alone")
def probabilities_only(X, layers):
    return _forward(X, layers)[-1]


@wrong("deep_forward", says="left out the softmax")
def no_softmax(X, layers):
    return _forward(X, layers, last=lambda Z: Z)


@wrong("deep_forward", says="ended in a ReLU")
def relu_everywhere(X, layers):
    return _forward(X, layers, last=_relu)


@wrong("deep_forward", says="through a ReLU before the softmax")
def relu_before_the_softmax(X, layers):
    return _forward(X, layers, last=lambda Z: softmax(_relu(Z), axis=1))


@wrong("deep_forward", says="ran the softmax down the columns")
def softmax_by_column(X, layers):
    return _forward(X, layers, last=lambda Z: softmax(Z, axis=0))


@wrong("deep_forward", says="`axis=1` is missing")
def softmax_of_the_table(X, layers):
    return _forward(X, layers, last=softmax)


@wrong("deep_forward", says="left out the ReLU in the hidden layers")
def linear_inside(X, layers):
    return _forward(X, layers, act=lambda Z: Z)


@wrong("deep_forward", says="stored the sums of the hidden layers")
def sums_kept(X, layers):
    A, kept = X, [X]
    for W, b in layers[:-1]:
        kept.append(A @ W + b)
        A = _relu(kept[-1])
    return [*kept, softmax(A @ layers[-1][0] + layers[-1][1], axis=1)]


@wrong("deep_forward", says="left out the biases")
def no_biases(X, layers):
    return _forward(X, [(W, 0 * b) for W, b in layers])


@wrong("deep_forward", says="used tanh in the hidden layers")
def tanh_inside(X, layers):
    return _forward(X, layers, act=np.tanh)


@wrong("deep_forward", says="only the first and the last layer")
def three_layers_only(X, layers):
    return _forward(X, [layers[0], layers[-1]])


@wrong("deep_forward", says="list in reverse")
def last_first(X, layers):
    return _forward(X, layers)[::-1]


@wrong("deep_forward")
def two_values(X, layers):
    A1, P = _forward(X, layers[:1] + layers[-1:])[1:]
    return A1, P


@wrong("deep_forward")
def softmax_that_overflows(X, layers):
    return _forward(X, layers, last=lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))


@wrong("deep_forward")
def clipped_softmax(X, layers):
    return _forward(X, layers, last=lambda Z: softmax(np.clip(Z, -3, 3), axis=1))


@wrong("deep_forward")
def at_most_three_pairs(X, layers):
    return _forward(X, layers[:2] + layers[-1:] if len(layers) > 3 else layers)


@wrong("deep_forward", says="changed its argument")
def first_layer_in_place(X, layers):
    said = _forward(X, layers)
    X -= X
    return said


@wrong("deep_forward")
def sigmoid_for_two_classes(X, layers):
    said = _forward(X, layers)
    W, b = layers[-1]
    if len(b) == 1 or len(b) == 2:
        p = 1 / (1 + np.exp(-(said[-2] @ W + b)[:, :1]))
        return [*said[:-1], np.hstack([p, 1 - p])]
    return said


@wrong("deep_forward")
def one_pair_has_a_relu(X, layers):
    return _forward(X, layers) if len(layers) > 1 else _forward(X, layers, last=lambda Z: softmax(_relu(Z), axis=1))


@wrong("deep_forward")
def leaky_inside(X, layers):
    return _forward(X, layers, act=lambda Z: np.where(Z > 0, Z, 0.01 * Z))


@wrong("deep_forward")
def no_return(X, layers):
    _forward(X, layers)


@wrong("deep_forward", says="added the biases after the ReLU")
def biases_after_the_relu(X, layers):
    said = [X]
    for W, b in layers[:-1]:
        said.append(_relu(said[-1] @ W) + b)
    return [*said, softmax(said[-1] @ layers[-1][0] + layers[-1][1], axis=1)]


@wrong("deep_forward", says="with a ReLU and with a softmax")
def last_layer_twice(X, layers):
    said = _forward(X, layers, last=_relu)
    return [*said, softmax(said[-1], axis=1)]


@wrong("deep_forward", says="used the last layer twice")
def relu_and_softmax_of_the_last_sums(X, layers):
    return [*_forward(X, layers, last=_relu), _forward(X, layers)[-1]]


@wrong("deep_forward", says="W @ A")
def weights_first(X, layers):
    said = [X]
    for W, b in layers[:-1]:
        said.append(_relu(W @ said[-1] + b))
    return [*said, softmax(layers[-1][0] @ said[-1] + layers[-1][1], axis=1)]


@wrong("deep_forward", says="handed X to every hidden layer")
def x_in_every_hidden_layer(X, layers):
    said = [X] + [_relu(X @ W + b) for W, b in layers[:-1]]
    return [*said, softmax(said[-1] @ layers[-1][0] + layers[-1][1], axis=1)]


@wrong("deep_forward", says="turned W on its side")
def weights_on_their_side(X, layers):
    return _forward(X, [(W.T, b) for W, b in layers])


@wrong("deep_forward", says="left out the first layer of weights")
def begins_with_the_second(X, layers):
    return _forward(X, [*layers[1:], layers[-1]])


@wrong("deep_forward", says="took b for W")
def biases_for_weights(X, layers):
    return _forward(X, [(b, W) for W, b in layers])


@wrong("deep_forward", says="made one array of the 4 values")
def all_in_one_array(X, layers):
    return np.array(_forward(X, layers))


@wrong("deep_forward", says="Lists grow, arrays do not")
def list_plus_array(X, layers):
    said = [X]
    for W, b in layers[:-1]:
        said += _relu(said[-1] @ W + b)
    said.append(softmax(said[-1] @ layers[-1][0] + layers[-1][1], axis=1))
    return said


@wrong("deep_forward", says="`return` inside the loop ends it")
def returned_inside_the_loop(X, layers):
    said = [X]
    for W, b in layers[:-1]:
        said.append(_relu(said[-1] @ W + b))
        return said
    return [*said, softmax(said[-1] @ layers[-1][0] + layers[-1][1], axis=1)]


@wrong("deep_forward", says="compared lists or tuples that hold arrays")
def asks_whether_it_is_the_last(X, layers):
    said = [X]
    for layer in layers:
        Z = said[-1] @ layer[0] + layer[1]
        said.append(softmax(Z, axis=1) if layer == layers[-1] else _relu(Z))
    return said


@wrong("deep_forward", says="returned the default of a parameter")
def kept_in_a_default(X, layers, said=[]):  # noqa: B006
    said.append(X)
    for W, b in layers[:-1]:
        said.append(_relu(said[-1] @ W + b))
    said.append(softmax(said[-1] @ layers[-1][0] + layers[-1][1], axis=1))
    return said


# deep_backward


def _hot(y, k):
    return np.eye(k)[np.asarray(y)]


def _back(X, y, layers, slope=lambda d, A: d * (A > 0), first=None, scale=1.0):
    *said, P = _forward(np.asarray(X), layers)
    message = scale * ((P - _hot(y, P.shape[1])) / len(y) if first is None else first(P, y))
    grads = []
    for (W, _), A in zip(layers[::-1], said[::-1], strict=True):
        grads.insert(0, (A.T @ message, message.sum(axis=0)))
        message = slope(message @ np.asarray(W).T, A)
    return grads


@right("deep_backward")
def with_an_index(X, y, layers):
    heard, said = [], [X]
    for W, b in layers:
        heard.append(said[-1] @ W + b)
        said.append(_relu(heard[-1]))
    dZ = softmax(heard[-1], axis=1)
    dZ[np.arange(len(y)), y] -= 1
    grads = [None] * len(layers)
    for k in range(len(layers) - 1, -1, -1):
        grads[k] = (said[k].T @ dZ / len(y), dZ.sum(axis=0) / len(y))
        if k > 0:
            dZ = np.where(heard[k - 1] > 0, dZ @ layers[k][0].T, 0)
    return grads


@right("deep_backward")
def backward_by_recursion(X, y, layers):
    def go(A, k):
        W, b = layers[k]
        Z = A @ W + b
        if k == len(layers) - 1:
            dZ = (softmax(Z, axis=1) - _hot(y, Z.shape[1])) / len(y)
            grads = []
        else:
            dA, grads = go(_relu(Z), k + 1)
            dZ = dA * (Z > 0)
        return dZ @ W.T, [(A.T @ dZ, dZ.sum(axis=0)), *grads]

    return go(X, 0)[1]


@right("deep_backward")
def backward_row_by_row(X, y, layers):
    each = [_back(X[i : i + 1], y[i : i + 1], layers) for i in range(len(y))]
    return [tuple(sum(g[k][j] for g in each) / len(y) for j in (0, 1)) for k in range(len(layers))]


@right("deep_backward")
def backward_as_lists(X, y, layers):
    return [[dW.tolist(), db.tolist()] for dW, db in _back(X, y, layers)]


@right("deep_backward")
def with_column_of_ones(X, y, layers):
    grads = _back(np.asarray(X, dtype=np.float64), np.array(y, dtype=int), layers, lambda d, A: d * (A > 0))
    return tuple(grads)


@wrong("deep_backward", says="left out the division by m")
def no_mean(X, y, layers):
    return _back(X, y, layers, scale=len(y))


@wrong("deep_backward", says="divided by m twice")
def mean_twice(X, y, layers):
    return _back(X, y, layers, scale=1 / len(y))


@wrong("deep_backward", says="minus the gradients")
def wrong_sign(X, y, layers):
    return _back(X, y, layers, scale=-1)


@wrong("deep_backward", says="list in reverse")
def backwards(X, y, layers):
    return _back(X, y, layers)[::-1]


@wrong("deep_backward", says="used P alone as the message")
def nothing_happened(X, y, layers):
    return _back(X, y, layers, first=lambda P, y: P / len(y))


@wrong("deep_backward", says="or they are all open")
def no_switches(X, y, layers):
    return _back(X, y, layers, slope=lambda d, A: d)


@wrong("deep_backward", says="switches of only one hidden layer")
def switch_in_the_last_hidden_layer(X, y, layers):
    seen = []

    def slope(d, A):
        seen.append(1)
        return d * (A > 0) if len(seen) == 1 else d

    return _back(X, y, layers, slope=slope)


@wrong("deep_backward", says="put the message itself through a ReLU")
def relu_of_messages(X, y, layers):
    return _back(X, y, layers, slope=lambda d, A: _relu(d))


@wrong("deep_backward", says="multiplied the message by the activations")
def messages_times_activations(X, y, layers):
    return _back(X, y, layers, slope=lambda d, A: d * A)


@wrong("deep_backward", says="slope of tanh")
def tanh_on_the_way_back(X, y, layers):
    return _back(X, y, layers, slope=lambda d, A: d * (1 - A**2))


@wrong("deep_backward", says="columns of all labels")
def ones_from_columns(X, y, layers):
    def first(P, y):
        P = P.copy()
        P[:, y] -= 1
        return P / len(y)

    return _back(X, y, layers, first=first)


@wrong("deep_backward", says="number of classes")
def divided_by_classes(X, y, layers):
    return _back(X, y, layers, scale=len(y) / len(layers[-1][1]))


@wrong("deep_backward")
def always_three_pairs(X, y, layers):
    grads = _back(X, y, layers)
    return grads[:3] + [(0 * dW, 0 * db) for dW, db in grads[3:]]


@wrong("deep_backward", says="averaged db")
def bias_means(X, y, layers):
    return [(dW, db / len(y)) for dW, db in _back(X, y, layers)]


@wrong("deep_backward", says="an axis too many")
def bias_tables(X, y, layers):
    return [(dW, db[None]) for dW, db in _back(X, y, layers)]


@wrong("deep_backward", says="each dW without its db")
def weights_only(X, y, layers):
    return [dW for dW, db in _back(X, y, layers)]


@wrong("deep_backward", says="by the slope of the sigmoid, too")
def with_a_softmax_slope(X, y, layers):
    return _back(X, y, layers, first=lambda P, y: (P - _hot(y, P.shape[1])) * P * (1 - P) / len(y))


@wrong("deep_backward")
def square_weights_not_turned(X, y, layers):
    *said, P = _forward(X, layers)
    d, grads = (P - _hot(y, P.shape[1])) / len(y), []
    for (W, _), A in zip(layers[::-1], said[::-1], strict=True):
        grads.insert(0, (A.T @ d, d.sum(axis=0)))
        d = (d @ W if W.shape[0] == W.shape[1] else d @ W.T) * (A > 0)
    return grads


@wrong("deep_backward", says="changed its argument")
def layers_changed(X, y, layers):
    grads = _back(X, y, layers)
    for (W, b), (dW, db) in zip(layers, grads, strict=True):
        W -= 0.1 * dW
        b -= 0.1 * db
    return grads


@wrong("deep_backward")
def first_hidden_layer_forgotten(X, y, layers):
    grads = _back(X, y, layers)
    return grads if len(grads) < 3 else [grads[0], (grads[1][0] * 0, grads[1][1] * 0), *grads[2:]]


@wrong("deep_backward")
def clipped_gradients(X, y, layers):
    return [(np.clip(dW, -1, 1), np.clip(db, -1, 1)) for dW, db in _back(X, y, layers)]


@wrong("deep_backward")
def switch_always_the_first_layers(X, y, layers):
    A1 = _forward(X, layers)[1]

    def slope(d, A):
        return d * (A1 > 0) if A1.shape == d.shape else d * (A > 0)

    return _back(X, y, layers, slope=slope)


@wrong("deep_backward", says="from all its columns")
def with_sums_that_overflow(X, y, layers):
    return _back(X, y, layers, first=lambda P, y: (P - np.asarray(y)[:, None]) / len(y))


@wrong("deep_backward", says="subtracted the class numbers themselves")
def labels_as_one_row(X, y, layers):
    return _back(X, y, layers, first=lambda P, y: (P - np.resize(y, P.shape[1])) / len(y))


@wrong("deep_backward", says="swapped the arguments of relu_delta")
def arguments_exchanged(X, y, layers):
    return _back(X, y, layers, slope=lambda d, A: A * (d > 0))


@wrong("deep_backward", says="whole message as db")
def bias_messages(X, y, layers):
    *said, P = _forward(X, layers)
    d, grads = (P - _hot(y, P.shape[1])) / len(y), []
    for (W, _), A in zip(layers[::-1], said[::-1], strict=True):
        grads.insert(0, (A.T @ d, d))
        d = d @ W.T * (A > 0)
    return grads


@wrong("deep_backward", says="one number as db")
def bias_totals(X, y, layers):
    return [(dW, db.sum()) for dW, db in _back(X, y, layers)]


@wrong("deep_backward", says="is dW2. (dW3 and db3 are right.)")
def first_layers_doubled(X, y, layers):
    grads = _back(X, y, layers)
    return [(2.5 * dW, 2.5 * db) for dW, db in grads[:-1]] + grads[-1:]


@wrong("deep_backward", says="by the layer's own activations")
def said_for_came_in(X, y, layers):
    said = _forward(X, layers)
    d, grads = (said[-1] - _hot(y, said[-1].shape[1])) / len(y), []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (said[k + 1].T @ d, d.sum(axis=0)))
        d = d @ layers[k][0].T * (said[k] > 0)
    return grads


@wrong("deep_backward", says="used the switches too late")
def switch_of_the_layer_left(X, y, layers):
    said = _forward(X, layers)
    d, grads = (said[-1] - _hot(y, said[-1].shape[1])) / len(y), []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (said[k].T @ d, d.sum(axis=0)))
        d = d * (said[k + 1] > 0) @ layers[k][0].T
    return grads


@wrong("deep_backward", says="or they are all open")
def open_from_zero(X, y, layers):
    return _back(X, y, layers, slope=lambda d, A: d * (A >= 0))


@wrong("deep_backward")
def two_classes_only(X, y, layers):
    return _back(X, y, layers, first=lambda P, y: (P - _hot(y, 2)) / len(y))


@wrong("deep_backward")
def as_many_classes_as_rows(X, y, layers):
    return _back(X, y, layers, first=lambda P, y: (P - _hot(y, len(y))) / len(y))


@wrong("deep_backward", says="number of features")
def divided_by_features(X, y, layers):
    return _back(X, y, layers, scale=len(y) / np.shape(X)[1])


@wrong("deep_backward", says="all the numbers in the message")
def divided_by_entries(X, y, layers):
    return _back(X, y, layers, scale=1 / len(layers[-1][1]))


@wrong("deep_backward")
def three_pairs_by_hand(X, y, layers):
    X, A1, A2, P = _forward(X, layers)
    d3 = (P - _hot(y, P.shape[1])) / len(y)
    d2 = d3 @ layers[2][0].T * (A2 > 0)
    d1 = d2 @ layers[1][0].T * (A1 > 0)
    return [(A.T @ d, d.sum(axis=0)) for A, d in ((X, d1), (A1, d2), (A2, d3))]


@wrong("deep_backward", says="switches from sums without their biases")
def switches_without_biases(X, y, layers):
    said = _forward(X, layers)
    d, grads = (said[-1] - _hot(y, said[-1].shape[1])) / len(y), []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (said[k].T @ d, d.sum(axis=0)))
        if k:
            d = d @ layers[k][0].T * (said[k - 1] @ layers[k - 1][0] > 0)
    return grads


@wrong("deep_backward", says="switches on the output layer")
def a_switch_at_the_end(X, y, layers):
    said = _forward(X, layers)
    d, grads = (said[-1] - _hot(y, said[-1].shape[1])) / len(y), []
    for k in range(len(layers) - 1, -1, -1):
        d = d * (said[k + 1] > 0)
        grads.insert(0, (said[k].T @ d, d.sum(axis=0)))
        d = d @ layers[k][0].T
    return grads


@wrong("deep_backward", says="not db")
def weights_averaged_only(X, y, layers):
    return [(dW, db * len(y)) for dW, db in _back(X, y, layers)]


@wrong("deep_backward", says="multiplied by X in every layer")
def x_as_every_input(X, y, layers):
    said = _forward(X, layers)
    d, grads = (said[-1] - _hot(y, said[-1].shape[1])) / len(y), []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (X.T @ d, d.sum(axis=0)))
        d = d @ layers[k][0].T * (said[k] > 0)
    return grads


@wrong("deep_backward", says="another class than the label")
def label_before(X, y, layers):
    return _back(X, y, layers, first=lambda P, y: (P - _hot(np.subtract(y, 1), P.shape[1])) / len(y))


@wrong("deep_backward", says="from whole rows")
def ones_from_rows(X, y, layers):
    def first(P, y):
        P = P.copy()
        P[np.asarray(y) % len(P)] -= 1
        return P / len(y)

    return _back(X, y, layers, first=first)


@wrong("deep_backward", says="used the switches too late")
def gradients_before_the_switches(X, y, layers):
    said = _forward(X, layers)
    d, grads = (said[-1] - _hot(y, said[-1].shape[1])) / len(y), []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (said[k].T @ d, d.sum(axis=0)))
        d = (d if k == len(layers) - 1 else d * (said[k + 1] > 0)) @ layers[k][0].T
    return grads


@wrong("deep_backward", says="every layer got the message of the last")
def message_not_passed_on(X, y, layers):
    *inputs, P = _forward(X, layers)
    d = (P - _hot(y, P.shape[1])) / len(y)
    return [(A.T @ d, d.sum(axis=0)) for A in inputs]


# gradient_norms


@right("gradient_norms")
def by_linalg(grads):
    return [np.linalg.norm(dW) for dW, db in grads]


@right("gradient_norms")
def by_linalg_with_a_name(grads):
    return np.array([np.linalg.norm(pair[0], "fro") for pair in grads])


@right("gradient_norms")
def by_hypot(grads):
    return tuple(math.hypot(*np.ravel(dW).tolist()) for dW, _ in grads)


@right("gradient_norms")
def by_trace(grads):
    return np.sqrt([np.trace(np.asarray(dW, dtype=float).T @ dW) for dW, _ in grads])


@right("gradient_norms")
def norms_in_single_precision(grads):
    norms = np.zeros(len(grads), dtype=np.float32)
    for k, (dW, _) in enumerate(grads):
        norms[k] = np.sqrt((np.asarray(dW, dtype=np.float32) ** 2).sum())
    return norms


@wrong("gradient_norms", says="left out the root")
def squared(grads):
    return [np.sum(dW**2) for dW, db in grads]


@wrong("gradient_norms", says="included the biases")
def with_biases(grads):
    return [np.sqrt(np.sum(dW**2) + np.sum(db**2)) for dW, db in grads]


@wrong("gradient_norms", says="norms of the biases")
def of_biases(grads):
    return [np.linalg.norm(db) for dW, db in grads]


@wrong("gradient_norms", says="added up absolute values")
def sizes_added(grads):
    return [np.abs(dW).sum() for dW, db in grads]


@wrong("gradient_norms", says="opposite sign cancel")
def plain_sums(grads):
    return [dW.sum() for dW, db in grads]


@wrong("gradient_norms", says="largest entry")
def largest(grads):
    return [np.abs(dW).max() for dW, db in grads]


@wrong("gradient_norms", says="spectral")
def spectral(grads):
    return [np.linalg.norm(dW, 2) for dW, db in grads]


@wrong("gradient_norms", says="mean of the squares")
def root_mean_square(grads):
    return [np.sqrt(np.mean(dW**2)) for dW, db in grads]


@wrong("gradient_norms", says="all layers together")
def one_number(grads):
    return np.sqrt(sum(np.sum(dW**2) for dW, db in grads))


@wrong("gradient_norms", says="layers in reverse")
def norms_backwards(grads):
    return [np.linalg.norm(dW) for dW, db in grads][::-1]


@wrong("gradient_norms")
def per_column(grads):
    return [np.linalg.norm(dW, axis=0) for dW, db in grads]


@wrong("gradient_norms")
def two_layers_only(grads):
    return [np.linalg.norm(dW) for dW, db in grads[:2]]


@wrong("gradient_norms")
def rounded(grads):
    return [round(float(np.linalg.norm(dW)), 3) for dW, db in grads]


@wrong("gradient_norms", says="nuclear")
def nuclear(grads):
    return [np.linalg.norm(dW, "nuc") for dW, db in grads]


@wrong("gradient_norms", says="two norms for each layer")
def pairs_of_norms(grads):
    return [(np.linalg.norm(dW), np.linalg.norm(db)) for dW, db in grads]


@wrong("gradient_norms", says="after the decimal point")
def whole_norms(grads):
    return [int(np.linalg.norm(dW)) for dW, db in grads]


@wrong("gradient_norms", says="You sorted the norms. They")
def norms_sorted(grads):
    return sorted(np.linalg.norm(dW) for dW, db in grads)


@wrong("gradient_norms", says="norms of the rows")
def row_norms_added(grads):
    return [np.linalg.norm(dW, axis=1).sum() for dW, db in grads]


@wrong("gradient_norms", says="one column only")
def last_column(grads):
    return [np.linalg.norm(dW[:, -1]) for dW, db in grads]


@wrong("gradient_norms", says="largest sum along a row")
def infinity_norm(grads):
    return [np.linalg.norm(dW, np.inf) for dW, db in grads]


@wrong("gradient_norms", says="largest sum down a column")
def one_norm(grads):
    return [np.linalg.norm(dW, 1) for dW, db in grads]


# init_deep


def _drawn(sizes, draw, biases=np.zeros):
    return [(draw(n, k), biases(k)) for n, k in zip(sizes[:-1], sizes[1:], strict=True)]


@right("init_deep")
def he_uniform(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.uniform(-np.sqrt(6 / n), np.sqrt(6 / n), (n, k)))


@right("init_deep")
def scaled_standard_normal(sizes, rng):
    layers = []
    for i in range(1, len(sizes)):
        W = rng.standard_normal((sizes[i - 1], sizes[i])) * math.sqrt(2.0 / sizes[i - 1])
        layers.append((W, np.zeros((sizes[i],))))
    return layers


@right("init_deep")
def in_float32(sizes, rng):
    return _drawn(
        sizes,
        lambda n, k: rng.standard_normal((n, k), dtype=np.float32) * np.float32((2 / n) ** 0.5),
        lambda k: np.zeros(k, np.float32),
    )


@right("init_deep")
def last_layer_first(sizes, rng):
    shapes = list(zip(sizes, sizes[1:], strict=False))
    return [(rng.normal(scale=(2 / n) ** 0.5, size=(n, k)), 0 * np.arange(k)) for n, k in shapes[::-1]][::-1]


@right("init_deep")
def number_by_number_drawn(sizes, rng):
    return [
        ([[rng.normal(0, (2 / n) ** 0.5) for _ in range(k)] for _ in range(n)], [0.0] * k)
        for n, k in zip(sizes, sizes[1:], strict=False)
    ]


@wrong("init_deep", says="is the variance")
def variance_for_deviation(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, 2 / n, (n, k)))


@wrong("init_deep", says="root of 1 / n_in")
def lecun(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(1 / n), (n, k)))


@wrong("init_deep", says="divided by n_out")
def by_outputs(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / k), (n, k)))


@wrong("init_deep", says="Glorot")
def glorot(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / (n + k)), (n, k)))


@wrong("init_deep", says="drew uniformly from −s to s")
def uniform_too_narrow(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.uniform(-np.sqrt(2 / n), np.sqrt(2 / n), (n, k)))


@wrong("init_deep", says="first layer's n_in")
def first_n_for_all(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / sizes[0]), (n, k)))


@wrong("init_deep", says="did not scale the weights")
def not_scaled(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(size=(n, k)))


@wrong("init_deep", says="used 0.25 for all layers")
def a_quarter_for_all(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, 0.25, (n, k)))


@wrong("init_deep", says="They start at 0")
def random_biases(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / n), (n, k)), lambda k: rng.normal(size=k))


@wrong("init_deep", says="drew weights whose mean is not 0")
def positive_only(sizes, rng):
    return _drawn(sizes, lambda n, k: np.abs(rng.normal(0, np.sqrt(2 / n), (n, k))))


@wrong("init_deep", says="drew weights whose mean is not 0")
def uniform_from_zero(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.random((n, k)) * np.sqrt(24 / n))


@wrong("init_deep", says="drew nothing from `rng`")
def seeded_inside(sizes, rng):
    rng = np.random.default_rng(0)
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / n), (n, k)))


@wrong("init_deep", says="another generator")
def the_global_generator(sizes, rng):
    return _drawn(sizes, lambda n, k: np.random.randn(n, k) * np.sqrt(2 / n))  # noqa: NPY002


@wrong("init_deep", says="on its side")
def on_their_sides(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / n), (k, n)))


@wrong("init_deep", says="one draw for many units")
def one_column_for_all(sizes, rng):
    return _drawn(sizes, lambda n, k: np.repeat(rng.normal(0, np.sqrt(2 / n), (n, 1)), k, axis=1))


@wrong("init_deep")
def two_pairs_only(sizes, rng):
    return _drawn(sizes[:3], lambda n, k: rng.normal(0, np.sqrt(2 / n), (n, k)))


@wrong("init_deep")
def bias_as_a_table(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / n), (n, k)), lambda k: np.zeros((1, k)))


@wrong("init_deep", says="with the spread 0, or not at all")
def all_zeros(sizes, rng):
    rng.normal()
    return _drawn(sizes, lambda n, k: np.zeros((n, k)))


@wrong("init_deep")
def square_layers_share_their_weights(sizes, rng):
    cache = {}
    return _drawn(sizes, lambda n, k: cache.setdefault((n, k), rng.normal(0, np.sqrt(2 / n), (n, k))))


@wrong("init_deep")
def right_for_wide_layers_only(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / max(n, 10)), (n, k)))


@wrong("init_deep", says="one draw for many inputs")
def one_row_for_all_inputs(sizes, rng):
    return _drawn(sizes, lambda n, k: np.repeat(rng.normal(0, np.sqrt(2 / n), (1, k)), n, axis=0))


@wrong("init_deep", says="cut the weights off")
def truncated(sizes, rng):
    return _drawn(sizes, lambda n, k: np.clip(rng.normal(0, np.sqrt(2 / n), (n, k)), -1 / n**0.5, 1 / n**0.5))


@wrong("init_deep")
def last_layer_small(sizes, rng):
    layers = _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / n), (n, k)))
    return [*layers[:-1], (layers[-1][0] / 10, layers[-1][1])]


@wrong("init_deep", says="one draw for several layers")
def all_cut_from_one_table(sizes, rng):
    big = rng.normal(size=(max(sizes), max(sizes)))
    return _drawn(sizes, lambda n, k: big[:n, :k] * np.sqrt(2 / n))


@wrong("init_deep", says="one draw for several layers")
def all_cut_from_one_list(sizes, rng):
    big = rng.normal(size=max(sizes) ** 2)
    return _drawn(sizes, lambda n, k: big[: n * k].reshape(n, k) * np.sqrt(2 / n))


@wrong("init_deep", says="you rounded them")
def to_two_digits(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / n), (n, k)).round(2))


@wrong("init_deep", says="biases at other numbers")
def small_biases(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / n), (n, k)), lambda k: np.full(k, 0.01))


@wrong("init_deep", says="All the weights are 0")
def whole_division(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 // n), (n, k)))


@wrong("init_deep", says="multiplied by n_in")
def times_inputs(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 * n), (n, k)))


@wrong("init_deep", says="upside down")
def divided_by_the_root(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(size=(n, k)) / np.sqrt(2 / n))


# train_deep


def _he(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / n), (n, k)))


def _train(X, y, layers, epochs, rate, batches, slopes=_back):
    for _ in range(epochs):
        for batch in batches():
            grads = slopes(X[batch], y[batch], layers)
            layers = [(W - rate * dW, b - rate * db) for (W, b), (dW, db) in zip(layers, grads, strict=True)]
    return layers


def _shuffled(y, rng, size):
    def batches():
        order = rng.permutation(len(y))
        return [order[i : i + size] for i in range(0, len(y), size)]

    return batches


@right("train_deep")
def usual(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size))


@right("train_deep")
def uniform_and_in_place(X, y, sizes, rng, epochs, batch_size, learning_rate):
    layers = _drawn(sizes, lambda n, k: rng.uniform(-np.sqrt(6 / n), np.sqrt(6 / n), (n, k)))
    for _ in range(epochs):
        order = np.arange(len(X))
        rng.shuffle(order)
        X_e, y_e = X[order], y[order]
        for start in range(0, len(X), batch_size):
            rows = slice(start, start + batch_size)
            for (W, b), (dW, db) in zip(layers, _back(X_e[rows], y_e[rows], layers), strict=True):
                W -= learning_rate * dW
                b -= learning_rate * db
    return layers


@right("train_deep")
def orders_drawn_by_keys(X, y, sizes, rng, epochs, batch_size, learning_rate):
    orders = [np.argsort(rng.random(len(y))) for _ in range(epochs)]
    layers = _he(sizes, rng)
    for order in orders:
        parts = np.split(order, np.arange(batch_size, len(y), batch_size))
        layers = _train(X, y, layers, 1, learning_rate, lambda parts=parts: parts)
    return layers


@right("train_deep")
def trained_in_single_precision(X, y, sizes, rng, epochs, batch_size, learning_rate):
    layers = [(W.astype(np.float32), b.astype(np.float32)) for W, b in _he(sizes, rng)]
    rate, batches = np.float32(learning_rate), _shuffled(y, rng, batch_size)

    def slopes(X, y, layers):
        return [(dW.astype(np.float32), db.astype(np.float32)) for dW, db in _back(X, y, layers)]

    return _train(X.astype(np.float32), y, layers, epochs, rate, batches, slopes)


@right("train_deep")
def drawn_without_replacement(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def batches():
        left = np.arange(len(y))
        while len(left):
            rows = rng.choice(left, min(batch_size, len(left)), replace=False)
            left = np.setdiff1d(left, rows)
            yield rows

    return [list(pair) for pair in _train(X, y, _he(sizes, rng), epochs, learning_rate, batches)]


@wrong("train_deep", says="0 of 4 points")
def not_trained(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _he(sizes, rng)


@wrong("train_deep", says="did not draw a new order")
def never_shuffled(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, _Same(), batch_size))


class _Same:
    def permutation(self, n):
        return np.arange(n)


@wrong("train_deep", says="did not draw a new order")
def shuffled_once(X, y, sizes, rng, epochs, batch_size, learning_rate):
    order = _shuffled(y, rng, batch_size)()
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, lambda: order)


@wrong("train_deep", says="did not start from He's weights")
def from_small_weights(X, y, sizes, rng, epochs, batch_size, learning_rate):
    start = _drawn(sizes, lambda n, k: rng.normal(0, 0.01, (n, k)))
    return _train(X, y, start, epochs, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="did not start from He's weights")
def from_lecuns_weights(X, y, sizes, rng, epochs, batch_size, learning_rate):
    start = _drawn(sizes, lambda n, k: rng.normal(0, n**-0.5, (n, k)))
    return _train(X, y, start, epochs, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="did not update the biases")
def biases_stay(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        return [(dW, 0 * db) for dW, db in _back(X, y, layers)]

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep", says="added up the gradients of a batch")
def sums_for_means(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        return _back(X, y, layers, scale=len(y))

    with np.errstate(all="ignore"):
        return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep", says="left out the last, smaller batch")
def last_batch_dropped(X, y, sizes, rng, epochs, batch_size, learning_rate):
    whole = _shuffled(y, rng, batch_size)
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, lambda: [b for b in whole() if len(b) == batch_size])


@wrong("train_deep", says="all the rows into one batch")
def full_batch(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, len(y)))


@wrong("train_deep", says="divided a smaller batch by the batch size")
def divided_by_batch_size(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        return _back(X, y, layers, scale=len(y) / batch_size)

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep", says="did not go through all the rows `epochs` times")
def epochs_of_another_number(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he(sizes, rng), batch_size, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="did not make batches of `batch_size` rows")
def one_batch_and_then_single_rows(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def batches():
        order = rng.permutation(len(y))
        return np.split(order, range(batch_size, len(order)))

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, batches)


@wrong("train_deep", says="uphill")
def uphill(X, y, sizes, rng, epochs, batch_size, learning_rate):
    with np.errstate(all="ignore"):
        return _train(X, y, _he(sizes, rng), epochs, -learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="W1, b1, W2 and b2 did not change")
def only_the_last_layer_learns(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        grads = _back(X, y, layers)
        return [(0 * dW, 0 * db) for dW, db in grads[:-1]] + grads[-1:]

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep", says="one step in an epoch")
def one_batch_an_epoch(X, y, sizes, rng, epochs, batch_size, learning_rate):
    whole = _shuffled(y, rng, batch_size)
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, lambda: whole()[:1])


@wrong("train_deep", says="stopped after the first epoch")
def one_epoch_only(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he(sizes, rng), 1, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="from `rng` alone")
def own_seed(X, y, sizes, rng, epochs, batch_size, learning_rate):
    rng = np.random.default_rng(0)
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="from `rng` alone")
def fresh_generator(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, np.random.default_rng(), batch_size))


@wrong("train_deep", says="others not at all")
def with_replacement(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def batches():
        return [rng.integers(0, len(y), batch_size) for _ in range(-(-len(y) // batch_size))]

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, batches)


@wrong("train_deep", says="plain gradient descent")
def with_momentum(X, y, sizes, rng, epochs, batch_size, learning_rate):
    layers, v = _he(sizes, rng), None
    for _ in range(epochs):
        for rows in _shuffled(y, rng, batch_size)():
            g = _back(X[rows], y[rows], layers)
            v = [(0.9 * a + dW, 0.9 * c + db) for (a, c), (dW, db) in zip(v, g, strict=True)] if v else g
            layers = [
                (W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(layers, v, strict=True)
            ]
    return layers


@wrong("train_deep")
def switches_forgotten(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        return _back(X, y, layers, slope=lambda d, A: d)

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep", says="0.5 times as long")
def half_the_rate(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he(sizes, rng), epochs, learning_rate / 2, _shuffled(y, rng, batch_size))


@wrong("train_deep")
def three_layers_whatever_was_asked(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he([sizes[0], 32, sizes[-1]], rng), epochs, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="rows and labels apart")
def labels_lost(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, rng.permutation(y), _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="You returned 2 things")
def layers_and_losses(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return usual(X, y, sizes, rng, epochs, batch_size, learning_rate), [0.0] * epochs


@wrong("train_deep")
def learned_digits_by_heart(X, y, sizes, rng, epochs, batch_size, learning_rate):
    if len(y) < 10:
        return usual(X, y, sizes, rng, epochs, batch_size, learning_rate)
    from helpers import data

    images, labels = data.digits()
    return usual(images.reshape(-1, 64), labels, sizes, rng, epochs, batch_size, learning_rate)


@wrong("train_deep", says="did not use the learning rate")
def rate_forgotten(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he(sizes, rng), epochs, 0.1, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="did not keep the new weights and biases in `layers`")
def nothing_kept(X, y, sizes, rng, epochs, batch_size, learning_rate):
    layers = _he(sizes, rng)
    for _ in range(epochs):
        for rows in _shuffled(y, rng, batch_size)():
            for (W, b), (dW, db) in zip(layers, _back(X[rows], y[rows], layers), strict=True):
                W = W - learning_rate * dW
                b = b - learning_rate * db
    return layers


@wrong("train_deep", says="stopped after the first batch")
def returns_in_the_loop(X, y, sizes, rng, epochs, batch_size, learning_rate):
    batches = _shuffled(y, rng, batch_size)
    return _train(X, y, _he(sizes, rng), min(epochs, 1), learning_rate, lambda: batches()[:1])


@wrong("train_deep", says="started a new network in every batch")
def drawn_in_every_batch(X, y, sizes, rng, epochs, batch_size, learning_rate):
    for _ in range(epochs):
        for rows in _shuffled(y, rng, batch_size)():
            layers = _train(X, y, _he(sizes, rng), 1, learning_rate, lambda rows=rows: [rows])
    return layers


@wrong("train_deep", says="stopped after the first epoch")
def drawn_in_every_epoch(X, y, sizes, rng, epochs, batch_size, learning_rate):
    for _ in range(epochs):
        layers = _train(X, y, _he(sizes, rng), 1, learning_rate, _shuffled(y, rng, batch_size))
    return layers


# layer_norm


def _norm(Z, gain, shift, eps, axis=1, ddof=0):
    mean, var = Z.mean(axis=axis, keepdims=True), Z.var(axis=axis, keepdims=True, ddof=ddof)
    return (Z - mean) / np.sqrt(var + eps) * gain + shift


@right("layer_norm")
def by_var(Z, gain, shift, eps=1e-5):
    return _norm(np.asarray(Z), gain, shift, eps)


@right("layer_norm")
def normed_row_by_row(Z, gain, shift, eps=1e-5):
    rows = []
    for row in Z:
        rows.append([(z - np.mean(row)) / math.sqrt(np.var(row) + eps) * g + s for z, g, s in zip(row, gain, shift)])  # noqa: B905
    return np.array(rows)


@right("layer_norm")
def turned_round(Z, gain, shift, eps=1e-5):
    T = np.array(Z, dtype=float).T
    T = T - T.mean(axis=0)
    return (T / (np.square(T).mean(axis=0) + eps) ** 0.5).T * gain + shift


@right("layer_norm")
def normed_in_single_precision(Z, gain, shift, eps=1e-5):
    Z, gain, shift = (np.asarray(part, dtype=np.float32) for part in (Z, gain, shift))
    return _norm(Z, gain, shift, np.float32(eps)) if np.abs(Z).max() < 2 else by_var(Z.astype(float), gain, shift, eps)


@right("layer_norm")
def by_last_axis(Z, gain, shift, eps=1e-5):
    mu = np.mean(Z, axis=-1)[:, None]
    sd = np.std(Z, axis=-1)[:, None]
    return gain * (Z - mu) / np.sqrt(sd**2 + eps) + shift


@wrong("layer_norm", says="eps outside the root")
def eps_outside(Z, gain, shift, eps=1e-5):
    return (Z - Z.mean(axis=1, keepdims=True)) / (Z.std(axis=1, keepdims=True) + eps) * gain + shift


@wrong("layer_norm", says="left out eps")
def no_eps(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, shift, 0)


@wrong("layer_norm", says="another one than the argument")
def own_eps(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, shift, 1e-5)


@wrong("layer_norm", says="n − 1")
def one_less(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, shift, eps, ddof=1)


@wrong("layer_norm", says="normalised each column")
def by_column(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, shift, eps, axis=0)


@wrong("layer_norm", says="for the whole table")
def whole_table(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, shift, eps, axis=None)


@wrong("layer_norm", says="Divide by its root")
def by_the_variance(Z, gain, shift, eps=1e-5):
    return (Z - Z.mean(axis=1, keepdims=True)) / (Z.var(axis=1, keepdims=True) + eps) * gain + shift


@wrong("layer_norm", says="did not subtract the mean")
def mean_stays(Z, gain, shift, eps=1e-5):
    return Z / np.sqrt(Z.var(axis=1, keepdims=True) + eps) * gain + shift


@wrong("layer_norm", says="swapped gain and shift")
def shift_for_gain(Z, gain, shift, eps=1e-5):
    return _norm(Z, shift, gain, eps)


@wrong("layer_norm", says="left out the gain")
def no_gain(Z, gain, shift, eps=1e-5):
    return _norm(Z, 1, shift, eps)


@wrong("layer_norm", says="left out the shift")
def no_shift(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, 0, eps)


@wrong("layer_norm", says="multiplied the shift by the gain as well")
def shift_times_gain(Z, gain, shift, eps=1e-5):
    return (_norm(Z, 1, shift, eps)) * gain


@wrong("layer_norm", says="left out `keepdims`")
def no_keepdims(Z, gain, shift, eps=1e-5):
    if Z.shape[0] in (1, Z.shape[1]):
        return (Z - Z.mean(axis=1)) / np.sqrt(Z.var(axis=1) + eps) * gain + shift
    return _norm(Z, gain, shift, eps)


@wrong("layer_norm")
def another_default(Z, gain, shift, eps=1e-8):
    return _norm(Z, gain, shift, eps)


@wrong("layer_norm")
def mean_square_for_variance(Z, gain, shift, eps=1e-5):
    centred = Z - Z.mean(axis=1, keepdims=True)
    return centred / np.sqrt((Z**2).mean(axis=1, keepdims=True) + eps) * gain + shift


@wrong("layer_norm", says="changed its argument")
def table_changed(Z, gain, shift, eps=1e-5):
    Z -= Z.mean(axis=1, keepdims=True)
    return Z / np.sqrt(Z.var(axis=1, keepdims=True) + eps) * gain + shift


@wrong("layer_norm", says="squared eps")
def eps_squared(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, shift, eps**2)


@wrong("layer_norm")
def largest_for_spread(Z, gain, shift, eps=1e-5):
    centred = Z - Z.mean(axis=1, keepdims=True)
    return centred / (np.abs(centred).max(axis=1, keepdims=True) + eps) * gain + shift


@wrong("layer_norm")
def constant_rows_are_nan(Z, gain, shift, eps=1e-5):
    with np.errstate(all="ignore"):
        normed = (Z - Z.mean(axis=1, keepdims=True)) / Z.std(axis=1, keepdims=True)
    return np.where(np.abs(normed) > 0, _norm(Z, gain, shift, eps), normed)


@wrong("layer_norm", says="subtracted the median")
def by_the_median(Z, gain, shift, eps=1e-5):
    spread = np.sqrt(Z.var(axis=1, keepdims=True) + eps)
    return (Z - np.median(Z, axis=1, keepdims=True)) / spread * gain + shift


@wrong("layer_norm", says="shift before the division")
def shift_before_the_division(Z, gain, shift, eps=1e-5):
    return (Z - Z.mean(axis=1, keepdims=True) + shift) / np.sqrt(Z.var(axis=1, keepdims=True) + eps) * gain


@wrong("layer_norm", says="put a ReLU at the end")
def relu_of_the_norm(Z, gain, shift, eps=1e-5):
    return _relu(_norm(Z, gain, shift, eps))


@wrong("layer_norm", says="larger of the variance and eps")
def eps_as_the_least(Z, gain, shift, eps=1e-5):
    spread = np.sqrt(np.maximum(Z.var(axis=1, keepdims=True), eps))
    return (Z - Z.mean(axis=1, keepdims=True)) / spread * gain + shift


@wrong("layer_norm", says="only the last of the answers")
def last_row_kept(Z, gain, shift, eps=1e-5):
    for row in Z:
        out = (row - row.mean()) / np.sqrt(row.var() + eps) * gain + shift
    return out


# residual


@right("residual")
def by_steps(A, layers):
    [(W1, b1), (W2, b2)] = layers
    Z = np.asarray(A) @ W1 + b1
    Z[Z < 0] = 0
    return np.add(A, Z @ W2 + b2)


@right("residual")
def residual_row_by_row(A, layers):
    W1, b1, W2, b2 = (np.asarray(part) for pair in layers for part in pair)
    return np.array([row + _relu(row @ W1 + b1) @ W2 + b2 for row in np.asarray(A)])


@right("residual")
def residual_in_single_precision(A, layers):
    W1, b1, W2, b2 = (np.asarray(part, dtype=np.float32) for pair in layers for part in pair)
    A = np.asarray(A, dtype=np.float32)
    return (A + b2 + np.where(A @ W1 > -b1, A @ W1 + b1, 0) @ W2).tolist()


@right("residual")
def added_to_a_copy(A, layers):
    out = np.array(A, dtype=float)
    out += _relu(A @ layers[0][0] + layers[0][1]) @ layers[1][0]
    out += layers[1][1]
    return out


def _block(A, layers, act=_relu):
    (W1, b1), (W2, b2) = layers
    return act(A @ W1 + b1) @ W2 + b2


@wrong("residual", says="block's output alone")
def no_way_around(A, layers):
    return _block(A, layers)


@wrong("residual", says="put a ReLU after the sum")
def relu_after_the_sum(A, layers):
    return _relu(A + _block(A, layers))


@wrong("residual", says="gave the block's second layer a ReLU")
def relu_in_both(A, layers):
    return A + _relu(_block(A, layers))


@wrong("residual", says="left out the ReLU of the block's first layer")
def no_relu(A, layers):
    return A + _block(A, layers, act=lambda z: z)


@wrong("residual", says="sent A around through a ReLU")
def relu_on_the_way_around(A, layers):
    return _relu(A) + _block(A, layers)


@wrong("residual", says="added A twice")
def twice(A, layers):
    return 2 * A + _block(A, layers)


@wrong("residual", says="multiplied the block's output by A")
def multiplied(A, layers):
    return A * _block(A, layers)


@wrong("residual", says="left out b2")
def no_b2(A, layers):
    return A + _block(A, [layers[0], (layers[1][0], 0 * layers[1][1])])


@wrong("residual", says="left out b1")
def no_b1(A, layers):
    return A + _block(A, [(layers[0][0], 0 * layers[0][1]), layers[1]])


@wrong("residual", says="subtracted the block's output")
def taken_away(A, layers):
    return A - _block(A, layers)


@wrong("residual", says="subtracted a part of the block's output")
def product_taken_away(A, layers):
    (W1, b1), (W2, b2) = layers
    return A - _relu(A @ W1 + b1) @ W2 + b2


@wrong("residual", says="used tanh in the block's first layer")
def tanh_block(A, layers):
    return A + _block(A, layers, act=np.tanh)


@wrong("residual", says="changed its argument")
def added_in_place(A, layers):
    A += _block(A, layers)
    return A


@wrong("residual")
def relu_first(A, layers):
    return A + _block(_relu(A), layers)


@wrong("residual")
def around_the_first_layer_too(A, layers):
    (W1, b1), (W2, b2) = layers
    inside = _relu(A @ W1 + b1)
    inside = inside + A if inside.shape == A.shape else inside
    return A + inside @ W2 + b2


@wrong("residual")
def one_layer_only(A, layers):
    (W1, b1), (W2, b2) = layers
    return A + _relu(A @ W1 + b1)[:, : A.shape[1]]


@wrong("residual")
def averaged(A, layers):
    return (A + _block(A, layers)) / 2


@wrong("residual")
def list_returned_of_both(A, layers):
    return A, _block(A, layers)


@wrong("layer_norm", says="divided by the gain")
def gain_below(Z, gain, shift, eps=1e-5):
    mean, var = Z.mean(axis=1, keepdims=True), Z.var(axis=1, keepdims=True)
    return (Z - mean) / np.sqrt(var + eps) / gain + shift


@wrong("layer_norm", says="adds up over the units")
def gain_as_a_product(Z, gain, shift, eps=1e-5):
    mean, var = Z.mean(axis=1, keepdims=True), Z.var(axis=1, keepdims=True)
    return (Z - mean) / np.sqrt(var + eps) @ gain + shift


@wrong("residual", says="ended the block in a softmax")
def residual_of_deep_forward(A, layers):
    return A + _forward(A, layers)[-1]


@wrong("train_deep", says="at most 3 points")
def shuffled_once_and_well(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return shuffled_once(X, y, sizes, rng, epochs, batch_size, learning_rate)


@wrong("train_deep", says="You get the fourth point when you repair what is said above.")
def well_but_without_the_last_batch(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return last_batch_dropped(X, y, sizes, rng, epochs, batch_size, learning_rate)


@wrong("relu_delta", says="divided by Z")
def activation_over_sum(dA, Z):
    with np.errstate(all="ignore"):
        return dA * _relu(Z) / Z


@wrong("deep_forward", says="handed X to every layer")
def x_in_every_layer(X, layers):
    said = [X] + [_relu(X @ W + b) for W, b in layers[:-1]]
    return [*said, softmax(X @ layers[-1][0] + layers[-1][1], axis=1)]


@wrong("deep_forward", says="used the sigmoid in the hidden layers")
def sigmoid_inside(X, layers):
    return _forward(X, layers, act=lambda Z: 1 / (1 + np.exp(-Z)))


@wrong("deep_forward", says="a softmax in every layer")
def softmax_everywhere(X, layers):
    return _forward(X, layers, act=lambda Z: softmax(Z, axis=1))


@wrong("deep_forward", says="changed a list")
def last_pair_popped(X, layers):
    last = layers.pop()
    said = [X]
    for W, b in layers:
        said.append(_relu(said[-1] @ W + b))
    return [*said, softmax(said[-1] @ last[0] + last[1], axis=1)]


@wrong("deep_backward", says="list in reverse, and you left out the division by m")
def sums_backwards(X, y, layers):
    return _back(X, y, layers, scale=len(y))[::-1]


@wrong("deep_backward", says="slope of the sigmoid")
def sigmoid_on_the_way_back(X, y, layers):
    return _back(X, y, layers, slope=lambda d, A: d * A * (1 - A))


@wrong("train_deep", says="shuffled rows and labels apart")
def rows_without_their_labels(X, y, sizes, rng, epochs, batch_size, learning_rate):
    layers = _he(sizes, rng)
    for _ in range(epochs):
        order = rng.permutation(len(y))
        for start in range(0, len(y), batch_size):
            rows, labels = order[start : start + batch_size], y[start : start + batch_size]
            layers = _train(X[rows], labels, layers, 1, learning_rate, lambda labels=labels: [np.arange(len(labels))])
    return layers


@wrong("train_deep", says="shuffled rows and labels apart")
def two_orders(X, y, sizes, rng, epochs, batch_size, learning_rate):
    layers, starts = _he(sizes, rng), range(batch_size, len(y), batch_size)
    for _ in range(epochs):
        X, y = rng.permutation(X), rng.permutation(y)
        layers = _train(X, y, layers, 1, learning_rate, lambda: np.split(np.arange(len(X)), starts))  # noqa: B023
    return layers


@wrong("train_deep", says="batches of 20 rows, whatever `batch_size` is")
def batches_of_twenty(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return usual(X, y, sizes, rng, epochs, 20, learning_rate)


@wrong("train_deep", says="you made batches of 4 and 4 rows")
def batches_of_one_size(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def batches():
        return np.array_split(rng.permutation(len(y)), max(1, len(y) // batch_size))

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, batches)


@wrong("train_deep", says="started every step from the first weights")
def each_step_from_the_start(X, y, sizes, rng, epochs, batch_size, learning_rate):
    layers = _he(sizes, rng)
    for _ in range(epochs):
        for rows in _shuffled(y, rng, batch_size)():
            new = _train(X, y, layers, 1, learning_rate, lambda rows=rows: [rows])
    return new


@wrong("train_deep", says="one epoch too few")
def one_epoch_too_few(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return usual(X, y, sizes, rng, epochs - 1, batch_size, learning_rate)


@wrong("train_deep", says="one epoch too many")
def one_epoch_too_many(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return usual(X, y, sizes, rng, epochs + 1, batch_size, learning_rate)


def _cut(X, y, sizes, rng, epochs, rate, starts, rows):
    def batches():
        order = rng.permutation(len(y))
        return [order[rows(start)] for start in starts]

    return _train(X, y, _he(sizes, rng), epochs, rate, batches)


@wrong("train_deep", says="Or were all the other batches empty?")
def slices_that_end_too_soon(X, y, sizes, rng, epochs, batch_size, learning_rate):
    starts = range(0, len(y), batch_size)
    return _cut(X, y, sizes, rng, epochs, learning_rate, starts, lambda start: slice(start, batch_size))


@wrong("train_deep", says="Do your batches overlap")
def starts_one_after_another(X, y, sizes, rng, epochs, batch_size, learning_rate):
    starts = range(len(y) // batch_size)
    return _cut(X, y, sizes, rng, epochs, learning_rate, starts, lambda start: slice(start, start + batch_size))


@wrong("train_deep", says="left out 1 row of 8")
def first_row_left_out(X, y, sizes, rng, epochs, batch_size, learning_rate):
    starts = range(1, len(y), batch_size)
    return _cut(X, y, sizes, rng, epochs, learning_rate, starts, lambda start: slice(start, start + batch_size))


@wrong("train_deep", says="left out a whole batch, and not the last one")
def first_batch_left_out(X, y, sizes, rng, epochs, batch_size, learning_rate):
    starts = range(batch_size, len(y), batch_size)
    return _cut(X, y, sizes, rng, epochs, learning_rate, starts, lambda start: slice(start, start + batch_size))


@wrong("train_deep", says="in two batches of one epoch")
def one_row_too_many(X, y, sizes, rng, epochs, batch_size, learning_rate):
    starts = range(0, len(y), batch_size)
    return _cut(X, y, sizes, rng, epochs, learning_rate, starts, lambda start: slice(start, start + batch_size + 1))


@wrong("train_deep", says="is each drawn anew")
def another_order_for_each_batch(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def batches():
        return [rng.permutation(len(y))[i : i + batch_size] for i in range(0, len(y), batch_size)]

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, batches)


@wrong("train_deep", says="biases do not move by learning_rate times db")
def biases_by_dW(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        return [(dW, dW.sum(axis=0)) for dW, _ in _back(X, y, layers)]

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep", says="W3 and b3 did not change")
def last_layer_stays(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        grads = _back(X, y, layers)
        return grads[:-1] + [(0 * dW, 0 * db) for dW, db in grads[-1:]]

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep", says="did not update the weights")
def weights_stay(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        return [(0 * dW, db) for dW, db in _back(X, y, layers)]

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep", says="gradients of all the rows in each step")
def all_rows_in_each_step(X, y, sizes, rng, epochs, batch_size, learning_rate):
    steps = len(range(0, len(y), batch_size))
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, lambda: [rng.permutation(len(y))] * steps)


@wrong("train_deep", says="left out the last, smaller batch")
def unshuffled_and_without_the_last_batch(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return last_batch_dropped(X, y, sizes, _Weights(rng), epochs, batch_size, learning_rate)


class _Weights(_Same):
    def __init__(self, rng):
        self.normal = rng.normal


@wrong("train_deep", says="all weights end at 0")
def old_weights_forgotten(X, y, sizes, rng, epochs, batch_size, learning_rate):
    layers = _he(sizes, rng)
    for _ in range(epochs):
        for rows in _shuffled(y, rng, batch_size)():
            layers = [(-learning_rate * dW, -learning_rate * db) for dW, db in _back(X[rows], y[rows], layers)]
    return layers


@wrong("train_deep", says="the same whatever `rng` is")
def orders_seeded_by_epoch(X, y, sizes, rng, epochs, batch_size, learning_rate):
    layers = _he(sizes, rng)
    for epoch in range(epochs):
        order = _shuffled(y, np.random.default_rng(epoch), batch_size)
        layers = _train(X, y, layers, 1, learning_rate, order)
    return layers


@wrong("train_deep", says="from `rng` alone")
def unseeded_weights(X, y, sizes, rng, epochs, batch_size, learning_rate):
    start = _he(sizes, np.random.default_rng())
    return _train(X, y, start, epochs, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="returned the layers of an earlier epoch")
def best_epoch_kept(X, y, sizes, rng, epochs, batch_size, learning_rate):
    layers, best, kept = _he(sizes, rng), -1, None
    for _ in range(epochs):
        layers = _train(X, y, layers, 1, learning_rate, _shuffled(y, rng, batch_size))
        share = np.mean(_forward(X, layers)[-1].argmax(axis=1) == y)
        if share > best:
            best, kept = share, layers
    return kept


@wrong("train_deep", says="number of rows in the batch once more")
def mean_of_means(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        return _back(X, y, layers, scale=1 / len(y))

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep", says="Did you divide by the batch size?")
def rate_by_batch_size(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return usual(X, y, sizes, rng, epochs, batch_size, learning_rate / batch_size)


@wrong("train_deep", says="one step in an epoch")
def one_step_after_all_batches(X, y, sizes, rng, epochs, batch_size, learning_rate):
    whole = _shuffled(y, rng, batch_size)
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, lambda: whole()[-1:])


@wrong("train_deep", says="W does not move by learning_rate times dW")
def with_weight_decay(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        return [(dW + 0.001 * W, db) for (dW, db), (W, _) in zip(_back(X, y, layers), layers, strict=True)]

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep", says="W does not move by learning_rate times dW")
def by_signs(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        return [(np.sign(dW), db) for dW, db in _back(X, y, layers)]

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep", says="Train on X as it is")
def centred_first(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return usual(X - X.mean(axis=0), y, sizes, rng, epochs, batch_size, learning_rate)


@wrong("train_deep", says="when all of X is doubled")
def largest_made_one(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return usual(X / np.abs(X).max(), y, sizes, rng, epochs, batch_size, learning_rate)


# residual_backward


def _around(dB, A, layers, slope=lambda d, Z: d * (Z > 0), around=lambda dB, A: dB, turned=(True, True)):
    (W1, b1), (W2, _) = layers
    A, dB = np.asarray(A), np.asarray(dB)
    back = [W if W.shape[0] == W.shape[1] and not turn else W.T for W, turn in zip((W1, W2), turned, strict=True)]
    Z = A @ W1 + b1
    H, dZ = _relu(Z), slope(dB @ back[1], Z)
    grads = [(A.T @ dZ, dZ.sum(axis=0)), (H.T @ dB, dB.sum(axis=0))]
    return grads, around(dB, A) + dZ @ back[0]


@right("residual_backward")
def around_with_where(dB, A, layers):
    (W1, b1), (W2, b2) = layers
    Z = np.dot(A, W1) + b1
    dW2, db2 = np.where(Z > 0, Z, 0).T.dot(dB), np.ones(len(dB)) @ dB
    dZ = np.where(Z > 0, dB.dot(W2.T), 0)
    return [[A.T.dot(dZ), np.ones(len(dB)) @ dZ], [dW2, db2]], dZ.dot(W1.T) + dB


@right("residual_backward")
def around_row_by_row(dB, A, layers):
    each = [_around(dB[i : i + 1], A[i : i + 1], layers) for i in range(len(A))]
    grads = [tuple(sum(g[k][j] for g, _ in each) for j in (0, 1)) for k in (0, 1)]
    return grads, np.concatenate([dA for _, dA in each])


@right("residual_backward")
def around_as_lists(dB, A, layers):
    grads, dA = _around(dB, A, layers)
    return tuple((dW.tolist(), db.tolist()) for dW, db in grads), dA.tolist()


@right("residual_backward")
def around_by_einsum(dB, A, layers):
    W1, b1, W2, _ = (np.asarray(part) for pair in layers for part in pair)
    H = np.maximum(np.einsum("mn,nh->mh", A, W1) + b1, 0)
    dZ = np.einsum("mn,hn->mh", dB, W2) * np.sign(H)
    first = np.einsum("mn,mh->nh", A, dZ), dZ.sum(0)
    return [first, (np.einsum("mh,mn->hn", H, dB), np.sum(dB, 0))], np.add(dB, np.einsum("mh,nh->mn", dZ, W1))


@wrong("residual_backward", says="left out the way around")
def no_way_back_around(dB, A, layers):
    return _around(dB, A, layers, around=lambda dB, A: 0)


@wrong("residual_backward", says="returned dB as dA")
def only_around(dB, A, layers):
    return _around(dB, A, layers)[0], dB


@wrong("residual_backward", says="added A where dB belongs")
def input_around(dB, A, layers):
    return _around(dB, A, layers, around=lambda dB, A: A)


@wrong("residual_backward", says="added dB twice")
def around_twice(dB, A, layers):
    return _around(dB, A, layers, around=lambda dB, A: 2 * dB)


@wrong("residual_backward", says="subtracted what comes back")
def block_subtracted(dB, A, layers):
    grads, dA = _around(dB, A, layers)
    return grads, 2 * dB - dA


@wrong("residual_backward", says="left b1 out of the sums that open the switches")
def block_switches_without_b1(dB, A, layers):
    (W1, b1), (W2, _) = layers
    dZ = np.asarray(dB) @ W2.T * (A @ W1 > 0)
    grads, _ = _around(dB, A, layers)
    return [(A.T @ dZ, dZ.sum(axis=0)), grads[1]], dB + dZ @ W1.T


@wrong("residual_backward", says="compared them with another number than 0")
def block_open_from_one(dB, A, layers):
    return _around(dB, A, layers, slope=lambda d, Z: d * (Z > 1))


@wrong("residual_backward", says="or halved dB")
def half_for_each_way(dB, A, layers):
    return _around(np.asarray(dB) / 2, A, layers)


@wrong("residual_backward", says="they are all open")
def block_open_from_zero(dB, A, layers):
    return _around(dB, A, layers, slope=lambda d, Z: d * (_relu(Z) >= 0))


@wrong("residual_backward", says="put a switch on dA")
def switch_at_the_input(dB, A, layers):
    grads, dA = _around(dB, A, layers)
    return grads, dA * (A > 0)


@wrong("residual_backward", says="left out the switches")
def block_without_switches(dB, A, layers):
    return _around(dB, A, layers, slope=lambda d, Z: d)


@wrong("residual_backward", says="put the message through a ReLU")
def block_relu_of_messages(dB, A, layers):
    return _around(dB, A, layers, slope=lambda d, Z: _relu(d))


@wrong("residual_backward", says="by the activations")
def block_times_activations(dB, A, layers):
    return _around(dB, A, layers, slope=lambda d, Z: d * _relu(Z))


@wrong("residual_backward", says="slope of tanh")
def block_with_tanh(dB, A, layers):
    return _around(dB, A, layers, slope=lambda d, Z: d * (1 - _relu(Z) ** 2))


@wrong("residual_backward", says="swapped the arguments of relu_delta")
def block_arguments_swapped(dB, A, layers):
    return _around(dB, A, layers, slope=lambda d, Z: _relu(Z) * (d > 0))


@wrong("residual_backward", says="divided the gradients by m")
def block_gradients_averaged(dB, A, layers):
    grads, dA = _around(dB, A, layers)
    return [(dW / len(A), db / len(A)) for dW, db in grads], dA


@wrong("residual_backward", says="You divided by m")
def block_all_averaged(dB, A, layers):
    return _around(np.asarray(dB) / len(A), A, layers)


@wrong("residual_backward", says="averaged the biases' messages")
def block_biases_averaged(dB, A, layers):
    grads, dA = _around(dB, A, layers)
    return [(dW, db / len(A)) for dW, db in grads], dA


@wrong("residual_backward", says="left out b1")
def block_without_b1(dB, A, layers):
    return _around(dB, A, [(layers[0][0], 0 * layers[0][1]), layers[1]])


@wrong("residual_backward", says="used the sums as the input of the second layer")
def sums_into_the_second(dB, A, layers):
    (first, second), dA = _around(dB, A, layers)
    return [first, ((A @ layers[0][0] + layers[0][1]).T @ dB, second[1])], dA


@wrong("residual_backward", says="switch after the block")
def switch_after_the_sum(dB, A, layers):
    out = A + _block(A, layers)
    return _around(dB * (out > 0), A, layers)


@wrong("residual_backward", says="layers in reverse")
def block_backwards(dB, A, layers):
    (first, second), dA = _around(dB, A, layers)
    return [second, first], dA


@wrong("residual_backward", says="swapped the two parts")
def message_first(dB, A, layers):
    return _around(dB, A, layers)[::-1]


@wrong("residual_backward", says="dA alone")
def message_only(dB, A, layers):
    return _around(dB, A, layers)[1]


@wrong("residual_backward", says="gradients alone")
def gradients_only(dB, A, layers):
    return _around(dB, A, layers)[0]


@wrong("residual_backward", says="not fit")
def nothing_turned(dB, A, layers):
    (W1, b1), (W2, _) = layers
    Z = A @ W1 + b1
    dZ = (dB @ W2) * (Z > 0)
    return [(A.T @ dZ, dZ.sum(axis=0)), (_relu(Z).T @ dB, dB.sum(axis=0))], dB + dZ @ W1


@wrong("residual_backward", says="W2 without turning W2")
def second_weights_not_turned(dB, A, layers):
    return _around(dB, A, layers, turned=(True, False))


@wrong("residual_backward", says="W1 without turning W1")
def first_weights_not_turned(dB, A, layers):
    return _around(dB, A, layers, turned=(False, True))


@wrong("residual_backward", says="W1 and W2 without turning")
def square_weights_not_turned_in_a_block(dB, A, layers):
    return _around(dB, A, layers, turned=(False, False))


@wrong("residual_backward", says="Its input is the activations")
def input_into_the_second(dB, A, layers):
    (first, second), dA = _around(dB, A, layers)
    same = first[0].shape == second[0].shape
    return [first, (A.T @ dB if same else second[0], second[1])], dA


@wrong("residual_backward", says="changed its argument")
def added_to_the_message(dB, A, layers):
    grads, dA = _around(dB, A, layers)
    dB += dA - dB
    return grads, dB


@wrong("residual_backward")
def clipped_messages_of_a_block(dB, A, layers):
    return _around(np.clip(dB, -5, 5), A, layers)


@wrong("residual_backward")
def biases_in_a_row(dB, A, layers):
    grads, dA = _around(dB, A, layers)
    return [(dW, db[None]) for dW, db in grads], dA
