"""Make the browser edition: bring runtime, wheels and lessons together, and let JupyterLite write the site."""

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import nbformat

from docs import lessons
from docs.browser import address, licences, lock, packing, sources
from docs.lessons import ROOT

CACHE = ROOT / "build" / "browser"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")
OWN = Path(__file__).with_name("labextension")
PAGES = ("GLOSSARY.md", "NOTATION.md", "LICENSE")  # the lessons link to the first two


def build(folder: Path = ROOT / address.PLACE, named: Path | None = None, cache: Path = CACHE) -> Path:
    """Build the site afresh, and return its first page.

    Parameters
    ----------
    folder
        Where the site is made.
    named
        A distribution of Pyodide; without it, PyPI and npm are asked.
    cache
        Keeps between builds what was downloaded and compiled.

    Raises
    ------
    SystemExit
        Where something cannot be had, or is not what Pyodide's lock describes.
    """
    runtime, whole = sources.runtime(cache, named)
    kernel = sources.kernel(cache)
    found = sources.wheels(whole, cache, named) | kernel_wheels(kernel)
    found["helpers"] = packing.of_helpers(cache, version("layer-by-layer"))
    packed = packing.compiled(found.values(), runtime, cache / "compiled")
    wheels = {name: packed[path] for name, path in found.items()}
    source, made = cache / "source", cache / "site"
    shutil.rmtree(source, ignore_errors=True)
    shutil.rmtree(made, ignore_errors=True)
    collect(source)
    (source / "files" / "LICENCES.md").write_text(licences.page(found.values()), encoding="utf-8")
    _jupyterlite(source, made, [*map(extension, EXTENSIONS), kernel, OWN])
    shutil.copy(source / "editions.json", made)
    python = made / "static" / "pyodide"
    python.mkdir(parents=True)
    for name in sources.RUNTIME:
        shutil.copy(runtime / name, python)
    for path in wheels.values():
        shutil.copy(path, python)
    (python / sources.LOCK).write_text(json.dumps(lock.of_course(whole, wheels)), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(made, folder)  # whole, or not at all: a build that was stopped leaves no half of a site
    return folder / "index.html"


def kernel_wheels(kernel: Path) -> dict[str, Path]:
    """Find the wheels that the kernel's extension of JupyterLite brings."""
    folder = kernel / "static" / "pypi"
    return {name: next(folder.glob(f"{name.replace('-', '_')}-*.whl")) for name in lock.KERNEL}


def extension(name: str) -> Path:
    """Say where an extension of JupyterLab is installed.

    Raises
    ------
    SystemExit
        Where it is not: the packages of the browser edition are missing.
    """
    path = Path(sys.prefix, "share", "jupyter", "labextensions", name)
    if not (path / "package.json").is_file():
        raise SystemExit(f"{name} is not installed. Run `pip install -e .` in the course's environment.")
    return path


def collect(source: Path) -> None:
    """Bring together in a folder what JupyterLite takes: its settings, and the files that a student has."""
    files = source / "files"
    editions = {}
    for name in lessons.names():
        target = files / "lessons" / name / f"{name}.ipynb"
        target.parent.mkdir(parents=True)
        lesson = nbformat.read(lessons.released(name), as_version=4)
        edition = sha256(lessons.released(name).read_bytes()).hexdigest()[:16]
        lesson.metadata["layer_by_layer"] = {"edition": edition}
        nbformat.write(lesson, target)
        editions[target.relative_to(files).as_posix()] = edition
    (source / "editions.json").write_text(json.dumps(editions), encoding="utf-8")
    for page in PAGES:
        shutil.copy(ROOT / page, files)
    (source / "jupyter-lite.json").write_text(json.dumps(settings()), encoding="utf-8")
    shutil.copy(ROOT / "labconfig" / "default_setting_overrides.json", source / "overrides.json")


def settings() -> dict[str, object]:
    """Write JupyterLite's settings: all from this site, nothing from elsewhere."""
    kernel = {
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "pipliteUrls": [],
        "loadPyodideOptions": {"packages": [*lock.AT_START]},
    }
    config = {
        "appName": "Layer by Layer",
        "exposeAppInBrowser": True,
        "disabledExtensions": ["@jupyterlab/apputils-extension:announcements"],
        "litePluginSettings": {f"{KERNEL}:kernel": kernel},
    }
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": config}


def _jupyterlite(source: Path, folder: Path, extensions: list[Path]) -> None:
    """Let JupyterLite write the site, with these extensions and no others."""
    if find_spec("jupyterlite_core") is None:
        raise SystemExit("JupyterLite is not installed. Run `pip install -e .[browser]` in the course's environment.")
    config = {
        "output_dir": str(folder),
        "cache_dir": str(source.parent / "jupyterlite"),
        "contents": [str(source / "files")],
        "apps": ["lab"],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "ignore_sys_prefix": ["federated_extensions"],
        "federated_extensions": [str(path) for path in extensions],
    }
    (source / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": config}), encoding="utf-8")
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=source)
    if done.returncode:
        raise SystemExit(f"JupyterLite stopped:\n{(done.stderr or done.stdout).strip()[-2000:]}")
