"""What the processes of the engine say to each other: see the diagram in grading/README.md."""

from dataclasses import dataclass
from typing import Any

from grading.lesson.code_facts import CodeFacts
from grading.limits import Limits

STUDENT, EXAMINER = "student", "examiner"  # the roles of the two servers, and the sides of a test call

# Grader and server, as JSON.


@dataclass(frozen=True)
class StartServer:
    """To a server: what to load, and what a submission may use."""

    modules: list[str]
    limits: Limits
    sandboxed: bool


@dataclass(frozen=True)
class ServerReady:
    """From a server: what the sandbox of the processes that it forks is made of."""

    isolates: bool
    description: str


# Grader and student's process, as JSON.


@dataclass(frozen=True)
class PutModules:
    """To a student's process: put these files into the working folder. Each byte is a character of the text."""

    files: dict[str, str]


@dataclass(frozen=True)
class ModulesPut:
    """From a student's process: the files are there."""


@dataclass(frozen=True)
class ReadCells:
    """To a student's process: say what is known of the code of these cells, without running it."""

    sources: list[str]


@dataclass(frozen=True)
class CellsRead:
    """From a student's process: what is known of each cell."""

    facts: list[CodeFacts]


@dataclass(frozen=True)
class RunCell:
    """To a student's process: run this cell, with its figures drawn or without."""

    number: int
    source: str
    draws: bool = True


@dataclass(frozen=True)
class CellRan:
    """From a student's process: what the cell showed."""

    outputs: list[Any]


@dataclass(frozen=True)
class TakeSnapshot:
    """To a student's process: leave a copy of yourself for the next test."""


@dataclass(frozen=True)
class SnapshotTaken:
    """From a student's process: a copy stands by, or why there is none."""

    error: str = ""


# Grader and examiner, as JSON.


@dataclass(frozen=True)
class TestCase:
    """One test: its code, its points, which of its lines are hidden, the names that answers define."""

    __test__ = False  # pytest takes it for no test of its own

    name: str
    source: str
    points: float
    hidden_lines: list[int]
    names: list[str]


@dataclass(frozen=True)
class RunTests:
    """To an examiner: run the set-up cells, then each test case on its snapshot.

    `sources` are the student's cells, by file name, so that an error can show the line in which it arose. `hide` says
    that a snapshot has seen hidden inputs already: nothing that is shown from now on is for a student's eyes.
    """

    setups: list[str]
    sources: dict[str, str]
    test_cases: list[TestCase]
    hide: bool


@dataclass(frozen=True)
class VisibleRan:
    """From an examiner: what one test showed before its hidden part, which comes when all tests have got so far."""

    __test__ = False

    name: str
    outputs: list[dict[str, Any]]


@dataclass(frozen=True)
class TestRan:
    """From an examiner: the points of one test, the reason where they are not all, and what the rest of it showed."""

    __test__ = False

    name: str
    points: float
    reason: str
    outputs: list[dict[str, Any]]


# Examiner and snapshot, by `protocol.rpc`, beside calls of functions.


@dataclass(frozen=True)
class LookUp:
    """To a snapshot: what does this name stand for, in the session or, by number, to one of its functions?"""

    name: str
    function: int | None


@dataclass(frozen=True)
class Found:
    """From a snapshot: whether there is such a name, and its encoded value."""

    exists: bool
    value: bytes


@dataclass(frozen=True)
class ListNames:
    """To a snapshot: which names does a function look up?"""

    function: int


@dataclass(frozen=True)
class NamesUsed:
    """From a snapshot: the names that a function looks up, and a number that tells its namespace from others."""

    names: list[str]
    namespace: int
