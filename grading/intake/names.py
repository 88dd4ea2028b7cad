"""Names that came with a submission: of students, of files, of folders. Some are refused, the others made harmless."""

import re
import unicodedata
from typing import Any

LONGEST_NAME = 100  # characters of a student's name
LONGEST_PART = 200  # bytes of a file's or a folder's name
SAFE_INTEGER = 2**53  # larger numbers mean nothing in a notebook, and not every reader of JSON takes them
PLAIN = (
    "A student's name starts with a letter or a digit, has at most 100 characters, and besides letters and digits "
    "holds only spaces and . - _ ' @ +"
)
MARKS = frozenset(".-_'\u2019@+ ")


def normal(name: str) -> str:
    """Return a name in the one spelling under which it is compared: composed, without spaces around it."""
    return unicodedata.normalize("NFC", name).strip()


def is_plain(name: str) -> bool:
    """Say whether a student's name can be shown, listed and used as a folder's name without doing any harm.

    Letters of all scripts are allowed. What a spreadsheet computes, a browser renders, a shell expands, or a log takes
    for the end of a line is not.
    """
    return (
        bool(name)
        and len(name) <= LONGEST_NAME
        and len(name.encode("utf-8", "replace")) <= LONGEST_PART
        and name == normal(name)
        and name[0].isalnum()
        and name[-1] != "."
        and all(sign.isalnum() or sign in MARKS or unicodedata.category(sign) in ("Mn", "Mc") for sign in name)
    )


def scrubbed(text: str) -> str:
    """Replace what no file in UTF-8 can hold: halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode("utf-8")


def shown(name: object, most: int = LONGEST_NAME) -> str:
    """Write a name so that it fits into one line of a log: no control characters, no line ends, not too long."""
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in scrubbed(str(name)))
    return text if len(text) <= most else f"{text[: most - 1]}\N{HORIZONTAL ELLIPSIS}"


def file_name(name: str) -> str:
    """Make one part of a path harmless: valid UTF-8, no control characters, no separators."""
    return re.sub(r"[/\\:\0]", "_", "".join(sign if sign.isprintable() else "_" for sign in scrubbed(name)))


def scrubbed_tree(value: Any) -> Any:
    """Copy nested dicts and lists so that they can be written as JSON in UTF-8 and read again by anybody."""
    if isinstance(value, str):
        return scrubbed(value)
    if isinstance(value, dict):
        return type(value)({scrubbed(str(key)): scrubbed_tree(item) for key, item in value.items()})
    if isinstance(value, list):
        return [scrubbed_tree(item) for item in value]
    if type(value) is int and abs(value) > SAFE_INTEGER:
        return 0
    return value
