"""What the name of a folder in the exchange says: whose it is, and when it was handed in."""

import base64
from datetime import datetime

import pytest

from grading.intake.archive import Refused
from grading.intake.inbound import record

LESSON = "01_one_neuron"
TIME = "2026-11-28 18:00:00.000000 UTC"


@pytest.mark.parametrize("student", ["anna", "a+b", "anna.schmidt@example.org", "Zoë"])
@pytest.mark.parametrize("end", ["", "+0123456789ab", "+_-_-_-_-_-_-"])
def test_names_that_nbgrader_writes_are_read(student: str, end: str):
    if end or "+" not in student:  # without a random part, nbgrader itself cannot read it
        assert record(f"{student}+{LESSON}+{TIME}{end}", LESSON) == (student, datetime(2026, 11, 28, 18))


def test_every_random_part_is_read():
    for byte in range(256):
        end = base64.urlsafe_b64encode(bytes([byte] * 9)).decode("ascii")
        assert record(f"anna+{LESSON}+{TIME}+{end}", LESSON)[0] == "anna"


@pytest.mark.parametrize(
    "name",
    ["anna", "", "+++", f"anna+{LESSON}", f"anna+02_other+{TIME}+x", f"anna+{LESSON}+{'9' * 25}+x",
     f"a\nb+{LESSON}+{TIME}+x",
     f"anna+{LESSON}+{TIME}+x\ny", f"=1+1+{LESSON}+{TIME}+x", f"<b>+{LESSON}+{TIME}+x", f"..+{LESSON}+{TIME}+x",
     f"+{LESSON}+{TIME}+x"],
)  # fmt: skip
def test_other_names_are_refused(name: str):
    with pytest.raises(Refused):
        record(name, LESSON)
