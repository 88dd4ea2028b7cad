"""The data that crosses between the examiner and the student process: plain data, in bytes, and nothing else.

Numbers, texts, bytes, None, arrays (dtype, shape, bytes), lists, tuples, sets, dicts, ranges, generators of random
numbers (their state), NumPy's own ufuncs and built-in types by name, functions as handles to call. Anything else
crosses as a description of itself, so that a message can say what it was; no object of a student is ever made here.
"""

from __future__ import annotations

import math
import numbers
import re
import struct
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

from grading.protocol import descriptions as opaque

DEEPEST = 40
MOST_PARTS = 1_000_000
LONGEST_INT = 4096  # bytes
PLAIN_DTYPE = re.compile(r"[<>|=][biufcSU]\d{1,9}")
COMMON = (bool, int, float, complex, str, bytes, list, tuple, dict, set, object, range)
NUMBERS = [kind for kind in vars(np).values() if isinstance(kind, type) and issubclass(kind, np.generic)]
TYPES = {f"{kind.__module__}.{kind.__name__}": kind for kind in (*COMMON, *NUMBERS)}
NAMED = {kind: name for name, kind in (TYPES | opaque.ERRORS).items()}
UFUNCS = {name: value for name, value in vars(np).items() if isinstance(value, np.ufunc)}
SIZE = struct.Struct("<I")
DOUBLE = struct.Struct("<d")


class CannotCross(Exception):
    """A value that is too large, too deep or of no kind that crosses."""


class Functions(Protocol):
    """Who keeps the functions of this side, and makes callables for those of the other."""

    def name(self, f: Callable) -> tuple[str, int]: ...

    def callable(self, owner: str, number: int, title: str) -> Callable: ...


class Writer:
    """Turn values into bytes. `strict` refuses what has no place on the wire; else it is described."""

    def __init__(self, functions: Functions, strict: bool, most: int) -> None:
        self.functions, self.strict, self.most = functions, strict, most
        self.out, self.parts = bytearray(), 0

    def write(self, value: Any, depth: int = 0) -> None:
        """Append one value."""
        self.parts += 1
        if depth > DEEPEST:
            raise CannotCross("a value holds lists in lists in lists, too deep to follow")
        if self.parts > MOST_PARTS or len(self.out) > self.most:
            raise CannotCross("a value is too large to be handed over")
        write = EXACT.get(type(value)) or next((w for kind, w in KINDS if isinstance(value, kind)), Writer.other)
        write(self, value, depth)

    def raw(self, tag: bytes, data: bytes | bytearray | memoryview) -> None:
        """Append a tag and a block of bytes."""
        if len(data) > self.most:
            raise CannotCross("a value is too large to be handed over")
        self.out += tag
        self.out += SIZE.pack(len(data))
        self.out += data

    def many(self, tag: bytes, values: Sequence, depth: int) -> None:
        """Append several values under one tag."""
        self.out += tag
        self.out += SIZE.pack(len(values))
        for value in values:
            self.write(value, depth + 1)

    def integer(self, value: int, depth: int) -> None:
        value = int(value)
        if value.bit_length() > 8 * LONGEST_INT:
            return self.described(value)
        self.raw(b"i", value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True))

    def array(self, value: np.ndarray, depth: int) -> None:
        value = np.asarray(value)  # an array, and not one of its relatives
        if value.dtype == object:
            return self.many(b"o", [value.shape, *value.ravel().tolist()], depth)
        if not PLAIN_DTYPE.fullmatch(value.dtype.str):
            return self.described(value)
        if value.nbytes > self.most:
            raise CannotCross("an array is too large to be handed over")
        head = value.dtype.str, value.flags.writeable, *value.shape
        self.many(b"a", head, depth)
        self.raw(b"b", value.tobytes())

    def generator(self, value: np.random.Generator, depth: int) -> None:
        bits = value.bit_generator
        seeds = getattr(bits, "seed_seq", None)
        seeded = [getattr(seeds, name, None) for name in ("entropy", "spawn_key", "n_children_spawned")]
        self.many(b"R", [bits.state, *seeded], depth)

    def other(self, value: Any, depth: int) -> None:
        """Append what is of no plain type: as what it stands for where it has one, else as a description."""
        if isinstance(value, type) and value in NAMED:
            self.many(b"y", [NAMED[value]], depth)
        elif isinstance(value, np.ufunc) and UFUNCS.get(value.__name__) is value:
            self.many(b"y", [value.__name__], depth)
        elif isinstance(value, BaseException):
            self.many(b"e", opaque.error_words(value), depth)
        elif callable(value):
            owner, number = self.functions.name(value)
            self.many(b"f", [owner, number, str(getattr(value, "__name__", ""))[:200]], depth)
        elif self.strict:
            raise CannotCross(f"{type(value).__name__} cannot be handed to a function that is graded")
        elif hasattr(value, "__array__"):
            self.array(np.asarray(value), depth)
        elif isinstance(value, numbers.Complex) or hasattr(type(value), "__float__"):
            self.out += b"d" + DOUBLE.pack(float(value))
        else:
            self.described(value)

    def described(self, value: Any) -> None:
        self.many(b"O", opaque.words(value), 0)


EXACT: dict[type, Callable[[Writer, Any, int], None]] = {
    type(None): lambda w, value, depth: w.out.extend(b"N"),
    bool: lambda w, value, depth: w.out.extend(b"T" if value else b"F"),
    float: lambda w, value, depth: w.out.extend(b"d" + DOUBLE.pack(value)),
    complex: lambda w, value, depth: w.out.extend(b"c" + DOUBLE.pack(value.real) + DOUBLE.pack(value.imag)),
    int: Writer.integer,
    str: lambda w, value, depth: w.raw(b"s", value.encode("utf-8", "surrogatepass")),
    bytes: lambda w, value, depth: w.raw(b"b", value),
    list: lambda w, value, depth: w.many(b"l", value, depth),
    tuple: lambda w, value, depth: w.many(b"t", value, depth),
    dict: lambda w, value, depth: w.many(b"m", [part for pair in value.items() for part in pair], depth),
    np.ndarray: Writer.array,
    range: lambda w, value, depth: w.many(b"r", (value.start, value.stop, value.step), depth),
    np.random.Generator: Writer.generator,
}
KINDS: list[tuple[type | tuple[type, ...], Callable[[Writer, Any, int], None]]] = [
    (np.generic, lambda w, value, depth: w.many(b"g", [np.asarray(value)], depth)),
    (np.ndarray, Writer.array),
    (str, lambda w, value, depth: w.raw(b"s", str(value).encode("utf-8", "surrogatepass"))),
    ((bytes, bytearray), lambda w, value, depth: w.raw(b"b", bytes(value))),
    (int, Writer.integer),
    (float, lambda w, value, depth: w.out.extend(b"d" + DOUBLE.pack(value))),
    ((set, frozenset), lambda w, value, depth: w.many(b"S", list(value), depth)),
    (dict, lambda w, value, depth: EXACT[dict](w, value, depth)),
    (tuple, lambda w, value, depth: w.many(b"t", tuple(value), depth)),
    (list, lambda w, value, depth: w.many(b"l", list(value), depth)),
]


class Reader:
    """Turn bytes back into values; bytes that make no sense end in CannotCross."""

    def __init__(self, data: bytes, functions: Functions) -> None:
        self.data, self.functions, self.at, self.parts = memoryview(data), functions, 0, 0

    def take(self, size: int) -> memoryview:
        """Take the next bytes."""
        if size > len(self.data) - self.at:
            raise CannotCross("a message is cut short")
        self.at += size
        return self.data[self.at - size : self.at]

    def size(self) -> int:
        return SIZE.unpack(self.take(4))[0]

    def read(self, depth: int = 0) -> Any:
        """Take the next value."""
        self.parts += 1
        if depth > DEEPEST + 4 or self.parts > MOST_PARTS:
            raise CannotCross("a message is too deep or too long")
        read = READERS.get(bytes(self.take(1)))
        if read is None:
            raise CannotCross("a message of no known kind")
        return read(self, depth + 1)

    def many(self, depth: int) -> list:
        size = self.size()
        if size > len(self.data) - self.at:
            raise CannotCross("a message is cut short")
        return [self.read(depth) for _ in range(size)]

    def array(self, depth: int) -> np.ndarray:
        dtype, writeable, *shape = self.many(depth)
        data = self.read(depth)
        if not isinstance(dtype, str) or not PLAIN_DTYPE.fullmatch(dtype) or not isinstance(data, bytes):
            raise CannotCross("an array of no plain kind")
        kind = np.dtype(dtype)
        if not _is_shape(shape) or math.prod(shape) * kind.itemsize != len(data):
            raise CannotCross("an array whose shape is not that of its data")
        made = np.ndarray(tuple(shape), kind, bytearray(data))
        made.flags.writeable = bool(writeable)
        return made

    def objects(self, depth: int) -> np.ndarray:
        shape, *values = self.many(depth)
        if not _is_shape(shape) or math.prod(shape) != len(values):
            raise CannotCross("an array whose shape is not that of its data")
        made = np.empty(len(values), dtype=object)
        for i, value in enumerate(values):
            made[i] = value
        return made.reshape(shape)

    def generator(self, depth: int) -> np.random.Generator:
        state, entropy, spawn_key, spawned = self.many(depth)
        bits = opaque.BIT_GENERATORS[state["bit_generator"]]
        seeds = np.random.SeedSequence(entropy, spawn_key=spawn_key or (), n_children_spawned=spawned or 0)
        made = bits(seeds)
        made.state = state
        return np.random.Generator(made)

    def named(self, depth: int) -> Any:
        (name,) = self.many(depth)
        return (TYPES | opaque.ERRORS | UFUNCS)[name]

    def function(self, depth: int) -> Callable:
        owner, number, title = self.many(depth)
        return self.functions.callable(str(owner), int(number), str(title))

    def mapping(self, depth: int) -> dict:
        parts = self.many(depth)
        return dict(zip(parts[::2], parts[1::2], strict=True))


READERS: dict[bytes, Callable[[Reader, int], Any]] = {
    b"N": lambda r, depth: None,
    b"T": lambda r, depth: True,
    b"F": lambda r, depth: False,
    b"d": lambda r, depth: DOUBLE.unpack(r.take(8))[0],
    b"c": lambda r, depth: complex(*struct.unpack("<dd", r.take(16))),
    b"i": lambda r, depth: int.from_bytes(r.take(r.size()), "little", signed=True),
    b"s": lambda r, depth: bytes(r.take(r.size())).decode("utf-8", "surrogatepass"),
    b"b": lambda r, depth: bytes(r.take(r.size())),
    b"l": Reader.many,
    b"t": lambda r, depth: tuple(r.many(depth)),
    b"S": lambda r, depth: set(r.many(depth)),
    b"m": Reader.mapping,
    b"r": lambda r, depth: range(*r.many(depth)),
    b"a": Reader.array,
    b"g": lambda r, depth: r.many(depth)[0][()],
    b"o": Reader.objects,
    b"R": Reader.generator,
    b"y": Reader.named,
    b"e": lambda r, depth: opaque.error(*r.many(depth)),
    b"f": Reader.function,
    b"O": lambda r, depth: opaque.described(*r.many(depth)),
}


def encode(value: Any, functions: Functions, strict: bool, most: int) -> bytes:
    """Turn a value into bytes."""
    writer = Writer(functions, strict, most)
    try:
        writer.write(value)
    except RecursionError:
        raise CannotCross("a value holds lists in lists in lists, too deep to follow") from None
    return bytes(writer.out)


def decode(data: bytes, functions: Functions) -> Any:
    """Turn bytes into a value; whatever is wrong with them ends in CannotCross."""
    try:
        reader = Reader(data, functions)
        value = reader.read()
    except CannotCross:
        raise
    except Exception as error:
        raise CannotCross(f"a message that makes no sense ({type(error).__name__})") from None
    if reader.at != len(data):
        raise CannotCross("a message with something left over")
    return value


def _is_shape(shape: Any) -> bool:
    return len(shape) <= 32 and all(type(size) is int and size >= 0 for size in shape)
