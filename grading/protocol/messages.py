"""The control channels carry JSON: nothing but texts, numbers, lists and dicts arrives.

The grader, which holds the gradebook, reads what a student's process sends through this module alone: no byte of a
student's is decoded into anything there that could be called.
"""

import json
from typing import Any

from grading.protocol.records import Malformed, Message, from_dict, to_dict


def encode(message: Any) -> bytes:
    """Turn a message, a dataclass of plain fields, into JSON."""
    return json.dumps(to_dict(message)).encode()


def decode(data: bytes, *kinds: type[Message]) -> Message:
    """Turn JSON into a message of one of these classes; Malformed where it is no such message."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        raise Malformed("a message that is no JSON") from None
    return from_dict(raw, *kinds)
