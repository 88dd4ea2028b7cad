"""The benchmarks: their command, and what the README quotes of them."""

import re
import subprocess
import sys

from tests.course import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CEILINGS = [0.12, 0.20, 0.40, 0.35, 0.60, 0.80]


def quoted() -> list[list[float]]:
    """The numbers of the README's table: ours, at most, floor, JAX, scikit-learn, PyTorch's microseconds."""
    rows = re.findall(r"^\| .*batch \d+ \| (.*) \|$", README, re.MULTILINE)
    return [[float(number) for number in row.split(" | ")] for row in rows]


def test_the_quoted_ratios_are_what_the_text_says_of_them():
    assert [row[1] for row in quoted()] == CEILINGS
    for ours, ceiling, floor, jax, scikit_learn, step in quoted():
        assert floor < ours <= min(ceiling, jax, scikit_learn) and step > 10


def test_the_command_names_what_there_is_to_measure():
    said = subprocess.run([sys.executable, "-m", "benchmarks", "nonsense"], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 2 and "network" in said.stderr and "gradients" in said.stderr
