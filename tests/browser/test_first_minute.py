"""The first minutes in JupyterLab: where it opens, which tools a learner and an instructor have, what is saved."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from grading.cli import handout, progress
from tests import life
from tests.course import LESSONS, grade_id, solution

lab = pytest.importorskip("tests.browser.lab", reason="playwright is not installed")

FIRST, SECOND = LESSONS[:2]
PATH = f"lessons/{FIRST}/{FIRST}.ipynb"
INSTRUCTORS = ["nbgrader:open-formgrader", "nbgrader:open-create-assignment", "nbgrader:open-course-list"]
THERE = "(names) => names.filter((name) => window.jupyterapp.commands.hasCommand(name))"
VIEWER = ".jp-MarkdownViewer:not(.lm-mod-hidden) .jp-RenderedMarkdown"
ANOTHER_DIALOG = "(old) => ![old, undefined].includes(document.querySelector('.jp-Dialog')?.innerText)"
# The text of one cell of the notebook that is open, by the cell's id.
WRITE = """([id, text]) => [...window.jupyterapp.shell.currentWidget.content.model.cells]
    .find((cell) => cell.id === id).sharedModel.setSource(text)"""


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> life.Person:
    """A course whose first lesson is released, and the handout that was made of it."""
    person = life.instructor(tmp_path_factory.mktemp("home"))
    handout.make([FIRST, SECOND], person.folder)
    return person


@pytest.fixture(scope="module")
def learner(home: life.Person) -> Iterator["lab.Lab"]:
    """JupyterLab as START.md starts it."""
    with lab.running(home.folder / "handout", NBGRADER_EXCHANGE=str(home.exchange)) as running:
        yield running


@pytest.fixture(scope="module")
def released(home: life.Person) -> Path:
    """Release the first lesson, and return the folder where hand-ins arrive."""
    home.types("grading", "prepare", FIRST)
    return home.exchange / "layer-by-layer" / "inbound"


def come(page, server: "lab.Lab") -> None:
    """Open the address that JupyterLab prints, and wait for the page of progress."""
    page.goto(f"{server.url}/lab?reset&token={server.token}")
    page.goto(f"{server.url}/?token={server.token}")
    page.wait_for_selector(f"{VIEWER} h1", timeout=lab.START * 1000)


def write(page, cell: str, text: str) -> None:
    """Type a text into a cell of the notebook that is open, and do not save it."""
    page.evaluate(WRITE, [cell, text])
    page.wait_for_function("window.jupyterapp.shell.currentWidget.context.model.dirty")


def on_disk(server: "lab.Lab", name: str) -> str:
    """Read a cell of the first lesson as it lies on the disk."""
    notebook = nbformat.read(server.folder / PATH, as_version=4)
    return next(cell.source for cell in notebook.cells if grade_id(cell) == name)


def test_a_learner_lands_on_the_page_of_progress_and_goes_on_from_there(learner: "lab.Lab", browser):
    with lab.page(browser) as (page, seen):
        come(page, learner)
        words = page.locator(VIEWER).inner_text()
        assert "Where you are" in words and "00 Start here" in words and "other values" in words
        assert page.locator(".jp-DirListing-item[title*='00_start_here']").count() == 1
        assert page.evaluate(THERE, INSTRUCTORS) == []
        assert page.evaluate(THERE, ["nbgrader:open-assignment-list"])
        page.locator(f"{VIEWER} a", has_text="00 Start here").first.click()
        page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell", timeout=lab.START * 1000)
        assert page.evaluate("window.jupyterapp.shell.currentWidget.context.path") == PATH
        assert page.locator(".validate-button").count() == 1
        assert seen.console == [] and seen.outside == []
    lab.end_kernels(learner)


@pytest.mark.full
def test_the_page_follows_what_was_saved(learner: "lab.Lab", browser):
    with lab.page(browser) as (page, seen):
        come(page, learner)
        page.locator(f"{VIEWER} a", has_text="00 Start here").first.click()
        page.wait_for_function(lab.IDLE, timeout=lab.START * 1000)
        write(page, "reflect_expectations", "I expect a lot.")
        lab.save(page)
        assert re.search(r"begun.*00 Start here.*1 of 1", (learner.folder / progress.PAGE).read_text(encoding="utf-8"))
        page.locator(".lm-TabBar-tabLabel", has_text="progress.md").click()
        page.wait_for_function(f"document.querySelector('{VIEWER}').innerText.includes('begun')")
        assert seen.console == [] and seen.outside == []
    lab.end_kernels(learner)


@pytest.mark.full
def test_an_instructor_has_the_tools_and_a_learner_in_the_same_clone_has_not(home: life.Person, browser):
    for config, tools in [("jupyter_server_config.py", []), ("jupyter_instructor_config.py", INSTRUCTORS)]:
        with lab.running(home.folder, config) as server, lab.page(browser) as (page, seen):
            come(page, server)
            assert page.evaluate(THERE, INSTRUCTORS) == tools
            assert page.evaluate("document.body.innerText.includes('Create Assignment')") == bool(tools)
            if tools:
                lab.command(page, tools[0])
                page.wait_for_selector("iframe[src*=formgrader]", timeout=lab.START * 1000)
                page.frame_locator("iframe[src*=formgrader]").locator("text=Manual Grading").first.wait_for()
            assert seen.outside == []


@pytest.mark.full
def test_submit_hands_in_what_is_on_the_screen(learner: "lab.Lab", released: Path, browser):
    with lab.page(browser) as (page, seen):
        lab.open_notebook(page, learner, PATH)
        lab.command(page, "docmanager:toggle-autosave")
        write(page, "reflect_expectations", "Typed, and not saved.")
        lab.command(page, "nbgrader:open-assignment-list")
        submit = page.locator("#fetched_assignments_list button", has_text="Submit")
        submit.wait_for(timeout=lab.START * 1000)
        submit.click()
        page.wait_for_selector("#submitted_assignments_list .list_item", timeout=lab.START * 1000)
        (arrived,) = released.glob(f"*/{FIRST}.ipynb")
        assert "Typed, and not saved." in arrived.read_text(encoding="utf-8")
        assert seen.console == [] and seen.outside == []
    lab.end_kernels(learner)


@pytest.mark.full
@pytest.mark.parametrize("name", ["Submit", "Validate"])
def test_nothing_goes_on_where_saving_fails(name: str, learner: "lab.Lab", released: Path, browser):
    before = len(list(released.glob("*")))
    asked: list[str] = []
    with lab.page(browser) as (page, _):
        lab.open_notebook(page, learner, PATH)
        page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
        page.route(
            "**/api/contents/**", lambda route: route.abort() if route.request.method == "PUT" else route.fallback()
        )
        write(page, "reflect_expectations", f"Lost by {name}?")
        lab.command(page, "nbgrader:open-assignment-list")
        if name == "Validate":
            page.locator("#fetched_assignments_list a", has_text=FIRST).first.click()
        button = page.locator("#fetched_assignments_list button", has_text=name).first
        button.click(timeout=lab.START * 1000)
        words = ""
        while "Nothing was" not in words:  # JupyterLab says first why it could not save
            page.wait_for_function(ANOTHER_DIALOG, arg=words, timeout=lab.START * 1000)
            words = page.locator(".jp-Dialog").inner_text()
            page.locator(".jp-Dialog-footer button").last.click()
        assert PATH in words
        assert not [line for line in asked if line.startswith("POST") and line.endswith(("submit", "validate"))]
        assert button.is_enabled()
    assert len(list(released.glob("*"))) == before and f"Lost by {name}?" not in on_disk(
        learner, "reflect_expectations"
    )
    lab.end_kernels(learner)


@pytest.mark.full
def test_validate_saves_and_shows_what_the_check_says_first(learner: "lab.Lab", browser):
    wrong = re.sub(r"### BEGIN SOLUTION.*### END SOLUTION", "return diameter / slices", answer(), flags=re.DOTALL)
    with lab.page(browser) as (page, seen):
        lab.open_notebook(page, learner, PATH)
        write(page, "slice_area", wrong)
        page.locator(".validate-button").first.click()
        message = page.locator("#validation-message")
        message.wait_for(timeout=lab.START * 1000)
        assert on_disk(learner, "slice_area") == wrong
        words = message.inner_text()
        assert message.evaluate("(one) => one.scrollWidth <= one.clientWidth")
        assert words.startswith("The check of slice_area says:") and "slice_area(30, 8)" in words
        assert words.rstrip().endswith("The check's code") and "check.done()" not in words
        message.locator("summary").click()
        assert "check.done()" in message.inner_text()
        assert seen.console == [] and seen.outside == []
    lab.end_kernels(learner)


def answer() -> str:
    """Return the solution's answer to the first exercise."""
    return next(cell.source for cell in solution(FIRST).cells if grade_id(cell) == "slice_area")
