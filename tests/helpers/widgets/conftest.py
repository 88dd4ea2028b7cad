"""A place to look at what an explorable displays."""

import pytest

from helpers.widgets import explorable


@pytest.fixture
def displayed(monkeypatch) -> list:
    """What is displayed, for somebody without a front end."""
    things: list = []
    monkeypatch.setattr(explorable, "display", things.append)
    for name in ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return things


@pytest.fixture
def live(displayed: list, monkeypatch) -> list:
    """What is displayed, for somebody at a front end."""
    monkeypatch.setenv("JPY_SESSION_NAME", "lesson.ipynb")
    return displayed
