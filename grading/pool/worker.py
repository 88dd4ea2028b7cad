"""A worker process: it grades what it is sent, with an engine of its own, until it is told to end.

`python -m grading.pool.worker FD` is how `pool.workers` starts one; FD is its end of a pipe. What comes is a job, then
submissions; what goes back is the cage in words, then what each submission came to, or an exception.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection

from grading.pool.grader import Grader, Job, Refused


def main() -> None:
    """Grade until the other side hangs up."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    end = Connection(int(sys.argv[1]))
    job: Job = end.recv()
    with Grader(job) as grader, contextlib.suppress(EOFError, BrokenPipeError):
        end.send(attempt(grader.start))
        while (submission := end.recv()) is not None:
            end.send(attempt(lambda: grader.grade(submission)))


def attempt(work: Callable[[], object]) -> object:
    """Return what some work returns, or an exception that can be sent."""
    try:
        return work()
    except Refused as refused:
        return refused
    except Exception:
        return RuntimeError(traceback.format_exc())


def _end_with_parent() -> None:
    """Wait until the process that started this one has ended, then end at once, whatever is being graded."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    main()
