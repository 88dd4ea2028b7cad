"""Run a notebook as it is run to be stored, and again with its rounding disturbed."""

import os
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from grading.stored_outputs import disturbance
from grading.stored_outputs.agreement import disagreements

CELL_SECONDS = 300


def execute(path: Path) -> float:
    """Run a notebook in its own folder, store its outputs in it, and return the seconds it took."""
    start = time.perf_counter()
    notebook = run(path)
    notebook.metadata.language_info = {"name": "python"}
    nbformat.write(notebook, path)
    return time.perf_counter() - start


def run(path: Path, **environment: str) -> NotebookNode:
    """Return a notebook with the outputs of a run in its own folder, with these environment variables added."""
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # in how many pieces a text arrives is chance
        resources={"metadata": {"path": path.parent}},
    ).execute(env=os.environ | environment)
    return notebook


def unsettled(path: Path, seed: int = 1, simd: bool = False, **environment: str) -> list[str]:
    """Run a notebook with its rounding disturbed; return a sentence for each cell whose stored outputs do not hold."""
    return disagreements(nbformat.read(path, as_version=4), run_disturbed(path, seed, simd, **environment))


def run_disturbed(path: Path, seed: int = 1, simd: bool = False, **environment: str) -> NotebookNode:
    """Return a notebook with the outputs of a run whose rounding was disturbed."""
    with tempfile.TemporaryDirectory() as folder:
        return run(path, **disturbance.environment(Path(folder), seed, simd), **environment)
