"""A file of comma-separated values: what its cells say, and that a change leaves every other byte alone."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.report.table import Unusable, read_table

CELLS = st.text(alphabet='ab;,"\r\n\té= \N{GRINNING FACE}', max_size=5)


def values(data: bytes) -> list[list[str]]:
    """List what the cells say."""
    return [[cell.value for cell in row.cells] for row in read_table(data).rows]


def quoted(cell: str, separator: str, always: bool) -> str:
    """Write one cell."""
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if always or {separator, *'"\r\n'} & set(cell) else cell


@given(st.data(), st.sampled_from(",;"), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans())
def test_cells_are_read_as_csv_does_and_a_change_leaves_the_rest(data, separator, end, all_quoted, bom):
    width = data.draw(st.integers(2, 4))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4))
    lines = [["head"] * width, *rows]
    text = "\N{ZERO WIDTH NO-BREAK SPACE}" * bom
    text += "".join(separator.join(quoted(cell, separator, all_quoted) for cell in line) + end for line in lines)
    assert (
        list(
            csv.reader(io.StringIO(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), newline=""), delimiter=separator)
        )
        == lines
    )
    table = read_table(text.encode())
    assert [[cell.value for cell in row.cells] for row in table.rows] == [["head"] * width, *rows]
    assert table.changed({}) == text.encode()
    row, column = data.draw(st.integers(1, len(rows))), data.draw(st.integers(0, width - 1))
    cell = table.rows[row].cells[column]
    changed = table.changed({cell: "7.5"})
    rows[row - 1][column] = "7.5"
    assert values(changed) == [["head"] * width, *rows]
    assert changed == text[: cell.start].encode() + b"7.5" + text[cell.end :].encode()


def test_the_lines_of_rows_are_counted_with_those_inside_of_cells():
    assert [row.line for row in read_table(b'a,b\r\n"x\ny\rz",1\n\n2,3').rows] == [1, 2, 5, 6]


def test_quotes_stay_and_are_added_where_a_number_needs_them():
    table = read_table(b'a,b\n1,"2"\n')
    one, two = table.rows[1].cells
    assert table.changed({two: "4,5", one: "3,5"}) == b'a,b\n"3,5","4,5"\n'
    table = read_table(b"a;b\n1;2")
    assert table.changed({table.rows[1].cells[1]: "4,5"}) == b"a;b\n1;4,5"


@pytest.mark.parametrize(
    "value", ["=1+1", "-1", "+1", "@A1", "nan", "inf", "1e3", "", " 1", "1\n", "\N{ARABIC-INDIC DIGIT ONE}"]
)
def test_what_a_spreadsheet_would_compute_is_never_written(value: str):
    table = read_table(b"a,b\n1,2\n")
    with pytest.raises(ValueError, match="no number of points"):
        table.changed({table.rows[1].cells[0]: value})


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "empty"),
        (b"\n \n\n", "empty"),
        ("a,b\nä,1\n".encode("latin-1"), "UTF-8"),
        ("a,b\n".encode("utf-16"), "UTF-8"),
        ("a,b\n".encode("utf-16-le"), "UTF-8"),
        (b'a,b\n1,"2\n3,4\n', "line 2"),
        (b'a,b\n1,2"\n', "line 2"),
        (b'a,b\n"1"x,2\n', "line 2"),
        (b"a,b\n1,2\n\n1,2,3\n", "line 4 has 3 cells, and the first 2"),
        (b"a,b\n1", "line 2 has 1 cells"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, sentence: str):
    with pytest.raises(Unusable, match=sentence):
        read_table(data)


def test_semicolons_separate_where_they_make_more_columns():
    assert values(b"a;b, c;d\n1;2,5;3\n") == [["a", "b, c", "d"], ["1", "2,5", "3"]]
    assert values(b'a,"b; c; d",e\n1,2,3\n') == [["a", "b; c; d", "e"], ["1", "2", "3"]]


def test_a_large_file_with_many_quotes_is_read():
    cell = '"' + '""' * 20_000 + '"'
    table = read_table(b"a,b\n" + f"{cell},2\n".encode() * 20)
    assert len(table.rows) == 21 and table.rows[-1].cells[0].value == '"' * 20_000
