"""CSV files that a spreadsheet shows as they are: nothing in them is computed, and no text moves a column."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TextIO

from grading.report.mistakes import OPEN, read
from grading.report.records import Exercise, Lesson, Record

COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet takes for the beginning of a formula
COLUMNS = ("student", "name", "lesson", "submission", "handed in", "exercise", "points", "most", "state", "mistake")


def as_text(value: object) -> str:
    """Write a value so that a spreadsheet shows it: what it would compute gets an apostrophe in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(COMPUTED) else text


def as_csv(lesson: Lesson) -> str:
    """Write a row for each student and exercise, or a single one for who has no points yet."""
    file = io.StringIO(newline="")
    write(file, [COLUMNS])
    write(file, (row for record in lesson.records for row in _rows(lesson, record)))
    return file.getvalue()


def write(file: TextIO, rows: Iterable[Iterable[object]]) -> None:
    """Write rows as RFC 4180 has them; its line ends let Python quote a carriage return, which ends a row otherwise."""
    csv.writer(file, lineterminator="\r\n").writerows([as_text(value) for value in row] for row in rows)


def _rows(lesson: Lesson, record: Record) -> Iterator[Iterable[object]]:
    """Make the rows of one student."""
    start = (record.student, record.name, record.lesson, record.state, record.handed_in)
    if record.state != "graded":
        yield (*start, *[None] * (len(COLUMNS) - len(start)))
        return
    for exercise in lesson.exercises:
        points, ending = record.points.get(exercise.name), record.endings.get(exercise.name)
        mistake = read(ending.text).diagnosis if ending and ending.error != OPEN else ""
        yield (*start, exercise.title, points, exercise.most, state(record, exercise), mistake)


def state(record: Record, exercise: Exercise) -> str:
    """Say in a word or two how a student did in an exercise."""
    points, ending = record.points.get(exercise.name), record.endings.get(exercise.name)
    if exercise.name in record.to_mark or points is None:
        return "to be marked"
    if points >= exercise.most:
        return "met"
    return "not answered" if ending and ending.error == OPEN else "partly met" if points > 0 else "not met"
