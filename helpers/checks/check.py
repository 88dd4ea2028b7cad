"""A check that speaks like a tutor: what was called, what was expected, what the answer returned, which mistake it is.

`Check` calls a reader's function, `Answer` is what one call gave, and `NotMet` carries the sentences for what does not
hold. Every message is put together in `Check.fail`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import numpy as np

from helpers.checks import calling, hints, notebook, places, verdict, words
from helpers.checks.compare import TOLERANCE, difference, fits, numbers
from helpers.checks.rules.outside_names import instead_of_arguments
from helpers.checks.rules.probing import Probe, probed
from helpers.checks.rules.relations import one_value

READ_AGAIN = "Read again: "  # begins the last line of a message
LONGEST_PRINT = 2000  # characters that are shown of what a reader's function prints


class NotMet(AssertionError):
    """A check that the answer does not meet. Jupyter shows its sentences without a traceback.

    Parameters
    ----------
    message : str
        All the sentences: the call, the finding, the likely mistake, the heading to read again.
    finding : str, optional
        The finding and the likely mistake alone, where a check is about one case of several.
    diagnosis : str, optional
        The likely mistake alone; "" where none is known.

    Attributes
    ----------
    state : str
        The word for it, one of `look.SIGNS`.
    """

    state = "not met"

    def __init__(self, message: str, finding: str = "", diagnosis: str = "") -> None:
        """Keep the message, and the parts of it."""
        super().__init__(message)
        self.finding = finding or message
        self.diagnosis = diagnosis

    def _render_traceback_(self) -> list[str]:
        """Give IPython the lines to show instead of a traceback."""
        return [*verdict.heading(self.state), *str(self).splitlines()]


class NotAnswered(NotMet):
    """A check of an exercise that is still open. Pages know it by its name, `look.OPEN`."""

    state = "not answered yet"


@dataclass
class Answer:
    """What one call of a reader's function gave.

    Each method raises NotMet, in words, where the answer does not hold.

    Attributes
    ----------
    check : Check
        The check that made the call.
    called : str
        The call as a reader would write it, the first line of a message.
    outcome : calling.Outcome
        What the call returned, raised, printed, warned of and changed.
    repeated : tuple
        The arguments to call it again with: a random generator in them is as it was before the call.
    """

    check: Check
    called: str
    outcome: calling.Outcome
    repeated: tuple[Any, ...] = ()

    @property
    def value(self) -> Any:
        """What the function returned, once it is sure that it returned something and changed nothing."""
        if self.outcome.error is not None:
            self._explain(self.outcome.error)
        if self.outcome.changed:
            place = self.outcome.changed[0]
            self.fail(f"Your function changed {self._argument(place)}.", _changed(self.outcome.given[place]))
        if self.outcome.value is None:
            self.fail("Expected a value, and got None.", self._why_none())
        return self.outcome.value

    def gives(
        self,
        expected: Any,
        mistakes: Mapping[str, Any] | None = None,
        tolerance: float = TOLERANCE,
        names: tuple[Any, ...] = (),
        simpler: Mapping[str, tuple[tuple[Any, ...], Any]] | None = None,
    ) -> None:
        """Hold the value to `expected`.

        Parameters
        ----------
        expected : number, array, str, None, or a tuple or list of tuples of these
            The right value; an answer of the same shape in any style is as good.
        mistakes : mapping of str to value, optional
            A sentence for each known mistake, to the value that this mistake gives. Where a mistake ends in an error,
            the value is an error of that kind, with a piece of its text: `ValueError("broadcast")`. A part of the value
            that is `...` may be anything.
        tolerance : float
            By how much numbers may differ, relatively and absolutely.
        names : tuple, optional
            What the parts of the value are called: a str for each, or a tuple of str for a part that has parts itself.
        simpler : mapping of str to (arguments, value), optional
            Where no mistake is known, simpler calls that tell where it lies: a sentence for each that does not give
            its value either. A part of that value that is `...` is not looked at.

        Raises
        ------
        NotMet
            Where the value differs.
        ValueError
            Where a mistake gives the right value: the exercise is at fault, and not the answer.
        """
        self._known_error({s: wrong for s, wrong in (mistakes or {}).items() if isinstance(wrong, Exception)})
        value, mistakes = self.value, {s: w for s, w in (mistakes or {}).items() if not isinstance(w, Exception)}
        for sentence, wrong in mistakes.items():
            if fits(expected, wrong, tolerance):
                raise ValueError(f"the right answer has the fingerprint of a mistake: {sentence}")
        if finding := difference(value, expected, tolerance, names):
            known = [s for s, wrong in mistakes.items() if fits(value, wrong)]
            self.fail(finding, words.one_of(known) or self._seen(expected, names, simpler or {}))

    def _known_error(self, mistakes: Mapping[str, Exception]) -> None:
        """Raise NotMet where the call raised an error that a known mistake ends in."""
        error = self.outcome.error
        known = [s for s, end in mistakes.items() if isinstance(error, type(end)) and str(end) in str(error)]
        if error is not None and known:
            self.fail(f"It raised {type(error).__name__}: {error}{hints.line_of(error)}", words.one_of(known))

    def parts(self, wrong_shapes: str = "", /, **shapes: tuple[int, ...]) -> list[np.ndarray]:
        """Take the value's parts as arrays of floats, once each has its shape: `w, b = a.parts(w=(4,), b=())`.

        Parameters
        ----------
        wrong_shapes : str, optional
            The likely mistake where the parts have other shapes, and not the right ones in another order.
        **shapes : tuple of int
            Each part's name and shape, in their order; `()` is a single number.

        Returns
        -------
        list of ndarray
            The parts as floats.

        Raises
        ------
        NotMet
            Where the value has other parts, or some of their numbers are not finite.
        """
        value, names = self.value, ", ".join(shapes)
        if not isinstance(value, tuple | list) or len(value) != len(shapes):
            finding = f"Expected {words.count(len(shapes), 'value')}, ({names}), and got {words.show(value)}."
            self.fail(finding, _count_of_parts(value, len(shapes)))
        arrays = [numbers(part) for part in value]
        got = [array.shape for array in arrays if array is not None]
        if len(got) == len(shapes) and got != list(shapes.values()):
            wanted, found = (", ".join(str(s or "a single number") for s in of) for of in (shapes.values(), got))
            swapped = sorted(got) == sorted(shapes.values())
            diagnosis = f"You returned the parts in another order. The order is ({names})." if swapped else wrong_shapes
            diagnosis = diagnosis or _shapes_that_differ(shapes, got)
            self.fail(f"Expected ({names}) of the shapes {wanted}, and got {found}.", diagnosis)
        return [
            self._part(name, array, part, shape)
            for name, array, part, shape in zip(shapes, arrays, value, shapes.values(), strict=True)
        ]

    def _part(self, name: str, array: np.ndarray | None, part: Any, shape: tuple[int, ...]) -> np.ndarray:
        """Return one part, held to its shape and to finite numbers."""
        if array is None or array.shape != shape or not np.isfinite(array).all():
            wanted = f"finite numbers of shape {shape}" if shape else "a single finite number"
            self.fail(f"Expected {name} to be {wanted}, and got {_described(part)}.", hints.of_part(part))
        return array

    def raises(self, error: type[Exception], why: str) -> None:
        """Hold the call to raising an error.

        Parameters
        ----------
        error : type
            The error that has to be raised, or one of its kinds.
        why : str
            The likely mistake where nothing more particular is seen.

        Raises
        ------
        NotMet
            Where the call returned, or raised another error.
        """
        raised = self.outcome.error
        if isinstance(raised, NotImplementedError):
            self._explain(raised)
        if raised is not None and not isinstance(raised, error):
            given, called = self.outcome.given, self._called()
            finding = f"it raised {type(raised).__name__}: {raised}{hints.line_of(raised, given, called)}"
            diagnosis = hints.of_wrong_error(raised, error.__name__, given, called)
            self.fail(f"Expected {error.__name__}, and {finding}.", diagnosis or why)
        if raised is None:
            finding = f"Expected {error.__name__}, and it returned {words.show(self.outcome.value)}."
            self.fail(finding, _not_raised(self.outcome, error) or why)

    def holds(self, condition: Any, finding: str, diagnosis: str = "") -> None:
        """Hold a property of the value, computed by the test, to being true; else NotMet with these sentences."""
        self.value  # noqa: B018 - says so where there is none
        if not condition:
            self.fail(finding, diagnosis)

    def within(self, low: float, high: float, below: str = "", above: str = "") -> None:
        """Hold the value to a single number from `low` to `high`.

        Parameters
        ----------
        low, high : float
            The ends, both allowed.
        below, above : str, optional
            The likely mistake behind a number that is too small, and behind one that is too large.

        Raises
        ------
        NotMet
            Where it is another number, or no single number.
        """
        number = numbers(self.value)
        if number is None or number.shape or not low <= number <= high:
            side = "" if number is None or number.shape else below if number < low else above if number > high else ""
            self.fail(f"Expected a single number from {low:g} to {high:g}, and got {words.show(self.value)}.", side)

    def fail(self, finding: str, diagnosis: str = "") -> NoReturn:
        """Raise NotMet about this call: what was found, and the likely mistake."""
        kept = notebook.keep(self.check.f, self.repeated, self.outcome.kwargs)
        if kept and not words.can_be_pasted(self.check.f, self.outcome.given, self.outcome.kwargs):
            finding = f"({notebook.AGAIN}() repeats this call; {notebook.AGAIN}.args are its arguments.)\n{finding}"
        self.check.fail(self.called, finding, diagnosis)

    def _seen(self, expected: Any, names: tuple[Any, ...], simpler: Mapping[str, tuple[tuple[Any, ...], Any]]) -> str:
        """Say what the values show, or, where they show nothing, what further calls do."""
        f, given, value, called = self.check.f, self.outcome.given, self.outcome.value, self._called()
        number = numbers(value)
        ordinal = self.check.ordinal and number is not None and not number.shape
        seen = "" if ordinal else hints.of_values(value, expected, dict(zip(called, given, strict=True)), names)
        seen = _kept_default(f, value) or instead_of_arguments(f, called) or seen
        if isinstance(value, str):
            simpler = {}  # a text is wrong everywhere, whatever the numbers in it are
        found = [_simply(why, calling.run(f, args, {}).value, right) for why, (args, right) in simpler.items()]
        listed = " ".join(filter(None, found))
        return seen or listed or probed(Probe(f, given, self.outcome.kwargs, called, value, expected))

    def _why_none(self) -> str:
        """Say why None came back: no `return`, an empty one, or one that may not have been reached."""
        if self.outcome.printed:
            return (
                "You left the function without a `return`. You printed something: `print` shows a value, and `return` "
                "returns it."
            )
        returns = places.returns(self.check.f)
        if any(node.value for node in returns):
            return (
                "You left the function without a `return`, or your `return` gave None. Is it indented too far, or in a "
                "branch that was not taken?"
            )
        if returns:
            return "You left the function with a `return` that has nothing after it."
        return "You left the function without a `return`."

    def _explain(self, error: BaseException) -> NoReturn:
        """Raise NotMet about an error that the call raised."""
        if isinstance(error, NotImplementedError):
            raise NotAnswered(hints.open_exercise(words.name(self.check.f), error))
        given, called = self.outcome.given, self._called()
        finding = f"It raised {type(error).__name__}: {error}{hints.line_of(error, given, called)}"
        outside = "" if isinstance(error, NameError) else instead_of_arguments(self.check.f, called)
        self.fail(finding, outside or hints.of_error(error, given, called, words.name(self.check.f)))

    def _called(self) -> list[str]:
        """Return the names of the arguments that were handed in by their place."""
        return words.parameters(self.check.f, len(self.outcome.given))

    def _argument(self, place: int) -> str:
        """Name an argument: "its argument `w`", or "its argument number 1" where the names are not known."""
        name = self._called()[place]
        if name.isidentifier():
            return f"its argument `{name}`"
        return f"its argument number {place + 1}"


@dataclass
class Check:
    """All the checks of one exercise: `check = Check(sigmoid, read="From a sum to a probability")`.

    Parameters
    ----------
    f : callable
        The reader's function.
    read : str
        The heading to read again when a check is not met.

    Attributes
    ----------
    noted : set of str
        What has been said once and need not be said again.
    ordinal : bool
        Whether the answer is the number of something, such as an epoch: then it means nothing that it is, say, twice
        the right one.

    Raises
    ------
    NotMet
        Where `f` is no function.
    """

    f: Callable[..., Any]
    read: str
    noted: set[str] = field(default_factory=set)
    ordinal: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no function, and what is not the reader's last answer."""
        name = words.name(self.f)
        if isinstance(self.f, notebook.Missing):
            raise NotMet(self.f.why)
        if old := notebook.stale(name):
            raise NotMet(old)
        if not callable(self.f):
            raise NotMet(
                f"Expected a function, and found {words.kind(self.f)}: {words.show(self.f)}.\n"
                "Was its name used for something else? Run the answer cell again."
            )

    def __call__(self, *args: Any, **kwargs: Any) -> Answer:
        """Call the function with copies of the arguments; show what it prints, and each warning once."""
        repeated = notebook.before_the_call(args)
        outcome = calling.run(self.f, args, kwargs)
        if outcome.printed:
            print(outcome.printed[:LONGEST_PRINT].rstrip())
        for warning in outcome.warned:
            self._note(warning)
        return Answer(self, words.call(self.f, args, kwargs), outcome, repeated)

    def done(self) -> None:
        """Say that every check above was met."""
        verdict.say("met", f"{words.name(self.f)}: every check here is met.")

    def fail(self, called: str, finding: str, diagnosis: str = "") -> NoReturn:
        """Raise NotMet with the call, what was found, the likely mistake, and the heading to read again."""
        finding = words.indented(finding)
        if diagnosis:
            diagnosis = words.sentence(diagnosis)
            finding += f"\n{diagnosis}"
        raise NotMet(f'{called}\n{finding}\n{READ_AGAIN}"{self.read}".', finding, diagnosis)

    def _note(self, warning: str) -> None:
        """Say a warning once, and what it usually means."""
        if warning not in self.noted:
            hint = hints.of_warning(warning, self.noted)
            self.noted.add(warning)
            print(
                f"NumPy or Python warns: {warning}. (A warning alone costs no points.)" + (f" {hint}" if hint else "")
            )


def marks(share: Any, scale: Mapping[float, int], unit: str, then: str = "") -> int:
    """Turn how much is right into points, and say so.

    Parameters
    ----------
    share : number
        How much is right; what is not a number earns nothing.
    scale : mapping of float to int
        A threshold to its points: `{16: 3, 15: 2, 14: 1}`.
    unit : str
        What is counted, such as "moods right".
    then : str, optional
        What the next point takes, where that is no threshold.

    Returns
    -------
    int
        The points, an int, for the last line of a test cell.
    """
    reached = [points for least, points in scale.items() if share >= least]
    points, most = max(reached, default=0), max(scale.values())
    missing = [least for least, p in scale.items() if p > points]
    more = (then or f"The next point is at {min(missing):g}.") if missing else ""
    return verdict.points(points, most, f"{share:g} {unit}: {points} of {most} points. {more}".rstrip())


def _kept_default(f: Any, value: Any) -> str:
    """Say if what came back is the default of a parameter, which keeps what earlier calls put into it."""
    defaults = getattr(f, "__defaults__", None) or ()
    if not isinstance(value, list | dict) or not any(value is default for default in defaults):
        return ""
    return "You returned the default of a parameter. It is made once, and keeps what earlier calls put into it."


def _simply(why: str, value: Any, right: Any) -> str:
    """Say what a simpler call tells; "" where it is right, or where it raised or gave nan, which tells nothing."""
    if value is None or fits(value, right):
        return ""
    parts = [numbers(part) for part in (value if isinstance(value, tuple | list) else [value])]
    if any(part is not None and not np.isfinite(part).all() for part in parts):
        return ""
    if not isinstance(right, int | float) or parts[0] is None or np.ndim(value):
        return why
    return f"{why.rstrip('.')} (expected {words.show(right)}, got {words.show(value)})."


def _changed(argument: Any) -> str:
    """Say how an argument of this kind is usually changed by accident."""
    if isinstance(argument, dict):
        return (
            'You wrote to a dict that was handed in, or to a list in it: `d["key"] = …`, `.update`, `.pop`, `.sort`. '
            "`d | {…}` makes a new dict, and `sorted(…)` a new list."
        )
    if isinstance(argument, list | tuple):
        return (
            "You changed a list that was handed in, or an array in it: by an assignment, by `+=`, or by a method such "
            "as `.pop` or `.sort`. Work on a new one."
        )
    return (
        "You wrote into an array that was handed in: by an assignment to a part of it, by a sign such as `+=`, or by a "
        "method that works in place, such as `.sort` or `rng.shuffle`. Work on a copy, or make a new array."
    )


def _described(part: Any) -> str:
    """Show a part of a value, and its kind where it has parts itself."""
    return f"{words.kind(part)}, {words.show(part)}" if isinstance(part, tuple | list) else words.show(part)


def _not_raised(outcome: calling.Outcome, error: type[Exception]) -> str:
    """Name what was done instead of raising an error; "" where nothing of the kind is seen."""
    value, name = outcome.value, error.__name__
    if isinstance(value, BaseException) or (isinstance(value, type) and issubclass(value, BaseException)):
        return "You made the error and returned it like a value. `raise` stops with it."
    if value is None and outcome.printed:
        return f"You printed something and went on. The error has to be raised: `raise {name}(…)`."
    if isinstance(value, str) and name in value:
        return f"You returned the name of the error as a text. It has to be raised: `raise {name}(…)`."
    return ""


def _count_of_parts(value: Any, wanted: int) -> str:
    """Say what is wrong with the number of values."""
    if isinstance(value, dict):
        return "You returned a dict, and not its values alone."
    if not isinstance(value, tuple | list):
        return one_value(wanted)
    more = "more" if len(value) > wanted else "fewer"
    return f"You returned {words.count(len(value), 'value')}, {more} than the {wanted} expected."


def _shapes_that_differ(wanted: Mapping[str, tuple[int, ...]], got: list[tuple[int, ...]]) -> str:
    """Say which of the parts have another shape than they should, and which of them another part's."""
    odd = [(name, has) for (name, shape), has in zip(wanted.items(), got, strict=True) if has != shape]
    others = {name: [other for other, shape in wanted.items() if shape == has and other != name] for name, has in odd}
    alike = [f"{name} has the shape of {', or '.join(others[name])}" for name, _ in odd if others[name]]
    if alike:
        return f"Your {' and '.join(alike)}. Did you put one part in another's place?"
    names = " and ".join(name for name, _ in odd)
    return f"Your {names} {'has' if len(odd) == 1 else 'have'} the wrong shape; the rest fits."
