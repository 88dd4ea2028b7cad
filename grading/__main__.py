"""The commands of `python -m grading`."""

import argparse

from grading import commands, pack


def rebuild(names: list[str]) -> None:
    """Run the solutions, store their outputs, and generate the lessons from them."""
    for name in names:
        seconds = commands.execute(commands.ROOT / "solutions" / name / f"{name}.ipynb")
        commands.generate(name)
        print(f"{name}: ran in {seconds:.1f} s, lesson generated")


def prepare(names: list[str]) -> None:
    """Make the gradebook and release lessons to the exchange folder; lessons/ is left as it is."""
    for name in names:
        commands.release(name)
        print(f"{name}: ready to be handed in and graded")


def handout(names: list[str]) -> None:
    """Make handout/ and handout.zip: what a student gets."""
    folder = pack.pack(names)
    print(f"{folder.name}/ and {folder.name}.zip: {', '.join(names)}")


def main() -> None:
    """Read the command line and run one command."""
    parser = argparse.ArgumentParser(prog="python -m grading", description=__doc__)
    actions = parser.add_subparsers(required=True, metavar="COMMAND")
    for action in (prepare, handout, rebuild):
        about = action.__doc__.splitlines()[0]
        sub = actions.add_parser(action.__name__, help=about, description=about)
        sub.add_argument("lessons", nargs="*", metavar="LESSON", help="all when none is named")
        sub.set_defaults(action=action)
    chosen = parser.parse_args()
    known = commands.lessons()
    for name in chosen.lessons:
        if name not in known:
            raise SystemExit(f"There is no lesson {name}. There are: {', '.join(known)}.")
    chosen.action(chosen.lessons or known)


if __name__ == "__main__":
    main()
