"""The tests of the tests: every wrong answer loses points, every right one gets them all, named mistakes are named."""

from collections import Counter

import pytest

from tests import figures
from tests.answers import Attempt, attempts
from tests.course import ALL, LESSONS, Exercise, verdict

EXERCISES = {(exercise.lesson, exercise.name): exercise for exercise in ALL}
ATTEMPTS = [attempt for lesson in LESSONS for attempt in attempts(lesson)]
STUB = "def {0}(*args, **kwargs):\n    # YOUR CODE HERE\n    raise NotImplementedError()"


WHAT = ("wrong", "killed", "right", "refused", "name", "named")


@pytest.fixture(scope="module")
def counts():
    """Count what happened to each exercise's answers, and hand the figures to the end of the run."""
    found: Counter = Counter()
    yield found
    for exercise in ALL:
        n = {what: found[exercise.lesson, exercise.name, what] for what in WHAT}
        figures.LINES.append(
            f"{exercise.lesson} {exercise.name}: {n['killed']} of {n['wrong']} wrong answers killed, "
            f"{n['refused']} of {n['right']} right ones refused, {n['named']} of {n['name']} mistakes named"
        )


@pytest.mark.parametrize(
    "attempt", [pytest.param(a, marks=[pytest.mark.right] * a.right) for a in ATTEMPTS], ids=str
)
def test_answer_gets_what_it_deserves(attempt: Attempt, counts: Counter):
    key = (attempt.lesson, attempt.exercise)
    assert key in EXERCISES, f"no exercise {attempt.exercise} in {attempt.lesson}"
    exercise = EXERCISES[key]
    given = verdict(exercise, attempt.f)
    if attempt.right:
        counts[*key, "right"] += 1
        counts[*key, "refused"] += given.points < exercise.points
        assert given.points == exercise.points, given.said
        return
    counts[*key, "wrong"] += 1
    counts[*key, "killed"] += given.points < exercise.points
    assert given.points < exercise.points, given.said
    if attempt.says:
        seen = verdict(exercise, attempt.f, exercise.visible).said
        counts[*key, "name"] += 1
        counts[*key, "named"] += attempt.says in seen
        assert attempt.says in seen, f"the student sees:\n{seen}"


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_enough_answers(exercise: Exercise):
    mine = [a for a in ATTEMPTS if (a.lesson, a.exercise) == (exercise.lesson, exercise.name)]
    assert sum(a.right for a in mine) >= 3, "fewer than three right answers"
    assert sum(not a.right for a in mine) >= 8, "fewer than eight wrong answers"
    assert sum(bool(a.says) for a in mine) >= 3, "fewer than three mistakes that have a name"


@pytest.mark.right
@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
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


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
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
