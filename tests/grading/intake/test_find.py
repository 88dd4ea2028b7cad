"""Find the notebook in a folder: whatever lies there, within limits, and one file at a time."""

import json
import os
import tracemalloc
from pathlib import Path

import pytest

from grading.intake.find import find
from grading.intake.notebook import read_cells
from grading.limits import MB, HandIn, Limits

LESSON = "01_one_neuron"
NAMES = ["neuron", "sigmoid"]


def notebook(*names: str) -> str:
    """Write a notebook with cells of these names."""
    cells = [{"cell_type": "code", "source": name, "metadata": {"nbgrader": {"grade_id": name}}} for name in names]
    return json.dumps({"cells": cells})


def test_of_many_notebooks_a_few_are_looked_through_one_at_a_time(tmp_path: Path):
    """120 sparse files of 4 MB each: at no time are two of them held."""
    for number in range(120):
        path = tmp_path / f"{number:03}.ipynb"
        path.touch()
        os.truncate(path, 4 * MB)
    tracemalloc.start()
    found = find(tmp_path, LESSON, NAMES, Limits())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 9 * MB
    assert any("There are 120 notebooks" in problem for problem in found.problems)


def test_all_together_are_bounded(tmp_path: Path):
    for number in range(5):
        (tmp_path / f"{number}.ipynb").write_text(notebook() + " " * MB)
    found = find(tmp_path, LESSON, NAMES, Limits(), HandIn(bytes=2 * MB))
    assert sum("was not read any more" in problem for problem in found.problems) == 3


def test_the_best_is_taken_and_its_name_can_be_written(tmp_path: Path):
    (tmp_path / "a.ipynb").write_text(notebook("neuron"))
    (tmp_path / os.fsdecode(b"\xffb\n.ipynb")).write_text(notebook("neuron", "sigmoid"))
    found = find(tmp_path, LESSON, NAMES, Limits())
    assert b"sigmoid" in found.data
    assert all(problem.encode() and problem.isprintable() for problem in found.problems)


def test_links_are_not_followed(tmp_path: Path):
    (tmp_path / "solution").write_text(notebook(*NAMES))
    folder = tmp_path / "handed_in"
    folder.mkdir()
    (folder / f"{LESSON}.ipynb").symlink_to("../solution")
    (folder / "x.ipynb").symlink_to("../solution")
    found = find(folder, LESSON, NAMES, Limits())
    assert found.data == b"" and len(found.problems) == 2
    (tmp_path / "link").symlink_to("handed_in")
    assert find(tmp_path / "link", LESSON, NAMES, Limits()).data == b""


@pytest.mark.parametrize("count", ["9" * 4300, "9" * 100_000, "-" + "9" * 5000])
def test_a_number_without_end_costs_nothing(count: str):
    text = notebook("neuron")[:-1] + f', "execution_count": {count}, "nbformat": {count}}}'
    assert read_cells(text.encode(), Limits())[0].grade_id == "neuron"


def test_pictures_of_all_kinds_and_names_are_kept():
    kinds = {
        "image/webp": "AAAA",
        "image/svg+xml": ["<svg>\n", "\ud800</svg>"],
        "text/html": "<script>",
        "image/png": 3,
    }
    cell = {"cell_type": "markdown", "source": "x", "attachments": {"a\ud800": kinds, "b": {"x/y": "z"}, "c": 4}}
    (read,) = read_cells(json.dumps({"cells": [cell]}).encode(), Limits())
    assert read.attachments == {"a?": {"image/webp": "AAAA", "image/svg+xml": "<svg>\n?</svg>"}}
