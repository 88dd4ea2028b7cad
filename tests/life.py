"""A copy of the course, people who use it, and nbgrader as they type it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from tests.course import ROOT, exercises, grade_id, solution

# Nothing of the virtual environment is on the PATH: it was never activated.
BARE = {**os.environ, "PATH": os.defpath}
BARE.pop("JUPYTER_CONFIG_PATH", None)
NEVER_COPIED = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info")
# What a course's own folder holds when it was used; below it, such names are the source's.
OF_A_USED_COURSE = shutil.ignore_patterns(
    "build",
    "gradebook.db*",
    "submitted",
    "autograded",
    "feedback",
    "downloaded",
    "handout",
    "handout.zip",
)


def not_copied(folder: str, names: list[str]) -> set[str]:
    """Choose what of a course's folder is left out of a copy; lessons/progress.md is written anew."""
    is_used = Path(folder) == ROOT or Path(folder).parent == ROOT / "lessons"
    used = OF_A_USED_COURSE(folder, names) if is_used else set()
    return NEVER_COPIED(folder, names) | used | {"progress.md"} & set(names)


@dataclass(frozen=True)
class Person:
    """Somebody with a folder, who types commands in it."""

    folder: Path
    exchange: Path
    variables: dict[str, str] = field(default_factory=dict)  # of the environment

    def types(self, *words: str) -> str:
        """Run `python -m WORDS` and return all that it printed; a command that fails fails the test."""
        done = self.tries(*words)
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def tries(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `python -m WORDS`, which may fail."""
        return self._runs("-m", *words)

    def tries_python(self, program: str) -> subprocess.CompletedProcess[str]:
        """Run a program, which may fail."""
        return self._runs("-c", program)

    def _runs(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run Python in this person's folder."""
        process = self.starts(*words)
        try:
            stdout, stderr = process.communicate(timeout=300)
        finally:
            process.kill()
        return subprocess.CompletedProcess(words, process.returncode, stdout, stderr)

    def starts(self, *words: str) -> subprocess.Popen[str]:
        """Start Python in this person's folder, and wait for nothing."""
        env = {
            **BARE,
            "NBGRADER_EXCHANGE": str(self.exchange),
            "JUPYTER_CONFIG_DIR": str(self.exchange.parent / "none"),
            **self.variables,
        }
        pipe = subprocess.PIPE
        return subprocess.Popen([sys.executable, *words], cwd=self.folder, env=env, stdout=pipe, stderr=pipe, text=True)

    def nbgrader(self, *words: str) -> str:
        """Run one nbgrader command."""
        return self.types("nbgrader", *words)

    def notebook(self, lesson: str) -> Path:
        """Say where this person's copy of a lesson lies."""
        return self.folder / "lessons" / lesson / f"{lesson}.ipynb"


def instructor(home: Path) -> Person:
    """Give an instructor a copy of the course."""
    shutil.copytree(ROOT, home / "course", ignore=not_copied)
    return Person(home / "course", home / "exchange")


def student(home: Path, name: str) -> Person:
    """Give a student a folder with a student's configuration."""
    shutil.copytree(ROOT / "grading" / "for_students", home / name)
    return Person(home / name, home / "exchange")


def without_engine(person: Person) -> None:
    """Leave of an instructor's configuration what nbgrader alone needs; before the lessons are prepared."""
    path = person.folder / "nbgrader_config.py"
    lines = path.read_text(encoding="utf-8").replace("    SaveCellsWithoutKernel,", "    SaveCells,").splitlines()
    lines = [line for line in lines if not line.startswith("autograde.install(")]
    path.write_text("\n".join(["from nbgrader.preprocessors import SaveCells", *lines]), encoding="utf-8")
    (person.folder / "nbgrader_config.json").unlink()


def answer(path: Path, lesson: str, names: list[str]) -> None:
    """Write the solution's answers to the exercises `names` into a student's notebook."""
    right = {grade_id(cell): cell.source for cell in solution(lesson).cells}
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if grade_id(cell) in names:
            cell.source = right[grade_id(cell)]
    nbformat.write(notebook, path)


def answered_by(name: str, lesson: str) -> list[str]:
    """List what the student `name` answers: `full` all, `half` the first half of the autograded, `untouched` none."""
    auto = [exercise.name for exercise in exercises(lesson)]
    return {"full": auto + list(manual(lesson)), "half": auto[: (len(auto) + 1) // 2], "untouched": []}[name]


def earned_by(name: str, lesson: str) -> float:
    """Add up the points of what the student answers, of the autograded exercises alone."""
    return sum(exercise.points for exercise in exercises(lesson) if exercise.name in answered_by(name, lesson))


def manual(lesson: str) -> dict[str, float]:
    """Map each answer that a person marks to its points."""
    cells = [cell for cell in solution(lesson).cells if grade_id(cell)]
    marked = [cell.metadata.nbgrader for cell in cells if cell.metadata.nbgrader.grade]
    return {m.grade_id: m.points for m in marked if m.solution or m.task}
