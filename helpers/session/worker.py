"""The other process of `in_subprocess`: answer each call that comes in on standard input."""

import importlib
import json
import sys


def serve() -> None:
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
    serve()
