"""What the usual slips make of a mean over the examples: a wrong divisor, an example left out, one kept alone."""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.checks.compare import difference


def of_a_mean(terms: Any, shaped: Callable[[np.ndarray], Any] = lambda mean: mean) -> dict[str, Any]:
    """Return a sentence for each slip to the value that it gives, for `Answer.gives`.

    Parameters
    ----------
    terms : array-like (m,) or (m, k)
        What is averaged over the first axis, a term or a row for each example; m is at least 3.
    shaped : callable, optional
        Makes an answer of a mean, where the answer has another form: `lambda mean: (mean[:-1], mean[-1])`.

    Returns
    -------
    dict of str to value
        The slips that differ from the mean itself.
    """
    terms = np.asarray(terms, dtype=float)
    m, total = len(terms), terms.sum(axis=0)
    slips = {
        "You did not divide by m.": total,
        "You divided by m - 1.": total / (m - 1),
        "You put `return` inside the loop.": terms[0] / m,
        "You kept only the last example: `=` for `+=`, or a start at 0 inside the loop.": terms[-1] / m,
        "You left out the first example.": (total - terms[0]) / m,
        "You left out the last example.": (total - terms[-1]) / m,
    }
    if terms.ndim == 1:
        slips["You did not take the mean."] = terms
    return {why: shaped(value) for why, value in slips.items() if difference(value, total / m)}
