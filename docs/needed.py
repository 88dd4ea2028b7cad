"""Which statements of a lesson a cell needs, so that it can be run without all that comes before it."""

import ast
from collections.abc import Iterator, Sequence

from nbformat import NotebookNode

from grading.lesson.code_facts import code_facts

SHOWS = {"beside", "clinic", "plots", "print", "widgets"}  # what is called by these names only shows what it is handed


def needed(before: Sequence[NotebookNode], last: str) -> list[tuple[str, str]]:
    """List the statements that bind or change what a cell looks up, or what these look up in turn.

    Parameters
    ----------
    before
        The code cells above it, in their order.
    last
        The cell's source.

    Returns
    -------
    list of tuple of str
        Each statement's name, the same in every call, and its source; a set-up's statements are all there.
    """
    names = set(code_facts(last).looks_up)
    found = []
    for cell in reversed(before):
        for k, statement in reversed(list(enumerate(ast.parse(cell.source).body))):
            facts = code_facts(ast.unparse(statement))
            if cell.id == "setup" or not names.isdisjoint({*facts.binds, *changed(statement)}):
                names |= set(facts.looks_up)
                found.append((f"{cell.id}, {k}", ast.unparse(statement)))
    return found[::-1]


def changed(statement: ast.stmt) -> Iterator[str]:
    """List names whose values a statement may change: it stores into them, or hands them to a call of its own."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
            yield from _mentioned(node.value)
        elif isinstance(node, ast.Expr) and SHOWS.isdisjoint(_mentioned(getattr(node.value, "func", node.value))):
            yield from _mentioned(node.value)


def _mentioned(node: ast.AST) -> set[str]:
    """List the names in an expression."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
