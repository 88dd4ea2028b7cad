"""What a student may see of a test: all of its visible part, and of the hidden part the likely mistake alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nbformat import NotebookNode

from grading.cells.recorder import HIDDEN
from grading.engine.grade import GRADING
from grading.report.mistakes import COLOURS, INDENT, READ_AGAIN, read
from helpers import look

ALL_MET = re.compile(r"^\w+: every check here is met\.\n?", re.MULTILINE)  # as `helpers.checks.Check.done` says it
NOT_MET = "All that you see is met, and a test that you do not see is not."


@dataclass(frozen=True)
class Message:
    """What a test said that was not met.

    Attributes
    ----------
    call : str
        What was called; "" where the message does not say.
    finding : str
        What was expected and found, or the whole message where it is not a check's.
    diagnosis : str
        The likely mistake; "" where none is known.
    again : str
        What to read again, or "".
    """

    call: str
    finding: str
    diagnosis: str
    again: str

    @property
    def line(self) -> str:
        """The most useful sentence of it, for one line of a table."""
        lines = self.finding.strip().splitlines() or [""]
        return self.diagnosis or lines[0 if self.call else -1].strip()


@dataclass(frozen=True)
class Seen:
    """What a student sees of one test: what it showed, what it said that was not met, and why it said nothing."""

    shown: list[NotebookNode]
    messages: list[Message]
    is_open: bool = False  # the exercise is not answered yet
    was_refused: bool = False  # the test was not run, and the message is the grader's

    @property
    def line(self) -> str:
        """Why it did not give all points, in one line."""
        if self.messages:
            return self.messages[-1].line
        printed = [line for output in self.shown for line in output.get("text", "").splitlines() if line.strip()]
        return printed[-1] if printed else ""


def seen(cell: NotebookNode) -> Seen:
    """Take from a graded test what its student may see.

    An output of which nobody has noted whether it is hidden counts as hidden, but for the grader's own reason where
    there was no test. The points that a test ends with are left out, and so is the sentence that all is met: the page
    says both.
    """
    noted = cell.metadata.get(GRADING, {})
    hidden = noted.get(HIDDEN, [])
    if not hidden and [output.get("ename") for output in cell.outputs] == ["NotGraded"]:
        return Seen([], [_message(noted.get("reason", ""))], was_refused=True)
    shown: list[NotebookNode] = []
    messages: list[Message] = []
    is_open = False
    for number, output in enumerate(cell.outputs):
        is_error = output.output_type == "error"
        if number >= len(hidden) or hidden[number]:
            messages += [_message(without_values(output.evalue))] if is_error else []
        elif is_error:
            is_open |= output.ename == look.OPEN
            messages.append(_message(_visible(output)))
        elif output.output_type == "stream":
            text = ALL_MET.sub("", output.text)
            shown += [NotebookNode(output, text=text)] if text.strip() else []
        elif output.output_type != "execute_result":
            shown.append(output)
    return Seen(shown, messages, is_open)


def without_values(text: str) -> str:
    """Leave of what a hidden test said what names no value: the likely mistake, and what to read.

    A check's message is the call, what was found, indented, and then these lines; test_hidden.py holds this to the
    checks. Any other text is left out.
    """
    lines = text.splitlines()
    last = max((k for k, line in enumerate(lines) if line.startswith(INDENT)), default=len(lines))
    kept = lines[last + 1 :] if lines and lines[-1].startswith(READ_AGAIN) else []
    return "\n".join([NOT_MET, *kept]) + "\n"


def _visible(error: NotebookNode) -> str:
    """Write what a visible error says: a check's sentences, the grader's reason, or Python's lines."""
    is_checks = error.evalue.strip().rpartition("\n")[2].startswith(READ_AGAIN)
    return str(error.evalue) if is_checks or error.ename == look.OPEN else "\n".join(error.traceback)


def _message(text: str) -> Message:
    """Take a message apart."""
    lines = COLOURS.sub("", text).strip("\n").splitlines()
    again = lines.pop() if lines and lines[-1].startswith(READ_AGAIN) else ""
    if lines and lines[0] == NOT_MET:
        return Message("", NOT_MET, " ".join(lines[1:]), again)
    said = read(text)
    if said.call:
        return Message(said.call, said.finding, said.diagnosis, again)
    return Message("", "\n".join(lines), "", again)
