"""CPU seconds and seconds for one submission: this engine beside nbgrader alone, in the same run.

`python -m benchmarks grading [LESSON [STUDENTS]]`, in the course's folder. Each side grades the same submissions with
`nbgrader autograde`, in turns; what it takes to start the command is taken off both: a batch of one is subtracted from
the batch of all.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import life

ROUNDS = 2
WAYS = ("engine", "alone")


def course(home: Path, lesson: str, students: int, alone: bool) -> life.Person:
    """Give an instructor a course in which students have answered everything, half, and nothing."""
    person = life.instructor(home)
    if alone:
        life.without_engine(person)
    person.types("grading", "prepare", lesson)
    for number in range(students):
        folder = person.folder / "submitted" / f"s{number:03}" / lesson
        folder.mkdir(parents=True)
        path = Path(shutil.copy(person.notebook(lesson), folder))
        life.answer(path, lesson, life.answered_by(("full", "half", "untouched")[number % 3], lesson))
    return person


def grade(person: life.Person, lesson: str, student: str) -> tuple[float, float]:
    """Grade afresh those whose names fit; return seconds and CPU seconds."""
    begun, cpu = time.monotonic(), _children()
    command = [sys.executable, "-m", "nbgrader", "autograde", lesson, "--force", "--student", student]
    env = {**life.BARE, "JUPYTER_CONFIG_DIR": str(person.folder / "none")}
    subprocess.run(command, cwd=person.folder, env=env, capture_output=True, check=True, timeout=3600)
    return time.monotonic() - begun, _children() - cpu


def main(lesson: str = "01_one_neuron", students: int = 12) -> None:
    """Measure both ways in turns, and print the best of the rounds."""
    with tempfile.TemporaryDirectory() as home:
        people = {way: course(Path(home, way), lesson, students, way == "alone") for way in WAYS}
        each: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
        for _ in range(ROUNDS):
            for way, person in people.items():
                one, all_of_them = grade(person, lesson, "s000"), grade(person, lesson, "*")
                seconds, cpu = ((b - a) / (students - 1) for a, b in zip(one, all_of_them, strict=True))
                each[way].append((seconds, cpu))
    best = {way: [min(values) for values in zip(*measured, strict=True)] for way, measured in each.items()}
    for way, (seconds, cpu) in best.items():
        print(f"{lesson}, {students} submissions, {way:>6}: {cpu:.2f} CPU seconds and {seconds:.2f} seconds each")
    print(f"ratio of CPU seconds: {best['engine'][1] / best['alone'][1]:.2f}")


def _children() -> float:
    return os.times().children_user + os.times().children_system


if __name__ == "__main__":
    lesson, students = (*sys.argv[1:3], *("01_one_neuron", "12")[len(sys.argv[1:3]) :])
    main(lesson, int(students))
