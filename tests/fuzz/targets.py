"""What is driven with hostile inputs, and what must hold whatever comes."""

import contextlib
import html.parser
import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from hypothesis.strategies import SearchStrategy

from grading.cells.outputs import within_limits
from grading.cells.recorder import Room
from grading.engine.messages import CellRan
from grading.feedback.sanitise import ATTRIBUTES, clean_html, markdown_to_html
from grading.intake.archive import Budget, Refused, unpack
from grading.intake.find import Submission
from grading.intake.rebuild import rebuild
from grading.limits import MB, Limits
from grading.protocol import messages
from grading.protocol.codec import NotTransferable
from grading.protocol.records import Malformed
from grading.protocol.rpc import Peer
from tests.course import LESSONS, student_copy
from tests.fuzz import inputs
from tests.grading.border import key

LESSON = LESSONS[0]
LIMITS = Limits()


@dataclass(frozen=True)
class Target:
    """What is driven: it raises nothing, or its input is one that hurts."""

    run: Callable[[Any], None]
    inputs: Callable[[], SearchStrategy[Any]]


def codec(data: bytes) -> None:
    """A value is decoded, and can be sent on; or what arrived is refused."""
    examiner = Peer(None, "examiner", LIMITS.message, strict=True)  # type: ignore[arg-type]
    with contextlib.suppress(NotTransferable):
        examiner.encode(examiner.decode(data))


def control(data: bytes) -> None:
    """A message is read, and what a cell showed becomes outputs of a notebook; or what arrived is refused."""
    try:
        message = messages.decode(data, *inputs.KINDS)
    except Malformed:
        return
    if isinstance(message, CellRan):
        outputs, hidden = within_limits(message.outputs, LIMITS, Room(LIMITS.shown))
        assert len(outputs) == len(hidden)
        cell = nbformat.v4.new_code_cell(outputs=outputs)
        nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))


def intake(data: bytes) -> None:
    """A file becomes a notebook with each of the lesson's cells once, in the lesson's order."""
    rebuilt = rebuild(Submission(data), key(LESSON), LIMITS)
    names = [cell.graded.name for cell in rebuilt.cells if cell.graded is not None]
    assert names == [graded.name for graded in key(LESSON).graded]
    nbformat.writes(nbformat.v4.new_notebook(cells=[cell.cell for cell in rebuilt.cells])).encode()


def archive(packed: tuple[str, bytes]) -> None:
    """Plain files arrive, inside the folder, within the budget; or nothing does."""
    ending, data = packed
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        source, folder = home / f"packed{ending}", home / "unpacked"
        source.write_bytes(data)
        budget = Budget(100, MB, "it")
        with contextlib.suppress(Refused):
            unpack(source, folder, lambda path: [budget], budget, patient=True)
        for parent, folders, files in os.walk(home):
            for path in (Path(parent, file) for file in [*folders, *files]):
                status = os.lstat(path)
                assert stat.S_ISDIR(status.st_mode) or (stat.S_ISREG(status.st_mode) and status.st_nlink == 1)
                assert path == source or folder in [path, *path.parents]
                assert status.st_size <= MB


class Tags(html.parser.HTMLParser):
    """Reads a page, and holds it to what may stand in one."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hold a tag and its attributes to the list."""
        assert tag in ATTRIBUTES, tag
        for name, value in attrs:
            address = (value or "").strip().lower()
            if (tag, name) != ("div", "class"):
                assert name in ATTRIBUTES[tag], (tag, name)
            if name == "src":
                assert address.startswith("data:image/") or not address, address
            if name == "href":
                assert address.startswith(("http:", "https:", "mailto:", "#")) or not address, address
            assert "url(" not in address or name not in ("style", "src"), address


def page(text: str) -> None:
    """A text becomes a page in which nothing runs, and that can be written to a file."""
    for made in (markdown_to_html(text), clean_html(text)):
        reader = Tags()
        reader.feed(made)
        reader.close()
        made.encode()


@cache
def _notebooks() -> SearchStrategy[bytes]:
    """Make files for the intake."""
    released = nbformat.writes(nbformat.from_dict(student_copy(LESSON))).encode()
    return inputs.notebook(released, [graded.name for graded in key(LESSON).graded])


TARGETS = {
    "codec": Target(codec, inputs.codec),
    "control": Target(control, inputs.control),
    "intake": Target(intake, _notebooks),
    "archive": Target(archive, inputs.archive),
    "page": Target(page, inputs.page),
}
