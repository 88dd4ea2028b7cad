"""What the report is made of: plain data about one lesson and each student of the class."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

State = Literal["graded", "not graded", "not handed in"]


@dataclass(frozen=True)
class Exercise:
    """One graded cell: nbgrader's name of it, and the most points that it can give."""

    name: str
    most: float

    @property
    def title(self) -> str:
        """Its name as a reader knows it."""
        return self.name.removeprefix("test_")


@dataclass(frozen=True)
class Ending:
    """The error that a test ended in: its kind, and its text or the reason that the grader gave."""

    error: str
    text: str


@dataclass(frozen=True)
class Record:
    """One student and one lesson.

    Attributes
    ----------
    student : str
        nbgrader's id.
    lesson : str
        The lesson's name.
    state : str
        How far the submission is.
    name : str
        First and last name, as far as the gradebook has them.
    handed_in : datetime, optional
        When, in UTC; None where it is not known.
    points : mapping of str to float or None
        The points by exercise, before any penalty for being late; None until a person has marked it.
    to_mark : tuple of str
        The exercises that a person has to look at.
    endings : mapping of str to Ending
        Of each test that ended in an error, by exercise, what it said.
    problem : str
        A sentence, where something of the submission could not be read.
    """

    student: str
    lesson: str
    state: State = "not handed in"
    name: str = ""
    handed_in: datetime | None = None
    points: Mapping[str, float | None] = field(default_factory=dict)
    to_mark: tuple[str, ...] = ()
    endings: Mapping[str, Ending] = field(default_factory=dict)
    problem: str = ""

    @property
    def shown(self) -> str:
        """The student's name and id, for a list of names."""
        return f"{self.name} ({self.student})" if self.name and self.name != self.student else self.student


@dataclass(frozen=True)
class Lesson:
    """A lesson, its exercises in order, and a record for everybody in the class."""

    name: str
    title: str
    exercises: tuple[Exercise, ...]
    records: tuple[Record, ...]

    @property
    def graded(self) -> list[Record]:
        """The records of those who have points."""
        return [record for record in self.records if record.state == "graded"]
