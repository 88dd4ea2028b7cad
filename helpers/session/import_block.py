"""Block the import of what holds the answers to a lesson, while the lesson asks for them."""

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec


class _Block(MetaPathFinder):
    """Refuses to find the modules with certain names, and says why."""

    def __init__(self, names: set[str]) -> None:
        """Refuse these names, such as "helpers.network"."""
        self.names = names

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Raise ImportError for a blocked name, and leave any other to the finders behind."""
        if fullname in self.names:
            raise ImportError(f"{fullname} holds answers to this lesson, and is closed while you work on it")
        return None


def block_import(*names: str) -> None:
    """Make modules, and what is in them, impossible to import for the rest of a session.

    What was imported from them before goes on working.

    Parameters
    ----------
    *names : str
        The modules' full names: `block_import("helpers.network")`.
    """
    sys.meta_path.insert(0, _Block(set(names)))
    for name in names:
        for loaded in [module for module in sys.modules if module == name or module.startswith(f"{name}.")]:
            del sys.modules[loaded]
        package, _, part = name.rpartition(".")
        if hasattr(sys.modules.get(package), part):  # the package holds an imported module as an attribute, too
            delattr(sys.modules[package], part)


def blocks() -> list[MetaPathFinder]:
    """List what refuses an import in this session."""
    return [finder for finder in sys.meta_path if isinstance(finder, _Block)]
