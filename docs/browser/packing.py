"""Wheels as the browser gets them: compiled, so that it need not, and one of `helpers`, made from the tree."""

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from docs.browser.sources import digest
from docs.lessons import ROOT

SCRIPT = Path(__file__).with_name("compile.mjs")
WITH_SOURCE = "helpers"  # a reader can read the course's own code, and tracebacks show it
LEFT_OUT = re.compile(r"/tests/|/testing/jpl_units/|\.pyi$|\.pxd$|\.h$|/sample_data/|\.dist-info/RECORD$")


def of_helpers(folder: Path, version: str) -> Path:
    """Make a wheel of `helpers` as it is in the tree, and return its path."""
    path = folder / f"helpers-{version}-py3-none-any.whl"
    about = f"helpers-{version}.dist-info"
    kept = [one for one in sorted((ROOT / "helpers").rglob("*")) if one.is_file() and "__pycache__" not in one.parts]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for one in kept:
            wheel.write(one, one.relative_to(ROOT).as_posix())
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: helpers\nVersion: {version}\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    return path


def compiled(wheels: Iterable[Path], runtime: Path, cache: Path) -> dict[Path, Path]:
    """Return, for each wheel, one with compiled files in place of the sources; those made earlier are in the cache.

    Raises
    ------
    SystemExit
        Where there is no Node.js, which runs the browser's Python here.
    """
    cache.mkdir(parents=True, exist_ok=True)
    made = {path: cache / digest(path)[:16] / path.name for path in wheels}
    new = [path for path, target in made.items() if not target.exists()]
    if new:
        node = shutil.which("node")
        if node is None:
            raise SystemExit("The wheels are compiled by Node.js, and `node` is not on the PATH.")
        with tempfile.TemporaryDirectory() as place:
            before, after = Path(place, "from"), Path(place, "to")
            before.mkdir()
            after.mkdir()
            for path in new:
                shutil.copy(path, before / path.name)
            done = subprocess.run(
                [node, str(SCRIPT), str(runtime.resolve()), str(before), str(after)], capture_output=True, text=True
            )
            if done.returncode:
                raise SystemExit(f"Compiling the wheels failed:\n{done.stderr.strip()}")
            for path in new:
                _put_together(path, after / path.name, made[path])
    return made


def _put_together(wheel: Path, codes: Path, target: Path) -> None:
    """Write a wheel whose sources are replaced by their compiled code, without what nothing here uses."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(codes) as code:
        there = set(code.namelist())
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as new:
            for path in old.namelist():
                if path.endswith("/") or LEFT_OUT.search(path):
                    continue
                own = path.startswith(f"{WITH_SOURCE}/")
                if path not in there or own:
                    new.writestr(path, old.read(path))
                if path in there:
                    new.writestr(_cached(path, code.comment.decode()) if own else f"{path}c", code.read(path))
    part.rename(target)


def _cached(path: str, tag: str) -> str:
    """Return where Python, whose files have this tag, looks for the compiled code of a source that is there."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/__pycache__/{name.removesuffix('.py')}.{tag}.pyc"
