"""What the trials come to, and the mutants that are known to be right answers."""

import json
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from threadpoolctl import threadpool_limits

from tests.course import Exercise
from tests.mutants.mutate import Mutant, mutants
from tests.mutants.trial import Judged, judge

EQUIVALENT = Path(__file__).with_name("equivalent.json")  # lesson, exercise, why it is a right answer: the changes
BATCH = 60  # mutants that share a set-up


@dataclass(frozen=True)
class Figures:
    """An exercise's mutants and what came of them."""

    exercise: Exercise
    judged: Sequence[Judged]
    reasons: dict[str, str]

    @property
    def refused(self) -> list[Judged]:
        """List the mutants that lost points."""
        return [j for j in self.judged if j.by]

    @property
    def seen(self) -> list[Judged]:
        """List those that lost points in the visible part."""
        return [j for j in self.judged if j.by == "visible"]

    @property
    def named(self) -> list[Judged]:
        """List those whose learner is told what is wrong by name."""
        return [j for j in self.judged if j.named]

    @property
    def survivors(self) -> list[Judged]:
        """List those that got every point and are not known to be right."""
        return [j for j in self.judged if not j.by and j.mutant.change not in self.reasons]

    @property
    def outdated(self) -> list[str]:
        """List the changes that have a reason and are no longer made, or no longer get every point."""
        return sorted(set(self.reasons) - {j.mutant.change for j in self.judged if not j.by})

    @property
    def counts(self) -> list[int]:
        """Count mutants, equivalent ones, refused ones, those refused by the visible part, those named, survivors."""
        equivalent = [j for j in self.judged if not j.by and j.mutant.change in self.reasons]
        return [len(of) for of in (self.judged, equivalent, self.refused, self.seen, self.named, self.survivors)]


def reasons(exercise: Exercise) -> dict[str, str]:
    """Read why some mutants of an exercise are right answers: a change to a reason."""
    listed = json.loads(EQUIVALENT.read_text(encoding="utf-8")).get(exercise.lesson, {}).get(exercise.name, {})
    return {change: reason for reason, changes in listed.items() for change in changes}


def figures(exercises: Sequence[Exercise], workers: int) -> Iterator[Figures]:
    """Try all mutants of these exercises; yield an exercise's figures as soon as it has them."""
    tasks = [(exercise, batch) for exercise in exercises for batch in _batches(mutants(exercise))]
    with multiprocessing.get_context("fork").Pool(workers, maxtasksperchild=1) as pool:
        judged: list[Judged] = []
        for (exercise, _), (following, _), some in zip(
            tasks, [*tasks[1:], (None, None)], pool.imap(_judge, tasks), strict=True
        ):
            judged += some
            if following is not exercise:
                yield Figures(exercise, judged, reasons(exercise))
                judged = []


def _batches(mutants: Sequence[Mutant]) -> Iterator[Sequence[Mutant]]:
    for start in range(0, len(mutants), BATCH):
        yield mutants[start : start + BATCH]


def _judge(task: tuple[Exercise, Sequence[Mutant]]) -> list[Judged]:
    os.nice(10)
    with threadpool_limits(1):
        return judge(*task)
