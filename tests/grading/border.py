"""An answer behind the border: it lives in a process of its own, as when a submission is graded."""

import os
import socket
from collections.abc import Callable
from functools import cache

from grading.cells.recorder import Recorder
from grading.engine import examiner
from grading.engine.messages import TestCase, TestRan
from grading.engine.student import Snapshot
from grading.lesson.answer_key import AnswerKey, from_solution
from grading.limits import Limits
from grading.protocol.channel import Channel
from tests.course import Exercise, Verdict, answered, solution
from tests.sessions import session_of_its_own

LIMITS = Limits(cell_seconds=900, test_seconds=1800)  # a busy machine fails no test


class NoShell:
    """What the examiner needs of a shell: a place for a recorder."""

    recorder: Recorder


@cache
def key(lesson: str) -> AnswerKey:
    """Make a lesson's answer key."""
    return from_solution(lesson, solution(lesson))


def verdict(exercise: Exercise, answer: Callable | str, test: str | None = None) -> Verdict:
    """Run the exercise's test, or another, on an answer in another process."""
    mine, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        mine.close()
        _serve(theirs, exercise, answer)
    theirs.close()
    try:
        ran = _run_test(mine, exercise, exercise.test if test is None else test)
    finally:
        mine.close()
        os.waitpid(child, 0)
    shown = [output.get("text", "") + "\n".join(output.get("traceback", [])) for output in ran.outputs]
    return Verdict(ran.points, "".join(shown))


def _run_test(end: socket.socket, exercise: Exercise, source: str) -> TestRan:
    (cell,) = [test for test in key(exercise.lesson).tests if test.name == f"test_{exercise.name}"]
    case = TestCase(cell.name, source, cell.points, [], key(exercise.lesson).names_before(cell))
    with session_of_its_own():
        names, problem = examiner.run_setups(key(exercise.lesson).setups, NoShell(), LIMITS)
        assert not problem
        snapshot = examiner.SnapshotClient(Channel(end, LIMITS.message), LIMITS)
        return examiner.run_test(case, snapshot, names, NoShell(), LIMITS)


def _serve(end: socket.socket, exercise: Exercise, answer: Callable | str) -> None:
    try:
        Snapshot(Channel(end, LIMITS.message), answered(exercise, answer), LIMITS).serve_forever()
    finally:
        os._exit(0)
