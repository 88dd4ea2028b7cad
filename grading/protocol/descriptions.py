"""What has no place on the wire, told in words: its kind, its `repr`, and errors rebuilt from their names."""

import builtins
from typing import Any

import numpy as np

BIT_GENERATORS = {
    kind.__name__: kind
    for kind in (
        np.random.PCG64,
        np.random.PCG64DXSM,
        np.random.MT19937,
        np.random.Philox,
        np.random.SFC64,
    )
}
ERRORS = {
    name: kind for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, Exception)
} | {"LinAlgError": np.linalg.LinAlgError, "AxisError": np.exceptions.AxisError, "SystemExit": SystemExit}
LONGEST = 10_000
MOST_NAMES = 300


class Foreign:
    """Something that stayed in the student process: its kind and its `repr`, and nothing to compute with."""

    told = ""

    def __repr__(self) -> str:
        return self.told


def words(value: Any) -> list:
    """Describe a value: the name of its type, its repr, and what can be asked of it, by name."""
    try:
        told = repr(value)
    except Exception:
        told = f"<{type(value).__name__}>"
    names = [name for name in dir(value) if not name.startswith("_") or name == "__next__"]
    return [type(value).__name__, told[:LONGEST], names[:MOST_NAMES]]


def described(name: str, told: str, names: list[str]) -> Foreign:
    """Make something that says what the value was, and has its names, with nothing behind them."""
    known = {name: None for name in names[:MOST_NAMES] if not name.startswith("_") or name == "__next__"}
    return type(identifier(name), (Foreign,), known | {"told": str(told)})()


def error_words(error: BaseException) -> list:
    """Describe an error: the name of its type, of the nearest type that everybody knows, and its text."""
    known = next((kind.__name__ for kind in type(error).__mro__ if ERRORS.get(kind.__name__) is kind), "Exception")
    try:
        text = str(error)
    except Exception:
        text = ""
    return [type(error).__name__, known, text[:LONGEST]]


def error(name: str, known: str, text: str) -> BaseException:
    """Make an error of a known type that has this name and says this text."""
    kind = ERRORS.get(known, Exception)
    if name == kind.__name__:
        try:
            made = kind(text)
            if str(made) == text:
                return made
        except TypeError:
            pass
    made_kind = type(identifier(name), (kind,), {"__init__": lambda self: None, "__str__": lambda self: text})
    return made_kind()


def identifier(name: str) -> str:
    """Return `name` where it could be a name in Python, else a stand-in."""
    return name[:100] if isinstance(name, str) and name[:100].isidentifier() else "object"
