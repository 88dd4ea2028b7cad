"""The other process of `in_subprocess`: answer each call that comes in on standard input, a line of JSON each."""

import importlib
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypedDict

from helpers.progress import told_to

TIMED_OUT = 124  # the exit status of a process that was stopped for its time, as timeout(1) has it


class Call(TypedDict):
    """What is asked: a function "module:name", its keyword arguments, and the seconds it may take."""

    target: str
    settings: dict[str, Any]
    time_limit: float


class Step(TypedDict):
    """What is told on the way: how many of how many parts of the work are done."""

    done: int
    of: int


class Reply(TypedDict):
    """What is answered: the function's value, or the words of its error."""

    value: Any
    error: str


def serve() -> None:
    """Answer each line of standard input, a Call, with a line, a Reply, after a Step for each part of the work."""
    replies, sys.stdout = sys.stdout, sys.stderr  # what a function prints is no reply

    def tell(done: int, of: int) -> None:
        """Send a Step."""
        print(json.dumps(Step(done=done, of=of)), file=replies, flush=True)

    for line in sys.stdin:
        call: Call = json.loads(line)
        with _limited(call["time_limit"]), told_to(tell):
            reply = answer(call)
        print(json.dumps(reply), file=replies, flush=True)


def answer(call: Call) -> Reply:
    """Call the function, and describe what it returned or raised."""
    try:
        module, name = call["target"].split(":")
        return Reply(value=getattr(importlib.import_module(module), name)(**call["settings"]), error="")
    except Exception as error:
        return Reply(value=None, error=f"{type(error).__name__}: {error}")


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """End this process, and those that it has started, where what runs inside takes longer."""
    if hasattr(signal, "setitimer"):  # no thread beside: a process with a single thread can be forked safely
        signal.signal(signal.SIGALRM, _end)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
        signal.setitimer(signal.ITIMER_REAL, 0)
    else:  # Windows
        timer = threading.Timer(seconds, _end)
        timer.start()
        yield
        timer.cancel()


def _end(*_: object) -> None:
    """End this process and its children at once."""
    for child in multiprocessing.active_children():
        child.kill()
    os._exit(TIMED_OUT)


if __name__ == "__main__":
    serve()
