"""What a check knows of the notebook in which it is run: answers that are stale or missing, and the call that failed.

IPython says before and after each cell what is run. From that follows which answers a cell with an error, or one that
was never run, has left behind. Where a notebook is graded or validated, nothing here does anything.
"""

import ast
import builtins
import copy
import difflib
import os
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from helpers.checks import calling
from helpers.checks.rules import syntax
from helpers.session.own_names import OwnNames

DEFINED = re.compile(r"^(?:async )?def (\w+)", re.MULTILINE)  # also in a cell that Python cannot read
USED_BY = ("Check", "needs")  # what names the answers that a cell is about
AGAIN = "again"
ABSENT = object()


class NoAnswer(NotImplementedError):
    """An answer is used that no cell has made."""


class Missing:
    """Stands for an answer that no cell has made, while a cell runs that is about it.

    Parameters
    ----------
    name : str
        The answer's name.
    why : str
        A sentence: what is missing, and what to do.
    """

    def __init__(self, name: str, why: str) -> None:
        """Keep the name and the sentence."""
        self.__name__, self.why = name, why

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Raise NoAnswer."""
        raise NoAnswer(self.why)


class Again:
    """The call of the check that failed last: `again()` repeats it with the answer as it is now.

    Attributes
    ----------
    args : tuple
        The arguments of the call.
    kwargs : dict
        Those that were given by name.
    """

    def __init__(self, f: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
        """Keep the function and copies of its arguments."""
        self._f, self.args, self.kwargs = f, _whole_copy(args), _whole_copy(dict(kwargs))

    def __call__(self) -> Any:
        """Call the answer, as the notebook defines it now."""
        shell = kernel()
        own = getattr(self._f, "__globals__", {}).get("__name__") == "__main__"
        f = shell.user_ns.get(getattr(self._f, "__name__", ""), self._f) if shell and own else self._f
        return f(*_whole_copy(self.args), **_whole_copy(self.kwargs))


class Watch:
    """Remembers of each answer whether the last run of its cell has made it.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        The session.

    Attributes
    ----------
    stale : dict of str to str
        An answer's name to what became of the last run of its cell.
    checks : OwnNames
        What the check cells have bound, which the answers do not see.
    """

    def __init__(self, shell: Any) -> None:
        """Begin with nothing seen."""
        self.names: dict[str, Any] = shell.user_ns
        self.stale: dict[str, str] = {}
        self.checks = OwnNames(self.names)
        self._homes: dict[str, str | None] = {}  # an answer's name to the cell that made it
        self._before: dict[str, Any] = {}
        self._placed: list[str] = []

    def before(self, info: Any) -> None:
        """Note what a cell is about to define, and put something in place of answers that it needs and nobody made."""
        source = info.raw_cell or ""
        self.checks.begin(source)
        self._before = {name: self.names.get(name, ABSENT) for name in DEFINED.findall(source)}
        for name in _used(source):
            if name not in self.names and not hasattr(builtins, name):
                self.names[name] = Missing(name, self.missing(name))
                self._placed.append(name)

    def after(self, result: Any) -> None:
        """Note what became of the cell's definitions."""
        self.checks.end()
        while self._placed:
            name = self._placed.pop()
            if isinstance(self.names.get(name), Missing):
                del self.names[name]
        error = result.error_before_exec or result.error_in_exec
        home = getattr(result.info, "cell_id", None)
        for name, before in self._before.items():
            if error is None or self.names.get(name, ABSENT) is not before:
                self.stale.pop(name, None)
                self._homes[name] = home
            else:
                self.stale[name] = f"ended in {_named(error, result.info.raw_cell or '')}"
        if home is not None:
            became = f"ended in {_named(error, result.info.raw_cell or '')}" if error else "did not define it any more"
            for name in [name for name, own in self._homes.items() if own == home and name not in self._before]:
                self.stale[name] = became
        self._before = {}

    def missing(self, name: str) -> str:
        """Say that nothing has made an answer, and what to do."""
        if name in self.stale:
            return f"There is no `{name}` yet: its cell {self.stale[name]}. Correct that cell, and run it again."
        if near := difflib.get_close_matches(name, [own for own in self._homes if own in self.names], 1, 0.8):
            return f"There is no `{name}` yet. You have made `{near[0]}`: is its name right in the `def` line?"
        return f"There is no `{name}` yet. Run the cell with your answer first."


def watch() -> Watch | None:
    """Begin to watch the cells of the session, once; None where it is no reader's."""
    shell = kernel()
    if shell is None:
        return None
    seen = getattr(shell, "_course_watch", None)
    if seen is None:
        seen = shell._course_watch = Watch(shell)
        calling.out_of_sight = seen.checks.out_of_sight
        shell.events.register("pre_run_cell", seen.before)
        shell.events.register("post_run_cell", seen.after)
    watched: Watch = seen
    return watched


def stale(name: str) -> str:
    """Say that what a session has under this name is an older answer; "" where that is not known."""
    watched = watch()
    if watched is None or name not in watched.stale:
        return ""
    return (
        f"The last run of the cell of `{name}` {watched.stale[name]}. So Python still has your older `{name}`. "
        "Correct the cell, and run it again."
    )


def keep(f: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool:
    """Make a call repeatable as `again()` in the reader's session; say whether there is one."""
    shell = kernel()
    if shell is None:
        return False
    shell.user_ns[AGAIN] = Again(f, args, kwargs)
    return True


def before_the_call(args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return arguments whose random generators stay as they are now, in a reader's session; else the arguments."""
    return args if kernel() is None else tuple(_rng_copied(argument) for argument in args)


def kernel() -> Any:
    """Return the reader's IPython session; None where a notebook is graded or validated, or without a notebook."""
    ipython = sys.modules.get("IPython")
    if ipython is None or "NBGRADER_EXECUTION" in os.environ:
        return None
    shell = ipython.get_ipython()
    return shell if getattr(shell, "kernel", None) is not None else None


def _used(source: str) -> list[str]:
    """List the answers that a cell is about: `Check(sigmoid, …)`, `needs(sigmoid, neuron)`."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    found = [argument for call in calls if call.func.id in USED_BY for argument in call.args]  # type: ignore[attr-defined]
    return list(dict.fromkeys(argument.id for argument in found if isinstance(argument, ast.Name)))


def _named(error: BaseException, source: str) -> str:
    """Name an error, and the line of one in the way that the code is written, with what is the matter in it."""
    article = "an" if type(error).__name__[0] in "AEIO" else "a"
    name = f"{article} {type(error).__name__}"
    if not isinstance(error, SyntaxError) or not error.lineno:
        return name
    return f"{name} in line {error.lineno}{syntax.in_words(error, source)}"


def _whole_copy(value: Any) -> Any:
    """Copy arguments, random generators among them."""
    if isinstance(value, tuple):
        return tuple(_rng_copied(part) for part in calling.copied(value))
    return {name: _rng_copied(part) for name, part in calling.copied(value).items()}


def _rng_copied(value: Any) -> Any:
    """Copy a random generator with its state; leave anything else."""
    return copy.deepcopy(value) if isinstance(value, np.random.Generator) else value
