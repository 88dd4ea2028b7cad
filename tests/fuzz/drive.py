"""Drive a target with inputs, and measure what they cost."""

import collections
import contextlib
import gc
import random
import signal
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, seed, settings

from tests.fuzz.targets import Target

HANG = 60.0  # seconds of the processor for one input: far beyond what any takes on a slow machine
KEPT = 300  # of the last inputs, which are tried again to see what stays in memory
AGAIN = 4
MB = 1024 * 1024


@dataclass
class Figures:
    """What came of a run: inputs tried, seconds of the processor for the dearest, megabytes that stay, and at most."""

    inputs: int = 0
    slowest: float = 0.0
    grown: float = 0.0
    most: float = 0.0


def drive(target: Target, inputs: int, start: int = 0, variants: int = 0) -> Figures:
    """Try so many inputs, each also in so many variants; an input that hurts raises its error, made small first."""
    figures = Figures()
    rng = random.Random(start)
    last: collections.deque[Any] = collections.deque(maxlen=KEPT)

    @seed(start)
    @settings(max_examples=inputs, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(target.inputs())
    def run(given_input: Any) -> None:
        for number in range(variants + 1):
            tried = varied(given_input, rng) if number else given_input
            begun = time.process_time()
            with _no_hang():
                target.run(tried)
            figures.inputs += 1
            figures.slowest = max(figures.slowest, time.process_time() - begun)
            last.append(tried)

    run()
    figures.grown, figures.most = _memory(target, list(last))
    return figures


def _memory(target: Target, inputs: list[Any]) -> tuple[float, float]:
    """Try inputs again and again; return the megabytes that stay of the last rounds, and the most that one takes."""
    most, after = 0, [0] * (AGAIN + 1)
    tracemalloc.start()
    for round_number in range(AGAIN + 1):
        for tried in inputs:
            before, _ = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            target.run(tried)
            most = max(most, tracemalloc.get_traced_memory()[1] - before)
        gc.collect()
        after[round_number] = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after[-1] - after[0]) / MB, most / MB


def varied(value: Any, rng: random.Random) -> Any:
    """Exchange, drop, repeat or insert a few characters or bytes, without regard to what they mean."""
    if isinstance(value, tuple):
        return tuple(varied(part, rng) if isinstance(part, bytes) else part for part in value)
    for _ in range(rng.randint(1, 3)):
        begin = rng.randint(0, len(value))
        end = min(len(value), begin + rng.choice([0, 1, 1, 4, 16]))
        source = rng.randint(0, len(value))
        other = bytes(rng.choices(range(256), k=rng.choice([0, 1, 4])))
        put = value[source : source + rng.choice([1, 4, 16])] if rng.random() < 0.5 else other
        put = put if isinstance(put, type(value)) else put.decode("latin-1")
        value = value[:begin] + put + value[end:]
    return value


@contextlib.contextmanager
def _no_hang() -> Iterator[None]:
    """Raise an error in what takes too long."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {HANG:g} s of the processor for one input")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
