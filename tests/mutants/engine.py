"""Mutants of `grading/`, drawn evenly with a fixed seed, and whether its own tests notice them.

Each is written into a copy of the course, where the tests of its room run until one fails: those of the quick tier,
then, unless `--quick` is said, those of the full one. What no test notices is printed, to be read.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst

from tests.course import ROOT
from tests.life import NOT_COPIED
from tests.mutants.mutate import Mutant, changes, mutant_with

SECONDS = 900  # that the tests of one mutant may take; more is a hang, which somebody would notice
ENGINE = [f"tests/grading/engine/test_{name}.py" for name in ("test_cell", "grade", "limits", "answers")]
# The tests that a room's mutants are tried with, the quickest first.
TESTS = {
    "cells": ENGINE,
    "cli": ["tests/grading/cli"],
    "engine": ENGINE,
    "intake": ["tests/grading/intake", *ENGINE, "tests/grading/nbgrader_ext/test_corpus.py"],
    "lesson": [*ENGINE, "tests/grading/cli"],
    "limits.py": ENGINE,
    "nbgrader_ext": ["tests/grading/nbgrader_ext"],
    "protocol": ["tests/grading/protocol", *ENGINE],
    "sandbox": ["tests/grading/sandbox", *ENGINE],
    "stored_outputs": ["tests/grading/stored_outputs"],
}
ALL_NOTICED = ("intake", "protocol", "engine/result.py")  # here no mutant may survive


@dataclass(frozen=True)
class Drawn:
    """A mutant of a file of `grading/`."""

    file: str
    mutant: Mutant

    @property
    def room(self) -> str:
        """The room that it is in."""
        return Path(self.file).parts[1]


def drawn(number: int, seed: int) -> list[Drawn]:
    """Draw mutants evenly from all that there are of rooms that have tests."""
    files = [path for room in TESTS for path in sorted((ROOT / "grading").glob(f"{room}/*.py"))]
    files += [ROOT / "grading" / room for room in TESTS if room.endswith(".py")]
    trees = {str(path.relative_to(ROOT)): cst.parse_module(path.read_text(encoding="utf-8")) for path in files}
    everything = [(name, *change) for name, tree in trees.items() for change in changes(tree)]
    random.Random(seed).shuffle(everything)
    found: list[Drawn] = []
    for name, node, other in everything:
        if len(found) < number and (mutant := mutant_with(trees[name], node, other)):
            found.append(Drawn(name, mutant))
    return found


def noticed(one: Drawn, course: Path, tiers: tuple[str, ...]) -> bool:
    """Say whether the tests of its room fail on a mutant, in a copy of the course."""
    path = course / one.file
    before = path.read_text(encoding="utf-8")
    path.write_text(one.mutant.source, encoding="utf-8")
    try:
        return any(not passes(course, TESTS[one.room], tier) for tier in tiers)
    finally:
        path.write_text(before, encoding="utf-8")


def passes(course: Path, tests: list[str], tier: str) -> bool:
    """Say whether tests pass in a copy of the course."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", "-m", tier, *tests]
    process = subprocess.Popen(
        command, cwd=course, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(SECONDS) in (0, 5)  # 5: there are none in this tier
    except subprocess.TimeoutExpired:
        return False
    finally:
        process.kill()
        process.wait()


def tried(mutants: list[Drawn], tiers: tuple[str, ...]) -> Iterator[tuple[Drawn, bool]]:
    """Try mutants one after another."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(shutil.copytree(ROOT, Path(folder) / "course", ignore=NOT_COPIED))
        for one in mutants:
            yield one, noticed(one, course, tiers)


def main() -> None:
    """Draw, try, and print each mutant that no test noticed, then the figures."""
    parser = argparse.ArgumentParser("python -m tests.mutants.engine", description=__doc__)
    parser.add_argument("--number", type=int, default=300, help="of mutants (default: 300)")
    parser.add_argument("--seed", type=int, default=0, help="of the draw (default: 0)")
    parser.add_argument(
        "--part", default="0/1", help="such as 1/2, to share the work: every second one, from the second"
    )
    parser.add_argument("--quick", action="store_true", help="run the tests of the quick tier alone")
    options = parser.parse_args()
    tiers = ("not full",) if options.quick else ("not full", "full")
    part, parts = map(int, options.part.split("/"))
    rooms: dict[str, list[bool]] = {}
    for one, was_noticed in tried(drawn(options.number, options.seed)[part::parts], tiers):
        rooms.setdefault(one.room, []).append(was_noticed)
        must = " MUST BE NOTICED" * one.file.startswith(tuple(f"grading/{name}" for name in ALL_NOTICED))
        print(f"{'noticed ' if was_noticed else 'SURVIVED' + must} {one.file}: {one.mutant.change}", flush=True)
    for room, all_of_it in sorted(rooms.items()):
        print(f"{room:16} {sum(all_of_it)} of {len(all_of_it)} noticed")
    everything = [was_noticed for all_of_it in rooms.values() for was_noticed in all_of_it]
    print(f"all: {sum(everything)} of {len(everything)} noticed, {sum(everything) / len(everything):.0%}")


if __name__ == "__main__":
    main()
