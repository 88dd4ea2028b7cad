"""Grading is killed anywhere, and run again: each submission is graded once, and no manual mark is lost."""

import os
import random
import shutil
import signal
import subprocess
import sys
from concurrent.futures import Future
from pathlib import Path
from types import FrameType

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import text
from traitlets.config import PyFileConfigLoader

from grading.engine.result import Result, Verdict
from grading.intake.find import Submission
from grading.limits import Limits
from grading.nbgrader_ext import autograde
from grading.pool.grader import Graded, Job, as_graded
from grading.sandbox.supervisor import descendants
from tests import life
from tests.course import LESSONS
from tests.grading.border import key
from tests.grading.engine.test_grade import settles

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the engine needs Linux")
LESSON = LESSONS[0]
KILLS = 40
QUICK_KILLS = 2
EARNED = {"marked": 1.0, "again": 1.0, "new": 0.0, "last": 1.0}
MARK = 0.5
TRACED = ("nbgrader_ext/autograde.py", "pool/batch.py", "nbgrader/api.py", "shutil.py")


@pytest.fixture(scope="module")
def teacher(tmp_path_factory) -> life.Person:
    """Set up a course: two students are graded and marked, one of these has handed in again, and two are new."""
    person = life.instructor(tmp_path_factory.mktemp("kill"))
    person.types("grading", "prepare", LESSON)
    for name in ("marked", "again"):
        hand_in(person, name, "2026-01-01 10:00:00 UTC")
    assert run(person) == 0
    with book(person) as gradebook:
        for name in ("marked", "again"):
            grade = gradebook.find_grade("reflect_expectations", LESSON, LESSON, name)
            grade.manual_score, grade.needs_manual_grade = MARK, False
        gradebook.db.commit()
    hand_in(person, "again", "2026-01-02 10:00:00 UTC")
    hand_in(person, "new", "2026-01-02 10:00:00 UTC")
    hand_in(person, "last", "2026-01-02 10:00:00 UTC")
    return person


def hand_in(person: life.Person, name: str, at: str) -> None:
    folder = person.folder / "submitted" / name / LESSON
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{LESSON}.ipynb").write_text(name)
    (folder / "timestamp.txt").write_text(at)


def book(person: life.Person) -> Gradebook:
    return Gradebook(f"sqlite:///{person.folder / 'gradebook.db'}", "layer-by-layer")


class AtOnce:
    """A pool that grades at once, three on their way: killing what only computes is no test."""

    cage = "none"

    def submit(self, submission: Submission) -> Future[Graded]:
        cells = [nbformat.from_dict(cell.released) for cell in key(LESSON).graded]
        points = EARNED[submission.data.decode()]
        verdicts = {test.name: Verdict(test.name, points) for test in key(LESSON).tests}
        result = Result(nbformat.v4.new_notebook(cells=cells), verdicts, [], {"reflect_expectations"})
        done: Future[Graded] = Future()
        done.set_result(as_graded(result, Job(key(LESSON), Limits()), []))
        return done

    def most(self) -> int:
        return 3

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def most(teacher: life.Person, tmp_path_factory) -> int:
    """Count the lines of a run that is not killed."""
    copied = life.Person(shutil.copytree(teacher.folder, tmp_path_factory.mktemp("count") / "course"), teacher.exchange)
    assert run(copied, lines=10**9) == 0
    count = int((copied.folder / "lines").read_text())
    assert count > 200, "the kills would fall into too few places"
    return count


def run(person: life.Person, lines: int = 0) -> int:
    """Run `nbgrader autograde` in a child, and kill it when so many lines of it have run; return how it ended."""
    child = os.fork()
    if child == 0:
        killer = Killer(lines)
        try:
            os.chdir(person.folder)
            config = PyFileConfigLoader("nbgrader_config.py", path=str(person.folder)).load_config()
            autograde.Autograde._pool = lambda self, count: AtOnce()
            app = autograde.Autograde(coursedir=CourseDirectory(config=config), config=config)
            app.coursedir.assignment_id = LESSON
            sys.settrace(killer.called if lines else None)
            app.start()
            sys.settrace(None)
            (person.folder / "lines").write_text(str(lines - killer.lines))
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Killer:
    """Kills this process after so many lines of the engine's and nbgrader's bookkeeping."""

    def __init__(self, lines: int) -> None:
        self.lines = lines

    def called(self, frame: FrameType, event: str, value: object):
        return self.ran if frame.f_code.co_filename.endswith(TRACED) else None

    def ran(self, frame: FrameType, event: str, value: object):
        self.lines -= 1
        if self.lines == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.ran


@pytest.mark.parametrize("seed", [pytest.param(n, marks=[pytest.mark.full] * (n >= QUICK_KILLS)) for n in range(KILLS)])
def test_killed_and_run_again(teacher: life.Person, most: int, tmp_path: Path, seed: int):
    copy = life.Person(shutil.copytree(teacher.folder, tmp_path / "course", symlinks=True), tmp_path)
    chance = random.Random(seed)
    kills = [run(copy, chance.randrange(1, most)) for _ in range(chance.randrange(1, 4))]
    assert kills[0] == -signal.SIGKILL and set(kills) <= {0, -signal.SIGKILL}
    assert run(copy) == 0
    with book(copy) as gradebook:
        submissions = gradebook.assignment_submissions(LESSON)
        assert sorted(s.student_id for s in submissions) == sorted(EARNED)
        for name, points in EARNED.items():
            grades = {g.cell.name: g for g in gradebook.find_submission_notebook(LESSON, LESSON, name).grades}
            assert len(grades) == 2
            assert grades["test_slice_area"].auto_score == points
            marked = name in ("marked", "again")
            assert grades["reflect_expectations"].manual_score == (MARK if marked else None)
            assert grades["reflect_expectations"].needs_manual_grade == (name != "marked")
    for name in EARNED:
        folder = copy.folder / "autograded" / name
        assert [path.name for path in folder.iterdir()] == [LESSON]
        nbformat.read(folder / LESSON / f"{LESSON}.ipynb", as_version=4)
        at = (folder / LESSON / "timestamp.txt").read_text()
        assert at.startswith("2026-01-01" if name == "marked" else "2026-01-02")


def test_no_submission_is_looked_for_among_those_of_the_whole_class(teacher: life.Person):
    with book(teacher) as gradebook:
        for table, column in autograde.LOOKED_UP.items():
            plan = gradebook.db.execute(text(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {column} = 'x'")).all()
            assert "USING INDEX" in plan[0].detail


@pytest.mark.full
def test_nothing_runs_on_when_the_grader_is_killed(teacher: life.Person, tmp_path: Path):
    """What was started for submissions that hang ends with the grader, whoever kills it and however."""
    copy = life.Person(shutil.copytree(teacher.folder, tmp_path / "course", symlinks=True), tmp_path)
    for name in ("a-hangs", "b-hangs"):
        hangs = copy.folder / "submitted" / name / LESSON / f"{LESSON}.ipynb"
        hangs.parent.mkdir(parents=True)
        cells = [nbformat.v4.new_code_cell("import time\ntime.sleep(1000)")]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), hangs)
    command = [sys.executable, "-m", "nbgrader", "autograde", LESSON, "--student", "?-hangs", "--Autograde.workers=2"]
    grader = subprocess.Popen(command, cwd=copy.folder, env=life.BARE, stderr=subprocess.DEVNULL)
    try:
        assert settles(lambda: len(descendants(grader.pid)) >= 10), "no student process was started"
        family = descendants(grader.pid)
    finally:
        grader.kill()
        grader.wait()
    assert settles(lambda: not [number for number in family if alive(number)])


def alive(number: int) -> bool:
    """Say whether a process of the engine, or a worker, still runs."""
    try:
        return "grading." in Path(f"/proc/{number}/cmdline").read_text()
    except OSError:
        return False
