"""What the gradebook holds of one submission, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Mark:
    """The points of one graded cell.

    Attributes
    ----------
    most : float
        The most that the cell can give, before extra points.
    by_test, by_hand : float, optional
        What a test gave, and what a person gave instead; None where there is no such number.
    extra : float
        Extra points.
    waits : bool
        Whether a person has to look at it.
    """

    most: float
    by_test: float | None = None
    by_hand: float | None = None
    extra: float = 0.0
    waits: bool = False

    @property
    def points(self) -> float | None:
        """What counts; None where nobody has given any points yet."""
        score = self.by_test if self.by_hand is None else self.by_hand
        return None if score is None else score + self.extra


@dataclass(frozen=True)
class Marks:
    """All that is known of a submission.

    Attributes
    ----------
    student : str
        nbgrader's id.
    name : str
        First and last name, as far as they are known.
    handed_in : datetime, optional
        When, in UTC.
    late : float
        The points that were taken off for being late.
    by_cell : mapping of str to Mark
        The marks by the cell's name.
    comments : mapping of str to str
        What a person wrote, by the cell's name.
    """

    student: str
    name: str = ""
    handed_in: datetime | None = None
    late: float = 0.0
    by_cell: Mapping[str, Mark] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """All points, less what was taken off for being late."""
        return max(0.0, sum(mark.points or 0.0 for mark in self.by_cell.values()) - self.late)

    @property
    def most(self) -> float:
        """The most points of the lesson."""
        return sum(mark.most for mark in self.by_cell.values())

    @property
    def waiting(self) -> float:
        """The points that nobody has given or refused yet."""
        return sum(mark.most for mark in self.by_cell.values() if mark.points is None)
