"""A lint of the course itself: what every lesson must be, whoever wrote it.

A lesson that shows a derivative keeps tests/lessons/NAME/derivatives.py, with a dict CHECKS: the formula as it stands
between the dollar signs, to a function that returns (what the formula gives, what finite differences give).
"""

import ast
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser

import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode

from tests import figures
from tests.course import (
    ALL,
    HIDDEN,
    LESSONS,
    ROOT,
    SOLUTION,
    Exercise,
    exercises,
    grade_id,
    load,
    solution,
    student_copy,
)
from tests.course import verdict as run_test

PROMPT = re.compile(r"^### (?:Exercise|Question): `(\w+)(?:\([^`]*\))?` \((\d+) points?(?:, partial)?\)$", re.MULTILINE)
MATH = re.compile(r"\$\$(.+?)\$\$|(?<!\\)\$([^$]+?)\$", re.DOTALL)
DERIVATIVE = re.compile(r"\\partial|\\nabla|\\frac\{?d|\\mathrm\{d\}|'\(|\bd[a-zA-Z]\b\s*/")
each_lesson = pytest.mark.parametrize("lesson", LESSONS)


def text(lesson: str, kind: str = "markdown") -> list[NotebookNode]:
    """The cells of one kind in what a student gets."""
    return [cell for cell in student_copy(lesson).cells if cell.cell_type == kind]


def graded(lesson: str) -> dict[str, int]:
    """Points by exercise or question, from nbgrader's metadata."""
    cells = [cell for cell in solution(lesson).cells if cell.metadata.get("nbgrader", {}).get("grade")]
    return {grade_id(cell).removeprefix("test_"): cell.metadata.nbgrader.points for cell in cells}


@each_lesson
def test_points_agree_between_readme_prompt_and_metadata(lesson: str):
    row = next(line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if f"| [{lesson}](" in line)
    in_readme = {name: int(points) for name, points in re.findall(r"`(\w+)` \((\d+)\)", row)}
    prompts = [found for cell in text(lesson) for found in PROMPT.findall(cell.source)]
    assert {name: int(points) for name, points in prompts} == graded(lesson) == in_readme
    assert [name for name, _ in prompts] == list(graded(lesson)), "prompts in the order of the exercises"


@each_lesson
def test_each_exercise_is_prompt_then_answer_then_test(lesson: str):
    cells = solution(lesson).cells
    for name in graded(lesson):
        place = [grade_id(cell) for cell in cells].index(name)
        assert name in [found for found, _ in PROMPT.findall(cells[place - 1].source)], f"the prompt of {name}"
        if not name.startswith("reflect_"):
            assert grade_id(cells[place + 1]) == f"test_{name}"
            assert f"def {name}(" in cells[place].source and SOLUTION.search(cells[place].source)


@each_lesson
def test_cells_have_stable_names(lesson: str):
    ids = [cell.id for cell in solution(lesson).cells]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[a-z][a-z0-9_-]+", name) for name in ids)
    assert [cell.id for cell in student_copy(lesson).cells] == ids
    assert all(cell.id == grade_id(cell) for cell in solution(lesson).cells if grade_id(cell))


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_untouched_exercise_fails_its_test(exercise: Exercise):
    cells = {grade_id(cell): cell.source for cell in student_copy(exercise.lesson).cells}
    for test in (exercise.test, cells[f"test_{exercise.name}"]):
        given = run_test(exercise, cells[exercise.name], test)
        assert given.points == 0 and "not answered yet" in given.said


@each_lesson
def test_nothing_of_the_solution_is_in_the_lesson(lesson: str):
    file = (ROOT / "lessons" / lesson / f"{lesson}.ipynb").read_text("utf-8")
    assert "HIDDEN TESTS" not in file and "SOLUTION" not in file
    assert all(not cell.outputs and cell.execution_count is None for cell in text(lesson, "code"))
    sources = [line.strip() for cell in student_copy(lesson).cells for line in cell.source.splitlines()]
    for line in secret_lines(lesson):
        assert line not in sources


def secret_lines(lesson: str) -> Iterator[str]:
    """The lines that a student may not see: of solution regions, hidden tests and model answers."""
    for cell in solution(lesson).cells:
        secret = [part for pattern in (SOLUTION, HIDDEN) for part in re.findall(pattern, cell.source)]
        secret += [cell.source] if grade_id(cell).startswith("reflect_") else []
        for line in "\n".join(secret).splitlines():
            if len(line.strip()) > 12 and not line.strip().startswith("###"):
                yield line.strip()


def test_regenerating_the_lessons_changes_nothing(tmp_path):
    for name in ("solutions", "grading", "helpers"):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        )
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    code = f"from grading.nbgrader_ext.releases import generate\nfor name in {LESSONS}: generate(name)"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True)
    for lesson in LESSONS:
        made = (tmp_path / "lessons" / lesson / f"{lesson}.ipynb").read_bytes()
        assert made == (ROOT / "lessons" / lesson / f"{lesson}.ipynb").read_bytes(), lesson


class Images(HTMLParser):
    """Collects the images of a page, each with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in ("img", "svg"):
            self.found.append(dict(attrs))


@each_lesson
def test_every_image_has_an_alt_text(lesson: str):
    seen = 0
    for cell in solution(lesson).cells:
        assert not re.search(r"!\[\s*\]", cell.source), "a Markdown image without a text"
        for output in cell.get("outputs", []):
            kinds = set(output.get("data", {}))
            assert not any(kind.startswith("image/") for kind in kinds), "an image without a text: use helpers.plots"
            for image in Images("".join(output.get("data", {}).get("text/html", ""))).found:
                seen += 1
                assert len(image.get("alt", "")) > 20, cell.id
    assert seen, "no picture in this lesson"


@each_lesson
def test_no_output_of_a_solution_is_an_error_or_waits(lesson: str):
    for cell in solution(lesson).cells:
        for output in cell.get("outputs", []):
            assert output.output_type != "error" and output.get("name") != "stderr", cell.id
            assert "This cell waits" not in output.get("text", "") and "This cell stopped" not in output.get("text", "")


def shape(cells: list[NotebookNode]) -> tuple[float, float]:
    """The median of lines in a code cell, and words of prose for one of code."""
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    words = [sum(len(source.split()) for source in sources) for sources in (prose, code)]
    return statistics.median(len(source.splitlines()) for source in code), words[0] / words[1]


@each_lesson
def test_code_cells_are_short_and_prose_leads(lesson: str):
    lines, ratio = shape(student_copy(lesson).cells)
    figures.LINES.append(f"{lesson}: median code cell {lines:g} lines, {ratio:.1f} words of prose for one of code")
    assert lines <= 5
    assert ratio >= 2


def names(source: str) -> tuple[set[str], set[str]]:
    """The names that a cell makes at its top level, and the names that it looks up and has not made anywhere."""
    tree, scopes = ast.parse(source), (ast.comprehension, ast.FunctionDef, ast.Lambda)
    inner = {node for scope in ast.walk(tree) if isinstance(scope, scopes) for node in ast.walk(scope)}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    made = {node.id: node not in inner for node in found if isinstance(node.ctx, ast.Store)}
    caught = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.name]
    made |= {node.name: node not in inner for node in caught}  # and unmade, at the end of `except … as name`
    parameters = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    looked_up = {node.id for node in found if isinstance(node.ctx, ast.Load)} - made.keys() - parameters
    return {name for name, top in made.items() if top}, looked_up


@each_lesson
def test_a_check_does_not_change_what_other_cells_use(lesson: str):
    """A check that is run again must not alter what the cells below it show."""
    cells = text(lesson, "code")
    tests = [cell for cell in cells if grade_id(cell).startswith("test_")]
    used = set().union(*(names(cell.source)[1] for cell in cells if cell not in tests))
    for cell in tests:
        assert not names(cell.source)[0] & used, cell.id


def functions(source: str) -> set[str]:
    """The functions that a cell defines at its top level."""
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


@each_lesson
def test_a_function_keeps_its_name(lesson: str):
    """No cell makes a number or a loop variable of a name that is a function elsewhere in the lesson."""
    cells = text(lesson, "code")
    defined = set().union(*(functions(cell.source) for cell in cells))
    for cell in cells:
        assert not names(cell.source)[0] & defined, cell.id


@each_lesson
def test_code_fits_the_page(lesson: str):
    for cell in student_copy(lesson).cells:
        if cell.cell_type == "code":
            assert all(len(line) <= 100 for line in cell.source.splitlines()), cell.id


@each_lesson
def test_a_lesson_has_its_parts(lesson: str):
    prose = "\n".join(cell.source for cell in text(lesson))
    for part in ("**You need**", "**Afterwards you can**", "**The claims on trial", "## What to remember",
                 "## What of the article?", "<details><summary>"):  # fmt: skip
        assert part in prose, part
    assert any("beside(" in cell.source for cell in text(lesson, "code")), "a prediction beside what came"
    assert prose.count("<details>") == prose.count("</details>")


@each_lesson
def test_checks_point_to_headings_that_exist(lesson: str):
    headings = re.findall(r"^#+ (.+)$", "\n".join(cell.source for cell in text(lesson)), re.MULTILINE)
    for exercise in exercises(lesson):
        pointed = re.findall(r"read=\"(.+?)\"", exercise.test)
        assert pointed and all(heading in headings for heading in pointed), exercise.name


def derivatives(lesson: str) -> list[str]:
    """The formulas of a lesson that state a derivative, as they stand between the dollar signs."""
    formulas = [a or b for cell in text(lesson) for a, b in MATH.findall(cell.source)]
    return sorted({formula.strip() for formula in formulas if DERIVATIVE.search(formula) and "=" in formula})


@each_lesson
def test_every_derivative_shown_agrees_with_finite_differences(lesson: str):
    shown = derivatives(lesson)
    if not shown:
        return
    module = load(lesson, "derivatives")
    assert set(shown) == set(module.CHECKS), "each formula shown is checked, and no other"
    for formula, check in module.CHECKS.items():
        claimed, measured = check()
        assert np.shape(claimed) == np.shape(measured) and np.any(claimed), formula
        np.testing.assert_allclose(claimed, measured, rtol=1e-6, atol=1e-8, err_msg=formula)
    figures.LINES.append(f"{lesson}: {len(shown)} formulas for derivatives agree with finite differences")


@each_lesson
def test_notebooks_are_valid_and_named_as_their_folder(lesson: str):
    for notebook in (solution(lesson), student_copy(lesson)):
        nbformat.validate(notebook)
        assert notebook.cells[0].source.startswith("# ")
    assert [path.name for path in (ROOT / "lessons" / lesson).glob("*")] == [f"{lesson}.ipynb"]


@each_lesson
def test_nothing_is_left_to_do(lesson: str):
    """The skeleton that `python -m grading new` copies marks what an author has to write."""
    places = {cell.id: cell.source for cell in solution(lesson).cells}
    places["README.md"] = next(row for row in (ROOT / "README.md").read_text("utf-8").splitlines() if lesson in row)
    answers = ROOT / "tests" / "lessons" / lesson / "answers.py"
    places[answers.name] = answers.read_text("utf-8")
    assert not [place for place, source in places.items() if "TODO" in source]
