"""nbgrader's pages, for instructors and students: nothing of a student's runs in them, and no hidden test is shown."""

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from grading.cells.outputs import printed
from grading.cells.recorder import HIDDEN
from grading.engine.grade import GRADING
from grading.intake.names import scrubbed_tree
from grading.lesson.answer_key import HIDDEN_TESTS
from grading.nbgrader_ext.sanitise import MOST_TEXT, as_image, clean_html, markdown_to_html, shortened
from helpers.checks.check import READ_AGAIN
from helpers.checks.words import INDENT

NOT_SHOWN = "# (Here stand tests that students do not see.)"
NOT_MET = "All that you see is met, and a test that you do not see is not."
PLAIN_PICTURES = ("image/png", "image/jpeg")
MOST_OWN = 500_000  # characters of all cells of the student's own
TOO_MANY = "(Not shown: a page shows no more than 500,000 characters of cells that do not belong to the lesson.)"

Resources = dict[str, Any]


class Safe(NbGraderPreprocessor):
    """Makes texts and outputs safe and bounded, and formulas visible without a network.

    Cells that nbgrader does not know, the student's own, share a number of characters.
    """

    left = MOST_OWN

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Rewrite all cells."""
        self.left = MOST_OWN
        nb.cells = scrubbed_tree(nb.cells)
        made: tuple[NotebookNode, Resources] = super().preprocess(nb, resources)
        return made

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, index: int) -> tuple[NotebookNode, Resources]:
        """Rewrite one cell."""
        if "nbgrader" not in cell.metadata:
            self.left -= min(len(cell.source), MOST_TEXT)
            cell.source = cell.source if self.left >= 0 else TOO_MANY
        if cell.cell_type == "markdown":
            cell.source = markdown_to_html(cell.source, cell.pop("attachments", None))
        else:
            cell.source = shortened(cell.source)
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data, output.metadata = NotebookNode(_safe(output.data)), NotebookNode()
            elif output.output_type == "stream":
                output.text = shortened(output.text)
            elif output.output_type == "error":
                output.evalue = shortened(output.evalue)
                output.traceback = [shortened("\n".join(output.traceback))]
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
    """Leave of what a hidden test said what names no value: the likely mistake, and what to read.

    A check's message is the call, what was found, indented, and then these lines; test_pages.py holds this to the
    checks. Any other text is left out.
    """
    lines = text.splitlines()
    last = max((k for k, line in enumerate(lines) if line.startswith(INDENT)), default=len(lines))
    kept = lines[last + 1 :] if lines and lines[-1].startswith(READ_AGAIN) else []
    return "\n".join([NOT_MET, *kept]) + "\n"


def _safe(data: Mapping[str, str]) -> dict[str, str]:
    """Choose the richest form of an output that can be made safe."""
    if "text/html" in data:
        return {"text/html": clean_html(data["text/html"])}
    if "image/svg+xml" in data:
        return {"text/html": clean_html(as_image({"image/svg+xml": data["image/svg+xml"]}))}
    if "text/markdown" in data:
        return {"text/html": markdown_to_html(data["text/markdown"])}
    if "text/latex" in data:
        return {"text/html": markdown_to_html(data["text/latex"])}
    plain = {kind: data[kind] for kind in PLAIN_PICTURES if kind in data}
    if not plain and not as_image(data).endswith('src="">'):
        return {"text/html": clean_html(as_image(data))}
    return plain | ({"text/plain": shortened(data["text/plain"])} if "text/plain" in data else {})
