"""Memory in huge pages: the same bytes, and cheaper to fork."""

import os
import sys
from pathlib import Path

import pytest

from grading.limits import MB
from grading.sandbox import huge_pages

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has them")


def in_huge_pages() -> int:
    """Count the bytes of this process that are in huge pages."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("AnonHugePages:"))


def test_memory_is_put_into_huge_pages_and_keeps_what_is_in_it():
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:  # in a fork, so that this process stays as it is
        held = [bytes([number % 256]) * 4096 for number in range(16 * MB // 4096)]
        before = in_huge_pages()
        claimed = huge_pages.collapse()
        same = all(part == bytes([number % 256]) * 4096 for number, part in enumerate(held))
        os.write(writer, f"{int(same)} {claimed} {in_huge_pages() - before}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    same, claimed, gained = map(int, os.read(reader, 100).split())
    assert same
    assert gained > 8 * MB if claimed else gained == 0  # an older kernel does nothing, and says so


def test_elsewhere_nothing_is_done(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(huge_pages.syscalls, "IS_LINUX", False)
    assert huge_pages.collapse() == 0
