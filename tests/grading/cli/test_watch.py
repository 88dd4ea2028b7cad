"""Grading at hand-in: each submission once, none missed, whatever is in the way."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import notebook_hash
from traitlets.config import Config

from grading.cli import watch
from grading.cli.watch import Watch
from grading.intake.handed_in import SECRET, TIMESTAMP
from tests import life
from tests.course import LESSONS, exercises
from tests.grading.nbgrader_ext.test_exclusive import HOLD

FIRST, SECOND = LESSONS[:2]
STEPS = ("collect", "autograde", "generate_feedback", "release_feedback")


class Course:
    """A course whose steps copy folders, as nbgrader's do, and fail when they are told to."""

    def __init__(self, root: Path) -> None:
        self.root, self.ran, self.fails, self.refuses = root, [], [], []
        self.inbound = root / "exchange" / "course" / "inbound"
        self.inbound.mkdir(parents=True)
        (self.inbound.parent / "feedback").mkdir()
        directories = {f"{name}_directory": name for name in ("submitted", "autograded", "feedback")}
        format_path = lambda kind, student, lesson: str(root / kind / student / lesson)  # noqa: E731
        self.coursedir = SimpleNamespace(student_id="*", course_id="course", format_path=format_path, **directories)
        self.config = Config({"Exchange": {"root": str(root / "exchange")}})

    def hand_in(self, student: str, lesson: str = FIRST, second: int = 0) -> None:
        """Hand something in."""
        path = self.inbound / f"{student}+{lesson}+2026-11-28 18:00:{second:02}.000000 UTC+abc"
        path.mkdir()
        (path / TIMESTAMP).write_text(f"2026-11-28 18:00:{second:02}.000000 UTC")
        (path / SECRET).write_text(f"{student}{second}")

    def graded(self) -> list[tuple[str, str]]:
        """List each grading, in order."""
        return [(lesson, student) for step, lesson, student in self.ran if step == "autograded"]

    def collect(self, lesson: str) -> dict[str, Any]:
        students = {path.name.split("+")[0] for path in self.inbound.glob(f"{self.coursedir.student_id}+{lesson}+*")}
        for student in sorted(students - set(self.refuses)):
            newest = max(self.inbound.glob(f"{student}+{lesson}+*"))
            self._copy(newest, "submitted", lesson, student)
        return self._ended("collect", lesson)

    def autograde(self, lesson: str, student: str, force: bool) -> dict[str, Any]:
        return self._all("autograde", lesson, student, "submitted", "autograded", force)

    def generate_feedback(self, lesson: str, student: str, force: bool) -> dict[str, Any]:
        for folder in self._all_of("autograded", lesson, student):
            page = self.root / "feedback" / folder.parent.name / lesson / f"{lesson}.html"
            if force and page.parent.exists():
                page.write_text("a page")
        return self._all("generate_feedback", lesson, student, "autograded", "feedback", force)

    def release_feedback(self, lesson: str, student: str) -> dict[str, Any]:
        folder = self.root / "feedback" / student / lesson
        if (folder / f"{lesson}.html").exists() and "release_feedback" not in self.fails:
            key = notebook_hash(secret=(folder / SECRET).read_text(), notebook_id=lesson)
            (self.inbound.parent / "feedback" / f"{key}.html").write_text("a page")
        return self._ended("release_feedback", lesson)

    def _all_of(self, kind: str, lesson: str, student: str) -> list[Path]:
        return sorted((self.root / kind).glob(f"{student}/{lesson}"))

    def _all(self, step: str, lesson: str, student: str, source: str, target: str, force: bool) -> dict[str, Any]:
        if step not in self.fails:
            for folder in self._all_of(source, lesson, student):
                self._copy(folder, target, lesson, folder.parent.name)
        return self._ended(step, lesson)

    def _copy(self, source: Path, kind: str, lesson: str, student: str) -> None:
        target = self.root / kind / student / lesson
        if target.exists() and (target / TIMESTAMP).read_text() == (source / TIMESTAMP).read_text():
            return
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
        if kind == "feedback":
            (target / f"{lesson}.html").write_text("a page")
        self.ran.append((kind, lesson, student))

    def _ended(self, step: str, lesson: str) -> dict[str, Any]:
        if (step in self.fails) or (lesson in self.fails):
            return {"success": False, "error": "Traceback\nOSError: in use", "log": "[INFO] x\n[ERROR] It is in use."}
        return {"success": True, "log": "[INFO] looked"}


@pytest.fixture
def course(tmp_path: Path, monkeypatch) -> Course:
    """Make a course without nbgrader."""
    made = Course(tmp_path)
    monkeypatch.setattr(watch, "open_course", lambda root: made)
    return made


def test_each_submission_is_graded_once_and_a_newer_one_again(course: Course, capsys):
    watching = Watch([FIRST, SECOND], None)
    course.hand_in("anna")
    for _ in range(3):
        watching.poll()
    course.hand_in("anna", second=1)
    course.hand_in("bo")
    course.hand_in("anna", SECOND)
    for _ in range(3):
        watching.poll()
    assert sorted(course.graded()) == [(FIRST, "anna"), (FIRST, "anna"), (FIRST, "bo"), (SECOND, "anna")]
    assert capsys.readouterr().out.count("feedback released") == 4
    Watch([FIRST, SECOND], None).poll()
    assert len(course.graded()) == 4, "a second run knows what is done"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_fails_is_tried_again_and_said_once(course: Course, step: str, capsys):
    watching = Watch([FIRST], None)
    course.hand_in("anna")
    course.fails = [step]
    for _ in range(8):
        watching.poll()
    said = capsys.readouterr().out
    assert said.count("It is in use.") == 1 and "released" not in said and "Traceback" not in said
    course.fails = []
    for _ in range(watch.LONGEST_PAUSE + 1):
        watching.poll()
    assert course.graded() == [(FIRST, "anna")] and "anna: feedback released" in capsys.readouterr().out


def test_one_lessons_trouble_stops_no_other(course: Course, monkeypatch, capsys):
    watching = Watch([FIRST, SECOND], None)
    course.fails = [FIRST]
    for lesson in (FIRST, SECOND):
        course.hand_in("anna", lesson)
    right = course.collect
    monkeypatch.setattr(course, "collect", lambda lesson: right(lesson) if lesson == SECOND else 1 / 0)
    watching.poll()
    assert course.graded() == [(SECOND, "anna")] and f"{FIRST}: ZeroDivisionError" in capsys.readouterr().out


def test_what_is_not_collected_is_not_tried_for_ever(course: Course):
    watching = Watch([FIRST], None)
    course.refuses = ["anna"]
    course.hand_in("anna")
    for _ in range(3):
        watching.poll()
    assert course.graded() == [] and watching.done[FIRST]["anna"].time.hour == 18
    course.refuses = []
    course.hand_in("anna", second=1)
    watching.poll()
    assert course.graded() == [(FIRST, "anna")]


def test_a_page_that_was_not_written_to_its_end_is_written_again(course: Course, capsys):
    course.hand_in("anna")
    Watch([FIRST], None).poll()
    shutil.rmtree(course.inbound.parent / "feedback")
    (course.inbound.parent / "feedback").mkdir()
    (course.root / "feedback" / "anna" / FIRST / f"{FIRST}.html").unlink()
    capsys.readouterr()
    Watch([FIRST], None).poll()
    assert "anna: feedback released" in capsys.readouterr().out and len(course.graded()) == 1


def test_a_warning_of_an_owner_is_said_but_for_what_the_watcher_handed_in_itself(course: Course, monkeypatch, capsys):
    watching = Watch([FIRST], None)
    course.hand_in("anna")
    (mine,) = course.inbound.iterdir()
    log = "".join(f"[WARNING] \n{path} claims to be submitted by anna but is\nnot\n" for path in (mine, "/no/where"))
    monkeypatch.setattr(course, "_ended", lambda step, lesson: {"success": True, "log": f"[INFO] x\n{log}[INFO] y"})
    watching.poll()
    said = capsys.readouterr().out
    assert f"{FIRST}: /no/where claims to be submitted by anna but is not\n" in said and said.count("claims") == 1


def test_a_folder_is_handed_in_and_trouble_with_it_stops_nothing(course: Course, tmp_path: Path, capsys):
    folder = tmp_path / "drop"
    folder.mkdir()
    watching = Watch([FIRST], folder)
    (folder / f"bo_{FIRST}.ipynb").write_text("{}")
    (folder / f"{FIRST}.ipynb").write_text("{}")
    for _ in range(3):
        watching.poll()
    assert course.graded() == [(FIRST, "bo")] and "NOT COLLECTED" in capsys.readouterr().out
    shutil.rmtree(folder)
    course.hand_in("anna")
    watching.poll()
    watching.poll()
    assert "FileNotFoundError" in capsys.readouterr().out and (FIRST, "anna") in course.graded()


def test_without_an_exchange_or_a_folder_there_is_a_sentence(course: Course, tmp_path: Path):
    with pytest.raises(SystemExit, match="There is no folder"):
        Watch([FIRST], tmp_path / "nowhere")
    shutil.rmtree(course.inbound)
    with pytest.raises(SystemExit, match="no exchange yet"):
        Watch([FIRST], None)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[life.Person, Path, subprocess.Popen, Path]]:
    """Set up a course with an exchange, and let it be watched with a folder."""
    teacher = life.instructor(tmp_path)
    teacher.types("grading", "prepare", FIRST, SECOND)
    folder, log = tmp_path / "drop", tmp_path / "log"
    folder.mkdir()
    environment = {
        **life.BARE,
        "NBGRADER_EXCHANGE": str(teacher.exchange),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "none"),
    }
    command = [sys.executable, "-m", "grading", "watch", "--folder", str(folder), FIRST, SECOND]
    with open(log, "wb") as written:
        process = subprocess.Popen(command, cwd=teacher.folder, env=environment, stdout=written, stderr=written)
    yield teacher, folder, process, log
    process.kill()
    process.wait()


def wait_for(log: Path, text: str, count: int = 1) -> None:
    """Wait until the log says something so often."""
    end = time.monotonic() + 240
    while log.read_text().count(text) < count:
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.2)


@pytest.mark.full
@pytest.mark.skipif(sys.platform != "linux", reason="the engine needs Linux")
def test_a_real_exchange_is_watched(watched, tmp_path: Path):
    teacher, folder, process, log = watched
    anna = life.student(tmp_path, "anna")
    anna.nbgrader("fetch_assignment", FIRST, "--student", "anna")
    anna.nbgrader("submit", FIRST, "--student", "anna")
    wait_for(log, "anna: feedback released")
    hold = [sys.executable, "-c", HOLD, str(teacher.folder)]
    holder = subprocess.Popen(hold, cwd=life.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        life.answer(anna.notebook(FIRST), FIRST, life.answered_by("full", FIRST))
        anna.nbgrader("submit", FIRST, "--student", "anna")
        shutil.copy(anna.notebook(FIRST), folder / f"bo_{FIRST}.ipynb")
        (folder / f"cy_{FIRST}.ipynb").write_text("no notebook")
        (folder / f"{FIRST}.ipynb").write_text("nobody's")
        wait_for(log, "another command is at work")
    finally:
        holder.kill()
        holder.communicate()
    wait_for(log, "feedback released", 4)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    said = log.read_text()
    assert "Traceback" not in said and said.count("NOT COLLECTED") == 1 and "Ended." in said
    assert "claims to be" not in said and "[WARNING]" not in said
    assert [said.count(f"{name}: feedback released") for name in ("anna", "bo", "cy")] == [2, 1, 1]
    anna.nbgrader("fetch_feedback", FIRST, "--student", "anna")
    assert len(list(anna.folder.rglob("feedback/*/*.html"))) == 2
    with Gradebook(f"sqlite:///{teacher.folder / 'gradebook.db'}", "layer-by-layer") as book:
        found = {name: book.find_submission(FIRST, name).code_score for name in ("anna", "bo", "cy")}
    most = sum(exercise.points for exercise in exercises(FIRST))
    assert found == {"anna": most, "bo": most, "cy": 0}
