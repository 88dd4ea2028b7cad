"""Nothing but this course's engine grades here: where its configuration fails, nothing is graded, and words say so."""

import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from tests import life
from tests.course import LESSONS

pytestmark = [pytest.mark.full, pytest.mark.skipif(sys.platform != "linux", reason="the engine needs Linux")]
LESSON = LESSONS[0]
REFUSED = "Nothing was graded: nbgrader_config.py failed"
FAILURES = {
    "a module that is not installed": "import there_is_no_such_module",
    "a name that is not there": "autograde.instal()",
    "an error of syntax": "def (:",
}
# What Formgrader's button does, and what a program does with nbgrader's API and no configuration of its own.
BUTTON = """
from nbgrader.apps import NbGraderAPI
from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
app = NbGrader()
app.load_config_file()
print(NbGraderAPI(CourseDirectory(parent=app), parent=app).autograde({lesson!r}, "s1", force=True))
"""
BARE_API = """
from nbgrader.apps import NbGraderAPI
print(NbGraderAPI().autograde({lesson!r}, "s1", force=True))
"""


@pytest.fixture(scope="module")
def teacher(tmp_path_factory) -> life.Person:
    """Set up a course; what is handed in leaves a file behind wherever it runs uncaged."""
    person = life.instructor(tmp_path_factory.mktemp("closed"))
    person.types("grading", "prepare", LESSON)
    folder = person.folder / "submitted" / "s1" / LESSON
    folder.mkdir(parents=True)
    notebook = nbformat.read(person.folder / "solutions" / LESSON / f"{LESSON}.ipynb", as_version=4)
    notebook.cells.insert(0, new_code_cell(f"open({str(person.folder / 'ran')!r}, 'w').close()"))
    nbformat.write(notebook, folder / f"{LESSON}.ipynb")
    return person


@pytest.fixture(params=FAILURES.values(), ids=FAILURES.keys())
def broken(request, teacher: life.Person) -> life.Person:
    """Break the configuration, in the line before the engine is installed; mend it afterwards."""
    path = teacher.folder / "nbgrader_config.py"
    text = path.read_text(encoding="utf-8")
    assert "\nautograde.install(" in text
    path.write_text(text.replace("\nautograde.install(", f"\n{request.param}\nautograde.install("), encoding="utf-8")
    yield teacher
    path.write_text(text, encoding="utf-8")


def nothing_ran(teacher: life.Person) -> bool:
    """Say whether neither the student's code ran nor anything was written of its grading."""
    return not (teacher.folder / "ran").exists() and not list(teacher.folder.glob("autograded/*/*/*.ipynb"))


def test_the_command_refuses(broken: life.Person):
    done = broken.tries("nbgrader", "autograde", LESSON)
    assert done.returncode != 0
    assert REFUSED in done.stderr
    assert nothing_ran(broken)


def test_the_button_refuses(broken: life.Person):
    done = broken.tries_python(BUTTON.format(lesson=LESSON))
    assert "'success': False" in done.stdout
    assert REFUSED in done.stdout
    assert nothing_ran(broken)


def test_the_api_refuses_without_any_configuration(teacher: life.Person):
    done = teacher.tries_python(BARE_API.format(lesson=LESSON))
    assert "'success': False" in done.stdout
    assert "nothing-is-graded-without-nbgrader_config.py" in done.stdout
    assert nothing_ran(teacher)


def test_a_file_that_a_full_disk_cut_short_grades_nothing(teacher: life.Person, tmp_path: Path):
    source = teacher.folder / "grading" / "nbgrader_ext" / "autograde.py"
    compiled = source.parent / "__pycache__" / f"autograde.{sys.implementation.cache_tag}.pyc"
    teacher.tries_python(f"import py_compile; py_compile.compile({str(source)!r})")
    whole = compiled.read_bytes()
    compiled.write_bytes(whole[: len(whole) // 2])
    try:
        done = teacher.tries("nbgrader", "autograde", LESSON)
    finally:
        compiled.unlink()
    assert done.returncode != 0
    assert REFUSED in done.stderr
    assert nothing_ran(teacher)


def test_grading_works_where_nothing_is_broken_and_leaves_no_bytecode(teacher: life.Person):
    for path in teacher.folder.rglob("*.pyc"):
        path.unlink()
    teacher.nbgrader("autograde", LESSON)
    assert list(teacher.folder.glob("autograded/s1/*/*.ipynb"))
    assert not (teacher.folder / "ran").exists()
    assert not list((teacher.folder / "grading").rglob("*.pyc"))
    assert not list((teacher.folder / "helpers").rglob("*.pyc"))
