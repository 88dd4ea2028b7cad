"""All the mutants of an exercise's model answer, each once."""

import ast
import difflib
import functools
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from tests.course import SOLUTION, Exercise
from tests.mutants.operators import OPERATORS


@dataclass(frozen=True)
class Mutant:
    """A model answer with one small mistake. `change` says which: the line before, and the line after."""

    change: str
    source: str


def mutants(exercise: Exercise) -> list[Mutant]:
    """Make the mutants of an exercise's model answer, in the order of its lines, without duplicates."""
    return mutants_of(SOLUTION.sub(r"\1", exercise.answer))


def mutants_of(source: str) -> list[Mutant]:
    """Make the mutants of a source, in the order of its lines, without duplicates."""
    tree = cst.parse_module(source)
    seen, found = {_meaning(source)}, []
    for node, other in changes(tree):
        mutant = mutant_with(tree, node, other)
        if mutant and (meaning := _meaning(mutant.source)) not in seen:
            seen.add(meaning)
            found.append(mutant)
    return found


def changes(tree: cst.Module) -> Iterator[tuple[cst.CSTNode, cst.CSTNode]]:
    """Yield each node that a mistake can be made in, and what stands there then."""
    for node in _inside(tree):
        for kind, operator in OPERATORS:
            if isinstance(node, kind):
                for other in operator(node):
                    yield node, other


def mutant_with(tree: cst.Module, node: cst.CSTNode, other: cst.CSTNode) -> Mutant | None:
    """Make the mutant in which one node is exchanged; None where it is no program, or does what the original does."""
    mutated = tree.deep_replace(node, other).code
    try:
        same = _meaning(mutated) == _meaning(tree.code)
    except SyntaxError:
        return None
    return None if same else Mutant(_change(tree.code, mutated), mutated)


def _inside(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield a node and all nodes inside it, in the order of the source; annotations do nothing when a program runs."""
    yield node
    for child in node.children:
        if not isinstance(child, cst.Annotation):
            yield from _inside(child)


@functools.lru_cache(maxsize=100)
def _meaning(source: str) -> str:
    """Write what a source does: its tree without docstrings, the words of its errors, and what no call reaches."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            ends = [
                k for k, statement in enumerate(node.body, start=1) if isinstance(statement, ast.Return | ast.Raise)
            ]
            del node.body[min(ends, default=len(node.body)) :]
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body[0].value = ast.Constant("")
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            node.exc.args = []
    return ast.dump(tree)


def _change(before: str, after: str) -> str:
    """Write the lines that differ on one line."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    out = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    new = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return f"{out} -> {new}"
