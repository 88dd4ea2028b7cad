"""The engine, on whole submissions: every lesson, what is taken from a notebook, what a cell may do."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from grading.engine.client import Engine
from grading.engine.grade import grade
from grading.engine.result import Result
from grading.intake.find import Submission
from grading.limits import Limits
from grading.sandbox.supervisor import descendants
from tests import life
from tests.course import LESSONS, exercises, grade_id, quick_ones_now, student_copy
from tests.grading.border import key

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox needs Linux")
REFUSALS = ("not permitted", "Permission denied", "No such file", "Read-only")
# As in production: a busy machine must cost nobody a point.
LIMITS = Limits(cell_seconds=60, test_seconds=300, all_seconds=600)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Start one engine for all lessons."""
    modules = [name for lesson in LESSONS for name in key(lesson).modules]
    with Engine(modules, LIMITS) as started:
        assert started.isolates, f"no sandbox: {started.sandbox}"
        yield started


def handed_in(lesson: str, answers: str = "full") -> NotebookNode:
    """Answer a lesson as the student `answers` does."""
    names = life.answered_by(answers, lesson)
    notebook = nbformat.from_dict(student_copy(lesson))
    right = {cell.name: cell.full.source for cell in key(lesson).graded}
    for cell in notebook.cells:
        if grade_id(cell) in names:
            cell.source = right[grade_id(cell)]
    return notebook


def graded(engine: Engine, lesson: str, notebook: NotebookNode | bytes) -> Result:
    """Grade a notebook, or the bytes of a file."""
    data = notebook if isinstance(notebook, bytes) else nbformat.writes(notebook).encode()
    return grade(Submission(data), key(lesson), engine)


def own(source: str, lesson: str = LESSONS[0]) -> NotebookNode:
    """Put a cell of one's own on top of a lesson that is answered."""
    notebook = handed_in(lesson)
    notebook.cells.insert(0, new_code_cell(source, id="own"))
    return notebook


def shown(result: Result) -> str:
    """Read what the student's own cell showed."""
    (cell,) = [cell for cell in result.notebook.cells if cell.id == "own"]
    return "".join(output.get("text", "") + output.get("evalue", "") for output in cell.outputs)


@pytest.mark.parametrize("answers", ["full", "half", "untouched"])
@pytest.mark.parametrize("lesson", quick_ones_now())
def test_lesson_gives_what_was_earned(engine: Engine, lesson: str, answers: str):
    result = graded(engine, lesson, handed_in(lesson, answers))
    assert result.points == life.earned_by(answers, lesson), result.verdicts
    assert not result.repairs
    assert result.answered == set(life.answered_by(answers, lesson))
    nbformat.validate(result.notebook)
    names = [exercise.name for exercise in exercises(lesson)]
    assert [name for name in result.verdicts] == [f"test_{name}" for name in names]


@pytest.mark.parametrize(
    "forbidden",
    [
        "open('/etc/passwd')",
        "import os; os.listdir('/')",
        "import os; os.listdir('/proc')",
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_UNIX)",
        "open('/tmp/x', 'w')",
        "import os; os.setuid(0)",
        "import os; os.kill(1, 9)",
        "open(__import__('helpers').__file__, 'a')",
        "open(__import__('grading').__file__)",
        f"open({os.fspath(life.ROOT / 'solutions' / LESSONS[0] / (LESSONS[0] + '.ipynb'))!r})",
        "import ctypes, os; libc = ctypes.CDLL(None, use_errno=True)\n"
        "assert libc.unshare(0x10000000) == 0, os.strerror(ctypes.get_errno())",
        "import ctypes, os; libc = ctypes.CDLL(None, use_errno=True)\n"
        "assert libc.ptrace(16, 1, 0, 0) == 0, os.strerror(ctypes.get_errno())",
    ],
)
def test_sandbox_refuses(engine: Engine, forbidden: str):
    result = graded(engine, LESSONS[0], own(f"{forbidden}\nprint('ESCAPED')"))
    text = shown(result)
    assert "ESCAPED" not in text
    assert any(refusal in text for refusal in REFUSALS)
    assert result.points == life.earned_by("full", LESSONS[0])


@pytest.mark.parametrize(
    ("source", "why"),
    [
        pytest.param("while True:\n    pass", "longer than 20 s", marks=pytest.mark.full),
        pytest.param("import time; time.sleep(1000)", "longer than 20 s", marks=pytest.mark.full),
        ("import os; os._exit(0)", "it ended its own process"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        pytest.param("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL", marks=pytest.mark.full),
        ("held = []\nwhile True:\n    held.append(bytes(50_000_000))", "more than 400 MB of memory"),
        pytest.param(
            "held = []\nwhile True:\n    held.append(bytes(50_000))",
            "more than 400 MB of memory",
            marks=pytest.mark.full,
        ),
        pytest.param("import os\nwhile True:\n    os.fork()", "", marks=pytest.mark.full),
        (
            "import os, time\nif os.fork() == 0:\n    os.fork()\n    time.sleep(1)\n"
            "    held = [bytearray(b'x' * 10**7) for _ in range(24)]\n    time.sleep(5)",
            "more than 400 MB of memory",
        ),
        ("print('x' * 2 * 10**7)", "cut here"),
        pytest.param("open('big', 'wb').write(bytes(10**9))", "", marks=pytest.mark.full),
        pytest.param("import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()", "", marks=pytest.mark.full),
    ],
)
def test_bad_cell_costs_itself_alone(source: str, why: str):
    limits = Limits(cell_seconds=20, test_seconds=60, all_seconds=300, memory=400 * 1024 * 1024)
    with Engine(["numpy"], limits) as engine:
        result = graded(engine, LESSONS[0], own(source))
    assert why in shown(result)
    assert result.points == life.earned_by("full", LESSONS[0]), result.verdicts


def processes() -> list[str]:
    """List the command lines of what runs on this machine below this test."""
    family = [os.getpid(), *descendants(os.getpid())]
    return [Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ") for number in family if number]


def settles(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Say whether a condition comes true in a while."""
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
    return condition()


@pytest.mark.full  # the engine waits half a minute for who still holds its pipe
def test_nothing_is_left_running(engine: Engine):
    result = graded(
        engine,
        LESSONS[0],
        own("import os\nif os.fork() == 0:\n    os.close(0)\n    import time\n    time.sleep(7777)\nprint('left')"),
    )
    assert "left" in shown(result)
    assert settles(lambda: not [line for line in processes() if "grading.engine.server student" in line][1:])
