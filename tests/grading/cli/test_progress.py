"""What `python -m grading progress` says: of lessons as they lie there, solved, half done, damaged, missing."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_output

from grading.cli import progress
from grading.engine.points import points_from_outputs
from tests.course import LESSONS, ROOT, exercises, grade_id
from tests.life import manual

FIRST, SECOND = LESSONS[:2]
HEAVY = ("IPython", "nbclient", "nbformat", "nbgrader", "numpy", "traitlets")
MET = [new_output("stream", text="All is well.")]
NOT_MET = [new_output("error", ename="NotMet", evalue="no", traceback=["no"])]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Copy the lessons, and what was handed out, as a student has them: nobody has answered."""
    (tmp_path / "original").mkdir()
    for lesson in LESSONS:
        (tmp_path / "lessons" / lesson).mkdir(parents=True)
        notebook = nbformat.read(ROOT / "solutions" / lesson / f"{lesson}.ipynb", as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
            elif grade_id(cell) in manual(lesson):
                cell.source = progress.STUB
        nbformat.write(notebook, tmp_path / "lessons" / lesson / f"{lesson}.ipynb")
        nbformat.write(notebook, tmp_path / "original" / f"{lesson}.ipynb")
    return tmp_path


def change(course: Path, lesson: str, outputs: dict[str, list], text: str = "") -> Path:
    """Write outputs of tests, by name, and the text of each essay into a lesson."""
    path = course / "lessons" / lesson / f"{lesson}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if grade_id(cell) in outputs:
            cell.outputs = outputs[grade_id(cell)]
        if grade_id(cell) in manual(lesson) and text:
            cell.source = text
    nbformat.write(notebook, path)
    return path


def checks_of(lesson: str) -> list[str]:
    """List a lesson's tests."""
    return [f"test_{exercise.name}" for exercise in exercises(lesson)]


def test_nothing_is_done_and_the_first_lesson_is_the_place(course: Path):
    lessons = progress.survey(course)
    assert [lesson.name for lesson in lessons] == LESSONS
    assert {lesson.state for lesson in lessons} == {"open"} and not any(sum(one.points) for one in lessons)
    for lesson in lessons:
        assert list(lesson.plan.tests.values()) == [exercise.points for exercise in exercises(lesson.name)]
        assert set(lesson.plan.texts) == set(manual(lesson.name))
        assert re.match(f"{lesson.name[:2]} [A-Z]", lesson.plan.title)
    assert progress.last_sentence(lessons) == f"Go on here: 00 Start here (lessons/{FIRST}/{FIRST}.ipynb)"
    assert [row for row in progress.table(lessons).splitlines() if row.endswith(progress.HERE)] == [
        row for row in progress.table(lessons).splitlines() if "00 Start here" in row
    ]


def test_what_was_done_is_counted(course: Path):
    change(course, FIRST, dict.fromkeys(checks_of(FIRST), MET), "I expect a lot.")
    names = checks_of(SECOND)
    partly = [new_output("display_data", {"text/plain": "◐ 14 moods right: 1 of 3 points."})]
    change(course, SECOND, {names[0]: MET, names[1]: NOT_MET, names[4]: partly})
    first, second, *others = progress.survey(course)
    assert (first.state, second.state, {other.state for other in others}) == ("done", "begun", {"open"})
    assert second.points == (2, 0, 0, 0, 1, 0) and second.written == 0
    rows = progress.table([first, second, *others]).splitlines()
    assert re.fullmatch(r"● done +00 Start here +1 of 1 +1 of 1 +1 of 1", rows[1])
    assert re.fullmatch(r"◐ begun +01 One neuron +1 of 6 +3 of 12 +0 of 1 +go on here", rows[2])
    assert f"| ● done | [00 Start here]({FIRST}/{FIRST}.ipynb) | 1 of 1 |" in progress.page([first, second])


@pytest.mark.parametrize("outputs", [MET, NOT_MET, [new_output("execute_result", {"text/plain": "2"})], []], ids=str)
def test_a_test_is_judged_as_in_a_kernel_and_one_without_output_counts_nothing(course: Path, outputs: list):
    name = checks_of(SECOND)[0]
    change(course, SECOND, {name: outputs})
    points = progress.survey(course)[1].points[0]
    assert points == (points_from_outputs(outputs, 2) if outputs else 0)


def test_all_lessons_as_they_are_solved_are_done():
    """The stored outputs of the solutions, with numbers for points in them, earn everything."""
    for lesson in LESSONS:
        path = ROOT / "solutions" / lesson / f"{lesson}.ipynb"
        plan = progress._plan(path, (0, 0))
        solved = progress._progress(lesson, path, (0, 0), plan.title, tuple(plan.tests.items()), plan.texts)
        assert solved.state == "done", lesson
        assert progress.last_sentence([solved]) == "Every lesson is done."


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"\xff\xfe", b'{"cells": 3}', b'{"cells": [3]}', b'{"cells": [{}]}', b"[" * 100_000]
)
def test_a_damaged_notebook_costs_its_own_row_alone(course: Path, data: bytes):
    change(course, SECOND, {checks_of(SECOND)[0]: MET})
    (course / "lessons" / FIRST / f"{FIRST}.ipynb").write_bytes(data)
    first, second, *_ = lessons = progress.survey(course)
    assert first.state == "damaged" and second.state == "begun" and len(lessons) == len(LESSONS)
    row = progress.table(lessons).splitlines()[1]
    assert re.fullmatch(rf"! damaged +00 Start here +{FIRST}.ipynb is damaged: it cannot be read as a notebook.", row)
    assert progress.next_one(lessons) is second
    assert f"| ! damaged | 00 Start here |  |  |  | **{first.problem}** |" in progress.page(lessons)


def test_a_missing_notebook_is_named(course: Path):
    (course / "lessons" / FIRST / f"{FIRST}.ipynb").unlink()
    assert progress.survey(course)[0].problem == f"{FIRST}.ipynb is not in lessons/{FIRST}/."


def test_a_lost_mark_a_deleted_and_a_doubled_test(course: Path):
    first, second, *_ = names = checks_of(SECOND)
    path = change(course, SECOND, dict.fromkeys(names, MET))
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in notebook["cells"]}
    del cells[first]["metadata"]["nbgrader"]
    notebook["cells"].append(dict(cells[names[2]], outputs=[]))
    notebook["cells"].remove(cells[second])
    path.write_text(json.dumps(notebook), encoding="utf-8")
    points = progress.survey(course)[1].points
    assert points[0] == 2 and points[1] == 0 and points[2] == 2 and len(points) == len(names)


def test_the_page_is_written_once_and_again_when_something_changed(course: Path):
    progress.write(course)
    path = course / progress.PAGE
    text, stamp = path.read_text(encoding="utf-8"), path.stat().st_mtime_ns
    assert "grading" in text.lower() and "other values" in text
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / "lessons" / link).exists(), link
    progress.write(course)
    assert path.stat().st_mtime_ns == stamp
    change(course, FIRST, {}, "I expect a lot.")
    progress.write(course)
    assert "◐ begun" in path.read_text(encoding="utf-8")


def test_the_command_loads_nothing_heavy_and_survives_a_terminal_without_the_signs(course: Path):
    shutil.copytree(ROOT / "grading", course / "grading", ignore=shutil.ignore_patterns("__pycache__"))
    code = (
        "import io, runpy, sys; sys.argv = ['grading', 'progress']; sys.path.insert(0, '.')\n"
        "sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='ascii')\n"
        "runpy.run_module('grading', run_name='__main__')\n"
        f"heavy = [name for name in {HEAVY} if name in sys.modules]; print('heavy:', heavy)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=course, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "? open  00 Start here" in done.stdout and "heavy: []" in done.stdout
    assert (course / progress.PAGE).exists()


def test_git_does_not_see_the_page():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"/{progress.PAGE.as_posix()}" in ignored


def test_check_writes_the_page_afterwards(monkeypatch: pytest.MonkeyPatch):
    from grading.cli import check

    written = []
    monkeypatch.setattr(check, "check", lambda path: False)
    monkeypatch.setattr(progress, "write", lambda: written.append(True))
    with pytest.raises(SystemExit):
        check.run(["a.ipynb"])
    assert written == [True]
