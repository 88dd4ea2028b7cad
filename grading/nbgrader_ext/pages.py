"""nbgrader's pages, for instructors and students: nothing of a student's runs in them, and no hidden test is shown."""

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from grading.cells.outputs import printed
from grading.lesson.answer_key import HIDDEN
from grading.nbgrader_ext import sanitise as safe

NOT_SHOWN = "# (Here stand tests that students do not see.)"
NOT_MET = "All that you see is met, and a test that you do not see is not."
SPOKEN = ("This looks like: ", "Read again: ")  # what a check says beside the values that it tried


class Safe(NbGraderPreprocessor):
    """Makes texts and outputs safe, and formulas visible without a network."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple[NotebookNode, dict]:
        """Rewrite one cell."""
        if cell.cell_type == "markdown":
            cell.source = safe.markdown(cell.source, cell.pop("attachments", None))
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data, output.metadata = NotebookNode(_safe(output.data)), NotebookNode()
        return cell, resources


class HideTests(NbGraderPreprocessor):
    """Takes what students do not see out of tests, and out of what these said."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple[NotebookNode, dict]:
        """Rewrite one cell, if it is a test."""
        if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
            cell.source = HIDDEN.sub(NOT_SHOWN, cell.source)
            known = cell.metadata.pop("grading", {}).get("hidden", [])
            hidden = [*known, *[True] * (len(cell.outputs) - len(known))]
            known = list(zip(cell.outputs, hidden, strict=True))
            shown = [output for output, secret in known if not secret]
            errors = [output for output, secret in known if secret and output.output_type == "error"]
            cell.outputs = shown + [printed(message(error.evalue)) for error in errors]
        return cell, resources


def message(text: str) -> str:
    """Leave of what a hidden test said what names no value: the mistake that it looks like, and what to read."""
    kept = [line for line in text.splitlines() if line.startswith(SPOKEN)]
    return "\n".join([NOT_MET, *kept]) + "\n"


def _safe(data: dict) -> dict:
    """Choose the richest form of an output that can be made safe."""
    if "text/html" in data:
        return {"text/html": safe.clean(data["text/html"])}
    if "image/svg+xml" in data:
        return {"text/html": safe.clean(safe.picture(data["image/svg+xml"]))}
    if "text/markdown" in data:
        return {"text/html": safe.markdown(data["text/markdown"])}
    if "text/latex" in data:
        return {"text/html": safe.markdown(data["text/latex"])}
    return {kind: data[kind] for kind in ("image/png", "image/jpeg", "text/plain") if kind in data}
