"""Run the solutions, store their outputs, and generate the lessons from them."""

import os
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from grading.lesson.course import ROOT
from grading.nbgrader_ext.releases import generate

CELL_SECONDS = 120


def run(names: list[str]) -> None:
    """Rebuild these lessons."""
    # Kernels inherit it: a second thread only slows small lessons down on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for name in names:
        seconds = execute(ROOT / "solutions" / name / f"{name}.ipynb")
        generate(name)
        print(f"{name}: ran in {seconds:.1f} s, lesson generated")


def execute(path: Path) -> float:
    """Run a notebook in its own folder, store its outputs in it, and return the seconds it took."""
    notebook, start = nbformat.read(path, as_version=4), time.perf_counter()
    NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # in how many pieces a text arrives is chance
        resources={"metadata": {"path": path.parent}},
    ).execute()
    notebook.metadata.language_info = {"name": "python"}
    nbformat.write(notebook, path)
    return time.perf_counter() - start
