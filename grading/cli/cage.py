"""Show what keeps students' code away from your files and from the network on this machine."""

from grading.sandbox.sandbox import survey

ARGUMENTS = None


def run(names: list[str]) -> None:
    """Print what the sandbox is made of here."""
    print(survey().describe())
