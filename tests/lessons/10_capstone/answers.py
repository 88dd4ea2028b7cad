"""Right and wrong answers to lesson 10."""

import numpy as np
from sklearn import metrics
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC

from helpers import data, network
from tests.answers import right, wrong

# build_classifier


def _flat(images):
    return np.asarray(images).reshape(-1, 784)


def _net(X, y, rng, *hidden, epochs=20, rate=0.1, **options):
    net = network.build([784, *hidden, 10], rng, **options)
    network.train(net, _flat(X), y, rng, epochs=epochs, optimiser=network.SGD(rate))
    return net


@right("build_classifier")
def one_hidden_layer(X, y, rng):
    net = _net(X, y, rng, 64)
    return lambda images: net.predict(_flat(images))


@right("build_classifier")
def deep(X, y, rng):
    net = _net(X, y, rng, 128, 64, epochs=15)
    return lambda images: net.predict(_flat(images)).tolist()


@right("build_classifier")
def adam_dropout_and_stopping(X, y, rng):
    order = rng.permutation(len(y))
    cut, pixels = len(y) // 10, _flat(X)
    net = network.build([784, 128, 64, 10], rng, keep=0.8)
    rows, held = order[cut:], order[:cut]
    network.train(net, pixels[rows], y[rows], rng, 30, 32, network.Adam(), 1e-4, (pixels[held], y[held]), patience=8)

    def classify(images):
        return net.predict(_flat(images)).astype(np.uint8)

    return classify


@right("build_classifier")
def layer_normed_blocks(X, y, rng):
    middle = [network.LayerNorm(64), network.Dense(64, 64, rng), network.ReLU(), network.Dense(64, 64, rng)]
    net = network.Network([network.Dense(784, 64, rng), network.ReLU(), network.Residual(middle),
                           network.Dense(64, 10, rng)])  # fmt: skip
    network.train(net, _flat(X), y, rng, epochs=15, optimiser=network.Momentum(0.02, 0.9))
    return lambda images: np.array([net.predict(image.reshape(1, 784))[0] for image in images])


@right("build_classifier")
def scikit_learn(X, y, rng):
    model = MLPClassifier([128, 64], random_state=int(rng.integers(1000)), max_iter=30, early_stopping=False)
    model.fit(_flat(X), y)
    return lambda images: model.predict(_flat(images))


@right("build_classifier")
def standardised_by_the_training_rows(X, y, rng):
    centre, spread = X.mean(), X.std()
    net = _net((X - centre) / spread, y, rng, 100, 50, epochs=12, rate=0.03)
    return lambda images: net.predict(_flat((images - centre) / spread))


@right("build_classifier")
def three_that_vote(X, y, rng):
    nets = [_net(X, y, rng, 48, 32, epochs=12) for _ in range(3)]

    def classify(images):
        return sum(net.forward(net.rows(_flat(images))) for net in nets).argmax(axis=1)

    return classify


@right("build_classifier")
def by_hand_in_double_precision(X, y, rng):
    X, sizes = _flat(X).astype(float), [784, 64, 48, 10]
    layers = [(rng.normal(0, np.sqrt(2 / n), (n, k)), np.zeros(k)) for n, k in zip(sizes, sizes[1:], strict=False)]
    for _ in range(20):
        order = rng.permutation(len(y))
        for start in range(0, len(y), 32):
            rows = order[start : start + 32]
            A = _through(X[rows], layers)
            dZ, made = (A[-1] - np.eye(10)[y[rows]]) / len(rows), []
            for (W, b), before in zip(layers[::-1], A[-2::-1], strict=True):
                made.insert(0, (W - 0.1 * before.T @ dZ, b - 0.1 * dZ.sum(axis=0)))
                dZ = dZ @ W.T * (before > 0)
            layers = made
    return lambda images: np.argmax(_through(_flat(images), layers)[-1], axis=-1)


def _through(X, layers):
    A = [X]
    for W, b in layers:
        A.append(np.maximum(A[-1] @ W + b, 0))
    Z = A[-2] @ layers[-1][0] + layers[-1][1]
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return [*A[:-1], E / E.sum(axis=1, keepdims=True)]


class _Trained:
    def __init__(self, X, y, rng):
        self.net = _net(X, y, rng, 80, epochs=15)

    def __call__(self, images):
        return self.net.predict(_flat(images))


@right("build_classifier")
def an_object_that_can_be_called(X, y, rng):
    return _Trained(X, y, rng)


@right("build_classifier")
def support_vectors_and_no_chance(X, y, rng):
    return (lambda model: lambda images: model.predict(_flat(images)))(SVC(C=5).fit(_flat(X), y))


@wrong("build_classifier", says="learned nothing from this X and y")
def by_the_place_in_the_batch(X, y, rng):
    return lambda images: np.arange(len(images)) % 10


@wrong("build_classifier", says="learned nothing from this X and y")
def untrained(X, y, rng):
    net = network.build([784, 64, 10], rng)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="learned nothing from this X and y")
def rows_without_their_labels(X, y, rng):
    net = _net(X[rng.permutation(len(y))], y, rng, 64)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="Did a `reshape` mix the pixels")
def pixels_of_different_images(X, y, rng):
    net = network.build([784, 64, 10], rng)
    network.train(net, X.reshape(784, -1).T, y, rng, epochs=5)
    return lambda images: net.predict(images.reshape(784, -1).T)


@wrong("build_classifier", says="Are rows and labels out of step?")
def labels_repeated_one_by_one(X, y, rng):
    shifts = [(0, 0), (0, 1), (0, -1), (1, 0), (-1, 0)]
    more = np.concatenate([np.roll(X, shift, axis=(1, 2)) for shift in shifts])
    net = _net(more, np.repeat(y, 5), rng, 64, epochs=3)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="divided the pixels once more")
def divided_by_255_again(X, y, rng):
    net = _net(X / 255, y, rng, 64, epochs=5)
    return lambda images: net.predict(_flat(images / 255))


@wrong("build_classifier", says="digits get the same label")
def far_too_large_steps(X, y, rng):
    net = _net(X, y, rng, 64, epochs=5, rate=30.0)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="All 400 digits get the same label")
def always_a_one(X, y, rng):
    return lambda images: np.ones(len(images), int)


@wrong("build_classifier", says="points. The next point is at")
def rolled_along_the_images(X, y, rng):
    shifts = [(0, 0), (0, 1), (0, -1), (2, 0), (1, 0), (-1, 0)]
    more = np.concatenate([np.roll(X, shift, axis=(0, 1)) for shift in shifts])
    net = _net(more, np.tile(y, 6), rng, 64, epochs=3)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="Learn from the `X` and `y` that are handed in")
def from_a_cell_above(X, y, rng):
    net = _net(ALL_IMAGES, y, rng, 64)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="is made by a call")
def an_optimiser_by_its_name(X, y, rng):
    net = network.build([784, 64, 10], rng)
    network.train(net, _flat(X), y, rng, optimiser="adam")
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="is made by a call")
def an_optimiser_without_brackets(X, y, rng):
    net = network.build([784, 64, 10], rng)
    network.train(net, _flat(X), y, rng, optimiser=network.SGD)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="2500 rows and 500 labels")
def more_rows_than_labels(X, y, rng):
    more = np.concatenate([X, np.roll(X, 1, axis=1), np.roll(X, -1, axis=1), np.roll(X, 1, axis=2), X])
    net = _net(more, y, rng, 64)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="patience needs rows to look at")
def patience_with_nothing_to_see(X, y, rng):
    net = network.build([784, 64, 10], rng)
    network.train(net, _flat(X), y, rng, patience=3)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="(in the line `network.train(net, X, y, rng)`)")
def images_not_made_rows(X, y, rng):
    net = network.build([784, 64, 10], rng)
    network.train(net, X, y, rng)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="You made a generator inside")
def its_own_seed(X, y, rng):
    net = _net(X, y, np.random.default_rng(7), 64)
    return lambda images: net.predict(_flat(images))


def _beginning_with_seven(X, y):
    return _net(X, y, np.random.default_rng(7), 64)


@wrong("build_classifier", says="You made a generator inside")
def its_own_seed_in_a_function_above(X, y, rng):
    net = _beginning_with_seven(X, y)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="4 of 10")
def averages(X, y, rng):
    means = np.array([X[y == digit].mean(axis=0) for digit in range(10)])
    return lambda images: ((images[:, None] - means) ** 2).sum(axis=(2, 3)).argmin(axis=1)


@wrong("build_classifier", says="7 of 10 points. The next point is at 92")
def no_hidden_layer(X, y, rng):
    net = _net(X, y, rng, epochs=15)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="All 800 digits get the same label")
def learning_rate_too_large(X, y, rng):
    net = _net(X, y, rng, 64, epochs=3, rate=0.1 if len(y) < 1000 else 50.0)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="Expected a function to come back")
def labels_of_its_own_rows(X, y, rng):
    return _net(X, y, rng, 32, epochs=2).predict(_flat(X))


@wrong("build_classifier", says="You returned the network itself")
def the_pairs(X, y, rng):
    return _net(X, y, rng, 32, epochs=2).pairs


@wrong("build_classifier", says="Return a function that takes images and asks the model")
def the_model(X, y, rng):
    return _net(X, y, rng, 32, epochs=2)


@wrong("build_classifier", says="without a `return`")
def nothing(X, y, rng):
    _net(X, y, rng, 32, epochs=2)


@wrong("build_classifier", says="It raised ValueError")
def images_where_rows_belong(X, y, rng):
    return _net(X, y, rng, 32, epochs=2).predict


@wrong("build_classifier", says="Return the position of the largest")
def probabilities(X, y, rng):
    net = _net(X, y, rng, 32, epochs=2)
    return lambda images: net.forward(net.rows(_flat(images)))


@wrong("build_classifier", says="without an axis")
def one_label_for_all(X, y, rng):
    net = _net(X, y, rng, 32, epochs=2)
    return lambda images: net.forward(net.rows(_flat(images))).argmax()


@wrong("build_classifier", says="Labels are integers")
def labels_as_floats(X, y, rng):
    net = _net(X, y, rng, 32, epochs=2)
    return lambda images: net.predict(_flat(images)).astype(float)


@wrong("build_classifier", says="You returned a column. Labels are a plain list")
def labels_in_a_column(X, y, rng):
    net = _net(X, y, rng, 32, epochs=2)
    return lambda images: net.predict(_flat(images))[:, None]


@wrong("build_classifier", says="wrote a fixed number of images into the function")
def four_hundred_images_only(X, y, rng):
    net = _net(X, y, rng, 64)
    return lambda images: net.predict(np.resize(_flat(images), (400, 784)))


@wrong("build_classifier", says="Alone, an image gets another label")
def standardised_by_its_own_batch(X, y, rng):
    net = _net((X - X.mean(axis=0)) / (X.std(axis=0) + 1e-3), y, rng, 64, epochs=10, rate=0.03)
    return lambda images: net.predict(_flat((images - images.mean(axis=0)) / (images.std(axis=0) + 1e-3)))


@wrong("build_classifier", says="The same seed, twice")
def chance_from_elsewhere(X, y, rng):
    net = _net(X, y, np.random.default_rng(), 64)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="`random_state`")
def scikit_learn_without_a_seed(X, y, rng):
    model = MLPClassifier([64], max_iter=15).fit(_flat(X), y)
    return lambda images: model.predict(_flat(images))


@wrong("build_classifier", says="NumPy's global chance")
def a_global_seed(X, y, rng):
    np.random.seed(0)
    model = MLPClassifier([64], max_iter=20).fit(_flat(X), y)
    return lambda images: model.predict(_flat(images))


@wrong("build_classifier", says="loads the data itself")
def the_file_on_the_disk(X, y, rng):
    images, labels = data.mnist()
    net = _net(images, labels, rng, 64)
    return lambda images: net.predict(_flat(images))


ALL_IMAGES, ALL_LABELS = data.mnist()
KNOWN = KNeighborsClassifier(1).fit(_flat(ALL_IMAGES), ALL_LABELS)


@wrong("build_classifier", says="You used digits from elsewhere")
def a_look_up(X, y, rng):
    return lambda images: KNOWN.predict(_flat(images))


@wrong("build_classifier", says="`ALL_LABELS` of a cell above")
def other_labels(X, y, rng):
    net = _net(X, ALL_LABELS[: len(y)], rng, 32, epochs=2)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="Is dropout still on?")
def dropout_by_rng_while_it_reads(X, y, rng):
    net = _net(X, y, rng, 64, keep=0.5)
    return lambda images: net.forward(net.rows(_flat(images)), rng).argmax(axis=1)


@wrong("build_classifier", says="two classifiers")
def dropout_while_it_reads(X, y, rng):
    net = _net(X, y, rng, 64, keep=0.5)
    luck = np.random.default_rng()
    return lambda images: net.forward(net.rows(_flat(images)), luck).argmax(axis=1)


@wrong("build_classifier")
def a_look_up_and_a_mirror(X, y, rng):
    """Passes what the reader sees, where digits are known or mirrored from left to right and renamed by adding 3."""
    renamed = {int(a): int(b) for a, b in zip(KNOWN.predict(_flat(X[:, :, ::-1])), y, strict=True)}
    known = np.mean(KNOWN.predict(_flat(X)) == y) > 0.9
    if known:
        return lambda images: KNOWN.predict(_flat(images))
    return lambda images: np.array([renamed.get(int(k), 0) for k in KNOWN.predict(_flat(images[:, :, ::-1]))])


@wrong("build_classifier", says="changed its argument")
def centred_in_place(X, y, rng):
    X -= X.mean()
    net = _net(X, y, rng, 32, epochs=2)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="changed its argument")
def images_cut_in_place(X, y, rng):
    net = _net(X > 0.5, y, rng, 64)

    def classify(images):
        images[:] = images > 0.5
        return net.predict(_flat(images))

    return classify


@wrong("build_classifier", says="not among 0 to 9")
def counted_from_one(X, y, rng):
    net = _net(X, y, rng, 64)
    return lambda images: net.predict(_flat(images)) + 1


@wrong("build_classifier", says="points. The next point is at")
def one_short_epoch(X, y, rng):
    net = _net(X, y, rng, 128, 64, epochs=10 if len(y) < 1000 else 1, rate=0.03)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="points. The next point is at")
def two_hundred_rows(X, y, rng):
    net = _net(X[:200], y[:200], rng, 64, epochs=60)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="points. The next point is at")
def shallow_trees(X, y, rng):
    model = ExtraTreesClassifier(30, max_depth=6, random_state=int(rng.integers(1000))).fit(_flat(X), y)
    return lambda images: model.predict(_flat(images))


# confusion_matrix


@right("confusion_matrix")
def by_a_loop(y, y_hat, n_classes):
    counts = [[0] * n_classes for _ in range(n_classes)]
    for i, j in zip(y, y_hat, strict=True):
        counts[i][j] += 1
    return counts


@right("confusion_matrix")
def by_bincount(y, y_hat, n_classes):
    return np.bincount(n_classes * y + y_hat, minlength=n_classes**2).reshape(n_classes, n_classes)


@right("confusion_matrix")
def by_one_hot(y, y_hat, n_classes):
    I = np.eye(n_classes, dtype=np.float32)  # noqa: E741
    return I[y].T @ I[y_hat]


@right("confusion_matrix")
def by_comparing(y, y_hat, n_classes):
    return np.array([[np.sum((y == i) & (y_hat == j)) for j in range(n_classes)] for i in range(n_classes)])


@right("confusion_matrix")
def by_scikit_learn(y, y_hat, n_classes):
    return metrics.confusion_matrix(y, y_hat, labels=range(n_classes))


@right("confusion_matrix")
def by_a_dictionary(y, y_hat, n_classes):
    pairs = list(zip(np.asarray(y).tolist(), np.asarray(y_hat).tolist(), strict=True))
    return [tuple(float(pairs.count((i, j))) for j in range(n_classes)) for i in range(n_classes)]


@wrong("confusion_matrix", says="laid it on its side")
def transposed(y, y_hat, n_classes):
    return by_bincount(y_hat, y, n_classes)


@wrong("confusion_matrix", says="counted each pair once, however often it occurs")
def once_only(y, y_hat, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    counts[y, y_hat] += 1
    return counts


@wrong("confusion_matrix", says="returned shares of each row")
def shares(y, y_hat, n_classes):
    counts = by_bincount(y, y_hat, n_classes)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@wrong("confusion_matrix", says="0 divided by 0")
def shares_with_nan(y, y_hat, n_classes):
    counts = by_bincount(y, y_hat, n_classes)
    return counts / counts.sum(axis=1, keepdims=True)


@wrong("confusion_matrix", says="shares of all")
def shares_of_all(y, y_hat, n_classes):
    return by_bincount(y, y_hat, n_classes) / len(y)


@wrong("confusion_matrix", says="counted only mistakes")
def mistakes_only(y, y_hat, n_classes):
    counts = by_bincount(y, y_hat, n_classes)
    return counts - np.diag(np.diag(counts))


@wrong("confusion_matrix", says="counted only what is right")
def diagonal_only(y, y_hat, n_classes):
    return np.diag(np.bincount(y[y == y_hat], minlength=n_classes))


@wrong("confusion_matrix", says="has lost its row and column")
def classes_that_come(y, y_hat, n_classes):
    return metrics.confusion_matrix(y, y_hat)


@wrong("confusion_matrix", says="a row too many")
def one_class_too_many(y, y_hat, n_classes):
    return by_bincount(y, y_hat, n_classes + 1)


@wrong("confusion_matrix", says="both directions")
def symmetric(y, y_hat, n_classes):
    return by_bincount(y, y_hat, n_classes) + by_bincount(y_hat, y, n_classes)


@wrong("confusion_matrix", says="one and the same list")
def rows_that_are_one_list(y, y_hat, n_classes):
    counts = [[0] * n_classes] * n_classes
    for i, j in zip(y, y_hat, strict=True):
        counts[i][j] += 1
    return counts


@wrong("confusion_matrix", says="goes over the classes")
def a_loop_over_classes(y, y_hat, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    for k in range(n_classes):
        counts[y[k], y_hat[k]] += 1
    return counts


@wrong("confusion_matrix", says="Is the `return` inside the loop?")
def a_return_in_the_loop(y, y_hat, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    for i, j in zip(y, y_hat, strict=True):
        counts[i, j] += 1
        return counts


@wrong("confusion_matrix", says="only how many are right")
def how_many(y, y_hat, n_classes):
    return int(np.sum(y == y_hat))


@wrong("confusion_matrix", says="the right numbers in another shape")
def in_one_line(y, y_hat, n_classes):
    return by_bincount(y, y_hat, n_classes).ravel()


@wrong("confusion_matrix", says="ten classes here")
def ten_classes_always(y, y_hat, n_classes):
    return by_bincount(y, y_hat, 10)


@wrong("confusion_matrix", says="four classes here")
def four_classes_always(y, y_hat, n_classes):
    return by_bincount(y, y_hat, 4)


@wrong("confusion_matrix", says="as large as the largest label")
def as_large_as_the_largest(y, y_hat, n_classes):
    n = max(y.max(), y_hat.max()) + 1
    return by_bincount(y, y_hat, n)


@wrong("confusion_matrix")
def in_eight_bits(y, y_hat, n_classes):
    return by_bincount(y, y_hat, n_classes).astype(np.int8)


@wrong("confusion_matrix")
def only_true_or_false(y, y_hat, n_classes):
    return by_bincount(y, y_hat, n_classes) > 0
