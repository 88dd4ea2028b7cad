"""Right and wrong answers to lesson 09."""

import math

import numpy as np
from sklearn.linear_model import Ridge, RidgeClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from helpers.labs.features import contest
from tests.answers import right, wrong

# width_for_budget


def _price(n_in, n_out, h, w):
    return n_in * w + w + (h - 1) * (w * w + w) + w * n_out + n_out


def _largest(price, budget, error=True):
    if price(1) > budget:
        if error:
            raise ValueError("too dear")
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
def first_too_dear(n_in, n_out, hidden_layers, budget):
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


@wrong("width_for_budget", says="left out the biases of the output, or rounded the width")
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


@wrong("width_for_budget")
def inputs_and_outputs_exchanged(n_in, n_out, hidden_layers, budget):
    return _largest(lambda w: _price(n_out, n_in, hidden_layers, w), budget)


@wrong("width_for_budget")
def never_more_than_a_hundred(n_in, n_out, hidden_layers, budget):
    return min(100, _largest(lambda w: _price(n_in, n_out, hidden_layers, w), budget))


@wrong("width_for_budget")
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


@wrong("layer_statistics")
def silent_units_counted(X, layers):
    return [(n, A.mean(), (A == 0).all(axis=0).mean()) for n, A in enumerate(_hidden(X, layers), 1)]


@wrong("layer_statistics")
def leaky(X, layers):
    hidden = _hidden(X, layers, lambda z: np.where(z > 0, z, 0.01 * z))
    return [(n, A.mean(), (A <= 0).mean()) for n, A in enumerate(hidden, 1)]


@wrong("layer_statistics")
def with_tanh(X, layers):
    return [(n, A.mean(), (A <= 0).mean()) for n, A in enumerate(_hidden(X, layers, np.tanh), 1)]


@wrong("layer_statistics", says="left out a hidden layer")
def first_layer_only(X, layers):
    return from_activations(X, layers)[:1]


@wrong("layer_statistics")
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


@wrong("linear_probe")
def two_classes_built_in(A_train, y_train, A_test, y_test, ridge=1e-3):
    A = _ones(A_train)
    V = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T @ (2 * (y_train > 0) - 1))
    return np.mean((_ones(A_test) @ V > 0) == y_test)


@wrong("linear_probe")
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


@wrong("compare_features", says="took the means and standard deviations over test rows, too")
def standardised_by_all_rows(seed):
    return _all(seed, stats=np.arange(5000))


@wrong("compare_features", says="took the means and standard deviations over test rows, too")
def standardised_by_train_and_test(seed):
    return _all(seed, stats=np.concatenate(contest.deal(seed)))


@wrong("compare_features")
def test_rows_by_their_own(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    found = []
    for F in (box.novice, box.expert):
        A, B = StandardScaler().fit_transform(F[train]), StandardScaler().fit_transform(F[test])
        found.append((contest.linear(A, box.digit[train]).predict(B) == box.digit[test]).mean())
    return *found, _deep(seed, train, test)


@wrong("compare_features", says="did not standardise the test rows")
def test_rows_as_they_are(seed):
    box, (train, test) = contest.tables(), contest.deal(seed)
    found = []
    for F in (box.novice, box.expert):
        model = contest.linear(StandardScaler().fit_transform(F[train]), box.digit[train])
        found.append(model.score(F[test], box.digit[test]))
    return *found, _deep(seed, train, test)


@wrong("compare_features", says="did not standardise the features, or only subtracted their means")
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


@wrong("compare_features")
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


@wrong("compare_features")
def deal_ignores_the_seed(seed):
    train, test = contest.deal(0)
    return *(_linear(F, train, test) for F in contest.tables()[1:3]), _deep(seed, train, test)


@wrong("compare_features", says="drew the network by another seed than the `seed` of the contest")
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


@wrong("compare_features")
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
