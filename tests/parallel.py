"""A pytest plugin: which tests must stay together when several processes share a run.

pytest-xdist's own groups are marks, which it adds to a test's name; pytest 9.2 makes that name without asking. So the
scheduler here looks at the file alone.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# Every test of these files stands by itself. In all others, and in notebooks, the tests of a file stay together: a
# notebook has one kernel, and what a file prepares is prepared once.
SPREAD = ("tests/lessons/test_answers.py", "tests/grading/engine/test_answers.py", "tests/course/test_rounding.py")

LONG_LESSONS = tuple(f"lessons/{number:02}_" for number in range(2, 11))
LONG_SOLUTIONS = tuple(f"solutions/{number:02}_" for number in (6, 7, 8, 9, 10))  # twenty seconds of training and more


class ByFile(LoadScopeScheduling):
    """Gives a process a whole file, or one test of a file whose tests stand by themselves."""

    def _split_scope(self, nodeid: str) -> str:
        """Name what must stay together with a test."""
        path = nodeid.partition("::")[0]
        return nodeid if path in SPREAD else path


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Hand out tests by file."""
    return ByFile(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to the full tier the untouched copies of the long lessons, and the solutions that train longest."""
    for item in items:
        if item.nodeid.startswith(LONG_LESSONS + LONG_SOLUTIONS):
            item.add_marker(pytest.mark.full)
