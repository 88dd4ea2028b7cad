"""Say how far you are in each lesson and where to go on, here and on the page lessons/progress.md.

It reads the notebooks as they were last saved, and neither runs a cell nor imports NumPy: JupyterLab's configuration
uses it, too, whenever a lesson is saved.
"""

import contextlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from grading.engine.points import points_from_outputs
from grading.lesson.places import ROOT, WORK, originals

ARGUMENTS = None
PAGE = Path("lessons", "progress.md")
SIGNS = {"open": "○", "begun": "◐", "done": "●", "damaged": "!", "missing": "!"}
STUB = "YOUR ANSWER HERE"
DAMAGED = (AttributeError, KeyError, OSError, RecursionError, TypeError, ValueError)  # what odd JSON may raise
HEAD = ("state", "lesson", "exercises met", "points", "texts written", "")
HERE = "go on here"
FETCH = "Fetch it: *Nbgrader → Assignment List*."  # where a server's users share the code
MEANING = (
    "This is what the checks that you can see said when each notebook was last saved. Grading runs them again and "
    "tries other values, too, and a person reads the texts."
)


@dataclass(frozen=True)
class Plan:
    """What a lesson asks for: its title, the points of each test by name, and the names of its texts."""

    title: str
    tests: dict[str, float]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    """What was done in one lesson; `problem` is a sentence where its notebook cannot be read."""

    name: str
    plan: Plan
    state: str
    points: tuple[float, ...] = ()
    written: int = 0
    problem: str = ""

    @property
    def path(self) -> str:
        """Where its notebook lies, seen from lessons/."""
        return f"{self.name}/{self.name}.ipynb"

    def row(self, here: bool) -> tuple[str, ...]:
        """Return its row of the table, whose columns HEAD names; `here` is whether to go on with it."""
        state = f"{SIGNS[self.state]} {self.state}"
        if self.problem:
            return state, self.plan.title, "", "", "", self.problem
        most = self.plan.tests.values()
        met = sum(points == of for points, of in zip(self.points, most, strict=True))
        counts = (met, len(most)), (sum(self.points), sum(most)), (self.written, len(self.plan.texts))
        return state, self.plan.title, *(f"{done:g} of {of:g}" for done, of in counts), HERE if here else ""


def run(names: list[str]) -> None:
    """Print the table, and write the page."""
    lessons = survey()
    text = table(lessons) + f"\n\n{MEANING}\n{last_sentence(lessons)}"
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding))  # a terminal may lack the signs; the words say it
    try:
        write()
    except OSError as error:
        print(f"{PAGE.as_posix()} could not be written: {error.strerror}.")


def write(root: Path = WORK) -> None:
    """Write the page, if something has changed."""
    text, file = page(survey(root)), root / PAGE
    if not file.exists() or file.read_text(encoding="utf-8", errors="replace") != text:
        file.write_text(text, encoding="utf-8", newline="\n")


def survey(root: Path = WORK) -> list[Progress]:
    """Read all lessons, in their order; what was handed out lies in `root`, or else beside this code."""
    lessons = {path.stem: path for path in sorted(root.glob("lessons/*/*.ipynb")) if path.stem == path.parent.name}
    handed_out = ROOT if root == WORK else root
    return [read(name, root, original) for name, original in (originals(handed_out) or lessons).items()]


def read(name: str, root: Path, original: Path) -> Progress:
    """Read what was done in one lesson; what it asks for stands in `original`, where nobody can delete it."""
    path = root / "lessons" / name / f"{name}.ipynb"
    plan = Plan(name, {}, ())
    with contextlib.suppress(*DAMAGED):
        plan = _plan(original, _stamp(original))
    try:
        return _progress(name, path, _stamp(path), plan.title, tuple(plan.tests.items()), plan.texts)
    except FileNotFoundError:
        problem = f"{path.name} is not in lessons/{name}/."
        return Progress(name, plan, "missing", problem=problem if WORK == ROOT else f"{problem} {FETCH}")
    except DAMAGED:
        return Progress(name, plan, "damaged", problem=f"{path.name} is damaged: it cannot be read as a notebook.")


def _stamp(path: Path) -> tuple[int, int]:
    """Return what changes when a file does."""
    status = path.stat()
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=64)
def _plan(path: Path, stamp: tuple[int, int]) -> Plan:
    """Read what a lesson asks for."""
    cells = _cells(path)
    title = next(_text(cell).partition("\n")[0].lstrip("# ") for cell in cells if cell["cell_type"] == "markdown")
    graded = [(name, cell) for name, cell in _graded(cells) if cell["metadata"].get("nbgrader", {}).get("grade")]
    tests = {name: float(cell["metadata"]["nbgrader"]["points"]) for name, cell in graded if _is_code(cell)}
    return Plan(title.replace("|", "/"), tests, tuple(name for name, cell in graded if not _is_code(cell)))


@lru_cache(maxsize=64)
def _progress(
    name: str,
    path: Path,
    stamp: tuple[int, int],
    title: str,
    tests: tuple[tuple[str, float], ...],
    texts: tuple[str, ...],
) -> Progress:
    """Read what was done; files that have not changed are not read again."""
    cells = _cells(path)
    graded = dict(reversed(list(_graded(cells))))  # of cells with one name, the first counts
    shown = {test: graded[test].get("outputs") or [] for test, _ in tests if test in graded}
    points = tuple(points_from_outputs(shown[test], most) if shown.get(test) else 0.0 for test, most in tests)
    written = sum(_text(graded[text]).strip() not in ("", STUB) for text in texts if text in graded)
    was_run = any(cell.get("outputs") or cell.get("execution_count") for cell in cells if _is_code(cell))
    is_done = bool(tests) and points == tuple(most for _, most in tests) and written == len(texts)
    state = "done" if is_done else "begun" if was_run or written else "open"
    return Progress(name, Plan(title, dict(tests), texts), state, points, written)


def _cells(path: Path) -> list[dict[str, Any]]:
    """Read a notebook's cells."""
    cells: list[dict[str, Any]] = json.loads(path.read_bytes())["cells"]
    return cells


def _graded(cells: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Go through the cells that nbgrader knows; where its mark was lost, a cell's id is its name."""
    for cell in cells:
        if name := cell["metadata"].get("nbgrader", {}).get("grade_id") or cell.get("id"):
            yield name, cell


def _text(cell: dict[str, Any]) -> str:
    """Return a cell's text, which may be stored as a list of lines."""
    return "".join(cell["source"])


def _is_code(cell: dict[str, Any]) -> bool:
    """Say whether it is a code cell."""
    return bool(cell["cell_type"] == "code")


def next_one(lessons: list[Progress]) -> Progress | None:
    """Choose the first lesson that is not done and can be read."""
    return next((lesson for lesson in lessons if lesson.state in ("open", "begun")), None)


def last_sentence(lessons: list[Progress], link: str = "{title} (lessons/{path})") -> str:
    """Say where to go on."""
    if lesson := next_one(lessons):
        return "Go on here: " + link.format(title=lesson.plan.title, path=lesson.path)
    if all(lesson.state == "missing" for lesson in lessons):
        return "No lesson was here when this page was written."
    return "Every lesson is done." if all(not one.problem for one in lessons) else "Every lesson that is there is done."


def table(lessons: list[Progress]) -> str:
    """Lay the table out for a terminal."""
    here = next_one(lessons)
    rows = [HEAD, *(lesson.row(lesson is here) for lesson in lessons)]
    widths = [max(len(row[i]) for row in rows if not row[-1].endswith(".") or i < 2) for i in range(len(HEAD) - 1)]
    lines = []
    for *cells, last in rows:
        cells = cells[:2] if last.endswith(".") else cells  # a sentence takes the place of the numbers
        lines.append("  ".join([*(f"{cell:{width}}" for cell, width in zip(cells, widths, strict=False)), last]))
    return "\n".join(line.rstrip() for line in lines)


def page(lessons: list[Progress]) -> str:
    """Write the page, in Markdown; links lead from lessons/."""
    here = next_one(lessons)
    rows = [HEAD, ("---",) * len(HEAD)]
    for lesson in lessons:
        state, title, *more, last = lesson.row(lesson is here)
        rows.append(
            (state, title if lesson.problem else f"[{title}]({lesson.path})", *more, f"**{last}**" * bool(last))
        )
    return "\n".join(
        [
            "# Where you are",
            "",
            last_sentence(lessons, "**[{title}]({path})**"),
            "",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            MEANING,
            "",
            "Saving a lesson writes this page anew, and so does `python -m grading progress`. "
            "Terms are explained in the [glossary](../GLOSSARY.md), symbols in the [notation](../NOTATION.md).",
            "",
        ]
    )
