"""nbgrader's export of grades as CSV, in which no spreadsheet computes a name, and no name moves a column."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import CsvExportPlugin

COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet takes for the beginning of a formula
COLUMNS = ("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
           "late_submission_penalty", "score", "max_score")  # fmt: skip


def as_text(value: object) -> str:
    """Write a value so that a spreadsheet shows it: what it would compute gets an apostrophe in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(COMPUTED) else text


class CsvExport(CsvExportPlugin):
    """Export the grades in nbgrader's columns."""

    def export(self, gradebook: Gradebook) -> None:
        """Write a row for each student and assignment."""
        target = self.to or "grades.csv"
        self.log.info("Exporting grades to %s", target)
        with open(target, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for row in self._rows(gradebook):
                writer.writerow([as_text(row.get(column)) for column in COLUMNS])

    def _rows(self, gradebook: Gradebook) -> Iterator[dict[str, Any]]:
        """Make a row for each student and assignment that was asked for, or for all."""
        for assignment in gradebook.assignments:
            for student in gradebook.students:
                wanted = not self.student or student.id in map(str, self.student)
                if wanted and (not self.assignment or assignment.name in map(str, self.assignment)):
                    yield _row(gradebook, assignment, student)


def _row(gradebook: Gradebook, assignment: Assignment, student: Student) -> dict[str, Any]:
    """Make one row; who handed in nothing has no points."""
    row = {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "max_score": assignment.max_score,
    }
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return row | {"raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0}
    penalty = submission.late_submission_penalty
    return row | {
        "timestamp": submission.timestamp,
        "raw_score": submission.score,
        "late_submission_penalty": penalty,
        "score": max(0.0, submission.score - penalty),
    }
