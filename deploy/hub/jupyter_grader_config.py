"""The grader's server under a hub: an instructor's, with Formgrader on a page of its own.

JupyterHub lets no page be shown inside another one, as JupyterLab's *Nbgrader → Formgrader* would: else a page that a
student has made could show Formgrader, and act in it. labconfig/ beside this file takes that entry out of the menu.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - Jupyter defines it
here = Path(__file__).resolve().parent
load_subconfig("jupyter_instructor_config.py", path=str(here.parents[1]))  # noqa: F821 - Jupyter defines it

# What stands first wins.
os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([str(here), os.environ["JUPYTER_CONFIG_PATH"]])
