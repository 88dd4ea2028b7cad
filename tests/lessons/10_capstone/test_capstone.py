"""The tests of what lesson 10 says of itself: its table of what can be reached, its pass marks, its limit of time."""

import re

import pytest

from tests.course import exercises, load, student_copy, verdict

LESSON = "10_capstone"
PERCENT = r"([\d.]+)(?: \[([\d.]+), ([\d.]+)\])?"  # mean, lowest, highest; one number where no seed has a part in it
ROW = re.compile(rf"^\| (.+) \| {PERCENT} \| {PERCENT} \|$", re.MULTILINE)
EXERCISE = next(exercise for exercise in exercises(LESSON) if exercise.name == "build_classifier")


@pytest.fixture(scope="module")
def table() -> dict[str, tuple[float, ...]]:
    """Each row of the lesson's table: mean, lowest, highest, on the reader's rows and in the grading."""
    return rows_of("reachable")


@pytest.fixture(scope="module")
def turned_over() -> dict[str, tuple[float, ...]]:
    """Each row of the lesson's second table: the same, on the reader's rows and on the thousand."""
    return rows_of("final-seen")


def rows_of(name: str) -> dict[str, tuple[float, ...]]:
    cell = next(cell for cell in student_copy(LESSON).cells if cell.id == name)
    found = {}
    for name, *numbers in ROW.findall(cell.source):
        found[name] = tuple(float(number or numbers[3 * (i // 3)]) for i, number in enumerate(numbers))
    return found


def test_the_tables_are_those_of_the_script(table, turned_over):
    reach = load(LESSON, "reach")
    assert list(table) == list(reach.BUILDERS) and list(turned_over) == list(reach.JUDGED)
    assert all(row[:3] == table[name][:3] for name, row in turned_over.items())


@pytest.mark.parametrize("name", ["averages", "no hidden layer, 784-10", "784-64-10", "one nearest neighbour"])
def test_a_seed_lands_where_the_tables_say(table, turned_over, name: str):
    reach = load(LESSON, "reach")
    places = [(reach.here(), table[name][1:3]), (reach.graded(), table[name][4:])]
    places += [(reach.turned_over(), turned_over[name][4:])]
    for rows, (low, high) in places:
        assert low - 0.3 <= reach.score(reach.BUILDERS[name], rows, seed=0) <= high + 0.3


def test_pass_marks_stand_between_what_they_tell_apart(table):
    marks = [float(mark) for mark in re.findall(r"([\d.]+): \d+", re.search(r"marks\(.*\{(.+)\}", EXERCISE.test)[1])]
    averages, linear, *plain, idea = table.values()
    assert marks == [96, 95.5, 92, 88, 75, 50]
    assert all(max(row) < 96 for row in plain) and all(max(row[3:]) < 95.5 for row in plain)
    assert min(idea) > 96
    assert min(min(row) for row in plain) > 92.5
    assert max(linear) < 92 and min(linear) > 88 > max(averages) and min(averages) > 75


def test_an_answer_that_never_ends_is_stopped_with_a_sentence():
    assert re.findall(r"at_most\((.+?),", EXERCISE.test) == ["6", "16", "seconds=20"]

    def for_ever(X, y, rng):
        while True:
            pass

    given = verdict(EXERCISE, for_ever, EXERCISE.test.replace("at_most(6", "at_most(0.3"))
    assert given.points == 0 and "computed for more than 0.3 seconds on 500 images" in given.said
