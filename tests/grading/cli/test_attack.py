"""`python -m grading attack`: what it prints of an honest notebook, of a leak, and of what is no notebook."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from grading.cli import attack
from tests.course import LESSONS
from tests.grading.border import key
from tests.grading.engine.test_grade import handed_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox needs Linux")
LESSON = LESSONS[0]


def notebook(tmp_path: Path, source: str) -> Path:
    """Write the lesson, answered, with a cell of one's own on top, and a module beside it."""
    made = handed_in(LESSON)
    made.cells.insert(0, new_code_cell(source))
    path = tmp_path / f"s1_{LESSON}.ipynb"
    nbformat.write(made, path)
    (tmp_path / "mine.py").write_text("NUMBER = 7")
    return path


@pytest.mark.full
def test_honest_notebook_gets_its_points_and_leaks_nothing(tmp_path: Path, capsys):
    with subprocess.Popen(["sleep", "600"]) as other:  # a process that is no business of the attack's
        with pytest.raises(SystemExit) as ended:
            attack.run([str(notebook(tmp_path, "import mine; held = bytearray(mine.NUMBER * 10**7)"))])
        other.kill()
    report = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"Points: {sum(test.points for test in key(LESSON).tests):g}\n" in report
    assert "Leaks: 0 of " in report and "Processes left running: 0" in report


@pytest.mark.full
def test_memory_is_measured(tmp_path: Path):
    held = "import time; held = bytearray(b'x') * 10**8; time.sleep(1)"
    attacked = attack.attack(notebook(tmp_path, held))
    assert 90e6 < attacked.memory < 400e6


def test_a_line_that_no_student_sees_is_found_where_it_is_shown(tmp_path: Path, capsys):
    answered = nbformat.writes(handed_in(LESSON))
    line = next(line for line in attack.secret_lines(key(LESSON)) if line not in answered)
    with pytest.raises(SystemExit) as ended:
        attack.run([str(notebook(tmp_path, f"print(bytes.fromhex('{line.encode().hex()}').decode())"))])
    assert ended.value.code == 1
    assert f"Leaks: 1 of {len(attack.secret_lines(key(LESSON)))} lines" in (report := capsys.readouterr().out)
    assert f"    {line}\n" in report
    assert re.search(r"^Time: \d+\.\d s, \d+\.\d s of the processor$", report, re.M)


@pytest.mark.parametrize("name", ["nothing.ipynb", f"{LESSON}.ipynb"])
def test_what_is_not_there_is_said_in_a_sentence(tmp_path: Path, name: str):
    with pytest.raises(SystemExit) as ended:
        attack.run([str(tmp_path / name)])
    assert str(ended.value).startswith(f"{name} cannot be read")
