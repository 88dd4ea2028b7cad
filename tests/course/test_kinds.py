"""A hidden test calls with no kind of input that the visible check does not show, or the page does not name."""

import inspect
from collections import defaultdict

import numpy as np
import pytest

from tests.course import ALL, Exercise, answered, grade_id, student_copy
from tests.course.kinds import calls, kind
from tests.lessons.test_answers import SLOW

# Exercises whose hidden tests still ask for more. Whoever mends one takes it out.
OPEN: set[str] = set()

# What the visible check does not show, and the words of the exercise's text that name it.
NAMED: dict[tuple[str, str], dict[str, str]] = {
    ("kind_of_network", "sizes"): {"empty list": "has fewer than two"},
    ("relu", "z"): {"number": "for a number"},
    ("choose_setting", "settings"): {"list of number": "such as numbers or dicts"},
    ("init_layers", "sizes"): {"tuple of number": "a list or a tuple of three sizes"},
    ("forward", "X"): {"2-d array of whole numbers": "of whole numbers or of any float type"},
    ("forward", "layers"): {
        "tuple of tuple of 2-d array of floats and 1-d array of floats": "in a list or a tuple",
    },
}

ANY_SHAPE = "any shape"  # these words name arrays of other numbers of dimensions than are shown


def text(exercise: Exercise) -> str:
    """Return what a student reads of an exercise: its prompt, and the answer cell as it is handed out."""
    cells = student_copy(exercise.lesson).cells
    place = [grade_id(cell) for cell in cells].index(exercise.name)
    return " ".join(f"{cells[place - 1].source} {cells[place].source}".split())


def surprises(exercise: Exercise) -> list[str]:
    """List the kinds of arguments that only the hidden tests hand in, and that the page does not name."""
    recorder, page = calls(exercise), text(exercise)
    shown: dict[str, set[str]] = defaultdict(set)
    for name, what in recorder.shown:
        shown[name].add(what)
    left = sorted(recorder.hidden - recorder.shown)
    named = {(name, what) for (e, name), kinds in NAMED.items() if e == exercise.name for what in kinds}
    if ANY_SHAPE in page:
        named |= {(name, what) for name, what in left if without_shape(what) in map(without_shape, shown[name])}
    return [f"{name}: {what}; shown: {sorted(shown[name])}" for name, what in left if (name, what) not in named]


def without_shape(what: str) -> str:
    """Leave out of a kind of array how many dimensions it has, unless it has none."""
    words = what.split()
    return " ".join(words[1:]) if words[0].endswith("-d") and words[0] != "0-d" else what


def slow_ones_later(exercise: Exercise) -> list:
    """Mark what the quick tier leaves out, and what is open."""
    later = exercise.name in SLOW
    is_open = [pytest.mark.xfail(reason="open")] * (exercise.name in OPEN)
    return [pytest.mark.full] * later + is_open


@pytest.mark.parametrize("exercise", [pytest.param(e, marks=slow_ones_later(e), id=e.name) for e in ALL])
def test_a_hidden_test_hands_in_no_kind_that_is_not_announced(exercise: Exercise):
    assert surprises(exercise) == []


@pytest.mark.parametrize(("name", "argument"), sorted(NAMED))
def test_the_page_names_what_the_check_does_not_show(name: str, argument: str):
    (exercise,) = [e for e in ALL if e.name == name]
    for words in NAMED[name, argument].values():
        assert words in text(exercise)
    assert argument in inspect.signature(answered(exercise, exercise.answer)[name]).parameters


def test_open_exercises_exist():
    assert {e.name for e in ALL} >= OPEN


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (3, "number"),
        (np.float64(3), "NumPy number"),
        (np.array(3.0), "0-d array of floats"),
        (np.zeros((2, 3), np.float32), "2-d array of floats"),
        (np.zeros(2, int), "1-d array of whole numbers"),
        (np.array([1.0, np.inf]), "1-d array of floats, not all finite"),
        (np.zeros((0, 3)), "empty 2-d array of floats"),
        ([1, 2.0], "list of number"),
        ([(np.eye(2), np.zeros(2))], "list of tuple of 2-d array of floats and 1-d array of floats"),
        (np.square, "function"),
        (np.random.default_rng(1), "rng"),
    ],
)
def test_kinds(value: object, name: str):
    assert kind(value) == name
