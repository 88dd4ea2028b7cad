"""Mistakes by name, as the checks say them, counted over a class; and ways to fail that have no name yet."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import comb

from grading.intake.names import scrubbed
from grading.report import statistics
from grading.report.records import Exercise, Record

INDENT, READ_AGAIN = "    ", "Read again: "  # as `helpers.checks` writes them: tests compare them
OPEN = "NotAnswered"  # the error of a check whose exercise is not answered yet, as `helpers.look` says it
SEVERAL = "More than one mistake fits: (1) "  # as `helpers.checks.words.one_of` writes it
NUMBERED = re.compile(r"(?<=[.?!)`]) \([2-9]\) ")
OWN_VALUES = re.compile(r" \(expected .*, got .*\)\.$")  # which a sentence may end with, and which differ by student
MISSING = re.compile(r"There is no `[^`]+`: .*")  # the grader's sentence where no cell has made an answer
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
GOT = re.compile(r"\b(?:got|returned)\b(.*)")
NUMBER = re.compile(r"(?<![\w.])-?\d+\.?\d*(?:e[-+]?\d+)?")
LONGEST = 800  # characters of an example
LEAST_DIGITS = 4  # of all numbers of a value together, below which it may well come about twice
RARE = 0.1  # the share of a class that a rare value has at most


@dataclass(frozen=True)
class Said:
    """A check's message in parts: the call, what was found, and the likely mistake; "" for what it does not say."""

    call: str
    finding: str
    diagnosis: str

    @property
    def example(self) -> str:
        """The call and what was found, in a few lines."""
        text = "\n".join(filter(None, [self.call, textwrap.indent(self.finding, INDENT * bool(self.call))]))
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


@dataclass(frozen=True)
class Mistake:
    """One known mistake.

    Attributes
    ----------
    exercise : Exercise
        Where it was made.
    sentence : str
        What the check says of it.
    count : int
        How many students made it.
    share : float
        Their share of the graded class.
    example : str
        A call and what came of it, without the student's name.
    """

    exercise: Exercise
    sentence: str
    count: int
    share: float
    example: str


@dataclass(frozen=True)
class Unexplained:
    """One way to fail that no diagnosis knows: what was found, in which exercises, and with whom."""

    exercises: tuple[Exercise, ...]
    example: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class SameValue:
    """A rare wrong value that several students gave.

    Attributes
    ----------
    exercise : Exercise
        Where.
    example : str
        The call and the value.
    students : tuple of str
        Who gave it.
    people : int
        How many gave any value to this call that is wrong and has no name.
    chance : float
        A bound for how likely as many agree where everybody works alone; nan where too little is known.
    """

    exercise: Exercise
    example: str
    students: tuple[str, ...]
    people: int
    chance: float


@lru_cache(maxsize=10_000)  # many students get the same message
def read(text: str) -> Said:
    """Take a check's message apart: the call, what was found, indented, the likely mistake, and what to read again.

    Any other text is a finding.
    """
    text = COLOURS.sub("", scrubbed(text))
    text = "".join(sign if sign.isprintable() or sign == "\n" else "\N{REPLACEMENT CHARACTER}" for sign in text)
    lines = text.strip("\n").split("\n")
    indented = [number for number, line in enumerate(lines) if line.startswith(INDENT)]
    if not (indented and lines[-1].startswith(READ_AGAIN)):
        return Said("", text.strip(), text.strip() if MISSING.fullmatch(text.strip()) else "")
    first, last = indented[0], indented[-1] + 1
    finding = textwrap.dedent("\n".join(lines[first:last]))
    return Said("\n".join(lines[:first]), finding, " ".join(lines[last:-1]))


def names_of(diagnosis: str) -> list[str]:
    """List the mistakes that a diagnosis names, without the values that one student's answer gave."""
    several = diagnosis.startswith(SEVERAL)
    sentences = NUMBERED.split(diagnosis.removeprefix(SEVERAL)) if several else [diagnosis]
    return list(dict.fromkeys(OWN_VALUES.sub(".", sentence) for sentence in sentences if sentence))


def without_names(text: str, record: Record) -> str:
    """Put … in place of the student's id and names; what is part of code, such as `np.max(`, is no name."""
    words = [record.student, record.name, *record.name.split()]
    names = sorted({re.escape(word) for word in words if len(word) > 2}, key=len, reverse=True)
    return re.sub(rf"(?<![\w.])(?:{'|'.join(names)})(?![\w(=])", "…", text, flags=re.IGNORECASE) if names else text


def mistakes(exercises: Sequence[Exercise], graded: Sequence[Record]) -> list[Mistake]:
    """Count the mistakes that checks have named, the most frequent first; of equal ones in the exercises' order.

    The example is what most of those who made the mistake have in common.
    """
    found: dict[tuple[str, str], Counter[str]] = {}
    first: dict[str, Record] = {}  # who gave an example
    for record in graded:
        for exercise, said in _said(record):
            for sentence in names_of(said.diagnosis):
                found.setdefault((exercise, sentence), Counter())[said.example] += 1
                first.setdefault(said.example, record)
    order = {exercise.name: number for number, exercise in enumerate(exercises)}
    listed = []
    for (exercise, sentence), examples in found.items():
        if exercise in order:
            count, example = examples.total(), examples.most_common(1)[0][0]
            shown = "" if example == sentence else without_names(example, first[example])
            listed.append(Mistake(exercises[order[exercise]], sentence, count, count / len(graded), shown))
    return sorted(listed, key=lambda mistake: (-mistake.count, order[mistake.exercise.name], mistake.sentence))


def open_ones(graded: Iterable[Record]) -> Counter[str]:
    """Count for each exercise who has not answered it."""
    endings = (ending for record in graded for ending in record.endings.items())
    return Counter(exercise for exercise, ending in endings if ending.error == OPEN)


def unexplained(exercises: Sequence[Exercise], graded: Iterable[Record]) -> list[Unexplained]:
    """Group answers that lost points in a way that no diagnosis knows by what was found, the largest group first."""
    known = {exercise.name: exercise for exercise in exercises}
    where: dict[str, dict[str, None]] = {}
    who: dict[str, dict[str, None]] = {}
    for record in graded:
        for exercise, said in _unnamed(record, known):
            where.setdefault(said.example, {})[exercise] = None
            who.setdefault(said.example, {})[record.shown] = None
    groups = [
        Unexplained(tuple(one for one in exercises if one.name in where[example]), example, tuple(who[example]))
        for example in where
    ]
    return sorted(groups, key=lambda group: -len(group.students))  # Python's sort keeps the order of equal ones


def same_values(exercises: Sequence[Exercise], graded: Sequence[Record]) -> list[SameValue]:
    """List rare wrong values without a name that several students gave, the least likely by chance first.

    How often two wrong values agree by themselves is estimated from all who called alike and gave other values.
    """
    known = {exercise.name: exercise for exercise in exercises}
    given: dict[tuple[str, str], dict[str, list[str]]] = {}  # by exercise and call: each value, and who gave it
    for record in graded:
        for exercise, said in _unnamed(record, known):
            if said.call and is_particular(said.finding):
                given.setdefault((exercise, said.call), {}).setdefault(said.example, []).append(record.shown)
    pairs = {call: _pairs(len(who) for who in values.values()) for call, values in given.items()}
    agreeing, in_all = sum(agree for agree, _ in pairs.values()), sum(both for _, both in pairs.values())
    found = []
    for call, values in given.items():
        people = sum(map(len, values.values()))
        for example, who in values.items():
            if 2 <= len(who) <= max(2, RARE * len(graded)):
                theirs = pairs[call][1] - comb(people - len(who), 2)  # pairs of which one, or both, gave this value
                agree = statistics.agreement(agreeing - comb(len(who), 2), in_all - theirs)
                likely = statistics.chance(people, len(who), agree)
                found.append(SameValue(known[call[0]], example, tuple(who), people, likely))
    return sorted(found, key=lambda same: (same.chance != same.chance, same.chance))  # nan comes last


def is_particular(finding: str) -> bool:
    """Say whether a value is so particular that it tells something when two students give it: 0 or a shape is not."""
    got = " ".join(part for part in GOT.findall(finding) if "shape" not in part)
    mantissas = (number.partition("e")[0] for number in NUMBER.findall(got))
    digits = (mantissa.lstrip("-").replace(".", "").strip("0") for mantissa in mantissas)
    return sum(map(len, digits)) >= LEAST_DIGITS


def _said(record: Record) -> Iterable[tuple[str, Said]]:
    """Read each message of a record's tests, but for exercises that are not answered."""
    for name, ending in record.endings.items():
        said = read(ending.text)
        if not (said.call or said.diagnosis) and ending.error.endswith("Error"):  # one of Python's, not of a check
            said = replace(said, finding=f"{ending.error}: {said.finding}")
        if ending.error != OPEN:
            yield name, said


def _unnamed(record: Record, known: dict[str, Exercise]) -> Iterable[tuple[str, Said]]:
    """Choose the messages without a name for the mistake, in tests that did not give all points."""
    for name, said in _said(record):
        if name in known and not said.diagnosis and (record.points.get(name) or 0) < known[name].most:
            yield name, said


def _pairs(counts: Iterable[int]) -> tuple[int, int]:
    """Count the pairs that agree, and all pairs, where so many gave each value."""
    counts = list(counts)
    return sum(comb(count, 2) for count in counts), comb(sum(counts), 2)
