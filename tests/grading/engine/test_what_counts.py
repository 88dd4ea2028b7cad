"""Which demonstrations run while grading: those that could make a difference to a test."""

import os
import sys
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from grading.engine import what_counts
from grading.engine.client import Engine
from grading.engine.grade import grade
from grading.engine.result import Result
from grading.intake.find import Submission
from grading.intake.rebuild import rebuild
from grading.lesson.answer_key import AnswerKey, from_solution
from grading.lesson.code_facts import code_facts
from grading.limits import Limits

LIMITS = Limits()
DEMONSTRATIONS = {
    "data": "data = np.arange(4.0)",
    "alias": "other = data[:2]",
    "change": "other[0] = 9",
    "rng": "rng = np.random.default_rng(1)",
    "draw": "first = rng.random()",
    "shuffle": "rng.shuffle(data)",
    "helper": "def double(x):\n    return 2 * x",
    "call": "print(answer(3))",
    "again": "result = answer(3)",
    "prediction": "guess = None",
    "compare": "print(guess, answer(3))",
    "figure": "from matplotlib.figure import Figure\nfigure = Figure()\nfigure.savefig('x.png')",
    "last": "del data",
}
DRAWN = """
same = np.random.default_rng(1)
same.random()
same.shuffle(np.arange(4.0))
same.random(4)  # the answer's cell draws once, and three demonstrations call the answer
assert answer(1) == same.random()
"""
ANSWER = "def answer(x):\n    return x + 1"


def marked(source: str, name: str, **marks: Any) -> NotebookNode:
    """Make a cell that nbgrader knows."""
    flags = {"grade": False, "locked": False, "solution": False, "task": False} | marks
    return new_code_cell(source, metadata={"nbgrader": {"grade_id": name, "schema_version": 3, **flags}})


def lesson(test: str = "assert answer(1) == 2") -> AnswerKey:
    """Make a lesson of one exercise, whose demonstrations stand before and behind the answer."""
    answer = f"### BEGIN SOLUTION\n{ANSWER}\n### END SOLUTION"
    before, behind = list(DEMONSTRATIONS.values())[:7], list(DEMONSTRATIONS.values())[7:]
    return from_solution("made_up", new_notebook(cells=[
        marked("import numpy as np", "setup", locked=True),
        *map(new_code_cell, before),
        marked(answer, "answer", solution=True),
        *map(new_code_cell, behind),
        marked(test, "test_answer", grade=True, locked=True, points=1),
    ]))  # fmt: skip


def handed_in(key: AnswerKey, answer: str = ANSWER, own: str = "", at: int | None = None) -> Submission:
    """Hand a lesson in, with an answer, and with a cell of one's own at the end or at a place."""
    cells = [nbformat.from_dict(cell) for cell in key.released]
    for cell in cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "answer":
            cell.source = answer
    if own:
        cells.insert(len(cells) - 1 if at is None else at, new_code_cell(own, id="own"))
    return Submission(nbformat.writes(new_notebook(cells=cells)).encode())


def run(submission: Submission, key: AnswerKey) -> set[str]:
    """List the demonstrations that are run, by their names here."""
    cells = rebuild(submission, key, LIMITS).cells
    read = {number: code_facts(cells[number].cell.source) for number in what_counts.to_be_read(cells)}
    aside = what_counts.left_aside(cells, read, key) if read else set()
    texts = {cell.cell.source for i, cell in enumerate(cells) if cell.is_demonstration and i not in aside}
    return {name for name, text in DEMONSTRATIONS.items() if text in texts}


MENTION_DATA = {"data", "alias", "change", "rng", "draw", "shuffle", "last"}
CALLS = {"call", "again", "compare", "prediction"}


@pytest.mark.parametrize(
    ("answer", "own", "expected"),
    [
        (ANSWER, "", set()),
        (ANSWER, "mine = np.ones(3)\nprint(mine)", set()),
        ("def answer(x):\n    return double(x) - x + 1", "", {"helper"}),
        (ANSWER, "print(data)", MENTION_DATA),
        (ANSWER, "def look():\n    return other", MENTION_DATA),
        (ANSWER, "value = rng.random()", MENTION_DATA),
        (ANSWER, "guess = 3", {"prediction"}),
        ("def answer(x, seen=[]):\n    seen.append(x)\n    return x + 1", "", CALLS),
        ("calls = []\n\n\ndef answer(x):\n    calls.append(x)\n    return x + 1", "", CALLS),
        ("import functools\n\n\n@functools.cache\ndef answer(x):\n    return x + 1", "", CALLS),
        ("def answer(x):\n    answer.last = x\n    return x + 1", "", CALLS),
        ("def answer(x):\n    np.seterr(all='raise')\n    return x + 1", "", CALLS),
        ("class Answer:\n    def __call__(self, x):\n        return x + 1\n\n\nanswer = Answer()", "", CALLS),
        ("answer = np.vectorize(lambda x: x + 1)", "", CALLS),
        ("def answer(x):\n    return eval('x + 1')", "", set(DEMONSTRATIONS)),
        (ANSWER, "%time answer(3)", set(DEMONSTRATIONS)),
        (ANSWER, "def (", set(DEMONSTRATIONS)),
        (ANSWER, "from numpy import *", set(DEMONSTRATIONS)),
        (ANSWER, "import mine", set(DEMONSTRATIONS)),
        (ANSWER, "np.random.seed(1)", set(DEMONSTRATIONS)),
        (ANSWER, "# long\n" * 50_000, set(DEMONSTRATIONS)),
    ],
)
def test_demonstrations_that_run(answer: str, own: str, expected: set[str]):
    key = lesson()
    assert run(handed_in(key, answer, own), key) == expected


def test_a_demonstration_that_was_changed_is_the_students_own():
    key = lesson()
    cells = rebuild(handed_in(key, own="guess = 4"), key, LIMITS).cells
    assert [cell.is_demonstration for cell in cells if cell.cell.get("id") == "own"] == [False]
    assert sum(cell.is_demonstration for cell in cells) == len(DEMONSTRATIONS)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Start one engine."""
    with Engine(["numpy"], LIMITS) as started:
        yield started


needs_sandbox = pytest.mark.skipif(sys.platform != "linux" or not hasattr(os, "fork"), reason="the sandbox needs Linux")


def both_ways(monkeypatch: pytest.MonkeyPatch, submission: Submission, key: AnswerKey, engine: Engine) -> list[Result]:
    """Grade with what counts, and with everything."""
    results = [grade(submission, key, engine)]
    monkeypatch.setattr(what_counts, "left_aside", lambda *given: set())
    return [*results, grade(submission, key, engine)]


@needs_sandbox
@pytest.mark.parametrize(
    ("answer", "test", "points"),
    [
        # Each looks at something that a demonstration has left behind; run all, or run what counts, it is the same.
        ("def answer(x, seen=[]):\n    seen.append(x)\n    return len(seen)", "assert answer(1) == 4", 1),
        ("own = data\n\n\ndef answer(x):\n    return own.sum()", "assert answer(1) == 9 + 1 + 2 + 3", 1),
        ("drawn = rng.random()\n\n\ndef answer(x):\n    return rng.random()", DRAWN, 1),
        ("def answer(x):\n    return double(x)", "assert answer(2) == 4", 1),
        ("def answer(x):\n    return data", "assert answer(2) is None", 0),
    ],
)
def test_points_are_the_same_where_a_demonstration_leaves_something_behind(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, answer: str, test: str, points: float
):
    key = lesson(test)
    some, every = both_ways(monkeypatch, handed_in(key, answer), key, engine)
    assert some.points == every.points, (some.verdicts, every.verdicts)
    assert some.points == points, some.verdicts


@needs_sandbox
def test_only_what_the_student_drew_is_shown(engine: Engine):
    key = lesson()
    own = "from helpers import plots\nprint(data[0])\nplots.bars({'a': 1}, 'b')"
    result = grade(handed_in(key, own=own, at=3), key, engine)
    shown = {cell.id: cell.outputs for cell in result.notebook.cells if cell.cell_type == "code" and cell.outputs}
    (mine,) = [outputs for name, outputs in shown.items() if name == "own"]
    assert mine[0].text == "0.0\n" and len(mine[1].data["text/html"]) > 2_000
    texts = {cell.source for cell in result.notebook.cells if cell.id in shown}
    assert not texts & set(DEMONSTRATIONS.values())


@needs_sandbox
def test_a_name_behind_a_dot_is_no_variable(engine: Engine):
    """A check that looks at a function's variables is not shown a demonstration's `other` for `x.other`."""
    key = lesson("assert 'other' in answer.__code__.co_names\nassert 'other' not in answer.__globals__")
    answer = "def answer(x):\n    return np.abs(x).other"
    assert grade(handed_in(key, answer, own="print(other)", at=8), key, engine).points == 1
    assert grade(handed_in(key, "def answer(x):\n    return other", own="print(other)", at=8), key, engine).points == 0


@needs_sandbox
def test_a_demonstration_that_runs_draws_no_figure(engine: Engine):
    key = lesson()
    result = grade(handed_in(key, own="import os\nprint(os.path.getsize('x.png'))"), key, engine)  # `os`: all run
    (own,) = [cell for cell in result.notebook.cells if cell.id == "own"]
    assert 0 < int(own.outputs[0].text) < 200
