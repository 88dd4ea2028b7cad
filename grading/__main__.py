"""The commands of `python -m grading`."""

import argparse
import importlib
import pkgutil
from types import ModuleType

from grading import cli
from grading.lesson.course import originals

LESSONS = {"nargs": "*", "metavar": "LESSON", "help": "all when none is named"}


def commands() -> dict[str, ModuleType]:
    """Import the commands that are there: a student has fewer of them than an instructor."""
    names = [module.name for module in pkgutil.iter_modules(cli.__path__)]
    return {name: importlib.import_module(f"{cli.__name__}.{name}") for name in names}


def main() -> None:
    """Read the command line and run one command."""
    parser = argparse.ArgumentParser(prog="python -m grading", description=__doc__)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, module in commands().items():
        summary = (module.__doc__ or "").splitlines()[0]
        subparser = subparsers.add_parser(name, help=summary, description=summary)
        subparser.add_argument("names", **getattr(module, "ARGUMENTS", LESSONS))
        subparser.set_defaults(module=module)
    chosen = parser.parse_args()
    names = chosen.names if hasattr(chosen.module, "ARGUMENTS") else _lessons(chosen.names)
    chosen.module.run(names)


def _lessons(names: list[str]) -> list[str]:
    """Return the lessons that were named, or all; stop where one is not there."""
    known = list(originals())
    for name in names:
        if name not in known:
            raise SystemExit(f"There is no lesson {name}. There are: {', '.join(known)}.")
    return names or known


if __name__ == "__main__":
    main()
