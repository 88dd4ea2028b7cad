"""One engine for one lesson: it grades a submission after another, and starts afresh where it failed."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field

from nbformat import v4

from grading.engine.client import Engine
from grading.engine.grade import grade
from grading.engine.result import Result
from grading.intake.find import Submission
from grading.intake.names import scrubbed_tree
from grading.lesson.answer_key import AnswerKey
from grading.limits import Limits

REFUSED = (
    "Nothing was graded: this machine cannot keep students' code from your files and from the network. On a machine "
    "that you could lose, or for notebooks that you would open yourself, say --Autograde.uncaged=True."
)
TRIES = 2  # of a submission on which the engine fails, or with which a worker ends


class Refused(Exception):
    """Nothing can be graded here; the text says why."""


@dataclass(frozen=True)
class Job:
    """What is the same for all submissions of a batch: it goes to every worker by value."""

    key: AnswerKey
    limits: Limits
    uncaged: bool = False


@dataclass(frozen=True)
class Graded:
    """What a submission came to, as texts and numbers.

    Attributes
    ----------
    notebook
        The graded notebook, as it will stand in its file.
    marks
        The points of each graded cell; None where a person marks it.
    points
        The points that the tests gave, together.
    answered
        The answers and texts in which anything was written.
    repairs
        What was repaired before grading.
    failures
        What went wrong with the engine meanwhile: tracebacks.
    """

    notebook: str
    marks: dict[str, float | None]
    points: float
    answered: frozenset[str]
    repairs: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


class Grader:
    """Grades submissions of one lesson with an engine of its own. Use it with `with`."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.engine: Engine | None = None

    def __enter__(self) -> Grader:
        """Return the grader."""
        return self

    def __exit__(self, *error: object) -> None:
        """Stop the engine."""
        self.stop()

    def start(self) -> str:
        """Start the engine, if it does not run; return what its cage is made of.

        Raises
        ------
        Refused
            Where nothing isolates students' code, and nobody has allowed that.
        """
        if not self.engine:
            self.engine = Engine(self.job.key.modules, self.job.limits, sandboxed=not self.job.uncaged)
            if not self.engine.isolates and not self.job.uncaged:
                self.stop()
                raise Refused(REFUSED)
        return self.engine.sandbox

    def stop(self) -> None:
        """Stop the engine, if it runs."""
        if self.engine:
            self.engine.stop()
        self.engine = None

    def grade(self, submission: Submission) -> Graded:
        """Grade one submission; should the engine fail on it twice, it gets no points and says so."""
        failures: list[str] = []
        for _ in range(TRIES):
            try:
                return as_graded(self._grade(submission), self.job, failures)
            except Refused:
                raise
            except Exception as error:
                failures.append(traceback.format_exc())
                problem = f"The grading engine failed on it: {error!r}."
                self.stop()
        return as_graded(self._grade(without_points(problem)), self.job, failures)

    def _grade(self, submission: Submission) -> Result:
        """Grade one submission with an engine that runs."""
        self.start()
        assert self.engine is not None
        return grade(submission, self.job.key, self.engine)


def without_points(problem: str) -> Submission:
    """Return what is graded in the place of a submission that cannot be: nothing, with a reason."""
    return Submission(b"", [problem])


def as_graded(result: Result, job: Job, failures: list[str]) -> Graded:
    """Take of a result what is written down."""
    notebook = v4.writes(
        scrubbed_tree(result.notebook), indent=None
    )  # on one line: Python's fast encoder writes no other
    marks = {cell.name: result.mark(cell) for cell in job.key.graded if cell.kind in ("test", "text")}
    return Graded(notebook, marks, result.points, frozenset(result.answered), result.repairs, failures)
