"""What a test cell means: it is run statement by statement, and the number that it ends with is its points."""

import ast
import linecache
from collections.abc import Generator
from typing import Any

import numpy as np

from grading.engine.points import in_range


def run(source: str, names: dict[str, Any], file: str) -> Any:
    """Run a test's statements one by one, and return the value that it ends with; `steps` says of what."""
    running = steps(source, names, file)
    while True:
        try:
            next(running)
        except StopIteration as ended:
            return ended.value


def steps(source: str, names: dict[str, Any], file: str) -> Generator[int, None, Any]:
    """Run a test's statements one by one: stop before each, yield its line, and in the end return the test's value.

    Parameters
    ----------
    names
        The namespace to run it in.
    file
        The file name to compile it under; its lines can be shown in tracebacks.
    """
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    body = ast.parse(source, file).body
    value = None
    for statement in body:
        yield statement.lineno
        if statement is body[-1] and isinstance(statement, ast.Expr):
            value = eval(compile(ast.Expression(statement.value), file, "eval"), names)
        else:
            exec(compile(ast.Module([statement], []), file, "exec"), names)
    return value


def points_of(value: object, most: float) -> tuple[float, str]:
    """Turn the value that a test ends with into points, and a reason where it is no number of points.

    A test that ends with no number gives all of its points: it raised no error.
    """
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.integer | np.floating):
        return most, ""
    return in_range(float(value), most)
