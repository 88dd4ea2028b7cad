"""JupyterLab is told to read this file: `--config=jupyter_server_config.py`, typed in this folder.

Where a server's users share this folder, which they cannot write to, COURSE_FOLDER holds the name of each one's own.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

c = get_config()  # noqa: F821 - Jupyter defines it
root = Path(__file__).resolve().parent
work = Path(os.environ.get("COURSE_FOLDER", root)).expanduser()
progress_page = work / "lessons" / "progress.md"


def write_progress(os_path: str = "start.ipynb", **others: object) -> None:
    """Write the page of progress, now or after a notebook was saved; a failure costs the page alone."""
    if Path(os_path).suffix != ".ipynb":
        return
    try:
        from grading.cli import progress

        progress.write(work)
    except Exception as error:
        print(f"lessons/{progress_page.name} was not written: {error}", file=sys.stderr)


if work != root:
    (work / "lessons").mkdir(parents=True, exist_ok=True)
    for page in ("GLOSSARY.md", "NOTATION.md"):  # to which the lessons lead
        shutil.copyfile(root / page, work / page)

# JupyterLab opens that page, or else the first lesson, and can reach the whole folder.
sys.path.insert(0, str(root))
write_progress()
pages = [progress_page] if progress_page.exists() else sorted(work.glob("lessons/[0-9]*/*.ipynb"))
c.ServerApp.root_dir = str(work)
if pages:
    c.LabApp.default_url = f"/lab/tree/{pages[0].relative_to(work).as_posix()}"
c.FileContentsManager.post_save_hook = write_progress


class PromptConnection(ZMQChannelsWebsocketConnection):  # type: ignore[misc]
    """Sends each of a kernel's messages at once. Else TCP holds a second small one back for up to 40 ms (Nagle)."""

    def connect(self) -> Any:
        self.websocket_handler.set_nodelay(True)
        return super().connect()


# What moves on a page follows the reader's hand.
c.ServerApp.kernel_websocket_connection_class = PromptConnection

# Tabs left open in other folders stay there: by default all of a user's folders share one list of them.
c.LabApp.workspaces_dir = str(work / ".nbgrader" / "workspaces")

# nbgrader's buttons work in other folders than this one, and look here for nbgrader_config.py;
# labconfig/ beside it says which parts of JupyterLab are switched off.
paths = [str(root), os.environ.get("JUPYTER_CONFIG_PATH", "")]
os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))

# What the course adds to JupyterLab: what is open is saved before it is handed in.
c.LabApp.extra_labextensions_path = [str(root / "labextensions")]

# Lessons are small: a second thread only slows them down on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
