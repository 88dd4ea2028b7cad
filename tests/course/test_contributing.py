"""The worked example in CONTRIBUTING.md: its twelve steps, typed in a copy of the course, lead to green tests."""

import os
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests import life
from tests.course import ROOT

LESSON, EXERCISE, ABOVE = "04_three_layers", "confidence", "test_predict"
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = PAGE[PAGE.index("## A worked example") : PAGE.index("## Reference: an exercise")]
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def steps() -> dict[int, str]:
    """Map the number of each step to its text."""
    parts = re.split(r"^(\d+)\. ", EXAMPLE, flags=re.MULTILINE)
    return {int(number): text for number, text in zip(parts[1::2], parts[2::2], strict=True)}


def block(step: int, language: str) -> str:
    """Return the block of code of this language in a step."""
    return next(
        textwrap.dedent(text).rstrip("\n") for _, name, text in BLOCK.findall(steps()[step]) if name == language
    )


def marks(name: str, points: int | None = None) -> dict:
    """Return what nbgrader's sidebar writes into the metadata of an answer, or of a test with points."""
    test = points is not None
    made = {"grade": test, "grade_id": name, "locked": test, "schema_version": 3, "solution": not test, "task": False}
    return {"nbgrader": made | ({"points": points} if test else {})}


def edit(folder: Path) -> None:
    """Do by program what steps 3 to 9 do by hand."""
    path = folder / "solutions" / LESSON / f"{LESSON}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    place = [cell.id for cell in notebook.cells].index(ABOVE) + 1
    notebook.cells[place:place] = [
        new_markdown_cell(block(3, "markdown"), id=f"{EXERCISE}-prompt"),
        new_code_cell(block(4, "python"), id=EXERCISE, metadata=marks(EXERCISE)),
        new_code_cell(block(5, "python"), id=f"test_{EXERCISE}", metadata=marks(f"test_{EXERCISE}", 1)),
    ]
    nbformat.write(notebook, path)
    with (folder / "tests" / "lessons" / LESSON / "answers.py").open("a", encoding="utf-8") as answers:
        answers.write(f"\n\n{block(8, 'python')}\n")
    readme = folder / "README.md"
    before, after = readme.read_text(encoding="utf-8").split("`predict` (1), ")
    readme.write_text(f"{before}`predict` (1), {block(9, 'text')} {after}", encoding="utf-8")


def test_the_example_has_twelve_steps_and_a_check_of_eight_lines():
    assert list(steps()) == list(range(1, 13))
    visible, _, hidden = block(5, "python").partition("### BEGIN HIDDEN TESTS")
    assert len(visible.splitlines()) == 8 and "### END HIDDEN TESTS" in hidden


@pytest.mark.full
def test_the_steps_lead_to_green(tmp_path: Path):
    course = life.instructor(tmp_path)
    edit(course.folder)
    environment = os.environ | {"PYTHONPATH": str(course.folder)}
    for step, expected in ((10, f"{LESSON}: ran in"), (11, " passed")):
        typed = shlex.split(block(step, "bash"))
        assert typed[0] == "python"
        done = subprocess.run(
            [sys.executable, *typed[1:]],
            cwd=course.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=900,
        )
        assert done.returncode == 0 and expected in done.stdout, done.stdout[-5000:] + done.stderr[-2000:]
        assert "WARNING" not in done.stdout
    assert f"{EXERCISE}: 9 of 9 wrong answers killed, 0 of 3 right ones refused, 7 of 7 mistakes named" in done.stdout
