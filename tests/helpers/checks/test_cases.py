"""Exercises that are judged case by case: the other cases go on where one fails."""

import pytest

from helpers.checks import Check, NotMet, or_none


def test_a_case_that_fails_is_told_once_and_the_others_go_on(capsys):
    def half(x):
        if x < 0:
            raise KeyError("spread")
        return x / 2

    check = Check(half, read="here")
    assert [or_none(check(x), f"case {x}") for x in (2, -1, -2, 4)] == [1, None, None, 2]
    said = capsys.readouterr().out
    assert said.count("It raised KeyError") == 1 and said.startswith("case -1:")

    def unanswered(x):
        raise NotImplementedError

    with pytest.raises(NotMet, match="not answered yet"):
        or_none(Check(unanswered, read="here")(1), "case 1")
