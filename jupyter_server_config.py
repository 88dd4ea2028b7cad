"""JupyterLab reads this file when it is started in this folder."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - Jupyter defines it
root = Path(__file__).resolve().parent

# The file browser shows the whole folder, also when a single lesson is named on the command line.
c.ServerApp.root_dir = str(root)

# nbgrader's buttons work in other folders than this one, and look here for nbgrader_config.py;
# labconfig/ beside it says which parts of JupyterLab are switched off.
paths = [str(root), os.environ.get("JUPYTER_CONFIG_PATH", "")]
os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))

# Lessons are small: a second thread only slows them down on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
