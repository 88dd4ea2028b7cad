"""Chromium for the tests that look at pages: without one they are skipped, but not where `.ci/run` asks for it."""

from collections.abc import Iterator

import pytest

from tests.browser.lab import chromium
from tests.needs import missing


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """The system's Chromium, without a window."""
    playwright = pytest.importorskip("playwright.sync_api")
    if chromium() is None:
        missing("chromium", "Chromium is not installed: `chromium` is not on the PATH")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()
