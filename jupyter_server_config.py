"""JupyterLab is told to read this file: `--config=jupyter_server_config.py`, typed in this folder."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - Jupyter defines it
root = Path(__file__).resolve().parent

# JupyterLab opens the first lesson, and can reach the whole folder.
first = min(root.glob("lessons/*/*.ipynb")).relative_to(root).as_posix()
c.ServerApp.root_dir = str(root)
c.LabApp.default_url = f"/lab/tree/{first}"

# Tabs left open in other folders stay there: by default all of a user's folders share one list of them.
c.LabApp.workspaces_dir = str(root / ".nbgrader" / "workspaces")

# nbgrader's buttons work in other folders than this one, and look here for nbgrader_config.py;
# labconfig/ beside it says which parts of JupyterLab are switched off.
paths = [str(root), os.environ.get("JUPYTER_CONFIG_PATH", "")]
os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))

# Lessons are small: a second thread only slows them down on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
