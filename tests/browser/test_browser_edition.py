"""The browser edition in a real Chromium: lessons run from the first cell to the last, and ask nobody outside."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from docs.browser import site
from docs.lessons import names
from grading.intake.claims import claim
from tests import figures
from tests.course import ROOT
from tests.needs import missing

lab = pytest.importorskip("tests.browser.lab", reason="playwright is not installed")
edition = pytest.importorskip("tests.browser.edition")
pytest.importorskip("jupyterlite_core", reason="the packages of the browser edition are not installed")

pytestmark = pytest.mark.full  # the build alone takes half a minute
ONE, PAD = "01_one_neuron", "00_start_here"
LONG = {"09_what_depth_learns"}  # it trains for minutes: not run here
SHORT = {"00_start_here", "01_one_neuron", "02_a_neuron_that_learns", "04_three_layers"}  # with the model answers, too
MOST = 400  # seconds that a lesson may take, on a busy machine
ASKED = (ROOT / "tests" / "browser" / "explorables.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `python -m docs browser` does."""
    for program in ("npm", "node"):
        if shutil.which(program) is None:
            missing("npm", f"Node.js is not installed: `{program}` is not on the PATH")
    place = tmp_path_factory.mktemp("browser") / "site"
    site.build(place)
    return place


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[str]:
    """Where the site is served."""
    with edition.served(folder) as address:
        yield address


def runs(browser, base: str, name: str, what: str) -> dict[str, list[dict]]:
    """Run a lesson, note what it took, and return its outputs."""
    before = edition.processor_seconds()
    with lab.page(browser) as (page, seen):
        edition.come(page, base, name)
        started = edition.processor_seconds() - before
        found = edition.run_all(page, MOST)
        took = edition.processor_seconds() - before
        assert seen.outside == []
    figures.LINES.append(
        f"browser edition, {name}, {what}: {started:.0f} s of CPU to start, {took - started:.0f} to run"
    )
    said = [out["text"] for outputs in found.values() for out in outputs if out.get("name") == "stderr"]
    assert said == []
    return found


def errors(found: dict[str, list[dict]]) -> dict[str, str]:
    """Return the errors among outputs, by cell."""
    return {
        cell: f"{out['ename']}: {out['evalue']}"
        for cell, outputs in found.items()
        for out in outputs
        if out["output_type"] == "error"
    }


@pytest.mark.parametrize("name", [name for name in names() if name not in LONG])
def test_an_untouched_lesson_runs(name: str, browser, base: str):
    lesson = nbformat.read(ROOT / "lessons" / name / f"{name}.ipynb", 4)
    checks = {cell.id for cell in lesson.cells if "raises-exception" in cell.metadata.get("tags", [])}
    found = errors(runs(browser, base, name, "untouched"))
    assert found and set(found) <= checks
    assert all("NotAnswered" in said for said in found.values()), found


@pytest.mark.parametrize("name", sorted(SHORT))
def test_a_lesson_with_the_model_answers_runs(name: str, browser, base: str):
    assert errors(runs(browser, base + edition.SOLVED, name, "answered")) == {}


def test_a_slider_moves(browser, base: str):
    with lab.page(browser) as (page, seen):
        edition.come(page, base + edition.SOLVED, ONE)
        edition.run_all(page, MOST)
        page.evaluate(ASKED)
        lab.show_all(page)
        root = page.locator(".explorable").first
        root.scroll_into_view_if_needed()
        element = root.element_handle()
        before = page.evaluate("explorables.alt", element)
        slider = root.locator("input[type=range]").first
        slider.focus()
        page.keyboard.press("End")
        page.wait_for_function("([root, old]) => explorables.alt(root) !== old", arg=[element, before], timeout=60_000)
        assert before and seen.outside == []


def test_the_pen_draws(browser, base: str):
    with lab.page(browser) as (page, seen):
        edition.come(page, base, PAD)
        edition.run_all(page, MOST)
        page.evaluate(ASKED)
        lab.show_all(page)
        pad = page.locator(".explorable canvas").first
        pad.scroll_into_view_if_needed()
        root = page.locator(".explorable", has=page.locator("canvas")).first.element_handle()
        before = page.evaluate("explorables.alt", root)
        box = pad.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8, steps=8)
        page.mouse.up()
        page.wait_for_function("([root, old]) => explorables.alt(root) !== old", arg=[root, before], timeout=60_000)
        assert "The ink is 20 pixels high" in page.evaluate("explorables.alt", root) and seen.outside == []


WRITE = """([id, text]) => [...window.jupyterapp.shell.currentWidget.content.model.cells]
    .find((cell) => cell.id === id).sharedModel.setSource(text)"""
SOURCES = "[...window.jupyterapp.shell.currentWidget.content.model.cells].map((cell) => cell.sharedModel.source)"
WRONG = "def weighted_sum(X, w, b):\n    return X @ w"
RIGHT = "def weighted_sum(X, w, b):\n    return X @ w + b"


def said(page, answer: str) -> str:
    """Write an answer, run all, and return what its check says."""
    page.evaluate(WRITE, ["weighted_sum", answer])
    return edition.text(edition.run_all(page, MOST)["test_weighted_sum"])


def test_a_check_judges_what_is_written_stays_and_can_be_handed_in(browser, base: str, folder: Path, tmp_path: Path):
    with lab.page(browser) as (page, seen):
        edition.come(page, base, ONE)
        assert "You left out the bias" in said(page, WRONG)
        assert "NotMet" not in said(page, RIGHT)
        lab.save(page)
        edition.come(page, base, ONE)  # as after closing the page
        assert RIGHT in page.evaluate("window.jupyterapp.shell.currentWidget.context.model.toString()").replace(
            "\\n", "\n"
        )
        words = page.locator("body").inner_text()
        assert "Validate" not in words and "Submit" not in words and "older than the lesson" not in words
        page.get_by_text("Download for hand-in").click()
        page.locator(".jp-Dialog input").fill("=ada")
        page.locator(".jp-Dialog .jp-mod-accept").click()
        page.get_by_text("This name cannot be in a file's name").wait_for()
        page.locator(".jp-Dialog .jp-Dialog-button").last.click()
        page.get_by_text("Download for hand-in").click()
        page.locator(".jp-Dialog input").fill("ada")
        with page.expect_download() as waiting:
            page.locator(".jp-Dialog .jp-mod-accept").click()
        file = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(file)
        assert file.name == f"ada_{ONE}.ipynb" and claim(Path(file.name), ONE).student == "ada"
        assert RIGHT in [cell.source for cell in nbformat.read(file, 4).cells]
        editions = json.loads((folder / "editions.json").read_text(encoding="utf-8"))
        newer = editions | {f"lessons/{ONE}/{ONE}.ipynb": "newer"}
        try:
            (folder / "editions.json").write_text(json.dumps(newer), encoding="utf-8")
            edition.come(page, base, ONE)
            page.get_by_text("older than the lesson on this site").first.wait_for(timeout=60_000)
        finally:
            (folder / "editions.json").write_text(json.dumps(editions), encoding="utf-8")
        assert seen.outside == []
