"""The figures of a class: how points are distributed, how hard each exercise is, how well it tells students apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from grading.report.records import Exercise, Record

LEAST = 25  # students below whom a discrimination says more of chance than of the exercise
MOST_BARS = 21
LEAST_PAIRS = 20  # pairs of wrong values below which it is not known how often two agree

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Summary:
    """What the totals of a class come to; `sd` has n - 1 below the line, and is nan for a single student."""

    n: int
    most: float
    mean: float
    median: float
    sd: float
    low: float
    high: float


@dataclass(frozen=True)
class Bar:
    """How many totals lie from `low` up to, and without, `high`; the last bar holds its end, too."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Item:
    """The figures of one exercise.

    Attributes
    ----------
    exercise : Exercise
        The exercise.
    n : int
        How many students have points for it.
    full, part, none : int
        How many have all, some and none of its points.
    mean, facility : float
        The mean of the points, and its share of the most; nan where nobody has points.
    discrimination : float
        From -100 to 100; nan where it is not shown.
    """

    exercise: Exercise
    n: int
    full: int
    part: int
    none: int
    mean: float
    facility: float
    discrimination: float


def points_of(exercises: Sequence[Exercise], records: Sequence[Record]) -> Floats:
    """Lay the points out as a table (n, k): students by exercises, nan where a person has still to mark."""
    rows = [[record.points.get(exercise.name) for exercise in exercises] for record in records]
    return np.array(rows, dtype=float).reshape(len(records), len(exercises))  # None becomes nan


def counted(points: Floats) -> NDArray[np.bool_]:
    """Choose the exercises (k,) that count in everybody's total: those with points for every student."""
    complete: NDArray[np.bool_] = ~np.isnan(points.sum(axis=0))
    return complete


def totals(points: Floats) -> Floats:
    """Add up each student's points (n,) over the exercises that count."""
    total: Floats = points[:, counted(points)].sum(axis=1)
    return total


def summary(points: Floats, exercises: Sequence[Exercise]) -> Summary | None:
    """Summarise the totals of a table of points (n, k); None where there is nobody."""
    total = totals(points)
    if not len(total):
        return None
    most = sum(exercise.most for exercise, counts in zip(exercises, counted(points), strict=True) if counts)
    sd = float(np.std(total, ddof=1)) if len(total) > 1 else math.nan
    mean, median = float(np.mean(total)), float(np.median(total))
    return Summary(len(total), most, mean, median, sd, float(total.min()), float(total.max()))


def distribution(total: Floats, most: float) -> list[Bar]:
    """Count totals in bars of one width, a whole number of points; what lies outside 0 to `most` goes to the ends."""
    width = max(1, math.ceil(most / (MOST_BARS - 1)))
    edges = width * np.arange(math.floor(most / width) + 2)
    counts, _ = np.histogram(np.clip(total, 0, most), edges)
    bounds = pairwise(edges.tolist())
    return [Bar(low, high, int(count)) for (low, high), count in zip(bounds, counts, strict=True)]


def discrimination(points: Floats) -> Floats:
    """Return how well each exercise tells students apart, as Moodle does.

    The index is 100 cov(x, T - x) / sqrt(var(x) var(T - x)) for the points x of an exercise and the total T, with
    n - 1 below the line: the correlation with all other exercises, in per cent.

    Parameters
    ----------
    points : ndarray (n, k)
        The points of n students, without nan.

    Returns
    -------
    ndarray (k,)
        From -100 to 100; nan for fewer than 25 students, and where all points, or all sums of the others, are equal.

    Notes
    -----
    Moodle: question/classes/statistics/questions/calculator.php, `secondary_steps_walker` and
    `secondary_question_walker`, https://github.com/moodle/moodle.
    """
    n, k = points.shape
    if n < LEAST:
        return np.full(k, np.nan)
    rest = points.sum(axis=1, keepdims=True) - points
    x, others = points - points.mean(axis=0), rest - rest.mean(axis=0)
    covariance = (x * others).sum(axis=0) / (n - 1)
    spread = np.sqrt((x**2).sum(axis=0) / (n - 1) * (others**2).sum(axis=0) / (n - 1))
    varies = spread > 1e-9  # points that are equal differ by rounding at most
    index: Floats = 100 * np.divide(covariance, spread, out=np.full(k, np.nan), where=varies)
    return index


def items(exercises: Sequence[Exercise], points: Floats) -> list[Item]:
    """Compute the figures of each exercise from a table of points (n, k), in which nan is not counted."""
    is_counted = counted(points)
    indices = np.full(len(exercises), np.nan)
    indices[is_counted] = discrimination(points[:, is_counted])
    found = []
    for exercise, column, index in zip(exercises, points.T, indices, strict=True):
        known = column[~np.isnan(column)]
        mean = float(known.mean()) if len(known) else math.nan
        full, none = int((known >= exercise.most).sum()), int(((known <= 0) & (known < exercise.most)).sum())
        facility = mean / exercise.most if exercise.most else math.nan
        part = len(known) - full - none
        found.append(Item(exercise, len(known), full, part, none, mean, facility, float(index)))
    return found


def agreement(agreeing: int, pairs: int) -> float:
    """Estimate how likely two wrong values agree, from counted pairs of others; nan where these are too few.

    One pair of each kind is added to what was counted (Laplace's rule of succession), so that it is never 0.
    """
    return (agreeing + 1) / (pairs + 2) if pairs >= LEAST_PAIRS else math.nan


def chance(people: int, sharing: int, agree: float) -> float:
    """Bound how likely it is by chance that some `sharing` of `people` wrong values agree; nan where `agree` is.

    It is the expected number of such groups where everybody works alone, C(people, sharing) agree**(sharing - 1), and
    at most 1.
    """
    ways = math.lgamma(people + 1) - math.lgamma(sharing + 1) - math.lgamma(people - sharing + 1)
    return math.nan if math.isnan(agree) else math.exp(min(0.0, ways + (sharing - 1) * math.log(agree)))
