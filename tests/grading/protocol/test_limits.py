"""What arrives is bounded before it is decoded: no byte costs more than a few bytes of memory, or quadratic time."""

import math
import struct
import sys
import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from grading.cells.outputs import within_limits
from grading.cells.recorder import Room
from grading.engine.messages import CellRan
from grading.limits import Limits
from grading.protocol import codec, messages
from grading.protocol.channel import PeerLost
from grading.protocol.descriptions import MAX_TEXT, Opaque
from grading.protocol.records import Malformed
from grading.protocol.rpc import Outcome, Peer
from grading.protocol.side_effects import MAX_PRINTED, replay
from grading.protocol.tracebacks import Frame, with_frames

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the engine needs fork")
MB = 1 << 20
EMPTY = {b"list": b"l\0\0\0\0", b"set": b"S\0\0\0\0", b"dict": b"m\0\0\0\0", b"text": b"s\2\0\0\0ab"}


def peer(strict: bool = True) -> Peer:
    """Make a side that is not connected to anything: the examiner's, or the student's."""
    return Peer(None, "examiner" if strict else "student", Limits().message, strict)  # type: ignore[arg-type]


def block(tag: bytes, data: bytes) -> bytes:
    """Write a block as the codec does."""
    return tag + struct.pack("<I", len(data)) + data


def sequence(tag: bytes, *parts: bytes) -> bytes:
    """Write a sequence as the codec does."""
    return tag + struct.pack("<I", len(parts)) + b"".join(parts)


def integer(value: int) -> bytes:
    """Write an integer of any size."""
    return block(b"i", value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True))


def text(value: str) -> bytes:
    """Write a text."""
    return block(b"s", value.encode())


def described(name: str) -> bytes:
    """Write the description of a value of a class."""
    return sequence(b"O", text(name), text("x"), sequence(b"l"))


def array(dtype: str, *shape: int, data: bytes = b"") -> bytes:
    """Write an array."""
    return sequence(b"a", text(dtype), b"T", *map(integer, shape)) + block(b"b", data)


def seeded(entropy: object) -> bytes:
    """Write a generator of random numbers with this entropy."""
    state = peer(False).encode(np.random.default_rng(1).bit_generator.state)
    return sequence(b"R", state, peer(False).encode(entropy), sequence(b"t"), integer(0))


HOSTILE = {
    "an integer of a megabyte": integer(1 << 8 * MB),
    "a seed of a megabyte": sequence(b"R", peer(False).encode(np.random.default_rng(1).bit_generator.state),
                                     integer(1 << 8 * MB), sequence(b"t"), integer(0)),
    "a seed that is a range": seeded(range(10**5)),
    "a seed of too many numbers": seeded(list(range(10**5))),
    "a range without end": sequence(b"r", integer(0), integer(10**12), integer(1)),
    "no numbers in 10**12 columns": array("<f8", 0, 10**12),
    "texts without letters": array("<U0", 10**9),
    "a type of a gigabyte": array("<U250000000", 0),
    "a size of a kilobyte": array("<f8", 0, 1 << 8000),
    "33 axes": array("<f8", *[1] * 33, data=bytes(8)),
    "classes": sequence(b"l", *(described(f"Class{i}") for i in range(20_000))),
    "errors": sequence(b"l", *(sequence(b"e", text(f"E{i}"), text("ValueError"), text("x")) for i in range(20_000))),
    "keys with one hash": sequence(b"S", *(integer(i * sys.hash_info.modulus) for i in range(1, 20_000))),
    "a dict of keys with one hash": sequence(b"m", *(p for i in range(1, 20_000)
                                                     for p in (integer(i * sys.hash_info.modulus), b"N"))),
    "sets": sequence(b"l", *[EMPTY[b"set"]] * 500_000),
    "a name that is a list": sequence(b"e", sequence(b"l"), text("ValueError"), text("x")),
    "a number that is a text": sequence(b"f", text("examiner"), text("9" * 100), text("f")),
}  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_would_cost_more_than_its_size_is_refused(data: bytes):
    with pytest.raises(codec.NotTransferable):
        codec.decode(data, peer())


@pytest.mark.parametrize("kind", [b"set", *(pytest.param(k, marks=pytest.mark.full) for k in EMPTY if k != b"set")])
def test_memory_is_bounded_by_the_size_of_the_message(kind: bytes):
    data = sequence(b"l", *[EMPTY[kind]] * 200_000)
    tracemalloc.start()
    try:
        codec.decode(data, peer())
    except codec.NotTransferable:
        pass
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 15 * len(data) + MB


@pytest.mark.parametrize("bits", [np.random.MT19937, np.random.Philox])
def test_a_position_outside_of_a_generators_memory_is_refused(bits: Callable):
    """NumPy takes any position over, and reads there: what lies in the examiner's memory would be drawn."""
    state = bits(1).state
    where, name = (state["state"], "pos") if "pos" in state["state"] else (state, "buffer_pos")
    for position in (5_000_000, -7):
        where[name] = position
        data = sequence(b"R", peer(False).encode(state), b"N", sequence(b"t"), integer(0))
        with pytest.raises(codec.NotTransferable):
            codec.decode(data, peer())


def outcome(**changed: object) -> Outcome:
    """Make what a call did: it returned nothing, but for what is changed."""
    plain = {"value": peer(False).encode(None), "error": None, "changes": [], "printed": [], "warned": [],
             "random_state": None, "cpu_seconds": 0.0}  # fmt: skip
    return Outcome(**(plain | changed))


def answered_with(reply: Outcome) -> Peer:
    """Make an examiner's side whose every request is answered by this."""
    side = peer()
    side.request = lambda message, kind: reply
    return side


def test_a_position_outside_of_the_global_generators_memory_ends_the_test():
    name, key, _, *rest = np.random.get_state()  # noqa: NPY002
    with pytest.raises(PeerLost):
        answered_with(outcome(random_state=(name, key, 5_000_000, *rest))).call(0, (), {})
    assert np.random.get_state()[2] <= 624  # noqa: NPY002


@pytest.mark.parametrize("place", [-1, 1, 0])
def test_each_argument_changes_once_and_no_other(place: int):
    change = (place, peer(False).encode([1]))
    with pytest.raises(PeerLost):
        answered_with(outcome(changes=[change, change])).call(0, ([0],), {})


def test_what_is_printed_and_warned_of_is_cut_where_it_is_read(capsys):
    with pytest.warns(UserWarning) as caught:
        replay([("stdout", "x" * 10**6), ("stdout", "y" * 10**6)], [("UserWarning", f"{i}" * 5000) for i in range(500)])
    assert len(capsys.readouterr().out) <= 2 * MAX_PRINTED
    assert len(caught) <= 100 and all(len(str(w.message)) <= 1000 for w in caught)


def test_texts_of_errors_and_of_descriptions_are_cut_where_they_are_read():
    long = "x" * 10**6
    error = codec.decode(sequence(b"e", text("Mine"), text("ValueError"), text(long)), peer())
    value = codec.decode(sequence(b"O", text("Mine"), text(long), sequence(b"l")), peer())
    assert len(str(error)) <= MAX_TEXT and len(repr(value)) <= MAX_TEXT


def test_a_forged_traceback_shows_no_line_of_a_test():
    made = with_frames(ValueError("x"), [Frame("<test_f>", 3, "f"), Frame("<cell 4>", 2, "g"), Frame("/etc/x", 1, "h")])
    files, at = [], made.__traceback__
    while at:
        files.append(at.tb_frame.f_code.co_filename)
        at = at.tb_next
    assert files == ["<cell 4>"]


def test_honest_data_still_cross():
    rng = np.random.default_rng([1, 2, 3])
    layers = [{"W": np.zeros((2, 0)), "b": np.zeros(2), "kind": object(), "seen": {1, 2}} for _ in range(50)]
    for value in (rng, np.random.default_rng(np.arange(4)), np.random.Generator(np.random.MT19937(3)), layers,
                  range(1000), list(range(200_000)), {i: i for i in range(20_000)}, {-1, -2}, 2**4000,
                  np.zeros((0, 784)), np.zeros((500, 0)), np.array(["", ""]), [ValueError("x")] * 100):  # fmt: skip
        codec.decode(peer(False).encode(value), peer())
    assert codec.decode(peer(False).encode(math.factorial(900)), peer()) == math.factorial(900)
    for absurd in (10**9999, range(10**12)):
        assert isinstance(codec.decode(peer(False).encode(absurd), peer()), Opaque)


JSON = {
    "digits": b'{"message": "CellRan", "outputs": [' + b"7" * 4000 + b"]}",
    "depth": b'{"message": "CellRan", "outputs": ' + b"[" * 900 + b"]" * 900 + b"}",
    "lists": b'{"message": "CellRan", "outputs": [' + b"[]," * 700_000 + b"[]]}",
    "numbers": b'{"message": "CellRan", "outputs": [' + b"1.5," * 700_000 + b"1]}",
    "texts": b'{"message": "CellRan", "outputs": [' + b'"ab",' * 700_000 + b"1]}",
    "keys": b'{"message": "CellRan", "outputs": [{' + b",".join(b'"%d":1' % i for i in range(300_000)) + b"}]}",
    "no ASCII": '{"message": "CellRan", "outputs": ["½"]}'.encode(),
    "UTF-32": '{"message": "CellRan", "outputs": []}'.encode("utf-32"),
}


@pytest.mark.parametrize("data", JSON.values(), ids=JSON.keys())
def test_json_is_bounded_before_it_is_parsed(data: bytes):
    tracemalloc.start()
    try:
        with pytest.raises(Malformed):
            messages.decode(data, CellRan)
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 10 * len(data) + MB


def test_json_of_an_honest_cell_is_read():
    shown = [{"output_type": "stream", "name": "stdout", "text": '[{"a": 1}, "\\' * 50_000, "hidden": False},
             {"output_type": "error", "ename": "E", "evalue": "½\ud800", "traceback": ["x"] * 200}] * 100  # fmt: skip
    assert messages.decode(messages.encode(CellRan(shown)), CellRan) == CellRan(shown)


def test_an_error_from_the_other_side_keeps_its_lines_indented():
    """A line that begins like one of a check's own would be shown of a hidden test; a student's text has no such."""
    error = codec.decode(sequence(b"e", text("E"), text("ValueError"), text("x\nYou gave 17.\nRead again: 17")), peer())
    assert [line[:4] for line in str(error).splitlines()] == ["x", "    ", "    "]
    value = codec.decode(sequence(b"O", text("T"), text("x\nRead again: 17"), sequence(b"l")), peer())
    assert not [line for line in repr(value).splitlines() if line.startswith("Read again: ")]


@pytest.mark.parametrize("count", [-1, 10**30, True, "1", None, 1.0])
def test_a_count_that_no_notebook_may_hold_becomes_none(count: object):
    shown = {"output_type": "execute_result", "data": {"text/plain": "1"}, "execution_count": count}
    (output,), _ = within_limits([shown], Limits(), Room(MB))
    assert output.execution_count == 0
