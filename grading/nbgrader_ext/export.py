"""nbgrader's export of grades as CSV, with points by exercise, in a time that grows with the number of rows alone.

No spreadsheet computes a name, and no name moves a column.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy import Row, Select, and_, func, select

from grading.intake.names import shown
from grading.report.records import Exercise
from grading.report.spreadsheet import write

COLUMNS = ("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
           "late_submission_penalty", "score", "max_score")  # fmt: skip
AT_ONCE = 10_000  # rows that are read from the gradebook at once


class CsvExport(CsvExportPlugin):
    """Export the grades in nbgrader's columns, and behind them a column for each exercise."""

    def export(self, gradebook: Gradebook) -> None:
        """Write a row for each student and assignment.

        Raises
        ------
        SystemExit
            Where the file cannot be written; a file that was there before stays as it was.
        """
        target = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", target)
        part = target.with_name(f".{target.name}.part")
        try:
            with open(part, "w", newline="", encoding="utf-8") as file:
                write(file, self._rows(gradebook))
            os.replace(part, target)
        except OSError as error:
            part.unlink(missing_ok=True)
            self.log.error("%s could not be written: %s.", shown(target), error.strerror)
            raise SystemExit(1) from None

    def _rows(self, gradebook: Gradebook) -> Iterator[Iterable[Any]]:
        """Make the first row, and one for each student and assignment that was asked for, or for all."""
        known = gradebook.db.execute(LESSONS).all()
        lessons = [row for row in known if not self.assignment or row.name in map(str, self.assignment)]
        exercises = {row.name: gradebook.db.execute(_exercises(row.id)).all() for row in lessons}
        names = list(dict.fromkeys(cell.name for cells in exercises.values() for cell in cells))
        yield [*COLUMNS, *_titles(names)]
        for lesson in lessons:
            most = sum(cell.most for cell in exercises[lesson.name])
            grades = gradebook.db.execute(_grades(lesson.id).execution_options(yield_per=AT_ONCE))
            for student, rows in groupby(grades, key=lambda row: row.student):
                if not self.student or student in map(str, self.student):
                    yield _row(lesson, most, list(rows), names)


LESSONS = select(Assignment.id, Assignment.name, Assignment.duedate).order_by(Assignment.duedate, Assignment.name)


def _exercises(assignment: str) -> Select[Any]:
    """Ask for a lesson's graded cells and their most points."""
    most = func.coalesce(GradeCell.__table__.c.max_score, TaskCell.__table__.c.max_score)
    cell, graded, task = BaseCell.__table__, GradeCell.__table__, TaskCell.__table__
    return (
        select(cell.c.name, most.label("most"))
        .select_from(cell)
        .join(Notebook.__table__, Notebook.__table__.c.id == cell.c.notebook_id)
        .outerjoin(graded, graded.c.id == cell.c.id)
        .outerjoin(task, task.c.id == cell.c.id)
        .where(Notebook.__table__.c.assignment_id == assignment, most.is_not(None))
    )


def _grades(assignment: str) -> Select[Any]:
    """Ask for all grades of a lesson, with a row for who has none; those of one student come one after the other."""
    student, submission, notebook = Student.__table__, SubmittedAssignment.__table__, SubmittedNotebook.__table__
    grade, cell = Grade.__table__, BaseCell.__table__
    return (
        select(
            student.c.id.label("student"),
            student.c.last_name,
            student.c.first_name,
            student.c.email,
            submission.c.timestamp,
            notebook.c.late_submission_penalty,
            cell.c.name,
            grade.c.auto_score,
            grade.c.manual_score,
            grade.c.extra_credit,
        )
        .select_from(student)
        .outerjoin(submission, and_(submission.c.student_id == student.c.id, submission.c.assignment_id == assignment))
        .outerjoin(notebook, notebook.c.assignment_id == submission.c.id)
        .outerjoin(grade, grade.c.notebook_id == notebook.c.id)
        .outerjoin(cell, cell.c.id == grade.c.cell_id)
        .order_by(student.c.last_name, student.c.first_name, student.c.id)
    )


def _row(lesson: Row[Any], most: float, rows: list[Row[Any]], names: list[str]) -> list[Any]:
    """Make one student's row from their grades; who handed in nothing has no points."""
    first = rows[0]
    points = {row.name: _points(row) for row in rows if row.name}
    raw = sum(score for score in points.values() if score is not None)
    penalty = first.late_submission_penalty or 0.0
    about = [
        lesson.name,
        lesson.duedate,
        first.timestamp,
        first.student,
        first.last_name,
        first.first_name,
        first.email,
    ]
    return [*about, float(raw), penalty, max(0.0, raw - penalty), float(most), *map(points.get, names)]


def _points(row: Row[Any]) -> float | None:
    """Return what counts for one exercise, as nbgrader does; None where nobody has given any points yet."""
    score = row.auto_score if row.manual_score is None else row.manual_score
    return None if score is None else score + (row.extra_credit or 0.0)


def _titles(names: list[str]) -> list[str]:
    """Name the exercises' columns as a reader knows the exercises; where two would have one name, as nbgrader does."""
    titles = [Exercise(name, 0.0).title for name in names]
    taken = Counter([*COLUMNS, *titles])
    return [title if taken[title] == 1 else name for name, title in zip(names, titles, strict=True)]
