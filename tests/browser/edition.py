"""The browser edition on a server of its own: as it is released under /, with the model answers under /solved/."""

import functools
import http.server
import json
import os
import posixpath
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Page

from docs.browser.address import of_lesson
from tests.browser import lab
from tests.course import ROOT

SOLVED = "/solved"
BOOT = 240  # seconds in which Python may start, on a busy machine
CELLS = "window.jupyterapp.shell.currentWidget.content.widgets.filter((cell) => cell.model.type === 'code')"
ALL_RUN = f"""() => {{
  const kernel = {lab.KERNEL};
  return kernel?.status === "idle" && {CELLS}.every((cell) => cell.model.executionState === "idle"
    && (cell.model.executionCount !== null || !cell.model.sharedModel.source.trim()));
}}"""
OUTPUTS = f"""() => {CELLS}.map((cell) => [
  cell.model.id, Array.from({{ length: cell.model.outputs.length }}, (_, i) => cell.model.outputs.get(i).toJSON())])"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site; below /solved/ the same one, with other notebooks."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}
    extensions_map |= {".wasm": "application/wasm", ".ipynb": "application/json"}

    def translate_path(self, path: str) -> str:
        """Find the file of an address."""
        own, _, rest = path.partition(f"{SOLVED}/")
        found = super().translate_path(path if own or not rest else f"/{rest}")
        inside = posixpath.relpath(found, self.directory)
        solved = Path(self.directory, "solved", inside)
        return str(solved) if not own and rest and solved.is_file() else found

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site, beside which the solved notebooks are put, and return its address; it ends with the block."""
    for path in sorted((site / "files" / "lessons").glob("*/*.ipynb")):
        target = site / "solved" / path.relative_to(site)
        target.parent.mkdir(parents=True)
        nbformat.write(solved(path), target)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def solved(path: Path) -> nbformat.NotebookNode:
    """Return a released lesson with the model answers in place of what is to be answered."""
    lesson = nbformat.read(path, 4)
    source = nbformat.read(ROOT / "solutions" / path.parent.name / path.name, 4)
    answers = {cell.id: cell.source for cell in source.cells if cell.metadata.get("nbgrader", {}).get("solution")}
    for cell in lesson.cells:
        cell.source = answers.get(cell.id, cell.source)
    return lesson


def come(page: Page, base: str, name: str) -> None:
    """Open a lesson, and wait until its Python has started."""
    page.goto(f"{base}/{of_lesson(name)}")
    page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell", timeout=BOOT * 1000)
    page.wait_for_function(lab.IDLE, timeout=BOOT * 1000)


def run_all(page: Page, most: float) -> dict[str, list[dict]]:
    """Run all cells from the first to the last, and return each one's outputs, by its id."""
    page.evaluate("() => void window.jupyterapp.commands.execute('runmenu:run-all').catch(() => {})")
    page.wait_for_function(ALL_RUN, timeout=most * 1000)
    return dict(page.evaluate(OUTPUTS))


def text(outputs: list[dict]) -> str:
    """Return what outputs say in text."""
    return json.dumps(outputs)


def processor_seconds() -> float:
    """Return the processor time of the Chromium that this process has started, in all its processes, so far."""
    parents, used = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                name, _, rest = (entry / "stat").read_text().rpartition(")")
            except OSError:
                continue  # it has just ended
            fields = rest.split()
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
            used[int(entry.name)] = sum(map(int, fields[11:15])) if "chrom" in name else 0
    total, waiting = 0, [os.getpid()]
    while waiting:
        children = parents.get(waiting.pop(), [])
        total += sum(used[child] for child in children)
        waiting += children
    return total / os.sysconf("SC_CLK_TCK")
