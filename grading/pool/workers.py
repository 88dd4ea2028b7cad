"""Worker processes on this machine, each with an engine. One that dies costs nothing but another try."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import Pipe
from typing import Any

from grading.intake.find import Submission
from grading.lesson.places import ROOT
from grading.pool.grader import TRIES, Graded, Job, Refused, without_points

ENDED = "The process that graded it ended, {} times."
STOPPED = "Grading was stopped."
END_SECONDS = 60  # a worker may take to stop its engine


class WorkerEnded(Exception):
    """A worker process ended in the middle of its work."""


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Worker:
    """One worker process, from this side.

    Its standard input is a lifeline: when this process ends, however, the worker ends at once.

    Attributes
    ----------
    cage
        What its cage is made of, when it is ready.
    """

    def __init__(self, job: Job) -> None:
        self.end, theirs = Pipe()
        paths = [str(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "grading.pool.worker", str(theirs.fileno())],
                pass_fds=[theirs.fileno()], stdin=subprocess.PIPE, start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))},
            )  # fmt: skip
        self.job, self.cage = job, ""

    def be_ready(self) -> None:
        """Hand over the job, and wait until its engine runs."""
        self.cage = self._ask(self.job)

    def grade(self, submission: Submission) -> Graded:
        """Let it grade a submission."""
        graded: Graded = self._ask(submission)
        return graded

    def _ask(self, what: Job | Submission) -> Any:
        """Send something and wait for the answer; raise what the worker raised."""
        try:
            self.end.send(what)
            answer = self.end.recv()
        except (EOFError, OSError):
            raise WorkerEnded from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def leave(self) -> None:
        """Tell it to stop its engine and to end."""
        with contextlib.suppress(OSError):
            self.end.send(None)

    def end_by(self, seconds: float) -> None:
        """Give it time to end, then end it, and what it has started with it."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.end.close()
        if self.process.stdin:
            self.process.stdin.close()


class Workers:
    """A pool of worker processes, with a thread of this process for each.

    Parameters
    ----------
    count
        How many.
    """

    def __init__(self, job: Job, count: int) -> None:
        self.job, self.count = job, count
        self.lock = threading.Lock()  # of the next two
        self.alive: set[Worker] = set()
        self.stopped = False
        self.idle: queue.SimpleQueue[Worker | None] = queue.SimpleQueue()  # None: one that is to be started
        self.threads = ThreadPoolExecutor(count, "grading")
        try:
            started = [self.threads.submit(self._start) for _ in range(count)]
            for future in started:
                self.idle.put(future.result())
            self.cage = started[0].result().cage
        except BaseException:
            self.close()
            raise

    def submit(self, submission: Submission) -> Future[Graded]:
        """Begin to grade a submission."""
        return self.threads.submit(self._grade, submission)

    def most(self) -> int:
        """Return how many submissions may be on their way: a second one waits for each worker."""
        return 2 * self.count

    def close(self) -> None:
        """End all workers: those that have nothing to do in peace, the others at once."""
        idle: set[Worker] = set()
        while not self.idle.empty():
            if worker := self.idle.get():
                worker.leave()
                idle.add(worker)
        with self.lock:
            self.stopped = True
            alive = set(self.alive)
        for worker in alive - idle:
            worker.process.kill()  # the thread that waits for it hears of that
        self.threads.shutdown(cancel_futures=True)
        for worker in alive:
            worker.end_by(END_SECONDS)

    def _start(self) -> Worker:
        """Start a worker."""
        with self.lock:
            if self.stopped:
                raise Refused(STOPPED)
            worker = Worker(self.job)
            self.alive.add(worker)
        try:
            worker.be_ready()
        except BaseException:
            self._remove(worker)
            raise
        return worker

    def _remove(self, worker: Worker) -> None:
        """Take leave of a worker."""
        worker.end_by(0)
        with self.lock:
            self.alive.discard(worker)

    def _grade(self, submission: Submission) -> Graded:
        """Grade a submission; should the worker end with it twice, it gets no points and says so."""
        for _ in range(TRIES):
            with contextlib.suppress(WorkerEnded):
                return self._try(submission)
        return self._try(without_points(ENDED.format(TRIES)))

    def _try(self, submission: Submission) -> Graded:
        """Grade a submission with a worker that is idle; where it ends, another one will take its place."""
        worker = self.idle.get()
        try:
            worker = worker or self._start()
            return worker.grade(submission)
        except WorkerEnded:
            if worker:
                self._remove(worker)
            worker = None
            raise
        finally:
            self.idle.put(worker)
