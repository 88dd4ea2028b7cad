"""The last step from a solution to a lesson: what nbgrader's own steps leave undone."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

TAG = "raises-exception"


class Tidy(NbGraderPreprocessor):
    """Let an untouched lesson run from top to bottom, and keep its file the same each time it is made.

    A test that is not met raises; the tag lets Run All go on past it. JupyterLab folds its source away, which speaks of
    mistakes that the reader has not made yet. What a lesson's file says of the Python that last ran it is left out.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Tag every automatic test; forget the language's version."""
        for cell in nb.cells:
            if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
                cell.metadata.tags = [TAG]
                cell.metadata.jupyter = {"source_hidden": True}
        nb.metadata.language_info = {"name": "python"}
        nb.metadata.pop("celltoolbar", None)
        return nb, resources
