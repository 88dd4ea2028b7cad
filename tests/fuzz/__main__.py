"""Drive what reads a student's bytes with hostile inputs, and print what they cost."""

import argparse
import time

from tests.fuzz.drive import drive
from tests.fuzz.targets import TARGETS


def main() -> None:
    """Drive the targets that are named, or all."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="TARGET", choices=[*TARGETS, []], help=", ".join(TARGETS))
    parser.add_argument("--inputs", type=int, default=10_000, help="for each target (default: 10000)")
    parser.add_argument("--variants", type=int, default=0, help="that are tried of each input besides (default: 0)")
    parser.add_argument("--seed", type=int, default=0, help="of the inputs (default: 0)")
    options = parser.parse_args()
    for name in options.names or TARGETS:
        begun = time.monotonic()
        done = drive(TARGETS[name], options.inputs, options.seed, options.variants)
        took = time.monotonic() - begun
        print(
            f"{name}: {done.inputs} inputs in {took:.0f} s, no crash; the dearest took {done.slowest:.2f} s of the "
            f"processor and {done.most:.1f} MB; {done.grown:.2f} MB stay",
            flush=True,
        )


if __name__ == "__main__":
    main()
