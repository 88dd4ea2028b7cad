"""Mark a judge: a reader's function that says of other functions whether they keep every promise.

The judge is handed right functions and impostors, all under the name `f`. Each impostor breaks one promise and is of
one kind; a kind is caught when every impostor of it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from helpers.checks import Check, marks, or_none
from helpers.checks.compare import numbers

Function = Callable[..., Any]
COST = 2  # kinds that a refused right function takes away, so that refusing everything earns nothing


class Trial:
    """The judge's verdicts, collected function by function.

    Parameters
    ----------
    check : Check
        The check of the judge.
    """

    def __init__(self, check: Check) -> None:
        self.check = check
        self.caught: dict[str, bool] = {}
        self.refused = 0
        self.verdicts: list[tuple[bool, bool | None]] = []  # what is true, and what the judge said
        self.said: list[str] = []

    def hear(self, right: Mapping[str, Function], impostors: Mapping[str, Function]) -> None:
        """Let the judge say what it thinks of some functions.

        Parameters
        ----------
        right : mapping of str to callable
            Right functions, each under what it does: "draws by random keys".
        impostors : mapping of str to callable
            Impostors, each under its kind, a verb in the third person: "drops the last batch".

        Raises
        ------
        NotMet
            Where the exercise is still open, or the judge returns something that is neither True nor False.
        """
        for style, f in right.items():
            if self._verdict(f, True, f"a right function that {style}") is False:
                self.refused += 1
                self._say(f"You refused a right function, one that {style}.")
        for kind, f in impostors.items():
            passed = self._verdict(f, False, f"an impostor that {kind}") is not False
            self.caught[kind] = self.caught.get(kind, True) and not passed
            if passed:
                self._say(f"You did not catch an impostor that {kind}.")

    def points(self) -> int:
        """Print what was misjudged, and return the points."""
        answers = {verdict for _, verdict in self.verdicts}
        if answers == {True} or answers == {False}:
            print(f"You returned {answers.pop()} for each of {len(self.verdicts)} functions, right ones and impostors.")
        elif all(verdict is not None and truth != verdict for truth, verdict in self.verdicts):
            print("You exchanged True and False: True is for a function that keeps every promise.")
        else:
            print("\n".join(self.said) or f"You judged all {len(self.verdicts)} functions rightly.")
        kinds, caught = len(self.caught), sum(self.caught.values())
        scale: dict[float, int] = {kinds: 3, kinds - 2: 2, kinds - 4: 1}
        less = f", less {COST} for each of {self.refused} right functions refused" if self.refused else ""
        return marks(max(0, caught - COST * self.refused), scale, f"of {kinds} kinds of impostor caught{less}")

    def _verdict(self, suspect: Function, truth: bool, case: str) -> bool | None:
        """Return what the judge says of one function; None where it stopped with an error, or returned nothing."""

        def f(*args: Any, **kwargs: Any) -> Any:
            """Call the suspect, under a name that gives nothing away."""
            return suspect(*args, **kwargs)

        answer = self.check(f)
        value = or_none(answer, f"Your judge was handed {case}")
        number = numbers(value)
        if value is not None and (number is None or number.shape or number not in (0, 1)):
            answer.fail(f"Expected True or False, got {value!r:.200}.", "You returned something else than a verdict.")
        verdict = None if number is None else bool(number)
        self.verdicts.append((truth, verdict))
        return verdict

    def _say(self, sentence: str) -> None:
        """Keep a sentence, each once."""
        if sentence not in self.said:
            self.said.append(sentence)
