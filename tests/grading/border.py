"""An answer behind the border: it lives in a process of its own, as when a submission is graded."""

import os
import socket
from collections.abc import Callable
from functools import cache

from grading.cells.recorder import Recorder
from grading.engine import examiner
from grading.engine.student import Seat
from grading.lesson.answer_key import AnswerKey, from_solution
from grading.limits import Limits
from grading.protocol.channel import Port
from tests.course import Exercise, Verdict, answered, session_of_its_own, solution

LIMITS = Limits(cell_seconds=900, test_seconds=1800)  # a busy machine fails no test


class Keeping:
    """What the examiner needs of a shell: a place for outputs."""

    recorder: Recorder


@cache
def key(lesson: str) -> AnswerKey:
    """Make a lesson's answer key."""
    return from_solution(lesson, solution(lesson))


def verdict(exercise: Exercise, answer: Callable | str, test: str | None = None) -> Verdict:
    """Hold the exercise's test, or another, on an answer in another process."""
    mine, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        mine.close()
        _serve(theirs, exercise, answer)
    theirs.close()
    try:
        told = _hold(mine, exercise, exercise.test if test is None else test)
    finally:
        mine.close()
        os.waitpid(child, 0)
    shown = [output.get("text", "") + "\n".join(output.get("traceback", [])) for output in told["outputs"]]
    return Verdict(told["points"], "".join(shown))


def _hold(end: socket.socket, exercise: Exercise, source: str) -> dict:
    (asked,) = [test for test in key(exercise.lesson).tests if test.name == f"test_{exercise.name}"]
    names = key(exercise.lesson).names_before(asked)
    exam = examiner.Exam(asked.name, source, asked.points, [], names)
    with session_of_its_own():
        begun, trouble = examiner.prepared(key(exercise.lesson).setups, Keeping(), LIMITS)
        assert not trouble
        return examiner.hold(exam, examiner.Seated(Port(end, LIMITS.message), LIMITS), begun, Keeping(), LIMITS)


def _serve(end: socket.socket, exercise: Exercise, answer: Callable | str) -> None:
    try:
        Seat(Port(end, LIMITS.message), answered(exercise, answer), LIMITS).serve_forever()
    finally:
        os._exit(0)
