"""Where an error arose, as plain data; on the other side it becomes a traceback of the student's lines again."""

import re
import sys
import traceback
from collections.abc import Sequence
from types import CodeType, TracebackType
from typing import NamedTuple

from grading.protocol.descriptions import identifier

MAX_LINE = 10_000
MAX_FRAMES = 20
_CELL_PREFIX = "<cell "
_CELL = re.compile(r"<cell \d{1,9}>")


class Frame(NamedTuple):
    """A line of a cell that was being run."""

    file: str
    line: int
    function: str


def cell_file(number: int) -> str:
    """Return the file name that the code of a cell is compiled under."""
    return f"{_CELL_PREFIX}{number}>"


def frames_in_cells(error: BaseException) -> list[Frame]:
    """List the frames of an error that are in cells, outermost first."""
    found = traceback.walk_tb(error.__traceback__)
    frames = [Frame(f.f_code.co_filename, line or 1, f.f_code.co_name) for f, line in found]
    return [frame for frame in frames if frame.file.startswith(_CELL_PREFIX)][-MAX_FRAMES:]


def with_frames(error: BaseException, frames: Sequence[Frame]) -> BaseException:
    """Give an error a traceback with these frames; one that is in no cell, as in a test, is left out."""
    made: TracebackType | None = None
    for frame in [frame for frame in reversed(frames) if _CELL.fullmatch(frame.file)]:
        inner = _raised_in(_code(frame), error)
        made = TracebackType(made, inner.tb_frame, inner.tb_lasti, inner.tb_lineno)
    return error.with_traceback(made)


def _code(frame: Frame) -> CodeType:
    """Compile code that raises on the frame's line, in a function of the frame's name."""
    line = min(max(frame.line, 1), MAX_LINE)
    function = frame.function if frame.function.startswith("<") else identifier(frame.function)
    code = compile("\n" * (line - 1) + "raise error", frame.file, "exec")
    return code.replace(co_name=function[:100])


def _raised_in(code: CodeType, error: BaseException) -> TracebackType:
    """Run code that raises an error, and return the traceback."""
    try:
        exec(code, {"error": error})
    except BaseException:
        raised = sys.exc_info()[2]
        assert raised is not None and raised.tb_next is not None
        return raised.tb_next
    raise AssertionError("the code raises")
