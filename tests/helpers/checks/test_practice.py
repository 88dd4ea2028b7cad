"""The tests of helpers.checks.practice: every order that runs is right, and the first line out of place is named."""

from itertools import permutations

import pytest

from helpers.checks import filled_in, in_order

LINES = {"A": "a = x + 1", "B": "b = a * 2", "C": "c = a - x", "D": "d = b + c", "E": "d = a + a"}
STRAYS = {"E": "it leaves b and c unused."}


def ran(order: tuple[str, ...]) -> bool:
    """Say whether the lines run in this order."""
    space = {"x": 1}
    try:
        exec("\n".join(LINES[letter] for letter in order), space)
    except NameError:
        return False
    return True


def test_the_orders_that_run_are_right_and_no_others(capsys):
    said = {order: in_order(order, LINES, "x", STRAYS) or capsys.readouterr().out for order in permutations("ABCD")}
    right = [order for order, told in said.items() if "the lines are in order" in told]
    assert right == [order for order in permutations("ABCD") if ran(order)]
    assert len(right) == 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, "No order yet"),
        ("", "No order yet"),
        (..., "No order yet"),
        ("ABDC", "You put D in place 3, too early: `d = b + c` uses c, which no line above it has made."),
        ("BACD", "You put B in place 1, too early: `b = a * 2`"),
        ("AAB", "You put A in place 2, but you have used it already, further up."),
        ("AXB", "You put X in place 2, and there is no such line"),
        ("ABE", "You put E in place 3, but `d = a + a` does not belong: it leaves b and c unused."),
        ("ABC", "Right so far, but not finished. Still to come: D."),
        ("A", "Still to come: B, C, D."),
        (17, "You put 1 in place 1, and there is no such line"),
    ],
)
def test_the_first_line_out_of_place_is_named(given, told: str, capsys):
    in_order(given, LINES, "x", STRAYS)
    assert told in capsys.readouterr().out


STYLES = ["abcd", "A C B D", ["A", "B", "C", "D"], ("A", "C", "B", "D"), "A, B, C, D", ["ABCD"]]


@pytest.mark.parametrize("given", STYLES)
def test_an_order_may_be_written_in_many_ways(given, capsys):
    in_order(given, LINES, "x", STRAYS)
    assert "the lines are in order, and you left out those that do not belong." in capsys.readouterr().out


RIGHT = {"first": [0.5, -1.0], "second": 2.0}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, '"first" is still open.\n'),
        ({"first": [0.5, -1.0], "second": None}, '"second" is still open.\n'),
        ({"first": [0.5, 1.0], "second": 3}, '"first" is the first that is wrong: you wrote [0.5, 1]. Mind the sign.'),
        ({"first": (0.5, -1.0), "second": "2"}, "\"second\": you wrote '2'. Write a number, without quotes.\n"),
        ({"first": (0.5, -1.0), "second": (2, 0)}, "Python's decimal sign is a point, not a comma.)\n"),
        ({"first": (0.5, -1.0), "second": [2.0]}, "A single number belongs there, without brackets.\n"),
        ({"first": (0.5, -1.0), "second": "200 %"}, "Write a number, without quotes: 1 % is 0.01.\n"),
        ({"first": (0.5, -1.0), "second": True}, '"second": you wrote True. A number belongs there, not True.\n'),
        ({"first": ..., "second": 2}, '"first" is still open.\n'),
        ({"first": ["0.5", "shut"]}, "\"first\": you wrote ['0.5', 'shut']. Write numbers, without quotes.\n"),
        ({"first": " ", "second": 2}, '"first" is still open.\n'),
        ({"first": 0.5, "second": 2}, '"first" is the first that is wrong'),
        ({"First": 0.5}, "You wrote the key 'First' instead, which is none of the keys.\n"),
        ({0.25: 0.5}, "You wrote the key 0.25 instead, which is none of the keys. Put keys in quotes.\n"),
    ],
)
def test_the_first_blank_that_is_off_is_named(given, told: str, capsys):
    filled_in(given, RIGHT, {"first": "Mind the sign."}, 0.02)
    said = capsys.readouterr().out
    assert told in said and "2.0" not in said


def test_blanks_filled_rightly_pass(capsys):
    filled_in({"first": [0.51, -1], "second": 2}, RIGHT, {}, 0.02)
    assert 'All filled in, and all right: "first", "second".' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"a": 1, "b": None}, '"b" is still open.'),
        ({"a": 3, "b": 2}, '"a" is the first that is wrong: you wrote 3. Add up.'),
        ({"a": 1}, "Keep the 2 lines with their names as they are. Write your numbers instead of None."),
        ([1, 2], "Keep the 2 lines"),
    ],
)
def test_values_in_the_order_of_the_blanks(given, told: str, capsys):
    filled_in(given, [1, 2], ["Add up.", "Multiply."], 0.02)
    assert told in capsys.readouterr().out
