"""`python -m grading new`: which names it takes, and that its skeleton is a lesson as the lint wants one."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grading.cli import new
from tests import life
from tests.course import ROOT

NAME = "97_pizza_ovens"
# Everything that holds a lesson to the course, besides what takes all lessons together.
HELD_BY = [
    "tests/course", "tests/lessons/test_answers.py", "tests/helpers/test_set_up.py",
    "tests/grading/cli/test_handout.py",
    f"solutions/{NAME}", f"lessons/{NAME}",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ovens", "two digits"),
        ("9_ovens", "two digits"),
        ("97", "two digits"),
        ("97_", "two digits"),
        ("97_Ovens", "lower-case"),
        ("97_pizza-ovens", "lower-case"),
        ("97_a/../../b", "lower-case"),
        ("01_one_neuron", "taken by 01_one_neuron"),
        ("01_pizza_ovens", "taken by 01_one_neuron"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_one_sentence(tmp_path: Path, name: str, why: str):
    (tmp_path / "tests" / "lessons" / "01_one_neuron").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SystemExit, match=why) as refused:
        new.create(name, tmp_path)
    assert str(refused.value).startswith((f"{name} is not", "Lesson 01 is taken")) and "\n" not in str(refused.value)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_skeleton_has_its_number_and_title_and_the_row_its_points(tmp_path: Path):
    templates = tmp_path / new.TEMPLATES
    templates.mkdir(parents=True)
    for path in (ROOT / new.TEMPLATES).iterdir():
        if path.is_file():
            (templates / path.name).write_bytes(path.read_bytes())
    new.create(NAME, tmp_path)
    lesson = (tmp_path / "solutions" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    answers = (tmp_path / "tests" / "lessons" / NAME / "answers.py").read_text(encoding="utf-8")
    assert '"# 97 Pizza ovens\\n"' in lesson and "to lesson 97." in answers
    assert new.row(NAME, tmp_path).startswith(f"| [{NAME}](lessons/{NAME}/{NAME}.ipynb) | TODO")
    assert new.row(NAME, tmp_path).endswith("| `rescale` (1) |")


@pytest.mark.full
def test_a_skeleton_passes_the_lint_and_its_answers_are_judged_rightly(tmp_path: Path):
    """Type the command in a copy of the course, paste the printed row, and run what holds that lesson."""
    course = life.instructor(tmp_path)
    printed = course.types("grading", "new", NAME)
    row = re.search(rf"^\| \[{NAME}\]\(.*\|$", printed, re.MULTILINE)[0]
    readme = course.folder / "README.md"
    lines = readme.read_text(encoding="utf-8").splitlines()
    last = max(number for number, line in enumerate(lines) if re.match(r"\| \[\d\d_", line))
    readme.write_text("\n".join([*lines[: last + 1], row, *lines[last + 1 :], ""]), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-rf", "-m", "", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *HELD_BY, "-k", f"{NAME} or rescale"],
        cwd=course.folder, env=os.environ | {"PYTHONPATH": str(course.folder)}, capture_output=True, text=True,
        timeout=600,
    )  # fmt: skip
    failed = re.findall(r"^FAILED \S+::(\S+)", done.stdout, re.MULTILINE)
    assert failed == [f"test_nothing_is_left_to_do[{NAME}]"], done.stdout[-5000:]
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) > 40
    assert "10 of 10 wrong answers killed, 0 of 3 right ones refused, 8 of 8 mistakes named" in done.stdout
