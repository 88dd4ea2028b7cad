"""Read an answer as a classifier, a function from images to labels; read its labels, and hold it to learning."""

from dataclasses import dataclass
from numbers import Number
from typing import Any

import numpy as np

from helpers.checks import words
from helpers.checks.check import Answer, Check
from helpers.checks.compare import numbers
from helpers.checks.rules.classifier_slips import slip
from helpers.checks.rules.outside_names import names_inside

GUESSED = 0.25  # of ten classes
GENERATORS = {"default_rng", "RandomState"}
ONE_LABEL = (
    "Perhaps you chose too large a learning rate, and the weights are nan. Or you chose too small a one, or divided "
    "the pixels once more, and the weights hardly moved. Print the losses that `network.train` returns."
)
NOTHING = (
    "Your classifier learned nothing from this X and y. Are rows and labels out of step? Did a `reshape` mix the "
    "pixels of different images? Did you do to the images in `classify` all that you did to the training rows? Did you "
    "train, with a learning rate that is neither far too large nor far too small? See the helps."
)


@dataclass
class Classifier(Check):
    """A check of a classifier, `learned_from` so many rows."""

    learned_from: int = 0


def as_classifier(answer: Answer) -> Classifier:
    """Return a check of the function that the answer returned.

    Parameters
    ----------
    answer : Answer
        What the call gave: a function from images (m, height, width) to labels (m,).

    Returns
    -------
    Classifier
        A check of that function, under the name `classify`.

    Raises
    ------
    NotMet
        Where the value is no function.
    """
    value = answer.value
    if not callable(value):
        answer.fail(
            f"Expected a function to come back, and got {words.kind(value)}: {words.show(value)}.",
            _why_no_function(value),
        )

    def classify(images: np.ndarray) -> Any:
        """Call the reader's classifier, under one name for all."""
        return value(images)

    given = answer.outcome.given
    return Classifier(classify, read=answer.check.read, learned_from=len(given[0]) if given else 0)


def _why_no_function(value: Any) -> str:
    """Say what a value looks like that stands where a function belongs."""
    if isinstance(value, tuple | list):
        return "You returned the network itself. Use it in a function that takes images, and return that function."
    if isinstance(value, np.ndarray):
        return "You called the function and returned its labels. Return the function by its name, without brackets."
    if value is None or isinstance(value, str | dict | Number):
        return ""
    return "You returned the model. Return a function that takes images and asks the model."


def as_labels(answer: Answer, m: int, n_classes: int = 10) -> np.ndarray:
    """Return the answer as labels.

    Parameters
    ----------
    answer : Answer
        What the classifier gave.
    m : int
        The number of images that were handed in.
    n_classes : int
        The number of classes.

    Returns
    -------
    ndarray (m,)
        Integers from 0 to n_classes - 1.

    Raises
    ------
    NotMet
        Where the value is anything else, such as labels that are floats.
    """
    value = answer.value
    array, wanted = numbers(value), f"{words.count(m, 'integer label')}, shape ({m},)"
    if array is None:
        answer.fail(f"Expected {wanted}, and got {words.kind(value)}: {words.show(value)}.")
    if array.shape != (m,):
        rows = answer.check.learned_from if isinstance(answer.check, Classifier) else 0
        answer.fail(f"Expected {wanted}, and got shape {array.shape}.", _why_shape(array, m, n_classes, rows))
    kind = np.asarray(value).dtype.kind
    if kind not in "iu":
        source = "probabilities or sums" if (array != array.round()).any() else "labels as floats"
        finding = f"Expected {wanted}, and got {np.asarray(value).dtype} numbers."
        answer.fail(finding, f"You returned {source}. Labels are integers.")
    inside = (array >= 0) & (array < n_classes)
    answer.holds(
        inside.all(), f"Some labels are not among 0 to {n_classes - 1}.", "You did not count the digits from 0."
    )
    return array.astype(int)


def _why_shape(array: np.ndarray, m: int, n_classes: int, rows: int) -> str:
    """Say what a wrong shape looks like, for m images and a classifier that learned from so many rows."""
    if array.shape == (m, n_classes):
        return "You returned a row of ten for each image. Return the position of the largest."
    if array.shape == (m, 1):
        return "You returned a column. Labels are a plain list, one number for each image."
    if array.ndim == 0 and m == 1:
        return "You returned a single number. One image is a batch with one row, and gets a list with one label."
    if array.ndim == 0:
        return "You used `argmax` without an axis: it gave one number for all images together."
    if array.shape == (n_classes,):
        return "You used `argmax` along the wrong axis: it gave one number for each class, and not for each image."
    if array.ndim > 1:
        return ""
    if array.size == m * n_classes:
        return "You returned ten numbers for each image, all in one line. Return one label for each."
    if rows and array.size and array.size % rows == 0:
        many = "as many labels as" if array.size == rows else f"{array.size // rows} times as many labels as"
        return f"You returned {many} there are training rows. `classify` has to read its own argument, not `X`."
    return "You returned more labels than there are images, or fewer. Is a fixed number of images in the function?"


def learned(
    answer: Answer,
    labels: np.ndarray,
    wanted: np.ndarray,
    true_names: np.ndarray | None = None,
    images: np.ndarray | None = None,
) -> None:
    """Hold a classifier's labels to being more than a guess.

    Parameters
    ----------
    answer : Answer
        What the classifier gave.
    labels : ndarray (m,)
        Its labels.
    wanted : ndarray (m,)
        The right ones.
    true_names : ndarray (m,), optional
        Where the digits were renamed, their true names: a classifier that gives these did not learn from X and y.
    images : ndarray (m, height, width), optional
        The images. With them, further calls look for the slip; see `slip`.

    Raises
    ------
    NotMet
        Where at most a quarter is right, or all labels are the same.
    """
    m, right = len(wanted), float(np.mean(labels == wanted))
    known = 0.0 if true_names is None else float(np.mean(labels == true_names))
    if not np.ptp(labels):
        answer.fail(f"All {m} digits get the same label.", ONE_LABEL)
    if right <= GUESSED < known:
        finding = f"The digits were renamed, and it calls {known:.0%} of {m} by their true names"
        answer.fail(f"{finding}, {right:.0%} by the new ones.", "You used digits from elsewhere, and not this X and y.")
    if right <= GUESSED:
        why = "" if images is None else slip(answer, images, wanted)
        answer.fail(f"It is right on {right:.0%} of {m} digits that it did not learn from.", why or NOTHING)


def without_rng(answer: Answer) -> None:
    """Say that two seeds gave one classifier and drew nothing; NotMet where it makes a generator of its own."""
    finding = "Another seed gives the very same classifier."
    if names_inside(answer.check.f) & GENERATORS:
        answer.fail(finding, "You made a generator inside. All chance has to come from `rng`.")
    print(f"{finding} That is fine if there is no chance in it. First weights and the order of rows come from `rng`.")
