"""Messages are dataclasses; between processes they are dicts of their fields, whose types are checked on arrival."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Message = TypeVar("Message")
NAME = "message"  # the key that holds the name of a message's class


class Malformed(Exception):
    """What arrived is no message, or not the one that was expected."""


def to_dict(message: Any) -> dict[str, Any]:
    """Turn a message, a dataclass, into a dict of its name and its fields."""
    return {NAME: type(message).__name__, **_fields(message)}


def from_dict(raw: Any, *kinds: type[Message]) -> Message:
    """Turn a dict into a message of one of these classes; Malformed where it is none, or a field is of another type."""
    for kind in kinds:
        if isinstance(raw, dict) and raw.get(NAME) == kind.__name__:
            message: Message = _build(kind, {name: value for name, value in raw.items() if name != NAME})
            return message
    raise Malformed("a message of no known kind")


def _fields(message: Any) -> dict[str, Any]:
    """Map the fields of a dataclass to their values."""
    return {field.name: _plain(getattr(message, field.name)) for field in fields(message)}


def _plain(value: Any) -> Any:
    """Turn dataclasses within a value into dicts."""
    if is_dataclass(value):
        return _fields(value)
    return [_plain(item) for item in value] if type(value) is list else value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """Map the fields of a dataclass to their types."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _build(kind: Any, raw: dict[Any, Any]) -> Any:
    """Make a dataclass from a dict of just its fields."""
    hints = _hints(kind)
    if set(raw) != set(hints):
        raise Malformed(f"a {kind.__name__} with other fields than it has")
    return kind(**{name: _checked(value, hints[name]) for name, value in raw.items()})


def _checked(value: Any, hint: Any) -> Any:
    """Return a value if it is of just the type that a field's annotation says; else Malformed."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is types.UnionType:  # X | None
        return None if value is None else _checked(value, parts[0])
    if hint is Any or (origin is None and type(value) is hint):
        return value
    if hint is float and type(value) is int and value.bit_length() < 64:
        return float(value)
    if origin is None and is_dataclass(hint) and isinstance(hint, type) and type(value) is dict:
        return _build(hint, value)
    if origin is list and type(value) is list:
        return [_checked(item, parts[0]) for item in value]
    if origin is dict and type(value) is dict:
        return {_checked(key, parts[0]): _checked(item, parts[1]) for key, item in value.items()}
    if origin is tuple and type(value) is tuple and parts[1:] == (Ellipsis,):
        return tuple(_checked(item, parts[0]) for item in value)
    if origin is tuple and type(value) is tuple and len(value) == len(parts):
        return tuple(_checked(item, part) for item, part in zip(value, parts, strict=True))
    raise Malformed(f"a {type(value).__name__} where none belongs")
