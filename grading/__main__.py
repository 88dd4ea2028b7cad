"""The commands of `python -m grading`."""

import argparse
import sys
from pathlib import Path

from grading.cli import check as checks


def rebuild(names: list[str]) -> None:
    """Run the solutions, store their outputs, and generate the lessons from them."""
    from grading.nbgrader_ext import releases as commands

    for name in names:
        seconds = commands.execute(commands.ROOT / "solutions" / name / f"{name}.ipynb")
        commands.generate(name)
        print(f"{name}: ran in {seconds:.1f} s, lesson generated")


def prepare(names: list[str]) -> None:
    """Make the gradebook and release lessons to the exchange folder; lessons/ is left as it is."""
    from grading.nbgrader_ext import releases as commands

    for name in names:
        commands.release(name)
        print(f"{name}: ready to be handed in and graded")


def handout(names: list[str]) -> None:
    """Make handout/ and handout.zip: what a student gets."""
    from grading.cli import handout as pack

    folder = pack.pack(names)
    print(f"{folder.name}/ and {folder.name}.zip: {', '.join(names)}")


def cage(names: list[str]) -> None:
    """Say what keeps students' code from files and from the network on this machine."""
    from grading.sandbox.sandbox import survey

    print(survey().describe())


def check(paths: list[str]) -> None:
    """Hold the checks that students see on notebooks, as the grader does; exit status 1 where one is not met."""
    sys.exit(0 if all([checks.check(Path(path)) for path in paths]) else 1)


def main() -> None:
    """Read the command line and run one command; of what students get, only `check` is a part."""
    parser = argparse.ArgumentParser(prog="python -m grading", description=__doc__)
    actions = parser.add_subparsers(required=True, metavar="COMMAND")
    instructor = (checks.ROOT / "solutions").is_dir()
    for action in (prepare, handout, rebuild, cage, check) if instructor else (check,):
        about = action.__doc__.splitlines()[0]
        sub = actions.add_parser(action.__name__, help=about, description=about)
        if action is check:
            sub.add_argument("names", nargs="+", metavar="NOTEBOOK")
        else:
            sub.add_argument("names", nargs="*", metavar="LESSON", help="all when none is named")
        sub.set_defaults(action=action)
    chosen = parser.parse_args()
    if chosen.action is check:
        check(chosen.names)
    known = list(checks.originals())
    for name in chosen.names:
        if name not in known:
            raise SystemExit(f"There is no lesson {name}. There are: {', '.join(known)}.")
    chosen.action(chosen.names or known)


if __name__ == "__main__":
    main()
