"""The inbound folder and a folder that is filled: what has arrived, whole, once, and for whom."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from grading.intake import inbound
from grading.intake.dropped import Dropped, Notebook
from grading.intake.handed_in import SECRET, handed_in_at
from grading.intake.inbound import Inbound, record

LESSON, OTHER = "01_one_neuron", "00_start_here"
TIME = datetime(2026, 11, 28, 18)


def entry(folder: Path, student: str, time: str = "18:00:00", lesson: str = LESSON, whole: bool = True) -> Path:
    """Hand something in, as nbgrader does; the secret is written last."""
    path = folder / f"{student}+{lesson}+2026-11-28 {time}.000000 UTC+abc"
    path.mkdir()
    if whole:
        (path / SECRET).write_text("secret")
    return path


def test_the_newest_of_each_student_is_found_and_each_name_read_once(tmp_path: Path):
    found = Inbound(tmp_path, [LESSON, OTHER])
    for args in (("anna", "18:00:00"), ("anna", "18:00:02"), ("anna", "18:00:01"), ("bo", "18:00:00", OTHER)):
        entry(tmp_path, *args)
    entry(tmp_path, "=1")
    (tmp_path / f"x+{LESSON}+no time+x").mkdir()
    (tmp_path / "of another lesson").mkdir()
    (problem,) = found.look()
    assert problem.startswith("NOT COLLECTED: =1+"), "what has no secret yet may not be whole"
    assert found.newest[LESSON]["anna"].time.second == 2 and list(found.newest[OTHER]) == ["bo"]
    assert found.look() == []


def test_an_entry_counts_when_its_secret_is_there_or_after_long_waiting(tmp_path: Path):
    found = Inbound(tmp_path, [LESSON])
    path = entry(tmp_path, "anna", whole=False)
    entry(tmp_path, "bo", whole=False)
    assert found.look() == [] and not found.newest[LESSON]
    (path / SECRET).write_text("secret")
    assert found.look() == [] and list(found.newest[LESSON]) == ["anna"]
    for _ in range(inbound.PATIENCE):
        found.look()
    assert list(found.newest[LESSON]) == ["anna", "bo"]


@pytest.mark.skipif(not hasattr(os, "chown") or os.geteuid() != 0, reason="only root can give a folder away")
def test_nobody_hands_in_for_somebody_else(tmp_path: Path):
    nobody = pytest.importorskip("pwd").getpwnam("nobody").pw_uid
    entry(tmp_path, "anna")
    os.chown(entry(tmp_path, "anna", "19:00:00"), nobody, -1)
    os.chown(entry(tmp_path, "nobody"), nobody, -1)
    os.chown(entry(tmp_path, "bo"), 4242, -1)
    found = Inbound(tmp_path, [LESSON])
    other, unknown = found.look()
    assert "anna's, and the account nobody has made it" in other and "the account number 4242 has" in unknown
    assert found.newest[LESSON]["anna"].time == TIME and list(found.newest[LESSON]) == ["anna", "nobody"]
    unchecked = Inbound(tmp_path, [LESSON], check_owner=False)
    assert unchecked.look() == [] and unchecked.newest[LESSON]["anna"].time.hour == 19


def test_what_is_handed_in_is_whole_newest_and_not_the_same_twice(tmp_path: Path):
    found = Inbound(tmp_path, [LESSON])
    entry(tmp_path, "anna+b", "19:00:00")
    found.look()
    made = found.hand_in(LESSON, "anna+b", b"one", TIME)
    assert made and made.time > datetime(2026, 11, 28, 19) and found.newest[LESSON]["anna+b"] == made
    assert record(made.path.name, LESSON) == ("anna+b", made.time) and handed_in_at(made.path)[0] == made.time
    assert (made.path / f"{LESSON}.ipynb").read_bytes() == b"one" and (made.path / SECRET).read_text()
    assert found.hand_in(LESSON, "anna+b", b"one", TIME) is None
    again = Inbound(tmp_path, [LESSON])
    again.look()
    assert again.hand_in(LESSON, "anna+b", b"one", TIME) is None and again.hand_in(LESSON, "anna+b", b"two", TIME)
    assert not list(tmp_path.glob(".*"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder that is filled."""
    (tmp_path / "drop").mkdir()
    return tmp_path / "drop"


def new(dropped: Dropped) -> list[tuple[str, bytes] | str]:
    """Look, and take what is new."""
    dropped.look()
    return [(one.student, one.data) if isinstance(one, Notebook) else one for one in dropped.new(LESSON)]


def test_a_file_is_taken_when_it_has_stopped_changing_and_again_when_it_has_changed(folder: Path):
    dropped, path = Dropped(folder), folder / f"anna_{LESSON}.ipynb"
    path.write_bytes(b"half")
    os.utime(path, (1, 1))
    assert new(dropped) == []
    path.write_bytes(b"whole")
    os.utime(path, (2, 2))
    assert new(dropped) == []
    assert new(dropped) == [("anna", b"whole")] and new(dropped) == []
    path.write_bytes(b"other")
    os.utime(path, (3, 3))
    assert new(dropped) == [] and new(dropped) == [("anna", b"other")]


def test_a_file_that_could_not_be_handed_in_comes_again(folder: Path):
    dropped = Dropped(folder)
    (folder / f"anna_{LESSON}.ipynb").write_bytes(b"x")
    new(dropped)
    dropped.look()
    assert next(dropped.new(LESSON)).student == "anna"
    assert new(dropped) == [("anna", b"x")]


def test_names_of_platforms_are_read_and_what_cannot_be_used_is_named(folder: Path):
    dropped = Dropped(folder)
    for name in (f"S 17_4711_assignsubmission_file_/{LESSON}.ipynb", f"s18_4712_0816_{LESSON}.ipynb", f"{LESSON}.ipynb",
                 f"=1_{LESSON}.ipynb", f".hidden/x_{LESSON}.ipynb", f"a_{OTHER}.ipynb", "notes.txt"):  # fmt: skip
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    (folder / f"linked_{LESSON}.ipynb").symlink_to(folder / "notes.txt")
    new(dropped)
    found = new(dropped)
    assert [one for one in found if not isinstance(one, str)] == [("S 17", b"x"), ("s18", b"x")]
    assert len([one for one in found if isinstance(one, str)]) == 2
    assert all(one.startswith("NOT COLLECTED: ") for one in found if isinstance(one, str))
