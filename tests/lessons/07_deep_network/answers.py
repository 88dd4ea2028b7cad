"""Right and wrong answers to lesson 07."""

import math

import numpy as np
from scipy.special import log_softmax, softmax

from tests.answers import right, wrong

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


@wrong("kind_of_network", says="pairs of weights")
def counts_pairs(sizes):
    return _kind(sizes, three=2)


@wrong("kind_of_network", says="asked for more than four layers")
def four_is_not_deep(sizes):
    return _kind(sizes, three=4)


@wrong("kind_of_network", says="number of outputs decide")
def one_output_is_a_neuron(sizes):
    return "neuron" if sizes[-1] == 1 and min(sizes) > 0 and len(sizes) > 1 else _kind(sizes)


@wrong("kind_of_network", says="one output makes a neuron")
def no_neuron(sizes):
    return "single layer" if len(sizes) == 2 and min(sizes) > 0 else _kind(sizes)


@wrong("kind_of_network", says="called ten outputs a neuron")
def no_single_layer(sizes):
    return "neuron" if len(sizes) == 2 and min(sizes) > 0 else _kind(sizes)


@wrong("kind_of_network", says="called two sizes a network")
def all_are_networks(sizes):
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError
    return "neural network" if len(sizes) < 4 else "deep neural network"


@wrong("kind_of_network", says="exactly four layers")
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


@wrong("kind_of_network")
def only_zero_is_refused(sizes):
    if len(sizes) < 2 or 0 in list(sizes):
        raise ValueError
    return _kind([abs(size) for size in sizes])


@wrong("kind_of_network")
def only_hidden_sizes_are_looked_at(sizes):
    if len(sizes) < 2 or min(sizes[1:]) < 1:
        raise ValueError
    return _kind([1, *sizes[1:]])


@wrong("kind_of_network")
def the_last_size_is_not_looked_at(sizes):
    if len(sizes) < 2 or min(sizes[:-1]) < 1:
        raise ValueError
    return _kind([*sizes[:-1], max(1, sizes[-1])])


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


@wrong("relu", says="returned the step")
def the_step(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


@wrong("relu", says="let negative numbers through")
def the_size(z):
    return np.abs(z)


@wrong("relu", says="leaky")
def leaky(z):
    return np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z))


@wrong("relu", says="blocked nothing")
def the_identity(z):
    return z


@wrong("relu", says="kept what is negative")
def by_minimum(z):
    return np.minimum(z, 0)


@wrong("relu", says="cut off at 1")
def clipped(z):
    return np.clip(z, 0, 1)


@wrong("relu")
def clipped_at_six(z):
    return np.clip(z, 0, 6)


@wrong("relu")
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


@wrong("relu_delta", says="let the message decide")
def relu_of_the_message(dA, Z):
    return np.maximum(dA, 0)


@wrong("relu_delta", says="let message and Z both decide")
def guided(dA, Z):
    return np.maximum(dA, 0) * (np.asarray(Z) > 0)


@wrong("relu_delta", says="multiplied the message by what the unit said, not by a slope")
def times_what_was_said(dA, Z):
    return np.asarray(dA) * np.maximum(Z, 0)


@wrong("relu_delta", says="wrong way round")
def switch_reversed(dA, Z):
    return np.asarray(dA) * (np.asarray(Z) < 0)


@wrong("relu_delta", says="used the slope of tanh, 1 − a²")
def tanh_slope(dA, Z):
    return np.asarray(dA) * (1 - np.maximum(Z, 0) ** 2)


@wrong("relu_delta", says="let something leak through closed switches")
def leaky_slope(dA, Z):
    return np.where(np.asarray(Z) > 0, dA, 0.01 * np.asarray(dA))


@wrong("relu_delta", says="swapped the two arguments")
def exchanged(dA, Z):
    return np.asarray(Z) * (np.asarray(dA) > 0)


@wrong("relu_delta", says="passed the message on unchanged")
def handed_on(dA, Z):
    return dA


@wrong("relu_delta", says="multiplied the message by Z")
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


@wrong("deep_forward", says="left out X")
def without_x(X, layers):
    return _forward(X, layers)[1:]


@wrong("deep_forward", says="returned only the last")
def probabilities_only(X, layers):
    return _forward(X, layers)[-1]


@wrong("deep_forward", says="left out the softmax")
def no_softmax(X, layers):
    return _forward(X, layers, last=lambda Z: Z)


@wrong("deep_forward")
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


@wrong("deep_forward", says="kept the sums, and not what the units say")
def sums_kept(X, layers):
    A, kept = X, [X]
    for W, b in layers[:-1]:
        kept.append(A @ W + b)
        A = _relu(kept[-1])
    return [*kept, softmax(A @ layers[-1][0] + layers[-1][1], axis=1)]


@wrong("deep_forward", says="did not use the biases")
def no_biases(X, layers):
    return _forward(X, [(W, 0 * b) for W, b in layers])


@wrong("deep_forward")
def tanh_inside(X, layers):
    return _forward(X, layers, act=np.tanh)


@wrong("deep_forward", says="do not fit")
def three_layers_only(X, layers):
    return _forward(X, [layers[0], layers[-1]])


@wrong("deep_forward", says="order of the way back")
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


@wrong("deep_forward", says="do not fit")
def weights_first(X, layers):
    said = [X]
    for W, b in layers[:-1]:
        said.append(_relu(W @ said[-1] + b))
    return [*said, softmax(layers[-1][0] @ said[-1] + layers[-1][1], axis=1)]


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


@wrong("deep_backward", says="left out the mean over the rows")
def no_mean(X, y, layers):
    return _back(X, y, layers, scale=len(y))


@wrong("deep_backward", says="divided by m twice")
def mean_twice(X, y, layers):
    return _back(X, y, layers, scale=1 / len(y))


@wrong("deep_backward", says="turned the sign the wrong way round")
def wrong_sign(X, y, layers):
    return _back(X, y, layers, scale=-1)


@wrong("deep_backward", says="order of the way back")
def backwards(X, y, layers):
    return _back(X, y, layers)[::-1]


@wrong("deep_backward", says="used P alone as the message")
def nothing_happened(X, y, layers):
    return _back(X, y, layers, first=lambda P, y: P / len(y))


@wrong("deep_backward", says="left out the switches")
def no_switches(X, y, layers):
    return _back(X, y, layers, slope=lambda d, A: d)


@wrong("deep_backward", says="switches to only one hidden layer")
def switch_in_the_last_hidden_layer(X, y, layers):
    seen = []

    def slope(d, A):
        seen.append(1)
        return d * (A > 0) if len(seen) == 1 else d

    return _back(X, y, layers, slope=slope)


@wrong("deep_backward", says="put the message itself through a ReLU")
def relu_of_messages(X, y, layers):
    return _back(X, y, layers, slope=lambda d, A: _relu(d))


@wrong("deep_backward", says="multiplied the message by what the units said")
def messages_times_activations(X, y, layers):
    return _back(X, y, layers, slope=lambda d, A: d * A)


@wrong("deep_backward")
def tanh_on_the_way_back(X, y, layers):
    return _back(X, y, layers, slope=lambda d, A: d * (1 - A**2))


@wrong("deep_backward", says="subtracted from all columns")
def ones_from_columns(X, y, layers):
    def first(P, y):
        P = P.copy()
        P[:, y] -= 1
        return P / len(y)

    return _back(X, y, layers, first=first)


@wrong("deep_backward")
def divided_by_classes(X, y, layers):
    return _back(X, y, layers, scale=len(y) / len(layers[-1][1]))


@wrong("deep_backward")
def always_three_pairs(X, y, layers):
    grads = _back(X, y, layers)
    return grads[:3] + [(0 * dW, 0 * db) for dW, db in grads[3:]]


@wrong("deep_backward", says="averaged db")
def bias_means(X, y, layers):
    return [(dW, db / len(y)) for dW, db in _back(X, y, layers)]


@wrong("deep_backward")
def bias_tables(X, y, layers):
    return [(dW, db[None]) for dW, db in _back(X, y, layers)]


@wrong("deep_backward")
def weights_only(X, y, layers):
    return [dW for dW, db in _back(X, y, layers)]


@wrong("deep_backward")
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


@wrong("deep_backward", says="from all its columns, as a number")
def with_sums_that_overflow(X, y, layers):
    return _back(X, y, layers, first=lambda P, y: (P - np.asarray(y)[:, None]) / len(y))


@wrong("deep_backward", says="used the class numbers themselves")
def labels_as_one_row(X, y, layers):
    return _back(X, y, layers, first=lambda P, y: (P - np.resize(y, P.shape[1])) / len(y))


@wrong("deep_backward", says="gave relu_delta its arguments in the wrong order")
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


@wrong("deep_backward", says="used what the layer said, where what went into it belongs")
def said_for_came_in(X, y, layers):
    said = _forward(X, layers)
    d, grads = (said[-1] - _hot(y, said[-1].shape[1])) / len(y), []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (said[k + 1].T @ d, d.sum(axis=0)))
        d = d @ layers[k][0].T * (said[k] > 0)
    return grads


@wrong("deep_backward", says="layer that the message leaves")
def switch_of_the_layer_left(X, y, layers):
    said = _forward(X, layers)
    d, grads = (said[-1] - _hot(y, said[-1].shape[1])) / len(y), []
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (said[k].T @ d, d.sum(axis=0)))
        d = d * (said[k + 1] > 0) @ layers[k][0].T
    return grads


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


@wrong("gradient_norms", says="added up sizes")
def sizes_added(grads):
    return [np.abs(dW).sum() for dW, db in grads]


@wrong("gradient_norms", says="opposite sign cancel")
def plain_sums(grads):
    return [dW.sum() for dW, db in grads]


@wrong("gradient_norms", says="largest slope")
def largest(grads):
    return [np.abs(dW).max() for dW, db in grads]


@wrong("gradient_norms", says="spectral")
def spectral(grads):
    return [np.linalg.norm(dW, 2) for dW, db in grads]


@wrong("gradient_norms", says="a mean, not a sum")
def root_mean_square(grads):
    return [np.sqrt(np.mean(dW**2)) for dW, db in grads]


@wrong("gradient_norms", says="all of them together")
def one_number(grads):
    return np.sqrt(sum(np.sum(dW**2) for dW, db in grads))


@wrong("gradient_norms", says="way back")
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


@wrong("gradient_norms")
def nuclear(grads):
    return [np.linalg.norm(dW, "nuc") for dW, db in grads]


@wrong("gradient_norms")
def pairs_of_norms(grads):
    return [(np.linalg.norm(dW), np.linalg.norm(db)) for dW, db in grads]


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


@wrong("init_deep", says="this is the variance")
def variance_for_deviation(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, 2 / n, (n, k)))


@wrong("init_deep", says="1 / n_in below the root")
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


@wrong("init_deep", says="first layer's n")
def first_n_for_all(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / sizes[0]), (n, k)))


@wrong("init_deep", says="did not scale the weights")
def not_scaled(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(size=(n, k)))


@wrong("init_deep", says="0.25 was right")
def a_quarter_for_all(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, 0.25, (n, k)))


@wrong("init_deep", says="They begin at 0")
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


@wrong("init_deep", says="Some units begin as twins")
def one_column_for_all(sizes, rng):
    return _drawn(sizes, lambda n, k: np.repeat(rng.normal(0, np.sqrt(2 / n), (n, 1)), k, axis=1))


@wrong("init_deep")
def two_pairs_only(sizes, rng):
    return _drawn(sizes[:3], lambda n, k: rng.normal(0, np.sqrt(2 / n), (n, k)))


@wrong("init_deep")
def bias_as_a_table(sizes, rng):
    return _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / n), (n, k)), lambda k: np.zeros((1, k)))


@wrong("init_deep")
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


@wrong("init_deep")
def one_row_for_all_inputs(sizes, rng):
    return _drawn(sizes, lambda n, k: np.repeat(rng.normal(0, np.sqrt(2 / n), (1, k)), n, axis=0))


@wrong("init_deep")
def truncated(sizes, rng):
    return _drawn(sizes, lambda n, k: np.clip(rng.normal(0, np.sqrt(2 / n), (n, k)), -1 / n**0.5, 1 / n**0.5))


@wrong("init_deep")
def last_layer_small(sizes, rng):
    layers = _drawn(sizes, lambda n, k: rng.normal(0, np.sqrt(2 / n), (n, k)))
    return [*layers[:-1], (layers[-1][0] / 10, layers[-1][1])]


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


@wrong("train_deep", says="not in batches of `batch_size` rows")
def one_batch_and_then_single_rows(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def batches():
        order = rng.permutation(len(y))
        return np.split(order, range(batch_size, len(order)))

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, batches)


@wrong("train_deep", says="uphill")
def uphill(X, y, sizes, rng, epochs, batch_size, learning_rate):
    with np.errstate(all="ignore"):
        return _train(X, y, _he(sizes, rng), epochs, -learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep")
def only_the_last_layer_learns(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def slopes(X, y, layers):
        grads = _back(X, y, layers)
        return [(0 * dW, 0 * db) for dW, db in grads[:-1]] + grads[-1:]

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size), slopes)


@wrong("train_deep")
def one_batch_an_epoch(X, y, sizes, rng, epochs, batch_size, learning_rate):
    whole = _shuffled(y, rng, batch_size)
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, lambda: whole()[:1])


@wrong("train_deep")
def one_epoch_only(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he(sizes, rng), 1, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="from `rng` alone")
def own_seed(X, y, sizes, rng, epochs, batch_size, learning_rate):
    rng = np.random.default_rng(0)
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep", says="from `rng` alone")
def fresh_generator(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he(sizes, rng), epochs, learning_rate, _shuffled(y, np.random.default_rng(), batch_size))


@wrong("train_deep")
def with_replacement(X, y, sizes, rng, epochs, batch_size, learning_rate):
    def batches():
        return [rng.integers(0, len(y), batch_size) for _ in range(-(-len(y) // batch_size))]

    return _train(X, y, _he(sizes, rng), epochs, learning_rate, batches)


@wrong("train_deep")
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


@wrong("train_deep")
def half_the_rate(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he(sizes, rng), epochs, learning_rate / 2, _shuffled(y, rng, batch_size))


@wrong("train_deep")
def three_layers_whatever_was_asked(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, y, _he([sizes[0], 32, sizes[-1]], rng), epochs, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep")
def labels_lost(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return _train(X, rng.permutation(y), _he(sizes, rng), epochs, learning_rate, _shuffled(y, rng, batch_size))


@wrong("train_deep")
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


@wrong("layer_norm", says="outside the root")
def eps_outside(Z, gain, shift, eps=1e-5):
    return (Z - Z.mean(axis=1, keepdims=True)) / (Z.std(axis=1, keepdims=True) + eps) * gain + shift


@wrong("layer_norm", says="used no eps")
def no_eps(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, shift, 0)


@wrong("layer_norm", says="or another one")
def own_eps(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, shift, 1e-5)


@wrong("layer_norm", says="n − 1")
def one_less(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, shift, eps, ddof=1)


@wrong("layer_norm", says="normalised each column")
def by_column(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, shift, eps, axis=0)


@wrong("layer_norm", says="used one mean and one spread for all the rows")
def whole_table(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, shift, eps, axis=None)


@wrong("layer_norm", says="root is missing")
def by_the_variance(Z, gain, shift, eps=1e-5):
    return (Z - Z.mean(axis=1, keepdims=True)) / (Z.var(axis=1, keepdims=True) + eps) * gain + shift


@wrong("layer_norm", says="did not subtract the mean")
def mean_stays(Z, gain, shift, eps=1e-5):
    return Z / np.sqrt(Z.var(axis=1, keepdims=True) + eps) * gain + shift


@wrong("layer_norm", says="swapped gain and shift")
def shift_for_gain(Z, gain, shift, eps=1e-5):
    return _norm(Z, shift, gain, eps)


@wrong("layer_norm", says="did not use the gain")
def no_gain(Z, gain, shift, eps=1e-5):
    return _norm(Z, 1, shift, eps)


@wrong("layer_norm", says="did not use the shift")
def no_shift(Z, gain, shift, eps=1e-5):
    return _norm(Z, gain, 0, eps)


@wrong("layer_norm", says="multiplied the shift by the gain as well")
def shift_times_gain(Z, gain, shift, eps=1e-5):
    return (_norm(Z, 1, shift, eps)) * gain


@wrong("layer_norm")
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


@wrong("residual", says="no way around")
def no_way_around(A, layers):
    return _block(A, layers)


@wrong("residual", says="blocks the way around")
def relu_after_the_sum(A, layers):
    return _relu(A + _block(A, layers))


@wrong("residual", says="gave the block's second layer a ReLU, too")
def relu_in_both(A, layers):
    return A + _relu(_block(A, layers))


@wrong("residual", says="left out the ReLU")
def no_relu(A, layers):
    return A + _block(A, layers, act=lambda z: z)


@wrong("residual", says="sent A around through a ReLU")
def relu_on_the_way_around(A, layers):
    return _relu(A) + _block(A, layers)


@wrong("residual", says="added A twice")
def twice(A, layers):
    return 2 * A + _block(A, layers)


@wrong("residual", says="multiplied by A")
def multiplied(A, layers):
    return A * _block(A, layers)


@wrong("residual", says="left out b2")
def no_b2(A, layers):
    return A + _block(A, [layers[0], (layers[1][0], 0 * layers[1][1])])


@wrong("residual", says="left out b1")
def no_b1(A, layers):
    return A + _block(A, [(layers[0][0], 0 * layers[0][1]), layers[1]])


@wrong("residual", says="subtracted what the block says")
def taken_away(A, layers):
    return A - _block(A, layers)


@wrong("residual", says="used tanh in the hidden layer")
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


@wrong("train_deep", says="The fourth point comes when what is said above is mended.")
def well_but_without_the_last_batch(X, y, sizes, rng, epochs, batch_size, learning_rate):
    return last_batch_dropped(X, y, sizes, rng, epochs, batch_size, learning_rate)
