"""A check that speaks like a tutor: what was called, what was expected, what came, and which mistake it looks like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.checks import calling, words
from helpers.checks.answer import Answer, NotMet
from helpers.checks.hints import likely


@dataclass
class Check:
    """All the checks of one exercise: `check = Check(sigmoid, read="From a sum to a probability")`.

    `read` is the heading to read again when a check is not met.
    """

    f: Callable
    read: str
    noted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if not callable(self.f):
            raise NotMet(
                f"Expected a function, and found {words.kind(self.f)}: {words.show(self.f)}.\n"
                "Was its name used for something else? Run the answer cell again."
            )

    def __call__(self, *args: Any, **kwargs: Any) -> Answer:
        """Call the function with copies of the arguments."""
        outcome = calling.run(self.f, args, kwargs)
        if outcome.printed:
            print(outcome.printed[:2000].rstrip())
        for warning in outcome.warned:
            self._note(warning)
        return Answer(self, words.call(self.f, args, kwargs), outcome)

    def done(self) -> None:
        """Say that every check above was met."""
        print(f"{words.name(self.f)}: every check here is met.")

    def fail(self, called: str, told: str, because: str = "") -> None:
        """Raise NotMet with the call, what was found, and the likely mistake."""
        lines = [called, told if told.startswith("    ") else f"    {told}"]
        lines += [f"This looks like: {because}"] if because else []
        raise NotMet("\n".join([*lines, f'Read again: "{self.read}".']))

    def _note(self, warning: str) -> None:
        if warning not in self.noted:
            self.noted.add(warning)
            hint = likely(warning)
            print(
                f"NumPy or Python warns: {warning}. (A warning alone costs no points.)" + (f" {hint}" if hint else "")
            )


def marks(share: Any, scale: Mapping[float, int], unit: str, then: str = "") -> int:
    """Turn how much is right into points, say so, and return them as a plain int for the last line of a test cell.

    `scale` maps a threshold to its points: `{16: 3, 15: 2, 14: 1}`. A share that is not a number earns nothing.
    `then` says what the next point takes, where that is no threshold.
    """
    reached = [points for least, points in scale.items() if share >= least]
    points, most = max(reached, default=0), max(scale.values())
    missing = [least for least, p in scale.items() if p > points]
    more = (then or f"The next point is at {min(missing):g}.") if missing else ""
    print(f"{share:g} {unit}: {points} of {most} points. {more}".rstrip())
    return points
