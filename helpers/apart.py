"""Run a function of helpers in a Python of its own, where nothing is closed."""

import importlib
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any


def apart(target: str, **settings: Any) -> Any:
    """Return what a function gives in another Python: `apart("helpers.depth:three_digits", seeds=3)`.

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
    places = [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, places)), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-P", "-m", "helpers.apart"]  # -P: no file beside the lesson, numpy.py say, is imported
    ends = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return subprocess.Popen(command, text=True, encoding="utf-8", env=environment, **ends)


def _serve() -> None:
    """Answer each line of standard input, [target, settings], with a line [value, error]."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what a function prints is no answer
    for line in sys.stdin:
        target, settings = json.loads(line)
        module, name = target.split(":")
        try:
            answer = [getattr(importlib.import_module(module), name)(**settings), None]
        except Exception as error:
            answer = [None, f"{type(error).__name__}: {error}"]
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    _serve()
