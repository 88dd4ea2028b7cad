"""What the course says holds on every machine: its outputs and its points survive a disturbance of the rounding."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grading.stored_outputs import disturbance
from grading.stored_outputs.agreement import disagreements
from grading.stored_outputs.run import run_disturbed
from tests.course import LESSONS, ROOT, solution
from tests.course.figures_in_prose import missing

SEEDS = (1, 2, 3)
ANSWERS = ROOT / "tests" / "lessons" / "test_answers.py"

pytestmark = pytest.mark.full


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lesson", LESSONS)
def test_stored_outputs_survive_other_rounding(lesson: str, seed: int):
    """The second seed goes without NumPy's SIMD loops, too. What the prose quotes survives as well."""
    disturbed = run_disturbed(ROOT / "solutions" / lesson / f"{lesson}.ipynb", seed, simd=seed != 2)
    assert disagreements(solution(lesson), disturbed) == []
    assert set(missing(lesson, disturbed, settled=True)) <= set(missing(lesson))


@pytest.mark.parametrize("seed", SEEDS)
def test_right_answers_get_their_points_with_other_rounding(seed: int, tmp_path: Path):
    environment = os.environ | disturbance.environment(tmp_path, seed, simd=seed != 2)
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-m", "right", "-p", "no:cacheprovider", str(ANSWERS)]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1800)
    assert result.returncode == 0, result.stdout[-5000:]
    assert " passed" in result.stdout.splitlines()[-1]
