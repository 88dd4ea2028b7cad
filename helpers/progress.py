"""A progress bar for long work, which leaves nothing behind."""

import os
from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")


def live() -> bool:
    """Say whether a person at a front end is there: not when a notebook is graded, validated or tested."""
    at_a_front_end = any(name in os.environ for name in ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG"))
    return at_a_front_end and "NBGRADER_EXECUTION" not in os.environ


def progress(items: Iterable[Item], what: str = "") -> Iterable[Item]:
    """Go through `items` and show how far it is, at a front end; nothing is shown, or stored, anywhere else.

    Parameters
    ----------
    items : iterable
        What to go through: `for epoch in progress(range(100), "training")`.
    what : str, optional
        A word in front of the bar.

    Returns
    -------
    iterable
        The same items, in their order.
    """
    if not live():
        return items
    from tqdm.auto import tqdm  # only here: it brings widgets, and these take longer than a small network's training

    shown: Iterable[Item] = tqdm(items, desc=what, leave=False)
    return shown
