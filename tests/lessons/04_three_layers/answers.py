"""Right and wrong answers to lesson 04."""

import math

import numpy as np
from scipy import special

from tests import recall
from tests.answers import right, wrong

recall.answers(__name__)


def soft(Z):
    return special.softmax(np.asarray(Z, dtype=float), axis=1)


# layer


@right("layer")
def unit_by_unit(A, W, b, activation):
    columns = [np.asarray(A) @ W[:, j] + b[j] for j in range(W.shape[1])]
    return activation(np.column_stack(columns))


@right("layer")
def loops(A, W, b, activation):
    Z = np.zeros((len(A), len(b)))
    for i, row in enumerate(A):
        for j in range(len(b)):
            Z[i, j] = b[j] + sum(float(x) * float(w) for x, w in zip(row, W[:, j], strict=True))
    return activation(Z)


@right("layer")
def single_precision(A, W, b, activation):
    return activation(np.dot(A.astype(np.float32), W.astype(np.float32)) + b.astype(np.float32)[None, :])


@right("layer")
def bias_as_a_weight(A, W, b, activation):
    return activation(np.hstack([A, np.ones((len(A), 1))]) @ np.vstack([W, b])).tolist()


@right("layer")
def turned_twice(A, W, b, activation):
    return activation((W.T @ A.T + b[:, None]).T)


@wrong("layer", says="never called")
def sums_only(A, W, b, activation):
    return A @ W + b


@wrong("layer", says="after the activation")
def bias_late(A, W, b, activation):
    return activation(A @ W) + b


@wrong("layer", says="left out the biases")
def no_bias(A, W, b, activation):
    return activation(A @ W)


@wrong("layer", says="subtracted the biases")
def bias_subtracted(A, W, b, activation):
    return activation(A @ W - b)


@wrong("layer", says="used the activation twice")
def activated_twice(A, W, b, activation):
    return activation(activation(A @ W + b))


@wrong("layer", says="applied the activation to `A`")
def activation_first(A, W, b, activation):
    return activation(A) @ W + b


@wrong("layer", says="gave each example a bias")
def bias_by_row(A, W, b, activation):
    return activation(A @ W + b[:, None]) if len(A) == len(b) else activation(A @ W + b)


@wrong("layer", says="added up the biases")
def bias_summed(A, W, b, activation):
    return activation(A @ W + b.sum())


@wrong("layer", says="the first bias")
def first_bias(A, W, b, activation):
    return activation(A @ W + b[0])


@wrong("layer", says="always used tanh")
def own_activation(A, W, b, activation):
    return np.tanh(A @ W + b)


@wrong("layer", says="first example alone")
def one_row(A, W, b, activation):
    for row in A:
        return activation(row @ W + b)


@wrong("layer", says="on its side")
def lying(A, W, b, activation):
    return activation(A @ W + b).T


@wrong("layer", says="transposed `W`")
def turned_where_it_fits(A, W, b, activation):
    return activation(A @ (W.T if W.shape[0] == W.shape[1] else W) + b)


@wrong("layer", says="inner sizes must be equal")
def turned(A, W, b, activation):
    return activation(A @ W.T + b)


@wrong("layer", says="`A` belongs on the left")
def exchanged(A, W, b, activation):
    return activation(W @ A + b)


@wrong("layer", says="without a `return`")
def forgotten(A, W, b, activation):
    activation(A @ W + b)


@wrong("layer", says="changed its argument")
def in_place(A, W, b, activation):
    W *= 2
    return activation(A @ W / 2 + b)


@wrong("layer", says="cannot take up fractions")
def biases_added_in_place(A, W, b, activation):
    Z = A @ W
    Z += b
    return activation(Z)


@right("layer")
def each_number_activated(A, W, b, activation):
    return [
        [activation(sum(a * w for a, w in zip(row, W[:, j], strict=True)) + b[j]) for j in range(len(b))] for row in A
    ]


@wrong("layer")
def activated_in_small_batches_only(A, W, b, activation):
    Z = A @ W + b
    return np.array([[activation(z) for z in row] for row in Z]) if len(A) < 3 else Z


@wrong("layer", says="always used the sigmoid")
def own_sigmoid(A, W, b, activation):
    return special.expit(A @ W + b)


@wrong("layer")
def sees_the_batch(A, W, b, activation):
    return activation((A - A.mean(axis=0)) @ W + A.mean(axis=0) @ W + b) if len(A) > 1 else activation(0 * A @ W + b)


@right("layer")
def each_row_activated(A, W, b, activation):
    return np.array([activation(row @ W + b) for row in A])


@right("layer")
def unit_by_unit_activated(A, W, b, activation):
    return np.column_stack([activation(A @ W[:, j] + b[j]) for j in range(len(b))])


@right("layer")
def row_by_row_activation_by_element(A, W, b, activation):
    return np.vectorize(lambda z: float(np.ravel(activation(np.array([[z]])))[0]))(A @ W + b)


@wrong("layer", says="added the biases to `W`")
def biases_in_the_weights(A, W, b, activation):
    return activation(A @ (W + b))


@wrong("layer", says="number by number, as `*` does")
def number_by_number(A, W, b, activation):
    return activation(A * W + b)


@wrong("layer", says="number by number, as `*` does")
def number_by_number_and_added(A, W, b, activation):
    return activation(np.sum(A * W, axis=1) + b)


@wrong("layer", says="first row only")
def list_of_the_first_row(A, W, b, activation):
    rows = []
    for a in A:
        rows.append(activation(a @ W + b))
        return rows


@wrong("layer", says="its name is `activation`")
def letter_of_the_formula(A, W, b, activation):
    return f(A @ W + b)  # noqa: F821


@wrong("layer", says="only the first column")
def return_inside_the_loop_of_units(A, W, b, activation):
    for j in range(W.shape[1]):
        return activation(A @ W[:, j] + b[j])


@wrong("layer", says="only the first column")
def unit_0_alone(A, W, b, activation):
    return activation(A @ W[:, 0] + b[0])


@wrong("layer", says="only the last column")
def last_unit_alone(A, W, b, activation):
    for j in range(W.shape[1]):
        out = activation(A @ W[:, j] + b[j])
    return out


@wrong("layer", says="added up, averaged or picked out")
def sums_added_up(A, W, b, activation):
    return activation((A @ W + b).sum(axis=1))


@wrong("layer", says="always used the step")
def own_step(A, W, b, activation):
    return np.where(A @ W + b > 0, 1, 0)


@wrong("layer", says="with a comma where `+` belongs")
def comma_for_plus(A, W, b, activation):
    return activation(A @ W, b)


@wrong("layer", says="negative sums 0")
def negative_sums_cut(A, W, b, activation):
    Z = A @ W + b
    Z[Z < 0] = 0
    return activation(Z)


@wrong("layer", says="carried each sum on")
def total_not_reset(A, W, b, activation):
    Z = np.zeros((len(A), len(b)))
    for i in range(len(A)):
        total = 0
        for j in range(len(b)):
            for k in range(len(W)):
                total += A[i, k] * W[k, j]
            Z[i, j] = total + b[j]
    return activation(Z)


@wrong("layer", says="left out the last input")
def last_input_left_out(A, W, b, activation):
    return activation(A[:, :-1] @ W[:-1] + b)


@wrong("layer", says="the bias once for each input")
def bias_inside_the_sum(A, W, b, activation):
    return activation(A @ W + len(W) * b)


@wrong("layer", says="the activation to `W`")
def weights_activated(A, W, b, activation):
    return A @ activation(W) + b


@wrong("layer", says="cut off everything after the decimal point")
def whole_numbers_returned(A, W, b, activation):
    return activation(A @ W + b).astype(int)


# pizza_layers


@wrong("pizza_layers", says="paired W1 with W2")
def weights_paired_with_weights():
    (W1, b1), (W2, b2) = _pizza()
    return [(W1, W2), (b1, b2)]


@right("pizza_layers")
def as_lists():
    return [([[1, 0], [1, 0], [0, 1], [0, -1]], [-1.5, -0.5]), ([[1], [-1]], [-0.5])]


@right("pizza_layers")
def other_scale():
    W1 = np.array([[3, 0], [3, 0], [0, 5], [0, -5]], dtype=np.float32)
    return [(W1, np.float32([-4, -2])), (np.array([[10], [-20]]), np.array([-1]))]


@right("pizza_layers")
def as_tuples():
    W1 = np.zeros((4, 2))
    W1[:2, 0], W1[2:, 1] = 0.6, (0.3, -0.4)
    return ((W1, (-1.0, -0.2)), (np.array([[0.7], [-0.9]]), [-0.1]))


@right("pizza_layers")
def listens_to_a_hair_of_all():
    W1 = np.array([[1, 0.01], [1, 0.01], [0.01, 1], [-0.01, -1]])
    return [[W1, np.array([-1.5, -0.5])], [np.array([[1.0], [-1.0]]), np.array([-0.5])]]


def _pizza(W1=((1, 0), (1, 0), (0, 1), (0, -1)), b1=(-1.5, -0.5), W2=((1,), (-1,)), b2=(-0.5,)):
    return [(np.array(W1), np.array(b1)), (np.array(W2), np.array(b2))]


@wrong("pizza_layers", says="not for the reasons")
def neuron_of_lesson_01():
    return _pizza([[3, 0], [3, 0], [-2, 0], [1, 0]], [-4.5, -1], [[1], [0]], [-0.5])


@wrong("pizza_layers", says="exchanged craving and guilt")
def swapped():
    return _pizza([[0, 1], [0, 1], [1, 0], [-1, 0]], [-0.5, -1.5], [[-1], [1]])


@wrong("pizza_layers", says="thresholds as biases. A")
def thresholds():
    return _pizza(b1=(1.5, 0.5), b2=(0.5,))


@wrong("pizza_layers", says="thresholds as biases in b1")
def hidden_thresholds():
    return _pizza(b1=(1.5, 0.5))


@wrong("pizza_layers", says="threshold as a bias in b2")
def output_threshold():
    return _pizza(b2=(0.5,))


@wrong("pizza_layers", says="a sum of exactly 0")
def exactly_zero():
    return _pizza(b1=(-2, -1), b2=(-1,))


@wrong("pizza_layers", says="ignores guilt")
def deaf_to_guilt():
    return _pizza(W2=((1,), (0,)))


@wrong("pizza_layers", says="let guilt ignore the excuse")
def no_excuse():
    return _pizza([[1, 0], [1, 0], [0, 1], [0, 0]])


@wrong("pizza_layers", says="craving *either*")
def smell_or_love():
    return _pizza(b1=(-0.5, -0.5))


@wrong("pizza_layers", says="guilt *both*")
def promise_and_excuse():
    return _pizza([[1, 0], [1, 0], [0, 1], [0, 1]], [-1.5, -1.5])


@wrong("pizza_layers", says="the output *both*")
def output_without_not():
    return _pizza(W2=((1,), (1,)), b2=(-1.5,))


@wrong("pizza_layers", says="ignores craving")
def deaf_to_craving():
    return _pizza(W2=((0,), (-1,)), b2=(0.5,))


@wrong("pizza_layers", says="always says the same earns nothing")
def never_eats_at_all():
    return _pizza(b2=(-1.5,))


@wrong("pizza_layers", says="ignores craving")
def never_eats():
    return _pizza(b2=(-1.5,))


@wrong("pizza_layers", says="ignores guilt")
def always_eats():
    return _pizza(b2=(1.5,))


@wrong("pizza_layers", says="in no mood does guilt fire")
def guilt_with_the_bias_of_craving():
    return _pizza(b1=(-1.5, -1.5))


@wrong("pizza_layers", says="in no mood does the output fire")
def output_with_the_bias_of_both():
    return _pizza(b2=(-1.5,))


@wrong("pizza_layers", says="threshold as the bias of guilt")
def threshold_of_guilt():
    return _pizza(b1=(-1.5, 0.5))


@wrong("pizza_layers", says="threshold as the bias of craving")
def threshold_of_craving():
    return _pizza(b1=(1.5, -0.5))


@wrong("pizza_layers", says="guilt *either*")
def promise_or_excuse():
    return _pizza([[1, 0], [1, 0], [0, 1], [0, 1]])


@wrong("pizza_layers", says="craving ignore love")
def smell_alone():
    return _pizza([[1, 0], [0, 0], [0, 1], [0, -1]], b1=(-0.5, -0.5))


@wrong("pizza_layers", says="exchanged craving and guilt")
def hidden_columns_swapped():
    return _pizza([[0, 1], [0, 1], [1, 0], [-1, 0]], [-0.5, -1.5])


@wrong("pizza_layers", says="on its side")
def on_its_side():
    return [(np.array(_pizza()[0][0]).T, np.array([-1.5, -0.5])), _pizza()[1]]


@wrong("pizza_layers", says="one column is a table too")
def flat_output():
    return [_pizza()[0], (np.array([1, -1]), np.array([-0.5]))]


@wrong("pizza_layers", says="Expected a list of 2 pairs")
def unpaired():
    (W1, b1), (W2, b2) = _pizza()
    return W1, b1, W2, b2


@wrong("pizza_layers")
def guilt_is_the_promise_of_an_eater():
    return _pizza([[1, 1], [1, 1], [0, 1], [0, -1]], [-1.5, -2.5])


@wrong("pizza_layers")
def guilt_of_the_excuse():
    return _pizza([[1, 0], [1, 0], [0, -1], [0, 1]])


@wrong("pizza_layers")
def zeros():
    return [(np.zeros((4, 2)), np.zeros(2)), (np.zeros((2, 1)), np.zeros(1))]


@wrong("pizza_layers", says="finite")
def open_places():
    return _pizza(b2=(np.nan,))


@wrong("pizza_layers", says="Expected a list of 2 pairs")
def text():
    return "craving and guilt"


@wrong("pizza_layers", says="put square brackets around them")
def rows_without_outer_brackets():
    W1 = np.array([1, 0], [1, 0], [0, 1], [0, -1])
    return [(W1, np.array([-1.5, -0.5])), _pizza()[1]]


# count_parameters


@right("count_parameters")
def by_loop(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


@right("count_parameters")
def by_making_it(sizes):
    return np.int64(sum(np.zeros((a, b)).size + np.zeros(b).size for a, b in zip(sizes[:-1], sizes[1:], strict=True)))


@right("count_parameters")
def by_products(sizes):
    sizes = np.array(sizes)
    return np.array(float(sizes[:-1] @ sizes[1:] + sizes[1:].sum()))


@right("count_parameters")
def recursive(sizes):
    return 0 if len(sizes) < 2 else (sizes[0] + 1) * sizes[1] + recursive(sizes[1:])


def _pairs(sizes):
    return list(zip(sizes[:-1], sizes[1:], strict=True))


@wrong("count_parameters", says="left out the biases.")
def weights_only(sizes):
    return sum(a * b for a, b in _pairs(sizes))


@wrong("count_parameters", says="gave the input layer biases")
def input_biases(sizes):
    return sum(a * b for a, b in _pairs(sizes)) + sum(sizes)


@wrong("count_parameters", says="only the step into the hidden")
def first_step(sizes):
    return sizes[0] * sizes[1] + sizes[1]


@wrong("count_parameters", says="only the step into the output")
def last_step(sizes):
    return (sizes[-2] + 1) * sizes[-1] if len(sizes) > 2 else 0


@wrong("count_parameters", says="gave each layer one bias")
def bias_by_layer(sizes):
    return sum(a * b + 1 for a, b in _pairs(sizes))


@wrong("count_parameters", says="left out the biases of the hidden")
def no_hidden_biases(sizes):
    return sum(a * b for a, b in _pairs(sizes)) + sizes[-1]


@wrong("count_parameters", says="left out the biases of the output")
def no_output_biases(sizes):
    return sum(a * b for a, b in _pairs(sizes)) + sum(sizes[1:-1])


@wrong("count_parameters", says="for the layer before each step")
def biases_of_the_feeders(sizes):
    return sum(a * b + a for a, b in _pairs(sizes))


@wrong("count_parameters", says="added up the units")
def units(sizes):
    return sum(sizes)


@wrong("count_parameters", says="multiplied all sizes")
def product(sizes):
    return math.prod(sizes)


@wrong("count_parameters", says="input and output directly")
def with_a_shortcut(sizes):
    return by_loop(sizes) + sizes[0] * sizes[-1]


@wrong("count_parameters", says="stop one earlier")
def one_step_too_far(sizes):
    return sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes)))


@wrong("count_parameters", says="it had only 2 parts")
def three_sizes_only(sizes):
    a, b, c = sizes
    return (a + 1) * b + (b + 1) * c


@wrong("count_parameters", says="two of three steps")
def three_of_them(sizes):
    return sum((a + 1) * b for a, b in _pairs(sizes)[:2])


@wrong("count_parameters", says="changed its argument")
def popping(sizes):
    total, before = 0, sizes.pop(0) if isinstance(sizes, list) else sizes[0]
    for size in sizes:
        total, before = total + (before + 1) * size, size
    return total


@wrong("count_parameters", says="without a `return`")
def printed(sizes):
    print(by_loop(sizes))


@wrong("count_parameters")
def each_step(sizes):
    return [(a + 1) * b for a, b in _pairs(sizes)]


@wrong("count_parameters", says="a third size, and this network has two")
def three_sizes_by_their_places(sizes):
    return sizes[0] * sizes[1] + sizes[1] + sizes[1] * sizes[2] + sizes[2]


@wrong("count_parameters", says="took the sizes for positions")
def sizes_as_positions(sizes):
    total = 0
    for i in sizes:
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


@wrong("count_parameters", says="each weight twice, and no bias")
def misplaced_bracket(sizes):
    return sum(a * (b + b) for a, b in _pairs(sizes))


@wrong("count_parameters", says="the whole list `sizes`")
def length_forgotten(sizes):
    total = 0
    for i in range(sizes - 1):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total


@wrong("count_parameters", says="64 for another network")
def number_of_the_check(sizes):
    return 64


@wrong("count_parameters", says="added the two sizes")
def plus_for_times(sizes):
    return sum(a + b for a, b in _pairs(sizes))


@wrong("count_parameters", says="the same size on both sides")
def moved_on_too_early(sizes):
    total, before = 0, sizes[0]
    for n in sizes[1:]:
        before = n
        total += before * n + n
    return total


@wrong("count_parameters", says="each layer one bias, the input too")
def bias_for_each_entry(sizes):
    return sum(a * b for a, b in _pairs(sizes)) + len(sizes)


@wrong("count_parameters", says="each layer's size by itself")
def squares(sizes):
    return sum(n * n + n for n in sizes)


@wrong("count_parameters", says="every layer to the input")
def never_moved_on(sizes):
    return sum(sizes[0] * n + n for n in sizes[1:])


@wrong("count_parameters", says="back to the first")
def wraps_around(sizes):
    return sum(sizes[i - 1] * sizes[i] + sizes[i] for i in range(len(sizes)))


@wrong("count_parameters", says="added 1 to both sizes")
def one_more_on_both_sides(sizes):
    return sum((a + 1) * (b + 1) for a, b in _pairs(sizes))


@wrong("count_parameters", says="straight to the last layer")
def formula_of_at_most_three(sizes):
    total = sizes[0] * sizes[1] + sizes[1]
    return total + (sizes[1] * sizes[-1] + sizes[-1] if len(sizes) > 2 else 0)


# softmax


@right("softmax")
def from_scipy(Z):
    return special.softmax(np.asarray(Z, dtype=float), axis=1)


@right("softmax")
def row_by_row(Z):
    made = []
    for row in Z:
        e = [math.exp(float(z) - float(max(row))) for z in row]
        made.append([x / sum(e) for x in e])
    return made


@right("softmax")
def by_logarithms(Z):
    return np.exp(Z - special.logsumexp(Z, axis=1, keepdims=True))


@right("softmax")
def turned_over(Z):
    E = np.exp(Z.T - Z.max(axis=1))
    return (E / E.sum(axis=0)).T


@right("softmax")
def single(Z):
    Z = np.asarray(Z, dtype=np.float32)
    E = np.exp(Z - Z.max(axis=-1)[:, None])
    return E / E.sum(axis=-1)[:, None]


@wrong("softmax", says="made the columns add up to 1")
def by_column(Z):
    return special.softmax(Z, axis=0)


@wrong("softmax", says="made the whole table add up")
def whole_table(Z):
    return special.softmax(Z)


@wrong("softmax", says="largest score got the least")
def negative(Z):
    return soft(-Z)


@wrong("softmax", says="returned the exponentials, not yet divided")
def exponentials(Z):
    return np.exp(Z)


@wrong("softmax", says="shifted exponentials, not yet divided")
def shifted_exponentials(Z):
    return np.exp(Z - Z.max(axis=1, keepdims=True))


@wrong("softmax", says="took no exponential")
def shares(Z):
    return Z / Z.sum(axis=1, keepdims=True)


@wrong("softmax", says="through a sigmoid")
def sigmoids(Z):
    return special.expit(Z)


@wrong("softmax", says="raised 2 to the scores")
def base_two(Z):
    E = 2.0 ** (Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="gave the largest score all")
def hard(Z):
    return np.eye(Z.shape[1])[Z.argmax(axis=1)]


@wrong("softmax", says="matched a row's shifted sum")
def sums_as_a_row(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1) if E.shape[0] == E.shape[1] else E.sum(axis=1, keepdims=True))


@wrong("softmax", says="keepdims")
def sums_as_a_row_always(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1)


@wrong("softmax", says="a score too large")
def not_shifted(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="every exponential became 0")
def one_shift_for_all(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="changed their leads")
def cut_off(Z):
    return soft(np.clip(Z, -500, 500))


@wrong("softmax", says="turned nan into 0")
def nan_to_num(Z):
    E = np.exp(Z)
    return np.nan_to_num(E / E.sum(axis=1, keepdims=True))


@wrong("softmax", says="changed its argument")
def shifted_in_place(Z):
    Z -= Z.max(axis=1, keepdims=True)
    return soft(Z)


@wrong("softmax", says="np.zeros(Z.shape)")
def filled_whole_numbers(Z):
    P = np.zeros_like(Z)
    for i, row in enumerate(Z):
        P[i] = np.exp(row - row.max()) / np.exp(row - row.max()).sum()
    return P


@wrong("softmax")
def a_hair_below_the_bar(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) + 1e-3)


@wrong("softmax", says="a score too large")
def shifted_by_the_mean(Z):
    E = np.exp(Z - Z.mean(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="shifted each column")
def shifted_by_columns(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="above the fraction line, but not below")
def shifted_above_only(Z):
    return np.exp(Z - Z.max(axis=1, keepdims=True)) / np.exp(Z).sum(axis=1, keepdims=True)


@wrong("softmax", says="took the softmax twice")
def twice(Z):
    return soft(soft(Z))


@wrong("softmax", says="matched a row's shift")
def shifts_as_a_row_where_it_fits(Z):
    E = np.exp(Z - (Z.max(axis=1) if Z.shape[0] == Z.shape[1] else Z.max(axis=1, keepdims=True)))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax")
def log_probabilities(Z):
    return special.log_softmax(Z, axis=1)


@wrong("softmax", says="`np.exp` takes whole arrays")
def exponential_of_math(Z):
    return eval("math.exp(Z)", {"Z": Z})  # a name that the notebook does not have, and this module has


@wrong("softmax", says="`keepdims`, with an s")
def keepdim(Z):
    E = np.exp(Z - Z.max(axis=1, keepdim=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="the first row only")
def list_of_the_first_row(Z):
    P = []
    for row in soft(Z):
        P.append(row)
        return P


@wrong("softmax", says="left the other rows at 0")
def first_row_filled(Z):
    P = np.zeros(Z.shape)
    for i, row in enumerate(soft(Z)):
        P[i] = row
        return P


@wrong("softmax", says="by the largest one of its row")
def divided_by_the_largest(Z):
    return soft(Z / Z.max(axis=1, keepdims=True))


@wrong("softmax", says="two scores too large")
def shifted_by_the_first(Z):
    E = np.exp(Z - Z[:, :1])
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="a score too large")
def shifted_by_the_last(Z):
    E = np.exp(Z - Z[:, -1:])
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="the largest score of this row")
def cut_off_above(Z):
    E = np.exp(np.minimum(Z, 700))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="the largest score of this row")
def shifted_by_the_largest_size(Z):
    E = np.exp(Z - np.abs(Z).max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="the largest score of a row")
def shifted_by_1000(Z):
    E = np.exp(Z - 1000)
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="shifted the exponentials")
def shifted_too_late(Z):
    E = np.exp(Z) - Z.max(axis=1, keepdims=True)
    return E / E.sum(axis=1, keepdims=True)


@wrong("softmax", says="took the sigmoid of each score")
def sigmoids_divided(Z):
    E = special.expit(Z)
    return E / E.sum(axis=1, keepdims=True)


# init_layers


@right("init_layers")
def xavier(sizes, rng):
    return [(rng.normal(size=(a, b)) / math.sqrt(a) / 2, np.zeros(b)) for a, b in _pairs(list(sizes))]


@right("init_layers")
def uniform_backwards(sizes, rng):
    n, h, k = sizes
    W2 = rng.uniform(-0.5, 0.5, (h, k))
    return ((rng.uniform(-0.05, 0.05, (n, h)).astype(np.float32), [0.0] * h), (W2, np.zeros(k, dtype=int)))


@right("init_layers")
def number_by_number(sizes, rng):
    layers = []
    for a, b in _pairs(list(sizes)):
        W = [[(rng.random() - 0.5) * 0.8 for _ in range(b)] for _ in range(a)]
        layers.append([W, np.zeros(b)])
    return layers


@right("init_layers")
def from_one_list(sizes, rng):
    n, h, k = sizes
    drawn = 0.01 * rng.standard_normal(n * h + h * k)
    return [(drawn[: n * h].reshape(n, h), np.zeros(h)), (drawn[n * h :].reshape(h, k), np.zeros(k))]


@right("init_layers")
def half_at_most(sizes, rng):
    return [(0.5 * rng.standard_normal((a, b)), np.zeros((b,))) for a, b in _pairs(list(sizes))]


def _init(draw):
    def made(sizes, rng):
        return [(draw(a, b, rng), np.zeros(b)) for a, b in _pairs(list(sizes))]

    return made


@wrong("init_layers", says="drew nothing, or one number")
def all_zero(sizes, rng):
    return _init(lambda a, b, rng: np.zeros((a, b)))(sizes, rng)


@wrong("init_layers", says="drew nothing, or one number")
def one_number(sizes, rng):
    return _init(lambda a, b, rng: np.full((a, b), rng.normal() * 0.1))(sizes, rng)


@wrong("init_layers", says="a pair of brackets")
def shape_without_brackets(sizes, rng):
    return _init(lambda a, b, rng: rng.random(a, b) - 0.5)(sizes, rng)


@wrong("init_layers", says="from one side of 0")
def up_to_a_half(sizes, rng):
    return _init(lambda a, b, rng: rng.uniform(0, 0.5, (a, b)))(sizes, rng)


@wrong("init_layers", says="from one side of 0")
def positive(sizes, rng):
    return _init(lambda a, b, rng: rng.random((a, b)) * 0.1)(sizes, rng)


@wrong("init_layers", says="0.5 is the most")
def large(sizes, rng):
    return _init(lambda a, b, rng: rng.normal(size=(a, b)))(sizes, rng)


@wrong("init_layers", says="made the weights too large")
def wide(sizes, rng):
    return _init(lambda a, b, rng: rng.uniform(-1, 1, (a, b)))(sizes, rng)


@wrong("init_layers", says="another value than 0")
def random_biases(sizes, rng):
    return [(0.1 * rng.normal(size=(a, b)), 0.1 * rng.normal(size=b)) for a, b in _pairs(sizes)]


@wrong("init_layers", says="another value than 0")
def biases_of_one(sizes, rng):
    return [(0.1 * rng.normal(size=(a, b)), np.ones(b)) for a, b in _pairs(sizes)]


@wrong("init_layers", says="seed")
def fixed_seed(sizes, rng):
    rng = np.random.default_rng(0)
    return _init(lambda a, b, rng: 0.1 * rng.normal(size=(a, b)))(sizes, rng)


@wrong("init_layers", says="seed")
def global_seed(sizes, rng):
    np.random.seed(0)  # noqa: NPY002
    return _init(lambda a, b, rng: 0.1 * np.random.randn(a, b))(sizes, rng)  # noqa: NPY002


@wrong("init_layers", says="another generator")
def ignores_rng(sizes, rng):
    fresh = np.random.default_rng()
    return _init(lambda a, b, rng: 0.1 * fresh.normal(size=(a, b)))(sizes, rng)


@wrong("init_layers", says="drew one row or column and repeated it")
def copied_columns(sizes, rng):
    return _init(lambda a, b, rng: np.tile(0.1 * rng.normal(size=(a, 1)), (1, b)))(sizes, rng)


@wrong("init_layers", says="drew one row or column and repeated it")
def copied_rows(sizes, rng):
    return _init(lambda a, b, rng: np.zeros((a, b)) + 0.1 * rng.normal(size=b))(sizes, rng)


@wrong("init_layers", says="on its side")
def transposed(sizes, rng):
    return _init(lambda a, b, rng: 0.1 * rng.normal(size=(b, a)))(sizes, rng)


@wrong("init_layers", says="W2")
def second_is_zero(sizes, rng):
    n, h, k = sizes
    return [(0.1 * rng.normal(size=(n, h)), np.zeros(h)), (np.zeros((h, k)), np.zeros(k))]


@wrong("init_layers", says="an axis too many. b has one number")
def biases_in_a_row(sizes, rng):
    return [(0.1 * rng.normal(size=(a, b)), np.zeros((1, b))) for a, b in _pairs(sizes)]


@wrong("init_layers", says="first pair alone")
def one_layer(sizes, rng):
    return [(0.1 * rng.normal(size=(sizes[0], sizes[-1])), np.zeros(sizes[-1]))]


@wrong("init_layers", says="Expected a list of 2 pairs")
def weights_alone(sizes, rng):
    return 0.1 * rng.normal(size=(sizes[0], sizes[1]))


@wrong("init_layers")
def seeded_once_for_each_table(sizes, rng):
    seed = int(rng.integers(1000000))
    return _init(lambda a, b, rng: 0.1 * np.random.default_rng(seed).normal(size=(a, b)))(sizes, rng)


@wrong("init_layers")
def seeded_by_the_sizes(sizes, rng):
    rng = np.random.default_rng(int(np.sum(sizes)))
    return _init(lambda a, b, rng: 0.1 * rng.normal(size=(a, b)))(sizes, rng)


@wrong("init_layers")
def half_of_large(sizes, rng):
    return _init(lambda a, b, rng: 0.6 * rng.normal(size=(a, b)))(sizes, rng)


@wrong("init_layers")
def fixed_sizes(sizes, rng):
    return _init(lambda a, b, rng: 0.1 * rng.normal(size=(a, b)))([40, 30, 20], rng)


@wrong("init_layers", says="`a` is the mean and `b` the spread")
def mean_for_spread(sizes, rng):
    return _init(lambda a, b, rng: rng.normal(0.1, size=(a, b)))(sizes, rng)


@wrong("init_layers", says="has to be drawn with its shape")
def no_shape(sizes, rng):
    return _init(lambda a, b, rng: rng.normal(a, b) * 0.1)(sizes, rng)


@wrong("init_layers", says="fixed numbers")
def sizes_of_the_digits(sizes, rng):
    return _init(lambda a, b, rng: rng.normal(size=(a, b)) * 0.1)([64, 32, 10], rng)


@wrong("init_layers", says="the same draws for W1 and W2")
def second_is_a_piece_of_the_first(sizes, rng):
    n, h, k = sizes
    W = 0.1 * rng.normal(size=(n, h))
    return [(W, np.zeros(h)), (W[:h, :k], np.zeros(k))]


@right("init_layers")
def of_few_values(sizes, rng):
    return _init(lambda a, b, rng: rng.choice([-0.1, 0.05, 0.1], size=(a, b)))(sizes, rng)


@wrong("init_layers", says="one number for each size")
def shape_in_the_place_of_the_spread(sizes, rng):
    return _init(lambda a, b, rng: rng.normal(0.1, (a, b)))(sizes, rng)


@wrong("init_layers", says="each b before its W")
def biases_first(sizes, rng):
    return [(b, W) for W, b in _init(lambda a, b, rng: 0.1 * rng.normal(size=(a, b)))(sizes, rng)]


@wrong("init_layers", says="cut off the decimals")
def whole_weights(sizes, rng):
    return _init(lambda a, b, rng: rng.normal(0, 0.1, (a, b)).astype(int))(sizes, rng)


@wrong("init_layers", says="Does a loop end too early")
def last_row_not_drawn(sizes, rng):
    return _init(lambda a, b, rng: np.vstack([rng.normal(0, 0.1, (a - 1, b)), np.zeros((1, b))]))(sizes, rng)


@wrong("init_layers", says="Does a loop end too early")
def diagonal_alone(sizes, rng):
    return _init(lambda a, b, rng: np.eye(a, b) * rng.normal(0, 0.1, b))(sizes, rng)


@wrong("init_layers", says="W without its b")
def biases_forgotten(sizes, rng):
    return [W for W, _ in _init(lambda a, b, rng: 0.1 * rng.normal(size=(a, b)))(sizes, rng)]


@wrong("init_layers", says="a pair for each layer")
def pair_for_each_layer(sizes, rng):
    return [(0.1 * rng.normal(size=(n, n)), np.zeros(n)) for n in sizes]


@wrong("init_layers", says="first pair alone")
def return_inside_the_loop(sizes, rng):
    for a, b in _pairs(sizes):
        return [(0.1 * rng.normal(size=(a, b)), np.zeros(b))]


@right("init_layers")
def coin_flips(sizes, rng):
    return _init(lambda a, b, rng: 0.2 * rng.integers(0, 2, size=(a, b)) - 0.1)(sizes, rng)


# forward


@right("forward")
def plain(X, layers):
    (W1, b1), (W2, b2) = layers
    A1 = np.tanh(np.asarray(X) @ W1 + b1)
    return A1, soft(A1 @ W2 + b2)


@right("forward")
def by_rows(X, layers):
    first, second = layers
    hidden, chances = [], []
    for x in X:
        h = [math.tanh(float(x @ first[0][:, j] + first[1][j])) for j in range(len(first[1]))]
        z = np.array(h) @ second[0] + second[1]
        e = np.exp(z - z.max())
        hidden.append(h)
        chances.append((e / e.sum()).tolist())
    return hidden, chances


@right("forward")
def in_single_precision(X, layers):
    A = X.astype(np.float32)
    (W1, b1), (W2, b2) = [(W.astype(np.float32), b.astype(np.float32)) for W, b in layers]
    A = np.tanh(A @ W1 + b1)
    return [A, special.softmax(A @ W2 + b2, axis=1)]


@right("forward")
def loop_of_layers(X, layers):
    activations = [np.tanh, soft]
    made = [X]
    for (W, b), f in zip(layers, activations, strict=True):
        made.append(f(made[-1] @ W + b))
    return tuple(made[1:])


def _forward(hidden=np.tanh, output=soft, first=1.0, second=1.0):
    def f(X, layers):
        (W1, b1), (W2, b2) = layers
        A1 = hidden(X @ W1 + first * b1)
        return A1, output(A1 @ W2 + second * b2)

    return f


@wrong("forward", says="returned P alone")
def p_only(X, layers):
    return plain(X, layers)[1]


@wrong("forward", says="returned A1 alone")
def a1_only(X, layers):
    return plain(X, layers)[0]


@wrong("forward", says="the step in both layers")
def like_the_pizza(X, layers):
    return _forward(lambda Z: (Z > 0) * 1.0, lambda Z: (Z > 0) * 1.0)(X, layers)


@wrong("forward", says="left out the second layer")
def softmax_of_a1(X, layers):
    A1 = plain(X, layers)[0]
    return A1, soft(A1)


@wrong("forward", says="gave the second layer the hidden sums")
def sums_passed_on(X, layers):
    return plain(X, layers)[0], _forward(hidden=lambda Z: Z)(X, layers)[1]


@wrong("forward", says="added the output biases after")
def output_bias_late(X, layers):
    A1, P = _forward(second=0)(X, layers)
    return A1, P + layers[1][1]


@wrong("forward", says="a pair inside a list is *one* part")
def four_names(X, layers):
    W1, b1, W2, b2 = layers
    return _forward()(X, [(W1, b1), (W2, b2)])


@wrong("forward", says="A1 and P in the wrong order")
def wrong_order(X, layers):
    A1, P = plain(X, layers)
    return P, A1


@wrong("forward", says="returned the hidden sums")
def sums_for_activations(X, layers):
    (W1, b1), _ = layers
    return X @ W1 + b1, plain(X, layers)[1]


@wrong("forward", says="left out the softmax")
def scores(X, layers):
    return _forward(output=lambda Z: Z)(X, layers)


@wrong("forward", says="made the columns of P")
def columns(X, layers):
    return _forward(output=lambda Z: special.softmax(Z, axis=0))(X, layers)


@wrong("forward", says="gave the hidden layer no activation")
def linear(X, layers):
    return _forward(hidden=lambda Z: Z)(X, layers)


@wrong("forward", says="the sigmoid in the hidden")
def sigmoid_hidden(X, layers):
    return _forward(hidden=special.expit)(X, layers)


@wrong("forward", says="the step in the hidden")
def step_hidden(X, layers):
    return _forward(hidden=lambda Z: (Z > 0) * 1.0)(X, layers)


@wrong("forward", says="left out the hidden biases")
def without_b1(X, layers):
    return _forward(first=0)(X, layers)


@wrong("forward", says="left out the output biases")
def without_b2(X, layers):
    return _forward(second=0)(X, layers)


@wrong("forward", says="the hidden biases and the output biases")
def without_biases(X, layers):
    return _forward(first=0, second=0)(X, layers)


@wrong("forward", says="tanh in the output layer")
def tanh_output(X, layers):
    return _forward(output=np.tanh)(X, layers)


@wrong("forward", says="scores through tanh")
def tanh_then_softmax(X, layers):
    return _forward(output=lambda Z: soft(np.tanh(Z)))(X, layers)


@wrong("forward", says="the sigmoid in the output")
def sigmoid_output(X, layers):
    return _forward(output=special.expit)(X, layers)


@wrong("forward", says="did the second layer get `X`")
def raw_inputs_twice(X, layers):
    (W1, b1), (W2, b2) = layers
    return np.tanh(X @ W1 + b1), soft(X @ W2 + b2)


@wrong("forward", says="made the whole table P")
def whole_table_softmax(X, layers):
    return _forward(output=special.softmax)(X, layers)


@wrong("forward", says="changed its argument")
def adds_in_place(X, layers):
    (W1, b1), (W2, b2) = layers
    b1 += 1
    return _forward()(X, [(W1, b1 - 1), (W2, b2)])


@wrong("forward", says="without a `return`")
def no_return(X, layers):
    plain(X, layers)


@wrong("forward")
def overflowing(X, layers):
    (W1, b1), (W2, b2) = layers
    A1 = np.tanh(X @ W1 + b1)
    E = np.exp(A1 @ W2 + b2)
    return A1, E / E.sum(axis=1, keepdims=True)


@wrong("forward")
def inputs_as_well(X, layers):
    return X, *plain(X, layers)


@wrong("forward")
def decided(X, layers):
    A1, P = plain(X, layers)
    return A1, P.argmax(axis=1)


@wrong("forward", says="used ReLU")
def rectified(X, layers):
    return _forward(hidden=lambda Z: np.maximum(Z, 0))(X, layers)


@wrong("forward", says="took the softmax twice")
def softmax_twice(X, layers):
    return _forward(output=lambda Z: soft(soft(Z)))(X, layers)


def _layer(A, W, b, activation):
    return activation(A @ W + b)


@wrong("forward", says="the function itself, by its name")
def activation_called_too_early(X, layers):
    (W1, b1), (W2, b2) = layers
    A1 = _layer(X, W1, b1, np.tanh(X))
    return A1, _layer(A1, W2, b2, soft)


@wrong("forward", says="activation on single numbers or rows")
def layer_by_number(X, layers):
    (W1, b1), (W2, b2) = layers
    A1 = np.tanh(X @ W1 + b1)
    return A1, [[special_softmax_of_table(z) for z in row] for row in A1 @ W2 + b2]


@wrong("forward", says="activation on single numbers or rows")
def layer_by_row(X, layers):
    (W1, b1), (W2, b2) = layers
    A1 = np.tanh(X @ W1 + b1)
    return A1, [special_softmax_of_table(row) for row in A1 @ W2 + b2]


def special_softmax_of_table(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / np.sum(E, axis=1, keepdims=True)


@wrong("forward", says="a pair `(W, b)`, which is one value")
def pair_handed_on(X, layers):
    def layer(A, W, b, activation):
        return activation(A @ W + b)

    A1 = layer(X, layers[0], np.tanh)
    return A1, layer(A1, layers[1], soft)


@wrong("forward", says="did `A1` go into the first layer")
def first_layer_twice(X, layers):
    W1, b1 = layers[0]
    A1 = np.tanh(X @ W1 + b1)
    return A1, soft(A1 @ W1 + b1)


@wrong("forward", says="`np.tanh`")
def bare_tanh(X, layers):
    (W1, b1), (W2, b2) = layers
    A1 = _layer(X, W1, b1, tanh)  # noqa: F821
    return A1, _layer(A1, W2, b2, soft)


@wrong("forward", says="the softmax in the hidden layer, too")
def softmax_in_both_layers(X, layers):
    return _forward(hidden=soft)(X, layers)


@wrong("forward", says="Is the activation missing?")
def activation_forgotten(X, layers):
    def layer(A, W, b, activation):
        return activation(A @ W + b)

    (W1, b1), (W2, b2) = layers
    A1 = layer(X, W1, b1, np.tanh)
    return A1, soft(layer(A1, W2, b2))


@wrong("forward", says="the output's numbers as A1")
def loop_over_both(X, layers):
    A = X
    for W, b in layers:
        A = np.tanh(A @ W + b)
    return A, soft(A)


@wrong("forward", says="does not set it")
def nothing_set(X, layers):
    return A1, P  # noqa: F821


@wrong("forward", says="a name misspelt")
def another_name_set(X, layers):
    (W1, b1), (W2, b2) = layers
    a1 = np.tanh(X @ W1 + b1)
    return a1, soft(A1 @ W2 + b2)  # noqa: F821


@wrong("forward", says="after the tanh")
def hidden_biases_late(X, layers):
    (W1, b1), (W2, b2) = layers
    A1 = np.tanh(X @ W1) + b1
    return A1, soft(A1 @ W2 + b2)


@wrong("forward", says="`np.tan`, the tangent")
def tangent(X, layers):
    return _forward(hidden=np.tan)(X, layers)


@wrong("forward", says="before there is a sum")
def tanh_called_without_a_sum(X, layers):
    (W1, b1), (W2, b2) = layers
    A1 = _layer(X, W1, b1, np.tanh())
    return A1, _layer(A1, W2, b2, soft)


@wrong("forward", says="stretched the sigmoid in height alone")
def half_the_formula_of_tanh(X, layers):
    return _forward(hidden=lambda Z: 2 * special.expit(Z) - 1)(X, layers)


@wrong("forward", says="Did the second layer get `b1`")
def first_biases_twice(X, layers):
    (W1, b1), (W2, _) = layers
    A1 = np.tanh(X @ W1 + b1)
    return A1, soft(A1 @ W2 + b1)


# predict


@right("predict")
def by_scores(X, layers):
    (W1, b1), (W2, b2) = layers
    return (np.tanh(X @ W1 + b1) @ W2 + b2).argmax(axis=1)


@right("predict")
def in_lists(X, layers):
    return [max(range(len(row)), key=lambda c, row=row: row[c]) for row in plain(X, layers)[1].tolist()]


@right("predict")
def as_floats(X, layers):
    return np.argsort(plain(X, layers)[1], axis=1)[:, -1].astype(np.float32)


@right("predict")
def by_comparison(X, layers):
    P = plain(X, layers)[1]
    return np.nonzero(P == P.max(axis=1, keepdims=True))[1]


@wrong("predict", says="counted the labels from 1")
def from_one(X, layers):
    return by_scores(X, layers) + 1


@wrong("predict", says="found the best example")
def down_the_columns(X, layers):
    return plain(X, layers)[1].argmax(axis=0)


@wrong("predict", says="In which columns do they stand")
def largest(X, layers):
    return plain(X, layers)[1].max(axis=1)


@wrong("predict", says="compared the hidden units")
def loudest_hidden(X, layers):
    return plain(X, layers)[0].argmax(axis=1)


@wrong("predict", says="whether class 1 is above")
def two_classes(X, layers):
    return (plain(X, layers)[1][:, 1] > 0.5).astype(int)


@wrong("predict", says="took the least probable")
def quietest(X, layers):
    return plain(X, layers)[1].argmin(axis=1)


@wrong("predict", says="one largest number in the whole")
def of_the_whole(X, layers):
    return plain(X, layers)[1].argmax()


@wrong("predict", says="the probabilities, and no decision")
def undecided(X, layers):
    return plain(X, layers)[1]


@wrong("predict", says="put a 1 at each row's label")
def one_hot_rows(X, layers):
    P = plain(X, layers)[1]
    return (P == P.max(axis=1, keepdims=True)) * 1.0


@wrong("predict", says="compared each probability with 0.5")
def rounded(X, layers):
    return np.round(plain(X, layers)[1])


@wrong("predict", says="looked for a probability above 0.5")
def above_a_half(X, layers):
    return np.where(plain(X, layers)[1] > 0.5)[1]


@wrong("predict", says="class 0 where no probability")
def above_a_half_or_class_0(X, layers):
    return np.argmax(plain(X, layers)[1] > 0.5, axis=1)


@wrong("predict", says="return several things")
def of_the_pair(X, layers):
    return np.argmax(plain(X, layers), axis=1)


@wrong("predict", says="without a `return`")
def predict_forgotten(X, layers):
    by_scores(X, layers)


@wrong("predict")
def of_both_parts(X, layers):
    return np.argmax(np.hstack(plain(X, layers)), axis=1)


@wrong("predict", says="left out the output biases")
def without_output_bias(X, layers):
    return _forward(second=0)(X, layers)[1].argmax(axis=1)


@wrong("predict", says="left out the hidden biases")
def without_hidden_bias(X, layers):
    return _forward(first=0)(X, layers)[1].argmax(axis=1)


@wrong("predict", says="inside the loop")
def first_example(X, layers):
    return by_scores(X, layers)[0]


@wrong("predict")
def as_a_column(X, layers):
    return by_scores(X, layers)[:, None]


@wrong("predict")
def drawn_by_chance(X, layers):
    P = plain(X, layers)[1]
    return np.array([np.random.default_rng(0).choice(len(row), p=row) for row in P])


@wrong("predict", says="changed its argument")
def predict_in_place(X, layers):
    X *= 1
    X += 1
    return by_scores(X - 1, layers)


@wrong("predict", says="leave out the hidden layer")
def hidden_layer_skipped(X, layers):
    W2, b2 = layers[1]
    return (X @ (W2 if X.shape[1] == len(W2) else W2[: X.shape[1]]) + b2).argmax(axis=1)


@wrong("predict", says="and not the last one")
def three_classes(X, layers):
    return plain(X, layers)[1][:, :3].argmax(axis=1)


@wrong("predict", says="compared each probability with 0.5")
def table_above_a_half(X, layers):
    return plain(X, layers)[1] > 0.5


@wrong("predict", says="Round brackets call it")
def square_brackets(X, layers):
    return np.argmax[plain(X, layers)[1], 1]


@wrong("predict", says="averaged the numbers of the classes")
def expected_label(X, layers):
    P = plain(X, layers)[1]
    return np.round(P @ np.arange(P.shape[1]))


@wrong("predict", says="left out the tanh")
def without_tanh(X, layers):
    (W1, b1), (W2, b2) = layers
    return np.argmax((X @ W1 + b1) @ W2 + b2, axis=1)


@wrong("predict", says="and not the last one")
def three_classes_by_comparison(X, layers):
    return [0 if p[0] > max(p[1:3]) else 1 if p[1] > p[2] else 2 for p in plain(X, layers)[1]]


@wrong("predict", says="compared the inputs")
def loudest_input(X, layers):
    return np.argmax(X, axis=1)


@wrong("predict", says="You returned texts")
def labels_as_texts(X, layers):
    return [str(label) for label in by_scores(X, layers)]


@wrong("predict", says="each label once")
def different_labels(X, layers):
    return np.unique(by_scores(X, layers))


@wrong("predict", says="the second number of `argsort`")
def second_of_argsort(X, layers):
    return np.argsort(plain(X, layers)[1], axis=1)[:, 1]


# one_hot


@right("one_hot")
def rows_of_eye(y, n_classes):
    return np.eye(n_classes)[y]


@right("one_hot")
def filled(y, n_classes):
    Y = np.zeros((len(y), n_classes), dtype=int)
    Y[np.arange(len(y)), y] = 1
    return Y


@right("one_hot")
def two_loops(y, n_classes):
    return [[float(c == label) for c in range(n_classes)] for label in y]


@right("one_hot")
def as_booleans(y, n_classes):
    return np.arange(n_classes)[None, :] == y.reshape(-1, 1)


@right("one_hot")
def small_type(y, n_classes):
    return np.array([np.bincount([label], minlength=n_classes) for label in y], dtype=np.uint8)


@wrong("one_hot", says="counted the labels from 1")
def shifted(y, n_classes):
    return np.eye(n_classes)[np.asarray(y).astype(int) - 1]


@wrong("one_hot", says="no column for the last class")
def as_many_as_seen(y, n_classes):
    return np.eye(y.max() + 1)[y]


@wrong("one_hot", says="no column for the last class")
def as_many_as_differ(y, n_classes):
    return (y[:, None] == np.unique(y)) * 1.0


@wrong("one_hot", says="a column for each example")
def as_many_as_examples(y, n_classes):
    return np.eye(max(len(y), y.max() + 1))[y]


@wrong("one_hot", says="transposed the table")
def classes_in_rows(y, n_classes):
    return np.eye(n_classes)[:, y]


@wrong("one_hot", says="did not use the labels")
def corner_to_corner(y, n_classes):
    return np.eye(len(y), n_classes)


@wrong("one_hot", says="put the label itself")
def labels_in_place(y, n_classes):
    return np.eye(n_classes)[y] * y[:, None]


@wrong("one_hot", says="put the only 0")
def inverted(y, n_classes):
    return 1 - np.eye(n_classes)[y]


@wrong("one_hot", says="all columns up to the label")
def thermometer(y, n_classes):
    return (np.arange(n_classes) <= y[:, None]) * 1


@wrong("one_hot", says="all the labels into one row")
def one_row_for_all(y, n_classes):
    row = np.zeros(n_classes)
    row[y] = 1
    return row


@wrong("one_hot", says="without a `return`")
def one_hot_forgotten(y, n_classes):
    np.eye(n_classes)[y]


@wrong("one_hot", says="set whole columns")
def whole_columns(y, n_classes):
    Y = np.zeros((len(y), n_classes))
    Y[:, y] = 1
    return Y


@wrong("one_hot", says="set whole rows")
def whole_rows(y, n_classes):
    Y = np.zeros((len(y), n_classes))
    Y[y] = 1
    return Y


@wrong("one_hot", says="exchanged row and column")
def places_exchanged(y, n_classes):
    Y = np.zeros((len(y), n_classes))
    Y[y, np.arange(len(y))] = 1
    return Y


@wrong("one_hot", says="inside the loop")
def one_example(y, n_classes):
    Y = np.zeros((len(y), n_classes))
    for i, label in enumerate(y):
        Y[i, label] = 1
        return Y


@wrong("one_hot", says="as a size")
def eye_of_labels(y, n_classes):
    return np.eye(y)


@wrong("one_hot", says="a pair of brackets")
def zeros_without_brackets(y, n_classes):
    Y = np.zeros(len(y), n_classes)
    Y[np.arange(len(y)), y] = 1
    return Y


@wrong("one_hot")
def four_classes(y, n_classes):
    return np.eye(4)[y]


@wrong("one_hot")
def one_too_many(y, n_classes):
    return np.eye(n_classes + 1)[y]


@wrong("one_hot")
def minus_elsewhere(y, n_classes):
    return 2 * np.eye(n_classes)[y] - 1


@wrong("one_hot")
def first_label(y, n_classes):
    return np.eye(n_classes)[y[0]]


@wrong("one_hot", says="changed its argument")
def takes_one_away(y, n_classes):
    y -= 1
    return np.eye(n_classes)[y + 1]


@wrong("one_hot")
def square_only(y, n_classes):
    Y = np.zeros((n_classes, n_classes))
    Y[np.arange(len(y)), y] = 1
    return Y


@wrong("one_hot", says="You returned texts")
def words(y, n_classes):
    return [str(label) for label in y]


@wrong("one_hot", says="a row for each class, and did not use the labels")
def eye_alone(y, n_classes):
    return np.eye(n_classes)


@wrong("one_hot", says="used the labels as row numbers")
def loop_over_the_labels(y, n_classes):
    Y = np.zeros((len(y), n_classes))
    for i in y:
        Y[i, y[i]] = 1
    return Y


@wrong("one_hot", says="or a loop ended early")
def loop_too_short(y, n_classes):
    Y = np.zeros((len(y), n_classes))
    for i in range(len(y) - 1):
        Y[i, y[i]] = 1
    return Y


@wrong("one_hot", says="different numbers of rows and columns as indices")
def a_row_number_for_each_class(y, n_classes):
    Y = np.zeros((len(y), n_classes))
    Y[np.arange(n_classes), y] = 1
    return Y


@wrong("one_hot", says="`==` only compares")
def compared_not_set(y, n_classes):
    Y = np.zeros((len(y), n_classes))
    for i in range(len(y)):
        Y[i][y[i]] == 1  # noqa: B015
    return Y


@wrong("one_hot", says="all rows are the same list")
def one_list_many_times(y, n_classes):
    Y = [[0] * n_classes] * len(y)
    for i in range(len(y)):
        Y[i][y[i]] = 1
    return Y


@wrong("one_hot", says="left one column out")
def a_class_too_few(y, n_classes):
    return np.eye(n_classes - 1)[y]


@wrong("one_hot", says="left the rows of label 0 empty")
def classes_from_1_in_a_loop(y, n_classes):
    Y = np.zeros((len(y), n_classes))
    for i in range(len(y)):
        for c in range(1, n_classes + 1):
            if y[i] == c:
                Y[i, c - 1] = 1
    return Y


@wrong("one_hot", says="one column too far")
def a_column_too_far(y, n_classes):
    Y = np.zeros((len(y), n_classes + 1))
    Y[np.arange(len(y)), y + 1] = 1
    return Y[:, :n_classes]


@wrong("one_hot", says="before the loop")
def row_made_once(y, n_classes):
    rows, row = [], np.zeros(n_classes)
    for label in y:
        row[label] = 1
        rows.append(row.copy())
    return np.array(rows)


@wrong("one_hot", says="does not set it")
def another_name_returned(y, n_classes):
    table = np.eye(n_classes)[y]  # noqa: F841
    return Y  # noqa: F821


# cross_entropy


@right("cross_entropy")
def with_one_hot(P, y):
    Y = np.eye(P.shape[1])[y]
    return -np.sum(Y * np.log(np.clip(P, 1e-12, 1))) / len(y)


@right("cross_entropy")
def example_by_example(P, y):
    total = 0.0
    for row, label in zip(P, y, strict=True):
        total -= math.log(max(float(row[label]), 1e-15))
    return total / len(y)


@right("cross_entropy")
def a_hair_added(P, y):
    return np.float32(-np.log(P[range(len(y)), y] + 1e-10).mean())


@right("cross_entropy")
def clipped_on_both_sides(P, y):
    P = np.clip(np.asarray(P, dtype=np.float32), np.float32(1e-7), np.float32(1 - 1e-7))
    return np.array(np.mean(-np.log(np.take_along_axis(P, np.asarray(y, dtype=int)[:, None], axis=1))))


@right("cross_entropy")
def clipped_by_the_gap_above_1(P, y):
    return -np.mean(np.log(np.clip(P, np.finfo(float).eps, 1)[np.arange(len(y)), y]))


@right("cross_entropy")
def clipped_by_2e_16(P, y):
    return -np.mean(np.log(np.maximum(P, 2.3e-16)[np.arange(len(y)), y]))


@right("cross_entropy")
def clipped_by_1e_7(P, y):
    return -np.log(np.clip(P, 1e-7, 1 - 1e-7)[np.arange(len(y)), y]).mean()


def _q(P, y):
    return np.maximum(P[np.arange(len(y)), y], 1e-12)


@wrong("cross_entropy", says="added up the prices")
def summed(P, y):
    return -np.log(_q(P, y)).sum()


@wrong("cross_entropy", says="mean over all m · k numbers")
def mean_of_the_table(P, y):
    return -np.mean(np.eye(P.shape[1])[y] * np.log(np.maximum(P, 1e-12)))


@wrong("cross_entropy", says="counted the classes in `y`")
def one_hot_by_the_labels(P, y):
    return -np.sum(np.eye(y.max() + 1)[y] * np.log(np.clip(P, 1e-12, 1))) / len(y)


@wrong("cross_entropy", says="counted the classes in `y`")
def one_hot_by_the_different_labels(P, y):
    Y = np.eye(len(np.unique(y)))[y]
    return -np.sum(Y * np.log(np.clip(P, 1e-12, 1)), axis=1).mean()


@wrong("cross_entropy", says="left out the minus")
def no_minus(P, y):
    return np.log(_q(P, y)).mean()


@wrong("cross_entropy", says="returned the prices")
def prices(P, y):
    return -np.log(_q(P, y))


@wrong("cross_entropy", says="took whole columns")
def whole_columns_picked(P, y):
    return -np.mean(np.log(np.maximum(P[:, y], 1e-12)))


@wrong("cross_entropy", says="the mean of all prices")
def all_classes(P, y):
    return -np.mean(np.log(np.maximum(P, 1e-12)))


@wrong("cross_entropy", says="the most probable class of each row")
def loudest(P, y):
    return -np.mean(np.log(P.max(axis=1)))


@wrong("cross_entropy", says="the loss of one neuron for each class. Only")
def binary_sum(P, y):
    Y, P = np.eye(P.shape[1])[y], np.clip(P, 1e-12, 1 - 1e-12)
    return -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / len(y)


@wrong("cross_entropy", says="averaged over all numbers")
def binary_mean(P, y):
    Y, P = np.eye(P.shape[1])[y], np.clip(P, 1e-12, 1 - 1e-12)
    return -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))


@wrong("cross_entropy", says="counted the labels from 1")
def labels_from_one(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y - 1], 1e-12)))


@wrong("cross_entropy", says="to base 2")
def in_bits(P, y):
    return -np.mean(np.log2(_q(P, y)))


@wrong("cross_entropy", says="to base 10")
def base_ten(P, y):
    return -np.mean(np.log10(_q(P, y)))


@wrong("cross_entropy", says="divided by the number of classes")
def divided_by_the_classes(P, y):
    return -np.sum(np.log(_q(P, y))) / P.shape[1]


@wrong("cross_entropy", says="did you keep what `np.clip` returned")
def clip_thrown_away(P, y):
    np.clip(P, 1e-12, 1)
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@wrong("cross_entropy", says="mean before the logarithm")
def log_of_the_mean(P, y):
    return -np.log(_q(P, y).mean())


@wrong("cross_entropy", says="squared error, another")
def squared(P, y):
    return np.sum((P - np.eye(P.shape[1])[y]) ** 2) / len(y)


@wrong("cross_entropy", says="the mean of 1 − q")
def missing_probability(P, y):
    return 1 - np.mean(_q(P, y))


@wrong("cross_entropy", says="come too near to 0")
def not_clipped(P, y):
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@wrong("cross_entropy", says="come too near to 0")
def not_clipped_with_one_hot(P, y):
    Y = np.eye(P.shape[1])[y]
    return -np.sum(Y * np.log(P)) / len(y)


@wrong("cross_entropy", says="come too near to 0")
def a_hair_too_fine(P, y):
    return -np.mean(np.log(P[np.arange(len(y)), y] + 1e-20))


@wrong("cross_entropy", says="took whole rows")
def whole_rows_picked(P, y):
    return -np.mean(np.log(np.maximum(P[y], 1e-12)))


@wrong("cross_entropy", says="returned the first price")
def first_price(P, y):
    for q in _q(P, y):
        return -np.log(q)


@wrong("cross_entropy", says="added only the first price")
def first_of_the_sum(P, y):
    for q in _q(P, y):
        return -np.log(q) / len(y)


@wrong("cross_entropy", says="come too near to 0")
def clipped_too_finely(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-20)))


@wrong("cross_entropy", says="clipped P too far")
def clipped_too_far(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e-6)))


@wrong("cross_entropy", says="clipped P too far")
def ignores_zeros(P, y):
    q = P[np.arange(len(y)), y]
    return -np.sum(np.log(q[q > 0])) / len(y)


@wrong("cross_entropy", says="changed its argument")
def clipped_in_place(P, y):
    P[P < 0.15] = 0.15
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@wrong("cross_entropy", says="without a `return`")
def entropy_printed(P, y):
    print(-np.mean(np.log(_q(P, y))))


@wrong("cross_entropy")
def four_examples(P, y):
    return -np.sum(np.log(_q(P, y))) / 4


@wrong("cross_entropy")
def last_row_and_label(P, y):
    return -np.mean(np.log(np.maximum(P[y % len(P), np.arange(len(y)) % P.shape[1]], 1e-12)))


@wrong("cross_entropy", says="`low` comes first")
def bounds_exchanged(P, y):
    return -np.mean(np.log(np.clip(P, 1, 1e-12)[np.arange(len(y)), y]))


@wrong("cross_entropy", says="not `np.minimum`")
def minimum_for_maximum(P, y):
    return -np.mean(np.log(np.minimum(P, 1e-9)[np.arange(len(y)), y]))


@wrong("cross_entropy", says="is the tiny number tiny")
def minus_of_the_exponent_missing(P, y):
    return -np.mean(np.log(np.clip(P, 10**12, 1)[np.arange(len(y)), y]))


@wrong("cross_entropy", says="3 classes for every `P`")
def three_classes_for_all(P, y):
    return -np.sum(np.eye(3)[y] * np.log(np.clip(P, 1e-12, 1))) / len(y)


@wrong("cross_entropy", says="`10-12`")
def difference_for_exponent(P, y):
    return -np.mean(np.log(np.clip(P, 10 - 12, 1)[np.arange(len(y)), y]))


@wrong("cross_entropy", says="every label in every row")
def all_labels_in_each_row(P, y):
    total = 0
    for i in range(len(y)):
        total -= np.log(np.maximum(P[i][y], 1e-12))
    return total / len(y)


@wrong("cross_entropy", says="the labels as row numbers")
def labels_as_rows(P, y):
    total = 0
    for i in y:
        total -= np.log(max(P[i, y[i]], 1e-12))
    return total / len(y)


@wrong("cross_entropy", says="a price for 1 − q")
def price_of_the_rest(P, y):
    q = np.clip(P[np.arange(len(y)), y], 1e-12, 1 - 1e-12)
    return -np.mean(np.log(q) + np.log(1 - q))


@wrong("cross_entropy", says="combined the labels with the whole table")
def labels_times_table(P, y):
    return -np.mean(y * np.log(np.clip(P, 1e-12, 1)))


@wrong("cross_entropy", says="replaced 0 alone")
def zero_alone_replaced(P, y):
    q = P[np.arange(len(y)), y]
    return -np.mean(np.log(np.where(q == 0, 1e-12, q)))


@wrong("cross_entropy", says="`np.max` is an axis")
def max_for_maximum(P, y):
    return -np.mean(np.log(np.max(P[np.arange(len(y)), y], 1e-12)))


@wrong("cross_entropy", says="or wrote two")
def two_minus_signs(P, y):
    total = 0
    for row, label in zip(P, y, strict=True):
        total -= np.log(max(row[label], 1e-12))
    return -total / len(y)


@wrong("cross_entropy", says="gave a q of 0 no price")
def zeros_skipped(P, y):
    return -sum(np.log(q) for q in P[np.arange(len(y)), y] if q > 0) / len(y)


@wrong("cross_entropy", says="clipped the logarithms")
def logarithms_clipped(P, y):
    return -np.mean(np.maximum(np.log(P[np.arange(len(y)), y]), 1e-12))


@wrong("cross_entropy", says="Is it 1e12")
def minus_left_out_of_1e_12(P, y):
    return -np.mean(np.log(np.maximum(P[np.arange(len(y)), y], 1e12)))


@wrong("cross_entropy", says="the last price alone")
def total_replaced(P, y):
    for q in _q(P, y):
        total = -np.log(q)
    return total / len(y)


@wrong("cross_entropy", says="left out the first example")
def from_the_second_on(P, y):
    return -np.sum(np.log(_q(P, y))[1:]) / len(y)


@wrong("cross_entropy", says="holds probabilities already")
def softmax_once_more(P, y):
    return -np.mean(np.log(_q(soft(P), y)))


@wrong("cross_entropy", says="exchanged P and the one-hot table")
def tables_exchanged(P, y):
    return -np.sum(P * np.log(np.clip(np.eye(P.shape[1])[y], 1e-12, 1))) / len(y)


@wrong("cross_entropy", says="`np.log`")
def natural_logarithm_by_another_name(P, y):
    return -np.mean(np.ln(_q(P, y)))


@right("cross_entropy")
def prices_capped(P, y):
    with np.errstate(divide="ignore"):
        return np.mean(np.minimum(-np.log(P[np.arange(len(y)), y]), 30))
