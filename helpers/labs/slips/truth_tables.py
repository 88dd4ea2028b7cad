"""What the answers to all sixteen truth tables say together about the function that gave them."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from helpers.checks.check import Check
from helpers.checks.rules.outside_names import names_inside

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
            "You refused all sixteen tables. Can your function return True? For example: you compared sums with the "
            "table, and no step had made 0 and 1 of them; you compared with something other than `truth_table`, such "
            "as `xor.y`; or you wrote `t == a or b`, which Python reads as `(t == a) or b`."
        )
    if len(accepted) == 1:
        return (
            "You refused fifteen of the sixteen tables, as if one neuron had decided alone. Does a `return` inside a "
            "loop end the search after one neuron? Or does each round write over what the round before has found?"
        )
    if "square" in names_inside(check.f):
        return "You used `np.square`. If that is your activation: the question is about a neuron with a *step*."
    if len(accepted) < len(answers):
        return ""
    if not any(_accepts(check, table) for table in EXCLUSIVE):
        return "You compared a list with a tuple. The two are never equal; `tuple(truth_table)` is a tuple."
    return (
        "You called all sixteen tables separable, XOR too. Can your function return False? For example: it is content "
        "with fewer than four right cases; or it compares the table with something that a list never equals, such as a "
        "text."
    )


def of_exclusive(answers: Mapping[Case, Any]) -> str:
    """Say that XOR was called separable, and which of the tables that are separable were not."""
    refused = ["".join(map(str, t)) for t, a in answers.items() if t not in EXCLUSIVE and not np.array_equal(a, True)]
    if not refused:
        return "You called XOR separable, and refused no table but its opposite."
    some = " and ".join(f"`{table}`" for table in refused[:2])
    more = f" (and {len(refused) - 2} more)" if len(refused) > 2 else ""
    return (
        f"You called XOR separable, and refused {some}{more}, which {'are' if len(refused) > 1 else 'is'} separable. "
        "The four answers belong to the inputs 00, 01, 10, 11, in this order."
    )


def _accepts(check: Check, table: Case) -> bool:
    """Say whether the function returns True for a table that is handed in as a tuple."""
    return np.array_equal(check(table).outcome.value, True)
