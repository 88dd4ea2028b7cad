"""Make what a student gets: the lessons and what they need, and nothing else."""

import shutil
from pathlib import Path

from grading.cli.check import ORIGINALS
from grading.nbgrader_ext import releases as commands

# What a student's folder takes from the course as it is, beside helpers/ and the part of grading/ that checks.
FILES = [
    "requirements.txt",
    "pyproject.toml",
    "jupyter_server_config.py",
    "labconfig/default_setting_overrides.json",
    "GLOSSARY.md",
    "NOTATION.md",
    "LICENSE",
]
INSTRUCTORS = ("nbgrader_ext", "handout.py")
LEAVE = shutil.ignore_patterns("__pycache__", ".*", "for_students", *INSTRUCTORS)


def pack(names: list[str], root: Path = commands.ROOT) -> Path:
    """Make handout/ and handout.zip in `root`, with freshly generated lessons, and return the folder.

    The lessons are not copied from lessons/: somebody may have answered there. A second copy of each stays as it came,
    for `python -m grading check`.
    """
    handout = root / "handout"
    shutil.rmtree(handout, ignore_errors=True)
    shutil.copytree(root / "grading" / "for_students", handout, ignore=LEAVE)
    for package in ("helpers", "grading"):
        shutil.copytree(root / package, handout / package, ignore=LEAVE)
    for name in FILES:
        shutil.copyfile(root / name, handout / name)
    (handout / ORIGINALS).mkdir()
    for name in names:
        commands.write_lesson(name, handout / "lessons", root)
        shutil.copy(handout / "lessons" / name / f"{name}.ipynb", handout / ORIGINALS)
    shutil.make_archive(str(handout), "zip", root, handout.name)
    return handout
