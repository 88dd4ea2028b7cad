"""The commands of `python -m grading`."""

import argparse

from grading import commands


def rebuild(names: list[str]) -> None:
    """Run the solutions, store their outputs, and generate the lessons from them."""
    for name in names:
        seconds = commands.execute(commands.ROOT / "solutions" / name / f"{name}.ipynb")
        commands.generate(name)
        print(f"{name}: ran in {seconds:.1f} s, lesson generated")


def prepare(names: list[str]) -> None:
    """Make the gradebook and release every lesson to the exchange folder."""
    for name in names:
        commands.generate(name)
        commands.release(name)
        print(f"{name}: generated and released")


def main() -> None:
    """Read the command line and run one command."""
    parser = argparse.ArgumentParser(prog="python -m grading", description="The instructor's commands.")
    actions = parser.add_subparsers(required=True, metavar="COMMAND")
    for action in (prepare, rebuild):
        sub = actions.add_parser(action.__name__, help=action.__doc__, description=action.__doc__)
        sub.add_argument("lessons", nargs="*", metavar="LESSON", help="all of them when none is named")
        sub.set_defaults(action=action)
    chosen = parser.parse_args()
    known = commands.lessons()
    for name in chosen.lessons:
        if name not in known:
            parser.error(f"there is no lesson {name}. There are: {', '.join(known)}")
    chosen.action(chosen.lessons or known)


if __name__ == "__main__":
    main()
