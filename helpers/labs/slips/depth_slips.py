"""Name mistakes in the exercises of lesson 09 for which its test cells have no room: by the value that each gives.

Every value belongs to a call of the visible check of the exercise.
"""

from collections.abc import Iterator, Mapping
from inspect import signature
from typing import Any
from unittest.mock import Mock

import numpy as np

from helpers.checks.check import Answer
from helpers.labs.features import contest

WIDTH = {
    "You returned the first width that is too expensive, or rounded the width up.": 49,
    "You stopped one width too early.": 47,
    "You returned the first width that fits. Return the largest.": 1,
    "You stopped at `n_in`. A width may be larger.": 32,
    "You returned the price. Return the width.": 9914,
    "You left out a step from hidden layer to hidden layer.": 56,
    "You counted a step too many from hidden layer to hidden layer.": 42,
    "You counted all steps from hidden layer to hidden layer as one.": 74,
    "You left out all steps from hidden layer to hidden layer.": 169,
    "You left out the weights from hidden layer to hidden layer.": 160,
    "You added two widths. Between two hidden layers there are `width * width` weights.": 153,
    "You took a power of the width. Each further hidden layer costs the same.": 9,
    "You left out the part from the input to hidden layer 1.": 53,
    "You left out the part to the output, or the weights from the input.": 52,
    "You made the part from the last hidden layer to the output too cheap.": 51,
    "You paid for several networks. Each width has the whole budget to itself.": 15,
    "You used `n_out` and `hidden_layers` in each other's place.": 18,
    "You used `n_in` and `hidden_layers` in each other's place.": 16,
}  # width_for_budget(32, 26, 4, 10000), which is 48

LAYERS: list[dict[str, tuple[float, float, float]]] = [
    {
        "You counted from 0.": (0, 77 / 48, 5 / 12),
        "You used the input `X`, which is no hidden layer.": (1, 1 / 12, 1 / 6),
        "You began at the second pair. The first pair is the first hidden layer.": (1, 1.25, 0.25),
        "You transposed W.": (1, 7 / 6, 1 / 6),
        "You left out the ReLU.": (1, 1, 1 / 12),
        "You left out the bias.": (1, 43 / 48, 2 / 3),
        "You subtracted the bias. Add it.": (1, 29 / 48, 5 / 6),
        "You passed on a 1 where the sum is above 0. A ReLU passes on the sum.": (1, 7 / 12, 5 / 12),
        "You passed on no more than 1. A ReLU has no upper limit.": (1, 5.5 / 12, 5 / 12),
        "You passed on the size of a negative sum. A ReLU passes on 0.": (1, 53 / 24, 1 / 12),
        "You swapped mean and share.": (1, 5 / 12, 77 / 48),
        "You took only the entries above 0 into the mean.": (1, 2.75, 5 / 12),
        "You counted the zeros. Return their share.": (1, 77 / 48, 5),
        "You returned sums, and not a mean and a share.": (1, 19.25, 5),
        "You divided the zeros by the rows, not by all the entries.": (1, 77 / 48, 5 / 6),
        "You divided the sum by the rows, not by all the entries.": (1, 77 / 24, 5 / 12),
        "You divided both sums by the rows, not by all the entries.": (1, 77 / 24, 5 / 6),
        "You cut off what is behind the decimal point, as `//` and `int` do.": (1, 1, 0),
        "You counted a small number as a zero. Only what is exactly 0 counts.": (1, 77 / 48, 0.5),
        "You counted the zeros of `X`.": (1, 77 / 48, 1 / 6),
        "You returned the share that is *not* zero.": (1, 77 / 48, 7 / 12),
        "You returned per cent. The share is from 0 to 1.": (1, 77 / 48, 500 / 12),
    },
    {
        "You left the ReLU out of what is passed on to the second layer.": (2, 41 / 12, 0.25),
        "You began at `X` again. A layer gets what the layer before it passes on.": (2, 1.25, 0.25),
        "You used the first pair for both layers.": (2, 7 / 6, 2 / 3),
        "You returned the numbers of the first layer again.": (2, 77 / 48, 5 / 12),
    },
]  # layer_statistics of the first network: a row for each of its hidden layers

PROBE = {
    "You left out the bias: there is no column of ones.": 493 / 600,
    "You added a 1 to the units. The bias comes from a column of ones.": 491 / 600,
    "You added the means of Y. The bias comes from a column of ones.": 488 / 600,
    "You subtracted the means of the units. That does not replace the column of ones.": 461 / 600,
    "You left the bias out on the test rows.": 405 / 600,
    "You put the column of ones first in training, and took it as the last one in the test.": 175 / 600,
    "You put the column of ones last in training, and took it as the first one in the test.": 159 / 600,
    "You gave the two tables different columns for the bias.": 384 / 600,
    "You subtracted the test rows' own means from them. Take them as they are.": 309 / 600,
    "You standardised each table by its own numbers. Take both as they are.": 522 / 600,
    "You replaced the diagonal of A^T A by the ridge. Add it.": 233 / 600,
    "You returned the accuracy on the training rows.": 59 / 60,
    "You returned the accuracy on training and test rows together.": (59 + 502) / 660,
    "You added I without `ridge`.": 503 / 600,
    "You fitted it to the test rows.": 514 / 600,
    "You fitted it to training and test rows together.": 516 / 600,
    "You swapped training and test rows.": 54 / 60,
    "You fitted the labels as numbers, without one-hot.": 289 / 600,
    "You fitted the labels as numbers, without one-hot, and compared with 0.5.": 422 / 600,
    "You made one-hot columns for the labels 0 and 1 only. The labels here go up to 2.": 506 / 600,
    "You shifted the labels of the training rows by 1. They count from 0.": 46 / 600,
    "You shifted the labels that the probe gives by 1. They count from 0.": 22 / 600,
    "You gave each row the label 0. Has each row of Y a single 1, in the column of its label?": 360 / 600,
    "You looked at one output. The label is the column of the largest of them.": 499 / 600,
    "You told two classes apart. There are three here.": 473 / 600,
    "You compared entries of a table. Count the rows that get the right label.": 0.876111,
    "You took the smallest output. Take the largest.": 25 / 600,
    "You took the output of the largest size. One below 0 is small.": 501 / 600,
    "You took the output nearest to 1. Take the largest.": 498 / 600,
    "You have not one row right. Did you use `argmax` without `axis=1`, which finds one place in "
    "the whole table? Or did you compare outputs with labels?": 0.0,
    "You compared a column (600, 1) with a list (600,), which makes a table (600, 600).": 267.3 / 600,
    "You averaged the shares of the three classes. All rows count alike.": 0.762037,
    "You returned the mean squared error. Return the share of right labels.": 0.1519956,
    "You returned the share of mistakes.": 98 / 600,
    "You divided by the number of training rows.": 502 / 60,
    "You rounded. Return the share as it is.": 0.84,
    "You returned per cent. The share is from 0 to 1.": 100 * 502 / 600,
    "You counted the right rows. Return their share.": 502,
}  # linear_probe with a ridge of 0: the share of 600 test rows

RIDGE = {
    "You did not use `ridge`, or built in 1e-3.": 415 / 600,
    "You added I without `ridge`, or built in 1.": 424 / 600,
    "You multiplied the ridge by the number of rows, or divided A^T A by it.": 567 / 600,
    "You multiplied the ridge by the number of test rows.": 568 / 600,
    "You divided the ridge by the number of rows.": 425 / 600,
    "You doubled the ridge.": 556 / 600,
    "You halved the ridge.": 531 / 600,
    "You squared the ridge.": 566 / 600,
    "You took the square root of the ridge.": 483 / 600,
    "You added the ridge to every entry. It belongs on the diagonal only.": 450 / 600,
    "You subtracted the ridge. Add it.": 357 / 600,
    "You standardised the columns first. Take them as they are.": 555 / 600,
    "You standardised the columns by numbers from the test rows, too. Take them as they are.": 557 / 600,
    "You standardised the columns by the test rows. Take them as they are.": 558 / 600,
    "You subtracted means taken over test rows. Take the columns as they are.": 551 / 600,
}  # linear_probe with a ridge of 30

CONTEST = {
    1: {
        "Test rows had a say: you took means or standard deviations over test rows, too, or "
        "standardised the test rows by their own.": [(0.773, 0.927), (0.772, 0.926)],
        "You took the means over test rows, too.": [(0.772, 0.916)],
        "You took the means and standard deviations over test rows, too, or over them alone.": [(0.777, 0.929)],
        "You subtracted the test rows' own means from the test rows.": [(0.772, 0.921)],
        "You divided the test rows by their own standard deviations.": [(0.775, 0.927)],
        "You did not subtract the means.": [(0.764, 0.912)],
        "You used one mean and one standard deviation for all columns. Each has its own.": [(0.788, 0.937)],
        "You returned accuracies on all 5000 rows.": [(0.785, 0.932)],
        "You scored on the first 500 test rows. There are 1000.": [(0.800, 0.926)],
        "You did not standardise the features.": [(0.760, 0.884)],
        "You did not divide by the standard deviations.": [(0.758, 0.894)],
        "You did not standardise the test rows: the classifier gets them raw.": [(0.510, 0.794)],
        "You returned accuracies on the training rows.": [(0.870, 0.998)],
        "You fitted the classifier to test rows, too.": [(0.833, 0.985), (0.836, 0.994), (0.825, 0.978)],
        "You swapped training and test rows.": [(0.806, 0.966)],
        "You held the contest of another seed. Did you use `seed`?": [(0.788, 0.943), (0.809, 0.933)],
    },
    5: {
        "You divided a column by 1 that is the same in all test rows. Only the training rows decide.": [(0.799, 0.937)],
        "You held the contest of another seed. Did you use `seed`?": [(0.774, 0.916)],
    },
}  # compare_features: a seed, a sentence, and each (novice, expert) that it belongs to


def priced(answer: Answer, budget: int, width: int, prices: tuple[int, int], known: Mapping[str, int]) -> None:
    """Hold the answer to a width; where no mistake is known, say what a width costs.

    Parameters
    ----------
    answer : Answer
        What `width_for_budget` gave.
    budget : int
        Parameters that can be paid.
    width : int
        The right width.
    prices : tuple of int
        The parameters of a network of this width, and of the next.
    known : mapping of str to int
        A sentence for each known mistake, to the width that it gives.
    """
    got, looks = answer.outcome.value, dict[str, Any](known)
    if isinstance(got, int | float | np.number) and got not in (width, *known.values()):
        if float(got) % 1:
            why = "You returned a width that is not whole. Round it down."
        elif float(got) < width:
            why = f"A width of {width} costs {prices[0]} here, and the budget is {budget}."
        else:
            why = f"A width of {width + 1} costs {prices[1]} here, more than the budget of {budget}."
        looks[why] = got
    answer.gives(width, looks)


def handed_over(f: Any, spy: Mock) -> list[list[Any]]:
    """List what each call of a spy on `f` handed over, in the order of f's parameters."""
    return [[*signature(f).bind(*call.args, **call.kwargs).arguments.values()] for call in spy.call_args_list]


def wrong_calls(seed: int, deal: Mock, linear: Mock, deep: Mock) -> Iterator[str]:
    """Yield what was wrong with the calls of the contest's functions, if spies on them saw any.

    Parameters
    ----------
    seed : int
        That of the contest.
    deal, linear, deep : Mock
        Spies on the functions.
    """
    nets = handed_over(contest.deep, deep)
    fits = nets + handed_over(contest.linear, linear)
    train, box = contest.deal(seed)[0], contest.tables()
    if fits and [seed] not in handed_over(contest.deal, deal):
        yield f"You did not take the rows from `contest.deal({seed})`."
    for count in {len(fit[1]) for fit in fits} - {len(train)}:
        yield f"You trained on {count} rows. `contest.deal({seed})` gives {len(train)}."
    if not all(np.array_equal(fit[1], box.digit[train]) for fit in fits):
        yield "You handed over other labels than those of the training rows in `digits.digit`."
    if fits and not nets:
        yield "You did not call `contest.deep`, which trains the learner's network."
    for pixels, *_ in nets:
        if np.shape(pixels)[1:] != (784,):
            yield "You gave the network another table than `digits.pixels`."
        elif np.min(pixels) < 0 or np.max(pixels) > 1:
            yield "You standardised the pixels. The learner gets them raw."
