"""The real command, with real workers, is interrupted and killed anywhere: run again, it comes to the same rows."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from grading.nbgrader_ext.autograde import INTERRUPTED, INTERRUPTED_STATUS
from grading.pool.cluster import LOST
from grading.sandbox.supervisor import descendants
from tests import life
from tests.course import LESSONS
from tests.grading.engine.test_grade import settles
from tests.grading.nbgrader_ext.test_kill import MARK, alive, book, hand_in
from tests.grading.pool.machines import Machines

pytestmark = [pytest.mark.full, pytest.mark.skipif(sys.platform != "linux", reason="the engine needs Linux")]
LESSON = LESSONS[0]
KILLS = 15
STUDENTS = 16
KINDS = ("full", "half", "untouched")
ENTERED = " points by tests"
ROWS = """
    SELECT submission.student_id, submission.timestamp, notebook.late_submission_penalty, cell.name,
        grade.auto_score, grade.manual_score, grade.needs_manual_grade, grade.extra_credit,
        comment.auto_comment, comment.manual_comment
    FROM submitted_assignment AS submission
    JOIN submitted_notebook AS notebook ON notebook.assignment_id = submission.id
    JOIN base_cell AS cell ON cell.notebook_id = notebook.notebook_id
    LEFT JOIN grade ON grade.notebook_id = notebook.id AND grade.cell_id = cell.id
    LEFT JOIN comment ON comment.notebook_id = notebook.id AND comment.cell_id = cell.id
    ORDER BY submission.student_id, cell.name
"""


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> life.Person:
    """Set up a course with many submissions; the first two were graded and marked, and one of these came again."""
    person = life.instructor(tmp_path_factory.mktemp("interrupted"))
    person.types("grading", "prepare", LESSON)
    hand_in_answers(person, "s00", "full", "2026-01-01 10:00:00 UTC")
    hand_in_answers(person, "s01", "full", "2026-01-01 10:00:00 UTC")
    person.nbgrader("autograde", LESSON)
    with book(person) as gradebook:
        for name in ("s00", "s01"):
            grade = gradebook.find_grade("reflect_expectations", LESSON, LESSON, name)
            grade.manual_score, grade.needs_manual_grade = MARK, False
        gradebook.db.commit()
    for number in range(1, STUDENTS):
        hand_in_answers(person, f"s{number:02}", KINDS[number % 3], "2026-01-02 10:00:00 UTC")
    return person


def hand_in_answers(person: life.Person, name: str, kind: str, at: str) -> None:
    """Hand a lesson in."""
    hand_in(person, name, at)
    path = Path(shutil.copy(person.notebook(LESSON), person.folder / "submitted" / name / LESSON))
    life.answer(path, LESSON, life.answered_by(kind, LESSON))


def copied(teacher: life.Person, folder: Path) -> life.Person:
    """Copy a course."""
    return life.Person(shutil.copytree(teacher.folder, folder / "course", symlinks=True), teacher.exchange)


def begin(person: life.Person, *more: str) -> subprocess.Popen[str]:
    """Begin to grade with two workers, in a group of processes of its own, as in a terminal."""
    command = [sys.executable, "-m", "nbgrader", "autograde", LESSON, "--Autograde.workers=2", *more]
    env = {**life.BARE, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}
    return subprocess.Popen(
        command, cwd=person.folder, env=env, stderr=subprocess.PIPE, text=True, process_group=0,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a run in the background ignores Ctrl-C
    )  # fmt: skip


def lines(grader: subprocess.Popen[str]) -> Iterator[str]:
    """Read what it says."""
    assert grader.stderr
    yield from grader.stderr


def rows(person: life.Person) -> list[tuple]:
    """Read what the gradebook knows of everybody, and the notebook that each got."""
    with sqlite3.connect(person.folder / "gradebook.db") as connection:
        found = connection.execute(ROWS).fetchall()
    folders = sorted((person.folder / "autograded").glob("*/*"), key=str)
    files = [(str(folder.relative_to(person.folder)), *contents(folder)) for folder in folders]
    hidden = [path.name for path in (person.folder / "autograded").glob("*/.*")]
    return [*found, *files, *hidden]


def contents(folder: Path) -> list[str]:
    """Read a graded notebook, and when it was handed in."""
    cells = json.loads((folder / f"{LESSON}.ipynb").read_bytes())["cells"]
    for cell in cells:
        cell.pop("id")  # made anew each time
    return [(folder / "timestamp.txt").read_text(), json.dumps(cells, indent=1)]


@pytest.fixture(scope="module")
def undisturbed(teacher: life.Person, tmp_path_factory: pytest.TempPathFactory) -> list[tuple]:
    """Grade everybody in one process, without any disturbance."""
    person = copied(teacher, tmp_path_factory.mktemp("undisturbed"))
    person.nbgrader("autograde", LESSON, "--Autograde.workers=1")
    return rows(person)


def test_killed_again_and_again(teacher: life.Person, undisturbed: list[tuple], tmp_path: Path):
    """Kill the command, and now and then a worker before, at a random line of its log; when all is graded, anew."""
    chance, kills, courses = random.Random(15), 0, 0
    person = copied(teacher, tmp_path / "0")
    while kills < KILLS:
        grader = begin(person)
        entered, most, worker_lives = 0, chance.randrange(6), True
        for line in lines(grader):
            entered += ENTERED in line
            if entered and worker_lives and chance.random() < 0.2:
                kill_a_worker(grader, chance)  # one alone: two deaths cost a submission its points
                worker_lives = False
            if entered >= most and chance.random() < 0.7:
                grader.kill()
                break
        kills += grader.wait() == -signal.SIGKILL
        if len(list((person.folder / "autograded").glob(f"*/{LESSON}/*.ipynb"))) >= STUDENTS - 2:
            person.nbgrader("autograde", LESSON)
            assert rows(person) == undisturbed
            courses += 1
            person = copied(teacher, tmp_path / str(courses))
    person.nbgrader("autograde", LESSON)
    assert rows(person) == undisturbed


def kill_a_worker(grader: subprocess.Popen[str], chance: random.Random) -> None:
    """Kill one of its worker processes, if there is one."""
    workers = [n for n in descendants(grader.pid) if b"grading.pool.worker" in commandline(n)]
    if workers:
        os.kill(chance.choice(workers), signal.SIGKILL)


def commandline(number: int) -> bytes:
    """Read how a process was started."""
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""


def test_ctrl_c_ends_in_a_sentence_and_leaves_nothing_half_done(
    teacher: life.Person, undisturbed: list[tuple], tmp_path: Path
):
    person = copied(teacher, tmp_path)
    path = person.folder / "submitted" / "s03" / LESSON / f"{LESSON}.ipynb"
    honest = path.read_bytes()
    hanging = nbformat.reads(honest, as_version=4)
    hanging.cells.insert(0, new_code_cell("import time\ntime.sleep(1000)", id="hangs"))
    nbformat.write(hanging, path)
    grader = begin(person)
    said = iter(lines(grader))
    for _ in range(3):
        assert any(ENTERED in line for line in said), "it ended early"
    family = descendants(grader.pid)
    os.killpg(grader.pid, signal.SIGINT)
    rest = "".join(said)
    assert grader.wait() == INTERRUPTED_STATUS
    assert INTERRUPTED.partition("{}")[0] in rest and "Traceback" not in rest
    assert settles(lambda: not [number for number in family if alive(number)])
    assert not list((person.folder / "autograded").glob("*/.*"))
    path.write_bytes(honest)
    person.nbgrader("autograde", LESSON)
    assert rows(person) == undisturbed


def test_a_cluster_that_is_lost_is_named_and_the_next_run_goes_on(
    teacher: life.Person, undisturbed: list[tuple], tmp_path: Path
):
    person, machines = copied(teacher, tmp_path), Machines(tmp_path)
    try:
        machines.start_workers("--no-nanny")
        grader = begin(person, f"--Autograde.scheduler={machines.address}")
        said = iter(lines(grader))
        for _ in range(2):
            assert any(ENTERED in line for line in said), "it ended early"
        machines.scheduler.kill()
        rest = "".join(said)
        assert grader.wait() == 1
        assert LOST.format(machines.address) in rest
    finally:
        machines.stop()
    person.nbgrader("autograde", LESSON)
    assert rows(person) == undisturbed
