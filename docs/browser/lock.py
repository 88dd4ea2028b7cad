"""Pyodide's lock for the course: the packages of the lessons alone, as they were packed, and what loads by itself."""

from pathlib import Path
from typing import Any

from docs.browser.sources import Lock, digest

KERNEL = ("ipykernel", "piplite", "pyodide-kernel")  # wheels that the kernel's extension brings
IMPORTS = {"comm": ["comm"], "ipywidgets": ["ipywidgets"], "anywidget": ["anywidget"], "psygnal": ["psygnal"]}
IMPORTS |= {"helpers": ["helpers"], "ipykernel": ["ipykernel"], "piplite": ["piplite"]}
DEPENDS = {
    "helpers": ["numpy", "threadpoolctl", "tqdm"],
    "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
    "ipywidgets": ["comm"],
    "piplite": ["micropip"],
    "pyodide-kernel": ["comm", "ipykernel", "ipython", "jedi"],
}
# The kernel starts with these, and installs none of them by itself.
AT_START = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")


def of_course(lock: Lock, wheels: dict[str, Path]) -> Lock:
    """Return the lock with an entry for each of these wheels, by the packages' names."""
    return {"info": lock["info"], "packages": {name: _entry(lock, name, path) for name, path in wheels.items()}}


def _entry(lock: Lock, name: str, path: Path) -> dict[str, Any]:
    """Describe one wheel."""
    entry = {"name": name, "install_dir": "site", "package_type": "package", "unvendored_tests": False}
    known = lock["packages"].get(name, {"version": version_in(path), "imports": [], "depends": []})
    depends = DEPENDS.get(name, [other.replace("_", "-").lower() for other in known["depends"]])
    imports = IMPORTS.get(name, known["imports"])
    return entry | {
        "version": version_in(path),
        "file_name": path.name,
        "sha256": digest(path),
        "depends": depends,
        "imports": imports,
    }


def version_in(path: Path) -> str:
    """Return the version in a wheel's name."""
    return path.name.split("-")[1]
