"""The instructor's commands, as functions: run solutions, generate lessons, release them."""

import shutil
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import PyFileConfigLoader

ROOT = Path(__file__).resolve().parent.parent


def lessons(root: Path = ROOT) -> list[str]:
    """Name the lessons of the course, in order: the folders in solutions/."""
    return sorted(path.parent.name for path in root.glob("solutions/*/*.ipynb"))


def execute(path: Path) -> float:
    """Run a notebook in its own folder, store its outputs in it, and return the seconds it took."""
    notebook, start = nbformat.read(path, as_version=4), time.perf_counter()
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", record_timing=False, resources={"metadata": {"path": path.parent}}
    ).execute()
    notebook.metadata.language_info = {"name": "python"}
    nbformat.write(notebook, path)
    return time.perf_counter() - start


def generate(name: str, root: Path = ROOT) -> None:
    """Make lessons/`name` from solutions/`name` and enter its cells in the gradebook."""
    _succeed(_api(root).generate_assignment(name, force=True, create=True), name)
    shutil.rmtree(root / "lessons" / name / ".ipynb_checkpoints", ignore_errors=True)


def release(name: str, root: Path = ROOT) -> None:
    """Put lessons/`name` into the exchange folder, for students to fetch."""
    _succeed(_api(root).release_assignment(name, force=True), name)


def _api(root: Path) -> NbGraderAPI:
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def _succeed(result: dict, name: str) -> None:
    if not result["success"]:
        raise SystemExit(f"{name}: nbgrader could not do it.\n{result.get('error') or ''}{result.get('log') or ''}")
