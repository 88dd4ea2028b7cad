"""The page that lists what the browser edition carries, each part with its version and licence."""

import re
import zipfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from docs.browser import sources

HEAD = """# What this site carries, and under which licences

The lessons and their code are under the licences in `LICENSE`. Each wheel, in `static/pyodide/`, holds the text of its
licence; its Python files are compiled, and tests, headers and sample data are left out.

| part | version | licence | where it is from |
|---|---|---|---|
"""
OTHERS = [
    ("Pyodide, with CPython", sources.PYODIDE, "MPL-2.0, and Python's licence", "https://pyodide.org"),
    ("JupyterLite, with JupyterLab", "", "BSD-3-Clause", "https://jupyterlite.readthedocs.io"),
    (
        "JupyterLite's kernel for Pyodide",
        sources.KERNEL[1],
        "BSD-3-Clause",
        "https://jupyterlite-pyodide-kernel.readthedocs.io",
    ),
]


def page(wheels: Iterable[Path]) -> str:
    """Write the page, in Markdown."""
    rows = [(part, known or version("jupyterlite-core"), *rest) for part, known, *rest in OTHERS]
    rows += sorted(row for row in map(_row, wheels) if row[0] != "helpers")
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(path: Path) -> tuple[str, str, str, str]:
    """Read the name, version, licence and home of a wheel."""
    with zipfile.ZipFile(path) as wheel:
        about = next(name for name in wheel.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        lines = wheel.read(about).decode("utf-8").partition("\n\n")[0].splitlines()
    fields = [line.partition(": ")[::2] for line in lines if re.match(r"[A-Z][A-Za-z-]+: .", line)]
    said = dict(reversed(fields))
    classes = [
        text.rpartition(":: ")[2] for key, text in fields if key == "Classifier" and text.startswith("License ::")
    ]
    short = said.get("License-Expression") or ", ".join(classes) or said.get("License", "in the wheel")[:60]
    home = said.get("Home-page") or next((text.split(", ")[-1] for key, text in fields if key == "Project-URL"), "")
    return said["Name"], said["Version"], short, home
