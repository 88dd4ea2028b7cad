"""Keep a lesson running while its exercises are open, and show a prediction beside its result."""

import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from helpers.checks import hints, notebook, words
from helpers.checks.compare import numbers


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
        yield
    except Exception as error:
        if not missing:
            _say_why(error, answers, names)
            return
    for f in missing:
        print(f"This cell waits. {f.why}")


def _say_why(error: Exception, answers: Sequence[Callable[..., Any]], names: str) -> None:
    """Say why a cell that uses the reader's answers stopped."""
    still_open = [words.name(f) for f in answers if _is_open(f)]
    if isinstance(error, NotImplementedError):
        print(f"This cell waits for your `{traceback.extract_tb(error.__traceback__)[-1].name}`.")
    elif isinstance(error, NameError) and still_open:
        print(f"This cell waits for your `{still_open[0]}`.")
    elif isinstance(error, NameError):
        print(f"This cell waits: {error}. Has the cell that makes it run to its end, and is the name spelt right?")
    else:
        print(f"This cell stopped with {type(error).__name__}: {error}{hints.line_of(error)}.")
        print(f"It uses your {names}. If the checks of these are met, look at what you put in yourself.")


def beside(predicted: Any, result: Any, what: str, between: tuple[float, float] | None = None) -> None:
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
    """
    if between and predicted is not None and predicted is not ...:
        number = numbers(predicted)
        if isinstance(predicted, str) or number is None or number.shape or not between[0] <= number <= between[1]:
            point = " Python's decimal sign is a point, not a comma." if isinstance(predicted, tuple) else ""
            wanted = f"a number from {between[0]:g} to {between[1]:g}"
            print(f"A prediction here is {wanted}, not {words.show(predicted)}.{point}")
            return
    if predicted is None or predicted is ...:
        print(f"{what}: {words.show(result)}. You wrote no prediction; the cell above keeps a place for it.")
    else:
        print(f"{what}: you predicted {words.show(predicted)}, and the result is {words.show(result)}.")


def _is_open(f: Callable[..., Any]) -> bool:
    """Say whether an answer is still as it was handed out."""
    return "NotImplementedError" in getattr(getattr(f, "__code__", None), "co_names", ())
