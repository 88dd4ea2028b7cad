"""What grading one submission comes to."""

from dataclasses import dataclass, field

from nbformat import NotebookNode

from grading.lesson.answer_key import GradedCell


@dataclass(frozen=True)
class Verdict:
    """What a test gave: points, the reason where they are not all, and what it showed.

    `hidden` says of each output whether it comes from the part that students do not see.
    """

    name: str
    points: float
    reason: str = ""
    outputs: list[NotebookNode] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """The rebuilt notebook with the outputs of all cells, a verdict for each test, and what was repaired before."""

    notebook: NotebookNode
    verdicts: dict[str, Verdict]
    repairs: list[str]
    answered: set[str]  # the answers and texts in which anything was written

    def mark(self, cell: GradedCell) -> float | None:
        """Return the points of a test; 0 for a text that nobody wrote, and None where a person marks it."""
        if cell.kind == "test":
            return self.verdicts[cell.name].points
        return None if cell.name in self.answered else 0.0

    @property
    def points(self) -> float:
        """The points that the tests gave, together."""
        return sum(verdict.points for verdict in self.verdicts.values())
