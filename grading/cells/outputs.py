"""What a cell shows, as a notebook keeps it: rebuilt from plain data that came from a student process."""

from typing import Any

from nbformat import NotebookNode, from_dict

from grading.cells.recorder import Recorder
from grading.limits import Limits


def taken_in(came: Any, limits: Limits) -> list[NotebookNode]:
    """Rebuild outputs that came from a student process: of known kinds, and within the limits."""
    recorder = Recorder(limits)
    for output in came if isinstance(came, list) else []:
        if isinstance(output, dict):
            _take(recorder, output)
    return nodes(recorder.outputs)


def nodes(outputs: list[dict]) -> list[NotebookNode]:
    """Turn outputs into what nbformat works with."""
    return [from_dict({key: value for key, value in output.items() if key != "hidden"}) for output in outputs]


def printed(text: str, name: str = "stdout") -> NotebookNode:
    """Make an output that shows a text."""
    return NotebookNode(output_type="stream", name=name, text=text)


def failed(name: str, text: str, lines: list[str] | None = None) -> NotebookNode:
    """Make an output that shows an error."""
    return NotebookNode(output_type="error", ename=name, evalue=text, traceback=lines or [text])


def _take(recorder: Recorder, output: dict) -> None:
    text = {key: value for key, value in output.items() if isinstance(value, str)}
    match output.get("output_type"):
        case "stream" if "text" in text:
            recorder.stream("stderr" if text.get("name") == "stderr" else "stdout", text["text"])
        case "display_data" | "execute_result" as kind if isinstance(output.get("data"), dict):
            count = output.get("execution_count")
            recorder.rich(kind, output["data"], count if type(count) is int else 0)
        case "error" if isinstance(output.get("traceback"), list):
            lines = [line for line in output["traceback"] if isinstance(line, str)]
            recorder.error(text.get("ename", "Error")[:100], text.get("evalue", ""), lines)
