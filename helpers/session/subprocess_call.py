"""Call a function of helpers in a Python process of its own, where nothing is blocked."""

import json
import os
import subprocess
import sys
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from helpers.progress import IN_BROWSER, progress
from helpers.session.without_processes import in_this_process
from helpers.session.worker import TIMED_OUT, Call, Reply

LONGEST = 3600.0  # seconds: several times what the longest experiment of a lesson takes on a slow machine


def in_subprocess(target: str, /, *, time_limit: float = LONGEST, **settings: Any) -> Any:
    """Return what a function gives in another Python process.

    The process is started once, and ends when this one does. A browser has no processes: there, the function runs in
    this one, with modules of its own, and no time limit.

    Parameters
    ----------
    target : str
        The function, by module and name: "helpers.labs.depth:three_digits".
    time_limit : float
        After so many seconds the process is stopped.
    **settings : number, str, or lists and dicts of these
        The function's keyword arguments.

    Returns
    -------
    number, str, or lists and dicts of these
        What the function returned.

    Raises
    ------
    RuntimeError
        Where the function raises, with its words; where it takes too long; where the process has ended.
    """
    if IN_BROWSER:
        return in_this_process(target, settings)
    process = _process()
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps(Call(target=target, settings=settings, time_limit=time_limit)) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    while line and "of" in (step := json.loads(line)):
        steps = islice(iter(process.stdout.readline, ""), step["of"])
        for line in progress(steps, target.partition(":")[2], step["of"]):
            if "of" not in json.loads(line):
                break
        else:
            line = process.stdout.readline()
    if not line:
        _process.cache_clear()
        if process.wait() == TIMED_OUT:
            raise RuntimeError(f"{target}: it took more than {time_limit:g} seconds, and was stopped")
        raise RuntimeError(f"{target}: the other Python has ended")
    reply: Reply = json.loads(line)
    if reply["error"]:
        raise RuntimeError(f"{target}: {reply['error']}")
    return reply["value"]


@cache
def _process() -> subprocess.Popen[str]:
    """Start the other process, on one thread, with this course's helpers to import."""
    places = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, places)), "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "helpers.session.worker"],  # -P: no numpy.py beside the lesson is imported
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=environment,
    )
