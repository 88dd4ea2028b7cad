"""Run a function of helpers in a Python of its own, where nothing is closed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

RUN = (
    "import importlib, json, sys; module, name = sys.argv[1].split(':'); "
    "f = getattr(importlib.import_module(module), name); json.dump(f(**json.load(sys.stdin)), sys.stdout)"
)


def apart(target: str, **settings: Any) -> Any:
    """Return what a function gives in a fresh Python: `apart("helpers.depth:three_digits", seeds=3)`.

    The settings, and what the function returns, are numbers, texts, and lists and dicts of them. A run that fails ends
    in RuntimeError, with the last line that it wrote.
    """
    places = [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, places)), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-P", "-c", RUN, target]  # -P: a file of the reader's, numpy.py say, is not imported
    ran = subprocess.run(command, input=json.dumps(settings), capture_output=True, text=True, env=environment)
    if ran.returncode:
        raise RuntimeError(f"{target}: {ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else ran.returncode}")
    return json.loads(ran.stdout)
