"""Create handout/ and handout.zip: the course as students get it, without solutions and hidden tests."""

import shutil
from pathlib import Path

from grading.lesson.places import ORIGINALS, ROOT
from grading.nbgrader_ext.releases import write_lesson

# What a student's folder takes from the course as it is, beside helpers/ and a part of grading/.
FILES = (
    "requirements.txt",
    "pyproject.toml",
    "jupyter_server_config.py",
    "labconfig/default_setting_overrides.json",
    "labconfig/page_config.json",
    "labextensions/layer-by-layer/package.json",
    "labextensions/layer-by-layer/index.js",
    "GLOSSARY.md",
    "NOTATION.md",
    "LICENSE",
)
FOR_STUDENTS = "for_students"  # in grading/: what lies on top of a student's folder
# The rooms of grading/ that are the instructor's, and of cli/ the commands that are a student's, too.
INSTRUCTORS_ROOMS = ("nbgrader_ext", "feedback", "report", "pool", "stored_outputs", "for_authors")
STUDENTS_COMMANDS = ("check", "progress")
NEVER = shutil.ignore_patterns("__pycache__", ".*")


def run(names: list[str]) -> None:
    """Make the handout with these lessons."""
    folder = make(names)
    print(f"Created {folder.name}/ and {folder.name}.zip with {len(names)} lessons: {', '.join(names)}.")


def make(names: list[str], root: Path = ROOT) -> Path:
    """Make handout/ and handout.zip in `root`, with freshly generated lessons, and return the folder.

    The lessons are not copied from lessons/: somebody may have answered there. A second copy of each stays as it was
    handed out, for `python -m grading check`.
    """
    handout = without_lessons(root / "handout", root)
    for name in names:
        write_lesson(name, handout / "lessons", root)
        shutil.copy(handout / "lessons" / name / f"{name}.ipynb", handout / ORIGINALS)
    shutil.make_archive(str(handout), "zip", root, handout.name)
    return handout


def without_lessons(handout: Path, root: Path = ROOT) -> Path:
    """Make a student's folder afresh, as yet without a lesson, and return it."""
    shutil.rmtree(handout, ignore_errors=True)
    shutil.copytree(root / "grading" / FOR_STUDENTS, handout, ignore=NEVER)
    shutil.copytree(root / "helpers", handout / "helpers", ignore=NEVER)
    shutil.copytree(root / "grading", handout / "grading", ignore=not_for_students)
    for name in FILES:
        (handout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, handout / name)
    (handout / ORIGINALS).mkdir()
    return handout


def not_for_students(folder: str, names: list[str]) -> set[str]:
    """Choose what of a folder of grading/ is left out."""
    left_out = set(NEVER(folder, names)) | {FOR_STUDENTS}
    if Path(folder).name == "grading":
        left_out |= set(INSTRUCTORS_ROOMS)
    if Path(folder).name == "cli":
        left_out |= {name for name in names if Path(name).stem not in (*STUDENTS_COMMANDS, "__init__")}
    return left_out
