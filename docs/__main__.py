"""Build the reading edition: `python -m docs build`, or on paper, `python -m docs pdf`; or the browser edition."""

import argparse
import sys
from pathlib import Path

from docs import paper, site
from docs.browser import address
from docs.browser import site as browser_site
from docs.lessons import ROOT


def main(words: list[str] | None = None) -> None:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m docs", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help=f"make the site in {site.PLACE}/html")
    build.add_argument("--url", default="", help="where it will be published: pages then say so to who shares a link")
    commands.add_parser("pdf", help=f"make {site.PLACE}/course.pdf, with Chromium")
    browser = commands.add_parser("browser", help=f"make the browser edition in {address.PLACE}")
    browser.add_argument(
        "--pyodide", type=Path, metavar="FOLDER", help="a distribution of Pyodide, instead of what PyPI and npm have"
    )
    chosen = parser.parse_args(words)
    if chosen.command == "build":
        print(f"Open {site.build(url=chosen.url).relative_to(ROOT).as_posix()}.")
    elif chosen.command == "browser":
        browser_site.build(named=chosen.pyodide)
        print(f"Made {address.PLACE}. Serve that folder; docs/browser.md says how.")
    else:
        print(f"Made {paper.make().relative_to(ROOT).as_posix()}.")


if __name__ == "__main__":
    main(sys.argv[1:])
