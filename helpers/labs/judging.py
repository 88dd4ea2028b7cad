"""Mark a judge: a reader's function that says of other functions whether they keep every promise.

The judge is handed right functions and impostors, all under the name `f`. Each impostor breaks one promise and is of
one kind; a kind is caught when every impostor of it is.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from helpers.checks import Check, marks, or_none
from helpers.checks.compare import numbers
from helpers.checks.rules.outside_names import names_inside
from helpers.checks.words import show

Function = Callable[..., Any]
PERHAPS = (
    "If you call an answer of your own: does its check accept it? If you use `try`: put only the calls of `f` inside, "
    "so that an error of your own lines is seen."
)
COST = 4  # kinds that a refused right function takes away, so that refusing everything earns nothing


class _Calls:
    """A function that notes its calls: which errors it raised, and whether one generator served two of them.

    Parameters
    ----------
    f : callable
        The function.

    Attributes
    ----------
    raised : list of Exception
        The errors.
    shared : bool
        Whether a call got a generator as an earlier call had left it.
    last : str
        The last call, in words.
    """

    def __init__(self, f: Function) -> None:
        self.f = f
        self.raised: list[Exception] = []
        self.shared = False
        self.last = ""
        self._left: list[Any] = []  # the states in which calls left their generators

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function, and note what is seen."""
        self.last = f"f({', '.join([*map(show, args), *(f'{key}={show(value)}' for key, value in kwargs.items())])})"
        generators = [arg for arg in (*args, *kwargs.values()) if isinstance(arg, np.random.Generator)]
        before = [generator.bit_generator.state for generator in generators]
        self.shared |= any(state in self._left for state in before)
        try:
            inspect.signature(self.f).bind(*args, **kwargs)  # an error about its arguments does not say its name
            return self.f(*args, **kwargs)
        except Exception as error:
            self.raised.append(error)
            raise
        finally:
            after = [generator.bit_generator.state for generator in generators]
            self._left += [new for new, old in zip(after, before, strict=True) if new != old]


class Trial:
    """The judge's verdicts, collected function by function.

    Parameters
    ----------
    check : Check
        The check of the judge.
    drawing : str, optional
        The name of the reader's own answer, where it draws at random, so that a right function may give something else.
    """

    def __init__(self, check: Check, drawing: str = "") -> None:
        self.check = check
        self.drawing = drawing
        self.reasons: list[str] = []  # what may have made the judge refuse right functions
        self.caught: dict[str, bool] = {}
        self.refused: set[str] = set()
        self.first_refused = ""  # what a right function does that the judge refused, and its last call
        self.verdicts: list[tuple[bool, bool | None]] = []  # what is true, and what the judge said
        self.said: list[str] = []
        self.fails_on_right = False  # then its errors on impostors say nothing new

    def hear(self, right: Mapping[str, Function], impostors: Mapping[str, Function]) -> None:
        """Let the judge say what it thinks of some functions.

        Parameters
        ----------
        right : mapping of str to callable
            Right functions, each under what it does: "draws by random keys". A style that is refused, or gets no
            verdict, costs once, however many functions share it.
        impostors : mapping of str to callable
            Impostors, each under its kind, a verb in the third person: "drops the last batch".

        Raises
        ------
        NotMet
            Where the exercise is still open, or the judge returns something that is neither True nor False.
        """
        for style, f in right.items():
            calls = _Calls(f)
            verdict = self._verdict(calls, True, f"a right function that {style}")
            if verdict is not True:
                self.refused.add(style)
            if verdict is False:
                last = f" The last call was {calls.last}." if calls.last else ""
                self.first_refused = self.first_refused or f" You refused a right one that {style}.{last}"
                self._say(f"You called a right function an impostor: one that {style}.{last}")
                self._ask_why(calls)
        for kind, f in impostors.items():
            verdict = self._verdict(_Calls(f), False, f"an impostor that {kind}")
            self.caught[kind] = self.caught.get(kind, True) and verdict is False
            if verdict:
                self._say(f"You let an impostor through: one that {kind}.")

    def points(self) -> int:
        """Print what was misjudged, and return the points."""
        answers = {verdict for _, verdict in self.verdicts}
        if answers == {True} or answers == {False}:
            why = "" if answers == {True} else f"{self.first_refused} {' '.join(self.reasons) or PERHAPS}"
            print(f"You said {answers.pop()} of every function. Look at what `f` does with what you hand it.{why}")
        elif all(verdict is not None and truth != verdict for truth, verdict in self.verdicts):
            print("You exchanged True and False: True is for a function that keeps every promise.")
        else:
            silent = sum(verdict is None for _, verdict in self.verdicts)
            missing = f"Your judge gave no verdict on {silent} of the {len(self.verdicts)} functions."
            found = [*self.said, missing] if silent else self.said
            print("\n".join(found) or f"All {len(self.verdicts)} of your judgements are right.")
        kinds, caught = len(self.caught), sum(self.caught.values())
        scale: dict[float, int] = {kinds: 3, kinds - 2: 2, (kinds + 1) // 2: 1}
        worth = max(0, caught - COST * len(self.refused))
        unit = f"of {kinds} kinds of impostor caught"
        if lost := len(self.refused):
            which = f"each of the {lost} right functions" if lost > 1 else "the right function"
            counted = f"{caught} caught, minus {COST} for {which} that you did not accept"
            unit = f"of {kinds} kinds of impostor count ({counted})"
        return marks(worth, scale, unit)

    def _verdict(self, calls: _Calls, truth: bool, case: str) -> bool | None:
        """Return what the judge says of one function; None where it stopped with an error, or returned nothing."""

        def f(*args: Any, **kwargs: Any) -> Any:
            """Call the suspect, under a name that gives nothing away."""
            return calls(*args, **kwargs)

        answer, raised = self.check(f), calls.raised
        error = answer.outcome.error
        if error is not None and not isinstance(error, NotImplementedError) and (raised or not truth):
            if not self.fails_on_right:
                self._say(_stopped(error, raised, truth, case))
            self.fails_on_right |= truth
            self.verdicts.append((truth, None))
            return None
        value = or_none(answer, f"Your judge was handed {case}")
        number = numbers(value)
        if value is not None and (number is None or number.shape or number not in (0, 1)):
            several = number is not None and number.size > 1
            why = "You returned several truth values: `.all()` makes one of them." if several else ""
            answer.fail(f"Expected True or False, got {show(value)}.", why)
        if error is not None:
            self.fails_on_right = True
            if "truth value of an array" in str(error):
                self._say("Where `f` returns several arrays, compare them one by one, each with `np.allclose`.")
        verdict = None if number is None else bool(number)
        self.verdicts.append((truth, verdict))
        return verdict

    def _ask_why(self, calls: _Calls) -> None:
        """Say what the judge did with a right function that may have made it refuse this function."""
        found = []
        if calls.raised:
            found.append(
                f"Your call raised an error in a right function ({_text(calls.raised[0])}). What do you hand it?"
            )
        elif calls.shared:
            found.append("You called `f` twice with one generator, which the first call changes. Make two equal ones.")
        elif self.drawing and self.drawing in names_inside(self.check.f):
            found.append(
                f"You used `{self.drawing}` in your judge. From an equal generator, a right function may draw another "
                "order than yours: compare `f` with itself."
            )
        for reason in found:
            self._say(reason)
            self.reasons += [reason] * (reason not in self.reasons)

    def _say(self, sentence: str) -> None:
        """Keep a sentence, each once."""
        if sentence not in self.said:
            self.said.append(sentence)


def _stopped(error: BaseException, raised: list[Exception], truth: bool, case: str) -> str:
    """Say how an error stopped the judge: one of the function's, or one of its own, later or at once."""
    text = _text(error)
    if raised and not any(_same(error, other) for other in raised):
        return f"You caught an error of `f`, and went on to another error ({text}). It met {case}."
    if truth:
        return f"You called `f` with something that even {case} cannot take ({text}). Look at what you hand it."
    return f"You let an error stop your judge ({text}). It met {case}."


def _text(error: BaseException) -> str:
    """Write an error as Python does."""
    return f"{type(error).__name__}: {error}"


def _same(error: BaseException, other: BaseException) -> bool:
    """Say whether two errors are one, though it may have come from another process."""
    return error is other or (type(error).__name__, str(error)) == (type(other).__name__, str(other))
