"""Which of a lesson's own cells show an answer: those that depend on an answer without arguments, which is a value.

A function of arguments shows itself only by what it computes. But `pizza_neuron()` *is* its weights, and a picture of
the neuron has them on its arrows.
"""

import ast
from collections.abc import Iterator

from nbformat import NotebookNode

# Letters that name the illnesses which the reader is to find.
NAMED = {("08_sick_networks", "letters")}


def showing(lesson: str, solution: NotebookNode) -> dict[str, str]:
    """Map the name of each cell that shows an answer to the answer's name, "" where it shows another secret."""
    tested = {cell.id.removeprefix("test_") for cell in solution.cells if cell.id.startswith("test_")}
    found: dict[str, str] = {}
    values: dict[str, str] = {}  # names in the notebook, each with the answer that it depends on
    for cell in solution.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        graded = cell.metadata.get("nbgrader", {})
        if graded.get("solution"):
            functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
            values |= {f.name: f.name for f in functions if f.name in tested and not has_arguments(f)}
        elif not graded.get("grade"):
            source = next((values[name] for name in loaded(tree) if name in values), None)
            if source or (lesson, cell.id) in NAMED:
                found[cell.id] = source or ""
            if source:
                values |= dict.fromkeys(bound(tree), source)
    return found


def has_arguments(function: ast.FunctionDef) -> bool:
    """Say whether a function takes any argument."""
    a = function.args
    return bool(a.posonlyargs or a.args or a.kwonlyargs or a.vararg or a.kwarg)


def loaded(tree: ast.AST) -> Iterator[str]:
    """List the names that a cell looks up."""
    return (node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))


def bound(tree: ast.AST) -> Iterator[str]:
    """List the names that a cell binds, in any place."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef):
            yield node.name
