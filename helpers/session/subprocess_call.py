"""Run a function of helpers in a Python of its own, where nothing is closed."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any


def in_subprocess(target: str, **settings: Any) -> Any:
    """Return what a function gives in another Python: `in_subprocess("helpers.labs.depth:three_digits", seeds=3)`.

    The settings, and what the function returns, are numbers, texts, and lists and dicts of them. An error in there
    ends in RuntimeError, with its words. The other Python is started once, and ends when this one does.
    """
    other = _other()
    other.stdin.write(json.dumps([target, settings]) + "\n")
    other.stdin.flush()
    line = other.stdout.readline()
    if not line:
        _other.cache_clear()
        raise RuntimeError(f"{target}: the other Python has ended")
    value, error = json.loads(line)
    if error:
        raise RuntimeError(f"{target}: {error}")
    return value


@cache
def _other() -> subprocess.Popen:
    places = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, places)), "OPENBLAS_NUM_THREADS": "1"}
    command = [
        sys.executable,
        "-P",
        "-m",
        "helpers.session.worker",
    ]  # -P: no file beside the lesson, numpy.py say, is imported
    ends = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return subprocess.Popen(command, text=True, encoding="utf-8", env=environment, **ends)
