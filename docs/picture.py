"""The README's picture of the reading edition: a lesson's page, where something moves, taken by Chromium."""

import io
from pathlib import Path

from PIL import Image

from docs import paper, site
from docs.lessons import ROOT

PLACE = ROOT / "docs" / "images" / "reading-edition.webp"
SHOWN = "lessons/01_one_neuron/01_one_neuron.html"
WIDTH, HEIGHT, ABOVE = 1280, 800, 110  # pixels; the last is what is left above the explorable


def make(html: Path = ROOT / site.PLACE / "html", place: Path = PLACE) -> Path:
    """Take the picture of a site that has been built, and return its file.

    Raises
    ------
    SystemExit
        Where there is no site, no Chromium, or no Playwright.
    """
    if not (html / SHOWN).exists():
        raise SystemExit("There is no site to take a picture of: `python -m docs build` makes it.")
    program = paper.chromium()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise SystemExit("Playwright is not there: `pip install -e .[test]` brings it.") from error
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto((html / SHOWN).as_uri())
        page.evaluate(f"scrollTo(0, document.querySelector('.stepper').getBoundingClientRect().top - {ABOVE})")
        taken = page.screenshot(animations="disabled")
        browser.close()
    Image.open(io.BytesIO(taken)).convert("RGB").save(place, quality=80, method=6)
    return place
