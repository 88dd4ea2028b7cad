"""A batch: submissions go out a few at a time, and come back as they are ready."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import Any, Protocol

from grading.intake.find import Submission
from grading.pool.grader import Graded, Grader, Job


class Outcome(Protocol):
    """What becomes of one submission: a future, as of concurrent.futures or of Dask."""

    def result(self) -> Graded:
        """Return what it came to, or raise what went wrong."""

    def add_done_callback(self, called: Callable[[Any], object], /) -> object:
        """Call something with this future when it is done."""


class Pool(Protocol):
    """Whatever grades submissions of one lesson.

    Attributes
    ----------
    cage
        What keeps students' code away from files and the network, in words.
    """

    cage: str

    def submit(self, submission: Submission) -> Outcome:
        """Begin to grade a submission."""

    def most(self) -> int:
        """Return how many submissions may be on their way at once: the bound of the memory that a batch takes."""

    def close(self) -> None:
        """End everything that the pool has started, at once."""


class Here:
    """A pool that grades in this process, one submission after another."""

    def __init__(self, job: Job) -> None:
        self.grader = Grader(job)
        self.cage = self.grader.start()

    def submit(self, submission: Submission) -> Future[Graded]:
        """Grade a submission."""
        done: Future[Graded] = Future()
        try:
            done.set_result(self.grader.grade(submission))
        except Exception as error:
            done.set_exception(error)
        return done

    def most(self) -> int:
        """Return 1."""
        return 1

    def close(self) -> None:
        """Stop the engine."""
        self.grader.stop()


def as_ready(submissions: Iterable[tuple[str, Submission]], pool: Pool) -> Iterator[tuple[str, Outcome]]:
    """Grade named submissions; yield each name with what became of it, in the order in which they are ready."""
    ready: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    names: dict[int, tuple[str, Outcome]] = {}
    for name, submission in submissions:
        outcome = pool.submit(submission)
        names[id(outcome)] = name, outcome
        outcome.add_done_callback(ready.put)
        while len(names) >= pool.most():
            yield names.pop(id(ready.get()))
    while names:
        yield names.pop(id(ready.get()))
