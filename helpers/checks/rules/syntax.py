"""What Python could not read: the line, and what its complaint means in plain words."""

import re

MOST = 60  # characters of a line that are shown
# By a pattern of Python's own words. Each sentence says no more than Python does, and ends without a full stop.
MEANINGS = {
    r"expected ':'": "Python expected a colon there: `def`, `if`, `else`, `for` and `while` lines end in one",
    r"expected an indented block after (.+) on line (\d+)": "The lines below the {0} in line {1} have to be indented",
    r"expected an indented block": "The lines below a line that ends in a colon have to be indented",
    r"unexpected indent": "This line is indented further than the line above it, and nothing calls for that",
    r"unindent does not match": "This line is indented by a number of spaces that no line above it has",
    r"inconsistent use of tabs": "Some lines are indented by tabs, and others by spaces. Use spaces alone",
    r"'(.)' was never closed": "The bracket `{0}` that was opened there is never closed",
    r"unmatched '(.)'": "The bracket `{0}` closes nothing: none was opened",
    r"closing parenthesis '(.)' does not match opening parenthesis '(.)'": "The bracket `{1}` was closed by `{0}`",
    r"unterminated .*string": "A text begins with a quote there, and has none at its end",
    r"Maybe you meant '==' (?:or ':=' )?instead of '='": "One `=` gives a value to a name, and `==` compares",
    r"invalid decimal literal|leading zeros": "Python cannot read this number. A name never begins with a digit",
    r"invalid character '[−–]'": "This minus was copied from a text. Type the one on your keyboard, `-`",
    r"invalid character '(.)'": "Python does not know the character {0}. It may have been copied from a text",
    r"invalid non-printable character": "The line holds a character that cannot be seen. Type the line again",
    r"'return' outside function": "This `return` is not inside the function: indent it below the `def` line",
    r"positional argument follows keyword": "Arguments with a name, such as `a=1`, come after those without a name",
    r"Perhaps you forgot a comma": "Perhaps a comma, or a sign such as `*`, is missing there",
}


def in_words(error: SyntaxError, source: str = "") -> str:
    """Show the line that Python could not read, and say what its complaint means.

    Parameters
    ----------
    error : SyntaxError
        What Python raised, such as an IndentationError.
    source : str, optional
        The cell.

    Returns
    -------
    str
        ", `return z +` (invalid syntax)", and a sentence behind it where the complaint is known; "" where no line is.
        There is no full stop at its end.
    """
    lines = source.splitlines()
    known = error.text or (lines[error.lineno - 1] if error.lineno and 0 < error.lineno <= len(lines) else "")
    line = known.strip().replace("`", "'")
    shown = f", `{line if len(line) <= MOST else line[: MOST - 1] + '…'}`" if line else ""
    meaning = ""
    for pattern, sentence in MEANINGS.items():
        if found := re.search(pattern, error.msg or ""):
            meaning = sentence.format(*found.groups())
            break
    return f"{shown} ({error.msg})" + (f". {meaning}" if meaning else "") if shown else ""
