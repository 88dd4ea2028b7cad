"""What the gradebook, submitted/ and autograded/ know of one lesson, read as plain data; nothing is written."""

import json
import logging
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import is_grade, is_solution
from sqlalchemy import Boolean, Connection, DateTime, Float, String, column, create_engine, inspect, text
from sqlalchemy.engine import make_url

from grading.engine.grade import GRADING
from grading.intake.names import is_plain
from grading.lesson.places import ROOT, originals
from grading.nbgrader_ext.exclusive import CAUSES, EMPTY, in_words
from grading.nbgrader_ext.releases import open_course
from grading.report.records import Ending, Exercise, Lesson, Record, State

DAMAGED = (
    AttributeError,
    IndexError,
    KeyError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)  # what odd JSON may raise
NO_LESSON = "The gradebook knows no lesson {0}. If it is new, run `python -m grading prepare {0}`."
LOST = "its graded notebook is not there. Its points are counted, its mistakes are not. Grade it again, with --force."
UNREAD = (
    "its graded notebook cannot be read. Its points are counted, its mistakes are not. Grade it again, with --force."
)

EXERCISES = text("""
    SELECT cell.name, COALESCE(graded.max_score, task.max_score) AS most
    FROM assignment JOIN notebook ON notebook.assignment_id = assignment.id
    JOIN base_cell AS cell ON cell.notebook_id = notebook.id
    LEFT JOIN grade_cells AS graded ON graded.id = cell.id
    LEFT JOIN task_cells AS task ON task.id = cell.id
    WHERE assignment.name = :lesson AND COALESCE(graded.max_score, task.max_score) IS NOT NULL
""").columns(column("name", String), column("most", Float))
STUDENTS = text("SELECT id, first_name, last_name FROM student ORDER BY id")
GRADES = text("""
    SELECT submission.student_id, submission.timestamp, cell.name, grade.auto_score, grade.manual_score,
        grade.extra_credit, grade.needs_manual_grade
    FROM assignment JOIN submitted_assignment AS submission ON submission.assignment_id = assignment.id
    JOIN submitted_notebook AS notebook ON notebook.assignment_id = submission.id
    JOIN grade ON grade.notebook_id = notebook.id
    JOIN base_cell AS cell ON cell.id = grade.cell_id
    WHERE assignment.name = :lesson
""").columns(
    column("student_id", String),
    column("timestamp", DateTime),
    column("name", String),
    column("auto_score", Float),
    column("manual_score", Float),
    column("extra_credit", Float),
    column("needs_manual_grade", Boolean),
)


class Grade(NamedTuple):
    """One row of GRADES."""

    student: str
    handed_in: datetime | None
    exercise: str
    by_test: float | None
    by_hand: float | None
    extra: float | None
    to_mark: bool

    @property
    def points(self) -> float | None:
        """What nbgrader counts; None where neither a test nor a person has said anything."""
        score = self.by_test if self.by_hand is None else self.by_hand
        return None if score is None else score + (self.extra or 0.0)


def read(name: str, root: Path = ROOT) -> Lesson:
    """Read one lesson, with a record for everybody whom the gradebook knows or who has handed it in.

    Raises
    ------
    SystemExit
        Where the gradebook cannot be used, or does not know the lesson; why is logged, or said by it.
    """
    course = open_course(root).coursedir
    with in_words(logging.getLogger("grading")):
        engine = create_engine(_existing(course.db_url))
        try:
            with engine.connect() as connection:
                return _lesson(name, connection, course, root)
        finally:
            engine.dispose()


def _existing(url: str) -> str:
    """Return the gradebook's address; stop where it is a file that is not there, which SQLite would make."""
    file = make_url(url).database
    if url.startswith("sqlite") and file and not Path(file).exists():
        raise SystemExit("There is no gradebook yet: run `python -m grading prepare`.")
    return url


def _lesson(name: str, connection: Connection, course: CourseDirectory, root: Path) -> Lesson:
    """Read a lesson through an open connection."""
    if not inspect(connection).has_table("grade"):
        raise SystemExit(CAUSES[EMPTY])
    exercises = {row.name: Exercise(row.name, row.most) for row in connection.execute(EXERCISES, {"lesson": name})}
    if not exercises:
        raise SystemExit(NO_LESSON.format(name))
    title, order = _plan(originals(root)[name])
    in_order = [*filter(exercises.__contains__, order), *sorted(exercises.keys() - set(order))]
    called = {row.id: _full_name(row.first_name, row.last_name) for row in connection.execute(STUDENTS)}
    grades = defaultdict(list)
    for row in connection.execute(GRADES, {"lesson": name}):
        grades[row.student_id].append(Grade(*row))
    pattern = Path(course.format_path(course.submitted_directory, "*", name)).relative_to(course.root)
    folders = (path.parent.name for path in Path(course.root).glob(str(pattern)) if path.is_dir())
    handed_in = {student for student in folders if is_plain(student)}
    records = []
    for student in sorted({*called, *handed_in}):
        made = Record(student, name, "not graded" if student in handed_in else "not handed in", called.get(student, ""))
        records.append(_graded(made, grades[student], course) if student in grades else made)
    return Lesson(name, title, tuple(exercises[one] for one in in_order), tuple(records))


def _plan(path: Path) -> tuple[str, list[str]]:
    """Read a lesson's title, and the names of its graded cells in order."""
    cells = nbformat.read(path, as_version=4).cells
    title = next((cell.source.partition("\n")[0].lstrip("# ") for cell in cells if cell.cell_type == "markdown"), "")
    return title or path.stem, [cell.metadata.nbgrader.grade_id for cell in cells if is_grade(cell)]


def _full_name(*parts: str | None) -> str:
    """Join what is known of a name."""
    return " ".join(part.strip() for part in parts if part and part.strip())


def _graded(record: Record, grades: list[Grade], course: CourseDirectory) -> Record:
    """Make the record of a submission that has points."""
    state: State = "graded"
    points = {grade.exercise: grade.points for grade in grades}
    to_mark = tuple(grade.exercise for grade in grades if grade.to_mark or grade.points is None)
    folder = Path(course.format_path(course.autograded_directory, record.student, record.lesson))
    problem, endings = "", {}
    try:
        endings = dict(endings_of_tests(folder / f"{record.lesson}.ipynb"))
    except FileNotFoundError:
        problem = LOST
    except DAMAGED:
        problem = UNREAD
    return Record(
        record.student, record.lesson, state, record.name, grades[0].handed_in, points, to_mark, endings, problem
    )


def endings_of_tests(path: Path) -> Iterator[tuple[str, Ending]]:
    """Read from a graded notebook what each test said that ended in an error; DAMAGED where it is no notebook."""
    for cell in json.loads(path.read_bytes())["cells"]:
        node = nbformat.from_dict(cell)
        if node.cell_type == "code" and is_grade(node) and not is_solution(node):
            errors = [output for output in node.outputs if output.output_type == "error"]
            if errors:
                reason = node.metadata.get(GRADING, {}).get("reason") or _text(errors[-1].evalue)
                yield sys.intern(node.metadata.nbgrader.grade_id), _ending(errors[-1].ename, reason)


def _ending(error: Any, reason: Any) -> Ending:
    """Make an ending of texts; equal texts of a class are kept once."""
    return Ending(sys.intern(str(error)), sys.intern(str(reason)))


def _text(value: Any) -> str:
    """Return a text that may be stored as a list of lines."""
    return value if isinstance(value, str) else "".join(value)
