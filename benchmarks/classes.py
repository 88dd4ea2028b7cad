"""A whole class: submissions a minute with one worker, two, and a local Dask cluster; CPU seconds in larger batches.

`python -m benchmarks classes [LESSON [STUDENTS [SIZE ...]]]`, in the course's folder. What it takes to start a command
is in the table of speeds; it is taken off in the table of sizes, where a batch of one is subtracted.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.grading import children_seconds, course, environment
from grading.pool.workers import usable_cores
from tests import life
from tests.grading.pool.machines import Machines

LESSON, STUDENTS, SIZES = "01_one_neuron", 48, (10, 100, 1000)


def autograde(person: life.Person, lesson: str, students: str, *more: str) -> tuple[float, float]:
    """Grade those afresh whose names fit; return seconds, and CPU seconds of this command and all below it."""
    command = [sys.executable, "-m", "nbgrader", "autograde", lesson, "--force", "--student", students, *more]
    begun, cpu = time.monotonic(), children_seconds()
    ended = subprocess.run(command, cwd=person.folder, env=environment(person), capture_output=True, text=True)
    if ended.returncode:
        raise SystemExit(f"{' '.join(command[2:])} failed:\n{ended.stderr}")
    return time.monotonic() - begun, children_seconds() - cpu


def speeds(person: life.Person, lesson: str, students: int, folder: Path) -> Iterator[tuple[str, float]]:
    """Yield each way to grade a class, and its submissions a minute."""
    everybody = "c*"
    for workers in (1, 2):
        seconds, _ = autograde(person, lesson, everybody, f"--Autograde.workers={workers}")
        yield f"{workers} worker{'s' * (workers > 1)}", 60 * students / seconds
    cores = usable_cores()
    with cluster(folder, cores) as machines:
        seconds, _ = autograde(person, lesson, everybody, f"--Autograde.scheduler={machines.address}")
        yield f"local Dask cluster, {cores} workers", 60 * students / seconds


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Machines]:
    """Start a Dask cluster on this machine."""
    machines = Machines(folder)
    try:
        machines.start_workers("--nworkers", str(workers))
        yield machines
    finally:
        machines.stop()


def hand_in(person: life.Person, lesson: str, batch: str, count: int) -> None:
    """Let so many hand in a lesson: what three students answered, under names of a batch."""
    sources = [person.folder / "submitted" / f"s{number:03}" / lesson / f"{lesson}.ipynb" for number in range(3)]
    for number in range(count):
        folder = person.folder / "submitted" / f"{batch}{number:05}" / lesson
        folder.mkdir(parents=True)
        os.link(sources[number % 3], folder / f"{lesson}.ipynb")


def sizes(person: life.Person, lesson: str, counts: list[int]) -> Iterator[tuple[int, float]]:
    """Yield the size of each batch, and its CPU seconds a submission, with one worker."""
    _, one = autograde(person, lesson, "s000", "--Autograde.workers=1")
    for number, count in enumerate(counts):
        batch = "defgh"[number]
        hand_in(person, lesson, batch, count)
        _, cpu = autograde(person, lesson, f"{batch}*", "--Autograde.workers=1")
        yield count, (cpu - one) / count


def main(lesson: str, students: int, counts: list[int]) -> None:
    """Print both tables."""
    if hasattr(os, "sched_setaffinity"):  # `python -m benchmarks` has chosen one core, for the network's peers
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    with tempfile.TemporaryDirectory() as home:
        person = course(Path(home, "class"), lesson, 3, alone=False)
        hand_in(person, lesson, "c", students)
        print(f"{lesson}, {students} submissions, every exercise answered")
        for way, rate in speeds(person, lesson, students, Path(home)):
            print(f"{way:>30}: {rate:6.1f} submissions a minute, with all that starts first")
        for count, cpu in sizes(person, lesson, counts):
            print(f"{f'a batch of {count:,}':>30}: {cpu:6.3f} CPU seconds a submission", flush=True)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        given[0] if given else LESSON,
        int(given[1]) if len(given) > 1 else STUDENTS,
        [int(size) for size in given[2:]] or list(SIZES),
    )
