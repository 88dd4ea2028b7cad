"""nbgrader's `generate_feedback`, with a page of this course's in place of its own: the same command and button."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import Boolean, Connection, DateTime, Engine, Float, NullPool, String, column, create_engine, text

from grading.feedback.exercises import feedback
from grading.feedback.marks import Mark, Marks
from grading.feedback.page import render
from grading.intake.names import scrubbed_tree
from grading.lesson.answer_key import AnswerKey, from_solution

NO_RESPONSE = "No response."  # what nbgrader says of a text that nobody wrote; the page says it otherwise
NOT_GRADED = "{}: the gradebook has no points of {}. Run `python -m nbgrader autograde {}` first."

# SQLite joins in the order in which CROSS JOIN names the tables: of a large table, it looks up single rows by an index,
# and does not read all of it for each page. Other databases choose for themselves.
SUBMISSION = text("""
    SELECT notebook.id, submission.timestamp, notebook.late_submission_penalty, student.first_name, student.last_name
    FROM assignment CROSS JOIN submitted_assignment AS submission CROSS JOIN student CROSS JOIN notebook AS of_lesson
    CROSS JOIN submitted_notebook AS notebook
    WHERE assignment.name = :lesson AND submission.assignment_id = assignment.id AND submission.student_id = :student
        AND student.id = submission.student_id AND of_lesson.assignment_id = assignment.id
        AND notebook.notebook_id = of_lesson.id AND notebook.assignment_id = submission.id
""").columns(
    column("id", String),
    column("timestamp", DateTime),
    column("late_submission_penalty", Float),
    column("first_name", String),
    column("last_name", String),
)
GRADES = text("""
    SELECT cell.name, COALESCE(graded.max_score, task.max_score) AS most, grade.auto_score, grade.manual_score,
        grade.extra_credit, grade.needs_manual_grade
    FROM submitted_notebook AS notebook CROSS JOIN base_cell AS cell CROSS JOIN grade
    LEFT JOIN grade_cells AS graded ON graded.id = cell.id
    LEFT JOIN task_cells AS task ON task.id = cell.id
    WHERE notebook.id = :notebook AND cell.notebook_id = notebook.notebook_id
        AND grade.cell_id = cell.id AND grade.notebook_id = notebook.id
""").columns(
    column("name", String),
    column("most", Float),
    column("auto_score", Float),
    column("manual_score", Float),
    column("extra_credit", Float),
    column("needs_manual_grade", Boolean),
)
COMMENTS = text("""
    SELECT cell.name, COALESCE(comment.manual_comment, comment.auto_comment) AS said
    FROM submitted_notebook AS notebook CROSS JOIN base_cell AS cell CROSS JOIN comment
    WHERE notebook.id = :notebook AND cell.notebook_id = notebook.notebook_id
        AND comment.cell_id = cell.id AND comment.notebook_id = notebook.id
""").columns(column("name", String), column("said", String))


class FeedbackPage(Exporter):
    """Write a graded notebook as the page that its student gets."""

    file_extension = ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any | None = None, **kwargs: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Make one page, with the points and comments that are in the gradebook."""
        nb, made = super().from_notebook_node(nb, resources, **kwargs)
        about = made["nbgrader"]
        with self._gradebook.connect() as connection:
            marks = read_marks(connection, about["assignment"], about["student"])
        return render(feedback(scrubbed_tree(nb), self._key, marks)), made

    @property
    def _course(self) -> CourseDirectory:
        """The course's folders, which nbgrader's converter knows."""
        return self.parent.coursedir  # type: ignore[union-attr]

    @cached_property
    def _gradebook(self) -> Engine:
        """The way to the gradebook; no connection stays open between two pages."""
        return create_engine(self._course.db_url, poolclass=NullPool)

    @cached_property
    def _key(self) -> AnswerKey:
        """The lesson's answer key, from its solution."""
        lesson = self._course.assignment_id
        path = Path(self._course.format_path(self._course.source_directory, ".", lesson), f"{lesson}.ipynb")
        return from_solution(lesson, nbformat.read(path, as_version=4))


def read_marks(connection: Connection, lesson: str, student: str) -> Marks:
    """Read what the gradebook holds of one submission; NbGraderException where it holds none."""
    found = connection.execute(SUBMISSION, {"lesson": lesson, "student": student}).first()
    if found is None:
        raise NbGraderException(NOT_GRADED.format(student, lesson, lesson))
    notebook = {"notebook": found.id}
    by_cell = {
        row.name: Mark(row.most, row.auto_score, row.manual_score, row.extra_credit or 0.0, row.needs_manual_grade)
        for row in connection.execute(GRADES, notebook)
    }
    said: Mapping[str, str | None] = {row.name: row.said for row in connection.execute(COMMENTS, notebook)}
    return Marks(
        student,
        " ".join(part.strip() for part in (found.first_name, found.last_name) if part and part.strip()),
        found.timestamp,
        found.late_submission_penalty or 0.0,
        by_cell,
        {cell: comment for cell, comment in said.items() if comment and comment != NO_RESPONSE},
    )
