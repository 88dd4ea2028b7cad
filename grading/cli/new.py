"""Create the skeleton of a lesson: a solution that runs, answers that test its check, and the generated lesson."""

import re
from pathlib import Path

import nbformat

from grading.cli import rebuild
from grading.lesson.places import ROOT

ARGUMENTS = {"nargs": 1, "metavar": "NAME", "help": "two digits and lower-case words, such as 11_convolution"}
TEMPLATES = Path("grading", "for_authors")  # lesson.ipynb and answers.py, to be read and changed like any lesson
NAME = re.compile(r"([0-9]{2})(_[a-z0-9]+)+")
FOLDERS = ("solutions", "lessons", "tests/lessons")  # where a lesson has a folder of its name
TO_DO = """\
Created:
  solutions/{name}/{name}.ipynb  the lesson with its answers and tests: this is the file to edit
  tests/lessons/{name}/answers.py  right and wrong answers to its exercise
  lessons/{name}/{name}.ipynb  what students get, generated from the solution: never edit it

Left to do by hand:
1. Paste this row into the README's table of lessons:
{row}
2. Replace the example, and every sentence that begins with TODO; the tests find those that are left.
3. Add each term in bold to GLOSSARY.md, and each symbol of a formula to NOTATION.md.
4. After each change, run `python -m grading rebuild {name}` and `python -m pytest`."""


def run(names: list[str]) -> None:
    """Create this lesson, run and generate it, and print what is left to do."""
    name = names[0]
    create(name)
    rebuild.run([name])
    print(TO_DO.format(name=name, row=row(name)))


def create(name: str, root: Path = ROOT) -> None:
    """Write the solution and the answers of a new lesson.

    Parameters
    ----------
    name : str
        The name of the lesson's folder, notebook and assignment.
    root : Path
        The course's folder.

    Raises
    ------
    SystemExit
        If the name is not a lesson's, or taken. Nothing is written then.
    """
    if problem := unusable(name, root):
        raise SystemExit(problem)
    number, _, words = name.partition("_")
    title = words.replace("_", " ").capitalize()
    for template, folder, file in (
        ("lesson.ipynb", root / "solutions" / name, f"{name}.ipynb"),
        ("answers.py", root / "tests" / "lessons" / name, "answers.py"),
    ):
        text = (root / TEMPLATES / template).read_text(encoding="utf-8")
        folder.mkdir(parents=True)
        (folder / file).write_text(text.replace("NUMBER", number).replace("TITLE", title), encoding="utf-8")


def unusable(name: str, root: Path = ROOT) -> str:
    """Return a sentence that says why a new lesson cannot have this name; "" if it can."""
    if not (match := NAME.fullmatch(name)):
        return f"{name} is not a lesson's name: it needs two digits, then lower-case words, as 11_convolution has."
    taken = {path.name for folder in FOLDERS for path in (root / folder).glob(f"{match[1]}_*")}
    return f"Lesson {match[1]} is taken by {min(taken)}: choose another number." if taken else ""


def row(name: str, root: Path = ROOT) -> str:
    """Write the lesson's row for the README's table, with the points that its notebook gives."""
    notebook = nbformat.read(root / "solutions" / name / f"{name}.ipynb", as_version=4)
    graded = [cell.metadata.nbgrader for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    points = ", ".join(f"`{cell.grade_id.removeprefix('test_')}` ({cell.points:g})" for cell in graded)
    return f"| [{name}](lessons/{name}/{name}.ipynb) | TODO: what the reader builds | {points} |"
