"""The points are the same whether all of a lesson's demonstrations run, or those alone that count.

Real notebooks, with every demonstration in them, are graded both ways: with right and wrong answers of tests/lessons,
and as in the corpus. `python -m tests.grading.engine.test_both_ways LESSON` does so with all answers of a lesson;
`01_one_neuron corpus` means all of the corpus. It takes hours where the demonstrations train.
"""

import inspect
import re
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from grading.engine import what_counts
from grading.engine.client import Engine
from grading.engine.grade import grade
from grading.intake.find import Submission, find
from grading.intake.rebuild import rebuild
from grading.lesson.answer_key import names_defined
from grading.lesson.code_facts import code_facts
from tests.answers import Attempt, attempts
from tests.corpus import broken, case, edges, honest, hostile
from tests.corpus.case import CASES, EXERCISES, LESSON, Case
from tests.course import LESSONS, grade_id, student_copy
from tests.grading.border import key
from tests.grading.engine.test_grade import LIMITS, handed_in, pytestmark  # noqa: F401 - the sandbox needs Linux

ROUNDS = 1  # of right answers, and of wrong ones: each has one answer to each exercise of a lesson
EVERY = 6  # of so many cases of the corpus, one is tried
# Their demonstrations, or the tests of their answers, train for half a minute or more.
LONG = {lesson for lesson in LESSONS if lesson[:2] >= "05"}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Start one engine for all lessons."""
    with Engine([name for lesson in LESSONS for name in key(lesson).modules], LIMITS) as started:
        yield started


def as_a_cell(attempt: Attempt) -> str | None:
    """Write an answer of tests/lessons as a cell; None where it needs more than its lesson and itself."""
    code = attempt.f.__code__
    lines = textwrap.dedent(inspect.getsource(attempt.f))
    body = lines[lines.index("def ") :] if "def " in lines else ""
    graded = key(attempt.lesson).graded
    known = {name for cell in graded if cell.is_code for name in names_defined(cell.full.source)}
    known |= {name for facts in key(attempt.lesson).facts.values() for name in facts.imports}
    used = inspect.getclosurevars(attempt.f)
    if not body or used.nonlocals or not set(used.globals) <= known | {"np", code.co_name}:
        return None
    return re.sub(rf"\b{code.co_name}\b", attempt.exercise, body)


def rounds(lesson: str, right: bool) -> list[dict[str, str]]:
    """Gather right or wrong answers to a lesson's exercises: in each round one to each, while there are any."""
    texts: dict[str, list[str]] = {}
    for attempt in attempts(lesson):
        text = as_a_cell(attempt) if attempt.right == right else None
        if text:
            texts.setdefault(attempt.exercise, []).append(text)
    return [{name: text for name, text in zip(texts, one, strict=True) if text} for one in zip_longest(*texts.values())]


def answered(lesson: str, answers: dict[str, str]) -> Submission:
    """Answer a lesson so; what is not among the answers is answered as in the solution."""
    notebook = handed_in(lesson)
    for cell in notebook.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    return Submission(nbformat.writes(notebook).encode())


def points(submission: Submission, lesson: str, engine: Engine) -> dict[str, float]:
    """Grade a submission; return the points of each test."""
    return {name: verdict.points for name, verdict in grade(submission, key(lesson), engine).verdicts.items()}


def both_ways(handed: list[Submission], lesson: str, engine: Engine) -> list[list[dict[str, float]]]:
    """Return the points of the tests with the demonstrations that count, and with all."""
    some = [points(submission, lesson, engine) for submission in handed]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(what_counts, "left_aside", lambda *given: set())
        return [some, [points(submission, lesson, engine) for submission in handed]]


def with_demonstrations(names: list[str]) -> NotebookNode:
    """Answer the corpus's lesson, and leave its demonstrations in it: the corpus itself leaves them out."""
    made = nbformat.from_dict(student_copy(LESSON))
    for cell in made.cells:
        if grade_id(cell) in names:
            cell.source = EXERCISES[grade_id(cell)].answer
    return made


def of_the_corpus(home: Path, cases: list[Case]) -> list[Submission]:
    """Hand in cases of the corpus."""
    names = [cell.name for cell in key(LESSON).graded]
    with pytest.MonkeyPatch.context() as patched:
        for module in (case, broken, edges, honest, hostile):
            patched.setattr(module, "answered", with_demonstrations, raising=False)
        for one in cases:
            one.write(home / "course" / "submitted" / one.student / LESSON)
    return [find(home / "course" / "submitted" / one.student / LESSON, LESSON, names, LIMITS) for one in cases]


@pytest.mark.parametrize("lesson", LESSONS)
def test_model_answers_need_no_demonstration(lesson: str):
    cells = rebuild(answered(lesson, {}), key(lesson), LIMITS).cells
    read = {number: code_facts(cells[number].cell.source) for number in what_counts.to_be_read(cells)}
    demonstrations = {number for number, cell in enumerate(cells) if cell.is_demonstration}
    assert what_counts.left_aside(cells, read, key(lesson)) == demonstrations and len(demonstrations) >= 10


@pytest.mark.full
@pytest.mark.parametrize("lesson", [lesson for lesson in LESSONS if lesson not in LONG])
def test_answers_get_the_same_points_both_ways(engine: Engine, lesson: str):
    right, wrong = (rounds(lesson, kind)[:ROUNDS] for kind in (True, False))
    assert right and wrong
    some, every = both_ways([answered(lesson, answers) for answers in (*right, *wrong)], lesson, engine)
    assert some == every
    assert sum(some[0].values()) > sum(some[-1].values())


@pytest.mark.full
def test_the_corpus_gets_the_same_points_both_ways(engine: Engine, tmp_path: Path):
    cases = [one for one in CASES if one.kind != "hostile"][::EVERY]
    some, every = both_ways(of_the_corpus(tmp_path, cases), LESSON, engine)
    assert some == every
    assert [sum(given.values()) for given in some] == [one.deserves for one in cases]


def main(lesson: str) -> None:
    """Grade all answers of a lesson both ways, or the whole corpus, and print what differs."""
    with tempfile.TemporaryDirectory() as home, Engine(key(lesson).modules, LIMITS) as started:
        handed = [answered(lesson, answers) for kind in (True, False) for answers in rounds(lesson, kind)]
        handed = of_the_corpus(Path(home), CASES) if lesson == LESSON and "corpus" in sys.argv else handed
        found = 0
        for number, submission in enumerate(handed):
            (some,), (every,) = both_ways([submission], lesson, started)
            found += some != every
            differ = {name: (some[name], every[name]) for name in some if some[name] != every[name]}
            print(f"{lesson} {number + 1}/{len(handed)}: {differ or 'the same'}", flush=True)
    print(f"{lesson}: {len(handed)} submissions, {found} differ")


if __name__ == "__main__":
    main(sys.argv[1])
