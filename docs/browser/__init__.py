"""The browser edition: JupyterLab and Python in the page itself, with the students' lessons. Nothing is installed."""
