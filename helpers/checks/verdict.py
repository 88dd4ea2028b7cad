"""Say how a check ended: by sign, word and colour where a reader sits at a notebook, else in plain words."""

import html
from typing import Any

from IPython.display import display

from helpers import look
from helpers.checks import notebook
from helpers.progress import live


class Points(int):
    """Points that a test cell ends with: a number for the grader, and nothing below the cell for the reader."""

    def _ipython_display_(self) -> None:
        """Show nothing: a sentence has said it."""


def say(word: str, text: str) -> None:
    """Say how a check ended.

    Parameters
    ----------
    word : str
        One of `look.SIGNS`.
    text : str
        The sentence.
    """
    if not at_a_notebook():
        print(text)
        return
    lines = html.escape(text).replace("\n", "<br>")
    page = f'<div style="font-family:var(--jp-code-font-family,monospace)">{look.as_html(word)} {lines}</div>'
    bundle: dict[str, Any] = {"text/plain": f"{look.SIGNS[word]} {text}", "text/html": page}
    display(bundle, raw=True)


def heading(word: str) -> list[str]:
    """Return the line that goes above an error's sentences, in colour; nothing where no reader sits at a notebook."""
    if not at_a_notebook():
        return []
    return [look.as_ansi(word, f"{look.SIGNS[word]} {word}")]


def points(number: int, most: int, text: str) -> int:
    """Say how many points a test gives, and return them as what its cell ends with."""
    say(look.state(number, most), text)
    return Points(number) if at_a_notebook() else number


def at_a_notebook() -> bool:
    """Say whether a reader sits at a notebook, whose pages have colours."""
    return live() and notebook.kernel() is not None
