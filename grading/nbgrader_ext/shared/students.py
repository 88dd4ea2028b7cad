"""Students whom several graders enter at once."""

from __future__ import annotations

from nbgrader.api import Gradebook, Student
from sqlalchemy.dialects import postgresql, sqlite


def enter(book: Gradebook, name: str) -> None:
    """Make sure that the gradebook has a student; whoever grades another lesson may enter the same one meanwhile."""
    insert = postgresql.insert if book.engine.dialect.name == "postgresql" else sqlite.insert
    book.db.execute(insert(Student).values(id=name).on_conflict_do_nothing())
