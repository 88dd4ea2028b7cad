"""The built package holds all that the repository does, and a lesson runs with nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from grading.stored_outputs.agreement import disagreements
from tests.course import ROOT, solution

LESSON = "08_sick_networks"  # it reads more files of the package than any other lesson
PACKAGES = ("helpers/", "grading/")
LEFT_OUT = (
    "grading/for_students/",
    "grading/for_authors/",
    "grading/README.md",
)  # not part of a package: copied from the repository


def run(*command: str | Path, cwd: Path) -> None:
    result = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=1200)
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from what git has, so that nothing of an older build slips in."""
    folder = tmp_path_factory.mktemp("wheel")
    run("git", "clone", "--quiet", ROOT, folder / "course", cwd=folder)
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, folder / "course", cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.full
def test_the_wheel_holds_what_the_repository_holds(wheel: Path):
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    wanted = {name for name in listed.stdout.splitlines() if name.startswith(PACKAGES)}
    wanted = {name for name in wanted if not name.startswith(LEFT_OUT)}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith(PACKAGES)}
    assert len(wanted) > 50
    assert packed == wanted


@pytest.mark.full
def test_a_lesson_runs_where_only_the_wheel_is_installed(wheel: Path, tmp_path: Path):
    python = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    notebook = tmp_path / f"{LESSON}.ipynb"
    nbformat.write(solution(LESSON), notebook)
    run(python, "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace", notebook, cwd=tmp_path)
    assert disagreements(solution(LESSON), nbformat.read(notebook, as_version=4)) == []
