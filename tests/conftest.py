"""What every test runs under."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from tests import figures
from tests.sessions import session_of_its_own

# Kernels and commands that tests start inherit these. A second thread only slows a small network down, and a process
# that has had one cannot be forked safely.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("MKL_NUM_THREADS", "1")
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what a worker measured to the process that prints it."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput |= {"lines": figures.LINES, "answers": dict(figures.ANSWERS)}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object, error: object) -> None:
    """Take what a worker measured."""
    measured = getattr(node, "workeroutput", {})
    figures.LINES.extend(measured.get("lines", []))
    figures.ANSWERS.update(Counter(measured.get("answers", {})))


def pytest_terminal_summary(terminalreporter) -> None:
    """Print what the run measured: the figures that tests added, and the time that each notebook took."""
    seconds: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if hasattr(report, "duration") and report.nodeid.startswith(("solutions/", "lessons/")):
                seconds[report.nodeid.partition("::")[0]] += report.duration
    lines = sorted(figures.LINES) + figures.answers()
    lines += [f"{path}: ran in {time:.1f} s" for path, time in sorted(seconds.items())]
    if lines:
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def same_modules() -> Iterator[None]:
    """Leave behind the modules of helpers that a test found: a second import would make other classes of them."""
    with session_of_its_own():
        yield
