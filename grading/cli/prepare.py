"""Create the gradebook and release lessons to the exchange folder; lessons/ stays as it is."""

from grading.nbgrader_ext.releases import release


def run(names: list[str]) -> None:
    """Release these lessons."""
    for name in names:
        release(name)
        print(f"{name}: ready to be handed in and graded")
