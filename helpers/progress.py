"""A progress bar for long work, which leaves nothing behind."""

from collections.abc import Iterable
from typing import TypeVar

from tqdm.auto import tqdm

from helpers.play import live

Item = TypeVar("Item")


def progress(items: Iterable[Item], what: str = "") -> Iterable[Item]:
    """Go through `items` and show how far it is, at a front end; nothing is shown, or stored, anywhere else."""
    return tqdm(items, desc=what, leave=False, disable=not live())
