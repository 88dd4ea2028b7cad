"""Run solutions, store their outputs and generate the lessons; warn of outputs that depend on rounding."""

import os

from grading.lesson.places import ROOT
from grading.nbgrader_ext.releases import generate
from grading.stored_outputs.run import execute, unsettled


def run(names: list[str]) -> None:
    """Rebuild these lessons."""
    # Kernels inherit it: a second thread only slows small lessons down on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for name in names:
        path = ROOT / "solutions" / name / f"{name}.ipynb"
        seconds = execute(path)
        generate(name)
        print(f"{name}: ran in {seconds:.1f} s, lesson generated")
        for line in unsettled(path):
            print(f"WARNING: this output depends on rounding, and another processor may give another. {line}")
