"""What a cell shows, as a notebook keeps it: rebuilt from plain data that came from a student's process."""

from typing import Any

from nbformat import NotebookNode, from_dict

from grading.cells.recorder import HIDDEN, Output, Recorder, Room
from grading.limits import Limits

MAX_COUNT = 10**6  # of a cell's runs


def within_limits(received: list[Any], limits: Limits, room: Room) -> tuple[list[NotebookNode], list[bool]]:
    """Rebuild outputs that came from another process: of known kinds, within a cell's limits and a submission's room.

    Returns
    -------
    outputs : list of NotebookNode
        What is kept.
    hidden : list of bool
        Whether each comes from the part of a test that students do not see.
    """
    recorder = Recorder(limits, room)
    for output in received:
        if isinstance(output, dict):
            recorder.hidden = output.get(HIDDEN) is True
            _record(recorder, output)
    return _to_nodes(recorder.outputs), [output[HIDDEN] for output in recorder.outputs]


def _to_nodes(outputs: list[Output]) -> list[NotebookNode]:
    """Turn outputs into what nbformat works with."""
    return [from_dict({key: value for key, value in output.items() if key != HIDDEN}) for output in outputs]


def printed(text: str, stream: str = "stdout") -> NotebookNode:
    """Make an output that shows a text."""
    return NotebookNode(output_type="stream", name=stream, text=text)


def failed(name: str, text: str) -> NotebookNode:
    """Make an output that shows an error."""
    return NotebookNode(output_type="error", ename=name, evalue=text, traceback=[text])


def _record(recorder: Recorder, output: Output) -> None:
    """Keep one output, if it is of a known kind."""
    texts = {key: value for key, value in output.items() if isinstance(value, str)}
    match output.get("output_type"):
        case "stream" if "text" in texts:
            recorder.stream("stderr" if texts.get("name") == "stderr" else "stdout", texts["text"])
        case "display_data" | "execute_result" as kind if isinstance(output.get("data"), dict):
            count = output.get("execution_count")
            recorder.rich(kind, output["data"], count if type(count) is int and 0 <= count <= MAX_COUNT else 0)
        case "error" if isinstance(output.get("traceback"), list):
            lines = [line for line in output["traceback"] if isinstance(line, str)]
            recorder.error(texts.get("ename", "Error"), texts.get("evalue", ""), lines)
