"""Where an error arose: the reader's own line, the expression in it with its values, or a function that was handed in.

Lines are known wherever the code is. Values are known only where the answer runs in the same process as its check.
"""

import ast
import inspect
import linecache
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import CodeType, FrameType, SimpleNamespace, TracebackType
from typing import Any

import numpy as np

from helpers.checks import words

COURSE = Path(__file__).parents[2]
OURS = (str(COURSE / "helpers"), str(COURSE / "grading"))
NOT_THE_READERS = (*sysconfig.get_paths().values(), *OURS)
ABSENT = object()
SHAPES_OF = (ast.BinOp, ast.AugAssign, ast.Compare, ast.Call)


@dataclass(frozen=True)
class Inside:
    """A function that was handed in, inside which an error arose.

    Attributes
    ----------
    name : str
        Its name in backticks, or, where it has none, words instead.
    call : str
        The call as a reader would write it, in backticks; the name alone where the arguments are not known any more.
    """

    name: str
    call: str


def line(error: BaseException, given: Iterable[Any] = ()) -> str:
    """Return the last line that is the reader's own: not NumPy's, the course's, or of a function in `given`."""
    step = _last(error, given)
    return linecache.getline(step.tb_frame.f_code.co_filename, step.tb_lineno).strip() if step else ""


def inside(error: BaseException, given: Sequence[Any], called: Sequence[str] = ()) -> Inside | None:
    """Return the check's function that was handed in and inside which the error arose; None where there is none.

    Parameters
    ----------
    error : BaseException
        What a call raised.
    given : sequence
        The arguments of the call.
    called : sequence of str, optional
        The names of these arguments: the reader knows the function by this name.
    """
    functions = {f.__code__: f for f in _functions(given)}
    for step in _steps(error):
        if f := functions.get(step.tb_frame.f_code):
            own = next((name for name, argument in zip(called, given, strict=False) if argument is f), "")
            name = own if own.isidentifier() else words.name(f)
            if not name.isidentifier():
                return Inside("a function that was handed in", "a function")
            return Inside(f"`{name}`", f"`{_call(name, step.tb_frame) or name}`")
    return None


def expression(error: BaseException, given: Iterable[Any] = ()) -> tuple[ast.AST, FrameType] | None:
    """Return the expression that failed in the reader's own code and its frame; None where they are not known."""
    step = _last(error, given)
    if step is None or step.tb_frame.f_globals.get("error") is error:  # a frame that was made, and holds no values
        return None
    code = step.tb_frame.f_code
    place = next(islice(code.co_positions(), step.tb_lasti // 2, None), None)
    nodes = [node for node in ast.walk(_tree(code)) if place == _place(node)]
    return (nodes[0], step.tb_frame) if nodes and place else None


def value(node: ast.AST, frame: FrameType) -> Any:
    """Look up what a name, a constant, an entry or a transpose is worth, without running anything; else ABSENT."""
    match node:
        case ast.Constant():
            return node.value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
            return -number
        case ast.Name():
            return frame.f_locals.get(node.id, frame.f_globals.get(node.id, ABSENT))
        case ast.Attribute(attr="T"):
            array = value(node.value, frame)
            return array.T if type(array) is np.ndarray else ABSENT
        case ast.Subscript():
            whole, index = value(node.value, frame), value(node.slice, frame)
            if type(whole) in (dict, list, tuple) and type(index) in (int, str):
                try:
                    return whole[index]
                except LookupError:
                    return ABSENT
    return ABSENT


def operands(node: ast.AST) -> list[ast.expr]:
    """List the parts that an expression works on."""
    match node:
        case ast.BinOp():
            return [node.left, node.right]
        case ast.AugAssign():
            return [node.target, node.value]
        case ast.Compare():
            return [node.left, *node.comparators]
        case ast.UnaryOp():
            return [node.operand]
        case ast.Subscript() | ast.Attribute():
            return [node.value]
        case ast.Call():
            return [node.func, *node.args, *(keyword.value for keyword in node.keywords)]
        case ast.Name():
            return [node]
    return []


def shapes(error: BaseException, given: Iterable[Any] = ()) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the arrays that the failing expression names, under their names."""
    found = expression(error, given)
    if found is None or not isinstance(found[0], SHAPES_OF):
        return {}
    values = {ast.unparse(part): value(part, found[1]) for part in operands(found[0])}
    return {name: array.shape for name, array in values.items() if isinstance(array, np.ndarray)}


def made(name: str, error: BaseException, frame: FrameType) -> list[ast.expr]:
    """List what the lines of a function above an error assign to a name."""
    step = _last(error)
    code, last = frame.f_code, step.tb_lineno if step else 0
    above = [node for node in ast.walk(_tree(code)) if isinstance(node, ast.Assign)]
    above = [node for node in above if code.co_firstlineno <= node.lineno < last]
    return [node.value for node in above for target in node.targets if ast.unparse(target) == name]


def returns(f: Any) -> list[ast.Return]:
    """List the `return` lines of a function, without those of functions inside it; none where its code is not known."""
    code, found = getattr(f, "__code__", None), []
    parts = list(ast.iter_child_nodes(_body(code))) if code else []
    while parts:
        node = parts.pop()
        if isinstance(node, ast.Return):
            found.append(node)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            parts += ast.iter_child_nodes(node)
    return found


def _last(error: BaseException, given: Iterable[Any] = ()) -> TracebackType | None:
    """Return the last step that is in the reader's own code."""
    handed_in = {f.__code__ for f in _functions(given)}
    found = None
    for step in _steps(error):
        if step.tb_frame.f_code in handed_in:
            break
        if not step.tb_frame.f_code.co_filename.startswith(NOT_THE_READERS):
            found = step
    return found


def _steps(error: BaseException) -> Iterator[TracebackType]:
    """Go through a traceback, from the outermost call."""
    step = error.__traceback__
    while step is not None:
        yield step
        step = step.tb_next


def _functions(given: Iterable[Any], depth: int = 0) -> Iterator[Any]:
    """Yield the functions among arguments, and in lists and dicts of them, that the check has made."""
    asking = _asking()
    for argument in given:
        if isinstance(argument, list | tuple | dict):
            parts = argument.values() if isinstance(argument, dict) else argument
            yield from _functions(parts, depth + 1) if depth < words.DEEPEST else ()
        elif inspect.isfunction(argument) and argument.__code__.co_filename.startswith((asking, *OURS)):
            yield argument


def _asking() -> str:
    """Return the file of the cell that is being run: the check's."""
    frame: FrameType | None = sys._getframe()
    while frame is not None and frame.f_code.co_filename.startswith(OURS):
        frame = frame.f_back
    return frame.f_code.co_filename if frame else OURS[0]


def _call(name: str, frame: FrameType) -> str:
    """Write the call that a frame is in; "" where it takes its arguments by name, or has changed one."""
    info, code = inspect.getargvalues(frame), frame.f_code
    changed = {node.id for node in ast.walk(_body(code)) if isinstance(node, ast.Name) and _is_set(node)}
    if code.co_kwonlyargcount or changed & {*info.args, info.varargs} or (info.keywords and info.locals[info.keywords]):
        return ""
    try:
        arguments = [info.locals[argument] for argument in info.args]
        named = SimpleNamespace(__name__=name)
        return words.call(named, (*arguments, *info.locals.get(info.varargs or "", ())), {})
    except KeyError:  # a variable that a function inside it uses
        return ""


def _is_set(node: ast.Name) -> bool:
    """Say whether a name stands where it gets a value."""
    return not isinstance(node.ctx, ast.Load)


def _body(code: CodeType) -> ast.AST:
    """Return the function that a piece of code comes from; nothing where that is not found."""
    starts = (ast.FunctionDef, ast.Lambda)
    nodes = [node for node in ast.walk(_tree(code)) if isinstance(node, starts) and _first(node) == code.co_firstlineno]
    return nodes[0] if nodes else ast.Module([], [])


def _first(node: ast.FunctionDef | ast.Lambda) -> int:
    """Return the line in which a function begins: its decorators belong to it."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _tree(code: CodeType) -> ast.AST:
    """Parse the file, or the cell, that a piece of code comes from; a function that is elsewhere does not say it."""
    try:
        return ast.parse("".join(linecache.getlines(getattr(code, "co_filename", ""))))
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module([], [])


def _place(node: ast.AST) -> tuple[Any, ...]:
    """Return where a node begins and ends, as Python's instructions say it."""
    return tuple(getattr(node, name, None) for name in ("lineno", "end_lineno", "col_offset", "end_col_offset"))
