"""The control channels carry JSON: nothing but texts, numbers, lists and dicts arrives.

The grader, which holds the gradebook, reads what a student's process sends through this module alone: no byte of a
student's is decoded into anything there that could be called.
"""

import json
import re
from typing import Any

from grading.protocol.records import Malformed, Message, from_dict, to_dict

MAX_NODES = 100_000  # values in one message
MAX_DIGITS = 64  # characters of a number
MAX_DEPTH = 40
TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+|[\[\]{}]|[^\s"\[\]{},:]++', re.DOTALL)


def encode(message: Any) -> bytes:
    """Turn a message, a dataclass of plain fields, into JSON."""
    return json.dumps(to_dict(message)).encode()


def decode(data: bytes, *kinds: type[Message]) -> Message:
    """Turn JSON into a message of one of these classes; Malformed where it is no such message."""
    _hold_to_limits(data)
    try:
        raw = json.loads(data.decode("ascii"))
    except (ValueError, RecursionError):
        raise Malformed("a message that is no JSON") from None
    return from_dict(raw, *kinds)


def _hold_to_limits(data: bytes) -> None:
    """Walk through JSON before it is parsed: a number of many digits takes quadratic time, and a list much memory."""
    depth = 0
    for number, match in enumerate(TOKEN.finditer(data)):
        begin, end = match.span()
        depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(data[begin : begin + 1], 0)
        is_text = data[begin : begin + 1] == b'"'
        if number > MAX_NODES or depth > MAX_DEPTH or (end - begin > MAX_DIGITS and not is_text):
            raise Malformed("a message that is too long, or too deep")
