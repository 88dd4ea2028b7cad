"""Write a report on the class: points, each exercise's figures, mistakes by name, and what waits for you."""

import os
from pathlib import Path

from grading.lesson.places import ROOT
from grading.nbgrader_ext import gradebook
from grading.report import page, spreadsheet
from grading.report.records import Lesson


def run(names: list[str], root: Path = ROOT) -> None:
    """Write report/LESSON.html and report/LESSON.csv for each of these lessons; one that cannot be read says so."""
    problems = []
    for name in names:
        try:
            lesson = gradebook.read(name, root)
        except SystemExit as refused:
            if len(names) == 1 or refused.code == 1:  # of a gradebook that cannot be used, the log has said why
                raise
            problems.append(str(refused))
            continue
        path = write(lesson, root)
        print(f"{path.relative_to(root).as_posix()}: {in_a_line(lesson)}")
    if problems:
        raise SystemExit("\n".join(dict.fromkeys(problems)))


def write(lesson: Lesson, root: Path) -> Path:
    """Write both files in `root`/report, each whole or not at all, and return the page's path."""
    folder = root / "report"
    folder.mkdir(exist_ok=True)
    path = folder / f"{lesson.name}.html"
    for file, content in ((path.with_suffix(".csv"), spreadsheet.as_csv(lesson)), (path, page.render(lesson))):
        part = file.with_name(f".{file.name}.part")
        part.write_text(content, encoding="utf-8", newline="\n")
        os.replace(part, file)
    return path


def in_a_line(lesson: Lesson) -> str:
    """Say how far a class is."""
    if not lesson.records:
        return "nobody is in the class yet, and nobody has handed in"
    states = [record.state for record in lesson.records]
    waiting = sum(bool(record.to_mark) for record in lesson.records)
    parts = [f"{len(states) - states.count('not handed in')} of {len(states)} handed in"]
    parts += [f"{states.count('not graded')} not graded yet"] * ("not graded" in states)
    parts += [f"{waiting} to be marked by hand"] * bool(waiting)
    parts += [f"{record.shown}: {record.problem}" for record in lesson.records if record.problem]
    return "; ".join(parts)
