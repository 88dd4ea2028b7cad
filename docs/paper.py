"""The whole course on paper: one page of all lessons, printed to PDF by Chromium."""

import shutil
import subprocess
from pathlib import Path

from docs import site
from docs.lessons import ROOT

SECONDS = 300  # that printing may take


def make(folder: Path = ROOT / site.PLACE) -> Path:
    """Print the course, and return the file.

    Raises
    ------
    SystemExit
        Where Chromium is not there, or cannot print.
    """
    program, target = chromium(), folder / site.PRINTED
    target.unlink(missing_ok=True)  # it does not speak of itself
    page = site.build(folder, builder="singlehtml")
    text = page.read_text(encoding="utf-8").replace("<details", "<details open")  # nobody can unfold paper
    page.write_text(text, encoding="utf-8")
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'chromium'}"]
    command += ["--no-pdf-header-footer", "--generate-pdf-document-outline", f"--print-to-pdf={target}", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    if done.returncode or not target.exists():
        raise SystemExit(f"Chromium could not print the course:\n{done.stderr}")
    return target


def chromium() -> str:
    """Return where Chromium is.

    Raises
    ------
    SystemExit
        Where it is not there.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        raise SystemExit("This needs Chromium, and there is no `chromium` on the PATH.")
    return program
