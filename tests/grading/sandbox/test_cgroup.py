"""A memory cgroup for each submission: the real one where it can be made, and version 2's files by themselves."""

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grading.limits import MB
from grading.sandbox import cgroup, supervisor
from grading.sandbox.cgroup import Cgroup
from grading.sandbox.ending import MEMORY
from grading.sandbox.sandbox import Sandbox
from tests.grading.sandbox.test_sandbox import HERE, LIMITS, SANDBOXES, inside

FORKS = (  # all are there before the first takes memory: at the bound, the kernel refuses to fork
    "import os, time\nwait, go = os.pipe()\nfor _ in range(12):\n    if os.fork() == 0:\n        os.close(go)\n"
    "        os.read(wait, 1)\n        held = bytearray(b'x' * 10**8)\n        time.sleep(60)\n"
    "os.close(go)\ntime.sleep(60)"
)
needs_one = pytest.mark.skipif(HERE.cgroups is None, reason="no memory cgroup may be made here")


def left(folder: Path) -> list[Path]:
    """List the cgroups of submissions in a folder."""
    return sorted(folder.glob("lesson-*"))


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """The sandbox, with a folder of cgroups of its own where there can be one below another."""
    assert HERE.cgroups is not None and "a memory cgroup" in HERE.describe()
    own = Path(tempfile.mkdtemp(prefix="test-", dir=HERE.cgroups))
    nested = (own / "memory.limit_in_bytes").exists()  # in version 2, one that holds others must be told to
    yield replace(HERE, cgroups=own) if nested else HERE
    assert not left(own)
    own.rmdir()


@needs_one
def test_memory_taken_between_two_looks_meets_the_bound(box: Sandbox, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(supervisor, "_over_limits", lambda *_: b"")  # it never looks
    assert inside(box, FORKS)[1].endswith(MEMORY)


@needs_one
def test_a_submission_within_its_limit_does_not_notice():
    code = "held = [bytearray(b'x' * 10**7) for _ in range(20)]\nprint(sum(map(len, held)))"
    assert inside(HERE, code) == ("200000000\n", b"")


def test_without_a_cgroup_all_else_holds():
    assert all(box.cgroups is None for name, box in SANDBOXES.items() if name != "all of it")
    assert HERE.make_cgroup(LIMITS) is None if HERE.cgroups is None else True


@pytest.fixture
def second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of version 2's cgroups, and the place of this process in it."""
    monkeypatch.setattr(cgroup, "ROOT", tmp_path)
    own = tmp_path / "user.slice" / "one.scope"
    own.mkdir(parents=True)
    monkeypatch.setattr(cgroup, "_own", lambda: [own])
    return own


def test_version_2_gets_a_bound_and_ends_all_at_once(second: Path):
    group = cgroup.make(second, 100 * MB)
    assert group is not None and group.version == 2 and group.folder.parent == second
    written = {path.name: path.read_text() for path in group.folder.iterdir()}
    assert written == {"memory.max": str(100 * MB), "memory.oom.group": "1", "memory.swap.max": "0"}
    group.join()
    assert (group.folder / "cgroup.procs").read_text() == "0"
    assert not group.exhausted()
    for count, exhausted in ((0, False), (3, True)):
        (group.folder / "memory.events").write_text(f"low 0\noom {count}\noom_kill {count}\noom_group_kill 1\n")
        assert group.exhausted() is exhausted


def test_version_1_gets_a_bound_and_pauses(second: Path):
    group = Cgroup(second, 1)
    group.limit(100 * MB)
    written = {path.name: path.read_text() for path in second.iterdir()}
    bound = str(100 * MB)
    assert written == {"memory.limit_in_bytes": bound, "memory.oom_control": "1", "memory.memsw.limit_in_bytes": bound}
    (second / "memory.oom_control").write_text("oom_kill_disable 1\nunder_oom 1\noom_kill 0\n")
    assert group.exhausted()


def test_a_removed_cgroup_is_gone_and_one_that_is_gone_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cgroup, "PAUSE", 0)
    (tmp_path / "one").mkdir()
    Cgroup(tmp_path / "one", 2).remove()
    assert not (tmp_path / "one").exists()
    Cgroup(tmp_path / "one", 2).remove()
    (tmp_path / "full" / "inside").mkdir(parents=True)
    Cgroup(tmp_path / "full", 2).remove()  # its processes do not end: it stays, and nothing is raised
    assert (tmp_path / "full").exists()


def test_the_folder_must_let_a_process_in(second: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        cgroup.Cgroup, "remove", lambda group: [*map(Path.unlink, group.folder.iterdir()), group.folder.rmdir()]
    )
    assert cgroup.parent(lambda part: True) == second
    assert cgroup.parent(lambda part: False) is None
    monkeypatch.setattr(cgroup, "_own", lambda: [second / "none" / "at all"])
    assert cgroup.parent(lambda part: True) is None
    monkeypatch.setattr(cgroup, "ROOT", second / "elsewhere")
    monkeypatch.setattr(cgroup, "_own", lambda: [second])
    assert cgroup.parent(lambda part: True) is None


@pytest.mark.skipif(not Path("/proc/self/cgroup").exists(), reason="no cgroups here")
def test_ones_own_cgroups_are_found():
    lines = Path("/proc/self/cgroup").read_text()
    memory = re.search(r"^\d+:(?:\w+,)*memory(?:,\w+)*:/(.*)$", lines, re.M)
    unified = re.search(r"^0::/(.*)$", lines, re.M)
    found = cgroup._own()
    assert os.getpid() and len(found) == (memory is not None) + 2 * (unified is not None)
    assert memory is None or cgroup.ROOT / "memory" / memory[1] in found
    assert unified is None or cgroup.ROOT / unified[1] in found


def test_where_cgroups_of_version_2_are_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "cgroup").write_text("4:memory:/one\n2:cpu,cpuacct:/none\n0::/two/three\n", encoding="utf-8")
    monkeypatch.setattr(cgroup, "Path", lambda path: tmp_path / "cgroup" if path == "/proc/self/cgroup" else None)
    root = cgroup.ROOT
    assert cgroup._own() == [root / "memory" / "one", root / "two" / "three", root / "unified" / "two" / "three"]
