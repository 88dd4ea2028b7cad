"""Right and wrong answers to the exercises, by decorators: what tests/lessons/NAME/answers.py is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tests.course import ROOT, load


@dataclass(frozen=True)
class Attempt:
    """One answer to an exercise; `says` is a piece of the message that a mistake with a name must get."""

    lesson: str
    exercise: str
    f: Callable
    right: bool
    says: str = ""

    def is_named(self, said: str) -> bool:
        """Say whether a message names the mistake: a sentence may begin with a capital letter, and `says` with none."""
        return self.says.casefold() in said.casefold()

    def __str__(self) -> str:
        return f"{self.exercise}-{self.f.__code__.co_name}"


_attempts: list[Attempt] = []


def right(exercise: str) -> Callable:
    """Mark a function as a right answer, in whatever style: it must get every point."""
    return lambda f: _keep(Attempt(f.__module__.removesuffix(".answers"), exercise, f, True))


def wrong(exercise: str, says: str = "") -> Callable:
    """Mark a function as a wrong answer: it must lose points, and where it `says` something, the check must say it."""
    return lambda f: _keep(Attempt(f.__module__.removesuffix(".answers"), exercise, f, False, says))


def _keep(attempt: Attempt) -> Callable:
    _attempts.append(attempt)
    return attempt.f


@cache
def attempts(lesson: str) -> list[Attempt]:
    """Load the answers of one lesson from tests/lessons/`lesson`/answers.py."""
    if not (ROOT / "tests" / "lessons" / lesson / "answers.py").exists():
        return []
    load(lesson, "answers")
    return [attempt for attempt in _attempts if attempt.lesson == lesson]
