"""What lies beside a notebook that was handed in: when it was, and the secret by which its feedback is fetched."""

import re
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from grading.intake.find import read
from grading.limits import Limits

TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"
TIME = "%Y-%m-%d %H:%M:%S.%f UTC"  # as nbgrader writes it
SMALL = Limits(notebook_bytes=1000)  # of these two files
YEARS = range(1990, 2201)  # outside of them, a time zone's offset can lead out of what a datetime can hold
WORD = re.compile(r"[A-Za-z0-9+-][\w:+./-]*", re.ASCII)


def handed_in_at(folder: Path) -> tuple[datetime | None, str]:
    """Read when a submission was handed in, from a file that its author may have written.

    Returns
    -------
    tuple
        The time, in UTC, or None; and a sentence where there is a file, but no time in it.
    """
    if folder.is_symlink():
        return None, ""
    data, problem = read(folder / TIMESTAMP, SMALL)
    text = data.decode("utf-8", "replace").strip()
    if not text:
        return None, problem if (folder / TIMESTAMP).exists() else ""
    time = parse_time(text)
    return time, "" if time else "The time at which it was handed in cannot be read."


def parse_time(text: str) -> datetime | None:
    """Read a time as nbgrader writes it; None where there is none, or none that a course can have."""
    words = text.split(" ")
    if len(text) > 100 or ".." in text or not all(WORD.fullmatch(word) for word in words):
        return None
    try:
        time: datetime = parse_utc(text)
        return time if time.year in YEARS else None
    except Exception:  # dateutil raises more than it says: of overflows, of types
        return None


def secret(folder: Path) -> str:
    """Read the secret under which a student's feedback is released; "" where there is none that can be used."""
    data, problem = read(folder / SECRET, SMALL)
    text = data.decode("utf-8", "replace")
    return text if not problem and text.isascii() and text.isprintable() else ""
