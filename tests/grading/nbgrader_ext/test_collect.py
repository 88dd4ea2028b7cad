"""Collecting, from an LMS and from the exchange: whatever is handed in, it costs nobody but its author."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests import life
from tests.corpus.case import ALL, FULL, LESSON, answered, save

pytestmark = [pytest.mark.full, pytest.mark.skipif(sys.platform != "linux", reason="the cage needs Linux")]
NOTEBOOK = f"{LESSON}.ipynb"
TIME = "2026-11-28 18:00:00.000000 UTC"
BAD_NAMES = ["=1+1", "@SUM(A1)", "-x", "<img src=x onerror=alert(1)>", "a,b", "a\n[ZipCollectApp | INFO] all is well"]
API = """
import json
from traitlets.config import PyFileConfigLoader
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
config = PyFileConfigLoader("nbgrader_config.py", path=".").load_config()
api = NbGraderAPI(CourseDirectory(config=config), config=config)
print("SUBMISSIONS", json.dumps([found["student"] for found in api.get_submissions("LESSON")]))
""".replace("LESSON", LESSON)


def notebook(right: list[str]) -> bytes:
    """Write an answered notebook."""
    return json.dumps(answered(right)).encode()


def points(person: life.Person) -> dict[str, float]:
    """Read everybody's points by tests from the gradebook."""
    with Gradebook(f"sqlite:///{person.folder / 'gradebook.db'}", "layer-by-layer") as book:
        submissions = book.assignment_submissions(LESSON)
        return {s.student.id: sum(g.auto_score or 0 for n in s.notebooks for g in n.grades) for s in submissions}


def zipped(*members: tuple[str, bytes]) -> bytes:
    """Make a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return made.getvalue()


def tarred(*members: tuple[str, bytes | str]) -> bytes:
    """Make a tar; a text is the target of a link."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as packed:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data) if isinstance(data, bytes) else 0
            if isinstance(data, str):
                info.type, info.linkname = tarfile.SYMTYPE, data
            packed.addfile(info, io.BytesIO(data) if isinstance(data, bytes) else None)
    return made.getvalue()


def marked(data: bytes, local: int, central: int, value: int) -> bytes:
    """Change a byte of a zip's two headers."""
    changed = bytearray(data)
    changed[changed.index(b"PK\3\4") + local] = changed[changed.index(b"PK\1\2") + central] = value
    return bytes(changed)


@pytest.fixture(scope="module")
def lms(tmp_path_factory) -> tuple[life.Person, str]:
    """Collect and grade what an LMS hands over of a class in which some are hostile; return what was said."""
    person = life.instructor(tmp_path_factory.mktemp("lms"))
    person.types("grading", "prepare", LESSON)
    archive = person.folder / "downloaded" / LESSON / "archive"
    archive.mkdir(parents=True)
    full, empty = notebook(ALL), notebook([])
    solution = str(person.folder / "solutions" / LESSON / NOTEBOOK)
    moodle = {
        f"Victim_7_assignsubmission_file_/{NOTEBOOK}": full,
        "Victim_7_assignsubmission_file_/my_helpers.py": b"NUMBER = 7",
        f"Mallory_2_assignsubmission_file_/Victim_{NOTEBOOK}": empty,
        "Trudy_11_assignsubmission_file_/hw.zip": zipped((f"Victim_7_assignsubmission_file_/{NOTEBOOK}", empty)),
        "Bomb_3_assignsubmission_file_/hw.zip": zipped((NOTEBOOK, bytes(200_000_000))),
        "Evil_4_assignsubmission_file_/hw.tar.gz": tarred(
            (f"../../../../../../pwned-{os.getpid()}", b"evil"), (f"/tmp/pwned-{os.getpid()}", b"evil"),
            (NOTEBOOK, solution)),
        "Locked_5_assignsubmission_file_/hw.zip": marked(zipped((NOTEBOOK, full)), 6, 8, 1),
        "Method_6_assignsubmission_file_/hw.zip": marked(zipped((NOTEBOOK, full)), 8, 10, 77),
        "Cut_8_assignsubmission_file_/hw.tar.gz": tarred((NOTEBOOK, full))[:-300],
        "Packed_9_assignsubmission_file_/hw.tar.gz": tarred((f"hw/{NOTEBOOK}", full)),
        "Rar_10_assignsubmission_file_/hw.rar": b"Rar!",
        **{f"{name}_{n}_assignsubmission_file_/{NOTEBOOK}": full for n, name in enumerate(BAD_NAMES, start=20)},
    }  # fmt: skip
    (archive / f"COURSE-{LESSON}-77.zip").write_bytes(zipped(*moodle.items()))
    (archive / f"linked_{NOTEBOOK}").symlink_to(solution)
    said = person.nbgrader("zip_collect", LESSON)
    return person, said


def test_of_a_class_each_gets_what_is_theirs(lms: tuple[life.Person, str]):
    person, said = lms
    came = {path.parent.name for path in (person.folder / "submitted").glob(f"*/{LESSON}")}
    assert came == {"Victim", "Mallory", "Trudy", "Packed"}, said
    modules = {path.relative_to(person.folder) for path in person.folder.glob("submitted/**/*.py")}
    assert modules == {Path("submitted", "Victim", LESSON, "my_helpers.py")}
    person.nbgrader("autograde", LESSON)
    assert points(person) == {"Victim": FULL, "Mallory": 0, "Trudy": 0, "Packed": FULL}


def test_what_is_not_collected_is_named(lms: tuple[life.Person, str]):
    said = [line for line in lms[1].splitlines() if "NOT COLLECTED" in line]
    for why in ("too large when it is unpacked", "points outside the archive", "is a link", "is encrypted",
                "a method that is not known", "damaged", "hw.rar. It is an archive of a kind", "linked_"):  # fmt: skip
        assert any(why in line for line in said), (why, lms[1])
    assert f"Victim_{NOTEBOOK} was handed in by Mallory" in lms[1]
    assert sum("cannot be a student's name" in line for line in said) == len(BAD_NAMES)


def test_nothing_is_written_elsewhere_and_no_line_is_forged(lms: tuple[life.Person, str]):
    person, said = lms
    assert not list(person.folder.parent.rglob("pwned*")) and not Path(f"/tmp/pwned-{os.getpid()}").exists()
    assert not re.search(r"^\[ZipCollectApp \| INFO\] all is well", said, re.MULTILINE)
    kept = sum(path.stat().st_size for path in (person.folder / "downloaded").rglob("*") if path.is_file())
    assert kept < 20_000_000


@pytest.fixture(scope="module")
def exchange(tmp_path_factory) -> tuple[life.Person, dict[str, str]]:
    """List, collect, grade and return what lies in an exchange to which anybody can write; return what was said."""
    person = life.instructor(tmp_path_factory.mktemp("exchange"))
    person.types("grading", "prepare", LESSON)
    inbound = person.exchange / "layer-by-layer" / "inbound"
    full = notebook(ALL)
    solution = person.folder / "solutions" / LESSON / NOTEBOOK

    def hand_in(student: str, time: str = TIME, text: str | None = TIME, secret: bytes = b"0" * 64) -> Path:
        folder = inbound / f"{student}+{LESSON}+{time}+abc"
        folder.mkdir()
        (folder / NOTEBOOK).write_bytes(full)
        if text is not None:
            (folder / "timestamp.txt").write_text(text)
        (folder / "submission_secret.txt").write_bytes(secret)
        return folder

    hand_in("honest")
    hand_in("zoe")
    hand_in("absurd", text="99999999999999999999999")
    hand_in("timeless", text=None)
    hand_in("binary", secret=b"\xff\xfe\x00")
    hand_in("late", time="99999999999999999999999")
    (hand_in("linker") / NOTEBOOK).unlink()
    (inbound / f"linker+{LESSON}+{TIME}+abc" / NOTEBOOK).symlink_to(solution)
    (inbound / f"linker+{LESSON}+{TIME}+abc" / "book.db").symlink_to(person.folder / "gradebook.db")
    (hand_in("second") / NOTEBOOK).unlink()
    os.link(solution, inbound / f"second+{LESSON}+{TIME}+abc" / NOTEBOOK)
    (hand_in("pipe") / "x.ipynb").unlink(missing_ok=True)
    os.mkfifo(inbound / f"pipe+{LESSON}+{TIME}+abc" / "x.ipynb")
    (inbound / f"whole+{LESSON}+{TIME}+abc").symlink_to(solution.parent)
    huge = hand_in("huge") / "sparse.bin"
    huge.touch()
    os.truncate(huge, 95_000_000)
    for name in BAD_NAMES:
        hand_in(name)
    said = {}
    for command in (["list", "--inbound"], ["collect", LESSON], ["autograde", LESSON], ["generate_feedback", LESSON],
                    ["release_feedback", LESSON], ["export", "--to", "grades.csv"]):  # fmt: skip
        said[command[0]] = person.nbgrader(*command)
    return person, said


HONEST = {"honest", "zoe", "absurd", "timeless", "binary", "pipe"}


def test_from_the_exchange_each_gets_what_is_theirs(exchange: tuple[life.Person, dict[str, str]]):
    person, said = exchange
    nothing = {"linker", "second"}
    assert points(person) == dict.fromkeys(HONEST, FULL) | dict.fromkeys(nothing, 0), said["collect"]
    assert not list((person.folder / "submitted").rglob("book.db"))
    refused = [line for line in said["collect"].splitlines() if "NOT COLLECTED" in line]
    for why in ("is a link, or cannot be read", "a second name", "no plain file", "not of the form STUDENT+LESSON",
                "it is a link, or no folder", "too large"):  # fmt: skip
        assert any(why in line for line in refused), (why, said["collect"])
    assert sum("cannot be a student's name" in line for line in refused) == len(BAD_NAMES)


def test_everybodys_feedback_is_released(exchange: tuple[life.Person, dict[str, str]]):
    person, said = exchange
    assert len(list((person.folder / "feedback").rglob("*.html"))) == len(HONEST) + 2
    assert said["release_feedback"].count("Releasing feedback for student") == len(HONEST) + 2


def test_an_update_that_is_refused_costs_nothing_that_was_collected(exchange: tuple[life.Person, dict[str, str]]):
    person, _ = exchange
    inbound = person.exchange / "layer-by-layer" / "inbound"
    newer = TIME.replace("18:00", "19:00")
    for name, size in (("honest", 95_000_000), ("zoe", 5)):
        folder = inbound / f"{name}+{LESSON}+{newer}+abc"
        save(folder, answered([]))
        (folder / "more.bin").touch()
        os.truncate(folder / "more.bin", size)
    said = person.nbgrader("collect", LESSON, "--update")
    assert "NOT COLLECTED: honest" in said and "Updating submission: zoe" in said
    kept = {
        name: (person.folder / "submitted" / name / LESSON / "timestamp.txt").read_text() for name in ("honest", "zoe")
    }
    assert kept == {"honest": TIME, "zoe": newer}


def test_what_lists_students_forges_computes_and_renders_nothing(exchange: tuple[life.Person, dict[str, str]]):
    person, said = exchange
    for name in ("honest", "zoe", "absurd", "timeless"):
        assert f"layer-by-layer {name} {LESSON}" in said["list"], said["list"]
    for name in ("binary", "late", "linker", "pipe", "whole", "=1"):
        assert f"NOT LISTED: {name}" in said["list"], said["list"]
    for command, text in said.items():
        for name in BAD_NAMES[:5]:
            told = [line for line in text.splitlines() if name in line and "NOT " not in line]
            assert not told, (command, told)
        assert not re.search(r"^\[ZipCollectApp \| INFO\] all is well", text, re.MULTILINE), command
    with open(person.folder / "grades.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["student_id"] for row in rows} == HONEST | {"linker", "second"}


def test_formgrader_lists_all_that_can_be_listed(exchange: tuple[life.Person, dict[str, str]]):
    """Folders that came into submitted/ by hand, too: with a time that is none, and with a name that is none."""
    person, _ = exchange
    for name in ("by hand", "=1+1", "<img src=x onerror=alert(1)>"):
        save(person.folder / "submitted" / name / LESSON, answered([]))
        (person.folder / "submitted" / name / LESSON / "timestamp.txt").write_text("9" * 25)
    done = subprocess.run([sys.executable, "-c", API], cwd=person.folder, capture_output=True, text=True, timeout=300)
    (listed,) = [line for line in done.stdout.splitlines() if line.startswith("SUBMISSIONS")] or [done.stderr]
    assert all(f'"{name}"' in listed for name in (*HONEST, "by hand")) and "img" not in listed and "=1" not in listed
    said = person.nbgrader("autograde", LESSON)
    assert said.count("NOT GRADED") == 2 and points(person)["by hand"] == 0
