"""Print what becomes of each exercise's mutants, and those that got every point."""

import argparse
import os

from tests.course import ALL, LESSONS
from tests.mutants.figures import Figures, figures

HEAD = ("mutants", "equivalent", "refused", "visibly", "named", "survivors")


def main() -> None:
    """Try the mutants of the lessons that are named, or of all, and print the table."""
    parser = argparse.ArgumentParser("python -m tests.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="LESSON", help="a lesson or an exercise; all, if none is named")
    parser.add_argument("--unnamed", action="store_true", help="print the mutants whose learner is told no name, too")
    options = parser.parse_args()
    wanted = [e for e in ALL if not options.names or e.lesson in options.names or e.name in options.names]
    if not wanted:
        parser.error(f"there is no such lesson or exercise. The lessons are {', '.join(LESSONS)}.")
    print(f"{'':50}" + "".join(f"{name:>11}" for name in HEAD))
    found = []
    for one in figures(wanted, os.cpu_count() or 1):
        found.append(one)
        print(line(f"{one.exercise.lesson} {one.exercise.name}", one.counts), flush=True)
        if options.unnamed:
            for judged in one.refused:
                if not judged.named:
                    print(f"    {judged.by}: {judged.mutant.change}\n{indented(judged.trial.said)}", flush=True)
    for lesson in dict.fromkeys(one.exercise.lesson for one in found):
        print(line(lesson, total([one for one in found if one.exercise.lesson == lesson])))
    print(line("all", total(found)))
    for one in found:
        for judged in one.survivors:
            print(f"\n{one.exercise.lesson} {one.exercise.name}: {judged.mutant.change}\n{judged.mutant.source}")


def total(found: list[Figures]) -> list[int]:
    """Add up the counts of several exercises."""
    return [sum(column) for column in zip(*(one.counts for one in found), strict=True)]


def line(name: str, counts: list[int]) -> str:
    """Write one line of the table; the share is that of the refused ones whose learner is told a name."""
    _, _, refused, _, named, _ = counts
    share = f"{named / refused:8.0%}" if refused else ""
    return f"{name:50}" + "".join(f"{n:>11}" for n in counts) + share


def indented(text: str) -> str:
    """Set a text off."""
    return "\n".join(f"        {line}" for line in text.splitlines())


if __name__ == "__main__":
    main()
