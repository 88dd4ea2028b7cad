"""Values that stay in their process, described in words: the name of their type, their `repr`, and errors by name."""

import builtins
from dataclasses import dataclass

import numpy as np

ERRORS: dict[str, type[BaseException]] = {
    name: kind for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, Exception)
} | {"LinAlgError": np.linalg.LinAlgError, "AxisError": np.exceptions.AxisError, "SystemExit": SystemExit}
MAX_TEXT = 10_000
MAX_NAMES = 300
MAX_NAME = 200


class Opaque:
    """A value that stayed in the other process: the name of its type and its `repr`, and nothing to compute with."""

    _repr = ""

    def __repr__(self) -> str:
        """Return the repr that the value has in its own process."""
        return self._repr


@dataclass(frozen=True)
class Description:
    """What is known of a value that stays in its process: its type's name, its repr, the names of its attributes."""

    type_name: str
    text: str
    attributes: list[str]


@dataclass(frozen=True)
class ErrorDescription:
    """What is known of an error: its type's name, the nearest type that both sides know, and its text."""

    type_name: str
    known_type: str
    text: str


def describe(value: object) -> Description:
    """Describe a value."""
    try:
        text = repr(value)
    except Exception:
        text = f"<{type(value).__name__}>"
    return Description(type(value).__name__, text[:MAX_TEXT], [n for n in dir(value) if _is_shown(n)][:MAX_NAMES])


def class_of(described: Description) -> type[Opaque]:
    """Make a class that has a described value's attributes by name, with nothing behind them."""
    names = [name[:MAX_NAME] for name in described.attributes[:MAX_NAMES] if _is_shown(name)]
    return type(identifier(described.type_name), (Opaque,), dict.fromkeys(names))


def opaque(described: Description, kind: type[Opaque]) -> Opaque:
    """Make an object of this class that has the repr of a described value."""
    made = kind()
    made._repr = _indented(described.text)
    return made


def describe_error(error: BaseException) -> ErrorDescription:
    """Describe an error."""
    known = next((kind.__name__ for kind in type(error).__mro__ if ERRORS.get(kind.__name__) is kind), "Exception")
    try:
        text = str(error)
    except Exception:
        text = ""
    return ErrorDescription(type(error).__name__, known, text[:MAX_TEXT])


def rebuild_error(described: ErrorDescription) -> BaseException:
    """Make an error of a known type that has the described name and text."""
    known, text = ERRORS.get(described.known_type, Exception), _indented(described.text)
    if described.type_name == known.__name__:
        try:
            error = known(text)
            if str(error) == text:
                return error
        except TypeError:
            pass
    methods = {"__init__": lambda self: None, "__str__": lambda self: text}
    made: BaseException = type(identifier(described.type_name), (known,), methods)()
    return made


def identifier(name: object) -> str:
    """Return `name` where it could be a name in Python, else a stand-in."""
    return name[:100] if isinstance(name, str) and name[:100].isidentifier() else "object"


def _indented(text: str) -> str:
    """Cut a text of the other side's, and indent its lines below the first: none may pass for one of a check's own."""
    return "\n    ".join(text[:MAX_TEXT].splitlines())[:MAX_TEXT]


def _is_shown(name: str) -> bool:
    """Say whether an attribute's name is told to the other side."""
    return not name.startswith("_") or name == "__next__"
