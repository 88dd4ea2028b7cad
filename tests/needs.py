"""Real components that tests need: without one they are skipped, but not where `.ci/run` asks for it."""

import os

import pytest

NAMES = ("chromium", "hub", "npm", "postgresql")


def needed() -> set[str]:
    """List the components that this run may not go without: the words of COURSE_NEEDS."""
    words = set(os.environ.get("COURSE_NEEDS", "").split())
    assert words <= set(NAMES), f"COURSE_NEEDS names no component of {NAMES}: {words}"
    return words


def missing(name: str, reason: str) -> None:
    """Skip the test for want of a component, or fail it where this run needs that."""
    assert name in NAMES
    if name in needed():
        pytest.fail(f"{reason}. This run may not go without it.")
    pytest.skip(reason)
