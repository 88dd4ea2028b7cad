"""How the state of a check looks: one sign, word and colour for the notebook, the terminal and the feedback page.

This module imports nothing of the course, so that `grading`, too, may import it.
"""

import os
from typing import TextIO

SIGNS = {"met": "✓", "not met": "✗", "partly met": "◐", "not answered yet": "○", "to be marked": "✎"}
# White letters on these grounds, so that the page's own theme does not matter: light, dark, or a terminal's.
# They are colours of xterm's 256, and so the same wherever they are shown.
GROUNDS = {"met": 28, "not met": 160, "partly met": 94, "not answered yet": 242, "to be marked": 26}
LETTERS = 231
LEVELS = (0, 95, 135, 175, 215, 255)  # of red, green and blue in xterm's cube
OPEN = "NotAnswered"  # the error in which the check of an open exercise ends
TO_MARK = "to be marked"  # a text that waits for a person


def state(points: float, most: float, is_open: bool = False) -> str:
    """Return the word for a test that gave so many of its points; `is_open` where its exercise is not answered yet."""
    if is_open:
        return "not answered yet"
    return "met" if points == most else "partly met" if points > 0 else "not met"


def rgb(colour: int) -> tuple[int, ...]:
    """Return red, green and blue, from 0 to 255, of one of xterm's colours from 16 on: the cube, then 24 greys."""
    if colour >= 232:
        return (8 + 10 * (colour - 232),) * 3
    return tuple(LEVELS[(colour - 16) // step % 6] for step in (36, 6, 1))


def as_html(word: str) -> str:
    """Write sign and word of a state as a coloured piece of a page."""
    ground, letters = (f"rgb{rgb(colour)}" for colour in (GROUNDS[word], LETTERS))
    style = f"background-color:{ground};color:{letters};font-weight:bold;padding:0 .5em;border-radius:.3em"
    return f'<span style="{style}">{SIGNS[word]} {word}</span>'


def as_ansi(word: str, text: str) -> str:
    """Write a text in the colour of a state, as terminals read it, and Jupyter in an error."""
    return f"\x1b[1;38;5;{LETTERS};48;5;{GROUNDS[word]}m {text} \x1b[0m"


def on_terminal(word: str, line: str, stream: TextIO) -> str:
    """Put the sign of a state in front of a line, as far as a stream can show it.

    Parameters
    ----------
    word : str
        One of SIGNS.
    line : str
        The line.
    stream : file
        Where it is going to be written. It gets colours where it is a terminal and NO_COLOR is not set.

    Returns
    -------
    str
        The line; without a sign where the stream's encoding has none.
    """
    sign = SIGNS[word]
    try:
        sign.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return line
    return f"{as_ansi(word, sign) if has_colours(stream) else sign} {line}"


def has_colours(stream: TextIO) -> bool:
    """Say whether a stream is a terminal with colours, and the reader has not set NO_COLOR (https://no-color.org)."""
    old = os.name == "nt" and not os.environ.keys() & {"WT_SESSION", "TERM_PROGRAM", "TERM"}
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and not old
