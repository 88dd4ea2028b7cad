"""A file of comma-separated values whose cells can be changed while every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
SEPARATORS = (",", ";")
LINE_END = re.compile(r"\r\n|\n|\r")
NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?")  # nothing that a spreadsheet would compute


class Unusable(ValueError):
    """The file cannot be filled in; the text is a sentence that says why."""


@dataclass(frozen=True)
class Cell:
    """One cell: what it says, and where its text stands in the file, without its quotes."""

    value: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class Row:
    """The cells of one row, and the line of the file, from 1, on which it begins."""

    cells: list[Cell]
    line: int

    @property
    def values(self) -> list[str]:
        """What the cells say, without spaces around it."""
        return [cell.value.strip() for cell in self.cells]

    @property
    def is_blank(self) -> bool:
        """Say whether nothing stands in this row."""
        return not any(self.values)


@dataclass(frozen=True)
class Table:
    """A file's text, the character that separates its cells, and its rows; the first one holds the columns' names."""

    text: str
    separator: str
    rows: list[Row]

    @property
    def header(self) -> list[str]:
        """The columns' names."""
        return self.rows[0].values

    def changed(self, values: dict[Cell, str]) -> bytes:
        """Write the file with other numbers in some cells: each keeps its quotes, and gets them where it needs them.

        Raises
        ------
        ValueError
            Where a value is no plain number: nothing that a spreadsheet would compute is ever written.
        """
        parts, done = [], 0
        for cell, value in sorted(values.items(), key=lambda item: item[0].start):
            if not NUMBER.fullmatch(value):
                raise ValueError(f"{value!r} is no number of points")
            quote = '"' * (self.separator in value and not cell.quoted)
            parts += [self.text[done : cell.start], quote, value, quote]
            done = cell.end
        return "".join([*parts, self.text[done:]]).encode("utf-8")


def read_table(data: bytes) -> Table:
    """Read a file in UTF-8, with or without a byte order mark, separated by commas or semicolons.

    Time and memory are linear in its size.

    Raises
    ------
    Unusable
        Where it is in another encoding, damaged, or empty.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise Unusable("It is no text in UTF-8. Export it again, and do not save it from a spreadsheet in between.")
    separator = max(SEPARATORS, key=lambda sign: _width(text, sign))
    rows = [Row(cells, line) for cells, line in _rows(text, separator)]
    while rows and rows[0].is_blank:
        rows = rows[1:]
    if not rows:
        raise Unusable("It is empty.")
    for row in rows:
        if len(row.cells) != len(rows[0].cells) and not row.is_blank:
            raise Unusable(
                f"It is damaged: line {row.line} has {len(row.cells)} cells, and the first {len(rows[0].cells)}."
            )
    return Table(text, separator, rows)


def _width(text: str, separator: str) -> int:
    """Count the cells of the first row that this character would separate; 0 where it cannot be read."""
    try:
        return len(next(_rows(text, separator))[0])
    except (Unusable, StopIteration):
        return 0


def _rows(text: str, separator: str) -> Iterator[tuple[list[Cell], int]]:
    """Yield each row's cells, and its line."""
    cell = re.compile(rf'(?:"([^"]*(?:""[^"]*)*+)"|([^"{separator}\r\n]*+))({separator}|\r\n|\n|\r|\Z)')
    place, line, begun = len(BOM) * text.startswith(BOM), 1, 1
    cells: list[Cell] = []
    while place < len(text) or cells:
        found = cell.match(text, place)
        if not found:
            raise Unusable(f"It is damaged: a quotation mark in line {line} has no other, or stands inside a cell.")
        quoted = found[1] is not None
        inside = found[1 if quoted else 2]
        cells.append(Cell(inside.replace('""', '"') if quoted else inside, *found.span(1 if quoted else 2), quoted))
        if quoted or found[3] != separator:
            line += len(LINE_END.findall(found[0]))
        place = found.end()
        if found[3] != separator:
            yield cells, begun
            cells, begun = [], line
