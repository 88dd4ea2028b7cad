"""Several submissions at once give what one after another gives, and a worker that dies costs another try."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from grading.intake.find import Submission
from grading.limits import Limits
from grading.pool.batch import Here, Pool, as_ready
from grading.pool.grader import Graded, Job
from grading.pool.workers import ENDED, Workers
from grading.sandbox.supervisor import descendants
from tests.course import LESSONS
from tests.grading.border import key
from tests.grading.engine.test_grade import handed_in, settles
from tests.grading.pool.machines import IS_WORKER

LESSON = LESSONS[0]
JOB = Job(key(LESSON), Limits())
linux = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox needs Linux")


class Waits:
    """A pool in which nothing is ready before as much is on its way as may be; then the last comes first."""

    cage = "none"

    def __init__(self, most: int) -> None:
        self.bound, self.largest, self.waiting = most, 0, []

    def submit(self, submission: Submission) -> Future[Graded]:
        future: Future[Graded] = Future()
        self.waiting.append((submission, future))
        self.largest = max(self.largest, len(self.waiting))
        return future

    def most(self) -> int:
        if len(self.waiting) == self.bound:
            self.answer()
        return self.bound

    def answer(self) -> None:
        while self.waiting:
            submission, future = self.waiting.pop()
            future.set_result(Graded(submission.data.decode(), {}, 0.0, frozenset()))

    def close(self) -> None:
        pass


def test_results_come_as_they_are_ready_and_no_more_is_on_its_way_than_may_be():
    pool = Waits(3)
    names = iter("abcdef")
    taken = []
    for name, outcome in as_ready(((name, Submission(name.encode())) for name in names), pool):
        assert outcome.result().notebook == name
        taken.append(name)
    assert "".join(taken) == "cbafed" and pool.largest == 3


def data(answers: str, own: str = "") -> bytes:
    """Hand in a lesson, with a cell of one's own on top."""
    notebook = handed_in(LESSON, answers)
    if own:
        notebook.cells.insert(0, new_code_cell(own, id="own"))
    return nbformat.writes(notebook).encode()


@dataclass(frozen=True)
class Deadly(Submission):
    """A submission that ends so many of the processes that take it."""

    marks: Path = Path()
    times: int = 1

    def __reduce__(self):
        return end_or_take, (self.data, self.marks, self.times)


def end_or_take(handed_in: bytes, marks: Path, times: int) -> Submission:
    """End this process, unless others have ended often enough; Dask's scheduler hands it on as it is."""
    if IS_WORKER not in os.environ:
        return Deadly(handed_in, marks=marks, times=times)
    if len(list(marks.iterdir())) < times:
        (marks / str(os.getpid())).touch()
        os._exit(9)
    return Submission(handed_in)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Start two workers."""
    os.environ[IS_WORKER] = "1"
    pool = Workers(JOB, 2)
    yield pool
    pool.close()
    del os.environ[IS_WORKER]


def graded(pool: Pool, submissions: dict[str, Submission]) -> dict[str, Graded]:
    """Grade a batch."""
    return {name: outcome.result() for name, outcome in as_ready(submissions.items(), pool)}


@linux
@pytest.mark.full
def test_workers_give_what_one_process_gives(workers: Workers, tmp_path: Path):
    """Also where a worker dies: what it had is graded by the next one; what kills two gets no points, and a reason."""
    batch = {name: Submission(data(name)) for name in ("full", "half", "untouched")}
    batch |= {"nonsense": Submission(b"nonsense"), "nothing": Submission(b"", ["No notebook was handed in."])}
    deadly = {}
    for name, times in (("once", 1), ("always", 99)):
        (tmp_path / name).mkdir()
        deadly[name] = Deadly(data("full"), marks=tmp_path / name, times=times)
    here = Here(JOB)
    expected = graded(here, batch)
    here.close()
    came = graded(workers, deadly | batch)
    assert {name: came[name] for name in batch} == expected
    assert came["once"] == expected["full"]
    assert came["always"].points == 0 and ENDED.format(2) in came["always"].notebook
    assert [len(list((tmp_path / name).iterdir())) for name in deadly] == [1, 2]
    assert expected["full"].points > 0 and len(expected) == 5


@linux
@pytest.mark.full
def test_a_pool_that_is_closed_in_the_middle_leaves_no_process_behind():
    before = descendants(os.getpid())
    pool = Workers(JOB, 2)
    hangs = Submission(data("full", "import time\ntime.sleep(1000)"))
    outcomes = [pool.submit(hangs) for _ in range(3)]
    assert settles(lambda: len(descendants(os.getpid())) >= len(before) + 10), "no student process was started"
    family = set(descendants(os.getpid())) - set(before)
    pool.close()
    assert settles(lambda: not [number for number in family if os.path.exists(f"/proc/{number}")])
    assert all(outcome.cancelled() or outcome.exception() for outcome in outcomes)
