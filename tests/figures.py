"""What the run measured, printed at its end: lines that tests add, and what became of each exercise's answers."""

from collections import Counter

LINES: list[str] = []
ANSWERS: Counter[str] = Counter()  # "lesson exercise/what": how many, for each of WHAT
WHAT = ("wrong", "killed", "right", "refused", "name", "named")


def answers() -> list[str]:
    """Return a line for each exercise whose answers were tried."""
    found = []
    for exercise in sorted({key.partition("/")[0] for key in ANSWERS}):
        n = {what: ANSWERS[f"{exercise}/{what}"] for what in WHAT}
        found.append(
            f"{exercise}: {n['killed']} of {n['wrong']} wrong answers killed, "
            f"{n['refused']} of {n['right']} right ones refused, {n['named']} of {n['name']} mistakes named"
        )
    return found
