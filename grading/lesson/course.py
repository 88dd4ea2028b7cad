"""Where the course's lessons lie: an instructor has the solutions, a student the lessons as they were handed out."""

from pathlib import Path

import nbformat

from grading.lesson import answer_key
from grading.lesson.answer_key import AnswerKey

ROOT = Path(__file__).resolve().parents[2]
ORIGINALS = "original"  # in what a student gets: the lessons as they were handed out


def originals(root: Path = ROOT) -> dict[str, Path]:
    """Map each lesson, in order, to the notebook that says what was handed out."""
    found = [*root.glob("solutions/*/*.ipynb"), *root.glob(f"{ORIGINALS}/*.ipynb")]
    return {path.stem: path for path in sorted(found)}


def key_of(path: Path, root: Path = ROOT) -> AnswerKey:
    """Return the answer key, without answers and hidden tests, of the lesson that a notebook's name or folder names."""
    known = originals(root)
    name = next((name for name in known if name in path.stem), path.resolve().parent.name)
    if name not in known:
        raise SystemExit(f"{path.name} does not belong to a lesson. The lessons are {', '.join(known)}.")
    original = nbformat.read(known[name], as_version=4)
    is_released = known[name].parent.name == ORIGINALS
    return answer_key.from_release(name, original if is_released else answer_key.as_released(original))
