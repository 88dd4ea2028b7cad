"""Right and wrong answers to lesson 10."""

import numpy as np
from sklearn import metrics
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC

from helpers import data, network
from tests import recall
from tests.answers import right, wrong

recall.answers(__name__)


# build_classifier


def _flat(images):
    return np.asarray(images).reshape(-1, 784)


def _net(X, y, rng, *hidden, epochs=20, rate=0.1, **options):
    net = network.build([784, *hidden, 10], rng, **options)
    network.train(net, _flat(X), y, rng, epochs=epochs, optimiser=network.SGD(rate))
    return net


def _moved(X, y, shifts=((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0))):
    """Each digit also moved by a pixel: the idea that most right answers have."""
    return np.concatenate([np.roll(X, shift, axis=(1, 2)) for shift in shifts]), np.tile(y, len(shifts))


@right("build_classifier")
def one_hidden_layer(X, y, rng):
    net = _net(*_moved(X, y), rng, 128, epochs=10)
    return lambda images: net.predict(_flat(images))


@right("build_classifier")
def deep(X, y, rng):
    net = _net(*_moved(X, y), rng, 128, 64, epochs=10)
    return lambda images: net.predict(_flat(images)).tolist()


@right("build_classifier")
def adam_dropout_and_stopping(X, y, rng):
    X, y = _moved(X, y)
    order = rng.permutation(len(y))
    cut, pixels = len(y) // 20, _flat(X)
    net = network.build([784, 128, 64, 10], rng, keep=0.9)
    rows, held = order[cut:], order[:cut]
    network.train(net, pixels[rows], y[rows], rng, 10, 64, network.Adam(), 1e-5, (pixels[held], y[held]), patience=8)

    def classify(images):
        return net.predict(_flat(images)).astype(np.uint8)

    return classify


@right("build_classifier")
def layer_normed_blocks(X, y, rng):
    X, y = _moved(X, y)
    middle = [network.LayerNorm(128), network.Dense(128, 128, rng), network.ReLU(), network.Dense(128, 128, rng)]
    net = network.Network([network.Dense(784, 128, rng), network.ReLU(), network.Residual(middle),
                           network.Dense(128, 10, rng)])  # fmt: skip
    network.train(net, _flat(X), y, rng, epochs=8, optimiser=network.Momentum(0.01, 0.9))
    return lambda images: np.array([net.predict(image.reshape(1, 784))[0] for image in images])


@right("build_classifier")
def scikit_learn(X, y, rng):
    model = MLPClassifier([128, 64], random_state=int(rng.integers(1000)), max_iter=15, early_stopping=False)
    more, labels = _moved(X, y)
    model.fit(_flat(more), labels)
    return lambda images: model.predict(_flat(images))


@right("build_classifier")
def standardised_by_the_training_rows(X, y, rng):
    X, y = _moved(X, y)
    centre, spread = X.mean(), X.std()
    net = _net((X - centre) / spread, y, rng, 128, 64, epochs=10, rate=0.02)
    return lambda images: net.predict(_flat((images - centre) / spread))


@right("build_classifier")
def moved_diagonally_too(X, y, rng):
    shifts = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    net = _net(*_moved(X, y, shifts), rng, 128, 64, epochs=6)
    return lambda images: net.predict(_flat(images))


@right("build_classifier")
def three_that_vote(X, y, rng):
    nets = [_net(*_moved(X, y), rng, 96, 48, epochs=7) for _ in range(3)]

    def classify(images):
        return sum(net.forward(net.rows(_flat(images))) for net in nets).argmax(axis=1)

    return classify


@right("build_classifier")
def by_hand_in_double_precision(X, y, rng):
    X, y = _moved(X, y)
    X, sizes = _flat(X).astype(float), [784, 128, 64, 10]
    layers = [(rng.normal(0, np.sqrt(2 / n), (n, k)), np.zeros(k)) for n, k in zip(sizes, sizes[1:], strict=False)]
    for _ in range(8):
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
        self.net = _net(*_moved(X, y), rng, 128, 64, epochs=10)

    def __call__(self, images):
        return self.net.predict(_flat(images))


@right("build_classifier")
def an_object_that_can_be_called(X, y, rng):
    return _Trained(X, y, rng)


@right("build_classifier")
def support_vectors_and_no_chance(X, y, rng):
    return (lambda model: lambda images: model.predict(_flat(images)))(SVC(C=5).fit(_flat(X), y))


@wrong("build_classifier", says="8 of 10 points. The next point is at 95.5")
def one_nearest_neighbour(X, y, rng):
    model = KNeighborsClassifier(1).fit(_flat(X), y)
    return lambda images: model.predict(_flat(images))


@wrong("build_classifier", says="8 of 10 points. The next point is at 95.5")
def a_plain_recipe(X, y, rng):
    net = _net(X, y, rng, 128, 64)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="You standardised or centred the training rows, and not the images in `classify`")
def standardised_for_training_only(X, y, rng):
    net = _net((X - X.mean()) / X.std(), y, rng, 64, rate=0.03)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="You standardised or centred the training rows, and not the images in `classify`")
def each_pixel_standardised_for_training_only(X, y, rng):
    net = _net((X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8), y, rng, 64, epochs=10, rate=0.03)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="You standardised or centred the training rows, and not the images in `classify`")
def centred_for_training_only(X, y, rng):
    net = _net(X - X.mean(axis=0), y, rng, 64, epochs=10)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="You standardised or centred the images in `classify`, and not the training rows")
def standardised_for_reading_only(X, y, rng):
    centre, spread = X.mean(axis=0), X.std(axis=0) + 1e-3
    net = _net(X, y, rng, 64, epochs=10)
    return lambda images: net.predict(_flat((images - centre) / spread))


@wrong("build_classifier", says="You exchanged ink and paper of the training rows")
def ink_for_paper_in_training_only(X, y, rng):
    net = _net(1 - X, y, rng, 64, epochs=15, rate=0.03)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="rolled the pile of images along axis 0")
def rolled_among_the_images(X, y, rng):
    more = np.concatenate([X, *(np.roll(X, step, axis=axis) for step in (1, -1) for axis in (0, 1))])
    net = _net(more, np.tile(y, 5), rng, 64, epochs=4)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="no training reached it")
def never_trained(X, y, rng):
    net = network.build([784, 64, 10], rng)
    network.train(net, _flat(X), y, rng, epochs=0)
    return lambda images: net.predict(_flat(images))


@wrong("build_classifier", says="no training reached it")
def by_the_place_in_the_batch(X, y, rng):
    return lambda images: np.arange(len(images)) % 10


@wrong("build_classifier", says="no training reached it")
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


@wrong("build_classifier", says="You used `np.repeat`")
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


@wrong("build_classifier", says="rolled the pile of images along axis 0")
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


@wrong("build_classifier", says="6 of 10 points. The next point is at 92")
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


@wrong("build_classifier", says="Is a fixed number of images in the function")
def four_hundred_images_only(X, y, rng):
    net = _net(X, y, rng, 64)
    return lambda images: net.predict(np.resize(_flat(images), (400, 784)))


@wrong("build_classifier", says="You returned as many labels as there are training rows")
def labels_of_the_training_rows(X, y, rng):
    net = _net(X, y, rng, 64)
    return lambda images: net.predict(_flat(X))


@wrong("build_classifier", says="You returned 5 times as many labels as there are training rows")
def labels_of_the_moved_training_rows(X, y, rng):
    X, y = _moved(X, y)
    net = _net(X, y, rng, 64, epochs=2)
    return lambda images: net.predict(_flat(X))


@wrong("build_classifier", says="Or do you train in `classify`?")
def trained_at_each_call(X, y, rng):
    return lambda images: _net(X, y, rng, 64).predict(_flat(images))


@wrong("build_classifier", says="mirrored from left to right, too. Did you make such copies?")
def mirrored_copies(X, y, rng):
    piles = np.concatenate([X, X[:, :, ::-1], X[:, ::-1], X[:, ::-1, ::-1]])
    net = _net(piles, np.tile(y, 4), rng, 128, 64, epochs=10)
    return lambda images: net.predict(_flat(images))


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
    np.random.seed(0)  # noqa: NPY002
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


@wrong("confusion_matrix", says="Did you count the labels that occur in `y`")
def as_many_as_there_are_labels(y, y_hat, n_classes):
    n = len(np.unique(y))
    counts = np.zeros((n, n), int)
    np.add.at(counts, (y, y_hat), 1)
    return counts


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


@wrong("confusion_matrix", says="looped over the classes")
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


@wrong("confusion_matrix", says="counted in 8 bits")
def in_eight_bits(y, y_hat, n_classes):
    return by_bincount(y, y_hat, n_classes).astype(np.int8)


@wrong("confusion_matrix", says="`n_classes` is 4. Did you count the labels that occur in `y` (2 does not), or take 1 off?")
def one_class_too_few(y, y_hat, n_classes):
    counts = np.zeros((n_classes - 1, n_classes - 1), int)
    for i in range(len(y)):
        counts[y[i], y_hat[i]] += 1
    return counts


@wrong("confusion_matrix", says="and none the number of an image")
def by_the_number_of_the_image(y, y_hat, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    for i in range(len(y)):
        counts[i, y_hat[i]] += 1
    return counts


@wrong("confusion_matrix", says="Classes go from 0 to 3")
def classes_from_one(y, y_hat, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    for i in range(1, n_classes + 1):
        for j in range(1, n_classes + 1):
            counts[i, j] = np.sum((y == i) & (y_hat == j))
    return counts


@wrong("confusion_matrix", says="The function uses `ALL_LABELS` of a cell above")
def labels_of_a_cell_above(y, y_hat, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    for i in range(len(y)):
        counts[ALL_LABELS[i], y_hat[i]] += 1
    return counts


@wrong("confusion_matrix", says="You took each label in `y` for the number of an image")
def labels_as_places(y, y_hat, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    for i in y:
        counts[i, y_hat[i]] += 1
    return counts


@wrong("confusion_matrix", says="You took each label in `y_hat` for the number of an image")
def answers_as_places(y, y_hat, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    for j in y_hat:
        counts[y[j], j] += 1
    return counts


@wrong("confusion_matrix", says="`minlength` makes it longer")
def bincount_alone(y, y_hat, n_classes):
    return np.bincount(y * n_classes + y_hat).reshape(n_classes, n_classes)


@wrong("confusion_matrix", says="You counted in 8 bits")
def in_eight_bits_from_the_start(y, y_hat, n_classes):
    counts = np.zeros((n_classes, n_classes), np.int8)
    np.add.at(counts, (y, y_hat), 1)
    return counts


@wrong("confusion_matrix", says="You returned columns that are all alike")
def without_the_column(y, y_hat, n_classes):
    counts = np.zeros((n_classes, n_classes), int)
    for i in range(n_classes):
        for j in range(n_classes):
            counts[i, j] = np.sum(y[y_hat == i] == i)
    return counts


@wrong("confusion_matrix")
def only_true_or_false(y, y_hat, n_classes):
    return by_bincount(y, y_hat, n_classes) > 0


# abstain


@right("abstain")
def by_where(P, threshold):
    return np.where(np.max(P, axis=1) >= threshold, np.argmax(P, axis=1), -1)


@right("abstain")
def row_by_row(P, threshold):
    labels = []
    for row in P:
        best = int(np.argmax(row))
        labels.append(best if row[best] >= threshold else -1)
    return labels


@right("abstain")
def set_afterwards(P, threshold):
    labels = P.argmax(axis=1)
    labels[P.max(axis=1) < threshold] = -1
    return labels


@right("abstain")
def sorted_and_as_floats(P, threshold):
    order = np.argsort(P, axis=1)[:, -1]
    top = np.take_along_axis(P, order[:, None], axis=1)[:, 0]
    return np.where(top < threshold, -1.0, order)


@wrong("abstain", says="exactly the threshold")
def at_the_threshold_too(P, threshold):
    return np.where(P.max(axis=1) > threshold, P.argmax(axis=1), -1)


@wrong("abstain", says="You never abstained")
def never(P, threshold):
    return P.argmax(axis=1)


@wrong("abstain", says="the largest of the whole table")
def by_the_whole_table(P, threshold):
    return np.where(P.max() < threshold, -1, P.argmax(axis=1))


@wrong("abstain", says="abstained where it is sure")
def the_other_way_round(P, threshold):
    return np.where(P.max(axis=1) < threshold, P.argmax(axis=1), -1)


@wrong("abstain", says="0 is a class")
def zero_for_unknown(P, threshold):
    return P.argmax(axis=1) * (P.max(axis=1) >= threshold)


@wrong("abstain", says="one class too many")
def a_class_of_its_own(P, threshold):
    return np.where(P.max(axis=1) < threshold, P.shape[1], P.argmax(axis=1))


@wrong("abstain", says="returned None or nan")
def nan_for_unknown(P, threshold):
    return np.where(P.max(axis=1) < threshold, np.nan, P.argmax(axis=1))


@wrong("abstain", says="Every row keeps its place")
def the_answered_rows_alone(P, threshold):
    return P.argmax(axis=1)[P.max(axis=1) >= threshold]


@wrong("abstain", says="Every row keeps its place")
def where_an_entry_is_large(P, threshold):
    return np.where(P >= threshold)[1]


@wrong("abstain", says="looked at each column")
def column_by_column(P, threshold):
    return np.where(P.max(axis=0) < threshold, -1, P.argmax(axis=0))


@wrong("abstain", says="with 4, one for each column")
def largest_of_a_column(P, threshold):
    return np.where(P.max(axis=0) < threshold, -1, P.argmax(axis=1))


@wrong("abstain", says="every entry with the threshold")
def entry_by_entry(P, threshold):
    return np.where(P < threshold, -1, P.argmax(axis=1))


@wrong("abstain", says="every entry with the threshold")
def entries_as_places(P, threshold):
    labels = P.argmax(axis=1)
    labels[P < threshold] = -1
    return labels


@wrong("abstain", says="probabilities, and not classes")
def the_probability(P, threshold):
    return np.where(P.max(axis=1) < threshold, -1, P.max(axis=1))


@wrong("abstain", says="whether it answers, and not what")
def whether(P, threshold):
    return P.max(axis=1) >= threshold


@wrong("abstain", says="lead over the second class")
def by_the_lead(P, threshold):
    ranked = np.sort(P, axis=1)
    return np.where(ranked[:, -1] - ranked[:, -2] < threshold, -1, P.argmax(axis=1))


@wrong("abstain", says="compared the class with the threshold")
def by_the_class(P, threshold):
    labels = P.argmax(axis=1)
    return np.where(labels < threshold, -1, labels)


@wrong("abstain", says="least probable class")
def by_argmin(P, threshold):
    return np.where(P.max(axis=1) < threshold, -1, P.argmin(axis=1))


@wrong("abstain", says="the smallest probability of a row")
def by_the_smallest(P, threshold):
    return np.where(P.min(axis=1) < threshold, -1, P.argmax(axis=1))


@wrong("abstain", says="You compared with a fixed number such as 0.5")
def always_a_half(P, threshold):
    return np.where(P.max(axis=1) < 0.5, -1, P.argmax(axis=1))


@wrong("abstain", says="first class that reaches the threshold")
def the_first_that_reaches_it(P, threshold):
    return np.where((P >= threshold).any(axis=1), (P >= threshold).argmax(axis=1), -1)


@wrong("abstain", says="changed its argument")
def small_entries_removed(P, threshold):
    P[P < threshold] = 0
    return np.where(P.max(axis=1) > 0, P.argmax(axis=1), -1)


@wrong("abstain", says="`return`")
def labels_printed(P, threshold):
    print(np.where(P.max(axis=1) < threshold, -1, P.argmax(axis=1)))


@wrong("abstain", says="You never abstained")
def one_decision_for_all(P, threshold):
    return P.argmax(axis=1) if P.max() >= threshold else -1


@wrong("abstain", says="a fixed number, such as 0.9")
def always_nine_tenths(P, threshold):
    labels = P.argmax(axis=1)
    labels[P.max(axis=1) < 0.9] = -1
    return labels


@wrong("abstain", says="a fixed number, such as 0.7")
def always_seven_tenths(P, threshold):
    return np.where(P.max(axis=1) < 0.7, -1, P.argmax(axis=1))


@wrong("abstain", says="last class that reaches the threshold")
def the_last_that_reaches_it(P, threshold):
    labels = np.full(len(P), -1)
    for i, row in enumerate(P):
        for j, p in enumerate(row):
            if p >= threshold:
                labels[i] = j
    return labels


@wrong("abstain", says="where several classes reach the threshold")
def only_one_may_reach_it(P, threshold):
    return np.where((P >= threshold).sum(axis=1) == 1, P.argmax(axis=1), -1)


@wrong("abstain", says="by `=` and not `==`?")
def compared_where_set(P, threshold):
    labels = P.argmax(axis=1)
    labels[P.max(axis=1) < threshold] == -1  # noqa: B015 - the slip
    return labels


@wrong("abstain", says="Is the -1 kept")
def where_not_kept(P, threshold):
    labels = P.argmax(axis=1)
    np.where(P.max(axis=1) < threshold, -1, labels)
    return labels


@wrong("abstain", says="that you compare, from 0 to 1, and not a sum")
def by_the_sum(P, threshold):
    return np.where(P.sum(axis=1) >= threshold, P.argmax(axis=1), -1)


@wrong("abstain", says="that you compare, from 0 to 1")
def by_per_cent(P, threshold):
    return np.where(100 * P.max(axis=1) >= threshold, P.argmax(axis=1), -1)


@wrong("abstain", says="or used a softmax on `P`")
def softmax_once_more(P, threshold):
    P = np.exp(P) / np.exp(P).sum(axis=1, keepdims=True)
    return np.where(P.max(axis=1) >= threshold, P.argmax(axis=1), -1)


@wrong("abstain", says="as `keepdims=True` leaves it")
def a_column_and_a_list(P, threshold):
    return np.where(P.max(axis=1, keepdims=True) >= threshold, P.argmax(axis=1), -1)


@wrong("abstain", says="as `np.where` does with a condition alone")
def places_of_the_answered(P, threshold):
    return np.where(P.max(axis=1) >= threshold)


@wrong("abstain", says="returned None or nan")
def none_for_unknown(P, threshold):
    return [row.argmax() if row.max() >= threshold else None for row in P]


@wrong("abstain", says="as `[-1]` does?")
def the_last_row_of_the_order(P, threshold):
    return np.where(P.max(axis=1) >= threshold, np.argsort(P)[-1], -1)


@wrong("abstain", says="one -1 for all rows")
def all_or_nothing(P, threshold):
    return P.argmax(axis=1) if (P.max(axis=1) >= threshold).all() else -1


@wrong("abstain", says="the number of the row, and not of its class")
def numbers_of_rows(P, threshold):
    return [i if row.max() >= threshold else -1 for i, row in enumerate(P)]


@wrong("abstain", says="or rounded to whole numbers")
def rounded_first(P, threshold):
    return np.where(np.round(P.max(axis=1)) >= threshold, P.argmax(axis=1), -1)


@wrong("abstain", says="cut something off behind the decimal point")
def cut_to_one_decimal(P, threshold):
    return np.where((P.max(axis=1) * 10).astype(int) >= int(threshold * 10), P.argmax(axis=1), -1)


@wrong("abstain", says="only the first of the answers. Is a `return` inside the loop?")
def a_return_in_the_loop_of_rows(P, threshold):
    for row in P:
        return int(row.argmax()) if row.max() >= threshold else -1
