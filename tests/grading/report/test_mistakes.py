"""Mistakes by name: read as the checks write them, counted, anonymous; what has no name, and what agrees."""

import math
import tracemalloc

import numpy as np
import pytest

from grading.report import mistakes, page
from grading.report.records import Ending, Exercise, Lesson
from helpers import look
from helpers.checks import words
from helpers.checks.check import READ_AGAIN, Check, NotMet
from tests.grading.report import made_up
from tests.grading.report.made_up import EXERCISES, not_met, record

STEP, SIGMOID = EXERCISES[:2]
NO_POINTS = dict.fromkeys((exercise.name for exercise in EXERCISES), 0.0)


def half(z):
    return z / 2


def said_by_a_check(expected: object, known: dict[str, object]) -> str:
    with pytest.raises(NotMet) as caught:
        Check(half, read="A section").__call__(3.0).gives(expected, known)
    return str(caught.value)


def failing(student: str, *endings: Ending) -> object:
    return record(student, NO_POINTS, dict(zip((exercise.name for exercise in EXERCISES), endings, strict=False)))


def test_signs_are_those_of_the_checks():
    assert (mistakes.INDENT, mistakes.READ_AGAIN, mistakes.OPEN) == (words.INDENT, READ_AGAIN, look.OPEN)


def test_a_checks_message_is_taken_apart():
    said = mistakes.read(said_by_a_check(6.0, {"You halved it.": 1.5}))
    assert said == mistakes.Said("half(3.0)", "expected 6, got 1.5", "You halved it.")
    assert mistakes.names_of(said.diagnosis) == ["You halved it."]
    assert said.example == "half(3.0)\n    expected 6, got 1.5"


def test_where_two_mistakes_fit_both_are_named():
    said = mistakes.read(said_by_a_check(6.0, {"You halved it.": 1.5, "you took a (2) quarter twice.": 1.5}))
    assert mistakes.names_of(said.diagnosis) == ["You halved it.", "You took a (2) quarter twice."]


def test_values_of_one_answer_are_no_part_of_a_mistakes_name():
    assert mistakes.names_of("One input is wrong, too (expected 3, got 4).") == ["One input is wrong, too."]
    assert mistakes.names_of("") == []


def test_other_texts_are_findings_and_a_missing_answer_has_a_name():
    assert mistakes.read("It took longer than 60 s.") == mistakes.Said("", "It took longer than 60 s.", "")
    assert mistakes.read(made_up.REASON).diagnosis == made_up.REASON
    assert mistakes.read("").finding == ""


def test_signs_that_no_page_can_hold_are_replaced():
    finding = mistakes.read("\x1b[31mred\x1b[0m \x00 \ud800 \u202e").finding
    assert finding == "red \N{REPLACEMENT CHARACTER} ? \N{REPLACEMENT CHARACTER}"
    assert len(mistakes.read("long " * 1000).example) < 1000


def test_mistakes_are_counted_the_most_frequent_first():
    often, rare = (
        not_met("step(1)", "expected 1, got 0", "You swapped."),
        not_met("step(2)", "expected 1, got 0", "You lost."),
    )
    other = not_met("step(9)", "expected 1, got 0", "You swapped.")
    both = not_met("sigmoid(1)", "expected 1, got 0", "More than one mistake fits: (1) You slept. (2) You left.")
    graded = [failing("a", other), failing("b", rare, both), failing("c", often), failing("d", often), failing("e")]
    found = mistakes.mistakes(EXERCISES, graded)
    assert [(one.exercise, one.sentence, one.count, one.share) for one in found] == [
        (STEP, "You swapped.", 3, 0.6), (STEP, "You lost.", 1, 0.2),
        (SIGMOID, "You left.", 1, 0.2), (SIGMOID, "You slept.", 1, 0.2)]  # fmt: skip
    assert found[0].example == "step(1)\n    expected 1, got 0"
    assert mistakes.unexplained(EXERCISES, graded) == []


def test_an_open_exercise_is_no_mistake():
    graded = [failing("a", Ending("NotAnswered", "step is not answered yet."))]
    assert mistakes.mistakes(EXERCISES, graded) == mistakes.unexplained(EXERCISES, graded) == []
    assert mistakes.open_ones(graded) == {"test_step": 1}


def test_an_example_names_nobody():
    text = "max(1)\n    It raised ValueError: Anna Ohm (max) was here, max. np.max(2), maximum"
    who = made_up.Record("max", made_up.LESSON, name="Anna Ohm")
    assert (
        mistakes.without_names(text, who) == "max(1)\n    It raised ValueError: … (…) was here, …. np.max(2), maximum"
    )
    assert mistakes.without_names(text, made_up.Record("", made_up.LESSON)) == text
    told = not_met("step(1)", "It raised ValueError: a0815 says no", "You raised an error.")
    (found,) = mistakes.mistakes(EXERCISES, [failing("a0815", told)])
    assert "a0815" not in found.example and "… says no" in found.example


def test_what_no_diagnosis_knows_is_grouped_the_largest_first():
    odd, shared = not_met("step(1)", "expected 1, got 7"), Ending("NotGraded", "It is no notebook.")
    graded = [failing("a", odd), failing("b", shared, shared), failing("c", shared)]
    first, second = mistakes.unexplained(EXERCISES, graded)
    assert first.students == ("b", "c") and first.exercises == (STEP, SIGMOID) and first.example == "It is no notebook."
    assert second.students == ("a",) and second.exercises == (STEP,)


def test_an_error_of_pythons_is_shown_with_its_kind():
    (found,) = mistakes.unexplained(EXERCISES, [failing("a", Ending("IndexError", "list index out of range"))])
    assert found.example == "IndexError: list index out of range"


def test_an_answer_that_a_person_gave_all_points_needs_no_second_look():
    forgiven = record("a", NO_POINTS | {"test_step": 1.0}, {"test_step": not_met("step(1)", "expected 1, got 7")})
    assert mistakes.unexplained(EXERCISES, [forgiven]) == []


@pytest.mark.parametrize(
    ("finding", "is_particular"),
    [
        ("expected 0.6225, got 0.73117", True),
        ("expected [1, 2]\ngot      [12.5, 0.75]", True),
        ("Expected a single number from 1 to 2, and got 3.1416.", True),
        ("Expected ValueError, and it returned 0.1234.", True),
        ("expected 0.6225, got 0.5", False),
        ("expected 0.6225, got 1000000", False),
        ("expected 0.6225, got 1e-16", False),
        ("expected shape (20, 784), got shape (784, 1234)", False),
        ("It raised ValueError: 12345", False),
    ],
)
def test_a_particular_value_has_four_digits_of_its_own(finding: str, is_particular: bool):
    assert mistakes.is_particular(finding) is is_particular


def test_the_same_rare_value_comes_with_its_chance():
    copied = not_met("sigmoid(1)", "expected 0.7311, got 0.27182")
    others = [failing(f"s{k}", not_met("step(1)", f"expected 1, got 0.{5121 + 10 * k}")) for k in range(12)]
    graded = [*others, failing("x", Ending("", ""), copied), failing("y", Ending("", ""), copied)]
    (same,) = mistakes.same_values(EXERCISES, graded)
    assert (same.exercise, same.students, same.people) == (SIGMOID, ("x", "y"), 2)
    assert same.chance == pytest.approx(1 / 68)  # 66 pairs at the other call, of which none agrees


def test_of_a_value_among_too_few_others_no_chance_is_known():
    copied = not_met("sigmoid(1)", "expected 0.7311, got 0.27182")
    (same,) = mistakes.same_values(EXERCISES, [failing("x", copied), failing("y", copied)])
    assert math.isnan(same.chance)


def test_a_value_that_many_give_or_that_has_a_name_is_not_rare():
    often = [failing(f"s{k}", not_met("step(1)", "expected 1, got 0.27182")) for k in range(3)]
    named = [failing(f"t{k}", not_met("step(1)", "expected 1, got 0.31415", "You slept.")) for k in range(2)]
    assert mistakes.same_values(EXERCISES, [*often, *named]) == []


def test_the_least_likely_comes_first_and_what_is_not_known_last():
    graded = list(made_up.graded(400))
    copied = [failing(f"x{k}", not_met("sigmoid(7)", "expected 0.7311, got 0.27182")) for k in range(3)]
    found = mistakes.same_values(EXERCISES, [*graded, *copied])
    assert found[0].students == ("x0", "x1", "x2")
    assert [one.chance for one in found] == sorted(one.chance for one in found)


def peak(n: int) -> int:
    """Measure the most memory that the report of a class of `n` takes, beside its records."""
    made = Lesson(made_up.LESSON, "01", EXERCISES, tuple(made_up.graded(n)))
    tracemalloc.start()
    try:
        page.render(made)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_grows_no_faster_than_the_class():
    page.render(made_up.lesson(3))  # loads the template
    assert peak(2000) < 2.5 * peak(1000)


def test_exercises_that_the_gradebook_does_not_know_are_left_out():
    old = record("a", {}, {"test_gone": not_met("gone(1)", "expected 1, got 0.1234", "You slept.")})
    assert mistakes.mistakes(EXERCISES, [old]) == []
    assert mistakes.unexplained([Exercise("test_new", 1)], [old]) == [] == mistakes.same_values(EXERCISES, [old, old])
    assert np.isnan(page.statistics.points_of(EXERCISES, [old])).all()
