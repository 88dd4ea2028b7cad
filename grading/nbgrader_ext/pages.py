"""Formgrader's pages, for instructors: nothing of a student's runs in them."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.feedback.exercises import MOST_OWN, TOO_MANY
from grading.feedback.outputs import safe_data
from grading.feedback.sanitise import MOST_TEXT, markdown_to_html, shortened
from grading.intake.names import scrubbed_tree

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
                output.data, output.metadata = NotebookNode(safe_data(output.data)), NotebookNode()
            elif output.output_type == "stream":
                output.text = shortened(output.text)
            elif output.output_type == "error":
                output.evalue = shortened(output.evalue)
                output.traceback = [shortened("\n".join(output.traceback))]
        return cell, resources
