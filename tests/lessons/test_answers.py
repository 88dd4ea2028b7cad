"""The tests of the tests: every wrong answer loses points, every right one gets them all, named mistakes are named."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests import figures
from tests.answers import Attempt, attempts
from tests.course import ALL, LESSONS, Exercise, verdict

EXERCISES = {(exercise.lesson, exercise.name): exercise for exercise in ALL}
ATTEMPTS = [attempt for lesson in LESSONS for attempt in attempts(lesson)]
STUB = "def {0}(*args, **kwargs):\n    # YOUR CODE HERE\n    raise NotImplementedError()"


# Their checks train networks, or call an answer thousands of times. The quick tier tries the first few answers of each.
SLOW = {
    "digit_features", "gradient_check", "train_deep", "diagnose", "treat", "compare_features", "build_classifier",
}  # fmt: skip
QUICK = 3  # wrong answers to each of them in the quick tier, and one right answer
SLOWEST = {"build_classifier"}  # none: each takes ten seconds, and the stored outputs hold the model answer to its check


def marked(attempts: list[Attempt]) -> Iterator:
    """Mark right answers, and those that the quick tier leaves out."""
    tried: Counter = Counter()
    for attempt in attempts:
        marks = [pytest.mark.right] * attempt.right
        tried[attempt.exercise, attempt.right] += 1
        some = 0 if attempt.exercise in SLOWEST else 1 if attempt.right else QUICK
        if attempt.exercise in SLOW and tried[attempt.exercise, attempt.right] > some:
            marks.append(pytest.mark.full)
        yield pytest.param(attempt, marks=marks, id=str(attempt))


def slow_ones_later(exercises: list[Exercise]) -> list:
    """Mark the exercises that the quick tier leaves out."""
    return [pytest.param(e, marks=[pytest.mark.full] * (e.name in SLOW), id=e.name) for e in exercises]


@pytest.mark.parametrize("attempt", list(marked(ATTEMPTS)))
def test_answer_gets_what_it_deserves(attempt: Attempt):
    key = (attempt.lesson, attempt.exercise)
    assert key in EXERCISES, f"no exercise {attempt.exercise} in {attempt.lesson}"
    exercise = EXERCISES[key]
    given = verdict(exercise, attempt.f)
    if attempt.right:
        count(attempt, right=1, refused=given.points < exercise.points)
        assert given.points == exercise.points, given.said
        return
    count(attempt, wrong=1, killed=given.points < exercise.points)
    assert given.points < exercise.points, given.said
    if attempt.says:
        seen = verdict(exercise, attempt.f, exercise.visible).said
        count(attempt, name=1, named=attempt.is_named(seen))
        assert attempt.is_named(seen), f"the student sees:\n{seen}"


def count(attempt: Attempt, **what: int) -> None:
    """Add to the figures that the run prints."""
    figures.ANSWERS.update({f"{attempt.lesson} {attempt.exercise}/{key}": int(n) for key, n in what.items()})


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_enough_answers(exercise: Exercise):
    mine = [a for a in ATTEMPTS if (a.lesson, a.exercise) == (exercise.lesson, exercise.name)]
    assert sum(a.right for a in mine) >= 3, "fewer than three right answers"
    assert sum(not a.right for a in mine) >= 8, "fewer than eight wrong answers"
    assert sum(bool(a.says) for a in mine) >= 3, "fewer than three mistakes that have a name"


@pytest.mark.right
@pytest.mark.parametrize(
    "exercise", [pytest.param(e, marks=[pytest.mark.full] * (e.name in SLOWEST), id=e.name) for e in ALL]
)
def test_solution_gets_every_point(exercise: Exercise):
    for test in (exercise.test, exercise.visible):
        given = verdict(exercise, exercise.answer, test)
        assert given.points == exercise.points, given.said


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_missing_answer_gets_nothing_and_a_sentence(exercise: Exercise):
    for test in (exercise.test, exercise.visible):
        given = verdict(exercise, STUB.format(exercise.name), test)
        assert given.points == 0 and "not answered yet" in given.said


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_value_instead_of_a_function_gets_a_sentence(exercise: Exercise):
    given = verdict(exercise, f"{exercise.name} = 3")
    assert given.points == 0 and "Expected a function" in given.said


@pytest.mark.parametrize("exercise", slow_ones_later(ALL))
def test_warnings_cost_nothing(exercise: Exercise):
    """What a right answer prints, warns of, or writes to standard error takes no point away."""
    noisy = (
        f"{exercise.answer}\n\n_quiet = {exercise.name}\n\n\n"
        f"def {exercise.name}(*args, **kwargs):\n"
        "    import sys, warnings\n    warnings.warn('mind the gap')\n    print('x', file=sys.stderr)\n"
        "    return _quiet(*args, **kwargs)\n"
    )
    given = verdict(exercise, noisy)
    assert given.points == exercise.points, given.said
    assert "mind the gap" in given.said
