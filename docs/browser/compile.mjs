// Compile the Python files of wheels for the Python of the browser: node compile.mjs RUNTIME FROM TO
// FROM holds wheels; TO gets, for each, an archive of the same name with the compiled files alone.
import { pathToFileURL } from "node:url";

const [runtime, from, to] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: runtime });
python.mountNodeFS("/from", from);
python.mountNodeFS("/to", to);
python.runPython(`
import os, sys, sysconfig, warnings, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc as as_pyc
from importlib.util import source_hash

place = os.path.normpath(sysconfig.get_path("purelib")).replace("//", "/")
warnings.simplefilter("ignore")
for name in sorted(os.listdir("/from")):
    with zipfile.ZipFile(f"/from/{name}") as wheel, zipfile.ZipFile(f"/to/{name}", "w") as made:
        made.comment = sys.implementation.cache_tag.encode()
        for path in wheel.namelist():
            if path.endswith(".py"):
                source = wheel.read(path)
                try:
                    code = compile(source, f"{place}/{path}", "exec", dont_inherit=True)
                except (SyntaxError, ValueError):
                    continue  # a template, or a test of a parser: it stays as it is
                made.writestr(path, as_pyc(code, source_hash(source), False))
`);
