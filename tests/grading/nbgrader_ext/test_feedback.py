"""The points and comments of one submission, as the page gets them; nothing that grows with the class is read."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from sqlalchemy import text

from grading.feedback.marks import Mark
from grading.nbgrader_ext import autograde, feedback
from grading.nbgrader_ext.feedback import read_marks
from tests.grading.nbgrader_ext.test_export import gradebook

TIME = datetime(2026, 11, 28, 18, 30)
LARGE = ("notebook", "grade", "comment", "submission", "student")  # tables, by their names in the questions


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gradebook]:
    """Make a gradebook with a submission that has comments."""
    with gradebook(tmp_path_factory.mktemp("feedback")) as made:
        made.add_solution_cell("a", "one", "one")
        made.add_solution_cell("b", "one", "one")
        with made.db.no_autoflush:
            submission = made.add_submission("one", "王", timestamp=TIME)
        grades = {grade.name: grade for grade in submission.notebooks[0].grades}
        grades["test_a"].auto_score, grades["test_a"].extra_credit = 2, 0.5
        grades["test_b"].manual_score, grades["test_b"].needs_manual_grade = 1, False
        comments = {comment.name: comment for comment in submission.notebooks[0].comments}
        comments["a"].auto_comment, comments["b"].auto_comment = feedback.NO_RESPONSE, "by a machine"
        submission.notebooks[0].late_submission_penalty = 0.25
        made.db.commit()
        yield made


def test_marks_are_read_as_nbgrader_counts_them(book: Gradebook):
    with book.engine.connect() as connection:
        marks = read_marks(connection, "one", "王")
        with pytest.raises(NbGraderException, match="other: the gradebook has no points of one"):
            read_marks(connection, "one", "other")
    assert (marks.name, marks.handed_in, marks.late, marks.most) == ("Zoë Ångström", TIME, 0.25, 9)
    assert marks.by_cell["test_a"] == Mark(3, 2, None, 0.5, waits=True)
    assert marks.by_cell["test_b"] == Mark(3, None, 1) and marks.by_cell["essay"].points is None
    assert marks.points == 3.25 == book.find_submission("one", "王").score - 0.25
    assert marks.comments == {"b": "by a machine"}


def test_a_persons_comment_counts_before_a_machines(book: Gradebook):
    comment = book.find_comment("b", "one", "one", "王")
    comment.manual_comment = "by a person"
    book.db.commit()
    with book.engine.connect() as connection:
        assert read_marks(connection, "one", "王").comments == {"b": "by a person"}
    comment.manual_comment = None
    book.db.commit()
    assert feedback.NO_RESPONSE == autograde.NO_RESPONSE


@pytest.mark.parametrize("question", [feedback.SUBMISSION, feedback.GRADES, feedback.COMMENTS])
def test_no_question_reads_a_large_table(book: Gradebook, question):
    with book.engine.connect() as connection:
        plan = connection.execute(
            text(f"EXPLAIN QUERY PLAN {question}"), {"lesson": "one", "student": "x", "notebook": "x"}
        ).all()
    steps = [row[3].split() for row in plan]
    assert [name for step, name, *_ in steps if step == "SEARCH" and name in LARGE]
    assert not [name for step, name, *_ in steps if step == "SCAN" and name in LARGE], steps
