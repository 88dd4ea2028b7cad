"""An instructor's JupyterLab: a learner's, with Formgrader, Create Assignment and the list of courses switched on."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - Jupyter defines it
root = Path(__file__).resolve().parent
load_subconfig("jupyter_server_config.py", path=str(root))  # noqa: F821 - Jupyter defines it

# What stands first wins: its labconfig/ switches on what the learner's switches off.
paths = [str(root / "labconfig" / "instructor"), os.environ["JUPYTER_CONFIG_PATH"]]
os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(paths)
