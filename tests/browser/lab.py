"""JupyterLab on a folder of lessons, and a Chromium that looks at it."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from tests.course import ROOT

AXE = (ROOT / "tests" / "browser" / "axe" / "axe.min.js").read_text(encoding="utf-8")
AXE_FINDS = """async (parts) => {
  const there = parts.filter((one) => document.querySelector(one)).map((one) => [one]);
  const { passes, violations } = await axe.run(parts.length ? { include: there } : document);
  if (!passes.some((one) => parts.length || one.id === "color-contrast")) return ["axe looked at nothing"];
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}"""
START = 120  # seconds that a server may take, on a busy machine
KERNEL = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
IDLE = f"() => {KERNEL}?.connectionStatus === 'connected' && {KERNEL}?.status === 'idle'"


def chromium() -> str | None:
    """Return where the system's Chromium is, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Lab:
    """A running JupyterLab.

    Attributes
    ----------
    folder : Path
        The course that it shows.
    url : str
        Where it listens.
    token : str
        What opens it.
    """

    folder: Path
    url: str
    token: str


@dataclass
class Seen:
    """What a page did beside showing itself: what its console said, and what it asked other machines for."""

    console: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def course(folder: Path) -> Path:
    """Copy into a folder what JupyterLab needs of the course, without its lessons."""
    for name in ("jupyter_server_config.py", "nbgrader_config.json"):
        shutil.copy(ROOT / name, folder)
    for name in ("labconfig", "labextensions"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "lessons").mkdir()
    return folder


@contextmanager
def running(folder: Path, config: str = "jupyter_server_config.py", **variables: str) -> Iterator[Lab]:
    """Start JupyterLab as README tells a learner to, with these environment variables; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    lab = Lab(folder, f"http://127.0.0.1:{port}", secrets.token_hex(16))
    command = [sys.executable, "-m", "jupyter", "lab", f"--config={config}", "--no-browser"]
    command += [f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1", "--allow-root"]
    command += [f"--IdentityProvider.token={lab.token}", "--LabApp.expose_app_in_browser=True"]
    environment = {name: text for name, text in os.environ.items() if name != "NBGRADER_EXECUTION"}
    environment["HOME"] = environment["JUPYTER_CONFIG_DIR"] = str(folder / ".home")
    environment["JUPYTER_DATA_DIR"] = environment["IPYTHONDIR"] = str(folder / ".home")
    environment |= variables
    with open(folder / "server.log", "wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(lab, server)
        yield lab
    finally:
        server.terminate()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_for(lab: Lab, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers."""
    end = time.monotonic() + START
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{lab.url}/api?token={lab.token}", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{(lab.folder / 'server.log').read_text()}")


@contextmanager
def page(
    browser: Browser, width: int = 1280, height: int = 900, dark: bool = False, zoom: float = 1
) -> Iterator[tuple[Page, Seen]]:
    """Open an empty page that keeps a list of its errors and refuses, and counts, requests to other machines.

    A browser's zoom makes the page's own pixels larger, so that fewer of them go into the same window.
    """
    context = browser.new_context(
        viewport={"width": int(width / zoom), "height": int(height / zoom)},
        device_scale_factor=zoom,
        color_scheme="dark" if dark else "light",
    )
    opened, seen = context.new_page(), Seen()

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen.console.append(message.text)

    def guard(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:")):
            route.continue_()
        else:
            seen.outside.append(route.request.url)
            route.abort()

    opened.on("console", note)
    opened.on("pageerror", lambda error: seen.console.append(str(error)))
    context.route("**/*", guard)
    try:
        yield opened, seen
    finally:
        context.close()


def open_notebook(opened: Page, lab: Lab, path: str) -> None:
    """Open a notebook alone, without what else a workspace holds, and wait until its kernel answers."""
    opened.goto(f"{lab.url}/lab/workspaces/w{secrets.token_hex(4)}/tree/{path}?token={lab.token}")
    opened.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell", timeout=START * 1000)
    opened.wait_for_function(IDLE, timeout=START * 1000)


def run_all(opened: Page) -> None:
    """Run all cells, and wait until the kernel has done them."""
    command(opened, "runmenu:run-all")
    opened.wait_for_function(IDLE, timeout=START * 1000)


def command(opened: Page, name: str, arguments: str = "{}") -> None:
    """Run one of JupyterLab's commands."""
    opened.evaluate(f"window.jupyterapp.commands.execute({name!r}, {arguments})")


def alone(opened: Page, dark: bool) -> None:
    """Give the notebook the whole window, in JupyterLab's dark or light theme."""
    opened.evaluate("window.jupyterapp.shell.collapseLeft(), window.jupyterapp.shell.collapseRight()")
    command(opened, "apputils:change-theme", f"{{theme: 'JupyterLab {'Dark' if dark else 'Light'}'}}")
    opened.wait_for_function(f"document.body.dataset.jpThemeLight === '{'false' if dark else 'true'}'")


def show_all(opened: Page) -> int:
    """Go down the notebook, so that every output is on the page; return how many there are."""
    stored = opened.evaluate(
        "window.jupyterapp.shell.currentWidget.content.widgets"
        ".reduce((n, cell) => n + (cell.model.outputs?.length ?? 0), 0)"
    )
    for _ in range(5):
        opened.evaluate("""async () => {
          for (const cell of window.jupyterapp.shell.currentWidget.content.widgets) {
            cell.node.scrollIntoView();
            await new Promise((done) => setTimeout(done, 20));
          }
        }""")
        if opened.locator(".jp-OutputArea-output").count() >= stored:
            break
    return int(stored)


def save(opened: Page) -> None:
    """Save the notebook, and wait until it is on the disk."""
    opened.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    opened.wait_for_function("!window.jupyterapp.shell.currentWidget.context.model.dirty")


def end_kernels(lab: Lab) -> None:
    """End every kernel of the server."""
    with urllib.request.urlopen(f"{lab.url}/api/sessions?token={lab.token}") as answer:
        sessions = json.load(answer)
    for session in sessions:
        address = f"{lab.url}/api/sessions/{session['id']}?token={lab.token}"
        urllib.request.urlopen(urllib.request.Request(address, method="DELETE")).close()


def axe_finds(opened: Page, *parts: str) -> list[str]:
    """Return what axe has against a page, or against these parts of it, given by selectors."""
    opened.evaluate(AXE)
    return list(opened.evaluate(AXE_FINDS, parts))


def too_wide(opened: Page) -> bool:
    """Say whether a page has to be moved sideways to be read."""
    return bool(opened.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
