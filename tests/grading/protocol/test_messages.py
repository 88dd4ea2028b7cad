"""Messages of the control channels: what is of another type than the class says does not get through."""

import json
import random
from dataclasses import dataclass

import pytest

from grading.engine.messages import (
    CellRan,
    CellsRead,
    ModulesPut,
    PutModules,
    ReadCells,
    RunCell,
    RunTests,
    SnapshotTaken,
    StartServer,
    TakeSnapshot,
    TestCase,
    TestRan,
    VisibleRan,
)
from grading.lesson.code_facts import CodeFacts
from grading.limits import Limits
from grading.protocol import messages, records
from grading.protocol.records import Malformed

MESSAGES = [
    RunCell(3, "print('½ \ud800')"),
    TakeSnapshot(),
    SnapshotTaken("no memory"),
    CellRan([{"output_type": "stream", "name": "stdout", "text": "x", "hidden": False}]),
    StartServer(["numpy"], Limits(cell_seconds=3), True),
    RunTests(["import numpy"], {"<cell 1>": "x = 1"}, [TestCase("test_f", "f()", 2.0, [1, 2], ["f"])], True),
    VisibleRan("test_f", []),
    PutModules({"mine.py": "x = 1"}),
    ModulesPut(),
    ReadCells(["x = 1"]),
    CellsRead([CodeFacts(["x"], imports={"np": "numpy"})]),
    TestRan("test_f", 1.5, "", []),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda m: type(m).__name__)
def test_a_message_arrives_as_it_was_sent(message: object):
    assert messages.decode(messages.encode(message), type(message)) == message


@pytest.mark.parametrize(
    "raw",
    [
        [], None, 3, "RunCell", {}, {"message": "RunCell"}, {"message": "RunCell", "number": 1},
        {"message": "RunCell", "number": "1", "source": "x"}, {"message": "RunCell", "number": True, "source": "x"},
        {"message": "RunCell", "number": 1, "source": ["x"]}, {"message": "RunCell", "number": 1.0, "source": "x"},
        {"message": "RunCell", "number": 1, "source": "x", "more": 1}, {"message": ["RunCell"]},
        {"message": "TakeSnapshot"},
    ],
)  # fmt: skip
def test_what_is_no_such_message_is_refused(raw: object):
    with pytest.raises(Malformed):
        messages.decode(json.dumps(raw).encode(), RunCell)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"1" * 10_000, b"NaN", b'{"a": 1e999}'])
def test_nonsense_is_refused(data: bytes):
    with pytest.raises(Malformed):
        messages.decode(data, RunCell, TestRan)


def test_bytes_changed_at_random_are_a_message_or_refused():
    chance = random.Random(1)
    kinds = [type(message) for message in MESSAGES]
    for _ in range(3000):
        data = bytearray(messages.encode(chance.choice(MESSAGES)))
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            assert type(messages.decode(bytes(data), *kinds)) in kinds
        except Malformed:
            pass


@dataclass(frozen=True)
class Everything:
    """One field of each kind that a message may have."""

    data: bytes | None
    pairs: list[tuple[str, int]]
    state: tuple[float, ...]
    by_name: dict[str, float]


def test_fields_of_messages_of_the_rich_codec_are_checked_too():
    good = Everything(None, [("a", 1)], (1.0, 2.0), {"x": 0.5})
    raw = records.to_dict(good)
    assert records.from_dict(raw, Everything) == good
    for change in ({"data": "text"}, {"pairs": [("a", 1, 2)]}, {"pairs": [["a", 1]]}, {"state": [1.0]},
                   {"state": (1.0, "x")}, {"by_name": {1: 0.5}}, {"by_name": {"x": 2**70}}):  # fmt: skip
        with pytest.raises(Malformed):
            records.from_dict(raw | change, Everything)
