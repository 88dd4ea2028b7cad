"""The course's commands; `python -m grading COMMAND --help` explains one of them."""

import argparse
import importlib
import pkgutil
import sys
from types import ModuleType

from grading import cli
from grading.lesson.places import originals

LESSONS = {"nargs": "*", "metavar": "LESSON", "help": "such as 01_one_neuron; without one, all lessons"}


def commands(typed: str = "") -> dict[str, ModuleType]:
    """Import the command that was typed, or else all that are there; a student has fewer than an instructor."""
    names = [module.name.replace("_", "-") for module in pkgutil.iter_modules(cli.__path__)]
    wanted = [typed] if typed in names else names  # one of them need not wait for what the others import
    return {name: importlib.import_module(f"{cli.__name__}.{name.replace('-', '_')}") for name in wanted}


def main() -> None:
    """Read the command line and run one command; without one, print the help."""
    parser = argparse.ArgumentParser(prog="python -m grading", description=__doc__)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    words = sys.argv[1:] or ["--help"]
    for name, module in commands(words[0]).items():
        summary = (module.__doc__ or "").splitlines()[0]
        subparser = subparsers.add_parser(name, help=summary, description=summary)
        subparser.set_defaults(module=module, names=[])
        if arguments := getattr(module, "ARGUMENTS", LESSONS):
            subparser.add_argument("names", **arguments)
        for option, settings in getattr(module, "OPTIONS", {}).items():
            subparser.add_argument(f"--{option}", **settings)
    chosen = parser.parse_args(words)
    names = chosen.names if hasattr(chosen.module, "ARGUMENTS") else _lessons(chosen.names)
    options = {option: getattr(chosen, option) for option in getattr(chosen.module, "OPTIONS", {})}
    chosen.module.run(names, **options)


def _lessons(names: list[str]) -> list[str]:
    """Return the lessons that were named, or all of them; stop if one does not exist."""
    known = list(originals())
    for name in names:
        if name not in known:
            raise SystemExit(f"There is no lesson {name}. The lessons are {', '.join(known)}.")
    return names or known


if __name__ == "__main__":
    main()
