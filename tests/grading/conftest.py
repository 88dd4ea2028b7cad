"""What tests of grading share."""

import functools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def alembic_is_asked_once() -> Iterator[None]:
    """nbgrader calls alembic, from the PATH, for each new gradebook: two seconds, and always the same answer."""
    api = pytest.importorskip("nbgrader.api")
    asked = api.get_alembic_version

    @functools.cache
    def version() -> str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
            return str(asked())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "get_alembic_version", version)
        yield
