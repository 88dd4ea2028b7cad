"""What lies beside a notebook: whatever its author wrote there, reading it raises nothing."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from grading.intake.handed_in import handed_in_at, parse_time, secret

TIMES = {
    "2026-11-28 18:00:00.000001 UTC": datetime(2026, 11, 28, 18, 0, 0, 1),
    "2026-11-28 18:00:00": datetime(2026, 11, 28, 18),
    "2026-11-28T18:00:00+01:00": datetime(2026, 11, 28, 17),
    "2026-11-28 18:00:00 Europe/Berlin": datetime(2026, 11, 28, 17),
    "2026-11-28 18:00:00 -3600": datetime(2026, 11, 28, 19),
}
NONE = ["99999999999999999999999", "9" * 99, "yesterday", "0001-01-01 00:00:00", "9999-12-31 23:59:59 -99999999999999",
        "2026-11-28 18:00:00 /etc/passwd", "2026-11-28 18:00:00 ../x", "2026 " * 30, "-", "+", "\u0661\u0662", "nan",
        "1e400", "2026-13-45", "2026-11-28 18:00:00 " + "9" * 70, "inf inf inf", "10:99:99", "2026-11-28\n18:00",
        "a b c"]  # fmt: skip


@pytest.mark.parametrize("text", TIMES)
def test_times_are_read(text: str):
    assert parse_time(text) == TIMES[text]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_time_is_none(tmp_path: Path, text: str):
    (tmp_path / "timestamp.txt").write_text(text, encoding="utf-8")
    assert parse_time(text) is None
    assert handed_in_at(tmp_path) == (None, "The time at which it was handed in cannot be read.")


def test_a_time_that_is_missing_a_link_a_folder_a_pipe_or_no_text(tmp_path: Path):
    path = tmp_path / "timestamp.txt"
    assert handed_in_at(tmp_path) == (None, "")
    path.write_bytes(b"\xff\xfe\x00")
    assert handed_in_at(tmp_path)[0] is None
    path.unlink()
    (tmp_path / "other").write_text("2026-11-28 18:00:00")
    path.symlink_to("other")
    assert handed_in_at(tmp_path) == (None, "It is a link, and was not followed.")
    path.unlink()
    path.mkdir()
    assert handed_in_at(tmp_path)[0] is None
    path.rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)
        assert handed_in_at(tmp_path)[0] is None


def test_a_secret_is_a_line_of_ascii_or_none(tmp_path: Path):
    path = tmp_path / "submission_secret.txt"
    assert secret(tmp_path) == ""
    for data in (b"\xff\xfe", "ä".encode(), b"a\nb", b"\x00", b"x" * 5000):
        path.write_bytes(data)
        assert secret(tmp_path) == ""
    path.write_bytes(b"0123abcd" * 16)
    assert secret(tmp_path) == "0123abcd" * 16
