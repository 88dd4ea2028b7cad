"""Made-up classes: students of whom some make known mistakes, some odd ones, and some copy."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime

from grading.report.records import Ending, Exercise, Lesson, Record
from helpers.checks.check import NotAnswered

LESSON = "01_one_neuron"
EXERCISES = (Exercise("test_step", 1.0), Exercise("test_sigmoid", 2.0), Exercise("test_neuron", 2.0),
             Exercise("test_pizza_neuron", 3.0), Exercise("reflect_bias", 2.0))  # fmt: skip
TIME = datetime(2026, 11, 28, 18, 30, tzinfo=UTC)
MISTAKES = {
    "test_step": ["You returned 1 at 0 and below.", "You returned True or False, and not 1 or 0."],
    "test_sigmoid": ["You left out the minus sign in the exponent.", "You returned the derivative."],
    "test_neuron": ["You forgot the bias.", "You put the sum through the step twice."],
    "test_pizza_neuron": ["You swapped the two weights."],
}
REASON = "There is no `step`: no cell that ran to its end has made it. Is the name spelt right?"


def message(call: str, finding: str, diagnosis: str = "") -> str:
    """Write what a check says, as it does."""
    return "\n".join([call, f"    {finding}", *([diagnosis] if diagnosis else []), 'Read again: "A section".'])


def not_met(call: str, finding: str, diagnosis: str = "") -> Ending:
    """Make an ending of a check's message."""
    return Ending("NotMet", message(call, finding, diagnosis))


def record(student: str, points: dict[str, float | None], endings: dict[str, Ending] | None = None) -> Record:
    """Make the record of somebody who is graded."""
    to_mark = tuple(name for name, score in points.items() if score is None)
    return Record(student, LESSON, "graded", "", TIME, points, to_mark, endings or {})


def graded(n: int, seed: int = 1, marked: bool = False) -> Iterable[Record]:
    """Make `n` graded records; able students make fewer mistakes."""
    rng = random.Random(seed)
    for number in range(n):
        able, points, endings = rng.random(), {}, {}
        for exercise in EXERCISES[:-1]:
            points[exercise.name] = exercise.most
            if rng.random() > 0.3 + 0.7 * able:
                points[exercise.name] = 0.0
                endings[exercise.name] = _ending(exercise, rng)
        points["reflect_bias"] = float(rng.randint(0, 2)) if marked or number % 2 else None
        yield record(f"student{number:05}", points, endings)


def _ending(exercise: Exercise, rng: random.Random) -> Ending:
    """Make one way to fail: not answered, a known mistake, or an odd value."""
    call, kind = f"{exercise.title}(0.5)", rng.random()
    if kind < 0.15:
        return Ending(NotAnswered.__name__, f"{exercise.title} is not answered yet.")
    if kind < 0.8:
        sentence = rng.choice(MISTAKES[exercise.name])
        return not_met(call, f"expected 0.6225, got {len(sentence) / 100}", sentence)
    return not_met(call, f"expected 0.6225, got {rng.random():.5f}")


def lesson(n: int, marked: bool = False) -> Lesson:
    """Make a class in which everything occurs that a report can show; it has `n` graded submissions and six more."""
    copied = not_met("sigmoid(0.5)", "expected 0.6225, got 0.73117")
    all_points = {exercise.name: exercise.most for exercise in EXERCISES}
    wrong = all_points | {"test_sigmoid": 0.0}
    more = [
        Record("zoe", LESSON, name="Zoë <b>Zander</b>"),
        Record("yann", LESSON, "not graded"),
        record("carl", wrong, {"test_sigmoid": copied}),
        record("dora", wrong, {"test_sigmoid": copied}),
        record("emil", all_points | {"test_step": 0.0}, {"test_step": Ending("NameError", REASON)}),
        Record("fred", LESSON, "graded", "Fred F.", None, all_points, problem="its notebook cannot be read."),
    ]
    return Lesson(LESSON, "01 One neuron", EXERCISES, (*graded(n, marked=marked), *more))
