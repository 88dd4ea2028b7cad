"""Make what a student gets: the lessons and what they need, and nothing else."""

import shutil
from pathlib import Path

from grading import commands

# What a student's folder takes from the course as it is, beside helpers/.
FILES = [
    "requirements.txt",
    "pyproject.toml",
    "jupyter_server_config.py",
    "labconfig/default_setting_overrides.json",
    "GLOSSARY.md",
    "NOTATION.md",
    "LICENSE",
]
LEAVE = shutil.ignore_patterns("__pycache__", ".*")


def pack(names: list[str], root: Path = commands.ROOT) -> Path:
    """Make handout/ and handout.zip in `root`, with freshly generated lessons, and return the folder.

    The lessons are not copied from lessons/: somebody may have answered there.
    """
    handout = root / "handout"
    shutil.rmtree(handout, ignore_errors=True)
    shutil.copytree(root / "grading" / "for_students", handout, ignore=LEAVE)
    shutil.copytree(root / "helpers", handout / "helpers", ignore=LEAVE)
    for name in FILES:
        shutil.copyfile(root / name, handout / name)
    for name in names:
        commands.write_lesson(name, handout / "lessons", root)
    shutil.make_archive(str(handout), "zip", root, handout.name)
    return handout
