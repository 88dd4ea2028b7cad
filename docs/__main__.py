"""Build the reading edition: `python -m docs build`, or on paper, `python -m docs pdf`."""

import argparse
import sys

from docs import paper, picture, site, to_start
from docs.browser import address
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
    chosen = parser.parse_args(words)
    if chosen.command == "build":
        made = site.build(url=chosen.url)
        runs = (made.parent / to_start.RUN).is_dir()
        print("Each lesson can be run in the browser." if runs else NO_BROWSER_EDITION)
        print(f"Open {made.relative_to(ROOT).as_posix()}.")
    elif chosen.command == "picture":
        print(f"Made {picture.make().relative_to(ROOT).as_posix()}.")
    else:
        print(f"Made {paper.make().relative_to(ROOT).as_posix()}.")


if __name__ == "__main__":
    main(sys.argv[1:])
