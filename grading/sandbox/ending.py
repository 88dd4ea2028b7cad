"""Why a student's process ended, as its supervisor writes it into the lifeline, and as a sentence."""

import re
import signal

from grading.limits import MB, Limits

MEMORY, FILES, PROCESSES = b"memory", b"files", b"processes"
NO_ROOM = 99  # the exit status of a process that ends because its memory is used up
EXITED = re.compile(rb"exited (-?\d{1,9})")


def exited(code: int) -> bytes:
    """Report that the process ended by itself, with an exit status; by a signal where it is negative."""
    return b"exited %d" % code


def sentence(report: bytes, limits: Limits) -> str:
    """Say why a process ended."""
    if report.startswith(MEMORY):
        return f"it used more than {limits.memory // MB} MB of memory"
    if report.startswith(FILES):
        return f"it wrote more than {limits.file_bytes // MB} MB into files, or more than {limits.files} files"
    if report.startswith(PROCESSES):
        return f"it started more than {limits.processes} processes"
    status = EXITED.match(report)
    code = int(status[1]) if status else 0
    if code == NO_ROOM:
        return sentence(MEMORY, limits)
    return f"its process was ended by {signal.Signals(-code).name}" if code < 0 else "it ended its own process"
