"""What a lesson's session leaves behind: nothing. In a notebook, each lesson has a Python of its own."""

import contextlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def session_of_its_own() -> Iterator[None]:
    """Open again afterwards what a lesson's set-up blocks, with the same modules: others would have other classes."""
    finders = list(sys.meta_path)
    modules = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "helpers"}
    try:
        yield
    finally:
        sys.meta_path[:] = finders
        for name, module in modules.items():
            sys.modules[name] = module
            package, _, part = name.rpartition(".")
            if package in modules and not hasattr(modules[package], part):
                setattr(modules[package], part, module)
