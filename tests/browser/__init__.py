"""What a reader sees: JupyterLab and the pages, in a real Chromium."""
