"""The points that a test cell's stored outputs say, read without NumPy and nbformat, so that it takes no time."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

NUMPY_NUMBER = re.compile(r"np\.\w+\((.*)\)")
# Where a reader sits at a notebook, a check with partial credit shows a sign and a sentence, and no number below it.
NOT_ALL = re.compile(r"[◐✗] .*?\b(\d+) of \d+ points\b", re.DOTALL)


def in_range(number: float, most: float) -> tuple[float, str]:
    """Return the points that a number stands for, and a reason where it is no number of points."""
    if math.isfinite(number) and 0 <= number <= most:
        return float(number), ""
    return 0.0, f"The test ends in {number:g}, which is no number of points from 0 to {most:g}."


def points_from_outputs(outputs: Sequence[Mapping[str, Any]], most: float) -> float:
    """Read the points from what a test cell showed in a kernel: none for an error.

    Parameters
    ----------
    outputs
        A cell's outputs, as nbformat reads them or as they lie in the file, where a text may be a list of lines.
    most
        The most points that the test can give; a test that ends with no number gives them all.
    """
    if any(output["output_type"] == "error" for output in outputs):
        return 0.0
    results = [_text(output) for output in outputs if output["output_type"] == "execute_result"]
    signs = [NOT_ALL.match(_text(output)) for output in outputs if output["output_type"] == "display_data"]
    if shown := [float(sign[1]) for sign in signs if sign]:
        number: float | None = shown[-1]
    else:
        number = _number(results[-1]) if results else None
    return most if number is None else in_range(number, most)[0]


def _text(output: Mapping[str, Any]) -> str:
    """Return an output as plain text."""
    return "".join(output["data"].get("text/plain", ""))


def _number(text: str) -> float | None:
    """Read a number from its repr, if it is one."""
    numpy = NUMPY_NUMBER.fullmatch(text)
    try:
        return float(numpy[1] if numpy else text)
    except ValueError:
        return None
