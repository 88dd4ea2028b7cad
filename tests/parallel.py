"""A pytest plugin: which tests must stay together when several processes share a run."""

import pytest

# Every test of these files stands by itself. In all others, and in notebooks, the tests of a file stay together: a
# notebook has one kernel, and what a file prepares is prepared once.
SPREAD = ("tests/lessons/test_answers.py", "tests/grading/engine/test_answers.py", "tests/course/test_rounding.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file in one process."""
    for item in items:
        path = item.nodeid.partition("::")[0]
        if path not in SPREAD:
            item.add_marker(pytest.mark.xdist_group(path))
