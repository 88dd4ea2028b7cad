"""What nbgrader's commands and Formgrader read of a submission, read so that none can stop them for the others."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from grading.intake.handed_in import handed_in_at
from grading.intake.names import is_plain

submitted_students = NbGraderAPI.get_submitted_students


def existing_timestamp(course: CourseDirectory, folder: str) -> datetime | None:
    """Read when a submission was handed in; a text that is no time is none, and no error."""
    return handed_in_at(Path(folder))[0]


def submitted_timestamp(api: NbGraderAPI, assignment_id: str, student_id: str) -> datetime | None:
    """Read when a student's submission was handed in, for Formgrader's pages."""
    course = api.coursedir
    return existing_timestamp(course, course.format_path(course.submitted_directory, student_id, assignment_id))


def plain_students(api: NbGraderAPI, assignment_id: str) -> set[str]:
    """List who handed something in, for Formgrader's pages: whoever has a name that harms no page."""
    return {student for student in submitted_students(api, assignment_id) if is_plain(student)}


def install() -> None:
    """Let nbgrader read so."""
    CourseDirectory.get_existing_timestamp = existing_timestamp
    NbGraderAPI.get_submitted_timestamp = submitted_timestamp
    NbGraderAPI.get_submitted_students = plain_students
