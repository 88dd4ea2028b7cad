"""Stop a function that computes too long, by the processor's time: that a machine is busy costs nobody a point."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from threadpoolctl import threadpool_limits  # comes with scikit-learn

from helpers.checks import words
from helpers.checks.check import Check
from helpers.progress import IN_BROWSER, waiting

BROWSER_SLOWER = 30  # how much longer training takes there, at most


class _Stop(BaseException):
    """Goes past whatever the reader's code catches."""


@contextmanager
def at_most(seconds: float, check: Check, what: str = "") -> Iterator[None]:
    """Let what runs inside use so many seconds of one processor.

    Linear algebra runs on one thread inside, so that a second is a second. Windows and browsers cannot stop a
    computation: there the message comes when it has ended. In a browser the limit is 30 times as long, since training
    can take that much longer.

    Parameters
    ----------
    seconds : float
        The limit, in seconds of processor time.
    check : Check
        The check that the message is about.
    what : str, optional
        What is computed, to stand behind the seconds in the message: " on 500 images".

    Raises
    ------
    NotMet
        Where it uses more.
    """
    if IN_BROWSER:
        seconds *= BROWSER_SLOWER
    start, stopped = time.process_time(), False
    name = f"{words.name(check.f)}(…)"
    with waiting(name, seconds), suppress(_Stop), threadpool_limits(1), _alarm(seconds):
        stopped = True
        yield
        stopped = False
    if stopped or time.process_time() - start > seconds:
        finding = f"It computed for more than {seconds:g} second{'s' * (seconds != 1)}{what}, and was stopped."
        diagnosis = (
            "You used too many epochs or too wide layers, or a loop over images or pixels where one `@` would do."
        )
        check.fail(name, finding, diagnosis)


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise _Stop inside after so many seconds of processor time, where the system can do that."""
    if IN_BROWSER or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        """Interrupt what runs."""
        raise _Stop

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)  # and every second from then on, should it be caught
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
