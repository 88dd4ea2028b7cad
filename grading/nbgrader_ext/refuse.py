"""What keeps nbgrader's own grader, which runs students' code with the instructor's rights, out of this course.

`nbgrader_config.py` puts this course's engine in its place. nbgrader goes on where that file fails, so two more things
stand in the way: `nbgrader_config.json`, a file without code, names `Refuse`, to which the engine pays no heed; and in
the gradebook each lesson has a kernel that no machine has, for a program that reads neither file.
"""

import copy
import json
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import SaveCells

NO_KERNEL = "nothing-is-graded-without-nbgrader_config.py"  # nbgrader's error shows the name
NO_KERNELSPEC = json.dumps({"name": NO_KERNEL, "display_name": NO_KERNEL, "language": "python"})
REFUSED = (
    "Nothing was graded: nbgrader_config.py failed, and without it students' code would run with your rights. "
    "The error stands above, or where JupyterLab was started."
)


class Refuse(NotebookExporter):
    """What nbgrader makes before it touches any submission; it cannot be made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        self.log.error(REFUSED)
        raise NbGraderException(REFUSED)


class SaveCellsWithoutKernel(SaveCells):
    """Enter a lesson's cells in the gradebook, and in place of its kernel one that there is not."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Enter them; return the notebook as it is."""
        entered = copy.deepcopy(nb)
        entered.metadata.kernelspec = json.loads(NO_KERNELSPEC)
        super().preprocess(entered, resources)
        return nb, resources
