"""A pytest plugin: nbval, with the tolerance that a cell's metadata states for its numbers.

nbval compares texts byte for byte. Here a new output that agrees with the stored one within the cell's tolerance is
handed to it as the stored one; every other difference goes to nbval as it is.
"""

import nbval.plugin
from nbformat import NotebookNode

from grading.stored.agreement import Tolerance, agree


def settled(new: list[NotebookNode], stored: list[NotebookNode], tolerance: Tolerance) -> list[NotebookNode]:
    """Return the new outputs, with each text that agrees with the stored one at its place replaced by it."""
    if len(new) != len(stored):
        return new
    return [_settled(a, b, tolerance) for a, b in zip(new, stored, strict=True)]


def _settled(new: NotebookNode, stored: NotebookNode, tolerance: Tolerance) -> NotebookNode:
    if new.output_type != stored.output_type:
        return new
    if new.output_type == "stream":
        return stored if new.name == stored.name and agree(stored.text, new.text, tolerance) else new
    data = {kind: _text(value, stored.get("data", {}).get(kind), tolerance) for kind, value in new.get("data", {}).items()}
    return NotebookNode({**new, "data": data}) if "data" in new else new


def _text(new: str, stored: str | None, tolerance: Tolerance) -> str:
    return stored if stored is not None and agree(str(stored), str(new), tolerance) else new


class TolerantCell(nbval.plugin.IPyNbCell):
    """A cell of a notebook whose numbers may differ from the stored ones by its tolerance."""

    def compare_outputs(self, test: list[NotebookNode], ref: list[NotebookNode], skip_compare=None) -> bool:
        tolerance = Tolerance.of(self.cell.metadata)
        if tolerance is not None:
            test = settled(test, ref, tolerance)
        return super().compare_outputs(test, ref, skip_compare)


nbval.plugin.IPyNbCell = TolerantCell
