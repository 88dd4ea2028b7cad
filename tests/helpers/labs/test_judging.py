"""A judge's trial: what is counted, and what is said."""

import numpy as np
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
        (lambda f: kind_of(f) == "right" or kind_of(f) + "", 0, "You let an error stop your judge (TypeError"),
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


def drawn(rng):
    """Draw as a right function does."""
    return rng.random()


elsewhere = np.random.default_rng(0)


def asked_for_reasons(judge):
    """Return the trial of a judge who meets one right function that draws, and one impostor."""
    trial = Trial(Check(judge, read="A heading"), drawing="drawn")
    impostor = lambda rng: rng.random() + elsewhere.random()  # noqa: E731
    trial.hear({"draws": lambda rng: 2 * rng.random()}, {"draws from elsewhere": impostor})
    return trial


SHARED = "You called `f` twice with one generator"
OWN = "You used `drawn` in your judge."
RAISED = "Your call raised an error in a right function (AttributeError"


def shares(f):
    """Refuse what draws, because two calls share a generator."""
    rng = np.random.default_rng(1)
    return f(rng) == f(rng)


def compares(f):
    """Compare with a draw of one's own."""
    return f(np.random.default_rng(1)) == drawn(np.random.default_rng(1))


def catches(f):
    """Catch an error that comes from a wrong call."""
    try:
        return f(5) == 5
    except AttributeError:
        return False


@pytest.mark.parametrize(("judge", "said"), [(shares, SHARED), (compares, OWN), (catches, RAISED)])
def test_why_a_right_function_was_refused(judge, said, capsys):
    trial = asked_for_reasons(judge)
    assert said in trial.said[1]
    trial.points()
    out = capsys.readouterr().out
    assert [reason in out for reason in (SHARED, OWN, RAISED)] == [reason == said for reason in (SHARED, OWN, RAISED)]


def test_no_reason_is_made_up(capsys):
    asked_for_reasons(lambda f: f(np.random.default_rng(1)) == f(np.random.default_rng(2))).points()
    assert "If you use `try`" in capsys.readouterr().out
    trial = asked_for_reasons(lambda f: f(np.random.default_rng(1)) != 0)
    assert not trial.reasons


def test_two_of_a_kind_count_once():
    trial = Trial(Check(lambda f: f() == "right", read="A heading"))
    for count in (1, 2):
        trial.hear({"goes another way": lambda: "?"}, {f"breaks promise {k}": lambda k=k: k for k in range(9)})
        assert len(trial.refused) == 1 and len(trial.said) == 1
        assert len(trial.verdicts) == 10 * count and sum(trial.caught.values()) == 9


def test_a_judge_that_stopped_is_not_said_to_have_let_anybody_through(capsys):
    tried(lambda f: kind_of(f) == "right" or kind_of(f) + "").points()
    said = capsys.readouterr().out
    assert "You let an error stop your judge" in said and "impostor through" not in said


def test_a_wrong_call_of_a_suspect_is_said_under_the_name_that_gives_nothing_away(capsys):
    def sorts_by_keys(X, y):
        return X

    trial = Trial(Check(lambda f: f([1]), read="A heading"))
    trial.hear({"sorts by keys": sorts_by_keys}, {"drops a row": sorts_by_keys})
    trial.points()
    said = capsys.readouterr().out
    assert "cannot take (TypeError: missing a required argument: 'y')" in said and "sorts_by_keys" not in said


def test_a_name_gives_nothing_away():
    names = []
    tried(lambda f: names.append(f.__name__) or True)
    assert set(names) == {"f"}


def fussy(x):
    """A right function, which raises where it is called in another way than the exercise says."""
    return ["right", "right"][x]


def raises(x):
    """An impostor that raises."""
    raise ValueError("not today")


def goes_on(f):
    """A judge that catches an error, and then uses what it has not got."""
    try:
        result = f(0)
    except ValueError:
        pass
    return result == "right"


def adds(f):
    """A judge that makes an error of its own with every function."""
    return len(f(0) + 1) > 0


def compares_at_once(f):
    """A judge that takes several truth values for one."""
    return bool(np.arange(2) == f(0))


@pytest.mark.parametrize(
    ("judge", "said", "not_said"),
    [
        (lambda f: f(0) == "right", "You let an error stop your judge (ValueError: not today).", "no verdict on 2"),
        (lambda f: f(2) == "right", "even a right function that is fussy cannot take (IndexError", "You let an error"),
        (goes_on, "You caught an error of `f`, and went on to another error (UnboundLocalError", "You let an error"),
        (adds, "Your judge gave no verdict on 2 of the 2 functions.", "You let an error"),
        (compares_at_once, "compare them one by one", "You let an error"),
    ],
)
def test_whose_error_it_was(judge, said, not_said, capsys):
    trial = Trial(Check(judge, read="A heading"))
    trial.hear({"is fussy": fussy}, {"raises an error": raises})
    trial.points()
    out = capsys.readouterr().out
    assert said in out
    assert not_said not in out


@pytest.mark.parametrize(
    ("judge", "said"),
    [
        (lambda f: f(0) == "right", "1 of 1 kinds of impostor caught"),
        (lambda f: f(0) == "wrong", "0 of 1 kinds of impostor count (0 caught, minus 4 for the right function"),
    ],
)
def test_what_counts(judge, said, capsys):
    trial = Trial(Check(judge, read="A heading"))
    trial.hear({"is fussy": fussy}, {"says the opposite": lambda x: "wrong"})
    trial.points()
    assert said in capsys.readouterr().out


def test_an_error_gives_nothing_away():
    def right(X):
        return X

    def impostor(X):
        return X + 1

    texts = []

    def judge(f):
        try:
            f()
        except TypeError as error:
            texts.append(str(error))
        return True

    Trial(Check(judge, read="A heading")).hear({"is right": right}, {"adds 1": impostor})
    assert len(texts) == 2 and texts[0] == texts[1]
