"""Right and wrong answers to lesson NUMBER.

TODO: for each exercise, at least three right answers in different styles and at least eight mistakes that learners
make. At least three mistakes have a name: `says` is a piece of the sentence that the check shows the learner.
"""

import numpy as np

from tests.answers import right, wrong


@right("rescale")
def by_interpolation(x):
    return np.interp(x, [min(x), max(x)], [0, 1])


@right("rescale")
def in_a_loop(x):
    low, high = min(x), max(x)
    return [(number - low) / (high - low) for number in x]


@right("rescale")
def in_two_steps_and_single_precision(x):
    shifted = np.asarray(x, dtype=np.float32) - np.float32(np.min(x))
    return shifted / shifted.max()


@wrong("rescale", says="did not subtract the smallest one first")
def divided_only(x):
    return x / np.max(x)


@wrong("rescale", says="and did not divide")
def subtracted_only(x):
    return x - np.min(x)


@wrong("rescale", says="not by the distance from the smallest to the largest")
def divided_by_the_largest(x):
    return (x - np.min(x)) / np.max(x)


@wrong("rescale", says="turned the scale round")
def turned_round(x):
    return (np.max(x) - x) / np.ptp(x)


@wrong("rescale", says="subtracted the mean")
def mean_subtracted(x):
    return (x - np.mean(x)) / np.ptp(x)


@wrong("rescale", says="add up to 1")
def shares(x):
    return x / np.sum(x)


@wrong("rescale", says="changed its argument")
def argument_changed(x):
    x -= np.min(x)
    return x / np.max(x)


@wrong("rescale", says="`return`")
def printed(x):
    print((x - np.min(x)) / np.ptp(x))


@wrong("rescale")
def standardised(x):
    return (x - np.mean(x)) / np.std(x)


@wrong("rescale")
def only_for_these_ovens(x):
    return (x - 180.0) / 120.0
