"""The feedback page in a real Chromium: axe finds nothing on any kind of it, in both themes, on a phone, on paper."""

from pathlib import Path

import pytest

from grading.feedback.page import render
from tests.grading.feedback import made_up

lab = pytest.importorskip("tests.browser.lab", reason="playwright is not installed")

KINDS = ("full", "partial", "open", "refused", "marked")
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
FOLDED = "() => [...document.querySelectorAll('details')].filter((one) => one.checkVisibility()).length"


@pytest.mark.full
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_a_feedback_page(kind: str, dark: bool, browser, tmp_path: Path):
    file = tmp_path / "feedback.html"
    file.write_text(render(made_up.kinds()[kind]), encoding="utf-8")
    looks = [(360, "screen")] if dark else [(1280, "screen"), (360, "screen"), (700, "print")]
    for width, medium in looks:
        with lab.page(browser, width, dark=dark) as (opened, seen):
            opened.emulate_media(media=medium)
            opened.goto(file.as_uri())
            assert medium == "screen" or opened.evaluate(FOLDED) == 0
            assert not lab.too_wide(opened)
            opened.evaluate(UNFOLD)
            assert lab.axe_finds(opened) == []
            assert not lab.too_wide(opened)
            assert seen.console == [] and seen.outside == []


@pytest.mark.full
def test_each_kind_is_looked_at():
    assert set(KINDS) == set(made_up.kinds())
