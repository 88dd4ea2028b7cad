"""The border changes no verdict: every answer of every lesson gets through the engine what it gets without it."""

import os
from collections.abc import Iterator

import pytest

from tests.answers import Attempt
from tests.course import ALL, Exercise
from tests.grading.border import verdict
from tests.lessons.test_answers import ATTEMPTS, EXERCISES, SLOW, STUB, slow_ones_later

# What a check says only where the answer runs in its own process: it watches a helper that the answer calls, reads a
# line or the names of an answer that stands in no cell, or knows the values in it. The points are the same.
SAID_AT_HOME = {
    "learner_ignores_the_seed", "images_not_made_rows", "by_pythons_max", "return_in_the_guard", "shape_of_a_table",
    "empty_return", "asked_by_an_if", "bias_with_a_minus", "two_activations_only", "bias_used_twice",
    "guards_both_weights_at_once", "brackets_forgotten", "compares_whole_arrays", "with_and", "python_if",
    "index_of_the_array", "times_the_weights", "learner_trained_on_all", "pixels_standardised", "own_deal",
    "first_rows", "some_of_the_training_rows", "more_training_rows", "labels_of_the_first_rows",
    "labels_of_sorted_rows", "linear_on_the_pixels", "network_on_the_novice",
    "asks_whether_it_is_the_last",
    "kept_in_a_default",
    "diagnose_asks_a_dict_of_its_own",
    "diagnose_asks_for_the_config",
    "diagnose_misspells_an_inner_key",
    "diagnose_one_loss_as_a_list",
    "treat_diagnoses_all_patients",
    "treat_does_not_call",
    "treat_looks_up_nothing",
    "treat_misspells_a_name",
    "treat_with_parameters_exchanged",
}  # fmt: skip

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the engine needs fork")


def marked(attempts: list[Attempt]) -> Iterator:
    """Leave to the quick tier one right and one wrong answer to each exercise that takes no time."""
    tried = set()
    for attempt in attempts:
        kind = (attempt.lesson, attempt.exercise, attempt.right)
        is_quick = kind not in tried and attempt.exercise not in SLOW
        tried.add(kind)
        yield pytest.param(attempt, marks=[] if is_quick else [pytest.mark.full], id=str(attempt))


@pytest.mark.parametrize("attempt", list(marked(ATTEMPTS)))
def test_answer_gets_what_it_deserves(attempt: Attempt):
    exercise = EXERCISES[attempt.lesson, attempt.exercise]
    given = verdict(exercise, attempt.f)
    assert (given.points == exercise.points) == attempt.right, given.said
    assert attempt.is_named(given.said) or attempt.f.__code__.co_name in SAID_AT_HOME


@pytest.mark.parametrize("exercise", slow_ones_later(ALL))
def test_solution_gets_every_point(exercise: Exercise):
    given = verdict(exercise, exercise.answer)
    assert given.points == exercise.points, given.said


@pytest.mark.full
@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_missing_answer_gets_nothing_and_a_sentence(exercise: Exercise):
    given = verdict(exercise, STUB.format(exercise.name))
    assert given.points == 0 and "not answered yet" in given.said


@pytest.mark.full
@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_value_instead_of_a_function_gets_a_sentence(exercise: Exercise):
    given = verdict(exercise, f"{exercise.name} = 3")
    assert given.points == 0 and "Expected a function" in given.said


def test_a_message_quotes_no_line_of_the_grader():
    weighted_sum = next(exercise for exercise in ALL if exercise.name == "weighted_sum")
    assert "in the line" not in verdict(weighted_sum, "def weighted_sum(x): return x").said
