"""Where an error arose, told as plain data and shown again on the other side as a traceback of the student's lines."""

import sys
import traceback
from collections.abc import Sequence
from types import CodeType, TracebackType
from typing import NamedTuple

from grading.protocol.descriptions import identifier

CELL = "<cell "  # the file name of a cell's code begins so
LAST_LINE = 10_000


class Frame(NamedTuple):
    """A line of a cell that was being run."""

    file: str
    line: int
    function: str


def frames(error: BaseException) -> list[Frame]:
    """List the frames of an error that are in cells, outermost first."""
    found = traceback.walk_tb(error.__traceback__)
    places = [Frame(f.f_code.co_filename, line or 1, f.f_code.co_name) for f, line in found]
    return [place for place in places if place.file.startswith(CELL)][-20:]


def with_frames(error: BaseException, places: Sequence[Frame]) -> BaseException:
    """Give an error a traceback with these frames."""
    made: TracebackType | None = None
    for place in reversed(places):
        inner = _raised_in(_code(place), error)
        made = TracebackType(made, inner.tb_frame, inner.tb_lasti, inner.tb_lineno)
    return error.with_traceback(made)


def _code(place: Frame) -> CodeType:
    line = min(max(place.line, 1), LAST_LINE)
    function = place.function if place.function.startswith("<") else identifier(place.function)
    code = compile("\n" * (line - 1) + "raise error", place.file[:100], "exec")
    return code.replace(co_name=function[:100])


def _raised_in(code: CodeType, error: BaseException) -> TracebackType:
    try:
        exec(code, {"error": error})
    except BaseException:
        return sys.exc_info()[2].tb_next
    raise AssertionError("the code raises")
