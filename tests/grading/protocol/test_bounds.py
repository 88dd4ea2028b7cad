"""Each bound of what crosses: what just fits does, and the next larger does not."""

import decimal
import math
import os
import socket
import struct
import sys
import time
import warnings
from collections import OrderedDict, namedtuple
from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np
import pytest

from grading.engine.messages import RunCell, StartServer
from grading.limits import Limits
from grading.protocol import channel, codec, descriptions, messages, rpc, side_effects, tracebacks
from grading.protocol.channel import Channel, Disconnected, PeerLost, TimedOut
from grading.protocol.descriptions import Description, ErrorDescription, Opaque
from grading.protocol.records import Malformed
from grading.protocol.rpc import Call, Outcome, Peer, RemoteError, RemoteFunction
from grading.protocol.tracebacks import Frame, cell_file, frames_in_cells, with_frames
from tests.grading.protocol.test_limits import answered_with, array, block, integer, outcome, peer, sequence, text
from tests.grading.protocol.test_rpc import crossed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the engine needs fork")


def refused(data: bytes, side: Peer | None = None) -> str:
    """Decode what must be refused; return why."""
    with pytest.raises(codec.NotTransferable) as caught:
        codec.decode(data, side or peer())
    return str(caught.value)


def read(data: bytes) -> object:
    """Decode on the examiner's side."""
    return codec.decode(data, peer())


def test_the_bounds_are_these():
    """Another number is a decision, and not a slip."""
    assert (codec.MAX_DEPTH, codec.MAX_PARTS, codec.MAX_INT_BYTES, codec.MAX_AXES) == (40, 1_000_000, 1024, 32)
    assert (codec.MAX_EMPTY, codec.MAX_SEEDS, codec.MAX_ONE_HASH, codec.NEW_CLASS) == (8_000_000, 1000, 100, 1500)
    assert (codec.MAX_GROWTH, codec.FREE) == (10, 1 << 20)
    assert codec.COST == {
        b"l": 64, b"m": 72, b"S": 224, b"a": 300, b"o": 300, b"g": 300, b"f": 500, b"O": 200, b"e": 1500, b"R": 5000,
    }  # fmt: skip
    assert (messages.MAX_NODES, messages.MAX_DIGITS, messages.MAX_DEPTH) == (100_000, 64, 40)
    assert (descriptions.MAX_TEXT, descriptions.MAX_NAMES, descriptions.MAX_NAME) == (10_000, 300, 200)
    assert (rpc.MAX_NESTED, tracebacks.MAX_LINE, tracebacks.MAX_FRAMES) == (50, 10_000, 20)
    assert (side_effects.MAX_PRINTED, side_effects.MAX_WARNING, side_effects.MAX_WARNINGS) == (20_000, 1000, 100)
    assert (side_effects.MAX_SPAWNED, side_effects.LAST_POSITION) == (10_000, 624)
    assert set(codec.POSITIONS.items()) == {("MT19937", 624), ("Philox", 4)}


# The codec


def nested(depth: int) -> list:
    """Make lists in lists, so many deep."""
    value: list = []
    for _ in range(depth - 1):
        value = [value]
    return value


def test_depth():
    assert crossed(nested(codec.MAX_DEPTH + 1)) == nested(codec.MAX_DEPTH + 1)
    with pytest.raises(codec.NotTransferable, match="too deep to follow"):
        peer(False).encode(nested(codec.MAX_DEPTH + 2))
    ending = b"l\0\0\0\0"
    deepest = b"l\1\0\0\0" * (codec.MAX_DEPTH + 4) + ending
    assert read(deepest) == nested(codec.MAX_DEPTH + 5)
    assert "too deep" in refused(b"l\1\0\0\0" + deepest)
    for wrap in (lambda inner: (inner,), lambda inner: {"a": inner}, lambda inner: [inner]):
        value: object = 1
        for _ in range(codec.MAX_DEPTH + 1):
            value = wrap(value)
        with pytest.raises(codec.NotTransferable):
            peer(False).encode([value])


def test_an_error_that_runs_out_of_stack_is_a_refusal():
    class Endless:
        def __array__(self, dtype: object = None, copy: object = None) -> object:
            raise RecursionError

    with pytest.raises(codec.NotTransferable, match="too deep"):
        peer(False).encode(Endless())


def test_number_of_parts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(codec, "MAX_PARTS", 10)
    data = peer(False).encode([0] * 9)
    assert read(data) == [0] * 9
    with pytest.raises(codec.NotTransferable, match="a value is too large"):
        peer(False).encode([0] * 10)
    assert "too long" in refused(sequence(b"l", *[b"N"] * 10))
    assert crossed(range(10)) == range(10) and isinstance(crossed(range(11)), Opaque)
    assert read(sequence(b"r", integer(0), integer(10), integer(1))) == range(10)
    assert "range" in refused(sequence(b"r", integer(0), integer(11), integer(1)))
    assert read(sequence(b"r", integer(5), integer(1), integer(-2))) == range(5, 1, -2)


def test_size_in_bytes():
    side = Peer(None, "student", 100, False)  # type: ignore[arg-type]
    assert len(side.encode(b"x" * 100)) == 105
    assert side.encode("x" * 100) and side.encode(np.zeros(12)) and side.encode(bytearray(100))
    for value in (b"x" * 101, "x" * 101, np.zeros(13), bytearray(101)):
        with pytest.raises(codec.NotTransferable, match="too large to be handed over"):
            side.encode(value)
    with pytest.raises(codec.NotTransferable, match="an array is too large"):
        side.encode(np.zeros(13))
    assert side.encode([b"x" * 86, 0])  # 5 bytes of the list, 91 of the text, and it may end beyond
    with pytest.raises(codec.NotTransferable, match="a value is too large"):
        side.encode([b"x" * 92, 0, 0])


def test_integers():
    largest = 2 ** (8 * codec.MAX_INT_BYTES) - 1
    for value in (largest, -largest, 0, -1, 255, -256, 2**63):
        assert crossed(value) == value and type(crossed(value)) is int
    absurd = crossed(largest + 1)
    assert isinstance(absurd, Opaque) and type(absurd).__name__ == "int"
    assert read(block(b"i", bytes(codec.MAX_INT_BYTES + 1))) == 0
    assert "integer" in refused(block(b"i", bytes(codec.MAX_INT_BYTES + 2)))


def test_what_is_like_a_plain_value_is_sent_as_one():
    point = namedtuple("point", "x y")
    for value, plain in (
        (bytearray(b"ab"), b"ab"), (frozenset({1}), {1}), (OrderedDict(a=1), {"a": 1}), (point(1, 2), (1, 2)),
        (type("L", (list,), {})([1]), [1]), (type("I", (int,), {})(3), 3), (type("S", (str,), {})("a"), "a"),
        (decimal.Decimal("1.5"), 1.5), (Fraction(1, 4), 0.25), (np.ma.array([1, 2]).data, np.array([1, 2])),
        (type("D", (), {"__float__": lambda self: 2.5})(), 2.5),
    ):  # fmt: skip
        received = crossed(value)
        assert type(received) is type(plain) and np.all(received == plain)
    for value, described in (({}.keys(), "dict_keys"), (iter([]), "list_iterator"), (memoryview(b"a"), "memoryview")):
        assert type(crossed(value)).__name__ == described
    assert isinstance(crossed(np.zeros(2, dtype="M8[s]")), Opaque)
    assert crossed(np.float32(0.5)).dtype == np.float32 and crossed(np.zeros(3)).flags.writeable


def test_what_only_the_students_side_may_send():
    for value in (object(), 3 + decimal.Decimal(1), iter([])):
        with pytest.raises(codec.NotTransferable, match=f"^{type(value).__name__} cannot be handed"):
            peer().encode(value)
    assert peer().encode([1, "a", None, np.zeros(2)])


def test_a_function_is_a_handle():
    student, mine = peer(False), peer()

    def f() -> None: ...

    received = codec.decode(student.encode([f, f]), mine)
    assert [type(g) for g in received] == [RemoteFunction] * 2
    assert {g.number for g in received} == {0} and {g.owner for g in received} == {"student"}
    assert received[0].__name__ == "f" == received[0].__qualname__ and repr(received[0]) == "<function f>"
    assert mine.handle(received[0]) == ("student", 0) and codec.decode(mine.encode(received[0]), student) is f
    assert student.handle(len) == ("student", 1) and student.handle(f) == ("student", 0)
    f.__name__ = "n" * 300
    assert codec.decode(student.encode(f), mine).__name__ == "n" * 200
    nameless = codec.decode(sequence(b"f", text("student"), integer(0), text("")), mine)
    assert repr(nameless) == "<function ?>" and not hasattr(nameless, "__name__")
    for number in (integer(-1), b"T", text("0"), b"N"):
        assert "without a number" in refused(sequence(b"f", text("student"), number, text("f")))
    assert "a list where a text belongs" in refused(sequence(b"f", sequence(b"l"), integer(0), text("f")))
    assert "makes no sense (IndexError)" in refused(sequence(b"f", text("examiner"), integer(7), text("f")))
    other = Peer(None, "examiner", 10**6, True)  # type: ignore[arg-type]
    assert other.handle(received[0]) == ("examiner", 0)  # another one's stand-in is a function like any other


def test_names_that_both_sides_know():
    for value in (float, object, np.int8, np.exp, ValueError, np.linalg.LinAlgError, SystemExit):
        assert crossed(value) is value
    fake = type("ufunc", (), {"__name__": "exp", "__call__": lambda self: None})()
    assert isinstance(crossed(fake), RemoteFunction)
    assert "makes no sense (KeyError)" in refused(sequence(b"y", text("os.system")))


def test_what_is_left_over_or_missing():
    assert refused(b"NN") == "a message with something left over"
    assert refused(b"") == refused(b"s\2\0\0\0a") == refused(b"d1234567") == "a message is cut short"
    assert refused(sequence(b"l", b"N", b"N")[:-1]) == "a message is cut short"
    assert refused(b"?") == "a message of no known kind"
    assert read(sequence(b"l", b"N", b"N")) == [None, None] and read(block(b"s", b"")) == ""
    assert read(b"l\1\0\0\0N") == [None] and "cut short" in refused(b"l\2\0\0\0N")


def test_memory():
    decoder = codec.Decoder(b"1234", peer())
    assert decoder.room == codec.MAX_GROWTH * 4 + codec.FREE
    decoder.charge(decoder.room)
    with pytest.raises(codec.NotTransferable, match="too much memory"):
        decoder.charge(1)
    names = [sequence(b"O", text(f"C{k % 2}"), text(str(k)), sequence(b"l", text("a"))) for k in range(600)]
    described = read(sequence(b"l", *names))  # two classes, for six hundred values
    assert len({type(value) for value in described}) == 2 and repr(described[7]) == "7" and described[7].a is None


def test_arrays():
    assert read(array("<f8", 2, data=bytes(16))).tolist() == [0, 0]
    assert read(array("<f8", *[1] * codec.MAX_AXES, data=bytes(8))).ndim == codec.MAX_AXES
    assert read(array("<f8", data=bytes(8))).shape == ()
    assert read(array("<f8", 0, codec.MAX_EMPTY // 8)).shape == (0, codec.MAX_EMPTY // 8)
    wrong = "an array whose shape is not that of its data"
    for data in (
        array("<f8", 0, codec.MAX_EMPTY // 8 + 1), array("<f8", 2, data=bytes(8)), array("<f8", 2, data=bytes(24)),
        array("<f8", -1, -2, data=bytes(16)), array("<U0", 2**48), array("<U0", 0, 2**48), array("<f8", 3),
        sequence(b"a", text("<f8"), b"T", b"T") + block(b"b", bytes(8)),
    ):  # fmt: skip
        assert refused(data) == wrong, data
    for dtype in ("|O", "V8", "<f8,<f8", "<M8[s]", "<f9999999999", "<f8 "):
        assert "no plain kind" in refused(array(dtype, 1, data=bytes(8)))
    assert "no plain kind" in refused(sequence(b"a", integer(8), b"T", integer(1)) + block(b"b", bytes(8)))
    assert "no plain kind" in refused(sequence(b"a", text("<f8"), b"T", integer(1)) + block(b"s", bytes(8)))
    assert not read(sequence(b"a", text("<f8"), b"F", integer(1)) + block(b"b", bytes(8))).flags.writeable
    objects = read(sequence(b"o", sequence(b"t", integer(1), integer(2)), b"N", integer(5)))
    assert objects.dtype == object and objects.tolist() == [[None, 5]]
    for shape in (sequence(b"l", integer(2)), sequence(b"t", integer(3)), integer(2)):
        assert refused(sequence(b"o", shape, b"N", b"N")) == wrong


def generator(state: object, entropy: object = None, spawn_key: object = (), spawned: object = 0) -> bytes:
    """Write a generator of random numbers."""
    student = peer(False)
    return sequence(b"R", *(student.encode(part) for part in (state, entropy, spawn_key, spawned)))


def test_seeds():
    state = np.random.PCG64(1).state
    many, words = list(range(codec.MAX_SEEDS)), np.arange(codec.MAX_SEEDS)
    for seed in (None, 3, many, tuple(many), words, words.astype(np.uint32)):
        assert isinstance(read(generator(state, seed)), np.random.Generator)
    for seed in ([*many, 1], (*many, 1), np.arange(codec.MAX_SEEDS + 1), words / 2, [True], [1.0], "1", True, 1.5, {1}):
        assert "of no known kind" in refused(generator(state, seed))
    assert "of no known kind" in refused(generator(state, 1, "x"))
    made = read(generator(state, 5, (7,), 3))
    sequence_of_seeds = made.bit_generator.seed_seq
    assert (sequence_of_seeds.entropy, sequence_of_seeds.spawn_key, sequence_of_seeds.n_children_spawned) == (
        5,
        (7,),
        3,
    )
    bare = read(generator(state, None, None, None)).bit_generator.seed_seq
    assert bare.spawn_key == () and bare.n_children_spawned == 0
    assert "makes no sense (KeyError)" in refused(generator({**state, "bit_generator": "Mine"}))


@pytest.mark.parametrize(("bits", "last"), [(np.random.MT19937, 624), (np.random.Philox, 4)])
def test_positions_of_generators(bits: Callable, last: int):
    state = bits(1).state
    where, name = (state["state"], "pos") if "pos" in state["state"] else (state, "buffer_pos")
    for position in (0, 1, last):
        where[name] = position
        assert isinstance(read(generator(state)), np.random.Generator)
    for position in (-1, last + 1, True, 1.0):
        where[name] = position
        assert "of no known kind" in refused(generator(state))


def test_kinds_of_generators():
    for kind in codec.BIT_GENERATORS.values():
        rng = np.random.Generator(kind(3))
        rng.random(3)
        received = crossed(rng)
        assert type(received.bit_generator) is kind and received.random() == rng.random()
    assert len(codec.BIT_GENERATORS) == 5


def test_keys_with_one_hash():
    same = [k * sys.hash_info.modulus for k in range(1, codec.MAX_ONE_HASH + 2)]
    few = same[:-1]
    assert crossed(set(few)) == set(few) and crossed(dict.fromkeys(few)) == dict.fromkeys(few)
    assert crossed(set()) == set() and crossed({}) == {}
    for value in (set(same), dict.fromkeys(same)):
        assert "one hash" in refused(peer(False).encode(value))
    assert "makes no sense" in refused(sequence(b"m", integer(1)))


def test_complex_numbers_and_texts():
    assert crossed(1.5 - 2.5j) == 1.5 - 2.5j and math.isnan(crossed(math.nan)) and crossed("\ud800ä") == "\ud800ä"
    assert struct.pack("<d", 0.5) in peer(False).encode(0.5) and type(peer(False).encode(0.5)) is bytes


# Descriptions


def test_what_is_described():
    class Mine:
        visible, _hidden = 1, 2

        def __repr__(self) -> str:
            return "x" * (descriptions.MAX_TEXT + 1)

        def __dir__(self) -> list[str]:
            return ["_hidden", *(f"n{k:03}" for k in range(400))]

    described = descriptions.describe(Mine())
    assert described.type_name == "Mine" and len(described.text) == descriptions.MAX_TEXT
    assert len(described.attributes) == descriptions.MAX_NAMES and described.attributes[0] == "n000"
    assert descriptions.describe(iter([])).attributes[0] == "__next__"

    class Silent:
        def __repr__(self) -> str:
            raise ValueError

    assert descriptions.describe(Silent()).text == "<Silent>"


def test_what_a_description_becomes():
    long = "a" * (descriptions.MAX_NAME + 50)
    kind = descriptions.class_of(Description("Mine", "", [long, "b", "_c", "__next__", *(f"n{k}" for k in range(400))]))
    names = [name for name in vars(kind) if name.startswith(("a", "b", "n", "_c", "__next"))]
    assert long[: descriptions.MAX_NAME] in names and "_c" not in names and len(names) == descriptions.MAX_NAMES - 1
    assert kind.b is None and kind.__name__ == "Mine"
    made = descriptions.opaque(Description("Mine", "one\ntwo", []), kind)
    assert repr(made) == "one\n    two" and repr(kind()) == ""
    assert len(repr(descriptions.opaque(Description("M", "\n" * 10**4 + "x", []), kind))) <= descriptions.MAX_TEXT
    assert [descriptions.identifier(name) for name in ("f", "a b", "", 3, "é")] == [
        "f",
        "object",
        "object",
        "object",
        "é",
    ]
    assert descriptions.identifier("n" * 200) == "n" * 100


def test_errors_are_described_by_the_nearest_kind_that_is_known():
    class Mine(KeyError):
        def __str__(self) -> str:
            return "my words"

    class Broken(Exception):
        def __str__(self) -> str:
            raise ValueError

    class ValueError_(BaseException):
        pass

    assert descriptions.describe_error(Mine("x")) == ErrorDescription("Mine", "KeyError", "my words")
    assert descriptions.describe_error(Broken()) == ErrorDescription("Broken", "Exception", "")
    assert descriptions.describe_error(ValueError_()).known_type == "Exception"
    ValueError_.__name__ = "ValueError"
    assert descriptions.describe_error(ValueError_()).known_type == "Exception"  # it has the name alone
    assert len(descriptions.describe_error(ValueError("x" * 20_000)).text) == descriptions.MAX_TEXT


def test_errors_are_rebuilt():
    def rebuilt(*parts: str) -> BaseException:
        return descriptions.rebuild_error(ErrorDescription(*parts))

    plain = rebuilt("ValueError", "ValueError", "text")
    assert type(plain) is ValueError and plain.args == ("text",)
    key = rebuilt("KeyError", "KeyError", "'a'")  # KeyError writes its argument in quotes
    assert isinstance(key, KeyError) and type(key) is not KeyError and str(key) == "'a'"
    decode_error = rebuilt("UnicodeDecodeError", "UnicodeDecodeError", "t")
    assert isinstance(decode_error, UnicodeDecodeError) and str(decode_error) == "t"
    mine = rebuilt("Mine", "ZeroDivisionError", "because")
    assert type(mine).__name__ == "Mine" and isinstance(mine, ZeroDivisionError) and str(mine) == "because"
    unknown = rebuilt("a b", "KeyboardInterrupt", "x")
    assert type(unknown).__name__ == "object" and type(unknown).__bases__ == (Exception,)
    assert not issubclass(KeyboardInterrupt, tuple(descriptions.ERRORS.values()))


# Calls


@pytest.mark.parametrize(("said", "counted"), [(0.5, 0.5), (-1.0, 0.0), (math.nan, 0.0)])
def test_time_that_is_said_to_be_used(said: float, counted: float):
    side = answered_with(outcome(cpu_seconds=said))
    side.call(0, (), {})
    side.call(0, (), {})
    assert side.cpu_seconds == 2 * counted


def test_positions_of_the_global_generator():
    before = np.random.get_state()  # noqa: NPY002
    name, key, _, *rest = before
    try:
        for position in (0, 1, 624):
            side_effects.set_random_state((name, key, position, *rest))
            assert np.random.get_state()[2] == position  # noqa: NPY002
        for state in ((name, key, -1, *rest), (name, key, 625, *rest), (name, key, True, *rest),
                      (name, key, 1.0, *rest), ("PCG64", key, 1, *rest), (name, key[:-1], 1, *rest)):  # fmt: skip
            with pytest.raises(ValueError, match="that is none"):
                side_effects.set_random_state(state)
    finally:
        np.random.set_state(before)  # noqa: NPY002


def test_states_are_compared_whole():
    state = side_effects.random_state()
    assert side_effects.same_state(state, side_effects.random_state())
    name, key, position, *rest = state
    other = np.array(key)
    other[0] ^= 1
    for changed in ((name, other, position, *rest), (name, key, position + 1, *rest), (name, key, position, 1, 0.5)):
        assert not side_effects.same_state(state, changed)


def test_the_random_state_goes_along_when_it_has_changed(monkeypatch: pytest.MonkeyPatch):
    sent: list[Call] = []
    side = answered_with(outcome())
    reply = side.request
    monkeypatch.setattr(side, "request", lambda message, kind: (sent.append(message), reply(message, kind))[1])
    for draw in (False, False, True):
        if draw:
            np.random.random()  # noqa: NPY002
        side.call(0, (), {})
    assert [call.random_state is None for call in sent] == [False, True, False]
    student = peer(False)
    assert student._news() is None


def test_a_changed_random_state_is_taken_over():
    before = np.random.get_state()  # noqa: NPY002
    try:
        theirs = np.random.RandomState(5).get_state()
        side = answered_with(outcome(random_state=tuple(theirs)))
        side.call(0, (), {})
        assert np.random.random() == np.random.RandomState(5).random()  # noqa: NPY002
        assert side.random_state is not None and side_effects.same_state(side.random_state, tuple(theirs))
    finally:
        np.random.set_state(before)  # noqa: NPY002


def test_a_call_reports_all_that_it_did(capsys: pytest.CaptureFixture):
    def f(a: list, b: int = 0) -> int:
        a.append(b)
        print("x")
        print("y", file=sys.stderr)
        warnings.warn("w", UserWarning, stacklevel=1)
        warnings.warn("w", UserWarning, stacklevel=1)
        np.random.random()  # noqa: NPY002
        end = time.process_time() + 0.02
        while time.process_time() < end:
            pass
        return a[-1] + 1

    before = np.random.get_state()  # noqa: NPY002
    student = peer(False)
    student.handle(f)
    encode = student.encode
    try:
        did = student.reply(Call(0, [encode([1])], {"b": encode(4)}, None))
        assert isinstance(did, Outcome) and codec.decode(did.value, peer()) == 5 and did.error is None
        assert [(place, read(new)) for place, new in did.changes] == [(0, [1, 4])]
        assert did.printed == [("stdout", "x\n"), ("stderr", "y\n")] and did.warned == [("UserWarning", "w")]
        assert did.random_state is not None and 0.02 <= did.cpu_seconds < 10
        assert student.depth == 0 and capsys.readouterr() == ("", "")
    finally:
        np.random.set_state(before)  # noqa: NPY002


def test_the_examiners_functions_print_here_and_draw_here(capsys: pytest.CaptureFixture):
    mine = peer()
    mine.handle(lambda: (print("x"), np.random.random())[0])  # noqa: NPY002
    did = mine.reply(Call(0, [], {}, None))
    assert isinstance(did, Outcome) and did.printed == [] and did.random_state is None
    assert capsys.readouterr().out == "x\n"


def test_the_time_of_a_call_is_its_own(monkeypatch: pytest.MonkeyPatch):
    clock = iter([100.0, 100.5])
    monkeypatch.setattr(rpc.time, "process_time", lambda: next(clock))
    student = peer(False)
    student.handle(lambda: 7)
    did = student.reply(Call(0, [], {}, None))
    assert isinstance(did, Outcome) and did.cpu_seconds == 0.5


def test_calls_in_calls_end():
    student = peer(False)
    student.handle(lambda: 7)
    for depth, right in ((rpc.MAX_NESTED - 1, True), (rpc.MAX_NESTED, False)):
        student.depth = depth
        did = student.reply(Call(0, [], {}, None))
        assert isinstance(did, Outcome) and (did.error is None) is right and student.depth == depth
        assert right or did.error.described.text == "maximum recursion depth exceeded"


def test_what_cannot_be_compared_is_a_type_error():
    student = peer(False)
    student.handle(lambda: nested(codec.MAX_DEPTH + 2))
    did = student.reply(Call(0, [], {}, None))
    assert isinstance(did, Outcome) and did.error is not None and did.error.described.known_type == "TypeError"
    assert did.error.described.text.startswith("what it returned cannot be compared: a value holds lists")


def test_an_error_comes_back_as_itself_where_it_is_ones_own():
    mine = peer()
    own = ValueError("mine")
    assert mine._described(own).origin == 0 and mine._described(KeyError()).origin == 1 and mine.raised[0] is own
    described = descriptions.describe_error(ValueError("theirs"))
    assert mine._rebuilt(RemoteError(described, [], 0)) is own
    for origin in (-1, 2, None):
        rebuilt = mine._rebuilt(RemoteError(described, [], origin))
        assert rebuilt not in mine.raised and str(rebuilt) == "theirs" and getattr(rebuilt, rpc.ORIGIN) == origin
    student = peer(False)
    back = student._rebuilt(RemoteError(described, [("<cell 2>", 3, "f")], 0))
    assert getattr(back, rpc.ORIGIN) == 0 and back.__traceback__.tb_lineno == 3
    assert student._described(back).origin == 0 and student._described(ValueError()).origin is None
    many = [(cell_file(k), 1, "f") for k in range(rpc.MAX_FRAMES + 5)]
    assert [frame.file for frame in frames_in_cells(mine._rebuilt(RemoteError(described, many, None)))] == [
        cell_file(k) for k in range(5, rpc.MAX_FRAMES + 5)
    ]


def test_changes_are_of_arguments():
    change = peer(False).encode([5])
    given: list = [1]
    answered_with(outcome(changes=[(0, change)])).call(0, (given,), {})
    assert given == [5]
    named: list = [1]
    answered_with(outcome(changes=[(1, change)])).call(0, ([2],), {"b": named})
    assert named == [5]
    with pytest.raises(PeerLost, match="makes no sense .ValueError: a change of what is no argument"):
        answered_with(outcome(changes=[(2, change)])).call(0, ([2],), {"b": named})


def test_what_is_overwritten():
    pairs: list[tuple[object, object, object]] = [
        ([1], [2, 3], [2, 3]), ({"a": 1}, {"b": 2}, {"b": 2}), ({1}, {2}, {2}), (([1], 2), ([5], 2), ([5], 2)),
        ([1], (2,), [1]), ({1}, {2: 3}, {1}),
        (3, np.random.default_rng(1), 3), (3, np.zeros(1), 3),
        (([1],), ([1], 2), ([1],)), (3, 4, 3), ({"a": 1}, {1}, {"a": 1}),
    ]  # fmt: skip
    for old, new, now in pairs:
        side_effects.overwrite(old, new)
        assert old == now
    one, other = np.random.default_rng(1), np.random.default_rng(2)
    other.spawn(2)
    side_effects.overwrite(one, other)
    assert one.bit_generator.state == other.bit_generator.state
    assert one.bit_generator.seed_seq.n_children_spawned == 2
    for spawned, expected in (
        (side_effects.MAX_SPAWNED, 0),
        (side_effects.MAX_SPAWNED - 1, side_effects.MAX_SPAWNED - 1),
    ):
        fresh, seeds = np.random.default_rng(1), np.random.SeedSequence(1, n_children_spawned=spawned)
        side_effects.overwrite(fresh, np.random.Generator(np.random.PCG64(seeds)))
        assert fresh.bit_generator.seed_seq.n_children_spawned == expected
    long = np.zeros(4)
    side_effects.overwrite(long, np.ones((2, 3)))
    assert long.tolist() == np.ones((2, 3)).tolist()


def test_what_is_heard_is_cut():
    heard = side_effects.Heard()
    heard.streams["stderr"].write("x" * (side_effects.MAX_PRINTED + 1))
    assert heard.printed() == [("stderr", "x" * side_effects.MAX_PRINTED)]
    with side_effects.listening(True) as heard:
        for k in range(side_effects.MAX_WARNINGS + 1):
            warnings.warn(f"{k:04}" + "x" * side_effects.MAX_WARNING, RuntimeWarning, stacklevel=1)
        np.zeros(1) / 0, np.exp(np.full(1, 1e9)), np.full(1, np.inf) - np.inf, np.full(1, 1e-300) * 1e-300
        print("heard")
    warned = heard.warned()
    assert len(warned) == side_effects.MAX_WARNINGS and warned[0][0] == "RuntimeWarning"
    assert {len(message) for _, message in warned} == {side_effects.MAX_WARNING}
    said = {str(w.message).split(" enc")[0] for w in heard.caught[side_effects.MAX_WARNINGS + 1 :]}
    assert said == {"invalid value", "overflow", "divide by zero"} or said == {"invalid value", "overflow"}
    with side_effects.listening(False) as silent:
        pass
    assert silent.printed() == [] and silent.warned() == [] and heard.printed() == [("stdout", "heard\n")]


def test_what_is_replayed(capsys: pytest.CaptureFixture):
    long = "x" * (side_effects.MAX_WARNING + 1)
    with pytest.warns(Warning) as caught:
        side_effects.replay(
            [("stdout", "o" * (side_effects.MAX_PRINTED + 1)), ("stderr", "e"), ("stdout", "never")],
            [("RuntimeWarning", long), ("Mine", "b"), ("DeprecationWarning", "c")],
        )
    assert [w.category for w in caught] == [RuntimeWarning, UserWarning, DeprecationWarning]
    assert [len(str(w.message)) for w in caught] == [side_effects.MAX_WARNING, 1, 1]
    assert capsys.readouterr() == ("o" * side_effects.MAX_PRINTED, "e")


# Tracebacks


def test_lines_of_a_traceback():
    error = ValueError("x")
    frames = [Frame("<cell 1>", 3, "f"), Frame("<test>", 1, "g"), Frame("<cell 12>", 5, "<module>"),
              Frame("<cell 2>", 0, "not a name"), Frame("<cell 3>", 10**9, "n" * 200),
              Frame("<cell 4> ", 1, "f")]  # fmt: skip
    made = with_frames(error, frames)
    assert made is error
    assert frames_in_cells(made) == [
        Frame("<cell 1>", 3, "f"), Frame("<cell 12>", 5, "<module>"), Frame("<cell 2>", 1, "object"),
        Frame("<cell 3>", tracebacks.MAX_LINE, "n" * 100),
    ]  # fmt: skip
    at, held = made.__traceback__, []
    while at:
        held.append(at.tb_frame.f_globals["error"])
        at = at.tb_next
    assert held == [error] * 4
    assert with_frames(ValueError(), []).__traceback__ is None
    assert cell_file(7) == "<cell 7>"


def test_the_last_frames_are_kept():
    error = with_frames(ValueError(), [Frame(cell_file(k), 1, "f") for k in range(tracebacks.MAX_FRAMES + 3)])
    assert [f.file for f in frames_in_cells(error)] == [cell_file(k) for k in range(3, tracebacks.MAX_FRAMES + 3)]
    try:
        raise ValueError
    except ValueError as here:
        assert frames_in_cells(here) == []


# Messages and channels


def test_bounds_of_json():
    def decode(data: str) -> str:
        with pytest.raises(Malformed) as caught:
            messages.decode(data.encode(), RunCell)
        return str(caught.value)

    long, unknown = "a message that is too long, or too deep", "a message of no known kind"
    deepest = messages.MAX_DEPTH
    assert (
        decode("[" * deepest + "]" * deepest) == unknown and decode("[" * (deepest + 1) + "]" * (deepest + 1)) == long
    )
    assert decode("[[], " * 10 + "[]" + "]" * 10) == unknown and decode("[" + "[]," * 100 + "[]]") == unknown
    assert decode("1" * messages.MAX_DIGITS) == unknown and decode("1" * (messages.MAX_DIGITS + 1)) == long
    assert decode('"' + "1" * 1000 + '"') == unknown and decode('"\\"' + "[" * 100 + '"') == unknown
    values = messages.MAX_NODES - 1  # with the two brackets, the last token has the number MAX_NODES
    assert decode("[" + "1," * (values - 1) + "1]") == unknown and decode("[" + "1," * values + "1]") == long
    assert (
        decode("{")
        == decode("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"))
        == "a message that is no JSON"
    )
    assert decode('{"message": "RunCell", "number": 1}') == "a RunCell with other fields than it has"
    assert decode('{"message": "RunCell", "number": "1", "source": "", "draws": true}') == "a str where none belongs"


def test_fields_of_messages():
    start = StartServer([], Limits(), False)
    raw = messages.to_dict(start)
    assert raw["message"] == "StartServer" and raw["limits"]["cells"] == 1000
    for seconds, right in ((3, True), (2**62, True), (2**63, False), (True, False), ("3", False)):
        raw["limits"]["cell_seconds"] = seconds
        if right:
            read_back = messages.from_dict(raw, RunCell, StartServer)
            assert type(read_back.limits.cell_seconds) is float and read_back.limits.cell_seconds == seconds
        else:
            with pytest.raises(Malformed):
                messages.from_dict(raw, RunCell, StartServer)


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    """A channel, and the socket at its other end."""
    mine, theirs = socket.socketpair()
    with mine, theirs:
        yield Channel(mine, 10), theirs


def test_sizes_of_messages(ends: tuple[Channel, socket.socket]):
    mine, theirs = ends
    mine.send(b"hello")
    assert theirs.recv(100) == b"\5\0\0\0hello"
    for size in (0, 10):
        theirs.sendall(struct.pack("<I", size) + b"x" * size)
        assert mine.receive(time.monotonic() + 60) == b"x" * size
    theirs.sendall(struct.pack("<I", 11) + b"x" * 11)
    with pytest.raises(Disconnected, match="a message is too large"):
        mine.receive(time.monotonic() + 60)


def test_deadlines(ends: tuple[Channel, socket.socket]):
    mine, theirs = ends
    for late in (lambda: mine.receive(time.monotonic() - 1), lambda: mine.receive(time.monotonic() + 0.05),
                 lambda: mine.send(b"x", time.monotonic() - 1)):  # fmt: skip
        with pytest.raises(TimedOut, match="nothing arrived in time"):
            late()
    theirs.sendall(b"\1\0\0\0x")
    assert mine.receive() == b"x"
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    with pytest.raises(TimedOut):
        mine.send(bytes(10**7), time.monotonic() + 0.1)


def test_hanging_up(ends: tuple[Channel, socket.socket]):
    mine, theirs = ends
    theirs.sendall(b"\5\0\0\0x")
    theirs.close()
    with pytest.raises(Disconnected, match="the other side has ended"):
        mine.receive()
    with pytest.raises(Disconnected):
        mine.send(b"x")
        mine.send(b"x")
    mine.close()
    assert mine.end.fileno() == -1
    with pytest.raises(Disconnected):
        mine.receive()


def test_a_lifeline_that_speaks_ends_the_waiting(ends: tuple[Channel, socket.socket]):
    lifeline, supervisor = socket.socketpair()
    mine = Channel(ends[0].end, 10, lifeline)
    with lifeline, supervisor:
        ends[1].sendall(b"\1\0\0\0x")
        supervisor.send(b"memory")
        assert mine.receive() == b"x"  # what arrived before is still read
        with pytest.raises(Disconnected, match="the other side has ended"):
            mine.receive()


def test_a_request_is_served_while_the_reply_is_waited_for():
    mine, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        mine.close()
        student = Peer(Channel(theirs, 10**6), "student", 10**6, False)
        student.deadline = time.monotonic() + 60
        student.handle(lambda: 3)
        try:
            call = student.receive(Call)
            student.channel.send(student.encode(rpc.records.to_dict(student.reply(call))))
        finally:
            os._exit(0)
    theirs.close()
    side = Peer(Channel(mine, 10**6), "examiner", 10**6, True)
    side.deadline = time.monotonic() + 60
    with pytest.raises(PeerLost, match=r"answered what makes no sense \(Malformed: a message of no known kind\)"):
        side.request(Call(0, [], {}, None), RemoteError)
    mine.close()
    os.waitpid(child, 0)
    assert channel.HEADER.size == 4
