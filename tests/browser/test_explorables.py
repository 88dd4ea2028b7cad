"""What moves, as a reader meets it: live, by keyboard, reopened without a kernel, dark, narrow, zoomed."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import nbformat
import pytest

from tests import figures
from tests.course import ROOT

lab = pytest.importorskip("tests.browser.lab", reason="playwright is not installed")
from playwright.sync_api import TimeoutError  # noqa: E402

LESSONS = [path.parent.name for path in sorted((ROOT / "solutions").glob("*/*.ipynb"))]

ASKED = (ROOT / "tests" / "browser" / "explorables.js").read_text(encoding="utf-8")
TIMES, LARGEST = 30, 2_000_000
OURS = (".jp-RenderedHTML", ".explorable")  # what the course's cells put on the page, and not JupyterLab's own parts


def what_counts(path: Path) -> nbformat.NotebookNode:
    """Return a solved lesson up to its last explorable, as a learner has it, without stored outputs."""
    notebook = nbformat.read(path, 4)
    uses = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and "widgets." in cell.source]
    notebook.cells = notebook.cells[: max(uses, default=-1) + 1]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator["lab.Lab"]:
    folder = lab.course(tmp_path_factory.mktemp("course"))
    for name in LESSONS:
        (folder / "lessons" / name).mkdir()
        notebook = what_counts(ROOT / "solutions" / name / f"{name}.ipynb")
        nbformat.write(notebook, folder / "lessons" / name / f"{name}.ipynb")
        for extra in (ROOT / "solutions" / name).iterdir():
            if extra.is_file() and extra.suffix != ".ipynb":
                shutil.copy(extra, folder / "lessons" / name)
    with lab.running(folder) as running:
        yield running


@pytest.mark.full
@pytest.mark.parametrize("name", LESSONS)
def test_explorables_of_a_lesson(name: str, server: "lab.Lab", browser):
    path = f"lessons/{name}/{name}.ipynb"
    stored = server.folder / path
    if not nbformat.read(stored, 4).cells:
        pytest.skip("nothing moves in this lesson")
    with lab.page(browser) as (page, seen):
        lab.open_notebook(page, server, path)
        lab.run_all(page)
        assert not page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count()
        page.evaluate(ASKED)
        roots = page.locator(".explorable")
        count = roots.count()
        assert count, "no explorable came alive"
        for i in range(count):
            look_at_live(name, page, roots.nth(i))
        assert lab.axe_finds(page, *OURS) == []
        last = page.evaluate("[...document.querySelectorAll('.explorable')].map(explorables.alt)")
        lab.save(page)
        assert seen.console == [] and seen.outside == []
    size = stored.stat().st_size
    figures.LINES.append(f"browser, {name}: {count} explorables; {size / 1000:.0f} kB saved with all outputs")
    assert size < LARGEST
    lab.end_kernels(server)
    for width, dark, zoom in [(1280, False, 1), (900, True, 1), (400, False, 1), (640, True, 2)]:
        with lab.page(browser, width, zoom=zoom) as (page, seen):
            look_at_reopened(page, server, path, last, dark)
            assert seen.console == [] and seen.outside == [], (width, dark, zoom)


def look_at_live(name: str, page, root) -> None:
    """Move an explorable by keyboard, measure it, and hold what it says to what it shows."""
    title = root.get_attribute("aria-label")
    root.scroll_into_view_if_needed()
    element = root.element_handle()
    alt = page.evaluate("explorables.alt", element)
    assert title and alt
    pad = root.locator("canvas")
    if pad.count():
        pad.focus()
        for key in ["Space", *["ArrowDown"] * 12, "Space"]:
            page.keyboard.press(key)
    else:
        for control in root.locator("input, select").all():
            assert control.evaluate("(one) => one.labels.length") == 1
        first = root.locator("input, select").first
        first.focus()
        assert first.evaluate("(one) => getComputedStyle(one).outlineStyle") != "none"
        page.keyboard.press("Home" if first.evaluate("(one) => one.value != 0") else "End")
    page.wait_for_function("([root, before]) => explorables.alt(root) !== before", arg=[element, alt], timeout=60_000)
    page.wait_for_function("explorables.pictures", arg=element)
    page.wait_for_function(
        "(root) => root.querySelector('[role=status]').textContent === explorables.alt(root)",
        arg=element,
        timeout=60_000,
    )
    assert root.locator(".explorable-note[role=alert]").inner_text() == ""
    times = page.evaluate("([root, n]) => explorables.latencies(root, n)", [element, TIMES])
    figures.LINES.append(f"browser, {name}, {title}: {median(times):.0f} ms from key to picture, median of {TIMES}")


def look_at_reopened(page, server: "lab.Lab", path: str, last: list[str], dark: bool) -> None:
    """Open the saved notebook without its kernel: each picture is the last one, no error, nothing out of the page."""
    lab.open_notebook(page, server, path)
    lab.alone(page, dark)
    page.evaluate(ASKED)
    page.wait_for_function(
        f"document.querySelectorAll('.explorable-picture img').length >= {len(last)}", timeout=60_000
    )
    for i, alt in enumerate(last):
        root = page.locator(".explorable").nth(i)
        root.scroll_into_view_if_needed()
        element = root.element_handle()
        page.wait_for_function("explorables.pictures", arg=element, timeout=60_000)
        assert page.evaluate("explorables.alt", element) == alt
        try:
            page.wait_for_function("(root) => explorables.overhang(root) <= 1", arg=element, timeout=60_000)
        except TimeoutError as error:
            raise AssertionError(f"at {page.viewport_size}: {page.evaluate('explorables.widest', element)}") from error
        assert root.locator(".explorable-asleep").is_visible()
    words = page.locator(".jp-Notebook").inner_text()
    assert not re.search(r"Error displaying widget|Traceback", words)
    assert lab.axe_finds(page, *OURS) == []
