"""What the answers to all sixteen truth tables say together about the function that gave them."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from helpers.checks.check import Check

Case = tuple[int, ...]
EXCLUSIVE = {(0, 1, 1, 0), (1, 0, 0, 1)}


def pattern(check: Check, answers: Mapping[Case, Any]) -> str:
    """Name a mistake that shows in all the answers together; "" where none does.

    Parameters
    ----------
    check : Check
        The check of the function that says whether a table is linearly separable.
    answers : mapping of tuple to value
        Each of the sixteen tables to what the function returned for it, handed in as a list.

    Returns
    -------
    str
        The likely mistake, or two that both fit.
    """
    accepted = {table for table, answer in answers.items() if np.array_equal(answer, True)}
    if accepted and accepted <= EXCLUSIVE:
        return "You returned True where no line separates: your answers are the wrong way round."
    if not accepted:
        return (
            "You refused all sixteen tables. Two possible causes: you compared with something other than "
            "`truth_table`, such as `xor.y`; or you wrote `t == a or b`, which Python reads as `(t == a) or b`."
        )
    if len(accepted) == 1:
        return (
            "You refused fifteen of the sixteen tables. Does a `return` inside a loop end the search after one neuron?"
        )
    if len(accepted) < len(answers):
        return ""
    if not any(_accepts(check, table) for table in EXCLUSIVE):
        return "You compared a list with a tuple. The two are never equal; `tuple(truth_table)` is a tuple."
    return (
        "You called all sixteen tables separable, XOR too. Two possible causes: you were content with three right "
        "cases of four; or you compared the table with something that a list never equals, such as a text."
    )


def refused(answers: Mapping[Case, Any]) -> int:
    """Count the tables that were not called separable."""
    return sum(not np.array_equal(answer, True) for answer in answers.values())


def _accepts(check: Check, table: Case) -> bool:
    """Say whether the function returns True for a table that is handed in as a tuple."""
    return np.array_equal(check(table).outcome.value, True)
