"""What the lessons import: data, pictures, checks, what moves, the reference network, and each lesson's own equipment.

What is in here answers no exercise of the lesson that imports it: where a picture or a slider needs a neuron, the
reader's own is handed in, and a lesson that asks for what a module holds blocks its import (`helpers.session`).
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

# A set-up cell of a lesson that was released before version 1.0 asks for these names.
_MOVED = {
    "clinic": "helpers.labs.clinic",
    "contest": "helpers.labs.features.contest",
    "crowd": "helpers.labs.features.batched_training",
    "play": "helpers.widgets",
    "rows": "helpers.widgets",
    "ward": "helpers.labs.clinic.feedback",
}

if not TYPE_CHECKING:  # new code names the new place, and mypy holds it to that

    def __getattr__(name: str) -> ModuleType:
        """Return a module that has moved, by its earlier name."""
        if name in _MOVED:
            return import_module(_MOVED[name])
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
