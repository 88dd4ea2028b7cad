"""A judge's trial: what is counted, and what is said."""

import pytest

from helpers.checks import Check, NotMet
from helpers.labs.judging import Trial


def kind_of(f):
    """What the suspects below return."""
    return f()


def tried(judge):
    """Let a judge judge three right functions and nine kinds of impostor."""
    trial = Trial(Check(judge, read="A heading"))
    trial.hear({f"is right in style {k}": lambda: "right" for k in range(3)},
               {f"breaks promise {k}": lambda k=k: k for k in range(9)})  # fmt: skip
    return trial


@pytest.mark.parametrize(
    ("judge", "points", "said"),
    [
        (lambda f: kind_of(f) == "right", 3, "All 12 of your judgements are right."),
        (lambda f: kind_of(f) in ("right", 4, 5), 2, "You let an impostor through: one that breaks promise 5."),
        (lambda f: kind_of(f) in ("right", 1, 2, 3), 1, "6 of 9"),
        (lambda f: kind_of(f) in ("right", 1, 2, 3, 4, 5), 0, "4 of 9"),
        (lambda f: True, 0, "You said True of every function."),
        (lambda f: False, 0, "You said False of every function."),
        (lambda f: kind_of(f) != "right", 0, "You exchanged True and False"),
        (lambda f: kind_of(f) == "right" or kind_of(f) + "", 0, "You let an error stop your judge."),
    ],
)
def test_points_and_words(judge, points, said, capsys):
    assert tried(judge).points() == points
    assert said in capsys.readouterr().out


def test_what_is_no_verdict_is_refused():
    with pytest.raises(NotMet, match="Expected True or False"):
        tried(lambda f: "impostor")
    with pytest.raises(NotMet, match="several truth values"):
        tried(lambda f: [True, True])


def test_two_of_a_kind_count_once():
    trial = Trial(Check(lambda f: f() == "right", read="A heading"))
    for count in (1, 2):
        trial.hear({"goes another way": lambda: "?"}, {f"breaks promise {k}": lambda k=k: k for k in range(9)})
        assert len(trial.refused) == 1 and len(trial.said) == 1
        assert len(trial.verdicts) == 10 * count and sum(trial.caught.values()) == 9


def test_a_judge_that_stopped_is_not_said_to_have_let_anybody_through(capsys):
    tried(lambda f: kind_of(f) == "right" or kind_of(f) + "").points()
    said = capsys.readouterr().out
    assert "You let an error stop your judge." in said and "impostor through" not in said


def test_a_wrong_call_of_a_suspect_is_said_under_the_name_that_gives_nothing_away(capsys):
    def sorts_by_keys(X, y):
        return X

    judge = Check(lambda f: f([1]), read="A heading")
    Trial(judge).hear({"sorts by keys": sorts_by_keys}, {})
    said = capsys.readouterr().out
    assert "missing a required argument: 'y' (inside `f`, called in your line" in said
    assert "You called `f([1])`, which was handed to your function" in said and "sorts_by_keys" not in said


def test_a_name_gives_nothing_away():
    names = []
    tried(lambda f: names.append(f.__name__) or True)
    assert set(names) == {"f"}
