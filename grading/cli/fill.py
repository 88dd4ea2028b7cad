"""Fill points into the file of grades that Canvas or Moodle exports, in a copy beside it, to be imported there."""

import os
import tempfile
from pathlib import Path

from grading.intake.names import shown
from grading.lesson.places import ROOT, originals
from grading.nbgrader_ext.scores import Scores, scores
from grading.report import lms
from grading.report.downloads import kept
from grading.report.lms import Export, Filled
from grading.report.table import Unusable

ARGUMENTS = {
    "nargs": "+",
    "metavar": "FILE [LESSON ...]",
    "help": "the file that was exported, then lessons such as 01_one_neuron; without one, those that the file names. "
    "Where the column is called something else: 01_one_neuron='Homework 1'",
}
LISTS = (  # what is said of students who were left out, and of what was there before
    ("replaced", "The cell held another number"),
    ("left", "The cell holds no number, and stays as it is"),
    ("unmarked", "Mark their answers first, and fill in again"),
    ("unclear", "Left, because a row fits several students, or a student several rows"),
    ("not_here", "In the file, without a submission in the gradebook"),
    ("not_there", "With a submission in the gradebook, and not in the file"),
)


def run(names: list[str]) -> None:
    """Fill in this file."""
    file, *words = names
    fill(Path(file), words)


def fill(file: Path, words: list[str], root: Path = ROOT) -> Path | None:
    """Write a copy of a file with the points of lessons in it, and print what was done.

    Parameters
    ----------
    words
        Lessons, each perhaps with `=` and the name of its column.

    Returns
    -------
    Path | None
        The copy; None where nothing was to be changed.

    Raises
    ------
    SystemExit
        With a sentence, where the file, the column or the gradebook cannot be used. Nothing is written then.
    """
    known = list(originals(root))
    titles = {lesson: title for lesson, _, title in (word.partition("=") for word in words)}
    for lesson in titles:
        if lesson not in known:
            raise SystemExit(f"There is no lesson {shown(lesson)}. The lessons are {', '.join(known)}.")
    try:
        export = lms.read(file.read_bytes(), [title for title in titles.values() if title])
        titles = titles or dict.fromkeys(export.lessons(known, file.stem), "")
        places = _places(export, titles)
    except (OSError, Unusable) as error:
        reason = f"{error.strerror}." if isinstance(error, OSError) else error
        raise SystemExit(f"{shown(file.name)} was not filled in. {shown(reason, 2000)}") from None
    filled = _fill(export, places, scores(list(places), root), root, named=bool(words))
    print(f"{shown(file.name)}: {export.platform}, students: {len(export.people)}.")
    for lesson, (done, given) in filled.items():
        print("\n".join(told(lesson, done, given.maximum)))
    for lesson in places.keys() - filled.keys():
        print(f"{lesson}: the gradebook holds no submission; its column stays as it is.")
    values = {cell: value for done, _ in filled.values() for cell, value in done.values.items()}
    if not values:
        print("Nothing is to be changed, and nothing was written.")
        return None
    target = file.with_name(f"{file.stem}.filled.csv")
    _write(target, export.table.changed(values))
    print(f"Cells changed: {len(values)}. Import {shown(target.name)}; {shown(file.name)} is as it was.")
    return target


def _places(export: Export, titles: dict[str, str]) -> dict[str, int]:
    """Find the column of each lesson."""
    if not titles or export.platform == "Moodle" and len(titles) > 1:
        names = ", ".join(dict.fromkeys(export.columns.values())) or "none"
        about = "Moodle's file is about one lesson, and" if export.platform == "Moodle" else "It"
        raise Unusable(
            f"{about} does not say which. Name it: LESSON, or LESSON=COLUMN. Columns that can be filled in: {names}."
        )
    places = {lesson: export.column(lesson, title) for lesson, title in titles.items()}
    if len(set(places.values())) < len(places):
        raise Unusable("Two lessons cannot be filled into one column.")
    return places


def _fill(
    export: Export, places: dict[str, int], given: dict[str, Scores], root: Path, named: bool
) -> dict[str, tuple[Filled, Scores]]:
    """Fill in each lesson that somebody has points in; one that was named, or the only one, must have some."""
    graded = {lesson: given[lesson] for lesson in places if lesson in given and given[lesson].points}
    for lesson in places:
        if lesson not in graded and (named or not graded):
            raise SystemExit(f"Nothing was filled in: the gradebook holds no submission of {lesson}. Grade it first.")
    return {
        lesson: (
            lms.fill(export, places[lesson], found.points, {s: one.number for s, one in kept(lesson, root).items()}),
            found,
        )
        for lesson, found in graded.items()
    }


def told(lesson: str, done: Filled, maximum: float) -> list[str]:
    """Say what was done to a lesson's column, in lines."""
    lines = [
        f"{lesson}, column {shown(done.title)}: {len(done.new)} filled in, {len(done.replaced)} replaced, "
        f"{len(done.same)} right already, {len(done.left) + len(done.unmarked) + len(done.unclear)} left."
    ]
    if done.maximum is not None and done.maximum != maximum:
        lines.append(
            f"  The platform counts out of {done.maximum:g} points, the lesson out of {maximum:g}: nothing is scaled."
        )
    for name, sentence in LISTS:
        students = getattr(done, name)
        lines += [f"  {sentence} ({len(students)}):"] * bool(students)
        lines += [f"    {shown(student)}" for student in students]
    return lines


def _write(target: Path, data: bytes) -> None:
    """Write a file whole or not at all; a link in its place is replaced, and not followed."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".csv")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise SystemExit(f"{shown(target.name)} could not be written: {error.strerror}.") from None
