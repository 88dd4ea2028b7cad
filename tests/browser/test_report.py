"""The class report in a real Chromium: axe finds nothing, in both themes, on a phone and on paper."""

from pathlib import Path

import pytest

from grading.report import page
from grading.report.records import Lesson
from tests.grading.report import made_up

lab = pytest.importorskip("tests.browser.lab", reason="playwright is not installed")

CLASSES = {
    "many": made_up.lesson(40, marked=True),
    "few": made_up.lesson(3),
    "none": Lesson(made_up.LESSON, "01 One neuron", made_up.EXERCISES, ()),
}


@pytest.mark.full
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", CLASSES)
def test_axe_finds_nothing_on_the_report(name: str, dark: bool, browser, tmp_path: Path):
    file = tmp_path / "report.html"
    file.write_text(page.render(CLASSES[name]), encoding="utf-8")
    for width, medium in ((1280, "screen"), (360, "screen"), (700, "print")):
        with lab.page(browser, width, dark=dark) as (opened, seen):
            opened.emulate_media(media=medium)
            opened.goto(file.as_uri())
            assert lab.axe_finds(opened) == []
            assert not lab.too_wide(opened)
            assert seen.console == [] and seen.outside == []
