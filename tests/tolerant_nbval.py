"""A pytest plugin: nbval, with the tolerance that a cell's metadata states for its numbers.

nbval compares texts byte for byte. Here a new output that agrees with the stored one within the cell's tolerance is
handed to it as the stored one; every other difference goes to nbval as it is.
"""

from nbformat import NotebookNode
from nbval.plugin import IPyNbCell

from grading.stored_outputs.agreement import Tolerance, agree


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
    if "data" not in new:
        return new
    data = {kind: _text(text, stored.get("data", {}).get(kind), tolerance) for kind, text in new.data.items()}
    return NotebookNode({**new, "data": data})


def _text(new: str, stored: str | None, tolerance: Tolerance) -> str:
    return stored if stored is not None and agree(str(stored), str(new), tolerance) else new


strictly = IPyNbCell.compare_outputs


def compare_outputs(self: IPyNbCell, test: list[NotebookNode], ref: list[NotebookNode], skip_compare=None) -> bool:
    """Compare a cell's outputs as nbval does, once the numbers within the cell's tolerance are settled."""
    tolerance = Tolerance.of(self.cell.metadata)
    return strictly(self, test if tolerance is None else settled(test, ref, tolerance), ref, skip_compare)


IPyNbCell.compare_outputs = compare_outputs
