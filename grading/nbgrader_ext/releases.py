"""The instructor's commands, as functions: run solutions, generate lessons, release them."""

import os
import shutil
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import PyFileConfigLoader

ROOT = Path(__file__).resolve().parents[2]

# Kernels inherit it: a second thread only slows small lessons down on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def lessons(root: Path = ROOT) -> list[str]:
    """Name the lessons of the course, in order: the folders in solutions/."""
    return sorted(path.parent.name for path in root.glob("solutions/*/*.ipynb"))


def execute(path: Path) -> float:
    """Run a notebook in its own folder, store its outputs in it, and return the seconds it took."""
    notebook, start = nbformat.read(path, as_version=4), time.perf_counter()
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # in how many pieces a text arrives is chance
        resources={"metadata": {"path": path.parent}},
    ).execute()
    notebook.metadata.language_info = {"name": "python"}
    nbformat.write(notebook, path)
    return time.perf_counter() - start


def generate(name: str, root: Path = ROOT) -> None:
    """Make lessons/`name` from solutions/`name` and enter its cells in the gradebook."""
    _succeed(_api(root).generate_assignment(name, force=True, create=True), name)
    shutil.rmtree(root / "lessons" / name / ".ipynb_checkpoints", ignore_errors=True)


def write_lesson(name: str, folder: Path, root: Path = ROOT) -> None:
    """Make `folder`/`name` from solutions/`name` and leave the gradebook alone."""
    api = _api(root, folder)
    api.config.GenerateAssignment.no_database = True
    api.config.SaveCells.enabled = False
    _succeed(api.generate_assignment(name, force=True), name)


def release(name: str, root: Path = ROOT) -> None:
    """Enter `name` in the gradebook and put it into the exchange folder, for students to fetch.

    It is generated afresh, in a folder of its own: whatever was answered in lessons/ stays there.
    """
    api = _api(root, Path(".nbgrader", "released"))
    _succeed(api.generate_assignment(name, force=True, create=True), name)
    if sys.platform != "win32":  # where nbgrader has no exchange
        _succeed(api.release_assignment(name), name)


def _api(root: Path, lessons_folder: Path = Path("lessons")) -> NbGraderAPI:
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.CourseDirectory.release_directory = str(lessons_folder)
    config.ExchangeReleaseAssignment.force = True  # the API itself cannot say it
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def _succeed(result: dict, name: str) -> None:
    if not result["success"]:
        told = f"{result.get('error') or ''}{result.get('log') or ''}"
        raise SystemExit(f"{name}: nbgrader could not do it.\n{told}")
