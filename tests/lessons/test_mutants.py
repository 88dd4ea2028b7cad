"""Mutants of the model answers: all that are no right answers are refused, and most learners are told why by name."""

import os
import re

import pytest

from tests import figures as printed
from tests.course import ALL, LESSONS, ROOT, Exercise
from tests.mutants.__main__ import line, total
from tests.mutants.figures import Figures, figures, reasons
from tests.mutants.mutate import Mutant, mutants
from tests.mutants.trial import judge

pytestmark = pytest.mark.skipif(os.name == "nt", reason="each mutant runs in a forked process")
NAMED = 0.8  # of the refused ones, the share whose learner is told by name what is wrong
BY_ACCURACY = ("digit_features",)  # a mutant that is refused here has made no mistake with a name: it gets fewer right
found: dict[str, list[Figures]] = {}


def exercise(name: str) -> Exercise:
    """Find an exercise by its name."""
    (one,) = [e for e in ALL if e.name == name]
    return one


def test_mutants_are_small_changes_each_once():
    made = mutants(exercise("weighted_sum"))
    changes = {mutant.change for mutant in made}
    assert len(changes) == len({mutant.source for mutant in made}) == len(made)
    for after in ("X @ w - b", "w @ X + b", "X @ w", "X * w + b", "-(X @ w + b)"):
        assert f"return X @ w + b -> return {after}" in changes or f"return X @ w + b -> return ({after})" in changes
    for mutant in made:
        compile(mutant.source, "<mutant>", "exec")
    assert made == mutants(exercise("weighted_sum"))


def test_words_and_what_no_call_reaches_are_not_mutated():
    changes = {mutant.change for mutant in mutants(exercise("boundary_x2"))}
    assert not any("ValueError(" in change.partition(" -> ")[2] and "if" not in change for change in changes)
    assert not any("D2[:, y]" in mutant.change for mutant in mutants(exercise("repair_backward")))


def test_one_exercise_through_its_test():
    (one,) = figures([exercise("weighted_sum")], workers=1)
    made, equivalent, refused, seen, named, survivors = one.counts
    assert made == refused == seen > 5 and not equivalent and not survivors
    assert named >= NAMED * refused
    (bias,) = [j for j in one.judged if j.mutant.change == "return X @ w + b -> return X @ w - b"]
    assert bias.named and "subtracted" in bias.trial.diagnosis


@pytest.mark.full
def test_a_mutant_that_runs_for_ever_is_refused():
    endless = Mutant("endless", "def weighted_sum(X, w, b):\n    while True:\n        pass")
    (judged,) = judge(exercise("weighted_sum"), [endless])
    assert judged.by == "visible" and not judged.named and "ended its process" in judged.trial.said


@pytest.mark.full
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_mutant_is_refused_or_a_right_answer_and_most_are_named(lesson: str):
    found[lesson] = list(figures([e for e in ALL if e.lesson == lesson], workers=2))
    counts = total(found[lesson])
    printed.LINES.append("mutants of " + " ".join(line(lesson, counts).split()))
    assert not [(one.exercise.name, j.mutant.change) for one in found[lesson] for j in one.survivors]
    assert not [(one.exercise.name, change) for one in found[lesson] for change in one.outdated]
    with_names = [one for one in found[lesson] if one.exercise.name not in BY_ACCURACY]
    assert sum(len(one.named) for one in with_names) >= NAMED * sum(len(one.refused) for one in with_names)


def test_reasons_are_of_exercises_that_exist():
    assert all(reason.endswith(".") for one in ALL for reason in reasons(one).values())


@pytest.mark.full
def test_readme_has_the_figures():
    if len(found) < len(LESSONS):
        pytest.skip("not every lesson was tried in this process")
    made, equivalent, refused, _, named, _ = total([one for ones in found.values() for one in ones])
    row = re.search(r"^\| made by a tool \|(.*)\|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    cells = [cell.strip() for cell in row[1].split("|")]
    assert cells[:2] == [f"{made - equivalent:,}", f"{refused:,}"]
    share = 100 * named / refused
    assert abs(float(cells[2].rstrip("%")) - share) < 1.5, f"{share:.1f}% are told by name"
