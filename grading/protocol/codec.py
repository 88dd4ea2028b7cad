"""The codec of test calls: what crosses between the examiner and a student's process is plain data, as bytes.

Numbers, texts, bytes, None, arrays (dtype, shape, bytes), lists, tuples, sets, dicts, ranges, generators of random
numbers (their state), NumPy's own ufuncs and built-in types by name, functions as handles to call. Anything else
crosses as a description of itself, so that a message can say what it was. No object of a student's is ever made here.

The grader itself, which holds the gradebook, never uses this codec: see `protocol.messages`.
"""

from __future__ import annotations

import math
import numbers
import re
import struct
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, Protocol

import numpy as np

from grading.protocol.descriptions import (
    ERRORS,
    Description,
    ErrorDescription,
    class_of,
    describe,
    describe_error,
    opaque,
    rebuild_error,
)

MAX_DEPTH = 40
MAX_PARTS = 1_000_000
MAX_INT_BYTES = 1024  # such an integer can still be printed, and reckoned with in no time
MAX_AXES = 32
MAX_EMPTY = 8_000_000  # bytes that an array of no numbers would have, were its axes of length 0 of length 1
MAX_SEEDS = 1000  # numbers that a generator of random numbers was seeded with
MAX_ONE_HASH = 100  # keys with one hash; each costs a comparison with all before it
# What a decoded value costs in memory, in bytes, where it is much more than what was sent; and how much all may.
COST = {b"l": 64, b"m": 72, b"S": 224, b"a": 300, b"o": 300, b"g": 300, b"f": 500, b"O": 200, b"e": 1500, b"R": 5000}
NEW_CLASS = 1500
MAX_GROWTH, FREE = 10, 1 << 20
POSITIONS = {"MT19937": 624, "Philox": 4}  # the last place in a generator's memory that it may draw from next
PLAIN_DTYPE = re.compile(r"[<>|=][biufcSU]\d{1,9}")
BUILT_IN_TYPES: tuple[type, ...] = (
    bool, int, float, complex, str, bytes, list, tuple, dict, set, object, range,
)  # fmt: skip
NUMPY_TYPES = [kind for kind in vars(np).values() if isinstance(kind, type) and issubclass(kind, np.generic)]
TYPES: dict[str, type] = {f"{kind.__module__}.{kind.__name__}": kind for kind in (*BUILT_IN_TYPES, *NUMPY_TYPES)}
UFUNCS = {name: value for name, value in vars(np).items() if isinstance(value, np.ufunc)}
BY_NAME: dict[str, Any] = {**TYPES, **ERRORS, **UFUNCS}
TYPE_NAMES: dict[type, str] = {kind: name for name, kind in (TYPES | ERRORS).items()}
BIT_GENERATORS: dict[str, type[np.random.BitGenerator]] = {
    kind.__name__: kind
    for kind in (
        np.random.PCG64,
        np.random.PCG64DXSM,
        np.random.MT19937,
        np.random.Philox,
        np.random.SFC64,
    )
}
SIZE = struct.Struct("<I")
DOUBLE = struct.Struct("<d")
COMPLEX = struct.Struct("<dd")


class NotTransferable(Exception):
    """A value that is too large, too deep, or of no kind that crosses; or bytes that make no sense."""


class FunctionTable(Protocol):
    """Who keeps the functions of this side, and makes callables for those of the other."""

    def handle(self, f: Callable[..., Any]) -> tuple[str, int]:
        """Return whose function it is, and its number there."""
        ...

    def callable(self, owner: str, number: int, name: str) -> Callable[..., Any]:
        """Return the function of a handle, or a proxy for it."""
        ...


def encode(value: object, functions: FunctionTable, strict: bool, max_bytes: int) -> bytes:
    """Turn a value into bytes.

    Parameters
    ----------
    functions
        Who gives a function its handle.
    strict
        Whether a value of no kind that crosses is refused; else it is described.

    Raises
    ------
    NotTransferable
        Where the value is too large, too deep or, if `strict`, of no plain kind.
    """
    encoder = Encoder(functions, strict, max_bytes)
    try:
        encoder.write(value)
    except RecursionError:
        _too_deep()
    return bytes(encoder.data)


def decode(data: bytes, functions: FunctionTable) -> Any:
    """Turn bytes into a value; NotTransferable where anything is wrong with them."""
    try:
        decoder = Decoder(data, functions)
        value = decoder.read()
    except NotTransferable:
        raise
    except Exception as error:
        raise NotTransferable(f"a message that makes no sense ({type(error).__name__})") from None
    if decoder.position != len(data):
        raise NotTransferable("a message with something left over")
    return value


class Encoder:
    """Turn values into bytes."""

    def __init__(self, functions: FunctionTable, strict: bool, max_bytes: int) -> None:
        self.functions, self.strict, self.max_bytes = functions, strict, max_bytes
        self.data, self.parts = bytearray(), 0

    def write(self, value: Any, depth: int = 0) -> None:
        """Append one value."""
        self.parts += 1
        if depth > MAX_DEPTH:
            _too_deep()
        if self.parts > MAX_PARTS or len(self.data) > self.max_bytes:
            _too_large("a value")
        write = ENCODERS.get(type(value)) or next((w for kind, w in BASES if isinstance(value, kind)), Encoder.other)
        write(self, value, depth)

    def block(self, tag: bytes, data: bytes | bytearray | memoryview) -> None:
        """Append a tag and a block of bytes."""
        if len(data) > self.max_bytes:
            _too_large("a value")
        self.data += tag
        self.data += SIZE.pack(len(data))
        self.data += data

    def sequence(self, tag: bytes, values: Sequence[Any], depth: int) -> None:
        """Append several values under one tag."""
        self.data += tag
        self.data += SIZE.pack(len(values))
        for value in values:
            self.write(value, depth + 1)

    def integer(self, value: Any, depth: int) -> None:
        """Append an integer; one of absurd size is described."""
        value = int(value)
        if value.bit_length() > 8 * MAX_INT_BYTES:
            self.description(value)
        else:
            self.block(b"i", value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True))

    def array(self, value: Any, depth: int) -> None:
        """Append an array, and not one of its subclasses."""
        value = np.asarray(value)
        if value.dtype == object:
            self.sequence(b"o", [value.shape, *value.ravel().tolist()], depth)
        elif not PLAIN_DTYPE.fullmatch(value.dtype.str):
            self.description(value)
        elif value.nbytes > self.max_bytes:
            _too_large("an array")
        else:
            self.sequence(b"a", [value.dtype.str, value.flags.writeable, *value.shape], depth)
            self.block(b"b", value.tobytes())

    def range(self, value: Any, depth: int) -> None:
        """Append a range; one of absurd length is described."""
        if _is_long(value):
            self.description(value)
        else:
            self.sequence(b"r", [value.start, value.stop, value.step], depth)

    def generator(self, value: Any, depth: int) -> None:
        """Append a generator of random numbers: its state, and how it was seeded."""
        bits = value.bit_generator
        seeds = getattr(bits, "seed_seq", None)
        seeded = [getattr(seeds, name, None) for name in ("entropy", "spawn_key", "n_children_spawned")]
        self.sequence(b"R", [bits.state, *seeded], depth)

    def other(self, value: Any, depth: int) -> None:
        """Append a value of no plain type: as the data that it stands for where there are any, else described."""
        if isinstance(value, type) and value in TYPE_NAMES:
            self.sequence(b"y", [TYPE_NAMES[value]], depth)
        elif isinstance(value, np.ufunc) and UFUNCS.get(value.__name__) is value:
            self.sequence(b"y", [value.__name__], depth)
        elif isinstance(value, BaseException):
            error = describe_error(value)
            self.sequence(b"e", [error.type_name, error.known_type, error.text], depth)
        elif callable(value):
            owner, number = self.functions.handle(value)
            self.sequence(b"f", [owner, number, str(getattr(value, "__name__", ""))[:200]], depth)
        elif self.strict:
            raise NotTransferable(f"{type(value).__name__} cannot be handed to a function that is graded")
        elif hasattr(value, "__array__"):
            self.array(np.asarray(value), depth)
        elif isinstance(value, numbers.Complex) or hasattr(type(value), "__float__"):
            self.data += b"d" + DOUBLE.pack(float(value))
        else:
            self.description(value)

    def description(self, value: object) -> None:
        """Append what a value is called, and looks like."""
        described = describe(value)
        self.sequence(b"O", [described.type_name, described.text, described.attributes], 0)


def _write_text(encoder: Encoder, value: Any, depth: int) -> None:
    """Append a text."""
    encoder.block(b"s", str(value).encode("utf-8", "surrogatepass"))


def _write_float(encoder: Encoder, value: Any, depth: int) -> None:
    """Append a float."""
    encoder.data += b"d" + DOUBLE.pack(value)


def _write_dict(encoder: Encoder, value: Any, depth: int) -> None:
    """Append a dict: keys and values in turns."""
    encoder.sequence(b"m", [part for pair in value.items() for part in pair], depth)


def _write_as(tag: bytes, kind: Callable[[Any], Sequence[Any]]) -> Callable[[Encoder, Any, int], None]:
    """Make a function that writes a value as a sequence of this kind."""
    return lambda encoder, value, depth: encoder.sequence(tag, kind(value), depth)


# How a value of just this type is written.
ENCODERS: dict[type, Callable[[Encoder, Any, int], None]] = {
    type(None): lambda e, value, depth: e.data.extend(b"N"),
    bool: lambda e, value, depth: e.data.extend(b"T" if value else b"F"),
    float: _write_float,
    complex: lambda e, value, depth: e.data.extend(b"c" + COMPLEX.pack(value.real, value.imag)),
    int: Encoder.integer,
    str: _write_text,
    bytes: lambda e, value, depth: e.block(b"b", value),
    list: _write_as(b"l", list),
    tuple: _write_as(b"t", tuple),
    dict: _write_dict,
    np.ndarray: Encoder.array,
    range: Encoder.range,
    np.random.Generator: Encoder.generator,
}
# How a value of a subclass is written: as the plain type that it is derived from.
BASES: list[tuple[type | tuple[type, ...], Callable[[Encoder, Any, int], None]]] = [
    (np.generic, _write_as(b"g", lambda value: [np.asarray(value)])),
    (np.ndarray, Encoder.array),
    (str, _write_text),
    ((bytes, bytearray), lambda e, value, depth: e.block(b"b", bytes(value))),
    (int, Encoder.integer),
    (float, _write_float),
    ((set, frozenset), _write_as(b"S", list)),
    (dict, _write_dict),
    (tuple, _write_as(b"t", tuple)),
    (list, _write_as(b"l", list)),
]


class Decoder:
    """Turn bytes back into values, which take no more memory than a few times what arrived."""

    def __init__(self, data: bytes, functions: FunctionTable) -> None:
        self.data, self.functions, self.position, self.parts = memoryview(data), functions, 0, 0
        self.room = MAX_GROWTH * len(data) + FREE
        self.classes: dict[tuple[Any, ...], type] = {}  # of described values, each made once

    def take(self, size: int) -> memoryview:
        """Take the next bytes."""
        if size > len(self.data) - self.position:
            raise NotTransferable("a message is cut short")
        self.position += size
        return self.data[self.position - size : self.position]

    def size(self) -> int:
        """Take the size that stands before a block or a sequence."""
        (size,) = SIZE.unpack(self.take(SIZE.size))
        return int(size)

    def block(self) -> bytes:
        """Take a block of bytes."""
        return bytes(self.take(self.size()))

    def charge(self, cost: int) -> None:
        """Count what a value costs in memory."""
        self.room -= cost
        if self.room < 0:
            raise NotTransferable("a message would take up too much memory")

    def read(self, depth: int = 0) -> Any:
        """Take the next value."""
        self.parts += 1
        if depth > MAX_DEPTH + 4 or self.parts > MAX_PARTS:
            raise NotTransferable("a message is too deep or too long")
        tag = bytes(self.take(1))
        read = DECODERS.get(tag)
        if read is None:
            raise NotTransferable("a message of no known kind")
        self.charge(COST.get(tag, 0))
        return read(self, depth + 1)

    def sequence(self, depth: int) -> list[Any]:
        """Take several values."""
        size = self.size()
        if size > len(self.data) - self.position:
            raise NotTransferable("a message is cut short")
        return [self.read(depth) for _ in range(size)]

    def integer(self, depth: int) -> int:
        """Take an integer of a size that arithmetic takes no time with."""
        data = self.block()
        if len(data) > MAX_INT_BYTES + 1:
            raise NotTransferable("an integer is too large")
        return int.from_bytes(data, "little", signed=True)

    def range(self, depth: int) -> range:
        """Take a range that is no longer than a list may be."""
        made = range(*self.sequence(depth))
        if _is_long(made):
            raise NotTransferable("a range is too long")
        return made

    def array(self, depth: int) -> np.ndarray:
        """Take an array of a plain dtype."""
        dtype, writeable, *shape = self.sequence(depth)
        data = self.read(depth)
        if not isinstance(dtype, str) or not PLAIN_DTYPE.fullmatch(dtype) or not isinstance(data, bytes):
            raise NotTransferable("an array of no plain kind")
        kind = np.dtype(dtype)
        if not _is_shape(shape, kind.itemsize, len(data)):
            raise NotTransferable("an array whose shape is not that of its data")
        array = np.ndarray(tuple(shape), kind, bytearray(data))
        array.flags.writeable = bool(writeable)
        return array

    def object_array(self, depth: int) -> np.ndarray:
        """Take an array of objects."""
        shape, *values = self.sequence(depth)
        if not isinstance(shape, tuple) or not _is_shape(shape, 1, len(values)):
            raise NotTransferable("an array whose shape is not that of its data")
        array = np.empty(len(values), dtype=object)
        for i, value in enumerate(values):
            array[i] = value
        return array.reshape(shape)

    def set(self, depth: int) -> set[Any]:
        """Take a set."""
        return set(_with_different_hashes(self.sequence(depth)))

    def generator(self, depth: int) -> np.random.Generator:
        """Take a generator of random numbers."""
        state, entropy, spawn_key, spawned = self.sequence(depth)
        if not _is_seed(entropy) or not _is_seed(spawn_key) or not _draws_from_its_memory(state):
            raise NotTransferable("a generator of random numbers of no known kind")
        kind: Any = BIT_GENERATORS[state["bit_generator"]]
        bits = kind(np.random.SeedSequence(entropy, spawn_key=spawn_key or (), n_children_spawned=spawned or 0))
        bits.state = state
        return np.random.Generator(bits)

    def by_name(self, depth: int) -> Any:
        """Take a type or a ufunc that both sides know."""
        (name,) = self.sequence(depth)
        return BY_NAME[name]

    def error(self, depth: int) -> BaseException:
        """Take an error."""
        type_name, known_type, text = map(_as_text, self.sequence(depth))
        return rebuild_error(ErrorDescription(type_name, known_type, text))

    def function(self, depth: int) -> Callable[..., Any]:
        """Take the handle of a function."""
        owner, number, name = self.sequence(depth)
        if type(number) is not int or number < 0:
            raise NotTransferable("a function without a number")
        return self.functions.callable(_as_text(owner), number, _as_text(name))

    def mapping(self, depth: int) -> dict[Any, Any]:
        """Take a dict."""
        parts = self.sequence(depth)
        return dict(zip(_with_different_hashes(parts[::2]), parts[1::2], strict=True))

    def description(self, depth: int) -> object:
        """Take the description of a value that stayed where it was."""
        type_name, text, names = self.sequence(depth)
        described = Description(_as_text(type_name), _as_text(text), list(map(_as_text, names)))
        known = (described.type_name, *described.attributes)
        if known not in self.classes:
            self.charge(NEW_CLASS)
            self.classes[known] = class_of(described)
        return opaque(described, self.classes[known])


DECODERS: dict[bytes, Callable[[Decoder, int], Any]] = {
    b"N": lambda d, depth: None,
    b"T": lambda d, depth: True,
    b"F": lambda d, depth: False,
    b"d": lambda d, depth: DOUBLE.unpack(d.take(DOUBLE.size))[0],
    b"c": lambda d, depth: complex(*COMPLEX.unpack(d.take(COMPLEX.size))),
    b"i": Decoder.integer,
    b"s": lambda d, depth: d.block().decode("utf-8", "surrogatepass"),
    b"b": lambda d, depth: d.block(),
    b"l": Decoder.sequence,
    b"t": lambda d, depth: tuple(d.sequence(depth)),
    b"S": Decoder.set,
    b"m": Decoder.mapping,
    b"r": Decoder.range,
    b"a": Decoder.array,
    b"g": lambda d, depth: d.sequence(depth)[0][()],
    b"o": Decoder.object_array,
    b"R": Decoder.generator,
    b"y": Decoder.by_name,
    b"e": Decoder.error,
    b"f": Decoder.function,
    b"O": Decoder.description,
}


def _is_shape(shape: Sequence[Any], size: int, available: int) -> bool:
    """Say whether these are the axes of an array of values of this size whose data take up what is available.

    An array without values may not be one of immense rows, which a sum over its columns would make.
    """
    if len(shape) > MAX_AXES or not all(type(length) is int and 0 <= length < 2**48 for length in shape):
        return False
    if math.prod(shape) * size != available:
        return False
    return available > 0 or math.prod(max(length, 1) for length in shape) * max(size, 1) <= MAX_EMPTY


def _is_long(value: range) -> bool:
    """Say whether a range has more numbers than a list may have."""
    return bool(value[MAX_PARTS:])


def _is_seed(value: Any) -> bool:
    """Say whether a generator can have been seeded with this: nothing, an integer, or a few of them."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "iu" and value.size <= MAX_SEEDS
    if isinstance(value, list | tuple):
        return len(value) <= MAX_SEEDS and all(type(part) is int for part in value)
    return value is None or type(value) is int


def _draws_from_its_memory(state: Any) -> bool:
    """Say whether a generator's state points into its own memory: NumPy takes over, and draws from, any place."""
    inner = {**state, **state["state"]}
    position = inner.get("pos", inner.get("buffer_pos", 0))
    return type(position) is int and 0 <= position <= POSITIONS.get(state["bit_generator"], 0)


def _with_different_hashes(values: list[Any]) -> list[Any]:
    """Return keys, unless they were made to have one hash: a dict or set of those takes quadratic time."""
    most = max(Counter(map(hash, values)).values(), default=0)
    if most > MAX_ONE_HASH:
        raise NotTransferable("too many keys that have one hash")
    return values


def _as_text(value: Any) -> str:
    """Return a text that is one."""
    if not isinstance(value, str):
        raise NotTransferable(f"a {type(value).__name__} where a text belongs")
    return value


def _too_deep() -> NoReturn:
    """Refuse a value that is nested too deeply."""
    raise NotTransferable("a value holds lists in lists in lists, too deep to follow") from None


def _too_large(what: str) -> NoReturn:
    """Refuse a value that is too large."""
    raise NotTransferable(f"{what} is too large to be handed over")
