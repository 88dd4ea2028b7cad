"""Where the course's lessons lie: an instructor has the solutions, a student the lessons as they were handed out."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Where a learner's own lessons/ lie: beside this code, or, on a server whose users share the code, in their own folder.
WORK = Path(os.environ.get("COURSE_FOLDER", ROOT)).expanduser()
ORIGINALS = "original"  # in what a student gets: the lessons as they were handed out


def originals(root: Path = ROOT) -> dict[str, Path]:
    """Map each lesson, in order, to the notebook that says what was handed out."""
    found = [*root.glob("solutions/*/*.ipynb"), *root.glob(f"{ORIGINALS}/*.ipynb")]
    return {path.stem: path for path in sorted(found)}
