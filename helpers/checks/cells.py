"""Keep a lesson running while its exercises are open, and show a prediction beside its result."""

import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from helpers.checks import hints, notebook, verdict, words
from helpers.checks.compare import numbers
from helpers.progress import waiting

BOOLS = bool | np.bool_  # Python takes True for a 1, and a reader does not


@contextmanager
def needs(*answers: Callable[..., Any]) -> Iterator[None]:
    """Run a cell that uses the reader's own answers; where one is missing or fails, say so instead of stopping.

    Parameters
    ----------
    *answers : callable
        The answers that the cell uses.

    Examples
    --------
    with needs(sigmoid):
        plots.curves({"sigmoid": sigmoid}, -6, 6)
    """
    names = " and ".join(f"`{words.name(f)}`" for f in answers)
    for f in answers:
        if old := notebook.stale(words.name(f)):
            print(old)
    missing = [f for f in answers if isinstance(f, notebook.Missing)]
    try:
        with waiting("This cell"):
            yield
    except Exception as error:
        if not missing:
            _say_why(error, answers, names)
            return
    for f in missing:
        verdict.say("not answered yet", f"This cell waits. {f.why}")


def _say_why(error: Exception, answers: Sequence[Callable[..., Any]], names: str) -> None:
    """Say why a cell that uses the reader's answers stopped, or which condition of its own it waits for."""
    if no_functions := [sentence for f in answers if not callable(f) and (sentence := _no_function(error, f))]:
        print(no_functions[0])
        return
    still_open = [words.name(f) for f in answers if _is_open(f)]
    if isinstance(error, NotImplementedError):
        waits_for = traceback.extract_tb(error.__traceback__)[-1].name
        verdict.say("not answered yet", f"This cell waits for your `{waits_for}`.")
    elif isinstance(error, NameError) and still_open:
        verdict.say("not answered yet", f"This cell waits for your `{still_open[0]}`.")
    elif isinstance(error, NameError):
        print(f"This cell waits: {error}. Has the cell that makes it run to its end, and is the name spelt right?")
    elif isinstance(error, AssertionError) and traceback.extract_tb(error.__traceback__)[-1].name == "<module>":
        print(f"This cell waits: {error}.")
    else:
        print(f"This cell stopped with {type(error).__name__}: {error}{hints.line_of(error)}.")
        print(f"It uses your {names}. If the checks of these are met, look at what you put in yourself.")


def _no_function(error: Exception, value: Any) -> str:
    """Say which of a cell's names has this value, where a function belongs; "" where that is not known."""
    cells = [f for f, _ in traceback.walk_tb(error.__traceback__) if f.f_code.co_name == "<module>"]
    names = [name for f in cells[:1] for name in f.f_code.co_names if f.f_globals.get(name) is value]
    if len(names) != 1:
        return ""
    return (
        f"`{names[0]}` is {words.kind(value)} here, {words.show(value)}, and not a function. Write "
        f"`def {names[0]}(…):` with a `return` in it, and run that cell."
    )


def _of_another_kind(predicted: Any, result: Any, such_as: str) -> str:
    """Say what a prediction is, and what the reader wrote, where it is of another kind than the result; else ""."""
    got = words.show(predicted)
    if isinstance(result, str):
        form = re.sub(r"\d", r"\\d", re.escape(such_as)) or r".*\S.*"
        fits = isinstance(predicted, str) and re.fullmatch(form, predicted.strip())
        example = f', such as "{such_as}"' if such_as else ""
        return "" if fits else f"a text in quotes{example}, not {got}"
    if isinstance(result, bool | np.bool_):
        return "" if isinstance(predicted, bool | np.bool_) else f"True or False, without quotes, not {got}"
    right, number = numbers(result), None if isinstance(predicted, str) else numbers(predicted)
    if right is None or (number is not None and number.shape == right.shape and not np.isnan(number).any()):
        return ""
    if right.shape:
        return f"a list of {words.count(right.size, 'number')}, not {got}" if right.ndim == 1 else ""
    point = ". Python's decimal sign is a point, not a comma" if isinstance(predicted, tuple) else ""
    quotes = ", without quotes" if isinstance(predicted, str) else ""
    return f"a single number{quotes}, not {got}{point}"


def beside(
    predicted: Any, result: Any, what: str, between: tuple[float, float] | None = None, such_as: str = ""
) -> None:
    """Show a prediction beside the result: `beside(guess, 5, "rows in which a slice is eaten")`.

    Parameters
    ----------
    predicted : object
        What the reader wrote; None or `...` where there is no prediction yet.
    result : object
        What the cell found.
    what : str
        What was predicted.
    between : (low, high), optional
        The range of a prediction that is a number: outside of it, the reader is told what a prediction should be.
    such_as : str, optional
        An example of a prediction that is a text of this form: where it has a digit, a prediction has a digit.
    """
    if between is None and isinstance(predicted, BOOLS) and _is_number(result):
        print(f"A prediction here is a number, not {words.show(predicted)}.")
        return
    if between and predicted is not None and predicted is not ...:
        number = None if isinstance(predicted, str | BOOLS) else numbers(predicted)
        if number is None or number.shape or not between[0] <= number <= between[1]:
            point = " Python's decimal sign is a point, not a comma." if isinstance(predicted, tuple) else ""
            wanted = f"a number from {between[0]:g} to {between[1]:g}"
            print(f"A prediction here is {wanted}, not {words.show(predicted)}.{point}")
            return
    if predicted is not None and predicted is not ... and (wanted := _of_another_kind(predicted, result, such_as)):
        print(f"A prediction here is {wanted}.")
        return
    if predicted is None or predicted is ...:
        print(f"{what}: {words.show(result)}. You wrote no prediction; the cell above keeps a place for it.")
    else:
        print(f"{what}: you predicted {words.show(predicted)}, and the result is {words.show(result)}.")


def _is_number(value: Any) -> bool:
    """Say whether a value is a single number, and not True or False."""
    number = numbers(value)
    return number is not None and not number.shape and not isinstance(value, BOOLS)


def _is_open(f: Callable[..., Any]) -> bool:
    """Say whether an answer is still as it was handed out."""
    return "NotImplementedError" in getattr(getattr(f, "__code__", None), "co_names", ())
