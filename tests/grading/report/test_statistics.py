"""The figures of a class, against values that were worked out by hand, and at the edges."""

import math

import numpy as np
import pytest

from grading.report import statistics
from grading.report.records import Exercise
from tests.grading.report import made_up

A, B = Exercise("test_a", 2.0), Exercise("test_b", 3.0)


def table(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows, dtype=float).reshape(len(rows), -1 if rows else 2)


def test_discrimination_is_the_correlation_with_the_other_exercises():
    rng = np.random.default_rng(0)
    able = rng.random(60)
    points = np.column_stack([(able + 0.3 * rng.random(60) > 0.6) * most for most in (1.0, 2.0, 3.0)])
    for k, index in enumerate(statistics.discrimination(points)):
        rest = np.delete(points, k, axis=1).sum(axis=1)
        assert index == pytest.approx(100 * np.corrcoef(points[:, k], rest)[0, 1])


def test_discrimination_has_its_sign_and_both_its_ends():
    x = np.arange(30.0)
    assert statistics.discrimination(np.column_stack([x, 2 * x])) == pytest.approx([100, 100])
    assert statistics.discrimination(np.column_stack([x, -x])) == pytest.approx([-100, -100])


def test_discrimination_is_hidden_below_25_students_and_where_nothing_varies():
    points = np.column_stack([np.arange(25.0), np.arange(25.0) % 3, np.full(25, 0.1)])
    assert np.isnan(statistics.discrimination(points)).tolist() == [False, False, True]
    assert np.isnan(statistics.discrimination(points[:24])).all()
    assert np.isnan(statistics.discrimination(points[:, :1])).all()  # no other exercise
    assert statistics.discrimination(np.zeros((0, 3))).shape == (3,)


def test_an_item_counts_who_has_all_some_and_none_of_its_points():
    first, second = statistics.items([A, B], table((2, 3), (1, 3), (0, 0), (2, np.nan)))
    assert (first.n, first.full, first.part, first.none) == (4, 2, 1, 1)
    assert first.mean == 1.25 and first.facility == 0.625
    assert (second.n, second.full, second.none, second.facility) == (3, 2, 1, pytest.approx(2 / 3))
    assert math.isnan(first.discrimination) and math.isnan(second.discrimination)


def test_an_item_without_students_or_without_points_has_no_facility():
    (nobody, _), (worthless,) = (
        statistics.items([A, B], table()),
        statistics.items([Exercise("c", 0)], table((0,))),
    )
    assert nobody.n == 0 and math.isnan(nobody.mean) and math.isnan(nobody.facility)
    assert math.isnan(worthless.facility) and (worthless.full, worthless.none) == (1, 0)


def test_an_exercise_that_is_not_marked_for_all_counts_in_nobodys_total():
    points = table((2, 3), (1, np.nan))
    assert statistics.counted(points).tolist() == [True, False]
    found = statistics.summary(points, [A, B])
    assert (found.n, found.most, found.mean, found.median, found.low, found.high) == (2, 2.0, 1.5, 1.5, 1.0, 2.0)
    assert found.sd == pytest.approx(math.sqrt(0.5))


def test_nobody_and_one_student_have_a_summary_of_their_own():
    assert statistics.summary(table(), [A, B]) is None
    assert math.isnan(statistics.summary(table((1, 2)), [A, B]).sd)


@pytest.mark.parametrize("most", [0, 1, 5, 19, 20, 21, 40, 99.5])
def test_every_total_is_in_one_bar(most: float):
    total = np.array([0, most, most / 2, most + 1, -1])
    bars = statistics.distribution(total, most)
    assert sum(bar.count for bar in bars) == 5 and len(bars) <= statistics.MOST_BARS + 1
    assert bars[0].low == 0 and bars[0].count >= 2 and bars[-1].low <= most < bars[-1].high
    assert all(bar.high == after.low for bar, after in zip(bars, bars[1:], strict=False))


def test_points_below_an_end_are_in_the_bar_below():
    bars = statistics.distribution(np.array([0.5, 1.0, 1.5, 2.0]), 2.0)
    assert [bar.count for bar in bars] == [1, 2, 1]


def test_a_person_who_has_not_marked_leaves_a_gap():
    points = statistics.points_of(
        [A, B], [made_up.record("x", {"test_a": 1.0, "test_b": None}), made_up.record("y", {})]
    )
    assert np.isnan(points).tolist() == [[False, True], [True, True]]
    assert statistics.points_of([A, B], []).shape == (0, 2)


def test_the_chance_that_values_agree_follows_from_how_often_others_do():
    assert math.isnan(statistics.agreement(0, 19)) and statistics.agreement(0, 20) == 1 / 22
    assert statistics.chance(2, 2, 0.01) == pytest.approx(0.01)
    assert statistics.chance(5, 3, 0.1) == pytest.approx(10 * 0.01)
    assert statistics.chance(40, 2, 0.5) == 1.0
    assert statistics.chance(100_000, 50_000, 0.001) < 1e-300  # and no overflow
    assert math.isnan(statistics.chance(5, 3, math.nan))


def test_the_bound_holds_where_values_are_drawn_at_random():
    """Of 6 values out of 20 equally likely ones, some 2 agree at most as often as the bound says."""
    rng = np.random.default_rng(3)
    drawn = np.sort(rng.integers(20, size=(20_000, 6)), axis=1)
    often = (np.diff(drawn, axis=1) == 0).any(axis=1).mean()
    assert 0.5 < often <= statistics.chance(6, 2, 1 / 20)
