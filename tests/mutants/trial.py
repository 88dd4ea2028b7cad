"""Try mutants: each in a process of its own, against the visible part of its exercise's test, then against the whole.

A process is forked from one in which the lesson's set-up and the answers above have run. It has a limit of processor
time, since a mutant may loop for ever.
"""

import contextlib
import io
import json
import linecache
import os
import re
import resource
import sys
import time
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from grading.engine import test_cell
from tests.course import Exercise
from tests.mutants.mutate import Mutant

SECONDS = 4  # of processor time, besides three times what the model answer takes
BYTES = 3 << 30  # of memory: a list in an endless loop grows
FIGURES = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True)
class Trial:
    """What a mutant met with.

    Attributes
    ----------
    points : float
        What the part of the test that was run gave.
    diagnosis : str or None
        What the learner did, as the check says it; "" where it says nothing of the kind; None where nothing was raised.
    said : str
        Everything that the test printed and raised.
    """

    points: float
    diagnosis: str | None
    said: str


@dataclass(frozen=True)
class Judged:
    """A mutant, and what came of it: `by` is "visible", "hidden", or "" where it got every point."""

    mutant: Mutant
    by: str
    trial: Trial

    @property
    def named(self) -> bool:
        """Say whether the learner is told what is wrong by name, in the visible part: the hidden one is not shown."""
        return self.by == "visible" and bool(self.trial.diagnosis)


def judge(exercise: Exercise, mutants: Sequence[Mutant]) -> list[Judged]:
    """Put each mutant through the exercise's test."""
    space: dict = {"__name__": "__main__"}
    exec(exercise.before, space)
    start, usual = time.process_time(), {}
    for part in (exercise.visible, exercise.test):  # here, so that what the lesson's modules keep is there for all
        usual[part] = _run(exercise, exercise.answer, part, dict(space))
        assert usual[part].points == exercise.points, usual[part].said
    limit = 3 * int(time.process_time() - start) + SECONDS
    return [_judged(exercise, mutant, space, usual[exercise.test].said, limit) for mutant in mutants]


def _judged(exercise: Exercise, mutant: Mutant, space: dict, usual: str, limit: int) -> Judged:
    """Try one mutant on the visible part, and on the whole where it gets every point there."""
    seen = _named(_forked(exercise, mutant, exercise.visible, space, limit), usual)
    if seen.points < exercise.points:
        return Judged(mutant, "visible", seen)
    whole = _named(_forked(exercise, mutant, exercise.test, space, limit), usual)
    return Judged(mutant, "hidden" if whole.points < exercise.points else "", whole)


def _named(trial: Trial, usual: str) -> Trial:
    """Take for a diagnosis what an exercise with a part of the points says to this answer, and not to the right one."""
    if trial.diagnosis or not trial.said:
        return trial
    known = {_without_figures(line) for line in usual.splitlines()}
    more = [line for line in trial.said.splitlines()[:-1] if _without_figures(line) not in known]
    more = [line for line in more if not line.startswith("NumPy or Python warns")]
    return Trial(trial.points, " ".join(more) if trial.diagnosis is None else "", trial.said)


def _without_figures(line: str) -> str:
    return FIGURES.sub("#", line)


def _forked(exercise: Exercise, mutant: Mutant, test: str, space: dict, seconds: int) -> Trial:
    """Run a test on a mutant in a process of its own."""
    sys.stdout.flush()
    reading, writing = os.pipe()
    if pid := os.fork():
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            answer = pipe.read()
        os.waitpid(pid, 0)
        return Trial(**json.loads(answer)) if answer else Trial(0, "", f"It ran for {seconds} s, or ended its process.")
    try:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        trial = _run(exercise, mutant.source, test, space)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps(asdict(trial)).encode())
    finally:
        os._exit(0)


def _run(exercise: Exercise, source: str, test: str, space: dict) -> Trial:
    """Run a test; `diagnosis` is None where it ended without an error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            linecache.cache["<answer>"] = (len(source), None, source.splitlines(True), "<answer>")
            exec(compile(source, "<answer>", "exec"), space)
            value = test_cell.run(test, space, "<test>")
        except BaseException as error:  # the lesson's own NotMet is another class than the one that tests import
            return Trial(0, getattr(error, "diagnosis", ""), f"{out.getvalue()}{type(error).__name__}: {error}")
    given, _ = test_cell.points_of(value, exercise.points)
    return Trial(0 if err.getvalue() else given, None, out.getvalue())
