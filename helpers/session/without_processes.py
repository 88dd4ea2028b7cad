"""Call a function of helpers where no process can be started: in a browser, in the notebook's own Python."""

import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from helpers.session.import_block import blocks

OWN = "helpers."


def in_this_process(target: str, settings: dict[str, Any]) -> Any:
    """Return what a function gives, called with modules of helpers that are loaded for it alone, and then let go.

    `helpers.session.subprocess_call.in_subprocess` says what it takes, returns and raises.
    """
    try:
        module, name = target.split(":")
        with _modules_of_its_own():
            value = getattr(importlib.import_module(module), name)(**json.loads(json.dumps(settings)))
            return json.loads(json.dumps(value))
    except Exception as error:
        raise RuntimeError(f"{target}: {type(error).__name__}: {error}") from None


@contextmanager
def _modules_of_its_own() -> Iterator[None]:
    """Lift what is blocked, and load modules of helpers anew; afterwards all is as it was.

    What shows progress stays the same module: it knows in which cell a bar is shown.
    """
    kept = [finder for finder in sys.meta_path if finder not in blocks()]
    before, finders = _ours(), [*sys.meta_path]
    attributes = {module: dict(vars(module)) for module in before.values()}
    for name in before:
        if name not in ("helpers.progress", __name__):
            del sys.modules[name]
    sys.meta_path[:] = kept
    try:
        yield
    finally:
        sys.meta_path[:] = finders
        for name in _ours():
            del sys.modules[name]
        sys.modules |= before
        for module, values in attributes.items():
            for name in set(vars(module)) - set(values):
                delattr(module, name)
            vars(module).update(values)


def _ours() -> dict[str, Any]:
    """Return the modules of helpers that are loaded, without `helpers` itself."""
    return {name: module for name, module in sys.modules.items() if name.startswith(OWN)}
