"""Print what each submission deserves, gets from this engine, and gets from nbgrader alone."""

import tempfile
from pathlib import Path

from tests.corpus import batch
from tests.corpus.case import CASES


def main() -> None:
    """Grade the corpus both ways and print the table."""
    with tempfile.TemporaryDirectory() as home:
        ours = batch.grade(batch.course(Path(home, "ours")), CASES, batch.SECONDS)
        tame = [case for case in CASES if case.alone]
        person = batch.course(Path(home, "alone"), tame, engine=False)
        theirs, attempts = batch.patiently(person, tame)
    for case in sorted(CASES, key=lambda case: case.student):
        got, stock = ours.points[case.student], theirs.points.get(case.student, "not run")
        print(f"{case.student:60} {case.deserves:>6g} {_told(got):>8} {_told(stock):>8}")
    print(f"{len(CASES)} submissions, in one batch: {len(ours.unjust(CASES))} did not get what they deserve.")
    print(
        f"nbgrader alone: {len(theirs.unjust(tame))} of {len(tame)} did not, in {attempts} batches, each without those "
        "at which the one before had stopped."
    )


def _told(points: float | str | None) -> str:
    return "none" if points is None else points if isinstance(points, str) else f"{points:g}"


if __name__ == "__main__":
    main()
