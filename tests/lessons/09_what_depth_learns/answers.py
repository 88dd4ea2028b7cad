"""Right and wrong answers to lesson 09."""

import math

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge, RidgeClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from helpers.labs.features import contest
from tests import recall
from tests.answers import right, wrong

recall.answers(__name__)

# width_for_budget


def _price(n_in, n_out, h, w):
    return n_in * w + w + (h - 1) * (w * w + w) + w * n_out + n_out


def _largest(price, budget, error=True):
    if price(1) > budget:
        if error:
            raise ValueError("too expensive")
        return 0
    w = 1
    while price(w + 1) <= budget:
        w += 1
    return w


@right("width_for_budget")
def by_counting_up(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget)


@right("width_for_budget")
def by_halving(n_in, n_out, hidden_layers, budget):
    low, high = 0, int(budget) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _price(n_in, n_out, hidden_layers, middle) <= budget else (low, middle)
    if low < 1:
        raise ValueError(f"{budget} is too little")
    return np.int64(low)


@right("width_for_budget")
def by_formula(n_in, n_out, hidden_layers, budget):
    a, b, c = hidden_layers - 1, n_in + n_out + hidden_layers, n_out - budget
    if a + b + c > 0:
        raise ValueError("nothing fits")
    if a == 0:
        return (budget - n_out) // b
    return math.floor((-b + math.sqrt(b * b - 4 * a * c)) / (2 * a) + 1e-9)


@right("width_for_budget")
def by_search_down_from_a_bound(n_in, n_out, hidden_layers, budget):
    fitting = [w for w in range(1, 3000) if _price(n_in, n_out, hidden_layers, w) <= budget]
    if len(fitting) == 0:
        raise ValueError
    return float(max(fitting))


@wrong("width_for_budget", says="left out the biases")
def no_biases(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: n_in * w + (hidden_layers - 1) * w * w + w * n_out, budget)


@wrong("width_for_budget", says="can be paid")
def strictly_below(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w) + 1, budget)


@wrong("width_for_budget", says="a step too many")
def a_layer_too_many(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers + 1, w), budget)


@wrong("width_for_budget", says="left out a step from hidden layer to hidden layer")
def a_layer_too_few(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers - 1, w), budget)


@wrong("width_for_budget", says="returned the first width that is too expensive")
def first_too_expensive(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget) + 1


@wrong("width_for_budget", says="returned the price")
def gives_the_price(n_in, n_out, hidden_layers, budget):
    w = _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget)
    return _price(n_in, n_out, hidden_layers, w)


@wrong("width_for_budget", says="below the price of a width of 1")
def zero_instead_of_an_error(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget, error=False)


@wrong("width_for_budget", says="below the price of a width of 1")
def one_at_least(n_in, n_out, hidden_layers, budget):
    return max(1, _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget, error=False))


@wrong("width_for_budget", says="has to be raised")
def error_as_a_text(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget, error=False) or "ValueError"


@wrong("width_for_budget")
def error_too_early(n_in, n_out, hidden_layers, budget):
    if _price(n_in, n_out, hidden_layers, 1) >= budget:
        raise ValueError
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget)


@wrong("width_for_budget", says="rounded the width, or took the price nearest to the budget")
def nearest_width(n_in, n_out, hidden_layers, budget):
    w = _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget)
    above, below = _price(n_in, n_out, hidden_layers, w + 1) - budget, budget - _price(n_in, n_out, hidden_layers, w)
    return w + 1 if above < below else w


@wrong("width_for_budget", says="left out the biases of the output")
def output_bias_left_out(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w) - n_out, budget)


@wrong("width_for_budget", says="counted all steps from hidden layer to hidden layer as one")
def one_step_for_all(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, min(hidden_layers, 2), w), budget)


@wrong("width_for_budget", says="or swapped `n_in` and `n_out`")
def inputs_and_outputs_exchanged(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_out, n_in, hidden_layers, w), budget)


@wrong("width_for_budget", says="A width of 1499 costs 5997 here, and the budget is 6000")
def never_more_than_a_hundred(n_in, n_out, hidden_layers, budget):
    return min(100, _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget))


@wrong("width_for_budget", says="A width of 49 costs 10267 here, more than the budget of 10000")
def width_by_square_root(n_in, n_out, hidden_layers, budget):
    return max(1, int(math.sqrt(budget / hidden_layers)))


@wrong("width_for_budget", says="returned a width that is not whole")
def not_rounded(n_in, n_out, hidden_layers, budget):
    a, b, c = hidden_layers - 1, n_in + n_out + hidden_layers, n_out - budget
    if a + b + c > 0:
        raise ValueError("nothing fits")
    return -c / b if a == 0 else (-b + math.sqrt(b * b - 4 * a * c)) / (2 * a)


@wrong("width_for_budget", says="rounded the width up")
def rounded_up(n_in, n_out, hidden_layers, budget):
    return math.ceil(not_rounded(n_in, n_out, hidden_layers, budget))


@wrong("width_for_budget", says="left out the biases of the hidden layer")
def hidden_biases_left_out(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w) - hidden_layers * w, budget)


@wrong("width_for_budget", says="left out the biases from hidden layer to hidden layer")
def biases_between_hidden_layers_left_out(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w) - (hidden_layers - 1) * w, budget)


@wrong("width_for_budget", says="counted the biases from hidden layer to hidden layer only once")
def biases_between_hidden_layers_once(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w) - max(0, hidden_layers - 2) * w, budget)


@wrong("width_for_budget", says="counted too many biases")
def biases_of_the_wrong_side(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w) + n_in - n_out, budget)


@wrong("width_for_budget", says="counted too many biases")
def biases_for_the_inputs(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w) + n_in, budget)


@wrong("width_for_budget", says="counted too many biases")
def a_bias_of_the_output_for_each_hidden_unit(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w) + w - n_out, budget)


@wrong("width_for_budget", says="A width of 48 costs 9914 here, and the budget is 10000")
def divided_by_the_layers(n_in, n_out, hidden_layers, budget):
    w = (budget - n_out) // (n_in + hidden_layers + n_out) // hidden_layers
    if w < 1:
        raise ValueError
    return w


@wrong("width_for_budget", says="added two widths")
def widths_added(n_in, n_out, hidden_layers, budget):
    return _largest(
        lambda w: n_in * w + w + (hidden_layers - 1) * (w + w) + w * n_out + n_out,
        budget,
    )


@wrong("width_for_budget", says="A width of 48 costs 9914 here, and the budget is 10000")
def no_biases_and_a_step_too_many(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: n_in * w + hidden_layers * w * w + w * n_out, budget)


@wrong("width_for_budget", says="the price nearest to the budget")
def nearest_price(n_in, n_out, hidden_layers, budget):
    if _price(n_in, n_out, hidden_layers, 1) > budget:
        raise ValueError
    return min(range(1, budget), key=lambda w: abs(_price(n_in, n_out, hidden_layers, w) - budget))


@wrong("width_for_budget", says="to the output too cheap")
def one_output(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: n_in * w + w + (hidden_layers - 1) * (w * w + w) + w + 1, budget)


@wrong("width_for_budget", says="left out the part from the input")
def without_the_input(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w) - n_in * w - w, budget)


@wrong("width_for_budget", says="left out the part to the output")
def without_the_output(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w) - n_out * w - n_out, budget)


@wrong("width_for_budget", says="a step too many")
def weights_of_a_step_too_many(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w) + w * w, budget)


@wrong("width_for_budget", says="stopped at `n_in`")
def no_wider_than_the_input(n_in, n_out, hidden_layers, budget):
    return min(n_in, _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget))


@wrong("width_for_budget", says="one width too early")
def one_too_small(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget) - 1


@wrong("width_for_budget", says="paid for several networks")
def prices_subtracted_one_after_another(n_in, n_out, hidden_layers, budget):
    w = 0
    while budget > 0:
        w += 1
        budget -= _price(n_in, n_out, hidden_layers, w)
    return w


@wrong("width_for_budget", says="`n_out` and `hidden_layers` in each other's place")
def layers_and_outputs_exchanged(n_in, hidden_layers, n_out, budget):
    return _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget)


@wrong("width_for_budget", says="the first width that fits")
def first_that_fits(n_in, n_out, hidden_layers, budget):
    for w in range(1, budget):
        if _price(n_in, n_out, hidden_layers, w) <= budget:
            return w
    raise ValueError


@wrong("width_for_budget", says="A width of 48 costs 9914 here, and the budget is 10000")
def numbers_of_the_lesson(n_in, n_out, hidden_layers, budget):
    return {1: 61, 2: 45, 3: 38, 4: 33}[hidden_layers]


@wrong("width_for_budget", says="a power of the width")
def power_of_the_width(n_in, n_out, hidden_layers, budget):
    return _largest(
        lambda w: n_in * w + w + w**hidden_layers + (hidden_layers - 1) * w + w * n_out + n_out,
        budget,
    )


@wrong("width_for_budget", says="more than the budget of 10000")
def divided_by_two_not_by_two_a(n_in, n_out, hidden_layers, budget):
    a, b, c = hidden_layers - 1, n_in + n_out + hidden_layers, n_out - budget
    return int(-c / b if a == 0 else (-b + math.sqrt(b * b - 4 * a * c)) / 2)


@wrong("width_for_budget", says="a width that is not whole")
def divided_without_a_floor(n_in, n_out, hidden_layers, budget):
    return (budget - n_out) / (n_in + n_out + 1) / hidden_layers


@wrong("width_for_budget", says="A width of 1499 costs 5997 here")
def up_to_the_root_of_the_budget(n_in, n_out, hidden_layers, budget):
    fitting = [w for w in range(1, int(budget**0.5) + 1) if _price(n_in, n_out, hidden_layers, w) <= budget]
    if not fitting:
        raise ValueError
    return max(fitting)


@wrong("width_for_budget", says="got None")
def up_to_a_thousand(n_in, n_out, hidden_layers, budget):
    for w in range(1, 1000):
        if _price(n_in, n_out, hidden_layers, w) > budget:
            if w == 1:
                raise ValueError
            return w - 1


@wrong("width_for_budget", says="A width of 1499 costs 5997 here")
def up_to_twenty_times_the_outputs(n_in, n_out, hidden_layers, budget):
    return max(w for w in range(1, n_out * 20) if _price(n_in, n_out, hidden_layers, w) <= budget)


# layer_statistics


def _hidden(X, layers, act=lambda z: np.maximum(z, 0)):
    passed, A = [], np.asarray(X)
    for W, b in layers[:-1]:
        A = act(A @ W + b)
        passed.append(A)
    return passed


@right("layer_statistics")
def from_activations(X, layers):
    return [(i + 1, A.mean(), (A == 0).mean()) for i, A in enumerate(_hidden(X, layers))]


@right("layer_statistics")
def in_loops(X, layers):
    found, A = [], [list(map(float, x)) for x in X]
    for i in range(len(layers) - 1):
        W, b = layers[i]
        A = [[max(0.0, sum(x[j] * W[j][k] for j in range(len(x))) + b[k]) for k in range(len(b))] for x in A]
        flat = [a for row in A for a in row]
        found.append([i + 1, sum(flat) / len(flat), flat.count(0.0) / len(flat)])
    return found


@right("layer_statistics")
def as_a_tuple_of_numpy_numbers(X, layers):
    return tuple(
        (np.int64(n), np.float32(A.mean()), 1 - np.count_nonzero(A) / A.size)
        for n, A in enumerate(_hidden(X, layers, lambda z: z * (z > 0)), 1)
    )


@right("layer_statistics")
def as_a_table(X, layers):
    return np.array([(n, np.average(A), np.mean(A <= 0)) for n, A in enumerate(_hidden(X, layers), 1)])


@wrong("layer_statistics", says="a layer too many")
def output_layer_too(X, layers):
    return from_activations(X, [*layers, None])


@wrong("layer_statistics", says="left out the ReLU")
def without_relu(X, layers):
    return [(n, A.mean(), (A == 0).mean()) for n, A in enumerate(_hidden(X, layers, lambda z: z), 1)]


@wrong("layer_statistics", says="counted from 0")
def from_zero(X, layers):
    return [(n - 1, mean, zeros) for n, mean, zeros in from_activations(X, layers)]


@wrong("layer_statistics", says="left out the bias")
def without_bias(X, layers):
    return from_activations(X, [(W, 0) for W, b in layers])


@wrong("layer_statistics", says="only the entries above 0")
def mean_of_the_awake(X, layers):
    return [(n, A[A > 0].mean(), (A == 0).mean()) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="not* zero")
def share_awake(X, layers):
    return [(n, A.mean(), (A > 0).mean()) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="counted the zeros")
def zeros_counted(X, layers):
    return [(n, A.mean(), (A == 0).sum()) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="per cent")
def in_per_cent(X, layers):
    return [(n, A.mean(), 100 * (A == 0).mean()) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="began at `X` again")
def always_from_the_input(X, layers):
    return [(n, np.maximum(X @ W + b, 0).mean(), np.mean(X @ W + b <= 0)) for n, (W, b) in enumerate(layers[:-1], 1)]


@wrong("layer_statistics", says="passes on other numbers, or you did not take")
def silent_units_counted(X, layers):
    return [(n, A.mean(), (A == 0).all(axis=0).mean()) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="passes on other numbers, or you did not take")
def leaky(X, layers):
    hidden = _hidden(X, layers, lambda z: np.where(z > 0, z, 0.01 * z))
    return [(n, A.mean(), (A <= 0).mean()) for n, A in enumerate(hidden, 1)]


@wrong("layer_statistics", says="passes on other numbers, or you did not take")
def with_tanh(X, layers):
    return [(n, A.mean(), (A <= 0).mean()) for n, A in enumerate(_hidden(X, layers, np.tanh), 1)]


@wrong("layer_statistics", says="left out a hidden layer")
def first_layer_only(X, layers):
    return from_activations(X, layers)[:1]


@wrong("layer_statistics", says="left out a hidden layer")
def two_layers_built_in(X, layers):
    return from_activations(X, layers[:3])


@wrong("layer_statistics", says="not return three numbers")
def without_numbers(X, layers):
    return [(A.mean(), (A == 0).mean()) for A in _hidden(X, layers)]


@wrong("layer_statistics", says="Collect the tuples")
def a_generator(X, layers):
    yield from from_activations(X, layers)


@wrong("layer_statistics", says="one for each unit")
def mean_of_each_unit(X, layers):
    return [(n, A.mean(axis=0), np.mean(A == 0)) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="one for each unit")
def mean_by_unit(X, layers):
    return [(n, A.mean(axis=0), (A == 0).mean(axis=0)) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="changed its argument")
def weights_clipped_in_place(X, layers):
    X -= 0.5
    return from_activations(X, layers)


@wrong("layer_statistics", says="left the ReLU out of what is passed on")
def raw_sums_passed_on(X, layers):
    found, A = [], X
    for n, (W, b) in enumerate(layers[:-1], 1):
        A = A @ W + b
        found.append((n, np.maximum(A, 0).mean(), (A <= 0).mean()))
    return found


@wrong("layer_statistics", says="a layer too many")
def input_counted_too(X, layers):
    return [(n, A.mean(), (A == 0).mean()) for n, A in enumerate([X, *_hidden(X, layers)], 1)]


@wrong("layer_statistics", says="input `X`, which is no hidden layer")
def input_for_the_last(X, layers):
    return [(n, A.mean(), (A == 0).mean()) for n, A in enumerate([X, *_hidden(X, layers)][:-1], 1)]


@wrong("layer_statistics", says="swapped mean and share")
def share_before_mean(X, layers):
    return [(n, zeros, mean) for n, mean, zeros in from_activations(X, layers)]


@wrong("layer_statistics", says="divided the zeros by the rows")
def zeros_by_rows(X, layers):
    return [(n, A.mean(), (A == 0).sum() / len(A)) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="more than one mistake")
def from_zero_without_bias(X, layers):
    return from_zero(X, [(W, 0) for W, b in layers])


@wrong("layer_statistics", says="transposed W")
def transposed(X, layers):
    return from_activations(X, [(W.T, b) for W, b in layers])


@wrong("layer_statistics", says="rounded")
def rounded_statistics(X, layers):
    return [(n, round(mean, 2), round(zeros, 2)) for n, mean, zeros in from_activations(X, layers)]


@wrong("layer_statistics", says="rounded")
def rounded_to_four_places(X, layers):
    return [(n, round(mean, 4), round(zeros, 4)) for n, mean, zeros in from_activations(X, layers)]


@wrong("layer_statistics", says="began at the second pair")
def first_pair_left_out(X, layers):
    return from_activations(X, [*layers[1:], None])


@wrong("layer_statistics", says="began at the second pair")
def backwards(X, layers):
    return from_activations(X, [*layers[-2::-1], None])


@wrong("layer_statistics", says="divided both sums by the rows")
def both_by_rows(X, layers):
    return [(n, A.sum() / len(A), (A == 0).sum() / len(A)) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="divided the sum by the rows")
def mean_by_rows(X, layers):
    return [(n, A.sum() / len(A), (A == 0).mean()) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="sums, and not a mean")
def sums(X, layers):
    return [(n, A.sum(), (A == 0).sum()) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="one for each row")
def zeros_of_each_row(X, layers):
    return [(n, A.mean(), (A == 0).mean(axis=1)) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="behind the decimal point")
def divided_without_a_rest(X, layers):
    return [(n, A.sum() // A.size, (A == 0).sum() // A.size) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="A ReLU passes on the sum")
def steps(X, layers):
    return [(n, A.mean(), (A == 0).mean()) for n, A in enumerate(_hidden(X, layers, lambda z: 1.0 * (z > 0)), 1)]


@wrong("layer_statistics", says="subtracted the bias")
def bias_subtracted(X, layers):
    return from_activations(X, [(W, -b) for W, b in layers])


@wrong("layer_statistics", says="no upper limit")
def cut_at_one(X, layers):
    return [(n, A.mean(), (A == 0).mean()) for n, A in enumerate(_hidden(X, layers, lambda z: np.clip(z, 0, 1)), 1)]


@wrong("layer_statistics", says="the size of a negative sum")
def sizes_passed_on(X, layers):
    return [(n, A.mean(), (A == 0).mean()) for n, A in enumerate(_hidden(X, layers, np.abs), 1)]


@wrong("layer_statistics", says="in another order")
def number_last(X, layers):
    return [(mean, zeros, n) for n, mean, zeros in from_activations(X, layers)]


@wrong("layer_statistics", says="counted a small number as a zero")
def nearly_zero(X, layers):
    return [(n, A.mean(), np.isclose(A, 0).mean()) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="counted a small number as a zero")
def below_a_hundredth(X, layers):
    return [(n, A.mean(), (A < 0.01).mean()) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="zeros of `X`")
def zeros_of_the_input(X, layers):
    return [(n, A.mean(), (X == 0).mean()) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics", says="the first pair for both layers")
def first_pair_twice(X, layers):
    return from_activations(X, [layers[0]] * len(layers))


@wrong("layer_statistics", says="left out a hidden layer")
def two_hidden_layers_built_in(X, layers):
    return from_activations(X, [*layers[:2], None])


# linear_probe


def _ones(A):
    return np.column_stack([A, np.ones(len(A))])


def _fit(A, y, R):
    return np.linalg.lstsq(A.T @ A + R, A.T @ np.eye(int(max(y)) + 1)[y], rcond=None)[0]


@right("linear_probe")
def by_solve(A_train, y_train, A_test, y_test, ridge=1e-3):
    A, B = _ones(A_train), _ones(A_test)
    V = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ np.eye(max(y_train) + 1)[y_train])
    return ((B @ V).argmax(axis=1) == y_test).mean()


@right("linear_probe")
def bias_without_ridge(A_train, y_train, A_test, y_test, ridge=1e-3):
    mean, Y = A_train.mean(axis=0), (y_train[:, None] == np.unique(y_train)).astype(float)
    C = A_train - mean
    V = np.linalg.inv(C.T @ C + ridge * np.eye(C.shape[1])) @ C.T @ (Y - Y.mean(axis=0))
    called = np.unique(y_train)[np.argmax((A_test - mean) @ V + Y.mean(axis=0), axis=1)]
    return float(np.mean(called == y_test))


@right("linear_probe")
def rows_for_the_ridge(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = np.vstack([_ones(A_train), np.sqrt(ridge) * np.eye(A_train.shape[1] + 1)])
    Y = np.vstack([np.eye(20)[y_train], np.zeros((A_train.shape[1] + 1, 20))])
    V, *_ = np.linalg.lstsq(A, Y, rcond=None)
    called = [int(np.argmax(np.append(a, 1) @ V)) for a in A_test]
    return sum(c == t for c, t in zip(called, y_test, strict=True)) / len(y_test)


@right("linear_probe")
def by_scikit_learn(A_train, y_train, A_test, y_test, ridge=1e-3):
    model = Ridge(alpha=ridge).fit(A_train.astype(float), np.eye(max(y_train) + 1)[y_train])
    return (model.predict(A_test.astype(float)).argmax(axis=1) == y_test).mean()


@right("linear_probe")
def by_ridge_classifier(A_train, y_train, A_test, y_test, ridge=1e-3):
    return RidgeClassifier(alpha=ridge).fit(A_train.astype(float), y_train).score(A_test.astype(float), y_test)


@right("linear_probe")
def bias_row_kept_out(A_train, y_train, A_test, y_test, ridge=1e-3):
    A, B = _ones(A_train).astype(float), _ones(A_test).astype(float)
    R = ridge * np.eye(A.shape[1])
    R[-1, -1] = 0
    return np.float64(np.mean((B @ _fit(A, y_train, R)).argmax(1) == y_test))


@wrong("linear_probe", says="left out the bias")
def no_bias(A_train, y_train, A_test, y_test, ridge=1e-3):
    V = _fit(A_train, y_train, ridge * np.eye(A_train.shape[1]))
    return np.mean((A_test @ V).argmax(axis=1) == y_test)


@wrong("linear_probe", says="accuracy on the training rows")
def training_accuracy(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_train, y_train, ridge)


@wrong("linear_probe", says="fitted it to the test rows")
def fitted_to_test(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_test, y_test, A_test, y_test, ridge)


@wrong("linear_probe", says="test rows together")
def fitted_to_both(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(np.vstack([A_train, A_test]), np.append(y_train, y_test), A_test, y_test, ridge)


@wrong("linear_probe", says="swapped training and test rows")
def exchanged(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_test, y_test, A_train, y_train, ridge)


@wrong("linear_probe", says="without one-hot")
def labels_as_numbers(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    v = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ y_train)
    return np.mean(np.round(_ones(A_test) @ v) == y_test)


@wrong("linear_probe", says="share of mistakes")
def mistakes(A_train, y_train, A_test, y_test, ridge=1e-3):
    return 1 - by_solve(A_train, y_train, A_test, y_test, ridge)


@wrong("linear_probe", says="per cent")
def per_cent(A_train, y_train, A_test, y_test, ridge=1e-3):
    return 100 * by_solve(A_train, y_train, A_test, y_test, ridge)


@wrong("linear_probe", says="counted the right rows")
def counted(A_train, y_train, A_test, y_test, ridge=1e-3):
    return round(len(y_test) * by_solve(A_train, y_train, A_test, y_test, ridge))


@wrong("linear_probe", says="smallest output")
def smallest(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    return np.mean((_ones(A_test) @ _fit(A, y_train, ridge * np.eye(A.shape[1]))).argmin(axis=1) == y_test)


@wrong("linear_probe", says="did not use `ridge`, or built in 1e-3")
def default_built_in(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test, y_test, 1e-3)


@wrong("linear_probe", says="did not use `ridge`, or built in 1e-3")
def no_ridge(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    return np.mean((_ones(A_test) @ np.linalg.pinv(A) @ np.eye(max(y_train) + 1)[y_train]).argmax(1) == y_test)


@wrong("linear_probe", says="multiplied the ridge by the number of rows")
def ridge_for_a_mean(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test, y_test, ridge * len(A_train))


@wrong("linear_probe", says="divided the ridge by the number of rows")
def ridge_over_rows(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test, y_test, ridge / len(A_train))


@wrong("linear_probe", says="squared")
def ridge_squared(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test, y_test, ridge**2)


@wrong("linear_probe", says="added the ridge to every entry")
def ridge_everywhere(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    return np.mean((_ones(A_test) @ _fit(A, y_train, ridge)).argmax(axis=1) == y_test)


@wrong("linear_probe", says="subtracted the ridge")
def ridge_taken_away(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test, y_test, -ridge)


@wrong("linear_probe", says="standardised the columns first")
def standardised_first(A_train, y_train, A_test, y_test, ridge=1e-3):
    mean, spread = A_train.mean(axis=0), A_train.std(axis=0) + 1e-12
    return by_solve((A_train - mean) / spread, y_train, (A_test - mean) / spread, y_test, ridge)


@wrong("linear_probe", says="added the ridge to every entry")
def ridge_everywhere_by_solve(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    V = np.linalg.solve(A.T @ A + ridge, A.T @ np.eye(max(y_train) + 1)[y_train])
    return np.mean((_ones(A_test) @ V).argmax(axis=1) == y_test)


@wrong("linear_probe", says="without `axis=1`")
def one_place_in_the_table(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    return np.mean((_ones(A_test) @ _fit(A, y_train, ridge * np.eye(A.shape[1]))).argmax() == y_test)


@wrong("linear_probe", says="did not use `ridge`, or built in 1e-3")
def without_ridge_by_inv(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    V = np.linalg.inv(A.T @ A) @ A.T @ np.eye(max(y_train) + 1)[y_train]
    return np.mean((_ones(A_test) @ V).argmax(axis=1) == y_test)


@wrong("linear_probe", says="did not use `ridge`, or built in 1e-3")
def without_ridge_by_solve(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    V = np.linalg.solve(A.T @ A, A.T @ np.eye(max(y_train) + 1)[y_train])
    return np.mean((_ones(A_test) @ V).argmax(axis=1) == y_test)


@wrong("linear_probe", says="told two classes apart")
def two_classes_built_in(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    V = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ (2 * (y_train > 0) - 1))
    return np.mean((_ones(A_test) @ V > 0) == y_test)


@wrong("linear_probe", says="left out the label 11")
def ten_classes_built_in(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    Y = (y_train[:, None] == np.arange(10)).astype(float)
    V = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ Y)
    return np.mean((_ones(A_test) @ V).argmax(axis=1) == y_test)


@wrong("linear_probe", says="`argmax` along another axis")
def argmax_of_each_column(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    V = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ np.eye(max(y_train) + 1)[y_train])
    return np.mean((_ones(A_test) @ V).argmax(axis=0) == y_test)


@wrong("linear_probe", says="in both tables")
def ones_on_the_training_rows_only(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    return np.mean((A_test @ _fit(A, y_train, ridge * np.eye(A.shape[1]))).argmax(axis=1) == y_test)


@wrong("linear_probe", says="as large as A^T A")
def diagonal_too_short(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    return np.mean((_ones(A_test) @ _fit(A, y_train, ridge * np.eye(A_train.shape[1]))).argmax(axis=1) == y_test)


@wrong("linear_probe", says="whether it is right")
def each_row_right_or_not(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    return (_ones(A_test) @ _fit(A, y_train, ridge * np.eye(A.shape[1]))).argmax(axis=1) == y_test


@wrong("linear_probe", says="returned labels")
def gives_the_labels(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    return (_ones(A_test) @ _fit(A, y_train, ridge * np.eye(A.shape[1]))).argmax(axis=1)


def _outputs(A_train, y_train, A_test, ridge):
    A = _ones(A_train)
    return _ones(A_test) @ np.linalg.solve(
        A.T @ A + ridge * np.eye(A.shape[1]), A.T @ np.eye(max(y_train) + 1)[y_train]
    )


@right("linear_probe")
def centred_by_the_training_rows(A_train, y_train, A_test, y_test, ridge=1e-3):
    mean, Y = A_train.mean(axis=0), np.eye(max(y_train) + 1)[y_train]
    C = A_train - mean
    V = np.linalg.solve(C.T @ C + ridge * np.eye(C.shape[1]), C.T @ Y)
    return np.mean(((A_test - mean) @ V + Y.mean(axis=0)).argmax(axis=1) == y_test)


@wrong("linear_probe", says="first in training, and took it as the last one")
def ones_first_in_training(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = np.column_stack([np.ones(len(A_train)), A_train])
    return np.mean((_ones(A_test) @ _fit(A, y_train, ridge * np.eye(A.shape[1]))).argmax(axis=1) == y_test)


@wrong("linear_probe", says="last in training, and took it as the first one")
def ones_first_in_the_test(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    B = np.column_stack([np.ones(len(A_test)), A_test])
    return np.mean((B @ _fit(A, y_train, ridge * np.eye(A.shape[1]))).argmax(axis=1) == y_test)


@wrong("linear_probe", says="standardised each table by its own numbers")
def standardised_by_their_own(A_train, y_train, A_test, y_test, ridge=1e-3):
    A, B = ((part - part.mean(axis=0)) / (part.std(axis=0) + 1e-12) for part in (A_train, A_test))
    return by_solve(A, y_train, B, y_test, ridge)


@wrong("linear_probe", says="numbers from the test rows, too")
def standardised_by_all_rows_first(A_train, y_train, A_test, y_test, ridge=1e-3):
    rows = np.vstack([A_train, A_test])
    A, B = ((part - rows.mean(axis=0)) / (rows.std(axis=0) + 1e-12) for part in (A_train, A_test))
    return by_solve(A, y_train, B, y_test, ridge)


@wrong("linear_probe", says="by the test rows")
def standardised_by_the_test_rows(A_train, y_train, A_test, y_test, ridge=1e-3):
    A, B = ((part - A_test.mean(axis=0)) / (A_test.std(axis=0) + 1e-12) for part in (A_train, A_test))
    return by_solve(A, y_train, B, y_test, ridge)


@wrong("linear_probe", says="means taken over test rows")
def centred_by_all_rows(A_train, y_train, A_test, y_test, ridge=1e-3):
    mean = np.vstack([A_train, A_test]).mean(axis=0)
    return by_solve(A_train - mean, y_train, A_test - mean, y_test, ridge)


@wrong("linear_probe", says="test rows' own means")
def test_rows_centred(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test - A_test.mean(axis=0), y_test, ridge)


@wrong("linear_probe", says="looked at one output")
def second_output_only(A_train, y_train, A_test, y_test, ridge=1e-3):
    return np.mean((_outputs(A_train, y_train, A_test, ridge)[:, 1] > 0.5) == y_test)


@wrong("linear_probe", says="whether all rows are right")
def all_rows_right(A_train, y_train, A_test, y_test, ridge=1e-3):
    return (_outputs(A_train, y_train, A_test, ridge).argmax(axis=1) == y_test).all()


@wrong("linear_probe", says="True or False")
def lists_compared(A_train, y_train, A_test, y_test, ridge=1e-3):
    return _outputs(A_train, y_train, A_test, ridge).argmax(axis=1).tolist() == y_test.tolist()


@wrong("linear_probe", says="or divided A^T A by it")
def product_divided_by_rows(A_train, y_train, A_test, y_test, ridge=1e-3):
    A, Y = _ones(A_train), np.eye(max(y_train) + 1)[y_train]
    V = np.linalg.solve(A.T @ A / len(A) + ridge * np.eye(A.shape[1]), A.T @ Y / len(A))
    return np.mean((_ones(A_test) @ V).argmax(axis=1) == y_test)


@wrong("linear_probe", says="the number of test rows")
def ridge_times_test_rows(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test, y_test, ridge * len(A_test))


@wrong("linear_probe", says="a single 1")
def whole_rows_of_ones(A_train, y_train, A_test, y_test, ridge=1e-3):
    A, Y = _ones(A_train), np.zeros((len(y_train), max(y_train) + 1))
    Y[y_train] = 1
    V = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ Y)
    return np.mean((_ones(A_test) @ V).argmax(axis=1) == y_test)


@wrong("linear_probe", says="compare outputs with labels")
def outputs_compared_with_one_hot(A_train, y_train, A_test, y_test, ridge=1e-3):
    outputs = _outputs(A_train, y_train, A_test, ridge)
    return np.mean(outputs == np.eye(outputs.shape[1])[y_test])


@wrong("linear_probe", says="compared entries of a table")
def entries_above_a_half(A_train, y_train, A_test, y_test, ridge=1e-3):
    outputs = _outputs(A_train, y_train, A_test, ridge)
    return np.mean((outputs > 0.5) == (np.eye(outputs.shape[1])[y_test] == 1))


@wrong("linear_probe")
def by_logistic_regression(A_train, y_train, A_test, y_test, ridge=1e-3):
    return LogisticRegression(max_iter=1000).fit(A_train, y_train).score(A_test, y_test)


@wrong("linear_probe", says="replaced the diagonal")
def diagonal_replaced(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    P = A.T @ A
    np.fill_diagonal(P, ridge)
    V = np.linalg.solve(P, A.T @ np.eye(max(y_train) + 1)[y_train])
    return np.mean((_ones(A_test) @ V).argmax(axis=1) == y_test)


@wrong("linear_probe", says="square root of the ridge")
def root_of_the_ridge(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test, y_test, np.sqrt(ridge))


@wrong("linear_probe", says="halved the ridge")
def half_the_ridge(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test, y_test, ridge / 2)


@wrong("linear_probe", says="doubled the ridge")
def twice_the_ridge(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test, y_test, 2 * ridge)


@wrong("linear_probe", says="What do you do with `ridge`")
def three_times_the_ridge(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test, y_test, 3 * ridge)


@wrong("linear_probe", says="added I without `ridge`")
def identity_without_ridge(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, A_test, y_test, 1.0)


@wrong("linear_probe", says="or built in 1.")
def by_ridge_classifier_as_it_is(A_train, y_train, A_test, y_test, ridge=1e-3):
    return RidgeClassifier().fit(A_train, y_train).score(A_test, y_test)


@wrong("linear_probe", says="the largest size")
def largest_in_size(A_train, y_train, A_test, y_test, ridge=1e-3):
    return np.mean(np.abs(_outputs(A_train, y_train, A_test, ridge)).argmax(axis=1) == y_test)


@wrong("linear_probe", says="nearest to 1")
def nearest_to_one(A_train, y_train, A_test, y_test, ridge=1e-3):
    return np.mean(np.abs(_outputs(A_train, y_train, A_test, ridge) - 1).argmin(axis=1) == y_test)


@wrong("linear_probe", says="different columns for the bias")
def halves_for_ones_in_training(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = np.column_stack([A_train, np.full(len(A_train), 0.5)])
    return np.mean((_ones(A_test) @ _fit(A, y_train, ridge * np.eye(A.shape[1]))).argmax(axis=1) == y_test)


@wrong("linear_probe")
def first_ten_rows(A_train, y_train, A_test, y_test, ridge=1e-3):
    A, Y = _ones(A_train), np.eye(max(y_train) + 1)[y_train]
    V = np.linalg.lstsq(A[:10].T @ A[:10] + ridge * np.eye(A.shape[1]), A[:10].T @ Y[:10], rcond=None)[0]
    return np.mean((_ones(A_test) @ V).argmax(axis=1) == y_test)


def _with_classes(A_train, y_train, A_test, y_test, ridge, k):
    A = _ones(A_train)
    V = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ np.eye(k)[y_train])
    return np.mean((_ones(A_test) @ V).argmax(axis=1) == y_test)


@wrong("linear_probe", says="too few columns for the one-hot labels")
def ten_columns(A_train, y_train, A_test, y_test, ridge=1e-3):
    return _with_classes(A_train, y_train, A_test, y_test, ridge, 10)


@wrong("linear_probe", says="too few columns for the one-hot labels")
def a_column_for_each_label_that_is_there(A_train, y_train, A_test, y_test, ridge=1e-3):
    return _with_classes(A_train, y_train, A_test, y_test, ridge, len(set(y_train)))


@wrong("linear_probe", says="too few columns for the one-hot labels")
def columns_by_the_test_labels(A_train, y_train, A_test, y_test, ridge=1e-3):
    return _with_classes(A_train, y_train, A_test, y_test, ridge, max(y_test) + 1)


@wrong("linear_probe", says="numbered the labels anew")
def labels_numbered_anew(A_train, y_train, A_test, y_test, ridge=1e-3):
    labels, places = np.unique(y_train, return_inverse=True)
    return _with_classes(A_train, places, A_test, y_test, ridge, len(labels))


@wrong("linear_probe", says="does not replace the column of ones")
def centred_without_ones(A_train, y_train, A_test, y_test, ridge=1e-3):
    mean = A_train.mean(axis=0)
    return no_bias(A_train - mean, y_train, A_test - mean, y_test, ridge)


@wrong("linear_probe", says="added a 1 to the units")
def one_added_to_the_units(A_train, y_train, A_test, y_test, ridge=1e-3):
    return no_bias(A_train + 1, y_train, A_test + 1, y_test, ridge)


@wrong("linear_probe", says="added the means of Y")
def mean_label_as_bias(A_train, y_train, A_test, y_test, ridge=1e-3):
    Y = np.eye(max(y_train) + 1)[y_train]
    V = _fit(A_train, y_train, ridge * np.eye(A_train.shape[1]))
    return np.mean((A_test @ V + Y.mean(axis=0)).argmax(axis=1) == y_test)


@wrong("linear_probe", says="left the bias out on the test rows")
def bias_left_out_on_the_test_rows(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    return np.mean((A_test @ _fit(A, y_train, ridge * np.eye(A.shape[1]))[:-1]).argmax(axis=1) == y_test)


@wrong("linear_probe", says="compared with 0.5")
def labels_as_numbers_above_a_half(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    v = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ y_train)
    return np.mean((_ones(A_test) @ v > 0.5) == y_test)


@wrong("linear_probe", says="labels 0 and 1 only")
def columns_for_two_labels(A_train, y_train, A_test, y_test, ridge=1e-3):
    A, Y = _ones(A_train), np.column_stack([y_train == 0, y_train == 1]).astype(float)
    V = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ Y)
    return np.mean((_ones(A_test) @ V).argmax(axis=1) == y_test)


@wrong("linear_probe", says="shifted the labels of the training rows")
def training_labels_shifted(A_train, y_train, A_test, y_test, ridge=1e-3):
    A, Y = _ones(A_train), np.eye(max(y_train) + 1)[y_train - 1]
    V = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ Y)
    return np.mean((_ones(A_test) @ V).argmax(axis=1) == y_test)


@wrong("linear_probe", says="shifted the labels that the probe gives")
def given_labels_shifted(A_train, y_train, A_test, y_test, ridge=1e-3):
    return np.mean(_outputs(A_train, y_train, A_test, ridge).argmax(axis=1) + 1 == y_test)


@wrong("linear_probe", says="rounded")
def share_rounded(A_train, y_train, A_test, y_test, ridge=1e-3):
    return round(by_solve(A_train, y_train, A_test, y_test, ridge), 2)


@wrong("linear_probe", says="divided by the number of training rows")
def divided_by_the_training_rows(A_train, y_train, A_test, y_test, ridge=1e-3):
    return np.sum(_outputs(A_train, y_train, A_test, ridge).argmax(axis=1) == y_test) / len(y_train)


@wrong("linear_probe", says="mean squared error")
def mean_squared_error(A_train, y_train, A_test, y_test, ridge=1e-3):
    outputs = _outputs(A_train, y_train, A_test, ridge)
    return np.mean((outputs - np.eye(outputs.shape[1])[y_test]) ** 2)


@wrong("linear_probe", says="compared a column")
def labels_in_a_column(A_train, y_train, A_test, y_test, ridge=1e-3):
    return np.mean(_outputs(A_train, y_train, A_test, ridge).argmax(axis=1)[:, None] == y_test)


@wrong("linear_probe", says="averaged the shares")
def shares_of_the_classes_averaged(A_train, y_train, A_test, y_test, ridge=1e-3):
    called = _outputs(A_train, y_train, A_test, ridge).argmax(axis=1)
    return np.mean([np.mean(called[y_test == c] == c) for c in np.unique(y_test)])


@wrong("linear_probe", says="training and test rows together")
def scored_on_both(A_train, y_train, A_test, y_test, ridge=1e-3):
    return by_solve(A_train, y_train, np.vstack([A_train, A_test]), np.append(y_train, y_test), ridge)


# compare_features


def _linear(F, train, test, stats=None, fitted=None, scored=None):
    stats = train if stats is None else stats
    fitted, scored = train if fitted is None else fitted, test if scored is None else scored
    mean, spread = F[stats].mean(axis=0), F[stats].std(axis=0)
    F, digit = (F - mean) / np.where(spread > 0, spread, 1), contest.tables().digit
    return float((contest.linear(F[fitted], digit[fitted]).predict(F[scored]) == digit[scored]).mean())


def _deep(seed, fitted, scored, X=None):
    box = contest.tables()
    X = box.pixels if X is None else X
    return float((contest.deep(X[fitted], box.digit[fitted], seed).predict(X[scored]) == box.digit[scored]).mean())


@right("compare_features")
def by_standard_scaler(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    found = []
    for F in (box.novice, box.expert):
        scaler = StandardScaler().fit(F[train])
        model = contest.linear(scaler.transform(F[train]), box.digit[train])
        found.append(np.mean(model.predict(scaler.transform(F[test])) == box.digit[test]))
    return [*found, _deep(seed, train, test)]


@right("compare_features")
def by_pieces(seed):
    train, test = contest.deal(seed)
    box = contest.tables()
    return _linear(box.novice, train, test), _linear(box.expert, train, test), _deep(seed, train, test)


@right("compare_features")
def with_a_small_number_below(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    result = {}
    for name in ("novice", "expert"):
        A, B = getattr(box, name)[train], getattr(box, name)[test]
        m, s = A.mean(0), A.std(0) + 1e-12
        called = contest.linear((A - m) / s, box.digit[train]).predict((B - m) / s)
        result[name] = sum(int(c) == int(t) for c, t in zip(called, box.digit[test], strict=True)) / len(test)
    return np.array([result["novice"], result["expert"], _deep(seed, train, test)])


@right("compare_features")
def constant_columns_left_out(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    found = ()
    for F in (box.novice.astype(np.float32), box.expert):
        F = F[:, F[train].std(axis=0) > 0]
        F = (F - F[train].mean(axis=0)) / F[train].std(axis=0)
        found += (contest.linear(F[train], box.digit[train]).score(F[test], box.digit[test]),)
    return (*found, np.float32(_deep(seed, train, test)))


@right("compare_features")
def scaled_a_second_time(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    found = []
    for F in (box.novice, box.expert):
        model = make_pipeline(StandardScaler(), RidgeClassifier(alpha=0.5 * F.shape[1]))
        found.append(model.fit(F[train], box.digit[train]).score(F[test], box.digit[test]))
    return *found, _deep(seed, train, test)


def _all(seed, **how):
    train, test = contest.deal(seed)
    return *(_linear(F, train, test, **how) for F in contest.tables()[1:3]), _deep(seed, train, test)


@wrong("compare_features", says="over test rows, too, or standardised the test rows by their own")
def standardised_by_all_rows(seed):
    return _all(seed, stats=np.arange(5000))


@wrong("compare_features", says="took the means and standard deviations over test rows, too")
def standardised_by_train_and_test(seed):
    return _all(seed, stats=np.concatenate(contest.deal(seed)))


def _by_their_own(seed, mean, spread):
    box, (train, test) = contest.tables(), contest.deal(seed)
    found = []
    for F in (box.novice, box.expert):
        spreads = [np.where(F[rows].std(axis=0) > 0, F[rows].std(axis=0), 1) for rows in (train, test)]
        A = (F[train] - F[train].mean(axis=0)) / spreads[0]
        B = (F[test] - F[test if mean else train].mean(axis=0)) / spreads[spread]
        found.append((contest.linear(A, box.digit[train]).predict(B) == box.digit[test]).mean())
    return *found, _deep(seed, train, test)


@wrong("compare_features", says="standardised the test rows by their own")
def test_rows_by_their_own(seed):
    return _by_their_own(seed, mean=True, spread=True)


@wrong("compare_features", says="subtracted the test rows' own means")
def test_rows_by_their_own_mean(seed):
    return _by_their_own(seed, mean=True, spread=False)


@wrong("compare_features", says="divided the test rows by their own standard deviations")
def test_rows_by_their_own_spread(seed):
    return _by_their_own(seed, mean=False, spread=True)


@wrong("compare_features", says="swapped novice and expert, and there is a second mistake. Test rows had a say")
def all_rows_and_exchanged(seed):
    novice, expert, learned = _all(seed, stats=np.arange(5000))
    return expert, novice, learned


@wrong("compare_features", says="shares of mistakes")
def mistakes_rounded(seed):
    return tuple(round(1 - score, 2) for score in _all(seed))


@wrong("compare_features", says="swapped novice and expert")
def exchanged_and_rounded(seed):
    novice, expert, learned = _all(seed)
    return round(expert, 2), round(novice, 2), round(learned, 2)


@wrong("compare_features", says="did not standardise the test rows")
def test_rows_as_they_are(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    found = []
    for F in (box.novice, box.expert):
        model = contest.linear(StandardScaler().fit_transform(F[train]), box.digit[train])
        found.append(model.score(F[test], box.digit[test]))
    return *found, _deep(seed, train, test)


@wrong("compare_features", says="did not standardise the features")
def not_standardised(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    found = [contest.linear(F[train], box.digit[train]).score(F[test], box.digit[test]) for F in box[1:3]]
    return *found, _deep(seed, train, test)


@wrong("compare_features", says="accuracies on the training rows")
def training_accuracies(seed):
    train, _ = contest.deal(seed)
    return *_all(seed, scored=train)[:2], _deep(seed, train, train)


@wrong("compare_features", says="fitted the classifier to test rows, too")
def fitted_to_test_rows_too(seed):
    return _all(seed, fitted=np.concatenate(contest.deal(seed)))


@wrong("compare_features", says="fitted the classifier to test rows, too")
def fitted_to_test_rows_only(seed):
    test = contest.deal(seed)[1]
    return _all(seed, fitted=test, stats=test)


@wrong("compare_features", says="fitted the classifier to test rows, too")
def fitted_to_all_rows(seed):
    return _all(seed, fitted=np.arange(5000))


@wrong("compare_features", says="all 5000 rows")
def scored_on_all_rows(seed):
    return _all(seed, scored=np.arange(5000))


@wrong("compare_features", says="used one mean and one standard deviation for all columns")
def one_mean_for_the_table(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    found = []
    for F in (box.novice, box.expert):
        F = (F - F[train].mean()) / F[train].std()
        found.append((contest.linear(F[train], box.digit[train]).predict(F[test]) == box.digit[test]).mean())
    return *found, _deep(seed, train, test)


@wrong("compare_features", says="rounded")
def rounded_to_two_places(seed):
    return tuple(round(score, 2) for score in _all(seed))


@wrong("compare_features", says="some columns give nan")
def constant_columns_divided_by_zero(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    F = (box.expert - box.expert[train].mean(axis=0)) / box.expert[train].std(axis=0)
    return contest.linear(F[train], box.digit[train]).score(F[test], box.digit[test]), 0.0, 0.0


@wrong("compare_features", says="500 rows and 1797 labels")
def labels_of_the_small_digits(seed):
    box, (train, _) = contest.tables(), contest.deal(seed)
    contest.linear(box.novice[train], np.zeros(1797, dtype=int))


@wrong("compare_features", says="trained on")
def learner_scored_on_training_rows(seed):
    train, _ = contest.deal(seed)
    return *_all(seed)[:2], _deep(seed, train, train)


@wrong("compare_features", says="trained on 1500 rows")
def learner_trained_on_all(seed):
    train, test = contest.deal(seed)
    return *_all(seed)[:2], _deep(seed, np.concatenate([train, test]), test)


@wrong("compare_features", says="swapped training and test rows")
def rows_exchanged(seed):
    test, train = contest.deal(seed)
    found = [_linear(F, train, test) for F in contest.tables()[1:3]]
    return *found, _deep(seed, train, test)


@wrong("compare_features", says="swapped novice and expert")
def novice_for_expert(seed):
    novice, expert, learned = _all(seed)
    return expert, novice, learned


@wrong("compare_features", says="put the learner first")
def learner_first(seed):
    novice, expert, learned = _all(seed)
    return learned, novice, expert


@wrong("compare_features", says="another seed")
def always_seed_one(seed):
    return _all(1)


@wrong("compare_features", says="another seed")
def deal_ignores_the_seed(seed):
    train, test = contest.deal(0)
    return *(_linear(F, train, test) for F in contest.tables()[1:3]), _deep(seed, train, test)


@wrong("compare_features", says="trained the network with another seed than the `seed` of the contest")
def learner_ignores_the_seed(seed):
    return *_all(seed)[:2], _deep(0, *contest.deal(seed))


@wrong("compare_features")
def numbers_by_heart(seed):
    return {1: (0.774, 0.916, 0.883), 2: (0.788, 0.943, 0.889)}.get(seed, (0.78, 0.93, 0.89))


@wrong("compare_features", says="per cent")
def in_per_cents(seed):
    return tuple(100 * score for score in _all(seed))


@wrong("compare_features", says="shares of mistakes")
def shares_of_mistakes(seed):
    return tuple(1 - score for score in _all(seed))


@wrong("compare_features", says="standardised the pixels")
def pixels_standardised(seed):
    train, test = contest.deal(seed)
    X = contest.tables().pixels
    spread = X[train].std(axis=0)
    X = (X - X[train].mean(axis=0)) / np.where(spread > 0, spread, 1)
    return *_all(seed)[:2], _deep(seed, train, test, X)


@wrong("compare_features", says="did not take the rows from `contest.deal(1)`")
def own_deal(seed):
    order = np.random.default_rng(seed).permutation(5000)
    train, test = order[:500], order[500:1500]
    return *(_linear(F, train, test) for F in contest.tables()[1:3]), _deep(seed, train, test)


@wrong("compare_features")
def expert_twice(seed):
    novice, expert, learned = _all(seed)
    return expert, expert, learned


@wrong("compare_features", says="3 values")
def only_two(seed):
    return _all(seed)[:2]


def _prepared(seed, mean, spread, constant=None):
    """Standardise all rows by what `mean` and `spread` give for a table, its training rows and its test rows."""
    box, (train, test) = contest.tables(), contest.deal(seed)
    found = []
    for F in (box.novice, box.expert):
        at, by = mean(F, train, test), np.array(spread(F, train, test))
        by[by == 0] = 1
        if constant is not None:
            by[constant(F, train, test)] = 1
        model = contest.linear((F[train] - at) / by, box.digit[train])
        found.append(np.mean(model.predict((F[test] - at) / by) == box.digit[test]))
    return *found, _deep(seed, train, test)


def _mean(F, train, test):
    return F[train].mean(axis=0)


def _std(F, train, test):
    return F[train].std(axis=0)


@right("compare_features")
def small_number_added_to_the_spread(seed):
    return _prepared(seed, _mean, lambda F, train, test: F[train].std(axis=0) + 1e-8)


@wrong("compare_features", says="means over test rows, too")
def mean_of_all_rows(seed):
    return _prepared(seed, lambda F, train, test: F.mean(axis=0), _std)


@wrong("compare_features", says="means over test rows, too")
def mean_of_training_and_test_rows(seed):
    return _prepared(seed, lambda F, train, test: F[np.r_[train, test]].mean(axis=0), _std)


@wrong("compare_features", says="or over them alone")
def standardised_by_the_test_rows_alone(seed):
    return _prepared(seed, lambda F, train, test: F[test].mean(axis=0), lambda F, train, test: F[test].std(axis=0))


@wrong("compare_features", says="Test rows had a say")
def spread_of_all_rows(seed):
    return _prepared(seed, _mean, lambda F, train, test: F.std(axis=0))


@wrong("compare_features", says="did not subtract the means")
def means_not_subtracted(seed):
    return _prepared(seed, lambda F, train, test: 0, _std)


@wrong("compare_features", says="did not divide by the standard deviations")
def means_subtracted_only(seed):
    return _prepared(seed, _mean, lambda F, train, test: np.ones(F.shape[1]))


@wrong("compare_features", says="Only the training rows decide")
def constant_in_the_test_rows(seed):
    return _prepared(seed, _mean, _std, lambda F, train, test: F[test].std(axis=0) == 0)


def _by_rows(seed, train, test, labels=None):
    """Hold the contest with other rows, or with other labels for the training rows."""
    box = contest.tables()
    y = box.digit[train] if labels is None else labels
    found = []
    for F in (box.novice, box.expert):
        scaler = StandardScaler().fit(F[train])
        model = contest.linear(scaler.transform(F[train]), y)
        found.append(model.score(scaler.transform(F[test]), box.digit[test]))
    network = contest.deep(box.pixels[train], y, seed)
    return *found, np.mean(network.predict(box.pixels[test]) == box.digit[test])


@wrong("compare_features", says="did not take the rows from `contest.deal(1)`")
def first_rows(seed):
    return _by_rows(seed, np.arange(500), np.arange(500, 1500))


@wrong("compare_features", says="another seed")
def deal_of_the_next_seed(seed):
    return _by_rows(seed, *contest.deal(seed + 1))


@wrong("compare_features", says="the first 500 test rows")
def half_of_the_test_rows(seed):
    train, test = contest.deal(seed)
    return _by_rows(seed, train, test[:500])


@wrong("compare_features", says="trained on 200 rows")
def some_of_the_training_rows(seed):
    train, test = contest.deal(seed)
    return _by_rows(seed, train[:200], test)


@wrong("compare_features", says="trained on 4000 rows")
def more_training_rows(seed):
    with contest.training_rows(4000):
        return _by_rows(seed, *contest.deal(seed))


@wrong("compare_features", says="other labels than those of the training rows")
def labels_of_the_first_rows(seed):
    train, test = contest.deal(seed)
    return _by_rows(seed, train, test, contest.tables().digit[: len(train)])


@wrong("compare_features", says="other labels than those of the training rows")
def labels_of_sorted_rows(seed):
    train, test = contest.deal(seed)
    return _by_rows(seed, train, test, contest.tables().digit[np.sort(train)])


@wrong("compare_features", says="did not call `contest.deep`")
def linear_on_the_pixels(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    model = contest.linear(box.pixels[train], box.digit[train])
    shares = (_linear(F, train, test) for F in (box.novice, box.expert))
    return *shares, model.score(box.pixels[test], box.digit[test])


@wrong("compare_features", says="another table than `digits.pixels`")
def network_on_the_novice(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    network = contest.deep(box.novice[train], box.digit[train], seed)
    return *_all(seed)[:2], np.mean(network.predict(box.novice[test]) == box.digit[test])


@wrong("compare_features", says="the novice's share for the learner")
def novice_twice(seed):
    novice, expert, _ = _all(seed)
    return novice, expert, novice


@wrong("compare_features", says="counted the right rows")
def rows_counted(seed):
    return tuple(round(1000 * share) for share in _all(seed))


@wrong("compare_features", says="swapped the table and the labels")
def labels_first(seed):
    box, (train, _) = contest.tables(), contest.deal(seed)
    contest.linear(box.digit[train], box.novice[train])


@wrong("compare_features", says="returned a dict")
def in_a_dict(seed):
    return dict(zip(("novice", "expert", "learned"), _all(seed), strict=True))
