"""What a cell shows, collected while it runs, within limits, as plain data."""

import io

from grading.limits import Limits

CUT = "\n… cut here: a cell shows no more than this.\n"
RICH = (
    "text/plain", "text/html", "text/markdown", "text/latex",
    "image/png", "image/jpeg", "image/gif", "image/svg+xml",
)  # fmt: skip


class Recorder:
    """Collect the outputs of one cell. `hidden`: what comes now comes from a test's hidden part."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.outputs, self.text, self.hidden = limits, [], 0, False

    def stream(self, name: str, text: str) -> None:
        """Keep what was printed, up to a limit."""
        left = self.limits.text - self.text
        if left <= 0 or not text:
            return
        self.text += len(text)
        text = text if len(text) <= left else text[:left] + CUT
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name and last["hidden"] == self.hidden:
            last["text"] += text
        else:
            self._keep({"output_type": "stream", "name": name, "text": text})

    def rich(self, kind: str, data: dict, count: int = 0) -> None:
        """Keep what was displayed, or the value that the cell ends with."""
        shown = {mime: text for mime, text in data.items() if mime in RICH and isinstance(text, str)}
        fits = {mime: text for mime, text in shown.items() if len(text) <= self.limits.picture}
        if len(fits) < len(shown):
            self.stream("stderr", "A picture, or another output, is too large to be kept.\n")
        if "text/plain" in fits:
            fits["text/plain"] = fits["text/plain"][: self.limits.text]
        if fits:
            more = {"execution_count": count} if kind == "execute_result" else {}
            self._keep({"output_type": kind, "data": fits, "metadata": {}, **more})

    def error(self, name: str, text: str, lines: list[str]) -> None:
        """Keep an error with its traceback."""
        lines = [line[: self.limits.text] for line in lines][:200]
        self._keep({"output_type": "error", "ename": name, "evalue": text[: self.limits.text], "traceback": lines})

    def writer(self, name: str) -> "Writer":
        """Make a file whose text is kept as this stream."""
        return Writer(self, name)

    def _keep(self, output: dict) -> None:
        if len(self.outputs) < self.limits.outputs:
            self.outputs.append(output | {"hidden": self.hidden})


class Writer(io.TextIOBase):
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
