"""A Dask cluster: each worker holds an engine for each of its threads, or is refused, with a reason.

The answer key goes to the workers by value, and so does every submission: no file system need be shared. A worker
offers its engines as a resource of Dask's, and a submission asks for one of it: so none is ever graded by a worker
that was refused, and none waits while an engine is free.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import pickle
import queue
import socket
import time
from concurrent.futures import CancelledError, Future

import distributed
from distributed import Client, KilledWorker, Status, Worker, WorkerPlugin

from grading.intake.find import Submission
from grading.lesson.places import ROOT
from grading.pool.grader import Graded, Grader, Job, Refused
from grading.pool.version import differences, version

LOG = logging.getLogger("distributed.worker")
WORKERS_SECONDS = 120  # to wait for the first worker
COUNT_EVERY = 10  # seconds between two looks at how many workers there are
UNREACHABLE = "Nothing was graded: no Dask scheduler answers at {} ({})."
NO_WORKER = "Nothing was graded: the cluster at {} has no worker that may grade.{}"
OTHER_VERSION = "it has another version of the course, or of what it needs: {}"
KILLED = (
    "{} workers ended while they had it. That may be its doing, or not; it keeps the points that it had. Run the same "
    "command again, or grade it on this machine, without --Autograde.scheduler."
)
LOST = (
    "The scheduler at {} does not answer any more. What was entered before is kept. Start it and its workers again, "
    "then run the same command again: it goes on where it was."
)


class Engines(WorkerPlugin):
    """The engines of one worker.

    Attributes
    ----------
    refusal
        Why this worker may not grade; nothing where it may.
    """

    def __init__(self, name: str, job: Job) -> None:
        self.name = name  # of this plugin, and of the resource
        self.version = version()
        self.job = pickle.dumps(job)  # another version of the course might not be able to read it
        self.refusal, self.cage = "", ""

    async def setup(self, worker: Worker) -> None:
        """Start the engines, and offer them; where they may not be used, offer none."""
        self.graders: list[Grader] = []
        self.idle: queue.SimpleQueue[Grader] = queue.SimpleQueue()
        self.ended = False
        count = worker.state.nthreads
        if worker.state.total_resources.get(self.name):  # what an earlier run offered
            await worker.set_resources(**{self.name: 0})
        try:
            await asyncio.to_thread(self._start, count)
        except Exception as error:
            self.refusal = str(error)
            LOG.error("This worker may not grade: %s", error)
            return
        await worker.set_resources(**{self.name: count})
        if (
            worker.status == Status.running
        ):  # the scheduler looks for what waits when a worker begins, not when it offers
            worker.status = Status.paused
            worker.status = Status.running

    async def teardown(self, worker: Worker) -> None:
        """Stop the engines."""
        self.ended = True
        await asyncio.to_thread(self._stop)

    def _start(self, count: int) -> None:
        """Start so many engines.

        Raises
        ------
        Refused
            Where the course is not the same here, or nothing isolates students' code.
        """
        if different := differences(self.version, version()):
            raise Refused(OTHER_VERSION.format(different))
        job = pickle.loads(self.job)
        try:
            for _ in range(count):
                self.graders.append(Grader(job))
                self.cage = self.graders[-1].start()
                self.idle.put(self.graders[-1])
        except BaseException:
            self._stop()
            raise

    def _stop(self) -> None:
        """Stop all engines."""
        for grader in self.graders:
            grader.stop()

    def grade(self, submission: Submission) -> Graded:
        """Grade a submission with an engine that is idle."""
        grader = self.idle.get()
        try:
            return grader.grade(submission)
        finally:
            self.idle.put(grader)
            if self.ended:  # meanwhile, and it may have started afresh
                grader.stop()


def grade(name: str, submission: Submission) -> Graded:
    """Grade a submission, in a worker."""
    engines = distributed.get_worker().plugins[name]
    assert isinstance(engines, Engines)
    return engines.grade(submission)


def state(name: str, dask_worker: Worker) -> tuple[str, str]:
    """Return why a worker may not grade, if it may not, and what its cage is made of."""
    engines = dask_worker.plugins[name]
    assert isinstance(engines, Engines)
    return engines.refusal, engines.cage


class Cluster:
    """A pool on a Dask cluster.

    Parameters
    ----------
    address
        Of its scheduler, such as tcp://10.0.0.1:8786.

    Attributes
    ----------
    refused
        A sentence for each worker that may not grade.
    """

    def __init__(self, job: Job, address: str) -> None:
        self.job, self.address = job, address
        owner = f"{socket.gethostname()} {ROOT} {os.getuid()}"  # one of its commands is at work at a time
        self.name = f"layer-by-layer-{hashlib.sha256(owner.encode()).hexdigest()[:12]}"
        self.cage, self.refused = "", list[str]()
        self.bound, self.counted = 2, 0.0
        try:
            self.client = Client(address, set_as_default=False)
        except (OSError, ValueError) as error:
            raise Refused(UNREACHABLE.format(address, error)) from None
        try:
            self._start_engines()
        except BaseException:
            self.close()
            raise

    def _start_engines(self) -> None:
        """Have all workers start their engines, also those that will come; refuse where none may grade."""
        try:
            self.client.wait_for_workers(1, timeout=WORKERS_SECONDS)
        except TimeoutError:
            raise Refused(NO_WORKER.format(self.address, " It has none at all.")) from None
        with contextlib.suppress(Exception):  # of one worker; the others have been asked, too
            self.client.register_plugin(Engines(self.name, self.job), name=self.name)
        answers = self.client.run(state, self.name, on_error="return")
        self.refused = []
        for worker, answer in answers.items():
            refusal, cage = answer if isinstance(answer, tuple) else (f"it cannot load this course: {answer!r}", "")
            self.cage = cage or self.cage
            if refusal:
                self.refused.append(f"The worker at {worker} may not grade: {refusal}")
        if len(self.refused) == len(answers):
            raise Refused(NO_WORKER.format(self.address, "".join(f"\n{sentence}" for sentence in self.refused)))

    def submit(self, submission: Submission) -> Future[Graded]:
        """Begin to grade a submission."""
        done: Future[Graded] = Future()
        self._send(submission, done)
        return done

    def most(self) -> int:
        """Return how many submissions may be on their way: a second one waits for each thread of the cluster."""
        if time.monotonic() > self.counted + COUNT_EVERY and self.client.status == "running":
            with contextlib.suppress(OSError, CancelledError):
                self.bound = 2 * max(1, sum(self.client.nthreads().values()))
            self.counted = time.monotonic()
        return self.bound

    def close(self) -> None:
        """Stop the engines, and leave the cluster."""
        with contextlib.suppress(Exception):  # it may be gone
            if self.client.status == "running":
                self.client.unregister_worker_plugin(self.name)
        with contextlib.suppress(Exception):
            self.client.close(timeout=10)

    def _send(self, submission: Submission, done: Future[Graded]) -> None:
        """Send a submission to whichever worker has an engine free."""
        try:
            outcome = self.client.submit(grade, self.name, submission, resources={self.name: 1}, pure=False)
            outcome.add_done_callback(lambda outcome: self._take(outcome, submission, done))
        except Exception as error:
            done.set_exception(error)

    def _take(self, outcome: distributed.Future[Graded], submission: Submission, done: Future[Graded]) -> None:
        """Hand over what came back; send again what was on its way when the scheduler was lost."""
        try:
            done.set_result(outcome.result())
        except KilledWorker as killed:
            done.set_exception(RuntimeError(KILLED.format(killed.allowed_failures + 1)))
        except (CancelledError, OSError):
            self._go_on(submission, done)
        except Exception as error:
            done.set_exception(error)

    def _go_on(self, submission: Submission, done: Future[Graded]) -> None:
        """Wait until there is a scheduler again, and workers, and send the submission to them."""
        while self.client.status == "connecting":  # for as long as Dask's distributed.comm.timeouts.connect says
            time.sleep(0.1)
        try:
            if self.client.status != "running":
                raise Refused(LOST.format(self.address))
            if self.name not in self._registered():
                self._start_engines()
            self._send(submission, done)
        except Refused as refused:
            done.set_exception(refused)
        except Exception:
            done.set_exception(Refused(LOST.format(self.address)))

    def _registered(self) -> set[str]:
        """List the plugins that the scheduler knows."""
        names: set[str] = self.client.run_on_scheduler(lambda dask_scheduler: set(dask_scheduler.worker_plugins))
        return names
