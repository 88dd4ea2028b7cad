"""What moves on a page: the same first picture as is stored, and another one at each step."""

import re

import pytest

from docs import explorables
from tests.course import solution

ALT = re.compile(r'\balt="([^"]*)"')


@pytest.mark.full
def test_each_explorable_begins_with_its_stored_picture_and_moves():
    made = explorables.all_steps(explorables.MOVING)
    assert {name: list(steps) for name, steps in made.items()} == explorables.MOVING
    for name, cells in made.items():
        for cell, steps in cells.items():
            (stored,) = [one.outputs[-1].data["text/html"] for one in solution(name).cells if one.id == cell]
            assert ALT.findall(steps.pictures[steps.start]) == ALT.findall(stored), cell
            assert len(set(steps.pictures)) > 2 and len(steps.texts) == len(steps.pictures) <= explorables.MOST + 1
            assert all(ALT.search(picture) for picture in steps.pictures), cell
