"""CPU seconds for one full answer to each lesson: this engine, nbgrader alone, and the tests' own calls.

`python -m benchmarks grading [LESSON ...]`, in the course's folder. Without a lesson: all of them, and behind them the
tables of a class (`benchmarks.classes`). The columns, in CPU seconds
of all processes for one submission in which every exercise is answered as in the solution:

ours
    What `nbgrader autograde` takes with this engine: a batch of MANY less a batch of one, which takes the start off.
student, examiner
    Of these, the process that runs the student's cells with all its snapshots, and the one that runs the tests.
command
    What is left: the command itself, with the rebuilding, the gradebook, and the graded notebook.
stock
    What nbgrader's own grader takes: a run with one submission less a run with nothing to do.
floor
    What the tests' calls take in one process in which the answers lie, without a cage and without a snapshot.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from grading.cells import shell
from grading.engine import test_cell
from grading.engine.client import Engine, ServerProcess
from grading.engine.grade import grade
from grading.engine.server import preload
from grading.intake.find import Submission
from grading.lesson.answer_key import AnswerKey, from_solution
from grading.limits import Limits
from tests import life
from tests.course import LESSONS, solution

MANY = 9  # submissions in the larger batch
COLUMNS = ("ours", "student", "examiner", "command", "stock", "floor")


def course(home: Path, lesson: str, students: int, alone: bool) -> life.Person:
    """Give an instructor a course in which so many students have answered everything."""
    person = life.instructor(home)
    if alone:
        life.without_engine(person)
    person.types("grading", "prepare", lesson)
    for number in range(students):
        folder = person.folder / "submitted" / f"s{number:03}" / lesson
        folder.mkdir(parents=True)
        path = Path(shutil.copy(person.notebook(lesson), folder))
        life.answer(path, lesson, life.answered_by("full", lesson))
    return person


def run(person: life.Person, lesson: str, *options: str) -> float:
    """Run `nbgrader autograde`, and return its CPU seconds with those of all that it starts."""
    before = children_seconds()
    command = [sys.executable, "-m", "nbgrader", "autograde", lesson, *options]
    subprocess.run(command, cwd=person.folder, env=environment(person), capture_output=True, check=True, timeout=3600)
    return children_seconds() - before


def ours(home: Path, lesson: str) -> float:
    """Return what one submission takes with this engine."""
    person = course(home, lesson, MANY, alone=False)
    one = run(person, lesson, "--force", "--student=s000", "--Autograde.workers=1")
    return (run(person, lesson, "--force", "--Autograde.workers=1") - one) / (MANY - 1)


def stock(home: Path, lesson: str) -> float:
    """Return what one submission takes with nbgrader alone."""
    person = course(home, lesson, 1, alone=True)
    return run(person, lesson) - run(person, lesson)


def in_processes(key: AnswerKey, submission: Submission) -> tuple[float, float]:
    """Return what the student's processes, and the examiner's, take for one submission."""
    with Engine(key.modules, Limits()) as engine:
        servers = (engine.students, engine.examiners)
        grade(submission, key, engine)
        before = [_below(server) for server in servers]
        for _ in range(MANY):
            grade(submission, key, engine)
        after = [_below(server) for server in servers]
    student, examiner = ((b - a) / MANY for a, b in zip(before, after, strict=True))
    return student, examiner


def floor(key: AnswerKey) -> float:
    """Return what the tests' calls take, in a fork of a process that has loaded what a lesson needs."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        ipython = shell.start()
        preload(key.modules)
        os.write(writer, str(_tests(key, ipython)).encode())
        os._exit(0)
    os.wait()
    with os.fdopen(reader) as said:
        os.close(writer)
        return float(said.read())


def _tests(key: AnswerKey, ipython: shell.Shell) -> float:
    """Run a lesson's graded cells in this process; return the CPU seconds of the tests among them."""
    names: dict[str, object] = {"__name__": "__main__"}
    seconds = 0.0
    with shell.recording(ipython, Limits()):
        for cell in key.graded:
            if cell.is_code:
                begun = time.process_time()
                test_cell.run(cell.full.source, names, f"<{cell.name}>")
                seconds += time.process_time() - begun if cell.kind == "test" else 0.0
    return seconds


def measured(lesson: str) -> list[float]:
    """Measure one lesson: a number for each of COLUMNS."""
    key = from_solution(lesson, solution(lesson))
    with tempfile.TemporaryDirectory() as home:
        whole = ours(Path(home, "ours"), lesson)
        theirs = stock(Path(home, "alone"), lesson)
        (path,) = Path(home, "ours").glob(f"course/submitted/s000/{lesson}/*.ipynb")
        submission = Submission(nbformat.writes(nbformat.read(path, as_version=4)).encode())
    student, examiner = in_processes(key, submission)
    return [whole, student, examiner, whole - student - examiner, theirs, floor(key)]


def main(lessons: list[str]) -> None:
    """Measure lessons, and print a row for each as soon as it is known."""
    print(f"{'CPU seconds a submission':26}", *(f"{name:>8}" for name in (*COLUMNS, "above", "of stock")))
    above, shares = [], []
    for lesson in lessons:
        row = measured(lesson)
        whole, theirs, least = row[0], row[4], row[5]
        above.append(whole - least)
        shares.append(whole / theirs)
        print(f"{lesson:26}", *(f"{value:8.2f}" for value in (*row, above[-1])), f"{shares[-1]:8.1%}", flush=True)
    print(f"above the floor: {statistics.median(above):.2f} in the median lesson, {max(above):.2f} at most")
    print(f"share of stock: {statistics.median(shares):.1%} in the median lesson, {max(shares):.1%} at most")


def _below(server: ServerProcess) -> float:
    """Return the CPU seconds of all that a server has forked and taken leave of; wait until that is all of it."""
    path = Path(f"/proc/{server.process.pid}")
    children = path / "task" / str(server.process.pid) / "children"
    while [child for child in children.read_text().split() if not _has_ended(child)]:
        time.sleep(0.01)
    fields = (path / "stat").read_text().rpartition(")")[2].split()
    ended = sum(_own_and_below(child) for child in children.read_text().split())
    return ended + sum(map(int, fields[13:15])) / os.sysconf("SC_CLK_TCK")


def _has_ended(process: str) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def _own_and_below(process: str) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def environment(person: life.Person) -> dict[str, str]:
    """Return the environment of a command, with no configuration but the course's."""
    return {**life.BARE, "JUPYTER_CONFIG_DIR": str(person.folder / "none")}


def children_seconds() -> float:
    """Return the CPU seconds of all processes that have ended below this one."""
    return os.times().children_user + os.times().children_system


if __name__ == "__main__":
    main(sys.argv[1:] or LESSONS)
    if not sys.argv[1:]:
        subprocess.run([sys.executable, "-m", "benchmarks.classes"], check=True)
