# JupyterLab's Assignment List starts nbgrader in this folder: this hands it the configuration of the course.
load_subconfig("../nbgrader_config.py")  # noqa: F821 - nbgrader defines it
