"""Honest submissions: the right and wrong answers of tests/lessons, and habits that are nobody's fault."""

import builtins
import inspect
import re
import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.answers import Attempt, attempts
from tests.corpus.case import (
    ALL,
    CASES,
    EXERCISES,
    FULL,
    LESSON,
    Case,
    all_but,
    answered,
    case,
    cell,
    notebook,
    place,
    save,
)

MOST = {True: 5, False: 5}  # of each exercise, right and wrong ones
KNOWN = {"np", "math", *vars(builtins)}


def source(attempt: Attempt) -> str | None:
    """Write an answer of tests/lessons as a cell; None where it needs more than itself."""
    code = attempt.f.__code__
    lines = textwrap.dedent(inspect.getsource(attempt.f))
    body = lines[lines.index("def ") :] if "def " in lines else ""
    if not body or not set(inspect.getclosurevars(attempt.f).globals) <= KNOWN | {code.co_name}:
        return None
    return "import math\n\n" + re.sub(rf"\b{code.co_name}\b", attempt.exercise, body)


def _others(exercise: str) -> list[str]:
    return [name for name in ALL if name != exercise and (name, exercise) != ("neuron", "weighted_sum")]


def _write(attempt: Attempt, text: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        made = answered(_others(attempt.exercise))
        cell(made, attempt.exercise).source = text
        save(folder, made)

    return write


seen: Counter = Counter()
for _attempt in attempts(LESSON):
    _key, _text = (_attempt.exercise, _attempt.right), source(_attempt)
    if _text and seen[_key] < MOST[_attempt.right] and EXERCISES[_attempt.exercise].name != "pizza_neuron":
        seen[_key] += 1
        _name = f"{_attempt.exercise}-{_attempt.f.__code__.co_name}"
        _points = sum(EXERCISES[name].points for name in _others(_attempt.exercise))
        _points += EXERCISES[_attempt.exercise].points if _attempt.right else 0
        CASES.append(Case("right" if _attempt.right else "wrong", _name, _write(_attempt, _text), _points))


@notebook("right", ALL)
def as_in_the_solution(made: NotebookNode):
    pass


@notebook("wrong", [])
def untouched(made: NotebookNode):
    pass


@notebook("wrong", ALL[:3])
def half(made: NotebookNode):
    pass


@notebook("right", ALL)
def notes_and_experiments(made: NotebookNode):
    for name in ALL:
        made.cells.insert(place(made, name), new_markdown_cell(f"My thoughts on {name}."))
        made.cells.insert(place(made, name) + 1, new_code_cell(f"print({name})\n{name}"))


@notebook("right", ALL)
def own_cells_that_fail(made: NotebookNode):
    made.cells.insert(3, new_code_cell("1 / 0"))
    made.cells.insert(5, new_code_cell("def ("))
    made.cells.append(new_code_cell("no_such_name"))


@notebook("right", ALL)
def names_used_again_later(made: NotebookNode):
    made.cells.append(new_code_cell("step = 0.1\nsigmoid = None\ndel weighted_sum"))


@notebook("right", ALL)
def warnings_everywhere(made: NotebookNode):
    cell(made, "step").source += "\nimport sys, warnings\nprint('mind', file=sys.stderr)\nwarnings.warn('gap')"


@notebook("right", ALL)
def a_function_that_warns(made: NotebookNode):
    cell(made, "sigmoid").source = "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.asarray(z)))"


@notebook("right", ALL)
def a_function_that_prints(made: NotebookNode):
    text = cell(made, "step").source
    cell(made, "step").source = text.replace('"""\n', '"""\n    print("stepping", z)\n', 1)


@notebook("right", ALL)
def helpers_of_ones_own(made: NotebookNode):
    made.cells.insert(place(made, "sigmoid"), new_code_cell("def my_exp(z):\n    return np.exp(-np.abs(z))"))
    cell(
        made, "sigmoid"
    ).source = "def sigmoid(z):\n    e = my_exp(z)\n    return np.where(np.asarray(z) >= 0, 1.0, e) / (1.0 + e)"


@notebook("right", ALL)
def lambdas(made: NotebookNode):
    cell(made, "step").source = "step = lambda z: (np.asarray(z) > 0) * 1"


@notebook("right", ALL)
def type_hints_and_scipy(made: NotebookNode):
    cell(
        made, "sigmoid"
    ).source = "from scipy.special import expit\n\n\ndef sigmoid(z: np.ndarray) -> np.ndarray:\n    return expit(z)"


@notebook("right", ALL)
def a_class_with_call(made: NotebookNode):
    cell(
        made, "step"
    ).source = (
        "class Step:\n    def __call__(self, z):\n        return np.where(np.asarray(z) > 0, 1, 0)\n\n\nstep = Step()"
    )


@notebook("right", ALL)
def a_cached_function(made: NotebookNode):
    cell(
        made, "pizza_neuron"
    ).source = "import functools\n\n\n@functools.cache\ndef pizza_neuron():\n    return [3, 3, -2, 1], -4.5"


@notebook("wrong", all_but("pizza_neuron"), FULL - 1)
def fifteen_moods(made: NotebookNode):
    cell(made, "pizza_neuron").source = "def pizza_neuron():\n    return np.array([1, 1, 0, 0]), -1.5"


@notebook("right", ALL)
def magics_and_shell(made: NotebookNode):
    made.cells.insert(2, new_code_cell("%matplotlib inline\n%time 1 + 1"))
    made.cells.insert(3, new_code_cell("!echo hello"))


@notebook("right", ALL)
def pictures(made: NotebookNode):
    made.cells.insert(2, new_code_cell("import matplotlib.pyplot as plt\nplt.plot([1, 2, 3]);"))


@notebook("right", ALL)
def await_and_widgets(made: NotebookNode):
    made.cells.insert(2, new_code_cell("import asyncio, ipywidgets\nawait asyncio.sleep(0)\nipywidgets.IntSlider()"))


@notebook("right", ALL)
def a_file_written_and_read(made: NotebookNode):
    made.cells.insert(2, new_code_cell("import numpy as np\nnp.save('x.npy', [1, 2])\nprint(np.load('x.npy'))"))


@notebook("wrong", all_but("weighted_sum", "neuron"))
def one_answer_that_another_needs(made: NotebookNode):
    cell(made, "neuron").source = EXERCISES["neuron"].answer


@notebook("wrong", all_but("step"))
def a_name_misspelt(made: NotebookNode):
    cell(made, "step").source = "def stepp(z):\n    return np.where(np.asarray(z) > 0, 1, 0)"


@notebook("wrong", all_but("step"))
def a_syntax_error(made: NotebookNode):
    cell(made, "step").source = "def step(z:\n    return z > 0"


@notebook("wrong", all_but("step"))
def an_endless_loop(made: NotebookNode):
    cell(made, "step").source = "def step(z):\n    while True:\n        pass"


@notebook("wrong", all_but("step"))
def an_endless_recursion(made: NotebookNode):
    cell(made, "step").source = "def step(z):\n    return step(z)"


@notebook("wrong", all_but("step"))
def its_argument_changed(made: NotebookNode):
    cell(made, "step").source = "def step(z):\n    z[...] = z > 0\n    return z"


@notebook("wrong", all_but("sigmoid"))
def nan(made: NotebookNode):
    cell(made, "sigmoid").source = "def sigmoid(z):\n    return np.exp(z) / (1 + np.exp(z))"


@notebook("wrong", all_but("sigmoid"))
def printed_and_not_returned(made: NotebookNode):
    cell(made, "sigmoid").source = "def sigmoid(z):\n    print(1 / (1 + np.exp(-z)))"


@notebook("wrong", all_but("sigmoid"))
def only_what_the_visible_check_asks(made: NotebookNode):
    cell(made, "sigmoid").source = (
        "def sigmoid(z):\n    known = {-2.0: 0.11920292202211755, 0.0: 0.5, 1.0: 0.7310585786300049, "
        "-30.0: 9.357622968839299e-14,\n             30.0: 0.9999999999999065, -1000.0: 0.0, 1000.0: 1.0, "
        "3.0: 0.9525741268224334, -0.5: 0.3775406687981454, "
        "0.5: 0.6224593312018546}\n    z = np.asarray(z)\n"
        "    return np.array([known.get(float(v), 0.5) for v in z.ravel()]).reshape(z.shape)"
    )


@case("right", FULL)
def a_module_beside_the_notebook(folder: Path):
    made = answered(ALL)
    cell(made, "step").source = "from my_helpers import above\n\n\ndef step(z):\n    return np.where(above(z), 1, 0)"
    save(folder, made)
    (folder / "my_helpers.py").write_text("def above(z):\n    return z > 0\n")
