"""The benchmarks: their command, and what docs/performance.md quotes of them."""

import re
import subprocess
import sys

from benchmarks.__main__ import environment
from tests.course import ROOT

PAGE = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
CEILINGS = [0.12, 0.20, 0.40, 0.35, 0.60, 0.80]
SMALL = 4  # so many rows of the table, from the top, are small networks


def quoted() -> list[list[float]]:
    """The page's table: ours, at most, JAX step, scikit-learn, JAX epoch, Numba epoch, floor, µs of PyTorch."""
    rows = re.findall(r"^\| .*batch \d+ \| (.*) \|$", PAGE, re.MULTILINE)
    return [[float(number) for number in row.split(" | ")] for row in rows]


def test_the_quoted_ratios_are_what_the_text_says_of_them():
    assert [row[1] for row in quoted()] == CEILINGS
    for number, (ours, ceiling, jax_step, scikit_learn, jax_epoch, numba_epoch, floor, step) in enumerate(quoted()):
        assert floor < ours <= min(ceiling, scikit_learn) and step > 10
        assert max(jax_epoch, numba_epoch) < ours  # compiled epochs are a bound, and said to be one
        if number < SMALL:
            assert ours < 0.95 * jax_step  # "ahead on the small networks"
        else:
            assert abs(ours / jax_step - 1) < 0.2  # "level on the wide ones"


def test_the_command_names_what_there_is_to_measure():
    said = subprocess.run([sys.executable, "-m", "benchmarks", "nonsense"], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 2 and "network" in said.stderr and "gradients" in said.stderr
    assert "_contenders" not in said.stderr


def test_nothing_is_chosen_for_openblas_and_everybody_has_one_thread():
    given = {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_L2_SIZE": "1024", "OPENBLAS_NUM_THREADS": "8", "PATH": "/bin"}
    made = environment(given)
    assert not {"OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"} & made.keys() and made["PATH"] == "/bin"
    assert {made[name] for name in made if name.endswith("_NUM_THREADS")} == {"1"}
    assert given["OPENBLAS_NUM_THREADS"] == "8"
