"""nbgrader's pages, for instructors and students: nothing of a student's runs in them, and no hidden test is shown."""

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from grading.cells.outputs import printed
from grading.cells.recorder import HIDDEN
from grading.engine.grade import GRADING
from grading.lesson.answer_key import HIDDEN_TESTS
from grading.nbgrader_ext.sanitise import clean_html, markdown_to_html, svg_as_image

NOT_SHOWN = "# (Here stand tests that students do not see.)"
NOT_MET = "All that you see is met, and a test that you do not see is not."
# Lines of a check that name no value that it tried; tests/grading/nbgrader_ext/test_pages.py holds them to the checks.
SHOWN_LINES = ("This looks like: ", "Read again: ")
PLAIN_TYPES = ("image/png", "image/jpeg", "text/plain")

Resources = dict[str, Any]


class Safe(NbGraderPreprocessor):
    """Makes texts and outputs safe, and formulas visible without a network."""

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, index: int) -> tuple[NotebookNode, Resources]:
        """Rewrite one cell."""
        if cell.cell_type == "markdown":
            cell.source = markdown_to_html(cell.source, cell.pop("attachments", None))
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data, output.metadata = NotebookNode(_safe(output.data)), NotebookNode()
        return cell, resources


class HideTests(NbGraderPreprocessor):
    """Takes what students do not see out of tests, and out of what these said."""

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, index: int) -> tuple[NotebookNode, Resources]:
        """Rewrite one cell, if it is a test."""
        if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
            cell.source = HIDDEN_TESTS.sub(NOT_SHOWN, cell.source)
            noted = cell.metadata.pop(GRADING, {}).get(HIDDEN, [])
            hidden = [*noted, *[True] * (len(cell.outputs) - len(noted))]
            outputs = list(zip(cell.outputs, hidden, strict=True))
            visible = [output for output, is_hidden in outputs if not is_hidden]
            errors = [output for output, is_hidden in outputs if is_hidden and output.output_type == "error"]
            cell.outputs = visible + [printed(without_values(error.evalue)) for error in errors]
        return cell, resources


def without_values(text: str) -> str:
    """Leave of what a hidden test said what names no value: the mistake that it looks like, and what to read."""
    kept = [line for line in text.splitlines() if line.startswith(SHOWN_LINES)]
    return "\n".join([NOT_MET, *kept]) + "\n"


def _safe(data: Mapping[str, str]) -> dict[str, str]:
    """Choose the richest form of an output that can be made safe."""
    if "text/html" in data:
        return {"text/html": clean_html(data["text/html"])}
    if "image/svg+xml" in data:
        return {"text/html": clean_html(svg_as_image(data["image/svg+xml"]))}
    if "text/markdown" in data:
        return {"text/html": markdown_to_html(data["text/markdown"])}
    if "text/latex" in data:
        return {"text/html": markdown_to_html(data["text/latex"])}
    return {kind: data[kind] for kind in PLAIN_TYPES if kind in data}
