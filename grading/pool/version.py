"""Which version of the course is installed here: grading elsewhere must give the same points."""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from pathlib import Path

from grading.lesson.places import ROOT

ROOMS = ("grading", "helpers")
PACKAGES = ("numpy", "scikit-learn", "matplotlib", "ipython", "nbformat")  # which compute, or draw, or write a result


def version(root: Path = ROOT) -> dict[str, str]:
    """Return the digest of the course's code and data, and the versions of Python and of the packages that count."""
    digest = hashlib.sha256()
    for path in sorted(path for room in ROOMS for path in (root / room).rglob("*") if path.is_file()):
        if "__pycache__" not in path.parts:
            data = path.read_bytes()
            digest.update(f"{path.relative_to(root).as_posix()}\n{len(data)}\n".encode() + data)
    packages = {name: importlib.metadata.version(name) for name in PACKAGES}
    python = ".".join(platform.python_version_tuple()[:2])
    return {"course": digest.hexdigest()[:12], "Python": python, **packages}


def differences(here: dict[str, str], there: dict[str, str]) -> str:
    """Say in which versions two places differ; nothing where they agree."""
    return ", ".join(
        f"{name} {there.get(name, 'unknown')} (here {here[name]})" for name in here if there.get(name) != here[name]
    )
