"""The commands of `python -m grading`: which there are, for whom, and what they answer."""

import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grading import __main__, cli
from grading.cli import check
from grading.cli.handout import INSTRUCTORS_ROOMS, STUDENTS_COMMANDS, not_for_students
from tests.course import ROOT
from tests.grading.border import key

COMMANDS = {
    "attack", "cage", "check", "feedback-zip", "fill", "handout", "new", "prepare", "progress", "rebuild", "report",
    "watch",
}  # fmt: skip


def test_every_module_of_cli_is_a_command_with_a_sentence_of_help():
    found = __main__.commands()
    assert set(found) == {module.name.replace("_", "-") for module in pkgutil.iter_modules(cli.__path__)} >= COMMANDS
    for name, module in found.items():
        assert module.__doc__.splitlines()[0].endswith((".", "not met.")), name
        assert callable(module.run), name


def test_a_student_gets_the_rooms_that_check_and_no_other_command():
    rooms = {path.name for path in (ROOT / "grading").iterdir() if path.is_dir()} - {"__pycache__"}
    left = rooms - not_for_students("grading", sorted(rooms))
    assert left == rooms - {*INSTRUCTORS_ROOMS, "for_students"} >= {"engine", "cli", "sandbox", "lesson"}
    files = [f"{name.replace('-', '_')}.py" for name in ("__init__", *COMMANDS)]
    assert set(files) - not_for_students("course/grading/cli", files) == {"__init__.py", "check.py", "progress.py"}
    assert set(STUDENTS_COMMANDS) & COMMANDS == {"check", "progress"}


@pytest.mark.parametrize("missing", ["resource", "fcntl,resource"])
def test_commands_load_where_python_lacks_what_windows_lacks(missing: str):
    block = "".join(f"sys.modules[{name!r}] = None; " for name in missing.split(","))
    code = f"import sys; {block}from grading import __main__; print(*__main__.commands())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert set(done.stdout.split()) == set(__main__.commands()), done.stderr


def test_help_names_the_commands_and_a_wrong_one_is_refused():
    def typed(*words: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "grading", *words]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)

    shown = typed("--help")
    assert shown.returncode == 0 and all(name in shown.stdout for name in COMMANDS)
    wrong = typed("nonsense")
    assert wrong.returncode == 2 and "nonsense" in wrong.stderr


def test_one_command_is_loaded_without_the_others():
    assert set(__main__.commands("progress")) == {"progress"}
    assert set(__main__.commands("nonsense")) == set(__main__.commands())


def test_a_text_that_nobody_wrote_is_named(tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    lesson = "00_start_here"
    graded = key(lesson).graded
    points, shown = {cell.name: cell.points for cell in graded}, {cell.name: "" for cell in graded}
    met = check.Checked(points, shown, set(), ["a cell was put back"])
    monkeypatch.setattr(check, "with_engine", lambda submission, key: met)
    path = Path(shutil.copy(ROOT / "lessons" / lesson / f"{lesson}.ipynb", tmp_path))
    assert not check.check(path)
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Before checking: a cell was put back"
    assert "○ reflect_expectations: nothing is written yet" in said


def test_the_four_states_differ_in_sign_and_word_and_keep_their_sentence(tmp_path: Path, capsys, monkeypatch):
    lesson = "01_one_neuron"
    tests = [test for test in key(lesson).tests if test.points > 1][:4]
    met, partly, wrong, still_open = (test.name for test in tests)
    points = {test.name: 0 for test in key(lesson).tests} | {met: tests[0].points, partly: 1}
    shown = dict.fromkeys([cell.name for cell in key(lesson).graded], "words")
    checked = check.Checked(points, shown, {still_open}, [])
    monkeypatch.setattr(check, "with_engine", lambda submission, key: checked)
    path = Path(shutil.copy(ROOT / "lessons" / lesson / f"{lesson}.ipynb", tmp_path))
    assert not check.check(path)
    said = capsys.readouterr().out.splitlines()
    assert f"✓ {met}: met" in said and "    words" in said
    assert f"◐ {partly}: NOT MET, 1 of {tests[1].points:g} points (partly met)" in said
    assert f"✗ {wrong}: NOT MET, 0 of {tests[2].points:g} points" in said
    assert f"○ {still_open}: NOT MET, 0 of {tests[3].points:g} points (not answered yet)" in said
