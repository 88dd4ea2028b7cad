"""Read what was handed in, whatever it is: the cells of a notebook, or a sentence why there are none."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from grading.intake.names import scrubbed
from grading.limits import MB, Limits

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml")
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Unreadable(Exception):
    """What was handed in is no notebook; the text says why."""


@dataclass(frozen=True)
class SubmittedCell:
    """One cell as it was handed in: its text, and what may say which cell it is."""

    kind: str  # "code", "markdown" or "raw"
    source: str
    id: str
    grade_id: str
    attachments: dict[str, dict[str, str]] = field(default_factory=dict)


def read_cells(data: bytes, limits: Limits) -> list[SubmittedCell]:
    """Take the cells out of a notebook file of any format since 2011; Unreadable where there are none."""
    if len(data) > limits.notebook_bytes:
        raise Unreadable(f"The file is larger than {limits.notebook_bytes // MB} MB, so it was not read.")
    if not data.strip():
        raise Unreadable("The file is empty.")
    try:
        document = json.loads(_text(data), parse_int=_integer)
    except RecursionError:
        raise Unreadable("The file is no notebook: it is nested too deeply.") from None
    except ValueError as error:
        raise Unreadable(f"The file is no notebook: it is not JSON ({error}).") from None
    cells = list(_cells(document))
    if not cells:
        raise Unreadable("The file is no notebook: it holds no cells.")
    return [cell for cell in map(_cell, cells[: limits.cells]) if cell]


def _text(data: bytes) -> str:
    """Decode a file: UTF-8, with or without a byte-order mark, or what its mark says."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return data.decode("utf-8", "replace")


def _integer(digits: str) -> int:
    """Read an integer; of one that is longer than any that counts here, nothing but that it is one."""
    return int(digits) if len(digits) < 20 else 0


def _cells(document: Any) -> Iterator[Any]:
    """Walk through the cells; before format 4 they lay on worksheets."""
    if isinstance(document, dict):
        sheets = document.get("worksheets")
        for holder in [document, *(sheets if isinstance(sheets, list) else [])]:
            cells = holder.get("cells") if isinstance(holder, dict) else None
            yield from cells if isinstance(cells, list) else []


def _cell(raw: Any) -> SubmittedCell | None:
    """Read one cell; None where it is none."""
    if not isinstance(raw, dict):
        return None
    source = _joined(raw.get("source", raw.get("input", "")))
    kind = raw.get("cell_type")
    if kind == "heading":  # of format 3
        level = raw.get("level")
        signs = "#" * (level if isinstance(level, int) and level in range(1, 7) else 1)
        source, kind = f"{signs} {source}", "markdown"
    metadata = raw.get("metadata")
    marked = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = marked.get("grade_id") if isinstance(marked, dict) else None
    return SubmittedCell(
        kind if kind in ("code", "markdown") else "raw",
        source,
        raw["id"] if isinstance(raw.get("id"), str) and ID.fullmatch(raw["id"]) else "",
        name if isinstance(name, str) else "",
        _attached(raw.get("attachments")),
    )


def _joined(source: Any) -> str:
    """Join a text that may be a list of lines; line ends become those of Unix."""
    parts = source if isinstance(source, list) else [source]
    text = "".join(part for part in parts if isinstance(part, str))
    return scrubbed(text.replace("\r\n", "\n").replace("\r", "\n"))


def _attached(raw: Any) -> dict[str, dict[str, str]]:
    """Keep pictures that were pasted into a text."""
    files = raw.items() if isinstance(raw, dict) else ()
    pictures = {scrubbed(name): _pictures(kinds) for name, kinds in files if isinstance(kinds, dict)}
    return {name: kinds for name, kinds in pictures.items() if kinds}


def _pictures(kinds: dict[str, Any]) -> dict[str, str]:
    """Keep the data of known kinds of pictures, as text; the lines of a drawing may stand in a list."""
    texts = {kind: _joined(data) for kind, data in kinds.items() if kind in PICTURES}
    return {kind: text for kind, text in texts.items() if text}
