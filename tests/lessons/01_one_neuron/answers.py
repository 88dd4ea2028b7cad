"""Right and wrong answers to lesson 01."""

import math

import numpy as np

from tests.answers import right, wrong

# weighted_sum


@right("weighted_sum")
def sum_of_products(X, w, b):
    return (X * w).sum(axis=-1) + b


@right("weighted_sum")
def loops(X, w, b):
    if np.ndim(X) == 1:
        return sum(x * weight for x, weight in zip(X, w, strict=True)) + b
    return [loops(row, w, b) for row in X]


@right("weighted_sum")
def bias_as_a_weight(X, w, b):
    ones = np.ones(X.shape[:-1] + (1,))
    return np.concatenate([X, ones], axis=-1) @ np.append(w, b)


@right("weighted_sum")
def zero_dimensional(X, w, b):
    return np.asarray(np.einsum("...n,n->...", X, w) + b)


@right("weighted_sum")
def single_precision(X, w, b):
    return np.asarray(np.dot(X, w) + b, dtype=np.float32)


@wrong("weighted_sum", says="left out the bias")
def no_bias(X, w, b):
    return X @ w


@wrong("weighted_sum", says="subtracted the bias")
def bias_subtracted(X, w, b):
    return X @ w - b


@wrong("weighted_sum", says="added the bias once for each feature")
def bias_inside_the_sum(X, w, b):
    return (X * w + b).sum(axis=-1)


@wrong("weighted_sum", says="left out the weights")
def no_weights(X, w, b):
    return X.sum(axis=-1) + b


@wrong("weighted_sum", says="into one sum")
def one_sum_for_all(X, w, b):
    return np.sum(X * w) + b


@wrong("weighted_sum", says="added up all the sums")
def total(X, w, b):
    return np.sum(X @ w + b)


@wrong("weighted_sum", says="did not add up the products of")
def products_only(X, w, b):
    return X * w + b


@wrong("weighted_sum", says="summed down the columns")
def by_columns_when_it_fits(X, w, b):
    return (X.T if X.shape[0] == X.shape[-1] else X) @ w + b


@wrong("weighted_sum", says="returned a list of one")
def always_a_table(X, w, b):
    return np.atleast_2d(X) @ w + b


@wrong("weighted_sum", says="changed its argument")
def weights_spoilt(X, w, b):
    w *= 1.0
    w += 0.5
    return X @ (w - 0.5) + b


@wrong("weighted_sum", says="`return`")
def printed(X, w, b):
    print(X @ w + b)


@wrong("weighted_sum", says="shape")
def column(X, w, b):
    return (X @ w + b).reshape(-1, 1)


@wrong("weighted_sum", says="summed down the columns")
def along_the_wrong_axis(X, w, b):
    return np.sum(X * w, axis=0) + b


@wrong("weighted_sum", says="added the bias to the weights")
def bias_with_the_weights(X, w, b):
    return X @ (w + b)


@wrong("weighted_sum", says="`return` inside a loop")
def first_row_only(X, w, b):
    for row in np.atleast_2d(X):
        return row @ w + b


@wrong("weighted_sum", says="treated a single number as a row")
def loop_over_rows(X, w, b):
    return np.array([sum(row[i] * w[i] for i in range(len(w))) + b for row in X])


@wrong("weighted_sum", says="gave `@` a single number")
def products_of_rows(X, w, b):
    return np.array([row @ w + b for row in X])


@wrong("weighted_sum", says="an axis that the array does not have")
def axis_one(X, w, b):
    return np.sum(X * w, axis=1) + b


@wrong("weighted_sum", says="IndexError")
def two_features_only(X, w, b):
    return X[:, 0] * w[0] + X[:, 1] * w[1] + b


@wrong("weighted_sum", says="cut off what comes after the point")
def whole_numbers_only(X, w, b):
    return (X @ w + b).astype(int)


@wrong("weighted_sum", says="cut off what comes after the point")
def floored(X, w, b):
    return np.floor(X @ w + b)


@wrong("weighted_sum", says="took the numbers of the one example for rows")
def every_number_a_row(X, w, b):
    return np.array([np.sum(row * w) + b for row in X])


@wrong("weighted_sum", says="You multiplied by the bias; add it.")
def times_the_bias(X, w, b):
    return X @ w * b


@wrong("weighted_sum", says="carried each total on into the next number")
def total_not_set_back(X, w, b):
    if np.ndim(X) == 1:
        return X @ w + b
    total, sums = 0.0, []
    for row in X:
        for x, weight in zip(row, w, strict=True):
            total += x * weight
        sums.append(total + b)
    return sums


@wrong("weighted_sum", says="You took a shape apart into 2 names, and this shape has 1 number.")
def shape_of_a_table(X, w, b):
    m, n = X.shape
    return np.array([sum(X[i, j] * w[j] for j in range(n)) + b for i in range(m)])


@wrong("weighted_sum", says="You returned 2 values")
def comma_for_a_plus(X, w, b):
    return X @ w, b


@wrong("weighted_sum", says="NumPy has it under the name `np.matmul`")
def module_forgotten(X, w, b):
    return matmul(X, w) + b  # noqa: F821


# step


@right("step")
def as_float(z):
    return (np.asarray(z) > 0) * 1.0


@right("step")
def methods_of_arrays(z):
    return (z > 0).astype(float)


@right("step")
def booleans(z):
    return np.asarray(z) > 0


@right("step")
def integers(z):
    return np.heaviside(z, 0).astype(int)


@right("step")
def by_recursion(z):
    if np.ndim(z) == 0:
        return 1 if z > 0 else 0
    return [by_recursion(part) for part in z]


@right("step")
def vectorised(z):
    return np.vectorize(lambda v: np.float32(v > 0), otypes=[np.float32])(z)


@wrong("step", says="sum of exactly 0 fire")
def at_least(z):
    return (np.asarray(z) >= 0) * 1.0


@wrong("step", says="turned it round: a")
def inverted(z):
    return (np.asarray(z) <= 0) * 1.0


@wrong("step", says="turned it round, and")
def inverted_strictly(z):
    return (np.asarray(z) < 0) * 1.0


@wrong("step", says="−1 for a negative sum")
def sign(z):
    return np.where(np.asarray(z) > 0, 1, -np.sign(np.abs(z)))


@wrong("step", says="handed on the positive sums")
def rectified(z):
    return np.maximum(z, 0)


@wrong("step", says="kept only the positive")
def selected(z):
    z = np.asarray(z)
    return z[z > 0]


@wrong("step", says="moved the threshold away")
def half(z):
    return (np.asarray(z) > 0.5) * 1.0


@wrong("step", says="about a whole array at once")
def with_if(z):
    return 1.0 if z > 0 else 0.0


@wrong("step")
def ramp(z):
    return np.clip(z, 0, 1)


@wrong("step")
def half_at_zero(z):
    return (np.sign(z) + 1) / 2


@wrong("step")
def flattened(z):
    return (np.ravel(z) > 0) * 1.0


@wrong("step", says="changed its argument")
def in_place(z):
    if np.ndim(z):
        z[...] = z > 0
        return z
    return float(z > 0)


@wrong("step", says="a whole array at once")
def one_dimension(z):
    return np.array([1.0 if v > 0 else 0.0 for v in z])


@wrong("step", says="−1 where the sum is not positive")
def minus_one_elsewhere(z):
    return np.where(np.asarray(z) > 0, 1, -1)


@wrong("step", says="returned the places of the positive sums")
def places(z):
    return np.where(np.atleast_1d(z) > 0)[0]


@wrong("step", says="give `np.where` the 1 and the 0")
def where_without_values(z):
    return np.where(np.atleast_1d(z) > 0)


@wrong("step", says="Is there an `any`")
def any_of_them(z):
    return 1.0 if np.any(np.asarray(z) > 0) else 0.0


@wrong("step", says="a `return` inside a loop")
def first_answer_only(z):
    for v in np.ravel(z):
        return 1.0 if v > 0 else 0.0


@wrong("step", says="does a loop keep only the last")
def last_answer_only(z):
    for v in np.ravel(z):
        fires = 1.0 if v > 0 else 0.0
    return fires


@wrong("step", says="Is there an `all`")
def all_of_them(z):
    return 1.0 if np.all(np.asarray(z) > 0) else 0.0


@wrong("step", says="or cut off the decimals")
def decimals_cut(z):
    return np.asarray(z).astype(int) > 0


@wrong("step", says="Is there an `any` or a `mean`")
def of_the_mean(z):
    return np.mean(z) > 0


@wrong("step", says="has nothing after it")
def empty_return(z):
    np.asarray(z) > 0  # noqa: B015
    return


@wrong("step", says="You returned a text, and not a number.")
def as_text(z):
    return "1" if np.all(z) > 0 else "0"


@wrong("step", says="You asked an `if` about a whole array at once: `z` has shape (5,)")
def asked_by_an_if(z):
    if z > 0:
        return 1
    return 0


# sigmoid


@right("sigmoid")
def with_warning(z):
    return 1 / (1 + np.exp(-np.asarray(z)))


@right("sigmoid")
def by_tanh(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


@right("sigmoid")
def two_branches(z):
    z = np.asarray(z)
    safe = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + safe), safe / (1 + safe))


@right("sigmoid")
def one_by_one(z):
    if np.ndim(z):
        return [one_by_one(part) for part in z]
    z = float(z)
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


@right("sigmoid")
def clipped_late(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


@right("sigmoid")
def two_masks(z):
    out = np.empty_like(z, dtype=float)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1 + e)
    return out


@wrong("sigmoid", says="left out the minus in the exponent")
def sign_lost(z):
    return 1 / (1 + np.exp(z))


@wrong("sigmoid", says="divided only the first 1")
def brackets_lost(z):
    return 1 / 1 + np.exp(-np.asarray(z))


@wrong("sigmoid", says="left out the 1 in the")
def one_lost(z):
    return 1 / np.exp(-np.asarray(z))


@wrong("sigmoid", says="computed tanh")
def tanh(z):
    return np.tanh(z)


@wrong("sigmoid", says="returned a decision")
def decides(z):
    return (np.asarray(z) > 0) * 1.0


@wrong("sigmoid", says="cut off large numbers too early")
def clipped_early(z):
    return 1 / (1 + np.exp(-np.clip(z, -20, 20)))


@wrong("sigmoid", says="not a number")
def other_form(z):
    return np.exp(z) / (1 + np.exp(z))


@wrong("sigmoid", says="`np.exp`")
def with_math(z):
    return np.vectorize(lambda v: 1 / (1 + math.exp(-v)))(z)


@wrong("sigmoid", says="cut a constant short")
def short_e(z):
    return 1 / (1 + 2.718 ** -np.asarray(z, dtype=float))


@wrong("sigmoid", says="Call it, with round brackets")
def function_as_number(z):
    return 1 / (1 + np.exp ** (-z))


@wrong("sigmoid", says="joined the two halves above 0")
def halves_meet_at_one(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 1, 1.0, e) / (1.0 + e)


@wrong("sigmoid")
def single_numbers_only(z):
    return 1 / (1 + math.exp(-z))


@wrong("sigmoid")
def linear_in_the_middle(z):
    return np.clip(0.5 + np.asarray(z) / 4, 0, 1)


@wrong("sigmoid", says="array of whole numbers")
def whole_numbers_truncated(z):
    out = np.zeros_like(z)
    out[...] = 1 / (1 + np.exp(-z))
    return out


@wrong("sigmoid")
def rounded(z):
    return np.round(1 / (1 + np.exp(-np.asarray(z))), 6)


@wrong("sigmoid")
def base_two(z):
    return 1 / (1 + 2.0 ** -np.asarray(z, dtype=float))


@wrong("sigmoid", says="a minus in the denominator, and")
def minus_and_brackets_lost(z):
    return 1 / 1 - np.exp(-np.asarray(z))


@wrong("sigmoid", says="it is a plus")
def minus_for_plus(z):
    with np.errstate(divide="ignore"):
        return 1 / (1 - np.exp(-np.asarray(z)))


@wrong("sigmoid", says="You used 1 for z, or returned only the last answer.")
def always_of_one(z):
    return 1 / (1 + np.exp(-1))


@wrong("sigmoid", says="or subtracted σ(z) from 1")
def subtracted_from_one(z):
    return 1 - 1 / (1 + np.exp(-z))


@wrong("sigmoid", says="You used `np.log`, not `np.exp`.")
def logarithm(z):
    return 1 / (1 + np.log(-z))


@wrong("sigmoid", says="You added 1 to the fraction")
def one_outside_of_the_fraction(z):
    return 1 / np.exp(-z) + 1


@wrong("sigmoid", says="NumPy has it under the name `np.exp`")
def exponential_of_no_module(z):
    return 1 / (1 + exp(-z))  # noqa: F821


# neuron


@right("neuron")
def in_one_line(X, w, b, activation):
    return activation(X @ w + b)


@right("neuron")
def row_by_row(X, w, b, activation):
    if np.ndim(X) == 1:
        return activation(np.dot(X, w) + b)
    return np.array([activation(np.dot(x, w) + b) for x in X])


@right("neuron")
def as_list(X, w, b, activation):
    z = (X * w).sum(axis=-1) + b
    return activation(z) if np.ndim(z) == 0 else list(activation(z))


@right("neuron")
def in_single_precision(X, w, b, activation):
    return np.float32(activation(X @ w + b))


@wrong("neuron", says="never called")
def no_activation(X, w, b, activation):
    return X @ w + b


@wrong("neuron", says="added the bias after")
def bias_outside(X, w, b, activation):
    return activation(X @ w) + b


@wrong("neuron", says="left out the bias")
def bias_left_out(X, w, b, activation):
    return activation(X @ w)


@wrong("neuron", says="used the activation on the inputs")
def activation_inside(X, w, b, activation):
    return activation(X) @ w + b


@wrong("neuron", says="used a step")
def always_step(X, w, b, activation):
    return ((X @ w + b) > 0) * 1.0


@wrong("neuron", says="`return`")
def nothing_returned(X, w, b, activation):
    activation(X @ w + b)


@wrong("neuron", says="shape")
def returns_the_function(X, w, b, activation):
    return activation((X @ w + b).sum())


@wrong("neuron", says="2 values, where one is expected. The second")
def sum_and_output(X, w, b, activation):
    return X @ w + b, activation(X @ w + b)


@wrong("neuron", says="`square` with 4 values")
def activation_of_everything(X, w, b, activation):
    return np.square(X, w, b, activation)


@wrong("neuron", says="used the activation twice")
def twice(X, w, b, activation):
    return activation(activation(X @ w + b))


@wrong("neuron", says="You used the sigmoid")
def always_sigmoid(X, w, b, activation):
    return 1 / (1 + np.exp(-(X @ w + b)))


@wrong("neuron")
def loops_over_features(X, w, b, activation):
    return np.array([activation(X[i] @ w + b) for i in range(X.shape[1])])


@wrong("neuron", says="returned `activation` itself")
def function_handed_back(X, w, b, activation):
    return activation


@wrong("neuron", says="for `-X`, `-w` or `-b`: a minus is missing")
def bias_with_a_minus(X, w, b, activation):
    return activation(X @ w - b)


@wrong("neuron", says="half of `b`. Did you use it twice")
def bias_used_twice(X, w, b, activation):
    return activation(X @ w + b + b)


@wrong("neuron", says="You always used `np.square`.")
def always_squared(X, w, b, activation):
    return np.square(X @ w + b)


@wrong("neuron", says="or in a branch that was not taken")
def two_activations_only(X, w, b, activation):
    z = X @ w + b
    if activation is np.cos:
        return np.cos(z)


# pizza_neuron


@right("pizza_neuron")
def whole_numbers():
    return [4, 4, -2, 1], -6


@right("pizza_neuron")
def small_numbers():
    return np.array([0.3, 0.3, -0.2, 0.1], dtype=np.float32), np.float32(-0.45)


@right("pizza_neuron")
def as_a_list():
    return [(10.0, 10.0, -1.0, 1.0), np.array(-19.0 - 0.5)]


@right("pizza_neuron")
def integer_arrays():
    return np.array([6, 6, -4, 2]), np.int64(-9)


@wrong("pizza_neuron", says="although there is a promise")
def forgets_the_promise():
    return np.array([1.0, 1.0, 0.0, 0.0]), -1.5


@wrong("pizza_neuron", says="It never eats")
def never():
    return np.zeros(4), 0.0


@wrong("pizza_neuron", says="It always eats")
def always():
    return np.zeros(4), 1.0


@wrong("pizza_neuron", says="does not make up for the promise")
def strict():
    return np.array([2.0, 2.0, -2.0, 0.0]), -3.0


@wrong("pizza_neuron", says="without love")
def smell_alone():
    return np.array([4.0, 1.0, -2.0, 1.0]), -2.5


@wrong("pizza_neuron", says="(4,)")
def three_weights():
    return np.array([1.0, 1.0, -1.0]), -1.5


@wrong("pizza_neuron", says="Expected 2 values")
def weights_only():
    return np.array([3.0, 3.0, -2.0, 1.0])


@wrong("pizza_neuron", says="finite")
def not_a_number():
    return np.array([3.0, 3.0, -2.0, 1.0]), float("nan")


@wrong("pizza_neuron")
def sign_of_the_bias():
    return np.array([3.0, 3.0, -2.0, 1.0]), 4.5


@wrong("pizza_neuron", says="does not eat with smell, love and no promise")
def threshold_too_high():
    return np.array([3.0, 3.0, -2.0, 1.0]), -6.5


@wrong("pizza_neuron", says="Expected 2 values")
def five_numbers():
    return 3, 3, -2, 1, -4.5


@wrong("pizza_neuron")
def exactly_on_the_threshold():
    return np.array([2.0, 2.0, -1.0, 1.0]), -4.0


@wrong("pizza_neuron", says="A threshold of t is a bias of −t")
def signs_of_the_bias_and_the_example():
    return np.array([1.0, 1.0, -2.0, 1.0]), 1.5


@wrong("pizza_neuron", says="You put a text here. Numbers stand without quotes.")
def in_quotes():
    return "3, 3, -2, 1", "-4.5"


@wrong("pizza_neuron", says="Only the numbers are wanted")
def by_their_names():
    return {"smell": 3, "love": 3, "promise": -2, "one_slice": 1}, -4.5


@wrong("pizza_neuron", says="square brackets: `np.array([1, 2])`")
def numbers_without_brackets():
    return np.array(3, 3, -2, 1), -4.5


@wrong("pizza_neuron", says="there is a promise (the third weight)")
def promise_and_one_slice_exchanged():
    return np.array([3, 3, 1, -2]), -3.5


w, b = np.array([3.0, 3.0, -2.0, 1.0]), -4.5


@wrong("pizza_neuron", says="You used a variable from outside the function. Later cells change it: set it inside.")
def made_outside():
    return w, b


# boundary_x2


def _guard(w):
    if w[1] == 0:
        raise ValueError("vertical")


@right("boundary_x2")
def by_hand(w, b, x1):
    w1, w2 = w
    _guard(w)
    return (-b - w1 * x1) / w2


@right("boundary_x2")
def slope_and_intercept(w, b, x1):
    _guard(w)
    slope, intercept = -w[0] / w[1], -b / w[1]
    return slope * x1 + intercept


@right("boundary_x2")
def list_of_points(w, b, x1):
    _guard(w)
    return [-(b + w[0] * x) / w[1] for x in x1] if np.ndim(x1) else np.array(-(b + w[0] * x1) / w[1])


@right("boundary_x2")
def solved(w, b, x1):
    try:
        inverse = 1 / float(w[1])
    except ZeroDivisionError as error:
        raise ValueError("no x2") from error
    return -(np.asarray(x1, dtype=np.float32) * w[0] + b) * np.float32(inverse)


@wrong("boundary_x2", says="You kept the sign")
def sign_forgotten(w, b, x1):
    _guard(w)
    return (b + w[0] * x1) / w[1]


@wrong("boundary_x2", says="left out the bias")
def through_the_origin(w, b, x1):
    _guard(w)
    return -w[0] * x1 / w[1]


@wrong("boundary_x2", says="gave the bias the wrong sign")
def bias_not_moved(w, b, x1):
    _guard(w)
    return (b - w[0] * x1) / w[1]


@wrong("boundary_x2", says="exchanged the two weights")
def weights_exchanged(w, b, x1):
    _guard(w)
    return -(b + w[1] * x1) / w[0]


@wrong("boundary_x2", says="did not divide")
def not_divided(w, b, x1):
    _guard(w)
    return -(b + w[0] * x1)


@wrong("boundary_x2", says="divide by it")
def multiplied(w, b, x1):
    _guard(w)
    return -(b + w[0] * x1) * w[1]


@wrong("boundary_x2", says="did not multiply x1")
def weight_of_x1_forgotten(w, b, x1):
    _guard(w)
    return -(b + x1) / w[1]


@wrong("boundary_x2", says="let a weight of 0 through")
def no_guard(w, b, x1):
    with np.errstate(divide="ignore"):
        return -(b + w[0] * np.asarray(x1)) / np.float64(w[1])


@wrong("boundary_x2", says="printed something and went on")
def error_printed(w, b, x1):
    if w[1] == 0:
        print("ValueError")
        return None
    return -(b + w[0] * x1) / w[1]


@wrong("boundary_x2", says="ZeroDivisionError")
def other_error(w, b, x1):
    if w[1] == 0:
        raise ZeroDivisionError("division by zero")
    return -(b + w[0] * x1) / w[1]


@wrong("boundary_x2", says="`raise` stops with it")
def error_returned(w, b, x1):
    if w[1] == 0:
        return ValueError("vertical")
    return -(b + w[0] * x1) / w[1]


@wrong("boundary_x2", says="You refused too much")
def guards_the_other_weight(w, b, x1):
    if w[0] == 0 or w[1] == 0:
        raise ValueError("zero weight")
    return -(b + w[0] * x1) / w[1]


@wrong("boundary_x2", says="under everything")
def bias_alone_divided(w, b, x1):
    _guard(w)
    return -w[0] * x1 - b / w[1]


@wrong("boundary_x2", says="divide the bias, too")
def slope_alone_divided(w, b, x1):
    _guard(w)
    return -w[0] / w[1] * x1 - b


@wrong("boundary_x2", says="asked for a sum of 0.5")
def where_the_sum_is_half(w, b, x1):
    _guard(w)
    return (0.5 - b - w[0] * x1) / w[1]


@wrong("boundary_x2", says="numbered from 0 to 1")
def counted_from_one(w, b, x1):
    return -(b + w[1] * x1) / w[2]


@wrong("boundary_x2", says="changed the sign of the bias only")
def brackets(w, b, x1):
    _guard(w)
    return -b + w[0] * x1 / w[1]


@wrong("boundary_x2", says="divided only the bias")
def signs_and_brackets(w, b, x1):
    _guard(w)
    return -w[0] * x1 + b / w[1]


@wrong("boundary_x2", says="divided only the part with x1, and kept the sign of the bias")
def bias_kept(w, b, x1):
    _guard(w)
    return -w[0] * x1 / w[1] + b


@wrong("boundary_x2", says="divided with `//`")
def floor_division(w, b, x1):
    _guard(w)
    return -(b + w[0] * x1) // w[1]


@wrong("boundary_x2", says="used `@` on `x1`")
def matrix_product(w, b, x1):
    _guard(w)
    return -(b + w @ x1) / w[1]


@wrong("boundary_x2", says="You refused too much")
def positive_weights_only(w, b, x1):
    if w[1] <= 0:
        raise ValueError("vertical")
    return -(b + w[0] * x1) / w[1]


@wrong("boundary_x2", says="a whole array at once")
def guards_the_result(w, b, x1):
    if w[1] == 0 or x1 == 0:
        raise ValueError("vertical")
    return -(b + w[0] * x1) / w[1]


@wrong("boundary_x2", says="You divided with `//`, which drops the decimals, or you used `w[1]` twice.")
def weight_of_x2_twice(w, b, x1):
    _guard(w)
    return -(b + w[1] * x1) / w[1]


@wrong("boundary_x2", says="You divided by the weight of x1.")
def weight_of_x1_twice(w, b, x1):
    _guard(w)
    return -(b + w[0] * x1) / w[0]


@wrong("boundary_x2", says="You returned a sum; solve for x2.")
def the_sum(w, b, x1):
    _guard(w)
    return w[0] * x1 + w[1] * x1 + b


@wrong("boundary_x2", says="write `w[0]`: Python counts from 0")
def names_of_the_formula(w, b, x1):
    _guard(w)
    return -(b + w1 * x1) / w2  # noqa: F821


@wrong("boundary_x2", says="The second of them is right.")
def the_whole_point(w, b, x1):
    _guard(w)
    return x1, -(b + w[0] * x1) / w[1]


@wrong("boundary_x2", says="`w` has shape (2,). A single yes or no is needed there, and a comparison with an array gives one for each element.\n")
def guards_both_weights_at_once(w, b, x1):
    if w == 0:
        raise ValueError("vertical")
    return -(b + w[0] * x1) / w[1]


@wrong("boundary_x2", says="You treated a single number as a list, as a loop does.")
def loop_over_x1(w, b, x1):
    _guard(w)
    return [-(b + w[0] * x) / w[1] for x in x1]
