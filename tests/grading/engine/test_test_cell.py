"""What a test cell means, in the examiner's process and in a kernel."""

import numpy as np
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from grading.engine import test_cell
from grading.engine.points import points_from_outputs

VALUES = [
    (None, 3.0), ("text", 3.0), (True, 3.0), (np.False_, 3.0), ([1], 3.0),
    (0, 0.0), (2, 2.0), (3.0, 3.0), (np.float64(1.5), 1.5), (np.int64(2), 2.0),
    (4, 0.0), (-1, 0.0), (float("nan"), 0.0), (float("inf"), 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("value", "points"), VALUES, ids=repr)
def test_a_value_gives_the_same_points_in_a_kernel(value: object, points: float):
    given, reason = test_cell.points_of(value, 3.0)
    assert given == points
    assert bool(reason) == (points == 0 and value != 0)
    shown = [] if value is None else [new_output("execute_result", {"text/plain": repr(value)})]
    assert points_from_outputs(shown, 3.0) == points


def test_an_error_gives_none_whatever_else_was_shown():
    outputs: list[NotebookNode] = [
        new_output("execute_result", {"text/plain": "3"}),
        new_output("error", ename="NotMet", evalue="", traceback=[]),
    ]
    assert points_from_outputs(outputs, 3.0) == 0
    assert points_from_outputs([new_output("stream", text="printed")], 3.0) == 3


@pytest.mark.parametrize(
    ("sign", "points"), [("✓ 16 moods right: 3 of 3 points.", 3), ("◐ 14 moods right: 1 of 3 points.", 1),
                         ("✗ 2 moods right: 0 of 3 points.", 0), ("◐ a picture", 3)],
)  # fmt: skip
def test_a_sign_in_place_of_the_number_is_read(sign: str, points: float):
    """At a notebook, `marks` shows a sentence and no number; in the file, its text may be a list of lines."""
    assert points_from_outputs([new_output("display_data", {"text/plain": sign})], 3.0) == points
    raw = {"output_type": "display_data", "data": {"text/plain": [sign[:5], sign[5:]]}, "metadata": {}}
    assert points_from_outputs([raw], 3.0) == points


def test_a_test_is_run_statement_by_statement_and_its_lines_are_known():
    names = {"f": lambda x: 2 * x}
    running = test_cell.steps("x = f(1)\n\nif x:\n    x += 1\nf(x)", names, "<test>")
    assert [next(running), next(running)] == [1, 3] and names["x"] == 2
    assert list(running) == [5] and names["x"] == 3
    assert test_cell.run("x = f(1)\nf(x)", names, "<test>") == 4
    assert test_cell.run("x = 1", {}, "<test>") is None
    assert test_cell.run("", {}, "<test>") is None
