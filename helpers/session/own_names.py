"""Keep what a check cell binds, such as its `X`, out of the sight of the answer that it calls.

Both live in one notebook. Without this, a function that uses `A1` and never sets it would find the `A1` of its check.
"""

import ast
import contextlib
from collections.abc import Callable, Iterator
from typing import Any

ABSENT = object()
LATER = (ast.FunctionDef, ast.Lambda, ast.GeneratorExp)  # what is inside these may be run while the answer is called


class OwnNames:
    """What the check cells of one session have bound, and what these names were worth before.

    Parameters
    ----------
    names : dict
        The session's names with their values.
    """

    def __init__(self, names: dict[str, Any]) -> None:
        """Begin with nothing bound."""
        self.names = names
        self._bound: dict[str, tuple[Any, Any]] = {}  # by name: a check's value, and the value before
        self._running: dict[str, Any] = {}  # by name: the value before the check cell that is running

    def begin(self, source: str) -> None:
        """Note what a cell is about to bind, if it is a check's."""
        self._running = {name: self._without_checks(name) for name in bound(source)}

    def end(self) -> None:
        """Note what the cell has bound."""
        self._bound |= {name: (self.names.get(name, ABSENT), before) for name, before in self._running.items()}
        self._running = {}

    @contextlib.contextmanager
    def out_of_sight(self, f: Callable[..., Any]) -> Iterator[None]:
        """Give the names their values from before the checks, while `f` runs, if it looks its names up here."""
        if getattr(f, "__globals__", None) is not self.names:
            yield
            return
        now = {name: self.names.get(name, ABSENT) for name in {*self._bound, *self._running}}
        before = {name: self._running.get(name, self._without_checks(name)) for name in now}
        self._put({name: before[name] for name in now if before[name] is not now[name]})
        try:
            yield
        finally:
            self._put({name: now[name] for name in now if before[name] is not now[name]})

    def _without_checks(self, name: str) -> Any:
        """Return what a name is worth, or, where a check has bound it, what it was worth before."""
        value = self.names.get(name, ABSENT)
        own, before = self._bound.get(name, (ABSENT, ABSENT))
        return before if value is own else value

    def _put(self, values: dict[str, Any]) -> None:
        """Set names, and take away those that are absent."""
        for name, value in values.items():
            if value is ABSENT:
                self.names.pop(name, None)
            else:
                self.names[name] = value


def bound(source: str) -> set[str]:
    """List the names that a check cell binds, without those that its own functions use; none for another cell."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):
        return set()
    if not any(isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Check" for node in nodes):
        return set()
    later = {id(part) for node in nodes if isinstance(node, LATER) for part in ast.walk(node)}
    names = [node for node in nodes if isinstance(node, ast.Name)]
    return {node.id for node in names if isinstance(node.ctx, ast.Store)} - {
        node.id for node in names if id(node) in later
    }
