"""Right and wrong answers to lesson 03."""

from itertools import product

import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import Perceptron

from helpers import data
from tests import recall
from tests.answers import right, wrong

recall.answers(__name__)

INPUTS = np.array(list(product([0, 1], repeat=2)))


def _searched(table, weights, biases, fires=np.greater):
    table = np.array(table) == 1
    return any((fires(INPUTS @ np.array(w) + b, 0) == table).all() for *w, b in product(weights, weights, biases))


# linearly_separable


@right("linearly_separable")
def by_exception(truth_table):
    return tuple(int(v) for v in truth_table) not in {(0, 1, 1, 0), (1, 0, 0, 1)}


@right("linearly_separable")
def perceptron(truth_table):
    y = np.array(truth_table).astype(int)
    if y.min() == y.max():
        return True
    model = Perceptron(max_iter=1000, tol=None, random_state=0).fit(INPUTS, y)
    return model.score(INPUTS, y) == 1.0  # np.bool_ or bool


@right("linearly_separable")
def diagonals(truth_table):
    a, b, c, d = (bool(v) for v in truth_table)
    return np.bool_(not (a == d and b == c and a != b))


@right("linearly_separable")
def by_hand(truth_table):
    w, b = np.zeros(2), 0.0
    for _ in range(100):
        for x, wanted in zip(INPUTS, np.array(truth_table, dtype=float), strict=True):
            error = wanted - float(x @ w + b > 0)
            w, b = w + error * x, b + error
    return ((INPUTS @ w + b > 0) == (np.array(truth_table) == 1)).all()


@right("linearly_separable")
def as_number(truth_table):
    return int(_searched(truth_table, (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5), np.greater_equal))


@right("linearly_separable")
def from_the_picture(truth_table):
    good = "0000 0001 0010 0011 0100 0101 0111 1000 1010 1011 1100 1101 1110 1111".split()
    return np.array("".join(str(int(v)) for v in truth_table) in good)


@wrong("linearly_separable", says="called all sixteen tables separable")
def always_yes(truth_table):
    return True


@wrong("linearly_separable", says="refused all sixteen tables")
def always_no(truth_table):
    return False


@wrong("linearly_separable", says="Is XOR the only table for which the proof holds")
def xor_alone(truth_table):
    return list(truth_table) != [0, 1, 1, 0]


@wrong("linearly_separable", says="compared an array with a list")
def compares_with_a_list(truth_table):
    return truth_table != [0, 1, 1, 0]


@wrong("linearly_separable", says="fewer than four right cases")
def any_for_all(truth_table):
    tried = product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5))
    return any(((INPUTS @ np.array(w) + b > 0) == (np.array(truth_table) == 1)).any() for *w, b in tried)


@wrong("linearly_separable", says="refused a constant table")
def not_constant(truth_table):
    return by_exception(truth_table) and 0 < sum(truth_table) < 4


@wrong("linearly_separable", says="bias 1.5")
def no_large_bias(truth_table):
    return _searched(truth_table, (-2, -1, 0, 1, 2), (-2.5, -1.5, -0.5, 0.5))


@wrong("linearly_separable", says="Weights −1 and −1")
def monotone(truth_table):
    return _searched(truth_table, (0, 1, 2), (-2.5, -1.5, -0.5, 0.5))


@wrong("linearly_separable", says="a positive and a negative weight")
def one_sign(truth_table):
    return _searched(truth_table, (0, 1, 2), np.arange(-4.5, 5)) or _searched(truth_table, (0, -1), np.arange(-4.5, 5))


@wrong("linearly_separable", says="two 1s")
def counted(truth_table):
    return sum(truth_table) != 2


@wrong("linearly_separable", says="the wrong way round")
def inverted(truth_table):
    return not by_exception(truth_table)


@wrong("linearly_separable", says="the wrong way round")
def is_it_xor(truth_table):
    return tuple(int(v) for v in truth_table) == (0, 1, 1, 0)


@wrong("linearly_separable", says="without a `return`")
def printed(truth_table):
    print(by_exception(truth_table))


@wrong("linearly_separable")
def in_words(truth_table):
    return "yes" if by_exception(truth_table) else "no"


@wrong("linearly_separable")
def without_bias(truth_table):
    return _searched(truth_table, np.linspace(-2, 2, 9), (0,))


@wrong("linearly_separable", says="bias 1.5")
def few_biases(truth_table):
    return _searched(truth_table, (-1, 0, 1), (-1, 0, 1))


@wrong("linearly_separable")
def too_few_rounds(truth_table):
    w, b = np.zeros(2), 0.0
    for _ in range(3):
        for x, wanted in zip(INPUTS, np.array(truth_table, dtype=float), strict=True):
            error = wanted - float(x @ w + b > 0)
            w, b = w + error * x, b + error
    return ((INPUTS @ w + b > 0) == (np.array(truth_table) == 1)).all()


@wrong("linearly_separable", says="changed its argument")
def sorts_it(truth_table):
    if isinstance(truth_table, list):
        truth_table.reverse()
    return by_exception(truth_table)


@wrong("linearly_separable", says="decides lists, but not arrays")
def lists_only(truth_table):
    if truth_table == [0, 1, 1, 0] or truth_table == [1, 0, 0, 1]:
        return False
    return True


@wrong("linearly_separable")
def tuples_only(truth_table):
    return truth_table is not None and list(map(str, truth_table)) not in (["0", "1", "1", "0"], ["1", "0", "0", "1"])


@wrong("linearly_separable")
def four_answers(truth_table):
    return [by_exception(truth_table)] * 4


@wrong("linearly_separable", says="the second input decides alone")
def by_the_first_input(truth_table):
    a, b, c, d = truth_table
    return bool(a == b or c == d)


@wrong("linearly_separable", says="end the search")
def first_neuron_only(truth_table):
    for w1, w2, b in product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5)):
        return bool(((INPUTS @ np.array([w1, w2]) + b > 0) == (np.array(truth_table) == 1)).all())


@wrong("linearly_separable", says="`.all()`")
def compares_whole_arrays(truth_table):
    for w1, w2, b in product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5)):
        if (INPUTS @ np.array([w1, w2]) + b > 0) == np.array(truth_table):
            return True
    return False


@wrong("linearly_separable", says="decides lists, but not arrays")
def array_in_a_list(truth_table):
    return truth_table not in ([0, 1, 1, 0], [1, 0, 0, 1])


@wrong("linearly_separable", says="returned how many cases can be right")
def most_right(truth_table):
    tried = product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5))
    return max(int(((INPUTS @ np.array(w) + b > 0) == np.array(truth_table)).sum()) for *w, b in tried)


@wrong("linearly_separable", says="You refused *either*")
def refuses_either(truth_table):
    a, b, c, _ = truth_table
    return bool(a == b or a == c)


@wrong("linearly_separable", says="You refused a table with one 1. It needs a positive and a negative weight")
def refuses_the_first_alone(truth_table):
    return by_exception(truth_table) and tuple(map(int, truth_table)) not in {(0, 0, 1, 0), (1, 1, 0, 1)}


@wrong("linearly_separable", says="such as `xor.y`")
def compares_with_xor(truth_table):
    found = False
    for w1, w2, b in product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5)):
        found = found or bool(((INPUTS @ np.array([w1, w2]) + b > 0) == data.xor().y).all())
    return found


@wrong("linearly_separable", says="which Python reads as")
def one_comparison_for_two(truth_table):
    if list(truth_table) == [0, 1, 1, 0] or [1, 0, 0, 1]:  # noqa: SIM222
        return False
    return True


@wrong("linearly_separable", says="compared a list with a tuple")
def compares_with_tuples(truth_table):
    return truth_table != (0, 1, 1, 0) and truth_table != (1, 0, 0, 1)


@wrong("linearly_separable", says="such as a text")
def compares_with_texts(truth_table):
    return truth_table != "0110" and truth_table != "1001"


@wrong("linearly_separable", says="Only an array has `.all()`")
def all_of_a_list(truth_table):
    return not (truth_table == [0, 1, 1, 0]).all() and not (truth_table == [1, 0, 0, 1]).all()


@wrong("linearly_separable", says="`list(truth_table)` makes a list")
def both_lists_by_and(truth_table):
    return truth_table != [0, 1, 1, 0] and truth_table != [1, 0, 0, 1]


@wrong("linearly_separable", says="refused `0000` and `0011` (and 4 more)")
def sums_of_diagonals(truth_table):
    a, b, c, d = map(int, truth_table)
    return a + d != b + c


@wrong("linearly_separable", says="does each round write over what the round before has found")
def only_the_last_neuron_counts(truth_table):
    for w1, w2, b in product((-2, -1, 0, 1, 2), (-2, -1, 0, 1, 2), (-1.5, -0.5, 0.5, 1.5)):
        found = ((INPUTS @ np.array([w1, w2]) + b > 0) == truth_table).all()
    return found


@wrong("linearly_separable", says="Can your function return False?")
def nothing_tested(truth_table):
    for w1, w2, b in product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5)):
        _ = ((INPUTS @ np.array([w1, w2]) + b > 0) == truth_table).all()
        found = True
    return found


@wrong("linearly_separable", says="no step had made 0 and 1 of them")
def without_the_step(truth_table):
    tried = product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5))
    return any((INPUTS @ np.array(w) + b == truth_table).all() for *w, b in tried)


@wrong("linearly_separable", says="refused `0101` and `1010`, which are separable. The four answers belong to")
def cases_round_the_square(truth_table):
    a, b, c, d = truth_table
    return bool(not (a == c and b == d and a != b))


@wrong("linearly_separable", says="the question is about a neuron with a *step*")
def a_square_for_the_step(truth_table):
    tried = product((-1, 0, 1), repeat=3)
    return any((np.square(INPUTS @ np.array(w) + b) == truth_table).all() for *w, b in tried)


# product_feature


@right("product_feature")
def concatenated(X):
    return np.concatenate([X, X.prod(axis=1, keepdims=True)], axis=1)


@right("product_feature")
def by_rows(X):
    return [[a, b, a * b] for a, b in X]


@right("product_feature")
def filled(X):
    out = np.empty((len(X), 3), dtype=np.float32)
    out[:, :2], out[:, 2] = X, X[:, 0] * X[:, 1]
    return out


@right("product_feature")
def glued(X):
    return np.c_[X, X[:, 0] * X[:, 1]]


@right("product_feature")
def transposed_twice(X):
    x1, x2 = X.T
    return np.vstack([x1, x2, x1 * x2]).T


@wrong("product_feature", says="returned the product alone.")
def alone(X):
    return X[:, 0] * X[:, 1]


@wrong("product_feature", says="as a column")
def alone_as_a_column(X):
    return (X[:, 0] * X[:, 1])[:, None]


@wrong("product_feature", says="sum of the two columns")
def summed(X):
    return np.column_stack([X, X.sum(axis=1)])


@wrong("product_feature", says="put the product first")
def first(X):
    return np.column_stack([X[:, 0] * X[:, 1], X])


@wrong("product_feature", says="0 or 1")
def logical(X):
    return np.column_stack([X, (X[:, 0] > 0) & (X[:, 1] > 0)])


@wrong("product_feature", says="the smaller one")
def smaller(X):
    return np.column_stack([X, X.min(axis=1)])


@wrong("product_feature", says="squared")
def squared(X):
    return np.column_stack([X, X[:, 0] ** 2])


@wrong("product_feature", says="cut off the decimals of the whole")
def whole_numbers(X):
    return np.column_stack([X, X[:, 0] * X[:, 1]]).astype(int)


@wrong("product_feature", says="multiplied down the columns")
def as_a_row(X):
    return np.vstack([X, X.prod(axis=0)])


@wrong("product_feature", says="without a `return`")
def kept(X):
    np.column_stack([X, X[:, 0] * X[:, 1]])


@wrong("product_feature", says="changed its argument")
def in_place(X):
    X *= 1.0 if X.dtype.kind == "f" else 1
    product_ = X[:, 0] * X[:, 1]
    X[:, 0] += 1
    return np.column_stack([X[:, 0] - 1, X[:, 1], product_])


@wrong("product_feature")
def four_columns(X):
    return np.column_stack([X, X[:, 0] * X[:, 1], np.ones(len(X))])


@wrong("product_feature", says="one number for each *column*")
def rows_for_columns(X):
    return np.column_stack([X, X[0] * X[1]])


@wrong("product_feature")
def scaled(X):
    return np.column_stack([X, X[:, 0] * X[:, 1] / np.abs(X).max()])


@wrong("product_feature")
def lying(X):
    return np.vstack([X.T, X[:, 0] * X[:, 1]])


@wrong("product_feature")
def three_rows_only(X):
    return np.column_stack([X[:3], X[:3, 0] * X[:3, 1]])


@wrong("product_feature", says="3 rows for 1 example")
def three_rows_always(X):
    out = np.zeros((3, 3))
    out[:, :2], out[:, 2] = X, X[:, 0] * X[:, 1]
    out[len(X) :] = 0
    return out


@wrong("product_feature", says="in square brackets")
def no_brackets(X):
    return np.column_stack(X[:, 0], X[:, 1], X[:, 0] * X[:, 1])


@wrong("product_feature", says="in square brackets")
def concatenated_without_brackets(X):
    return np.concatenate(X, X[:, 0] * X[:, 1])


@wrong("product_feature", says="lies on its side")
def list_of_columns(X):
    return np.array([X[:, 0], X[:, 1], X[:, 0] * X[:, 1]])


@wrong("product_feature", says="makes a column of the list")
def glued_flat(X):
    return np.hstack([X, X[:, 0] * X[:, 1]])


@wrong("product_feature", says="one long list")
def appended(X):
    return np.append(X, X[:, 0] * X[:, 1])


@wrong("product_feature", says="put all of them together")
def dot_product(X):
    return np.column_stack([X, X[:, 0] @ X[:, 1]])


@wrong("product_feature", says="put all of them together")
def product_of_everything(X):
    return np.column_stack([X, np.prod(X)])


@wrong("product_feature", says="which are rows")
def rows_taken_for_columns(X):
    return np.column_stack([X[0], X[1], X[0] * X[1]])


@wrong("product_feature", says="count as true")
def logical_and(X):
    return np.column_stack([X, np.logical_and(X[:, 0], X[:, 1])])


@wrong("product_feature", says="`*` multiplies")
def with_and(X):
    return np.column_stack([X, X[:, 0] and X[:, 1]])


@wrong("product_feature", says="`*` multiplies")
def with_ampersand(X):
    return np.column_stack([X, X[:, 0] & X[:, 1]])


xor = data.xor()


@wrong("product_feature", says="The function uses `xor`")
def of_the_four_cases(X):
    return np.column_stack([xor.X, xor.X[:, 0] * xor.X[:, 1]])


@wrong("product_feature", says="below each other")
def rows_in_a_list(X):
    a, b = X[0], X[min(1, len(X) - 1)]
    return [a, b, a * b]


@wrong("product_feature", says="the square of each")
def squares_of_both(X):
    return np.column_stack([X, X * X])


@wrong("product_feature", says="gives the rows of `X`")
def taken_apart(X):
    x1, x2 = X
    return np.column_stack([x1, x2, x1 * x2])


@wrong("product_feature", says="goes through all combinations")
def all_combinations(X):
    return np.column_stack([X, product(X[:, 0], X[:, 1])])


@wrong("product_feature", says="one number for each *column*")
def product_down_the_columns(X):
    return np.column_stack([X, X.prod(axis=0)])


@wrong("product_feature", says="A table cannot grow")
def grows(X):
    X[:, 2] = X[:, 0] * X[:, 1]
    return X


@wrong("product_feature", says="which only lists have")
def appended_to_the_table(X):
    X.append(X[:, 0] * X[:, 1])
    return X


@wrong("product_feature", says="has only the places 0 and 1")
def third_place_of_a_row(X):
    out = []
    for row in X:
        row[2] = row[0] * row[1]
        out.append(row)
    return out


@wrong("product_feature", says="take the number from `len(X)`")
def four_rows_always(X):
    out = np.zeros((4, 3))
    for i in range(4):
        out[i] = X[i, 0], X[i, 1], X[i, 0] * X[i, 1]
    return out


@wrong("product_feature", says="left row")
def returned_after_the_first_row(X):
    result = np.zeros((len(X), 3))
    for i in range(len(X)):
        result[i] = [X[i, 0], X[i, 1], X[i, 0] * X[i, 1]]
        return result


@wrong("product_feature", says="left row")
def ends_one_row_too_early(X):
    result = np.zeros((len(X), 3))
    for i in range(len(X) - 1):
        result[i] = [X[i, 0], X[i, 1], X[i, 0] * X[i, 1]]
    return result


@wrong("product_feature", says="Is each row filled?")
def begins_one_row_too_late(X):
    result = np.zeros((len(X), 3))
    for i in range(1, len(X)):
        result[i] = [X[i, 0], X[i, 1], X[i, 0] * X[i, 1]]
    return result


@wrong("product_feature", says="left column")
def two_columns_never_filled(X):
    result = np.zeros((len(X), 3))
    result[:, 2] = X[:, 0] * X[:, 1]
    return result


@wrong("product_feature", says="You left out column 1")
def without_the_second_column(X):
    return np.column_stack([X[:, 0], X[:, 0] * X[:, 1]])


@wrong("product_feature", says="where one column belongs")
def a_column_by_a_list(X):
    return np.column_stack([X[:, :1], X[:, 1], X[:, :1] * X[:, 1]])


@wrong("product_feature", says="It holds the same number, 2.75, in every place")
def one_product_for_all_rows(X):
    return np.column_stack([X, np.full(len(X), X[:, 0] @ X[:, 1])])


@wrong("product_feature", says="It holds the same number")
def everything_multiplied(X):
    return np.column_stack([X, np.full(len(X), np.prod(X))])


# digit_features

# What simple and thoughtful features score, twenty at most, in per cent of unseen digits. The searches chose by the
# very score that is marked: greedily by Wilks' lambda, then by exchanging one feature at a time for minutes. Pixels, or
# means of blocks, rows or columns, that somebody picks by hand are unlikely to do better. Half of the points end above
# all of them, at 96.3; full marks lie at 96.8, just above all 64 pixels (96.7).
#
# | simple                                          | right | thoughtful                                       | right |
# |-------------------------------------------------|-------|--------------------------------------------------|-------|
# | means of 8 rows and 8 columns                   |  90.1 | 16 strokes in quarters, 4 quarters of ink        |  95.7 |
# | 20 pixels of the middle                         |  92.8 | strokes from left to right, down; 12 blocks      |  96.2 |
# | 20 windows in a grid, by hand                   |  94.4 | strokes in halves, 12 blocks                     |  96.4 |
# | 20 pixels, best of 300 at random                |  90.8 | bays by halves, 10 blocks                        |  96.6 |
# | 20 blocks of 2 x 2, best of 300 at random       |  95.1 | strokes by halves and quarters, 8 blocks         |  97.0 |
# | 20 blocks of any size, best of 300 at random    |  94.9 | bays, slanting strokes by halves, 9 blocks       |  97.1 |
# | 20 windows in a grid, best of 1500 at random    |  94.4 | 8 bays, 12 blocks (the model answer)             |  97.3 |
# | 20 pixels, greedy / then exchanged              |  94.0 | 6 bays, strokes by thirds, 4 quarters of ink     |  97.4 |
# |                                                 |  95.3 | all of these, searched as on the left            |  98.4 |
# | 20 blocks of 2 x 2, greedy                      |  95.4 |                                                  |       |
# | 20 blocks of any size, greedy / then exchanged  |  94.7 |                                                  |       |
# |                                                 |  96.1 |                                                  |       |


def _blocks(images, rows, columns):
    return [images[:, a:b, c:d].mean(axis=(1, 2)) for a, b in rows for c, d in columns]


FIVE, FOUR = [(0, 2), (1, 4), (3, 5), (4, 7), (6, 8)], [(1, 3), (2, 4), (4, 6), (5, 7)]
ALL, HALVES, THIRDS, QUARTERS = [(0, 8)], [(0, 4), (4, 8)], [(0, 3), (3, 5), (5, 8)], [(0, 2), (2, 4), (4, 6), (6, 8)]


def _strokes(images):
    """Products of neighbours in four directions, each with the size of an image."""
    made = [np.zeros_like(images) for _ in range(4)]
    made[0][:, :, :-1] = images[:, :, 1:] * images[:, :, :-1]
    made[1][:, :-1] = images[:, 1:] * images[:, :-1]
    made[2][:, :-1, :-1] = images[:, 1:, 1:] * images[:, :-1, :-1]
    made[3][:, :-1, :-1] = images[:, 1:, :-1] * images[:, :-1, 1:]
    return made


def _bays(images):
    """Paper that is enclosed, open to the right, open to the left."""
    left, above = (np.maximum.accumulate(images, axis=axis) for axis in (2, 1))
    right = np.flip(np.maximum.accumulate(np.flip(images, axis=2), axis=2), axis=2)
    below = np.flip(np.maximum.accumulate(np.flip(images, axis=1), axis=1), axis=1)
    gap = (1 - images) * above * below
    return gap * left * right, gap * left * (1 - right), gap * right * (1 - left)


@right("digit_features")
def bays_strokes_and_quarters(images):
    across, _, down, up = _strokes(images)
    bays = [part for bay in _bays(images) for part in _blocks(bay, HALVES, ALL)]
    strokes = [part for stroke in (across, down, up) for part in _blocks(stroke, THIRDS, ALL)]
    return np.column_stack(bays + strokes + _blocks(images, HALVES, HALVES))


@right("digit_features")
def products_of_neighbours(images):
    across, along, down, up = _strokes(images)
    parts = _blocks(across, HALVES, ALL) + _blocks(along, HALVES, ALL)
    parts += _blocks(down, HALVES, HALVES) + _blocks(up, HALVES, HALVES) + _blocks(images, QUARTERS, HALVES)
    return np.round(1000 * np.column_stack(parts), 2).astype(np.float32)


@right("digit_features")
def one_by_one(images):
    made = []
    for image in images:
        alone = image[None].astype(float)
        _, _, down, up = _strokes(alone)
        parts = [part for bay in _bays(alone) for part in _blocks(bay, HALVES, ALL)]
        parts += _blocks(down, HALVES, ALL) + _blocks(up, HALVES, ALL) + _blocks(alone, THIRDS, THIRDS)
        made.append([float(part[0]) for part in parts])
    return made


@right("digit_features")
def bays_by_thirds(images):
    enclosed, to_the_right, to_the_left = _bays(images)
    bays = _blocks(enclosed, HALVES, ALL) + _blocks(to_the_right, THIRDS, ALL) + _blocks(to_the_left, THIRDS, ALL)
    return np.column_stack(_blocks(images, QUARTERS, THIRDS) + bays)


@wrong("digit_features", says="12.1 % of unseen digits right: 0 of 4")
def ink(images):
    return images.mean(axis=(1, 2))[:, None]


@wrong("digit_features", says="All 5 images got the same numbers")
def first_image_for_all(images):
    return np.tile(np.column_stack(_blocks(images[:1], FIVE, FOUR)), (len(images), 1))


TEMPLATES = np.stack([data.digits()[0][data.digits()[1] == digit].mean(axis=0) for digit in range(10)])


@wrong("digit_features", says="You looked something up")
def templates_from_outside(images):
    likeness = [(images * template).sum(axis=(1, 2)) for template in TEMPLATES]
    return np.column_stack(likeness + _blocks(images, THIRDS, THIRDS))


@wrong("digit_features", says="0 of 4 points. The next point is at 75")
def quarters(images):
    return images.reshape(-1, 2, 4, 2, 4).mean(axis=(2, 4)).reshape(len(images), -1)


@wrong("digit_features", says="You looked something up")
def templates_in_a_function(images):
    return np.column_stack([_likeness(images), *_blocks(images, THIRDS, THIRDS)])


def _likeness(images):
    return images.reshape(len(images), 64) @ TEMPLATES.reshape(10, 64).T


COMPONENTS = PCA(20).fit(data.digits()[0].reshape(-1, 64))


@wrong("digit_features", says="You let a model learn the features")
def fitted_outside(images):
    return COMPONENTS.transform(images.reshape(len(images), 64))


@wrong("digit_features", says="*where*")
def how_much_ink_and_how_black(images):
    return np.column_stack([images.mean(axis=(1, 2)), images.max(axis=(1, 2)), images.std(axis=(1, 2))])


@wrong("digit_features", says="1 of 4")
def rows_only(images):
    return images.sum(axis=2)


@wrong("digit_features", says="2 of 4")
def rows_and_columns(images):
    return np.hstack([images.sum(axis=2), images.sum(axis=1)])


@wrong("digit_features", says="2 of 4")
def small_blocks(images):
    return images.reshape(-1, 4, 2, 4, 2).mean(axis=(2, 4)).reshape(len(images), -1)


@wrong("digit_features", says="2 of 4")
def twenty_pixels(images):
    return images[:, 2:7, 2:6].reshape(len(images), -1)


@wrong("digit_features", says="The next point is at 96.3")
def overlapping_windows(images):
    return np.column_stack(_blocks(images, FIVE, FOUR))


PICKED_PIXELS = [5, 10, 11, 12, 19, 20, 21, 26, 27, 29, 30, 38, 42, 43, 44, 45, 46, 52, 53, 61]
PICKED_BLOCKS = [
    (0, 2, 1, 3),
    (0, 2, 3, 5),
    (0, 2, 5, 7),
    (0, 6, 7, 8),
    (1, 3, 1, 3),
    (1, 3, 4, 6),
    (1, 8, 5, 6),
    (2, 4, 2, 4),
    (2, 4, 4, 6),
    (2, 4, 5, 7),
    (3, 5, 1, 3),
    (3, 5, 2, 4),
    (3, 5, 5, 7),
    (3, 8, 5, 8),
    (4, 6, 5, 7),
    (4, 8, 1, 6),
    (5, 7, 2, 4),
    (5, 7, 3, 5),
    (6, 8, 0, 7),
    (7, 8, 3, 4),
]


@wrong("digit_features", says="2 of 4")
def pixels_that_a_search_found(images):
    return images.reshape(len(images), 64)[:, PICKED_PIXELS]


@wrong("digit_features", says="2 of 4")
def blocks_that_a_search_found(images):
    return np.column_stack([images[:, a:b, c:d].mean(axis=(1, 2)) for a, b, c, d in PICKED_BLOCKS])


@wrong("digit_features", says="2 of 4")
def where_each_row_leans(images):
    rows, lean = images.sum(axis=2), images @ np.arange(8)
    rest = [images[:, 3:5, 3:5].sum(axis=(1, 2))]
    rest += [np.abs(images - f).sum(axis=(1, 2)) for f in (images[:, ::-1], images[:, :, ::-1], images[:, ::-1, ::-1])]
    return np.round(np.hstack([rows, lean, np.array(rest).T]), 4) * 1000


@wrong("digit_features", says="3 of 4")
def open_sides_and_slants(images):
    _, to_the_right, to_the_left = _bays(images)
    _, _, down, up = _strokes(images)
    halves = [part for maps in (to_the_right, to_the_left, down, up) for part in _blocks(maps, HALVES, ALL)]
    return np.column_stack(halves + _blocks(images, QUARTERS, THIRDS))


ALL_IMAGES, ALL_LABELS = data.digits()
INK = ALL_IMAGES.mean(axis=(1, 2))
averages = [ALL_IMAGES[ALL_LABELS == digit].mean(axis=0) for digit in range(10)]


@wrong("digit_features", says="`INK` of a cell above")
def from_a_cell_above(images):
    return np.column_stack([INK, images.sum(axis=2)])


@wrong("digit_features", says="`ALL_LABELS` of a cell above")
def the_labels(images):
    return ALL_LABELS[:, None]


@wrong("digit_features", says="`averages` of a cell above")
def likeness_to_averages(images):
    return np.column_stack([np.abs(images - average).sum(axis=(1, 2)) for average in averages])


@wrong("digit_features", says="loads the data itself")
def components_of_all_digits(images):
    known = data.digits()[0]
    return PCA(20).fit(known.reshape(len(known), -1)).transform(images.reshape(len(images), -1))


@wrong("digit_features", says="something that is taken over the batch")
def standardised_by_zero(images):
    F = np.column_stack(_blocks(images, [(0, 1), *FIVE[1:]], FOUR))
    return (F - F.mean(axis=0)) / np.where(F.std(axis=0) > 0.3, F.std(axis=0), 0)


@wrong("digit_features", says="4 rows in one, and 5 rows in another")
def first_images_for_the_top(images):
    return np.column_stack(
        [images[:4].mean(axis=(1, 2)), images.mean(axis=(1, 2)), images[:, :4].mean(axis=(1, 2))][:2]
    )


@wrong("digit_features", says="lost the first axis")
def mean_image(images):
    return images.mean(axis=0)


@wrong("digit_features", says="lost the first axis")
def without_an_axis(images):
    return np.column_stack([images[:, :4].mean(), images[:, 4:].mean()])


@wrong("digit_features", says="at most 20")
def all_pixels(images):
    return images.reshape(len(images), -1)


@wrong("digit_features", says="axis too many")
def not_flattened(images):
    return images[:, ::2, ::2]


@wrong("digit_features", says="added all the examples together")
def whole_batch(images):
    return np.concatenate([images.sum(axis=(0, 2)), images.sum(axis=(0, 1))])


@wrong("digit_features", says="on its side")
def transposed(images):
    return np.array(_blocks(images, FIVE, FOUR))


@wrong("digit_features", says="used other rows of the batch")
def standardised(images):
    F = np.column_stack(_blocks(images, FIVE, FOUR))
    return (F - F.mean(axis=0)) / (F.std(axis=0) + 1e-9)


@wrong("digit_features", says="used other rows of the batch")
def by_the_brightest(images):
    return np.column_stack(_blocks(images / images.max(), FIVE, FOUR))


@wrong("digit_features", says="used other rows of the batch")
def centred(images):
    return np.column_stack(_blocks(images - images.mean(axis=0), FIVE, FOUR))


@wrong("digit_features")
def principal_components(images):
    k = min(20, len(images))
    return PCA(k).fit_transform(images.reshape(len(images), -1))


@wrong("digit_features", says="used other rows of the batch")
def with_the_neighbour(images):
    F = np.column_stack(_blocks(images, FIVE, FOUR))
    return F - 0.1 * np.roll(F, 1, axis=0)


@wrong("digit_features", says="used other rows of the batch")
def with_the_row_number(images):
    return np.column_stack([np.arange(len(images)), *_blocks(images, FIVE, FOUR)[1:]])


@wrong("digit_features", says="chance")
def with_noise(images):
    F = np.column_stack(_blocks(images, FIVE, FOUR))
    return F + 0.01 * np.random.default_rng().normal(size=F.shape)


@wrong("digit_features", says="finite")
def not_a_number(images):
    F = np.column_stack(_blocks(images, FIVE, FOUR))
    F[:, 0] = np.nan
    return F


@wrong("digit_features", says="lost an axis")
def squeezed(images):
    return np.squeeze(np.column_stack(_blocks(images, FIVE, FOUR)))


@wrong("digit_features", says="All 5 images got the same")
def constant(images):
    return np.ones((len(images), 3))


@wrong("digit_features", says="without a `return`")
def forgotten(images):
    np.column_stack(_blocks(images, FIVE, FOUR))


@wrong("digit_features", says="changed its argument")
def inverted_in_place(images):
    images -= 1
    return np.column_stack(_blocks(images, FIVE, FOUR))


@wrong("digit_features", says="Expected a table")
def of_one_image(images):
    return [1.0] * 20


@wrong("digit_features")
def five_images_only(images):
    return np.column_stack(_blocks(images[:5], FIVE, FOUR))


@wrong("digit_features")
def no_columns(images):
    return np.zeros((len(images), 0))


@wrong("digit_features", says="rule 2 allows no averages")
def likeness_in_one_line(images):
    return np.tensordot(images, np.array(averages), axes=([1, 2], [1, 2]))


@wrong("digit_features", says="loads the data itself")
def learned_by_heart(images):
    known, labels = data.digits()
    found = [np.abs(known - image).sum(axis=(1, 2)).argmin() for image in images]
    return np.eye(10)[labels[found]]


@wrong("digit_features")
def text(images):
    return [["ink"]] * len(images)


@wrong("digit_features")
def enormous(images):
    return np.exp(500 * np.column_stack(_blocks(images, FIVE, FOUR)))


@wrong("digit_features", says="one of them has three")
def edges_not_averaged(images):
    edges = np.abs(images[:, :, 1:] - images[:, :, :-1])
    return np.column_stack([images.mean(axis=1), images.mean(axis=2), edges])


@wrong("digit_features", says="You used only the first image")
def returned_in_the_loop(images):
    for image in images:
        return np.concatenate([image.mean(axis=0), image.mean(axis=1)])


@wrong("digit_features", says="You used only the first image")
def first_image_in_columns(images):
    return np.column_stack([images[0].mean(axis=1), images[0].mean(axis=0)])


@wrong("digit_features", says="Do they show *where* the ink is")
def columns_only(images):
    return images.mean(axis=1)


@wrong("digit_features", says="You returned 1 of at most 20 features")
def overwritten(images):
    for r in (0, 2, 4, 6):
        made = images[:, r : r + 2].mean(axis=(1, 2))
    return made[:, None]


@wrong("digit_features", says="Axis 0 counts the images")
def averaged_over_the_images(images):
    return np.column_stack([images.mean(axis=0), images.mean(axis=1)])


@wrong("digit_features", says="cut both along the same axis")
def neighbours_on_two_axes(images):
    return (images[:, :, 1:] * images[:, 1:, :]).mean(axis=(1, 2))[:, None]


@wrong("digit_features", says="A slice keeps the axis")
def one_row_of_blocks(images):
    return np.column_stack([images[:, r, c : c + 2].mean(axis=(1, 2)) for r in (0, 4) for c in (0, 4)])


@wrong("digit_features", says="Collect the features in a list")
def appended_to_an_array(images):
    made = images.mean(axis=1)
    made.append(images.mean(axis=2))
    return made


@wrong("digit_features", says="You averaged no numbers at all")
def slices_past_the_last_row(images):
    return np.column_stack(_blocks(images, [(2, 4), (4, 6), (6, 8), (8, 10)], QUARTERS))


@wrong("digit_features", says="You averaged no numbers, which gives nan")
def rows_cut_twice(images):
    blocks = [images[:, r : r + 2][:, c : c + 2].mean(axis=(1, 2)) for r in (0, 2, 4, 6) for c in (0, 2, 4, 6)]
    return np.column_stack(blocks)


@wrong("digit_features", says="An average of no numbers divides 0 by 0")
def slices_that_end_before_they_begin(images):
    return np.column_stack([images[:, r : r + 2, c : c - 2].mean(axis=(1, 2)) for r in (0, 2, 4, 6) for c in (2, 4, 6)])


@wrong("digit_features", says="a limit that all pixels are below")
def limit_of_another_scale(images):
    return np.column_stack(_blocks(images > 1, QUARTERS, QUARTERS))


@wrong("digit_features", says="Whole numbers cut that off")
def table_of_whole_numbers(images):
    F = np.zeros((len(images), 16), dtype=int)
    for k, block in enumerate(_blocks(images, QUARTERS, QUARTERS)):
        F[:, k] = block
    return F


@wrong("digit_features", says="You lost what differs between the images")
def pixels_as_whole_numbers(images):
    return np.column_stack(_blocks(images.astype(int), QUARTERS, QUARTERS))


@wrong("digit_features", says="rounding")
def rounded_away(images):
    return np.round(images[:, ::2, ::2].reshape(len(images), -1) * 0.4)


@wrong("digit_features", says="You made 12 rows of 3 examples")
def rows_of_sixteen(images):
    return images.reshape(-1, 16)


@wrong("digit_features", says="192 is no multiple of 20")
def rows_of_twenty(images):
    return images.reshape(-1, 20)


@wrong("digit_features", says="You made one long list, or")
def blocks_end_to_end(images):
    return np.hstack(_blocks(images, QUARTERS, QUARTERS))


@wrong("digit_features", says="The function uses `averages` of a cell above")
def averages_by_default(images, templates=averages):
    return np.column_stack([(images * template).sum(axis=(1, 2)) for template in templates])


@wrong("digit_features", says="15 of them are the same number for all images")
def one_column_filled_again_and_again(images):
    F = np.zeros((len(images), 16))
    for block in _blocks(images, QUARTERS, QUARTERS):
        F[:, 0] = block
    return F


# xor_layers


@right("xor_layers")
def lists():
    return [([[1, 1], [1, 1]], [-0.5, -1.5]), ([[1], [-2]], [-0.5])]


@right("xor_layers")
def either_and_not_both():
    W1, b1 = np.array([[2, -2], [2, -2]]), np.array([-1, 3])
    return [(W1, b1), (np.array([[1], [1]]), np.array([-1.5]))]


@right("xor_layers")
def one_and_not_the_other():
    W1 = np.array([[1, -1], [-1, 1]], dtype=np.float32)
    return [(W1, np.zeros(2, dtype=np.float32)), (np.ones((2, 1), dtype=np.float32), np.zeros(1))]


@right("xor_layers")
def neither_and_both():
    return ((np.array([[-9, 9], [-9, 9]]), np.array([5, -14])), (np.array([[-3.0], [-3.0]]), np.array([1.0])))


@right("xor_layers")
def lopsided():
    return [[np.array([[0.3, 0.7], [0.2, 0.9]]), (-0.1, -1)], [[(5,), (-6,)], (0,)]]


@wrong("xor_layers", says="You laid W1 on its side")
def first_weights_transposed():
    return [([[1, 1], [-1, -1]], [0.5 - 1, 1.5]), ([[1], [1]], [-1.5])]


@wrong("xor_layers", says="wrote thresholds for biases")
def thresholds():
    return [([[1, 1], [1, 1]], [0.5, 1.5]), ([[1], [-1]], [0.5])]


@wrong("xor_layers", says="wrote thresholds in b1")
def hidden_thresholds():
    return [([[1, 1], [1, 1]], [0.5, 1.5]), ([[1], [-1]], [-0.5])]


@wrong("xor_layers", says="wrote a threshold in b2")
def output_threshold():
    return [([[1, 1], [1, 1]], [-0.5, -1.5]), ([[1], [-1]], [0.5])]


@wrong("xor_layers", says="exactly 0")
def at_least():
    return [([[1, 1], [1, 1]], [-1, -2]), ([[1], [-1]], [-1])]


@wrong("xor_layers", says="You built *either*")
def both_too_quiet():
    return [([[1, 1], [1, 1]], [-0.5, -1.5]), ([[2], [-1]], [-0.5])]


@wrong("xor_layers", says="only where both of them fire")
def either_of_either_and_not_both():
    return [([[1, -1], [1, -1]], [-0.5, 1.5]), ([[1], [1]], [-0.5])]


@wrong("xor_layers", says="the wrong way round")
def xnor():
    return [([[1, 1], [1, 1]], [-0.5, -1.5]), ([[-1], [1]], [0.5])]


@wrong("xor_layers", says="You built *both*")
def both():
    return [([[1, 1], [1, 1]], [-0.5, -1.5]), ([[1], [1]], [-1.5])]


@wrong("xor_layers", says="says the same in all four cases")
def deaf_unit():
    return [([[1, 1], [1, 1]], [-0.5, -2.5]), ([[1], [-1]], [-0.5])]


@wrong("xor_layers", says="never fires")
def never():
    return [([[1, 1], [1, 1]], [-0.5, -1.5]), ([[1], [-1]], [-1.5])]


@wrong("xor_layers", says="one column is a table too")
def flat_output():
    return [(np.ones((2, 2)), np.array([-0.5, -1.5])), (np.array([1, -1]), np.array([-0.5]))]


@wrong("xor_layers", says="on its side")
def output_on_its_side():
    return [(np.ones((2, 2)), np.array([-0.5, -1.5])), (np.array([[1, -1]]), np.array([-0.5]))]


@wrong("xor_layers", says="a list of one")
def bias_as_a_number():
    return [(np.ones((2, 2)), np.array([-0.5, -1.5])), (np.array([[1], [-1]]), -0.5)]


@wrong("xor_layers", says="a list of 2 pairs")
def four_arrays():
    return np.ones((2, 2)), np.array([-0.5, -1.5]), np.array([[1], [-1]]), np.array([-0.5])


@wrong("xor_layers", says="did not pair the layers")
def four_in_a_list():
    return [np.ones((2, 2)), np.array([-0.5, -1.5]), np.array([[1], [-1]]), np.array([-0.5])]


@wrong("xor_layers", says="exchanged the two hidden units")
def swapped_units():
    return [([[1, 1], [1, 1]], [-1.5, -0.5]), ([[1], [-1]], [-0.5])]


@wrong("xor_layers", says="instead of a pair")
def weights_only():
    return [np.ones((2, 2)), np.array([[1], [-1]])]


@wrong("xor_layers", says="finite")
def with_a_gap():
    return [(np.ones((2, 2)), [None, -1.5]), ([[1], [-1]], [-0.5])]


@wrong("xor_layers", says="without a `return`")
def nothing():
    [(np.ones((2, 2)), np.array([-0.5, -1.5])), (np.array([[1], [-1]]), np.array([-0.5]))]


@wrong("xor_layers", says="only hand on the two inputs")
def one_topping():
    return [(np.eye(2), np.array([-0.5, -0.5])), (np.array([[1], [-1]]), np.array([-0.5]))]


@wrong("xor_layers", says="You used 3 hidden units")
def three_hidden_units():
    return [(np.ones((2, 3)), np.array([-0.5, -1.5, 0])), (np.array([[1], [-1], [0]]), np.array([-0.5]))]


@wrong("xor_layers", says="*either*")
def inputs_handed_on():
    return [(np.eye(2), np.array([-0.5, -0.5])), (np.array([[1], [1]]), np.array([-0.5]))]


@wrong("xor_layers", says="put the biases first")
def biases_first():
    return [([-0.5, -1.5], [[1, 1], [1, 1]]), ([-0.5], [[1], [-1]])]


@wrong("xor_layers", says="You used 1 hidden unit.")
def one_hidden_unit():
    return [([[1], [1]], [-0.5]), ([[1]], [-0.5])]


@wrong("xor_layers", says="left out the outer brackets")
def one_pair_of_brackets():
    W1, b1 = np.array([1, 1], [1, 1]), np.array([-0.5, -1.5])
    return [(W1, b1), (np.array([[1], [-1]]), np.array([-0.5]))]


@wrong("xor_layers", says="exactly 0")
def hidden_at_least():
    return [([[1, 1], [1, 1]], [-1, -2]), ([[1], [-1]], [-0.5])]


@wrong("xor_layers", says="You put the second layer first")
def layers_exchanged():
    return [([[1], [-2]], [-0.5]), ([[1, 1], [1, 1]], [-0.5, -1.5])]


@wrong("xor_layers", says="exactly 0 fire: look at hidden unit 1. ")
def one_hidden_at_least():
    return [([[1, -1], [1, -1]], [-1, 2]), ([[1], [1]], [-1.5])]


@wrong("xor_layers", says="Is a comma missing")
def pairs_without_a_comma():
    first = ([[1, 1], [1, 1]], [-0.5, -1.5])
    return [first([[1], [-1]], [-0.5])]


@wrong("xor_layers", says="b has a number for each unit.\n")
def first_bias_as_a_number():
    return [(np.ones((2, 2)), -0.5), (np.array([[1], [-1]]), np.array([-0.5]))]


@wrong("xor_layers", says="a column for each unit.\n")
def one_row_as_for_the_oven():
    return [(np.array([[-1, 1]]), np.array([0.5, -1.5])), (np.array([[1], [1]]), np.array([-0.5]))]


@wrong("xor_layers", says="what the network should say")
def the_answers():
    return [0, 1, 1, 0]
