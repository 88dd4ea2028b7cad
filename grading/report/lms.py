"""Fill points into the file of grades that Canvas or Moodle exports, so that it can be imported again.

What the files look like is read from the platforms' own code: `lib/gradebook_exporter.rb` and `gradebook_importer.rb`
of Canvas, `mod/assign/gradingtable.php` and `mod/assign/feedback/offline/` of Moodle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from grading.intake.names import normal
from grading.report.table import Cell, Row, Table, Unusable, read_table

TITLE = re.compile(r"(.+?) \((\d+)\)")  # Canvas: an assignment and its number
NO_STUDENT = re.compile(r"\s*(muted|manual posting.*)?\s*", re.IGNORECASE)  # Canvas: a row about assignments
PARTICIPANT = re.compile(r"(\D*)(\d+)")  # Moodle: `Participant 123`, in the site's language
READ_ONLY = re.compile(r"read\s+only")
AMOUNT = re.compile(r"-?\d+(?:[.,]\d+)?")
NO_GRADE = ("", "-")
Key = TypeVar("Key")
Value = TypeVar("Value")
# What Moodle calls its columns, in English, German, French, Spanish, Italian and Catalan.
GRADE = ("Grade", "Bewertung", "Note", "Calificación", "Valutazione", "Qualificació")
MAXIMUM = ("Maximum grade", "Bestbewertung", "Note maximale", "Calificación máxima", "Valutazione massima",
           "Qualificació màxima")  # fmt: skip
WHO = (
    "Full name", "Username", "Email address", "ID number",
    "Vollständiger Name", "Anmeldename", "E-Mail-Adresse", "ID-Nummer",
    "Nom complet", "Nom d'utilisateur", "Adresse de courriel", "Numéro d'identification",
    "Nombre completo", "Nombre de usuario", "Dirección de correo", "Número de ID",
    "Nome", "Indirizzo email", "Codice identificativo",
    "Nom d'usuari", "Correu electrònic", "Número ID",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A student's row: how to name them, the platform's number for them, and all other names they have there."""

    row: Row
    label: str
    number: str
    names: frozenset[str]


@dataclass(frozen=True)
class Export:
    """A file that a platform exported: its table, its students, and the columns that hold an assignment's grades.

    Attributes
    ----------
    columns
        The place of each column that can be filled in, and its name. Moodle's file is about one assignment.
    maxima
        The most points in each of these columns, as the platform says; None where it does not say.
    """

    platform: str
    table: Table
    people: list[Person]
    columns: dict[int, str]
    maxima: dict[int, float | None]

    def column(self, lesson: str, title: str = "") -> int:
        """Find the one column of a lesson.

        Parameters
        ----------
        title
            What the platform calls it, with its number or without; "" where the lesson's name is to be recognised.

        Raises
        ------
        Unusable
            Where there is none, or more than one.
        """
        if self.platform == "Moodle" and not title and len(self.columns) == 1:
            return next(iter(self.columns))
        found = [place for place, name in self.columns.items() if _is_called(name, lesson, title)]
        if len(found) == 1:
            return found[0]
        wanted = title or lesson
        problem = f"{len(found)} columns are called" if found else "No column is called"
        names = ", ".join(dict.fromkeys(self.columns.values())) or "none"
        raise Unusable(
            f"{problem} {wanted}. Columns that can be filled in: {names}. Name the right one as {lesson}=COLUMN."
        )

    def lessons(self, known: Iterable[str], stem: str) -> list[str]:
        """List the lessons that this file is about: by its columns' names or, for Moodle, by the file's name."""
        if self.platform == "Moodle":
            return [lesson for lesson in known if _is_in(lesson, stem)]
        return [lesson for lesson in known if any(_is_called(name, lesson, "") for name in self.columns.values())]


@dataclass
class Filled:
    """What was done to one column: numbers written, and every student who was left out, with the reason.

    Attributes
    ----------
    new, replaced, same
        Students whose cell was empty; held another number; or held the right one already.
    left
        Those whose cell holds something else than a number, which stays, with what it holds.
    unmarked
        Those of whose answers some are still to be marked by hand.
    unclear
        Rows and students that several could be meant by.
    not_here
        Rows of whom there is no submission in the gradebook.
    not_there
        Students with a submission of whom there is no row.
    """

    title: str
    maximum: float | None
    values: dict[Cell, str] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    not_here: list[str] = field(default_factory=list)
    not_there: list[str] = field(default_factory=list)


def read(data: bytes, named: Iterable[str] = ()) -> Export:
    """Read the file that a platform exported.

    Parameters
    ----------
    named
        Columns that were named by hand, for a Moodle in a language that is not known here.

    Raises
    ------
    Unusable
        Where it is damaged, or neither platform's.
    """
    table = read_table(data)
    header = table.header
    is_canvas = header[:2] == ["Student", "ID"] or header[:3] == ["LastName", "FirstName", "ID"]
    export = _canvas(table) if is_canvas and "Section" in header else _moodle(table, set(map(_folded, named)))
    if not export:
        raise Unusable(
            "It is neither Canvas's gradebook (its first columns are Student and ID) nor Moodle's grading worksheet "
            f"(its first column holds Participant and a number). Its columns: {', '.join(header)}."
        )
    if not export.people:
        raise Unusable("No student is in it.")
    return export


def fill(export: Export, place: int, points: Mapping[str, float | None], numbers: Mapping[str, str]) -> Filled:
    """Fill one lesson's points into one column.

    Parameters
    ----------
    place
        The column, counted from 0.
    points
        Each student's points, by the gradebook's name for them; None where answers are still to be marked.
    numbers
        The platform's number of each student, as far as it is known; it decides, whatever the names say.
    """
    filled = Filled(export.columns[place], export.maxima[place])
    matched, unclear_rows, unclear_students = match(export.people, points, numbers)
    comma = _uses_comma(export, place)
    for index, person in enumerate(export.people):
        student, cell = matched.get(index), person.row.cells[place]
        if student is None:
            (filled.unclear if index in unclear_rows else filled.not_here).append(person.label)
            continue
        earned, old = points[student], cell.value.strip()
        if earned is None:
            filled.unmarked.append(student)
        elif old not in NO_GRADE and not AMOUNT.fullmatch(old):
            filled.left.append(f"{student}: {old}")
        elif old not in NO_GRADE and _number(old) == round(earned, 10):
            filled.same.append(student)
        else:
            filled.values[cell] = new = _written(earned, comma)
            if old in NO_GRADE:
                filled.new.append(student)
            else:
                filled.replaced.append(f"{student}: {old}, now {new}")
    filled.unclear += sorted(unclear_students)
    filled.not_there = sorted(set(points) - set(matched.values()) - unclear_students)
    return filled


def match(
    people: list[Person], students: Iterable[str], numbers: Mapping[str, str]
) -> tuple[dict[int, str], set[int], set[str]]:
    """Find the student of each row: by the platform's number, else by a name that is equal but for capital letters.

    Nobody is guessed. Where a row fits several students, or a student several rows, none of them is matched.

    Returns
    -------
    tuple
        The student of each row that has one; and the rows, and the students, that are unclear.
    """
    matched: dict[int, str] = {}
    unclear_rows: set[int] = set()
    unclear_students: set[str] = set()
    rows_of = _grouped((person.number, row) for row, person in enumerate(people) if person.number)
    for number, owners in _grouped((numbers[name], name) for name in students if name in numbers).items():
        rows = rows_of.get(number, [])
        if len(owners) == len(rows) == 1:
            matched[rows[0]] = owners[0]
        elif rows:
            unclear_rows.update(rows)
            unclear_students.update(owners)
    called = _grouped((_folded(name), name) for name in students if name not in numbers)
    fits = {
        row: {student for name in person.names for student in called.get(name, [])}
        for row, person in enumerate(people)
        if row not in matched and row not in unclear_rows
    }
    rows_that_fit = _grouped((student, row) for row, found in fits.items() for student in found)
    for row, found in fits.items():
        if len(found) == 1 and all(len(rows_that_fit[student]) == 1 for student in found):
            matched[row] = found.pop()
        elif found:
            unclear_rows.add(row)
            unclear_students |= found
    return matched, unclear_rows, unclear_students


def _canvas(table: Table) -> Export:
    """Read Canvas's gradebook: who is who stands up to the column Section, an assignment is `Title (number)`."""
    header = table.header
    end = header.index("Section")
    number = header.index("ID")
    who = [place for place, name in enumerate(header[:end]) if name in ("ID", "SIS User ID", "SIS Login ID")]
    possible: list[str] = []
    people = []
    for row in table.rows[1:]:
        values = row.values
        if values[0].startswith("Points Possible"):
            possible = values
        elif not all(NO_STUDENT.fullmatch(value) for value in values):
            label = " ".join(values[:number][::-1])
            people.append(Person(row, label, values[number], _names(values[place] for place in who)))
    columns = {
        place: name
        for place, name in enumerate(header)
        if place > end and TITLE.fullmatch(name) and not (possible and READ_ONLY.search(possible[place]))
    }
    return Export("Canvas", table, people, columns, {place: _maximum(possible[place:][:1]) for place in columns})


def _moodle(table: Table, named: set[str]) -> Export | None:
    """Read Moodle's grading worksheet; None where the first column does not hold participants."""
    header, rows = table.header, [row for row in table.rows[1:] if not row.is_blank]
    found = [PARTICIPANT.fullmatch(row.values[0]) for row in rows]
    words = {match[1] for match in found if match}
    if not all(found) or len(words) > 1 or words == {""}:
        return None
    columns = {place: name for place, name in enumerate(header) if place and name in GRADE or _folded(name) in named}
    maximum = next((place for place, name in enumerate(header) if name.casefold() in map(str.casefold, MAXIMUM)), None)
    who = [place for place, name in enumerate(header) if name in WHO]
    people = [
        Person(row, " ".join([row.values[0], *row.values[who[0] :][:1]] if who else row.values[:1]), match[2],
               _names([row.values[0], match[2], *(row.values[place] for place in who)]))
        for row, match in zip(rows, found, strict=True) if match
    ]  # fmt: skip
    most = _maximum([people[0].row.values[maximum]]) if people and maximum is not None else None
    return Export("Moodle", table, people, columns, dict.fromkeys(columns, most))


def _names(values: Iterable[str]) -> frozenset[str]:
    """Gather what a student may be called: what their cells say, and of an e-mail address what stands before the @."""
    given = {_folded(value) for value in values if value}
    return frozenset(given | {name.partition("@")[0] for name in given} - {""})


def _folded(name: str) -> str:
    """Return a name as it is compared: without a difference between capital and small letters."""
    return normal(name).casefold()


def _words(title: str) -> list[str]:
    """Split a title into words and numbers: `01_one_neuron` and `1: One neuron` are the same."""
    return [word.lstrip("0") or "0" for word in re.findall(r"[^\W_]+", _folded(title))]


def _is_called(name: str, lesson: str, title: str) -> bool:
    """Say whether a column has this title or, without one, a lesson's name, with its number or without."""
    bare = found[1] if (found := TITLE.fullmatch(name)) else name
    if title:
        return _folded(title) in (_folded(name), _folded(bare))
    words = _words(lesson)
    return _words(bare) in (words, words[1:], ["lesson", *words])


def _is_in(lesson: str, stem: str) -> bool:
    """Say whether a file's name, `Grades-COURSE-ASSIGNMENT-123`, holds a lesson's name, or has it as a part."""
    return lesson in stem or any(_is_called(part, lesson, "") for part in stem.split("-"))


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """Map each key to its values."""
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _number(text: str) -> float:
    """Read a number with a decimal point or a decimal comma."""
    return float(text.replace(",", "."))


def _maximum(values: list[str]) -> float | None:
    """Read the most points of a column; None where there is no number."""
    return _number(values[0]) if values and AMOUNT.fullmatch(values[0]) else None


def _uses_comma(export: Export, place: int) -> bool:
    """Say whether the file writes numbers with a decimal comma; where no number tells, semicolons do."""
    places = {*export.columns, place}
    values = [value for row in export.table.rows[1:] for value in row.values[min(places) :]]
    numbers = "".join(value for value in values if AMOUNT.fullmatch(value))
    commas, points = "," in numbers, "." in numbers
    return commas if commas != points else export.table.separator == ";"


def _written(points: float, comma: bool) -> str:
    """Write points without digits that say nothing."""
    text = f"{points:.10f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if comma else text
