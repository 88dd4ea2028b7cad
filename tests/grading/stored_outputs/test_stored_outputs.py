"""The tests of the stored outputs' comparison, and of the disturbance that they must survive."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from grading.stored_outputs import disturbance
from grading.stored_outputs.agreement import Tolerance, agree, disagreements
from helpers import data
from tests.course import LESSONS, ROOT, solution

TWO_POINTS = Tolerance(absolute=0.02)


@pytest.mark.parametrize(
    ("stored", "new", "same"),
    [
        ("right on 0.86", "right on 0.88", True),
        ("right on 0.86", "right on 0.89", False),
        ("right on 86%", "right on 88%", True),
        ("right on 86 %", "right on 89 %", False),
        ("86 per cent", "88 per cent", True),
        ("from 95.1% to 97.2%", "from 96.0% to 96.4%", True),
        ("3 of 4 above 0.75", "2 of 4 above 0.75", False),
        ("34. You wrote no prediction", "35. You wrote no prediction", False),
        ("[ 0.16 -0.75]", "[-0.0  -0.76]", False),
        ("[ 0.01 -0.75]", "[-0.01 -0.76]", True),
        ("z = −1.5 and 1.3e−05", "z = −1.51 and 1.1e−05", True),
        ("z = 1.5", "z = −1.5", False),
        ("layer 1: 0.5", "layer 2: 0.5", False),
        ("h1 says 0.50", "h2 says 0.50", False),
        ("up 0.50", "down 0.50", False),
        ("loss 0.50", "loss nan", False),
        ("0.50 0.50", "0.50", False),
        ("0.50\n0.50", "0.50 0.50", False),
        ('<img alt="0.50" src="data:image/png;base64,AB12">', '<img alt="0.51" src="data:image/png;base64,CD">', True),
    ],
)
def test_numbers_agree_within_the_tolerance_and_words_to_the_letter(stored: str, new: str, same: bool):
    assert agree(stored, new, TWO_POINTS) is same
    assert agree(new, stored, TWO_POINTS) is same
    assert agree(stored, stored, TWO_POINTS) and agree(stored, stored, None)
    if "base64" not in stored:
        assert not agree(stored, new, None), "without a tolerance, every letter counts"


def test_a_relative_tolerance_and_one_for_counts():
    assert agree("1.3e+07 in 20 epochs", "1.2e+07 in 21 epochs", Tolerance(relative=0.1, whole=1))
    assert not agree("1.3e+07 in 20 epochs", "1.1e+07 in 20 epochs", Tolerance(relative=0.1, whole=1))
    assert not agree("1.3e+07 in 20 epochs", "1.3e+07 in 22 epochs", Tolerance(relative=0.1, whole=1))


@pytest.mark.parametrize("wrong", [0, -1, "0.02", {"absolut": 1}, {"absolute": float("inf")}, {}, None])
def test_a_tolerance_that_means_nothing_is_refused(wrong: object):
    with pytest.raises(ValueError, match="a cell's tolerance is"):
        Tolerance.of({"tolerance": wrong})


def notebook(text: str, **metadata: object) -> nbformat.NotebookNode:
    outputs = [new_output("stream", name="stdout", text=text)]
    return new_notebook(cells=[new_code_cell("print(1)", id="one-cell", metadata=metadata, outputs=outputs)])


def test_disagreements_name_the_cell_and_the_line():
    assert disagreements(notebook("a\n0.5\n", tolerance=0.1), notebook("a\n0.6\n")) == []
    (found,) = disagreements(notebook("a\n0.5\n"), notebook("a\n0.6\n"))
    assert "cell 0, one-cell" in found and "0.5" in found and "0.6" in found and "\n    a\n" not in found


def test_in_how_many_pieces_a_text_arrives_does_not_count():
    whole, pieces = notebook("a\nb\n"), notebook("a\n")
    pieces.cells[0].outputs.append(new_output("stream", name="stdout", text="b\n"))
    assert disagreements(whole, pieces) == [] and disagreements(pieces, whole) == []
    pieces.cells[0].outputs.append(new_output("stream", name="stderr", text="b\n"))
    assert disagreements(whole, pieces)


def disturbed(tmp_path: Path, code: str, seed: int) -> str:
    """Run Python code in a disturbed Python, and return what it printed."""
    environment = os.environ | disturbance.environment(tmp_path, seed)
    return printed(code, environment)


def printed(code: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    return result.stdout


def test_draws_and_measured_data_are_disturbed_and_equal_draws_stay_equal(tmp_path: Path):
    code = """
import copy, json, numpy as np
from helpers import data
rng = np.random.default_rng(0)
twin = copy.deepcopy(rng)
draws = rng.normal(size=100)
assert (draws == twin.normal(size=100)).all() and (draws == np.random.default_rng(0).normal(size=100)).all()
assert isinstance(rng, np.random.Generator) and np.random.default_rng(rng) is rng
images, labels = data.digits()
print(json.dumps([draws.tolist(), images[:9].ravel().tolist(), labels.tolist(), rng.permutation(9).tolist(),
                  data.xor().X.tolist(), data.wine().X.ravel().tolist()]))
"""
    rng, (images, labels) = np.random.default_rng(0), data.digits()
    plain = [rng.normal(size=100), images[:9].ravel(), labels, rng.permutation(9), data.xor().X, data.wine().X.ravel()]
    runs = [[np.array(part) for part in json.loads(disturbed(tmp_path, code, seed))] for seed in (1, 2)]
    for run in runs:
        for place, moved in enumerate((True, True, False, False, False, True)):
            np.testing.assert_allclose(run[place], plain[place], rtol=1.01 * disturbance.SIZE, atol=0)
            assert (run[place] != plain[place]).any() == moved, place
    assert (runs[0][0] != runs[1][0]).any(), "another seed is another noise"


def test_without_the_seed_nothing_is_disturbed(tmp_path: Path):
    environment = os.environ | disturbance.environment(tmp_path, 1)
    del environment[disturbance.SEED]
    code = "import numpy as np; print(type(np.random.default_rng(0)) is np.random.Generator)"
    assert printed(code, environment) == "True\n"


@pytest.mark.parametrize("lesson", LESSONS)
def test_stated_tolerances_mean_something(lesson: str):
    for cell in solution(lesson).cells:
        tolerance = Tolerance.of(cell.metadata)
        assert tolerance is None or (tolerance.absolute <= 0.15 and tolerance.relative <= 0.5), cell.id


def test_where_only_the_number_of_lines_differs_the_ends_are_shown():
    lines = [f"line {k}, which is long enough to be told from all others" for k in range(20)]
    (found,) = disagreements(notebook("\n".join(lines[:10])), notebook("\n".join(lines)))
    assert lines[9] in found and lines[19] in found and lines[0] not in found and len(found) < 800
