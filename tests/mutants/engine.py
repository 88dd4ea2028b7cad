"""Mutants of `grading/`, drawn evenly with a fixed seed, and whether its own tests notice them.

Each is written into a copy of the course, where tests run until one fails: first its room's own, then the engine's,
then, unless `--quick` is said, those of the full tier. All mutants go through one stage before any goes on to the next.
What no test notices is printed, to be read.
"""

import argparse
import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst

from tests.course import ROOT
from tests.life import not_copied
from tests.mutants.mutate import Mutant, changes, mutant_with

ENGINE = [f"tests/grading/engine/test_{name}.py" for name in ("test_cell", "grade", "limits", "answers")]
# The tests that a room's mutants are tried with first: its own. The engine's, which use all rooms, come after them.
OWN = {
    "cells": ["tests/grading/cells", "tests/grading/engine/test_grade.py"],
    "cli": ["tests/grading/cli"],
    "engine": [f"tests/grading/engine/test_{name}.py" for name in ("test_cell", "result", "grade")],
    "intake": ["tests/grading/intake"],
    "lesson": ["tests/grading/engine/test_test_cell.py", "tests/grading/cli"],
    "limits.py": ["tests/grading/engine/test_limits.py"],
    "nbgrader_ext": ["tests/grading/nbgrader_ext"],
    "protocol": ["tests/grading/protocol"],
    "sandbox": ["tests/grading/sandbox"],
    "stored_outputs": ["tests/grading/stored_outputs"],
}
WITHOUT_ENGINE = ("cli", "nbgrader_ext", "stored_outputs")  # rooms that no submission's points go through
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
    """Draw mutants evenly from all that there are of rooms that have tests.

    Each mutant's lot is worked out from its own words, so that a change to a file leaves the others' as they are.
    """
    files = [path for room in OWN for path in sorted((ROOT / "grading").glob(f"{room}/*.py"))]
    files += [ROOT / "grading" / room for room in OWN if room.endswith(".py")]
    trees = {str(path.relative_to(ROOT)): cst.parse_module(path.read_text(encoding="utf-8")) for path in files}
    lots: dict[str, tuple[str, cst.CSTNode, cst.CSTNode]] = {}
    for name, tree in trees.items():
        for node, other in changes(tree):
            words = f"{seed} {name} {_code(node)} {_code(other)}"
            while (lot := hashlib.sha256(words.encode()).hexdigest()) in lots:
                words += " again"
            lots[lot] = (name, node, other)
    found: list[Drawn] = []
    for _, (name, node, other) in sorted(lots.items()):
        if len(found) < number and (mutant := mutant_with(trees[name], node, other)):
            found.append(Drawn(name, mutant))
    return found


def _code(node: cst.CSTNode) -> str:
    """Write the source of a part of a program."""
    return cst.Module([]).code_for_node(node)


@dataclass(frozen=True)
class Stage:
    """Tests that mutants are tried with, and after how many seconds a run of them counts as a hang."""

    name: str
    tier: str
    seconds: int

    def tests(self, room: str) -> list[str]:
        """List the files or folders of tests for a room's mutants, in the order in which they run."""
        if self.name == "own":
            return OWN[room]
        if room in WITHOUT_ENGINE:
            return OWN[room] if self.tier == "full" else []
        corpus = ["tests/grading/nbgrader_ext/test_corpus.py"]
        return ENGINE if self.tier != "full" else [*OWN[room], *ENGINE, *(corpus if room == "intake" else [])]


QUICK = (Stage("own", "not full", 300), Stage("engine", "not full", 900))
FULL = Stage("full", "full", 3600)


def survivors(mutants: list[Drawn], stage: Stage) -> Iterator[tuple[Drawn, bool]]:
    """Try mutants with the tests of a stage, each in a copy of the course: each, and whether it survived."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(shutil.copytree(ROOT, Path(folder) / "course", ignore=not_copied))
        for one in mutants:
            path = course / one.file
            before = path.read_text(encoding="utf-8")
            path.write_text(one.mutant.source, encoding="utf-8")
            tests = stage.tests(one.room)
            yield one, not tests or passes(course, tests, stage)
            path.write_text(before, encoding="utf-8")


def passes(course: Path, tests: list[str], stage: Stage) -> bool:
    """Say whether tests pass in a copy of the course; whatever they leave running is ended."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", "-m", stage.tier]
    process = subprocess.Popen(
        [*command, *tests],
        cwd=course,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(stage.seconds) in (0, 5)  # 5: there are none in this tier
    except subprocess.TimeoutExpired:
        return False
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


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
    part, parts = map(int, options.part.split("/"))
    everything = drawn(options.number, options.seed)[part::parts]
    left = everything
    for stage in QUICK if options.quick else (*QUICK, FULL):
        print(f"{len(left)} to be tried with the tests of the stage {stage.name!r}", flush=True)
        tried, left = left, []
        for one, survived in survivors(tried, stage):
            left += [one] * survived
            print(f"{'left   ' if survived else 'noticed'} {one.file}: {one.mutant.change}", flush=True)
    for one in left:
        must = " MUST BE NOTICED" * one.file.startswith(tuple(f"grading/{name}" for name in ALL_NOTICED))
        print(f"SURVIVED{must} {one.file}: {one.mutant.change}")
    rooms: dict[str, list[bool]] = {}
    for one in everything:
        rooms.setdefault(one.room, []).append(one not in left)
    for room, all_of_it in sorted(rooms.items()):
        print(f"{room:16} {sum(all_of_it)} of {len(all_of_it)} noticed")
    count = len(everything) - len(left)
    print(f"all: {count} of {len(everything)} noticed, {count / len(everything):.0%}")


if __name__ == "__main__":
    main()
