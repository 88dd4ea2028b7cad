"""What moves on a page: the same first picture as is stored, and another one wherever a control moves."""

import inspect
import json
import re

import pytest
from nbformat.v4 import new_code_cell

from docs import explorables, giveaways, stepper
from docs.explorables import MOST_PICTURES, MOST_VALUES, Moved, Steps
from docs.needed import needed
from helpers import widgets
from helpers.widgets.explorable import choice, pen, slider
from tests.course import solution

ALT = re.compile(r'\balt="([^"]*)"')


@pytest.mark.full
def test_each_explorable_begins_with_its_stored_picture_and_every_control_moves_it():
    made = explorables.all_steps(explorables.MOVING)
    assert {name: list(steps) for name, steps in made.items()} == explorables.MOVING
    for name, cells in made.items():
        for cell, steps in cells.items():
            (stored,) = [one.outputs[-1].data["text/html"] for one in solution(name).cells if one.id == cell]
            assert ALT.findall(steps.pictures[steps.start]) == ALT.findall(stored), cell
            assert all(ALT.search(picture) for picture in steps.pictures.values()), cell
            for k, control in enumerate(steps.controls):
                moved = {
                    p: s
                    for p, s in steps.pictures.items()
                    if p[:k] + p[k + 1 :] == steps.start[:k] + steps.start[k + 1 :]
                }
                assert len(moved) == len(control.texts) and len(set(moved.values())) > 1, (cell, control.label)


def test_every_explorable_of_the_course_can_be_stepped_through():
    """All but those that show an answer by its value."""
    for name, cells in explorables.MOVING.items():
        closed = giveaways.showing(name, solution(name))
        shown = {cell.id for cell in solution(name).cells if cell.cell_type == "code" and explores(cell.source)}
        assert shown - set(closed) == set(cells), name


def explores(source: str) -> bool:
    """Say whether a cell shows an explorable."""
    called = [getattr(widgets, name) for name in re.findall(r"widgets\.(\w+)\(", source)]
    return any("explore(" in inspect.getsource(function) for function in called)


def drawn(*controls) -> Steps:
    """Draw the values of controls as text."""
    return explorables._draw(lambda *values: f'<img alt="{values}">', controls, "values")


def test_controls_move_together_where_their_pictures_are_few():
    steps = drawn(choice("kind", ["a", "b"], "b"), slider("number", range(61), 30, steps=(1, -1)))
    assert steps.together and steps.start[0] == 1
    assert len(steps.pictures) == 2 * len(steps.controls[1].texts) and len(steps.controls[1].texts) <= MOST_VALUES + 1
    assert steps.pictures[steps.start] == "<img alt=\"('b', 30)\">"


def test_many_controls_have_fewer_values_and_very_many_move_one_at_a_time():
    three = drawn(*[slider(name, range(100)) for name in "abc"])
    assert three.together and len(three.pictures) <= MOST_PICTURES
    six = drawn(*[slider(name, range(100), 50) for name in "abcdef"])
    assert not six.together and stepper.ONE_AT_A_TIME in stepper.as_html("cell", six)
    assert all(sum(a != b for a, b in zip(places, six.start, strict=True)) <= 1 for places in six.pictures)


def test_a_pen_becomes_a_slider_along_its_stroke():
    way = explorables._pen_as_slider(pen("Draw", [[[0, 0], [1, 1], [2, 0]]]))
    assert way.values == [[[[0, 0]]], [[[0, 0], [1, 1]]], [[[0, 0], [1, 1], [2, 0]]]] and way.start == 2


def test_a_page_has_each_piece_of_a_picture_once():
    picture = 'x<img alt="{}" src="data:image/svg+xml;base64,PHN2Zz48Zy8+PC9zdmc+">'  # <svg><g/></svg>
    control = Moved("number", "slider", ("1", "2"), 1, True)
    page = stepper.as_html("cell", Steps("t", (control,), {(0,): picture.format(1), (1,): picture.format(2)}, True))
    data = json.loads(re.search(r'<script type="application/json">(.*)</script>', page)[1])
    assert len(set(data["pieces"])) == len(data["pieces"]) and data["pieces"].count("<g/>") == 1
    texts = ["".join(data["pieces"][k] for k in part) for part in data["pictures"]["0"]]
    assert texts == ['x<img alt="1" src="', "<svg><g/></svg>", '">']


def test_only_what_a_cell_needs_is_run():
    cells = [
        new_code_cell("import numpy as np\nnever = 1", id="setup"),
        new_code_cell("slow = train()\nrows = np.zeros(3)", id="data"),
        new_code_cell("def shown(x):\n    return factor * x", id="function"),
        new_code_cell(
            "network = build()\nnetwork.train(rows)\nprint(rows)\nother = rows + 1\nrows[0] = 2", id="changes"
        ),
    ]
    cells.insert(2, new_code_cell("factor = 2\nnames = {}\nnames['a'] = factor", id="factor"))
    assert [source for _, source in needed(cells, "draw(shown(rows))")] == [
        "import numpy as np", "never = 1", "rows = np.zeros(3)", "factor = 2",
        "def shown(x):\n    return factor * x", "network = build()", "network.train(rows)", "rows[0] = 2",
    ]  # fmt: skip
