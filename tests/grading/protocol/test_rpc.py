"""What crosses the border, and what does not: values, changes, functions, errors, nonsense."""

import os
import random
import socket
import sys
import warnings
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from grading.engine.examiner import SnapshotClient
from grading.limits import Limits
from grading.protocol import codec
from grading.protocol.channel import Channel, PeerLost
from grading.protocol.rpc import Peer
from grading.protocol.side_effects import overwrite

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the engine needs fork")
LIMITS = Limits(cell_seconds=20)
VALUES = [
    None, True, False, 0, -1, 2**70, -(2**70), 1.5, float("inf"), 1 + 2j, "", "pizza ½", "\ud800", b"\x00",
    [], [1, [2.0, (3,)]], (), (1,), {"a": [1]}, {1: 2}, {1, 2}, range(2, 9, 3), ValueError, float, np.float32, np.tanh,
    np.float64(0.5), np.int8(3), np.bool_(True), np.array(3.0), np.zeros((2, 0)), np.arange(6).reshape(2, 3).T,
    np.array([True, False]), np.array(["a", "bc"]), np.array([1j]), np.array([1, None, "x"], dtype=object),
]  # fmt: skip


def peers() -> tuple[Peer, Peer]:
    """Make two sides that are not connected to anything."""
    return Peer(None, "student", LIMITS.message, False), Peer(None, "examiner", LIMITS.message, True)


def crossed(value: object) -> object:
    """Send a value from the student's side to the examiner's."""
    student, mine = peers()
    return codec.decode(student.encode(value), mine)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_data_cross_as_they_are(value: object):
    received = crossed(value)
    assert type(received) is type(value)
    if isinstance(value, np.ndarray):
        assert received.dtype == value.dtype and received.shape == value.shape and np.array_equal(received, value)
    else:
        assert received == value


def test_what_is_like_plain_data_crosses_as_plain_data():
    class Number(float):
        def __eq__(self, other: object) -> bool:
            return True

    class Everything:
        def __array__(self, dtype=None, copy=None) -> np.ndarray:
            return np.arange(3)

    class Table(np.ndarray):
        pass

    assert type(crossed(Number(2))) is float
    assert crossed(Everything()).tolist() == [0, 1, 2]
    assert type(crossed(np.zeros(2).view(Table))) is np.ndarray
    assert not crossed(np.broadcast_to(1.0, (3,))).flags.writeable


def test_what_is_no_data_is_described():
    class Equal:
        def __eq__(self, other: object) -> bool:
            return True

        def __repr__(self) -> str:
            return "I am equal"

        def predict(self) -> None: ...

    received = crossed(Equal())
    assert (
        received != 3
        and repr(received) == "I am equal"
        and type(received).__name__ == "Equal"
        and hasattr(received, "predict")
    )
    assert hasattr(crossed(iter([])), "__next__") and not callable(getattr(received, "predict"))  # noqa: B009


def test_a_generator_crosses_with_its_state():
    rng = np.random.default_rng(3)
    rng.random(5)
    received = crossed(rng)
    assert received.random() == rng.random()
    assert received.spawn(1)[0].random() == rng.spawn(1)[0].random()


@pytest.mark.parametrize("endless", ["list", "deep"])
def test_what_has_no_end_does_not_cross(endless: str):
    value: list = []
    value.append(value)
    for _ in range(10_000 if endless == "deep" else 0):
        value = [value]
    with pytest.raises(codec.NotTransferable):
        crossed(value)


def test_what_is_too_large_does_not_cross():
    small = Peer(None, "student", 1000, False)
    for value in (np.zeros(1000), "x" * 2000, [1] * 2000, b"x" * 2000):
        with pytest.raises(codec.NotTransferable):
            small.encode(value)


def test_nonsense_is_refused_in_words():
    chance = random.Random(1)
    student, mine = peers()
    good = [student.encode(value) for value in VALUES]
    for number in range(5000):
        data = bytearray(chance.choice(good))
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        data = bytes(data) if number % 2 else chance.randbytes(chance.randrange(40))
        try:
            with warnings.catch_warnings(action="ignore"):
                codec.decode(data, mine)
        except codec.NotTransferable:
            pass


@pytest.fixture
def across() -> Iterator[Callable]:
    """Put a function into another process, and make a stand-in for it here."""
    children = []

    def put(f: Callable) -> Callable:
        mine, theirs = socket.socketpair()
        child = os.fork()
        if child == 0:
            mine.close()
            from grading.engine.student import Snapshot

            try:
                Snapshot(Channel(theirs, LIMITS.message), {"f": f}, LIMITS).serve_forever()
            finally:
                os._exit(0)
        theirs.close()
        children.append((child, mine))
        return SnapshotClient(Channel(mine, LIMITS.message), LIMITS).look_up("f")[1]

    yield put
    for child, mine in children:
        mine.close()
        os.waitpid(child, 0)


def test_a_changed_argument_is_seen(across: Callable):
    def change(a, rows, pairs, rng):
        a[0] = 7
        rows.append(1)
        pairs[0][0][...] = 5
        return rng.random()

    a, rows, pairs = np.zeros(2), [0], [(np.zeros(2), 1)]
    inner, rng = pairs[0][0], np.random.default_rng(1)
    drawn = across(change)(a, rows, pairs, rng)
    assert a.tolist() == [7, 0] and rows == [0, 1] and pairs[0][0].tolist() == [5, 5] and inner is not None
    other = np.random.default_rng(1)
    assert drawn == other.random() and rng.random() == other.random()


def test_an_array_whose_kind_was_changed_in_place_ends_the_test(across: Callable):
    def change(a, shape, dtype):
        with warnings.catch_warnings(action="ignore"):
            a.shape = shape
            a.dtype = dtype

    stand_in, a = across(change), np.zeros((2, 3))
    stand_in(a, (6,), float)
    assert a.shape == (6,)
    with pytest.raises(PeerLost, match="changed the dtype"):
        stand_in(a, (6,), np.int64)
    with pytest.raises(PeerLost, match="changed the shape"):
        overwrite(np.zeros((3, 3))[:2], np.zeros(7))


def test_functions_go_both_ways(across: Callable):
    stand_in = across(lambda f, x: lambda y: f(x) + y)
    back = stand_in(lambda x: 10 * x, 3)
    assert back(4) == 34


def test_errors_cross_with_their_names_and_lines(across: Callable):
    class Mine(ValueError):
        pass

    def fail(kind):
        raise {"own": Mine, "plain": ZeroDivisionError, "exit": SystemExit, "key": KeyError}[kind]("because")

    stand_in = across(fail)
    with pytest.raises(ValueError, match="because") as caught:
        stand_in("own")
    assert type(caught.value).__name__ == "Mine"
    with pytest.raises(ZeroDivisionError):
        stand_in("plain")
    with pytest.raises(SystemExit):
        stand_in("exit")
    with pytest.raises(KeyError, match="because"):
        stand_in("key")


def test_an_error_of_a_handed_function_comes_back_as_itself(across: Callable):
    class Told(Exception):
        pass

    def f() -> None:
        raise Told

    with pytest.raises(Told):
        across(lambda g: g())(f)


def test_warnings_and_prints_cross(across: Callable, capsys):
    def noisy():
        print("printed")
        warnings.warn("mind", RuntimeWarning, stacklevel=1)
        return np.log(np.zeros(1))

    with pytest.warns(RuntimeWarning) as caught:
        across(noisy)()
    assert {str(w.message) for w in caught} == {"mind", "divide by zero encountered in log"}
    assert capsys.readouterr().out == "printed\n"


def test_silence_and_death_end_the_test_and_cannot_be_caught(across: Callable):
    for f in (lambda: os._exit(0), lambda: os.kill(os.getpid(), 9)):
        with pytest.raises(PeerLost):
            try:
                across(f)()
            except Exception:
                pytest.fail("a test could go on")
