"""The picture of what each stage of a network passes on."""

import re

import numpy as np

from helpers import plots
from helpers.plots import show


def test_the_picture_of_the_stages_tells_their_numbers(monkeypatch):
    pages: list[str] = []
    monkeypatch.setattr(show, "display", lambda page: pages.append(page.data))
    stages = {"input": np.eye(3), "output": np.array([[0.25, -0.75]])}
    plots.stages(stages), plots.stages(stages)
    alt = re.search(r'<img alt="(.+?)"', pages[0])[1]
    assert "input, 9 numbers from 0.00 to 1.00; output, 2 numbers from -0.75 to 0.25" in alt
    assert pages[0] == pages[1]
    plots.stages(stages, {"output": np.array([["no", "yes"]])})
    assert pages[2] != pages[1], "names on the squares"
