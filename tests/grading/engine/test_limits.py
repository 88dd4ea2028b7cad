"""What one submission may cost, and what its tests may show: on small lessons, with answers that try for more."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from grading.engine.client import Engine
from grading.engine.grade import TESTS_NOT_RUN, grade
from grading.engine.result import Result
from grading.intake.find import Submission, find
from grading.lesson.answer_key import AnswerKey, from_solution
from grading.limits import MB, Limits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox needs Linux")
QUICK = Limits(cell_seconds=20, test_seconds=30, all_seconds=120)
BUSY = Limits(cell_seconds=3, test_seconds=30, all_seconds=20)
SLOW = Limits(cell_seconds=1, test_seconds=1, all_seconds=60)
SMALL = Limits(cell_seconds=20, test_seconds=30, shown=MB, shown_by_tests=MB // 4)
STARTED: list[Engine] = []
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
TELLS = "assert {0}(1) == 1, {0}(1)"


def marked(source: str, name: str, **kind: object) -> NotebookNode:
    """Make a cell that nbgrader knows."""
    plain = {"grade": False, "solution": False, "locked": True, "task": False, "schema_version": 3, "grade_id": name}
    return new_code_cell(source, id=name, metadata={"nbgrader": plain | kind})


def lesson(**tests: str) -> NotebookNode:
    """Make a lesson with a function that returns its argument, by name, and a test of each."""
    cells = [marked("import numpy as np", "setup")]
    for name, test in tests.items():
        answer = f"### BEGIN SOLUTION\ndef {name}(x):\n    return x\n### END SOLUTION"
        cells.append(marked(answer, name, solution=True, locked=False))
        cells.append(marked(test, f"test_{name}", grade=True, points=1))
    return new_notebook(cells=cells)


def graded(key: AnswerKey, own: list[str], answers: dict[str, str], limits: Limits = QUICK, **files: bytes) -> Result:
    """Grade a submission with cells of its own on top, these answers, and the right one wherever there is none."""
    made = nbformat.from_dict(new_notebook(cells=[cell.full.copy() for cell in key.graded]))
    for cell in made.cells:
        cell.source = answers.get(cell.id, cell.source)
    made.cells[:0] = [new_code_cell(source, id=f"own{i}") for i, source in enumerate(own)]
    return grade(Submission(nbformat.writes(made).encode(), modules=files), key, engine_of(limits))


@cache
def engine_of(limits: Limits) -> Engine:
    """Start an engine, once for all tests with these limits."""
    STARTED.append(Engine(["numpy"], limits))
    return STARTED[-1]


@pytest.fixture(scope="module", autouse=True)
def engines_stop() -> Iterator[None]:
    """Stop the engines in the end."""
    yield
    for engine in STARTED:
        engine.stop()


def shown(result: Result, hidden: bool) -> str:
    """Join what the tests showed to students, or in their hidden parts."""
    verdicts = result.verdicts.values()
    return "".join(str(o) for v in verdicts for o, h in zip(v.outputs, v.hidden, strict=True) if h == hidden)


def own_outputs(result: Result) -> list[NotebookNode]:
    """List what the cells of the student's own showed."""
    return [output for cell in result.notebook.cells if cell.id.startswith("own") for output in cell.outputs]


# Each way to pass on a number: what a cell sets up, how it is told, how it is heard of.
WAYS = {
    "a file's name": ("", "os.mkdir(f'told-{x}')", "str(os.listdir('.'))"),
    "a file in memory": ("FILE = open('f', 'w+b'); FILE.truncate(4096); MAP = mmap.mmap(FILE.fileno(), 4096)",
                         "MAP[:9] = str(x).encode().ljust(9)", "str(MAP[:9])"),
    "a pipe": ("PIPE = os.pipe(); os.set_blocking(PIPE[0], False)", "os.write(PIPE[1], str(x).encode())",
               "str(os.read(PIPE[0], 999))"),
    "a process left running": ("ASK, TELL = socket.socketpair(), socket.socketpair()\n"
                               "if os.fork() == 0:\n    known = b''\n    while True:\n"
                               "        known += TELL[1].recv(99)\n        ASK[1].send(known)",
                               "TELL[0].send(str(x).encode()); time.sleep(0.5)",
                               "str(ASK[0].recv(999, socket.MSG_DONTWAIT))"),
    "a lock": ("FILE = open('f', 'w+b')", "fcntl.lockf(FILE, fcntl.LOCK_EX, 1, x)",
               "str([i for i in range(4700, 4720) if taken(i)])"),
}  # fmt: skip
HEAR = """
def g(x):
    try:
        heard = {}
    except OSError as error:
        heard = str(error)
    print('HEARD', heard)
    {}
    return x
"""
SET_UP = """
import fcntl, mmap, os, socket, time
def taken(i):
    try: fcntl.lockf(FILE, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, i)
    except OSError: return True
"""


@pytest.mark.full
@pytest.mark.parametrize("last", ["pass", "if x == 1: raise ValueError(heard)", "if x == 1: return heard"])
@pytest.mark.parametrize("way", WAYS)
def test_no_hidden_input_reaches_what_a_student_sees(way: str, last: str):
    """A lock, a process, a name: whatever carries a number from a snapshot to another carries no hidden one in time."""
    set_up, tell, hear = WAYS[way]
    hidden = HIDDEN.format("try: f(4711)\nexcept OSError: pass")
    tests = {"f": f"f(1)\n{hidden}", "g": f"{TELLS.format('g')}\n{HIDDEN.format('g(2)')}\ng(3)"}
    key = from_solution("small", lesson(**tests))
    answers = {"f": f"def f(x):\n    if x > 4000: {tell}\n    return x", "g": HEAR.format(hear, last)}
    result = graded(key, [SET_UP + set_up], answers)
    assert "4711" not in shown(result, hidden=False), way
    assert "HEARD" in shown(result, hidden=False)
    if last == "pass" and way != "a lock":  # a lock belongs to the process that asked for it
        assert "4711" in shown(result, hidden=True), "the number was not passed on at all"


@pytest.mark.full
def test_a_test_that_has_begun_is_hidden_from_an_examiner_that_comes_later():
    """The test that ends the examiner does so in its hidden part; what comes afterwards is no more for students."""
    ending = HIDDEN.format("f(4711)\nimport os; os._exit(1)")
    key = from_solution("small", lesson(f=f"print('see f')\n{ending}", g=f"g(1)\n{HIDDEN.format('g(1)')}"))
    result = graded(key, ["KNOWN = []"], {"g": "def g(x):\n    print('see g')\n    return x"})
    assert "did not come to an end" in result.verdicts["test_f"].reason
    assert result.verdicts["test_g"].points == 1
    assert shown(result, hidden=False).count("see g") == 1 and "see g" in shown(result, hidden=True)


def test_values_behind_the_hidden_part_are_shown_unless_the_answer_is_asked_again():
    key = from_solution("small", lesson(f=f"f(1)\n{HIDDEN.format('f(2)')}\nprint('of all')\nprint(f(3))\n1"))
    result = graded(key, [], {"f": "def f(x):\n    print('asked', x)\n    return x"})
    seen = shown(result, hidden=False)
    assert result.points == 1 and "of all" in seen and "asked 1" in seen
    assert "asked 2" not in seen and "asked 3" not in seen
    assert "execute_result" in seen


@pytest.mark.full
def test_all_tests_share_one_budget_of_time():
    names = "abcdefgh"
    key = from_solution("small", lesson(**{name: f"assert {name}(1) == 1" for name in names}))
    slow = {name: f"def {name}(x):\n    import time\n    time.sleep(1000)" for name in names}
    result = graded(key, [], slow, SLOW)
    assert result.verdicts["test_h"].reason == TESTS_NOT_RUN.format(3)
    assert result.points == 0 and all(verdict.reason for verdict in result.verdicts.values())


CHANNEL = """
import gc
channels = [found for found in gc.get_objects() if type(found).__name__ == "Channel"]
control = min(channels, key=lambda channel: channel.end.fileno())
"""
FORGED = 'control.send(b\'{"message": "CellRan", "outputs": []}\')\n'


@pytest.mark.full
def test_a_process_that_does_not_read_costs_itself_alone():
    """It answers before it is asked, and stops to read: the next cells do not fit into the socket."""
    key = from_solution("small", lesson(f=TELLS.format("f")))
    result = graded(
        key, [CHANNEL + FORGED * 3 + "import time\ntime.sleep(1000)", "x = '" + "x" * 3_000_000 + "'"], {}, BUSY
    )
    assert "own process" in str(own_outputs(result)) or "longer than 3 s" in str(own_outputs(result))
    assert result.points == 1 or result.verdicts["test_f"].reason


@pytest.mark.full
def test_all_outputs_together_have_one_limit():
    key = from_solution("small", lesson(f="print(f(1))", g="print(g(1))"))
    much = "from IPython.display import HTML, display\nfor _ in range(3): display(HTML('x' * 10**5))"
    many = {name: f"def {name}(x):\n    return 'y' * 10**6" for name in "fg"}
    result = graded(key, [much] * 20, many, SMALL)
    assert sum(len(str(output)) for output in own_outputs(result)) < 1.2 * MB
    assert "together, may have no more than 1 MB" in str(own_outputs(result)[-1])
    assert len(shown(result, hidden=False)) < MB // 2
    nbformat.validate(result.notebook)


@pytest.mark.full
@pytest.mark.parametrize(
    ("own", "answer"),
    [
        ("import os\ndef no(): raise OSError('x' * 10**7)\nos.fork = no", "def f(x): return x"),
        ("", "def f(x): raise ValueError('x' * 10**7)"),
        ("", "def f(x): return 'x' * 10**7"),
        ("raise type('E' * 10**6, (Exception,), {})('x' * 10**7)", "def f(x): return 2"),
        (CHANNEL + "import json\nbig = 'x' * 10**7\nerror = {'output_type': 'error', 'ename': big, 'evalue': big,"
         " 'traceback': [big]}\ncontrol.send(json.dumps({'message': 'CellRan', 'outputs': [error]}).encode())",
         "def f(x): return 2"),
    ],
    ids=["a snapshot refused", "an error", "a value", "a name", "a forged output"],
)  # fmt: skip
def test_reasons_texts_and_names_are_cut(own: str, answer: str):
    key = from_solution("small", lesson(f=TELLS.format("f")))
    result = graded(key, [own], {"f": answer})
    verdict = result.verdicts["test_f"]
    assert 0 < len(verdict.reason) <= QUICK.reason + 100
    assert len(nbformat.writes(result.notebook)) < 200_000
    assert all(len(output.get("ename", "")) <= 100 for output in own_outputs(result))


USES = "import my_helpers, os, inspect\nprint(my_helpers.double(4), os.path.exists('my_helpers.py'))"


def test_modules_beside_the_notebook_are_taken_along():
    key = from_solution("small", lesson(f=f"{TELLS.format('f')}\n{HIDDEN.format('assert f(3) == 3')}"))
    answer = "def f(x):\n    import more\n    return my_helpers.double(x) // more.TWO"
    modules = {"my_helpers.py": b"# \xe4\ndef double(x): return 2 * x\n".replace(b"\xe4", "ä".encode()),
               "more.py": b"TWO = 2\n"}  # fmt: skip
    result = graded(key, [USES, "print(inspect.getsource(my_helpers.double))"], {"f": answer}, **modules)
    assert result.points == 1, result.verdicts
    assert [output.get("text") for output in own_outputs(result)] == ["8 True\n", "def double(x): return 2 * x\n\n"]


@pytest.mark.full
def test_a_module_that_a_cell_writes_can_be_imported_and_stands_behind_all_others():
    key = from_solution("small", lesson(f=TELLS.format("f")))
    cells = ["open('mine.py', 'w').write('X = 3')\nimport mine\nprint(mine.X)",
             "open('colorsys.py', 'w').write('')\nimport colorsys\nprint(hasattr(colorsys, 'rgb_to_hsv'))"]  # fmt: skip
    result = graded(key, cells, {})
    assert [output.get("text") for output in own_outputs(result)] == ["3\n", "True\n"]


def test_which_files_are_taken_along(tmp_path: Path):
    (tmp_path / "small.ipynb").write_text("{}")
    for name in ("my_helpers", "numpy", "helpers", "IPython", "random", "matplotlib", "a-b", "_x", "nbgrader"):
        (tmp_path / f"{name}.py").write_text("X = 1")
    (tmp_path / "link.py").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "folder.py").mkdir()
    found = find(tmp_path, "small", [], Limits())
    assert found.modules == {"my_helpers.py": b"X = 1", "_x.py": b"X = 1"}
    assert "numpy.py has the name of a module that is there already, and was left out." in found.problems
    assert len(found.problems) == 10 and found.data == b"{}"


def test_files_that_are_taken_along_are_bounded(tmp_path: Path):
    (tmp_path / "small.ipynb").write_text("{}")
    for i in range(300):
        (tmp_path / f"m{i:03}.py").write_bytes(b"#" * (1 if i else 900_000))
    (tmp_path / "a.py").write_bytes(b"#" * (MB + 1))
    (tmp_path / "b.py").write_bytes(b"#" * 500_000)
    found = find(tmp_path, "small", [], Limits())
    assert len(found.modules) <= 20 and sum(map(len, found.modules.values())) <= MB
    assert len(found.problems) <= 20
