"""How far long work is, and how long it still takes: a line at a front end, which leaves nothing behind."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")

STREAM = sys.stdout  # the notebook's own: while a check calls a reader's function, sys.stdout is another
LINE_AFTER = 3.0  # seconds
WIDTH = 80
IN_BROWSER = sys.platform == "emscripten"  # which runs Python itself, without processes and threads
FRONT_ENDS = ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG")

_shown_in: int | None = None  # the cell in which a bar is shown: one inside it would write over it
_waits_in: int | None = None  # the cell in which something is waited for
_told: tuple[int, Callable[[int, int], None]] | None = None  # where a process tells another one instead of a reader


def live() -> bool:
    """Say whether a person at a front end is there: not when a notebook is graded, validated or tested."""
    at_a_front_end = IN_BROWSER or any(name in os.environ for name in FRONT_ENDS)
    return at_a_front_end and "NBGRADER_EXECUTION" not in os.environ


def progress(items: Iterable[Item], what: str = "", total: int | None = None, after: float = 0.0) -> Iterable[Item]:
    """Go through `items` and show how far it is, at a front end; nothing is shown, or stored, anywhere else.

    One item alone has no bar, and neither has work inside other work that is shown.

    Parameters
    ----------
    items : iterable
        What to go through: `for epoch in progress(range(100), "training")`.
    what : str, optional
        A word in front of the bar.
    total : int, optional
        How many there are, where `items` has no length.
    after : float
        The seconds in which nothing is shown.

    Returns
    -------
    iterable
        The same items, in their order.
    """
    if _told is not None:
        process, tell = _told
        return _telling(items, total, tell) if process == os.getpid() else items
    alone = isinstance(items, Sized) and len(items) < 2
    return items if alone or not live() or _shown_in == _cell() else _with_bar(items, what, total, after)


@contextmanager
def waiting(what: str, longest: float | None = None) -> Iterator[None]:
    """Say that what runs inside still runs, at a front end, once it has taken three seconds, in a line of its own.

    Parameters
    ----------
    what : str
        What runs.
    longest : float, optional
        The seconds after which it is stopped.
    """
    global _waits_in
    if not live() or IN_BROWSER or _cell() in (_shown_in, _waits_in):  # a browser has no second thread
        yield
        return
    over, _waits_in = threading.Event(), _cell()
    thread = threading.Thread(target=_say_so, args=(over, what, longest), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        _waits_in = None


@contextmanager
def told_to(tell: Callable[[int, int], None]) -> Iterator[None]:
    """Hand on, instead of a bar, how many items are done, and how many there are."""
    global _told
    before, _told = _told, (os.getpid(), tell)
    try:
        yield
    finally:
        _told = before


def _with_bar(items: Iterable[Item], what: str, total: int | None, after: float) -> Iterator[Item]:
    """Go through items below a bar."""
    from tqdm import tqdm  # only here: elsewhere nobody waits for it; a bar of text, since a widget's leaves an error

    global _shown_in
    _shown_in = _cell()
    if IN_BROWSER:
        tqdm.monitor_interval = 0  # its monitor is a thread
    try:
        yield from tqdm(items, what or None, total, leave=False, file=STREAM, ncols=WIDTH, delay=after)
    finally:
        _shown_in = None


def _telling(items: Iterable[Item], total: int | None, tell: Callable[[int, int], None]) -> Iterator[Item]:
    """Go through items, and tell how many are done."""
    if total is None:
        items = list(items)
        total = len(items)
    tell(0, total)
    for done, item in enumerate(items, start=1):
        yield item
        tell(done, total)


def _say_so(over: threading.Event, what: str, longest: float | None) -> None:
    """Say each second for how long something runs, until it is over; then take the line away."""
    begun, said, pause = time.monotonic(), False, LINE_AFTER
    while not over.wait(pause):
        pause = 1.0
        if _shown_in is None:
            so_far = f"{what} still runs: {time.monotonic() - begun:.0f} s"
            said = bool(_write(so_far + (f" of at most {longest:g} s" if longest else "")))
    if said and _shown_in is None:
        _write("")


def _write(line: str) -> int:
    """Write over the line; return how many characters."""
    return STREAM.write(f"\r{line[: WIDTH - 1]:{WIDTH - 1}}" + "\r" * (not line))


def _cell() -> int:
    """Return the number of the cell that is run; 0 where there is no notebook."""
    ipython = sys.modules.get("IPython")
    return getattr(ipython.get_ipython() if ipython else None, "execution_count", 0)
