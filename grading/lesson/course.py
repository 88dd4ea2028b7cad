"""Which lesson a notebook belongs to, and that lesson's answer key."""

from pathlib import Path

import nbformat

from grading.lesson import answer_key
from grading.lesson.answer_key import AnswerKey
from grading.lesson.places import ORIGINALS, ROOT, originals


def key_of(path: Path, root: Path = ROOT) -> AnswerKey:
    """Return the answer key, without answers and hidden tests, of the lesson that a notebook's name or folder names."""
    known = originals(root)
    name = next((name for name in known if name in path.stem), path.resolve().parent.name)
    if name not in known:
        raise SystemExit(f"{path.name} does not belong to a lesson. The lessons are {', '.join(known)}.")
    original = nbformat.read(known[name], as_version=4)
    is_released = known[name].parent.name == ORIGINALS
    return answer_key.from_release(name, original if is_released else answer_key.as_released(original))
