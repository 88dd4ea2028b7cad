"""Make what is read or run elsewhere: the reading edition, the course on paper, the browser edition."""

import argparse
import sys
from pathlib import Path

from docs import paper, picture, site, to_start
from docs.browser import address
from docs.browser import site as browser_site
from docs.lessons import ROOT

NO_BROWSER_EDITION = (
    'No page says "Run this lesson", for want of the browser edition '
    f"in {address.PLACE}, which `python -m docs browser` makes."
)


def main(words: list[str] | None = None) -> None:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m docs", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help=f"make the site in {site.PLACE}/html")
    build.add_argument("--url", default="", help="where it will be published: pages then say so to who shares a link")
    commands.add_parser("pdf", help=f"make {site.PLACE}/course.pdf, with Chromium")
    commands.add_parser("picture", help="take the README's picture of the site that has been built, with Chromium")
    browser = commands.add_parser("browser", help=f"make the browser edition in {address.PLACE}")
    browser.add_argument(
        "--pyodide", type=Path, metavar="FOLDER", help="a distribution of Pyodide, instead of what PyPI and npm have"
    )
    chosen = parser.parse_args(words)
    if chosen.command == "build":
        made = site.build(url=chosen.url)
        runs = (made.parent / to_start.RUN).is_dir()
        print("Each lesson can be run in the browser." if runs else NO_BROWSER_EDITION)
        print(f"Open {made.relative_to(ROOT).as_posix()}.")
    elif chosen.command == "picture":
        print(f"Made {picture.make().relative_to(ROOT).as_posix()}.")
    elif chosen.command == "browser":
        browser_site.build(named=chosen.pyodide)
        print(f"Made {address.PLACE}. Serve that folder; docs/browser.md says how.")
    else:
        print(f"Made {paper.make().relative_to(ROOT).as_posix()}.")


if __name__ == "__main__":
    main(sys.argv[1:])
