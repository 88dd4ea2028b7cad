"""Say whether a check is met: by sign, word and colour where a reader sits at a notebook, else in plain words."""

import html
from typing import Any

from helpers.checks import notebook
from helpers.progress import live

SIGNS = {"met": "✓", "partly met": "◐", "not met": "✗"}
# White letters on these grounds, so that the page's own theme does not matter.
GROUNDS = {"met": (10, 115, 65), "partly met": (146, 84, 0), "not met": (179, 38, 30)}
LETTERS = (255, 255, 255)


class Points(int):
    """Points that a test cell ends with: a number for the grader, and nothing below the cell for the reader."""

    def _ipython_display_(self) -> None:
        """Show nothing: a sentence has said it."""


def say(word: str, text: str) -> None:
    """Say how a check ended.

    Parameters
    ----------
    word : str
        One of SIGNS.
    text : str
        The sentence.
    """
    if not at_a_notebook():
        print(text)
        return
    from IPython.display import display

    style = f"background-color:rgb{GROUNDS[word]};color:rgb{LETTERS};font-weight:bold;padding:0 .5em;border-radius:.3em"
    chip = f'<span style="{style}">{SIGNS[word]} {word}</span>'
    page = f'<div style="font-family:var(--jp-code-font-family,monospace)">{chip} {html.escape(text)}</div>'
    bundle: dict[str, Any] = {"text/plain": f"{SIGNS[word]} {text}", "text/html": page}
    display(bundle, raw=True)


def heading(word: str) -> list[str]:
    """Return the line that goes above an error's sentences, in colour; nothing where no reader sits at a notebook."""
    if not at_a_notebook():
        return []
    ground, letters = (";".join(map(str, colour)) for colour in (GROUNDS[word], LETTERS))
    return [f"\x1b[1;38;2;{letters};48;2;{ground}m {SIGNS[word]} {word} \x1b[0m"]


def points(number: int, most: int, text: str) -> int:
    """Say how many points a test gives, and return them as what its cell ends with."""
    say("met" if number == most else "partly met" if number else "not met", text)
    return Points(number) if at_a_notebook() else number


def at_a_notebook() -> bool:
    """Say whether a reader sits at a notebook, whose pages have colours."""
    return live() and notebook.kernel() is not None
