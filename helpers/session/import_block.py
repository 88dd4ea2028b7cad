"""Close parts of helpers while a lesson asks for what is in them."""

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec


class _Closed(MetaPathFinder):
    """Refuses to find the modules with certain names, and says why."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if fullname in self.names:
            raise ImportError(f"{fullname} holds answers to this lesson, and is closed while you work on it")
        return None


def block_import(*names: str) -> None:
    """Make modules, and what is in them, impossible to import for the rest of a session.

    What was imported from them before goes on working.
    """
    sys.meta_path.insert(0, _Closed(set(names)))
    for name in names:
        for loaded in [module for module in sys.modules if module == name or module.startswith(f"{name}.")]:
            del sys.modules[loaded]
        package, _, part = name.rpartition(".")
        if hasattr(sys.modules.get(package), part):  # the package holds an imported module as an attribute, too
            delattr(sys.modules[package], part)
