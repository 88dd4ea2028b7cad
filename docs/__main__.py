"""Build the reading edition: `python -m docs build`, or on paper, `python -m docs pdf`."""

import argparse
import sys

from docs import paper, site
from docs.lessons import ROOT


def main(words: list[str] | None = None) -> None:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m docs", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help=f"make the site in {site.PLACE}/html")
    build.add_argument("--url", default="", help="where it will be published: pages then say so to who shares a link")
    commands.add_parser("pdf", help=f"make {site.PLACE}/course.pdf, with Chromium")
    chosen = parser.parse_args(words)
    if chosen.command == "build":
        print(f"Open {site.build(url=chosen.url).relative_to(ROOT).as_posix()}.")
    else:
        print(f"Made {paper.make().relative_to(ROOT).as_posix()}.")


if __name__ == "__main__":
    main(sys.argv[1:])
