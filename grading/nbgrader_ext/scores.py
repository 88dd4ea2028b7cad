"""Everybody's points in the gradebook, read in one question a lesson."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Assignment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import and_, case, func, or_

from grading.lesson.places import ROOT
from grading.nbgrader_ext.exclusive import alone, in_words, try_gradebook
from grading.nbgrader_ext.releases import open_course

LOG = logging.getLogger("grading")


@dataclass(frozen=True)
class Scores:
    """A lesson's points.

    Attributes
    ----------
    maximum
        The most that can be earned.
    points
        What each student with a submission has, less what was taken off for being late; None where answers are still
        to be marked by hand.
    """

    maximum: float
    points: dict[str, float | None]


def scores(lessons: list[str], root: Path = ROOT) -> dict[str, Scores]:
    """Read the points of these lessons; a lesson that the gradebook does not know is left out.

    Raises
    ------
    SystemExit
        With a sentence in the log, where the gradebook is empty, damaged, or in use.
    """
    course = open_course(root).coursedir
    with alone(course, LOG), in_words(LOG):
        try_gradebook(course.db_url, must_hold_grades=True)
        with Gradebook(course.db_url, course.course_id) as book:
            found = {lesson: book.db.query(Assignment).filter_by(name=lesson).first() for lesson in lessons}
            return {name: Scores(float(a.max_score), _points(book, name)) for name, a in found.items() if a}


def _points(book: Gradebook, lesson: str) -> dict[str, float | None]:
    """Add up each submission's points."""
    has_no_mark = and_(Grade.auto_score.is_(None), Grade.manual_score.is_(None))
    rows = (
        book.db.query(
            SubmittedAssignment.student_id,
            SubmittedNotebook.late_submission_penalty,
            func.sum(Grade.score),
            func.sum(case((or_(Grade.needs_manual_grade, has_no_mark), 1), else_=0)),
        )
        .select_from(Grade)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .filter(Assignment.name == lesson)
        .group_by(SubmittedNotebook.id, SubmittedAssignment.id)
    )
    return {
        student: None if open_marks else max(0.0, score - (late or 0.0)) for student, late, score, open_marks in rows
    }
