"""What a cell's code binds, looks up and may change, as far as that can be read from the code without running it."""

from __future__ import annotations

import ast
import re
import symtable
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)  # what reading a student's text may raise
MODULES = set(  # that keep nothing which one cell could leave for another
    "collections copy dataclasses functools helpers itertools math matplotlib numpy operator scipy statistics time "
    "typing".split()
)
WAYS_OUT = re.compile(  # names by which code reaches any other name, a file, or what IPython keeps
    "__import__|breakpoint|compile|delattr|eval|exec|exit|get_ipython|globals|input|locals|open|quit|setattr|vars"
    r"|In|Out|_+|_i*\d*|_[iod]h|__\w+__"
)
FILES = set("fromfile genfromtxt load loadtxt memmap save savetxt savez savez_compressed tofile".split())
HARMLESS = {"__call__", "__doc__", "__init__", "__name__"}  # of the names with underscores on both sides
GENERATORS = {
    "BitGenerator",
    "Generator",
    "PCG64",
    "SeedSequence",
    "default_rng",
}  # of `np.random`, without global state


@dataclass(frozen=True)
class CodeFacts:
    """What is known of a cell.

    Attributes
    ----------
    binds
        The session's names that it binds or deletes.
    looks_up
        The session's names that it looks up, in functions as well.
    imports
        The names that it binds to something imported, each with its module.
    functions
        The names that it binds to functions.
    changeable
        The names that it binds to what may be changed later: no function, nothing imported, no number and no text.
    in_functions
        The session's names that its functions look up when they are called.
    acts
        What it calls, as "np.seterr", only for what the call does: the value is thrown away.
    acts_later
        The same, inside functions.
    keeps_state
        Whether one of its functions may remember something from one call to the next.
    reaches_out
        Whether it may reach what its names do not tell: files, other modules, the session itself.
    readable
        Whether it could be read at all. If not, nothing else is known.
    """

    binds: list[str] = field(default_factory=list)
    looks_up: list[str] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)
    functions: list[str] = field(default_factory=list)
    changeable: list[str] = field(default_factory=list)
    in_functions: list[str] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    acts_later: list[str] = field(default_factory=list)
    keeps_state: bool = False
    reaches_out: bool = False
    readable: bool = True


def code_facts(source: str) -> CodeFacts:
    """Read a cell's code; it is not run."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the text has, such as an unknown escape
            tree, session = ast.parse(source), symtable.symtable(source, "<cell>", "exec")
            return _facts(tree, session)
    except UNREADABLE:
        return CodeFacts(readable=False)


def _facts(tree: ast.Module, session: symtable.SymbolTable) -> CodeFacts:
    """Gather what is known of code that could be read."""
    nodes, later = list(ast.walk(tree)), list(_inside_functions(tree))
    scopes = list(_scopes(session))
    globally = [symbol for scope in scopes for symbol in scope.get_symbols() if symbol.is_declared_global()]
    binds = _bound(session) | {symbol.get_name() for symbol in globally if symbol.is_assigned()}
    in_functions = _looked_up_in(scopes) | _in_defaults(nodes)
    looks_up = in_functions | {symbol.get_name() for symbol in session.get_symbols() if symbol.is_referenced()}
    kinds = list(_kinds(tree))
    changeable = {name for name, kind in kinds if kind == "other"} & binds
    return CodeFacts(
        binds=sorted(binds),
        looks_up=sorted(looks_up),
        imports=_imports(tree),
        functions=sorted({name for name, kind in kinds if kind == "function"}),
        changeable=sorted(changeable | {symbol.get_name() for symbol in globally}),
        in_functions=sorted(in_functions),
        acts=sorted(_acts(nodes)),
        acts_later=sorted(_acts(later)),
        keeps_state=bool(globally) or _keeps_state(nodes, later, in_functions),
        reaches_out=any(map(WAYS_OUT.fullmatch, looks_up))
        or any(map(_is_way_out, nodes))
        or _has_global_randomness(nodes),
    )


def _scopes(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    """Walk through the scopes inside one."""
    for child in table.get_children():
        yield child
        yield from _scopes(child)


def _bound(session: symtable.SymbolTable) -> set[str]:
    """List the names that code binds in its own scope."""
    return {s.get_name() for s in session.get_symbols() if s.is_assigned() or s.is_imported()}


def _looked_up_in(scopes: Iterable[symtable.SymbolTable]) -> set[str]:
    """List the session's names that are looked up in functions, classes and comprehensions."""
    return {s.get_name() for scope in scopes for s in scope.get_symbols() if s.is_global() and s.is_referenced()}


def _at_top(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through what is run at once: all but the bodies of functions and classes."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, Function | ast.ClassDef):
            yield from _at_top(child)


def _inside_functions(tree: ast.Module) -> Iterator[ast.AST]:
    """Walk through what is run when something is called."""
    for node in _at_top(tree):
        if isinstance(node, Function | ast.ClassDef):
            yield from ast.walk(node)


def _imports(tree: ast.Module) -> dict[str, str]:
    """Map the names that code binds to something imported to its module."""
    found: dict[str, str] = {}
    for node in _at_top(tree):
        if isinstance(node, ast.Import):
            found |= {alias.asname or alias.name.partition(".")[0]: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name: node.module or "" for alias in node.names}
    return found


def _kinds(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Walk through what code binds in its own scope: a name, and whether it is a function, a constant, or neither."""
    plain = {id(part): kind for node in _at_top(tree) for part, kind in _assigned(node)}
    for node in _at_top(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, "function"
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id, plain.get(id(node), "other")
        elif isinstance(node, ast.ClassDef | ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name, "other"
        elif isinstance(node, ast.MatchMapping) and node.rest:
            yield node.rest, "other"


def _assigned(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Walk through the names that a plain assignment binds, each with the kind of its value."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if _is_constant(node.value):
                yield from ((part, "constant") for part in ast.walk(target) if isinstance(part, ast.Name))
            elif isinstance(node.value, ast.Lambda) and isinstance(target, ast.Name):
                yield target, "function"


def _is_constant(value: ast.expr | None) -> bool:
    """Say whether an expression is a number, a text, or a tuple of them: nothing that can be changed."""
    if isinstance(value, ast.Tuple):
        return all(map(_is_constant, value.elts))
    if isinstance(value, ast.UnaryOp):
        return _is_constant(value.operand)
    if isinstance(value, ast.BinOp):
        return _is_constant(value.left) and _is_constant(value.right)
    return isinstance(value, ast.Constant)


def _in_defaults(nodes: Iterable[ast.AST]) -> set[str]:
    """List the names in the defaults of parameters: a function holds their values."""
    return {part.id for default in _defaults(nodes) for part in ast.walk(default) if isinstance(part, ast.Name)}


def _defaults(nodes: Iterable[ast.AST]) -> Iterator[ast.expr]:
    """Walk through the defaults of parameters."""
    for node in nodes:
        if isinstance(node, ast.arguments):
            yield from (*node.defaults, *filter(None, node.kw_defaults))


def _keeps_state(nodes: list[ast.AST], later: list[ast.AST], in_functions: set[str]) -> bool:
    """Say whether a function may remember something: by a decorator, a default, or what it writes to outside."""
    decorated = any(getattr(node, "decorator_list", ()) for node in nodes)
    by_default = any(not (_is_constant(value) or _root(value)) for value in _defaults(nodes))
    kept = any(isinstance(node, ast.Nonlocal) for node in nodes)
    written = {_root(node) for node in later if isinstance(node, ast.Attribute | ast.Subscript) and _is_written(node)}
    return decorated or by_default or kept or bool(written & in_functions)


def _is_written(node: ast.Attribute | ast.Subscript) -> bool:
    return not isinstance(node.ctx, ast.Load)


def _root(node: ast.expr) -> str:
    """Return the name that a chain of attributes and entries begins with; "" where it begins with something else."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _acts(nodes: Iterable[ast.AST]) -> set[str]:
    """List what is called for what the call does: its value is thrown away."""
    calls = [node.value for node in nodes if isinstance(node, ast.Expr)]
    return {ast.unparse(call.func) for call in calls if isinstance(call, ast.Call) and _root(call.func)}


def _is_way_out(node: ast.AST) -> bool:
    """Say whether code reaches here what its names do not tell."""
    if isinstance(node, ast.Attribute):
        return node.attr in FILES or (node.attr.startswith("__") and node.attr not in HARMLESS)
    if isinstance(node, ast.Import):
        return not all(_is_known(alias.name) for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return node.level > 0 or not _is_known(node.module or "") or any(alias.name == "*" for alias in node.names)
    return False


def _is_known(module: str) -> bool:
    return module.partition(".")[0] in MODULES and not module.endswith(".random")


def _has_global_randomness(nodes: list[ast.AST]) -> bool:
    """Say whether code uses `np.random` for more than to make a generator of its own."""
    behind = {id(node.value): node.attr for node in nodes if isinstance(node, ast.Attribute)}
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr == "random" and id(node) not in called:
            if behind.get(id(node)) not in GENERATORS:
                return True
        if isinstance(node, ast.ImportFrom) and any(alias.name == "random" for alias in node.names):
            return True
    return False
