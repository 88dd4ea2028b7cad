"""What a student gets: it is enough to work with, and no answer and no hidden test is in it."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from grading.cli import handout as command
from grading.cli import progress
from tests.course import HIDDEN, LESSONS, ROOT, SOLUTION, grade_id, quick_ones_now, solution
from tests.life import answer, answered_by, manual

# Too short, or too common, to give anything away.
TRIVIAL = re.compile(
    r"[\W\d]*|(else|try|continue|pass|break|return( \w+)?|except Exception)\W*|### (BEGIN|END) .*"
    r"|rng = np\.random\.default_rng\(\d+\)"
)
LEAST = 12


@pytest.fixture(scope="module")
def handout(tmp_path_factory) -> Path:
    """Make the handout from a copy of the course in which somebody has answered, as an instructor trying it would."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(
        ROOT, course, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*", "*.egg-info", "handout", "handout.zip")
    )
    for lesson in LESSONS:
        shutil.copy(course / "solutions" / lesson / f"{lesson}.ipynb", course / "lessons" / lesson)
    (course / progress.PAGE).write_text("How far the instructor is.", encoding="utf-8")
    return command.make(LESSONS, course)


def secrets(lesson: str) -> set[str]:
    """List every line of a lesson that a student may not see, unless its own prose or code shows it elsewhere."""
    hidden, shown = set(), ""
    for cell in solution(lesson).cells:
        secret = SOLUTION.findall(cell.source) + HIDDEN.findall(cell.source)
        open_part = SOLUTION.sub("", HIDDEN.sub("", cell.source))
        if grade_id(cell) in manual(lesson):
            secret, open_part = [cell.source], ""
        hidden |= {line.strip() for part in secret for line in part.splitlines()}
        shown += f"{open_part}\n"
    return {line for line in hidden if line not in shown and len(line) >= LEAST and not TRIVIAL.fullmatch(line)}


def leaks(folder: Path, hidden: set[str]) -> Iterator[str]:
    """Name every file below `folder` that holds one of the `hidden` lines, read as text and as a notebook."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        text = path.read_bytes().decode("utf-8", errors="replace")
        if path.suffix == ".ipynb":
            notebook = nbformat.read(path, as_version=4)
            text += "\n".join(cell.source for cell in notebook.cells)
        yield from (f"{path.relative_to(folder)}: {line}" for line in sorted(hidden) if line in text)


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_answer_and_no_hidden_test_is_in_it(handout: Path, lesson: str):
    hidden = secrets(lesson)
    assert len(hidden) >= 4, "the search knows too little to find anything"
    assert not list(leaks(handout, hidden))


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_search_finds_a_planted_line(handout: Path, tmp_path: Path, lesson: str):
    line = max(secrets(lesson), key=len)
    copy = shutil.copytree(handout, tmp_path / "handout")
    path = copy / "lessons" / lesson / f"{lesson}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source += f"\n    {line}"
    nbformat.write(notebook, path)
    (copy / "START.md").open("a", encoding="utf-8").write(line)
    found = list(leaks(copy, secrets(lesson)))
    assert {leak.split(": ")[0] for leak in found} == {"START.md", f"lessons/{lesson}/{lesson}.ipynb"}


def test_the_zip_holds_the_same(handout: Path):
    with zipfile.ZipFile(handout.with_suffix(".zip")) as archive:
        packed = {name for name in archive.namelist() if not name.endswith("/")}
    page = handout / progress.PAGE  # a student's commands write it, and no handout brings one
    there = {path for path in handout.rglob("*") if path.is_file()} - {page}
    assert packed == {f"handout/{path.relative_to(handout).as_posix()}" for path in there}


def test_it_holds_nothing_of_the_instructor(handout: Path):
    assert {path.name for path in handout.iterdir()} == {
        "GLOSSARY.md", "LICENSE", "NOTATION.md", "START.md", "grading", "helpers", "jupyter_server_config.py",
        "labconfig", "labextensions", "lessons", "nbgrader_config.py", "original", "pyproject.toml", "requirements.txt",
    }  # fmt: skip


def run_check(handout: Path, notebook: Path) -> subprocess.CompletedProcess:
    """Type `python -m grading check` in the handout."""
    command = [sys.executable, "-m", "grading", "check", str(notebook)]
    return subprocess.run(command, cwd=handout, env={**os.environ, "PYTHONPATH": ""}, capture_output=True, text=True)


@pytest.mark.full
def test_its_check_gives_the_graders_verdict(handout: Path, tmp_path: Path):
    lesson = LESSONS[1]
    path = shutil.copy(handout / "lessons" / lesson / f"{lesson}.ipynb", tmp_path)
    done = run_check(handout, path)
    assert done.returncode == 1, done.stderr
    assert "test_step: NOT MET, 0 of 1 points" in done.stdout and "not answered yet" in done.stdout
    assert "reflect_bias: nothing is written yet" in done.stdout
    answer(path, lesson, answered_by("full", lesson))
    done = run_check(handout, path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 of 6 checks are met" in done.stdout


def test_its_check_says_what_is_missing(handout: Path, tmp_path: Path):
    lesson = LESSONS[0]
    path = shutil.copy(handout / "lessons" / lesson / f"{lesson}.ipynb", tmp_path)
    answer(path, lesson, answered_by("full", lesson))
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if grade_id(cell) not in ("test_slice_area", "slice_area")]
    nbformat.write(notebook, path)
    done = run_check(handout, path)
    assert done.returncode == 1
    assert "`slice_area`, `test_slice_area`: missing, and put back" in done.stdout


def test_a_page_of_text_opens_as_it_is_read(handout: Path):
    """JupyterLab's own default shows the source of GLOSSARY.md to whoever follows a lesson's link to it."""
    for folder in (handout, ROOT):
        settings = json.loads((folder / "labconfig" / "default_setting_overrides.json").read_text())
        viewers = settings["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]
        assert viewers == {"markdown": "Markdown Preview"}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lessons_links_lead_to_pages_in_it(handout: Path, lesson: str):
    folder = handout / "lessons" / lesson
    notebook = nbformat.read(folder / f"{lesson}.ipynb", as_version=4)
    links = re.findall(r"\]\((\.\./[^)#]+)\)", "\n".join(cell.source for cell in notebook.cells))
    assert len(links) >= 2 and all((folder / link).exists() for link in links)


def test_it_hides_the_instructors_tools_by_their_names(handout: Path):
    hidden = json.loads((handout / "labconfig" / "page_config.json").read_text())["disabledExtensions"]
    tools = {name for name in hidden if name.startswith("@jupyter/nbgrader:")}
    scripts = Path(sys.prefix, "share", "jupyter", "labextensions", "@jupyter", "nbgrader", "static").glob("*.js")
    known = "".join(script.read_text(encoding="utf-8") for script in scripts)
    assert len(tools) == 3 and all(f'"{tool}"' in known for tool in tools)


def test_python_finds_its_helpers(handout: Path):
    code = "import helpers.checks, sys; sys.exit(not helpers.__file__.startswith(sys.argv[1]))"
    assert subprocess.run([sys.executable, "-c", code, str(handout)], cwd=handout).returncode == 0


@pytest.mark.parametrize("lesson", quick_ones_now())
def test_its_lessons_run_to_the_end(handout: Path, lesson: str, monkeypatch):
    """Every check of an untouched lesson raises, and nothing else; nbval alone would let a check pass that does not."""
    monkeypatch.setenv("PYTHONPATH", str(handout))
    path = handout / "lessons" / lesson / f"{lesson}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": path.parent}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    raised = [grade_id(cell) for cell in code if any(out.output_type == "error" for out in cell.outputs)]
    assert raised == [grade_id(cell) for cell in code if cell.metadata.get("nbgrader", {}).get("grade")]
