"""Right and wrong answers to lesson 03."""

from itertools import product

import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import Perceptron

from helpers import data
from tests.answers import right, wrong

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


@wrong("linearly_separable", says="XOR is called separable")
def always_yes(truth_table):
    return True


@wrong("linearly_separable", says="`both` is refused")
def always_no(truth_table):
    return False


@wrong("linearly_separable", says="Does the proof forbid another one")
def xor_alone(truth_table):
    return list(truth_table) != [0, 1, 1, 0]


@wrong("linearly_separable", says="constant tables")
def not_constant(truth_table):
    return by_exception(truth_table) and 0 < sum(truth_table) < 4


@wrong("linearly_separable", says="a bias positive")
def no_large_bias(truth_table):
    return _searched(truth_table, (-2, -1, 0, 1, 2), (-2.5, -1.5, -0.5, 0.5))


@wrong("linearly_separable", says="Weights may be negative")
def monotone(truth_table):
    return _searched(truth_table, (0, 1, 2), (-2.5, -1.5, -0.5, 0.5))


@wrong("linearly_separable", says="one sign")
def one_sign(truth_table):
    return _searched(truth_table, (0, 1, 2), np.arange(-4.5, 5)) or _searched(truth_table, (0, -1), np.arange(-4.5, 5))


@wrong("linearly_separable", says="two 1s")
def counted(truth_table):
    return sum(truth_table) != 2


@wrong("linearly_separable", says="`both` is refused")
def inverted(truth_table):
    return not by_exception(truth_table)


@wrong("linearly_separable", says="without a `return`")
def printed(truth_table):
    print(by_exception(truth_table))


@wrong("linearly_separable")
def in_words(truth_table):
    return "yes" if by_exception(truth_table) else "no"


@wrong("linearly_separable")
def without_bias(truth_table):
    return _searched(truth_table, np.linspace(-2, 2, 9), (0,))


@wrong("linearly_separable")
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


@wrong("linearly_separable", says="a whole array at once")
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


@wrong("linearly_separable", says="end the search too early")
def first_neuron_only(truth_table):
    for w1, w2, b in product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5)):
        return bool(((INPUTS @ np.array([w1, w2]) + b > 0) == (np.array(truth_table) == 1)).all())


@wrong("linearly_separable", says="`.all()`")
def compares_whole_arrays(truth_table):
    for w1, w2, b in product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5)):
        if (INPUTS @ np.array([w1, w2]) + b > 0) == np.array(truth_table):
            return True
    return False


@wrong("linearly_separable", says="`in`")
def array_in_a_list(truth_table):
    return truth_table not in ([0, 1, 1, 0], [1, 0, 0, 1])


@wrong("linearly_separable", says="counts right cases")
def most_right(truth_table):
    tried = product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5))
    return max(int(((INPUTS @ np.array(w) + b > 0) == np.array(truth_table)).sum()) for *w, b in tried)


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


@wrong("product_feature", says="product alone comes back.")
def alone(X):
    return X[:, 0] * X[:, 1]


@wrong("product_feature", says="as a column")
def alone_as_a_column(X):
    return (X[:, 0] * X[:, 1])[:, None]


@wrong("product_feature", says="sum of the two")
def summed(X):
    return np.column_stack([X, X.sum(axis=1)])


@wrong("product_feature", says="stands first")
def first(X):
    return np.column_stack([X[:, 0] * X[:, 1], X])


@wrong("product_feature", says="0 or 1")
def logical(X):
    return np.column_stack([X, (X[:, 0] > 0) & (X[:, 1] > 0)])


@wrong("product_feature", says="smaller of the two")
def smaller(X):
    return np.column_stack([X, X.min(axis=1)])


@wrong("product_feature", says="squared")
def squared(X):
    return np.column_stack([X, X[:, 0] ** 2])


@wrong("product_feature", says="decimals are cut off")
def whole_numbers(X):
    return np.column_stack([X, X[:, 0] * X[:, 1]]).astype(int)


@wrong("product_feature", says="down the columns")
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


@wrong("product_feature", says="axis")
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


@wrong("product_feature", says="are rows")
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


# digit_features


def _blocks(images, rows, columns):
    return [images[:, a:b, c:d].mean(axis=(1, 2)) for a, b in rows for c, d in columns]


FIVE, FOUR = [(0, 2), (1, 4), (3, 5), (4, 7), (6, 8)], [(1, 3), (2, 4), (4, 6), (5, 7)]


@right("digit_features")
def overlapping_windows(images):
    return np.column_stack(_blocks(images, FIVE, FOUR))


@right("digit_features")
def inner_windows_single(images):
    thin = [(0, 1), (1, 2), (2, 4), (4, 6), (6, 7), (7, 8)]
    return np.column_stack(_blocks(images.astype(np.float32), thin, [(1, 3), (3, 5), (5, 7)]))


@right("digit_features")
def one_by_one(images):
    made = []
    for image in images:
        row = [float(sum(line)) for line in image] + [float(sum(line)) for line in image.T]
        row.append(abs(image - image[::-1]).sum())
        row.append(abs(image - image[:, ::-1]).sum())
        row.append(abs(image - image[::-1, ::-1]).sum())
        row.append(image[3:5, 3:5].sum())
        made.append(row)
    return made


@right("digit_features")
def where_each_row_leans(images):
    rows, lean = images.sum(axis=2), images @ np.arange(8)
    rest = [images[:, 3:5, 3:5].sum(axis=(1, 2))]
    rest += [np.abs(images - f).sum(axis=(1, 2)) for f in (images[:, ::-1], images[:, :, ::-1], images[:, ::-1, ::-1])]
    return np.round(np.hstack([rows, lean, np.array(rest).T]), 4) * 1000


@right("digit_features")
def counted_in_sixteenths(images):
    return np.round(16 * np.column_stack(_blocks(images, FIVE, FOUR))).astype(np.int64)


@right("digit_features")
def rows_and_columns(images):
    return np.hstack([images.sum(axis=2), images.sum(axis=1)])


@right("digit_features")
def small_blocks(images):
    return images.reshape(-1, 4, 2, 4, 2).mean(axis=(2, 4)).reshape(len(images), -1)


@right("digit_features")
def twenty_pixels(images):
    return images[:, 2:7, 2:6].reshape(len(images), -1)


@right("digit_features")
def rows_columns_and_symmetries(images):
    flips = (images[:, ::-1], images[:, :, ::-1], images[:, ::-1, ::-1])
    lopsided = [np.abs(images - flipped).mean(axis=(1, 2)) for flipped in flips]
    return np.column_stack([images.sum(axis=2), images.sum(axis=1), *lopsided, images[:, 3:5, 3:5].sum(axis=(1, 2))])


WINDOWS = [(0, 3), (2, 5), (4, 7), (5, 8)]  # a constant of the reader's own is no variable of the lesson


@right("digit_features")
def by_a_constant_from_outside(images):
    return np.column_stack([images[:, a:b, c:d].mean(axis=(1, 2)) for a, b in WINDOWS for c, d in WINDOWS])


@wrong("digit_features", says="12.1 % of unseen digits right: 0 of 4")
def ink(images):
    return images.mean(axis=(1, 2))[:, None]


@wrong("digit_features", says="shape (m, 1)")
def ink_without_a_column(images):
    return images.mean(axis=(1, 2))


@wrong("digit_features", says="1 of 4")
def quarters(images):
    return images.reshape(-1, 2, 4, 2, 4).mean(axis=(2, 4)).reshape(len(images), -1)


@wrong("digit_features", says="2 of 4")
def rows_only(images):
    return images.sum(axis=2)


@wrong("digit_features", says="3 of 4")
def inner_rows_and_columns(images):
    return np.hstack([images.sum(axis=2)[:, 1:7], images.sum(axis=1)[:, 1:7]])


@wrong("digit_features", says="The next point is at 89")
def nine_blocks(images):
    thirds = [(0, 3), (3, 5), (5, 8)]
    return np.column_stack(_blocks(images, thirds, thirds))


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


@wrong("digit_features", says="something taken over the batch")
def standardised_by_zero(images):
    F = np.column_stack(_blocks(images, [(0, 1), *FIVE[1:]], FOUR))
    return (F - F.mean(axis=0)) / np.where(F.std(axis=0) > 0.3, F.std(axis=0), 0)


@wrong("digit_features", says="`X[:4]` are four")
def first_images_for_the_top(images):
    return np.column_stack([images[:4].mean(axis=(1, 2)), images.mean(axis=(1, 2)), images[:, :4].mean(axis=(1, 2))][:2])


@wrong("digit_features", says="the first axis, the examples, is lost")
def mean_image(images):
    return images.mean(axis=0)


@wrong("digit_features", says="the first axis, the examples, is lost")
def without_an_axis(images):
    return np.column_stack([images[:, :4].mean(), images[:, 4:].mean()])


@wrong("digit_features", says="at most 20")
def all_pixels(images):
    return images.reshape(len(images), -1)


@wrong("digit_features", says="axis too many")
def not_flattened(images):
    return images[:, ::2, ::2]


@wrong("digit_features", says="added up together")
def whole_batch(images):
    return np.concatenate([images.sum(axis=(0, 2)), images.sum(axis=(0, 1))])


@wrong("digit_features", says="lies on its side")
def transposed(images):
    return np.array(_blocks(images, FIVE, FOUR))


@wrong("digit_features", says="looks at the other rows")
def standardised(images):
    F = np.column_stack(_blocks(images, FIVE, FOUR))
    return (F - F.mean(axis=0)) / (F.std(axis=0) + 1e-9)


@wrong("digit_features", says="looks at the other rows")
def by_the_brightest(images):
    return np.column_stack(_blocks(images / images.max(), FIVE, FOUR))


@wrong("digit_features", says="looks at the other rows")
def centred(images):
    return np.column_stack(_blocks(images - images.mean(axis=0), FIVE, FOUR))


@wrong("digit_features")
def principal_components(images):
    k = min(20, len(images))
    return PCA(k).fit_transform(images.reshape(len(images), -1))


@wrong("digit_features", says="looks at the other rows")
def with_the_neighbour(images):
    F = np.column_stack(_blocks(images, FIVE, FOUR))
    return F - 0.1 * np.roll(F, 1, axis=0)


@wrong("digit_features", says="looks at the other rows")
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


@wrong("digit_features", says="axis was lost")
def squeezed(images):
    return np.squeeze(np.column_stack(_blocks(images, FIVE, FOUR)))


@wrong("digit_features", says="get the same")
def constant(images):
    return np.ones((len(images), 3))


@wrong("digit_features", says="no `return`")
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


@wrong("xor_layers", says="lies on its side")
def first_weights_transposed():
    return [([[1, 1], [-1, -1]], [0.5 - 1, 1.5]), ([[1], [1]], [-1.5])]


@wrong("xor_layers", says="thresholds in the place of biases")
def thresholds():
    return [([[1, 1], [1, 1]], [0.5, 1.5]), ([[1], [-1]], [0.5])]


@wrong("xor_layers", says="b1 holds thresholds")
def hidden_thresholds():
    return [([[1, 1], [1, 1]], [0.5, 1.5]), ([[1], [-1]], [-0.5])]


@wrong("xor_layers", says="b2 is a threshold")
def output_threshold():
    return [([[1, 1], [1, 1]], [-0.5, -1.5]), ([[1], [-1]], [0.5])]


@wrong("xor_layers", says="exactly 0")
def at_least():
    return [([[1, 1], [1, 1]], [-1, -2]), ([[1], [-1]], [-1])]


@wrong("xor_layers", says="*either*")
def both_too_quiet():
    return [([[1, 1], [1, 1]], [-0.5, -1.5]), ([[2], [-1]], [-0.5])]


@wrong("xor_layers", says="wrong way round")
def xnor():
    return [([[1, 1], [1, 1]], [-0.5, -1.5]), ([[-1], [1]], [0.5])]


@wrong("xor_layers", says="*both*")
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


@wrong("xor_layers", says="changed places")
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


@wrong("xor_layers")
def one_topping():
    return [(np.eye(2), np.array([-0.5, -0.5])), (np.array([[1], [-1]]), np.array([-0.5]))]


@wrong("xor_layers", says="(2, 2)")
def three_hidden_units():
    return [(np.ones((2, 3)), np.array([-0.5, -1.5, 0])), (np.array([[1], [-1], [0]]), np.array([-0.5]))]


@wrong("xor_layers", says="*either*")
def inputs_handed_on():
    return [(np.eye(2), np.array([-0.5, -0.5])), (np.array([[1], [1]]), np.array([-0.5]))]
