"""The reading edition in a real Chromium: no request to anywhere, nothing for axe, in both themes and on a phone."""

import re
from pathlib import Path

import pytest

from docs import paper, site
from docs.explorables import MOVING
from docs.lessons import names
from docs.pages import PAGES
from tests.course import LESSONS, ROOT

lab = pytest.importorskip("tests.browser.lab", reason="playwright is not installed")

LOOK = """async () => {
  const {violations, passes} = await axe.run({preload: false, resultTypes: ["violations"]});
  const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  return [found, passes.map((one) => one.id)];
}"""
BROKEN = (
    "() => [...document.images].filter((one) => one.complete && !one.naturalWidth).map((one) => one.src.slice(0, 80))"
)
DRAWN = """() => [...document.querySelectorAll(".stepper img")].every(
  (one) => one.naturalWidth && one.clientWidth > 40 && one.clientHeight > 40)"""
HEAD = """() => ["title", "meta[name=viewport]", "meta[name=description]", "html[lang]"].filter(
  (one) => !document.querySelector(one))"""
ONE = "01_one_neuron"


def page_of(lesson: str) -> str:
    """Return the address of a lesson's page on the site."""
    return f"lessons/{lesson}/{lesson}.html"


PLACES = ["index.html", "search.html", *map(page_of, LESSONS), *(p.replace(".md", ".html") for p in PAGES)]


def look(browser, address: str, dark: bool, width: int = 1280) -> None:
    """Open a page; nothing may be wrong with it."""
    with lab.page(browser, width, dark=dark) as (opened, seen):
        opened.goto(address)
        opened.evaluate(lab.AXE)
        found, looked_at = opened.evaluate(LOOK)
        assert found == [] and "color-contrast" in looked_at
        assert opened.evaluate(BROKEN) == [] and opened.evaluate(HEAD) == []
        assert not lab.too_wide(opened)
        assert seen.console == [] and seen.outside == []


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with one whole lesson."""
    return site.build(tmp_path_factory.mktemp("one"), whole=[ONE]).parent


def test_a_lessons_page_asks_nobody_for_anything_and_its_terms_explain_themselves(browser, one: Path):
    address = (one / page_of(ONE)).as_uri()
    look(browser, address, dark=False)
    with lab.page(browser) as (opened, seen):
        opened.goto(address)
        term = opened.locator("a.term", has_text="weighted sum").first
        meaning = opened.locator(f"#{term.get_attribute('aria-describedby')}")
        assert not meaning.is_visible()
        term.focus()
        assert meaning.is_visible() and meaning.inner_text().startswith("weighted sum: ")
        opened.keyboard.press("Escape")
        assert not meaning.is_visible()
        term.hover()
        assert meaning.is_visible()
        term.click()
        assert opened.url.endswith("GLOSSARY.html#term-weighted-sum")
        opened.wait_for_selector("#term-weighted-sum")
        assert seen.outside == []


def test_a_picture_can_be_stepped_through_with_the_keyboard(browser, one: Path):
    with lab.page(browser) as (opened, seen):
        opened.goto((one / page_of(ONE)).as_uri())
        stepper = opened.locator(".stepper").first
        slider, before = stepper.get_by_role("slider").first, stepper.locator("img").first.get_attribute("alt")
        slider.focus()
        opened.keyboard.press("ArrowRight")
        assert stepper.locator("output").first.inner_text() == slider.get_attribute("aria-valuetext")
        assert stepper.locator("img").first.get_attribute("alt") != before
        opened.keyboard.press("ArrowLeft")
        assert stepper.locator("img").first.get_attribute("alt") == before
        assert opened.evaluate(BROKEN) == [] and seen.console == [] and seen.outside == []


STEP_THROUGH = """() => [...document.querySelectorAll(".stepper")].flatMap((stepper) =>
  [...stepper.querySelectorAll("[data-control]")].map((control) => {
    const alt = () => [...stepper.querySelectorAll("img")].map((image) => image.alt).join(" ");
    const seen = new Set([alt()]);
    const last = control.options ? control.options.length - 1 : Number(control.max);
    for (let k = 0; k <= last; k++) {
      if (control.options) control.selectedIndex = k; else control.value = k;
      control.dispatchEvent(new Event("input"));
      seen.add(alt());
    }
    return [control.id, seen.size];
  }))"""


@pytest.mark.full
def test_every_control_of_every_lesson_moves_its_picture(browser, whole: Path):
    for lesson, cells in MOVING.items():
        with lab.page(browser, 400) as (opened, seen):
            opened.goto((whole / page_of(lesson)).as_uri())
            moved = opened.evaluate(STEP_THROUGH)
            assert {name.removeprefix("step-").rpartition("-")[0] for name, _ in moved} == set(cells)
            assert all(different > 1 for _, different in moved), moved
            for button in opened.locator(".stepper button", has_text="back").all()[:1]:
                output = button.locator("xpath=..").locator("output")
                before = output.inner_text()
                button.click()
                assert output.inner_text() != before
            opened.wait_for_function(DRAWN)
            assert seen.console == [] and seen.outside == [] and not lab.too_wide(opened)


def test_download_gives_the_lesson_as_it_is_released(one: Path):
    assert (one / "_sources" / "lessons" / ONE / f"{ONE}.ipynb").read_bytes() == (
        ROOT / "lessons" / ONE / f"{ONE}.ipynb"
    ).read_bytes()
    assert f"_sources/lessons/{ONE}/{ONE}.ipynb" in (one / page_of(ONE)).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the whole site, as it is published."""
    return site.build(tmp_path_factory.mktemp("whole"), url="https://example.org/course/").parent


@pytest.mark.full
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_page(browser, whole: Path, dark: bool):
    for place in PLACES:
        look(browser, (whole / place).as_uri(), dark)


@pytest.mark.full
@pytest.mark.parametrize(
    "place", ["index.html", page_of("05_backpropagation"), "NOTATION.html", "docs/instructors.html"]
)
def test_a_page_fits_on_a_phone(browser, whole: Path, place: str):
    look(browser, (whole / place).as_uri(), dark=False, width=360)


@pytest.mark.full
def test_every_page_is_listed_leads_on_and_says_what_it_is(whole: Path):
    made = {path.relative_to(whole).as_posix() for path in whole.rglob("*.html")}
    assert set(PLACES) <= made
    first = (whole / "index.html").read_text(encoding="utf-8")
    assert all(page_of(lesson) in first for lesson in LESSONS)
    for place in PLACES:
        if place != "search.html":
            text = (whole / place).read_text(encoding="utf-8")
            assert re.search(r'property="og:image" content="https://example.org/course/_static/[\w-]+\.png"', text), (
                place
            )
            assert place == "index.html" or "prev-next" in text, place
    assert (whole / "_static" / "pizza-network.png").exists()


@pytest.mark.full
def test_search_finds_a_word(browser, whole: Path):
    with lab.page(browser) as (opened, seen):
        opened.goto(f"{(whole / 'search.html').as_uri()}?q=backpropagation")
        opened.wait_for_selector("#search-results ul.search li a")
        found = opened.locator("#search-results ul.search li a").all_inner_texts()
        assert any("05 Backpropagation" in text for text in found) and seen.outside == []


@pytest.mark.full
def test_the_course_is_printed(browser, tmp_path: Path):
    printed = paper.make(tmp_path).read_bytes()
    assert printed.startswith(b"%PDF-") and len(re.findall(rb"/Type\s*/Page\b", printed)) > len(names())
