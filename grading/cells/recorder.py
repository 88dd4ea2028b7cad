"""What a cell shows, collected while it runs, within limits, as plain data."""

from __future__ import annotations

import io
import json
from typing import Any

from grading.limits import MB, Limits

CUT = "\n… cut here: a cell shows no more than this.\n"
TOO_LARGE = "A picture, or another output, is too large to be kept.\n"
ALL_CUT = "… cut here: the outputs of a submission, together, may have no more than {} MB.\n"
MAX_TRACEBACK = 200
MAX_NAME = 100
MIME_TYPES = (
    "text/plain", "text/html", "text/markdown", "text/latex",
    "image/png", "image/jpeg", "image/gif", "image/svg+xml",
)  # fmt: skip
HIDDEN = "hidden"  # the key of an output that says if it comes from the part of a test that students do not see

Output = dict[str, Any]


class Room:
    """How many bytes the outputs of several cells may still take up, together."""

    def __init__(self, most: int) -> None:
        self.most = self.left = most

    def takes(self, output: Output) -> bool:
        """Take an output in, if there is room for it."""
        size = len(json.dumps(output))
        if size > self.left:
            self.left = 0  # what comes later is left out, too
            return False
        self.left -= size
        return True


class Recorder:
    """Collect the outputs of one cell. While `hidden` is true, they come from a test's hidden part."""

    def __init__(self, limits: Limits, room: Room | None = None) -> None:
        self.limits = limits
        self.room = room or Room(limits.shown)
        self.outputs: list[Output] = []
        self.characters = 0
        self.hidden = False
        self.is_cut = False

    def stream(self, name: str, text: str) -> None:
        """Keep what was printed, up to a limit."""
        left = self.limits.text - self.characters
        if left <= 0 or not text:
            return
        self.characters += len(text)
        text = text if len(text) <= left else text[:left] + CUT
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name and last[HIDDEN] == self.hidden:
            if self._has_room({"text": text}):
                last["text"] += text
        else:
            self._keep({"output_type": "stream", "name": name, "text": text})

    def rich(self, kind: str, data: dict[str, Any], count: int = 0) -> None:
        """Keep what was displayed, or the value that the cell ends with."""
        known = {mime: text for mime, text in data.items() if mime in MIME_TYPES and isinstance(text, str)}
        fits = {mime: text for mime, text in known.items() if len(text) <= self.limits.picture}
        if len(fits) < len(known):
            self.stream("stderr", TOO_LARGE)
        if "text/plain" in fits:
            fits["text/plain"] = fits["text/plain"][: self.limits.text]
        if fits:
            counted = {"execution_count": count} if kind == "execute_result" else {}
            self._keep({"output_type": kind, "data": fits, "metadata": {}, **counted})

    def error(self, name: str, text: str, lines: list[str]) -> None:
        """Keep an error with its traceback."""
        kept: list[str] = []
        left = self.limits.text
        for line in lines[:MAX_TRACEBACK]:
            kept.append(line[:left])
            left -= len(kept[-1])
        text = text[: self.limits.reason]
        self._keep({"output_type": "error", "ename": name[:MAX_NAME], "evalue": text, "traceback": kept})

    def writer(self, name: str) -> StreamWriter:
        """Make a file whose text is kept as this stream."""
        return StreamWriter(self, name)

    def _keep(self, output: Output) -> None:
        """Keep an output, up to a limit."""
        if len(self.outputs) < self.limits.outputs and self._has_room(output):
            self.outputs.append(output | {HIDDEN: self.hidden})

    def _has_room(self, output: Output) -> bool:
        """Say whether all outputs together leave room for this one; where they do not, the cell says so."""
        if self.room.takes(output):
            return True
        if not self.is_cut:
            self.is_cut = True
            cut = ALL_CUT.format(self.room.most // MB)
            self.outputs.append({"output_type": "stream", "name": "stderr", "text": cut, HIDDEN: False})
        return False


class StreamWriter(io.TextIOBase):
    """A standard stream that ends in a notebook."""

    encoding = "utf-8"

    def __init__(self, recorder: Recorder, name: str) -> None:
        self.recorder, self.name = recorder, name

    def write(self, text: str) -> int:
        """Keep the text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.recorder.stream(self.name, text)
        return len(text)

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True
