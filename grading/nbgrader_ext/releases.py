"""Generate lessons from solutions and release them, through nbgrader's own API."""

import shutil
import sys
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

from grading.lesson.places import ROOT


def generate(name: str, root: Path = ROOT) -> None:
    """Make lessons/`name` from solutions/`name` and enter its cells in the gradebook."""
    _succeed(open_course(root).generate_assignment(name, force=True, create=True), name)
    shutil.rmtree(root / "lessons" / name / ".ipynb_checkpoints", ignore_errors=True)


def write_lesson(name: str, folder: Path, root: Path = ROOT) -> None:
    """Make `folder`/`name` from solutions/`name` and leave the gradebook alone."""
    api = open_course(root, folder)
    api.config.GenerateAssignment.no_database = True
    api.config.SaveCells.enabled = False
    _succeed(api.generate_assignment(name, force=True), name)


def release(name: str, root: Path = ROOT) -> None:
    """Enter `name` in the gradebook and put it into the exchange folder, for students to fetch.

    It is generated afresh, in a folder of its own: whatever was answered in lessons/ stays there.
    """
    api = open_course(root, Path(".nbgrader", "released"))
    _succeed(api.generate_assignment(name, force=True, create=True), name)
    if sys.platform != "win32":  # where nbgrader has no exchange
        _succeed(api.release_assignment(name), name)


def open_course(root: Path, lessons_folder: Path = Path("lessons")) -> NbGraderAPI:
    """Open nbgrader with the course's configuration."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.CourseDirectory.release_directory = str(lessons_folder)
    config.ExchangeReleaseAssignment.force = True  # the API itself cannot say it
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def _succeed(result: dict[str, Any], name: str) -> None:
    """Stop with nbgrader's own words if it failed."""
    if not result["success"]:
        log = f"{result.get('error') or ''}{result.get('log') or ''}"
        raise SystemExit(f"{name}: nbgrader failed.\n{log}")
