"""In a browser: packages that not every lesson needs are there when they are first imported, and no earlier.

JupyterLite loads what a cell imports by name. What helpers import only later is loaded here, from the same site, and
held to the same lock.
"""

import hashlib
import importlib
import io
import sys
import sysconfig
import warnings
import zipfile
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder

LATER = {"matplotlib": "matplotlib", "scipy": "scipy", "sklearn": "scikit-learn", "anywidget": "anywidget"}
PLACE = sysconfig.get_path("purelib")


class Later(MetaPathFinder):
    """Finds the packages of LATER, by the name under which they are imported, after it has loaded them."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Load a package that is asked for the first time; leave anything else to other finders."""
        package = LATER.get(fullname)
        if package is None:
            return None
        load(package)
        importlib.invalidate_caches()
        return PathFinder.find_spec(fullname)


def load(name: str) -> None:
    """Load a package of Pyodide's lock and those on which it depends, while Python waits.

    Raises
    ------
    ImportError
        Where the site does not answer, or a file is not the one in the lock.
    """
    import pyodide_js

    if name in pyodide_js.loadedPackages.to_py():
        return
    entry = getattr(pyodide_js.lockfile.packages, name)
    for other in entry.depends:
        load(other)
    archive = _fetched(pyodide_js.lockfileBaseUrl + entry.file_name)
    if hashlib.sha256(archive).hexdigest() != entry.sha256:
        raise ImportError(f"{entry.file_name} is not the file in this site's list: {name} is not loaded")
    zipfile.ZipFile(io.BytesIO(archive)).extractall(PLACE)
    setattr(pyodide_js.loadedPackages, name, "default channel")


def _fetched(address: str) -> bytes:
    """Fetch a file of this site; the kernel is a worker, which may wait for it."""
    from js import XMLHttpRequest

    request = XMLHttpRequest.new()
    request.open("GET", address, False)
    request.responseType = "arraybuffer"
    request.send()
    if request.status != 200:
        raise ImportError(f"{address.rpartition('/')[2]} cannot be had: the site answered {request.status}")
    return bytes(request.response.to_bytes())


def start() -> None:
    """Let imports load what is in LATER, and keep quiet about a warning of threadpoolctl's."""
    warnings.filterwarnings("ignore", "JsProxy.as_object_map", RuntimeWarning)
    if not any(isinstance(finder, Later) for finder in sys.meta_path):
        sys.meta_path.append(Later())
