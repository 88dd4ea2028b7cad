"""The tests of helpers.checks: every answer ends in a sentence, and the sentence is the right one."""

import inspect
import re

import numpy as np
import pytest

from helpers.checks import Check, NotMet, beside, calling, compare, marks, needs, words
from tests.course import solution

# values and calls in words


def itself() -> list:
    """A list that holds itself, as `losses.append(losses)` makes it."""
    losses: list = []
    losses.append(losses)
    return losses


SHOWN = [
    (np.array([[1.0, 0.5]]), "[[1, 0.5]]"),
    (np.zeros((178, 2)), "an array of shape (178, 2)"),
    (np.float64(0.123456789), "0.123457"),
    ((1, [2.0, "x"]), "(1, [2, 'x'])"),
    ((3,), "(3,)"),
    (list(range(20)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …]"),
    (np.tanh, "tanh"),
    (None, "None"),
]


@pytest.mark.parametrize(("value", "told"), SHOWN, ids=[told for _, told in SHOWN])
def test_values_are_shown_on_one_line(value, told: str):
    assert words.show(value) == told


def test_whatever_is_shown_stays_short():
    assert all(len(words.show(value)) < 120 for value in ("x" * 999, itself(), 10**9999, [[[[[[[1]]]]]]]))


def test_a_call_is_written_so_that_it_can_be_pasted():
    given = np.array([1, 2]), 0.5
    assert words.call(np.dot, given, {"out": None}) == "dot(np.array([1, 2]), 0.5, out=None)"
    assert words.can_be_pasted(np.dot, given, {"out": None})
    assert words.call(np.sum, (np.zeros((30, 4)), [1.0]), {}) == "sum(an array of shape (30, 4), [1.0])"
    long = [np.linspace(0, 1, 20)] * 3
    assert "shape (20,)" in words.call(np.sum, long, {}) and not words.can_be_pasted(np.sum, long, {})


LITERALS = [np.array([[1.0, 2.5], [3, 4]]), np.zeros((0, 3)), np.float32([1, 0.1]), np.array([True, False]),
            np.array(2.5), np.float64(0.1), np.int64(3), np.bool_(True), 5.0, 1e300, -np.inf, None, "a'b", True, (1,),
            [np.array([1.0]), (2, [])], {"a": np.array([1, 2])}, np.arange(5, dtype=np.int8), np.array([np.nan, 1]),
            np.tanh]  # fmt: skip


@pytest.mark.parametrize("value", LITERALS, ids=[words.literal(value) for value in LITERALS])
def test_a_literal_makes_the_value_again(value):
    made = eval(words.literal(value), {"np": np})
    assert type(made) is type(value) and words.literal(made) == words.literal(value)
    assert calling.unchanged(value, made)


def test_what_cannot_be_written_out_has_no_literal():
    odd = ["x" * 999, 10**9999, itself(), np.zeros(25), np.array(["a"]), range(3), 3j, lambda: 0, {3}, object(), [{3}]]
    assert not any(map(words.literal, [*odd, np.random.default_rng(1)]))


PAIR = (np.array([1.0, 2.0]), 0.5)
SAME = [
    ([1, 2], PAIR[0]),
    (np.float32([1, 2]), PAIR[0]),
    (np.array(0.5), 0.5),
    (np.float32(0.1), 0.1),
    (True, 1),
    ([[1, 2], 0.5], PAIR),
]
SAME += [("sick", "sick"), (np.str_("sick"), "sick"), (np.array("sick"), "sick"), (None, None), ([PAIR], [PAIR])]
OTHER = [
    ([1, 3], PAIR[0], "expected [1, 2]\n    got      [1, 3]\n                 ^"),
    ([[1, 2]], PAIR[0], "shape (1, 2)"),
    ([0.5], 0.5, "a single number"),
    ("0.5", 0.5, "a str"),
    (np.nan, 0.5, "nan"),
    (0.5 + 1e-7, 0.5, "expected 0.5, got 0.5000001"),
    ((PAIR[0], 0.6), PAIR, "the second value: expected 0.5, got 0.6"),
    ((PAIR[0],), PAIR, "a tuple of 1"),
    (np.eye(4), np.zeros((4, 4)), "4 of 16 numbers differ, the first at [0, 0]: expected 0, got 1"),
    (
        np.eye(4),
        np.zeros((4, 4)),
        "got 1\n"
        "    at        [0, 0]  [1, 1]  [2, 2]  [3, 3]\n"
        "    expected       0       0       0       0\n"
        "    got            1       1       1       1",
    ),
    (
        np.ones(400),
        np.arange(400) == 7,
        "got True\n"
        "    at          [0]    [1]    [2]    [3]  … 395 more\n"
        "    expected  False  False  False  False\n"
        "    got        True   True   True   True",
    ),
    ("well", "sick", "'sick'"),
    (0, None, "expected None, got 0"),
]


@pytest.mark.parametrize(("got", "expected"), SAME)
def test_the_same_value_in_another_style_does_not_differ(got, expected):
    assert compare.difference(got, expected) == ""


@pytest.mark.parametrize(("got", "expected", "told"), OTHER)
def test_a_difference_is_told(got, expected, told: str):
    assert told in compare.difference(got, expected, 1e-9)


@pytest.mark.parametrize("shape", [(12,), (3, 4), (2, 3, 2)])
def test_arrays_stay_below_each_other_on_lines_that_a_page_does_not_break(shape: tuple[int, ...]):
    """Each piece holds its own marks, and the pieces together are the arrays."""
    right = np.arange(12.0).reshape(shape) + 0.1234
    got = right.copy()
    got.flat[[2, 11]] = -123456
    lines = compare.difference(got, right).splitlines()
    assert len(lines) > 3 and max(map(len, lines)) <= 4 + 9 + compare.WIDEST
    pieces = [[line[13:] for line in lines if line.startswith(f"    {word:9}")] for word in ("expected", "got")]
    assert [re.sub(r"\s", "", "".join(piece)) for piece in pieces] == [
        re.sub(r"\s", "", str(a.tolist())).replace("-123456.0", "-123456") for a in (right, got)
    ]
    assert [len(a) for a in pieces[0]] == [len(b) for b in pieces[1]]
    marked = [above[k] for above, line in zip(lines, lines[1:], strict=False) for k, c in enumerate(line) if c == "^"]
    assert "".join(marked) == 2 * "-123456"


def test_one_number_that_differs_in_a_long_array_needs_no_table():
    got = np.zeros(50)
    got[3] = 1
    assert compare.difference(got, np.zeros(50)) == "1 of 50 numbers differ, the first at [3]: expected 0, got 1"


def test_a_call_is_reported_and_its_arguments_are_copies():
    def busy(a, b, more):
        a += 1
        more["list"].append(3)
        print("seen")
        return np.log(b)

    a, more = np.zeros(2), {"list": [1]}
    outcome = calling.run(busy, (a, np.array(0.0), more), {})
    assert outcome.value == -np.inf and outcome.changed == [0, 2] and "seen" in outcome.printed
    assert "divide by zero" in outcome.warned[0]
    assert not a.any() and more == {"list": [1]}
    assert isinstance(calling.run(lambda: exit(), (), {}).error, SystemExit)


# Check


def said(method: str, answer, *args, **kwargs) -> str:
    """The sentences that a method of Answer ends in, for a function `score` that returns `answer`, or is it."""
    f = answer if inspect.isfunction(answer) else lambda: answer
    f.__name__ = "score"
    with pytest.raises(NotMet) as caught:
        getattr(Check(f, read="Scores")(), method)(*args, **kwargs)
    assert "Traceback" not in str(caught.value)
    return str(caught.value)


def test_a_message_says_call_expected_got_mistake_and_where_to_read():
    lines = ["score()", "    expected 3, got 6", "You doubled it."]
    assert said("gives", 6.0, 3.0, {"you doubled it.": 6.0}).splitlines() == [*lines, 'Read again: "Scores".']
    assert "the wrong sign" in said("gives", -3.0, 3.0)
    assert "another shape" in said("gives", np.array([3.0]), 3.0)


def test_lesson_00_shows_a_message_as_it_is():
    prose = "\n".join(cell.source for cell in solution("00_start_here").cells if cell.cell_type == "markdown")
    example = re.search(r"```text\n(.+?)\n```", prose, re.DOTALL)[1]

    def share_of_bill(bill, people):
        return bill * people

    mistake = {example.splitlines()[2]: 240}
    with pytest.raises(NotMet) as caught:
        Check(share_of_bill, read="How an exercise looks")(60, 4).gives(15, mistake)
    assert str(caught.value) == example


BAD = [None, "3", b"3", np.nan, np.inf, 10**400, 10**9999, 3j, itself(), [[1], [1, 2]], {"a": 3}, {3}, ..., object()]
BAD += [int, np, [], (), (i for i in "ab"), "x" * 999, NotImplemented, ValueError("made, not raised"), np.str_("sick")]
BAD += [np.ones((3, 1)), np.array([None, 3]), np.array(["a"]), np.datetime64("2020"), np.zeros(3, dtype=[("a", float)])]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: type(bad).__name__)
def test_any_answer_ends_in_a_sentence(bad):
    for expected in (3.5, np.ones((2, 2)), (np.ones(2), 1.0), [(np.ones((2, 2)), np.ones(2))], "well", "y" * 999):
        assert "score()" in said("gives", bad, expected)
    assert "score()" in said("parts", bad, w=(7,))
    assert "score()" in said("within", bad, 7, 8)
    assert "score()" in said("holds", bad, False, "It is not so.")
    assert "Expected ValueError, and it returned" in said("raises", bad, ValueError, "no guard.")


def open_exercise():
    raise NotImplementedError()


def calls_an_open_one():
    return open_exercise()


def asserts():
    assert 1 > 2


def raises():
    raise KeyError("rate")


def never_there(z=3):
    if z > 3:
        return z


def empty():
    return


def inner():
    def f():
        return 3


def asks_at_once(z=np.ones(2)):  # noqa: B008 - the message names its shape
    if z > 0:
        return 1


def asks_twice_in_a_row(z=np.ones(2)):  # noqa: B008
    return 0 < z < 2


ERRORS = {
    "not answered yet": open_exercise,
    "open_exercise, which is not answered": calls_an_open_one,
    "without a `return`": lambda: print(3),
    "or your `return` gave None. Is it indented too far": never_there,
    "a `return` that has nothing after it": empty,
    "You left the function without a `return`.\nRead": inner,
    "You asked an `if` about a whole array at once: `z` has shape (2,). A single": asks_at_once,
    "several comparisons in a row, `0 < z < 2`, about": asks_twice_in_a_row,
    "`.all()` asks whether all of them": lambda z=np.ones(2): 1 if z == z else 0,  # noqa: B008
    "You asked an `and` about a whole array at once": lambda z=np.ones(2): z > 0 and z < 3,  # noqa: B008
    "You handed the array `z` itself to `np.ndindex`": lambda z=np.ones(2): list(np.ndindex(z)),  # noqa: B008
    "no cell has imported": lambda: math.pi,  # noqa: F821
    "write `w[0]`: Python counts from 0": lambda: w1 * 2,  # noqa: F821
    "square brackets: `np.array([1, 2])`": lambda: np.array(1, 2, 3, 4),
    "ZeroDivisionError: division by zero (in the line": lambda: 1 / 0,
    "whole array at once": lambda: 1 if np.ones(2) > 0 else 0,
    "sizes must be equal": lambda: np.ones((2, 3)) @ np.ones(2),
    "in square brackets: `np": lambda: np.column_stack(np.ones(2), np.ones(2)),
    "one list, in square brackets.": lambda: np.concatenate(np.ones((2, 2)), np.ones(2)),
    "makes a column of the list": lambda: np.hstack([np.ones((3, 2)), np.ones(3)]),
    "`X[0]` is one": lambda: np.column_stack([np.ones((3, 2)), np.ones(2)]),
    "`*` multiplies.": lambda: np.ones(2) & np.ones(2),
    "not a power in Python": lambda: 3.0 ^ 2,
    "RecursionError": lambda: (lambda f: f(f))(lambda f: f(f)),
    "SystemExit": lambda: exit(),
}


@pytest.mark.parametrize("told", ERRORS)
def test_any_error_ends_in_a_sentence(told: str):
    with pytest.raises(NotMet) as caught:
        Check(ERRORS[told], read="Scores")().gives(3.0)
    quoted = re.compile(r"(\(in the line) `.*`\)")  # the line of a lambda holds what is looked for
    assert told in quoted.sub(r"\1", str(caught.value))


def past_the_end():
    return [1][2]


def not_a_number():
    return int("x")


def test_the_number_of_something_is_not_twice_another():
    for ordinal, told in ((False, "2 times what it should be"), (True, "expected 3, got 6")):
        with pytest.raises(NotMet) as caught:
            Check(lambda: 6, read="Here", ordinal=ordinal)().gives(3)
        assert told in str(caught.value) and ("times" in str(caught.value)) != ordinal


def test_a_known_mistake_can_end_in_an_error():
    known = {"you went past the end.": IndexError(), "you used a word.": ValueError("'x'"), "no.": ValueError("'y'")}
    assert "You went past the end." in said("gives", past_the_end, 3.0, known)
    assert "You used a word." in said("gives", not_a_number, 3.0, known)
    assert "another shape" in said("gives", np.array([3.0]), 3.0, known)
    Check(lambda: 3.0, read="Scores")().gives(3.0, known)


def test_errors_that_are_wanted():
    Check(lambda: int("x"), read="Scores")().raises(ValueError, "no guard.")
    assert "Expected ValueError, and it raised TypeError" in said("raises", lambda: len(3), ValueError, "no guard.")
    assert "`raise ValueError(…)`: TypeError came first. You asked for the length" in said(
        "raises", lambda: len(3), ValueError, "no guard."
    )
    assert "You used `assert`, which raises AssertionError." in said("raises", asserts, ValueError, "no guard.")
    assert "You stopped with `KeyError`; raise `ValueError` instead." in said("raises", raises, ValueError, "no guard.")
    assert "not answered yet" in said("raises", lambda: open_exercise(), ValueError, "no guard.")


def test_a_changed_argument_costs_and_a_warning_does_not(capsys):
    with pytest.raises(NotMet, match="changed its argument `a`"):
        Check(lambda a: a.sort() or a, read="Scores")([2, 1]).gives(np.array([1, 2]))
    with pytest.raises(NotMet, match=r"changed its argument `X`\.\n.*such as `\.sort` or `rng\.shuffle`"):
        Check(lambda rng, X: rng.shuffle(X), read="Scores")(np.random.default_rng(1), np.arange(9)).gives(0)
    with pytest.raises(NotMet, match="changed its argument number 2"):
        Check(lambda *parts: parts[1].sort(), read="Scores")(3, np.array([2, 1])).gives(0)
    Check(lambda a: np.exp(a), read="Scores")(np.array(1e4)).gives(np.inf)
    assert "warns: overflow encountered in exp. (A warning alone costs no points.)" in capsys.readouterr().out


def test_a_dict_is_no_tuple_of_its_values():
    with pytest.raises(NotMet, match="You returned a dict, and not its values alone"):
        Check(lambda: {"w": [1, 2], "b": 3}, read="Scores")().parts(w=(2,), b=())


def test_parts_are_arrays_of_floats_and_what_is_no_function_is_said():
    w, b = Check(lambda: ([1, 2], np.float32(3)), read="Scores")().parts(w=(2,), b=())
    assert w.dtype == b.dtype == float and w.shape == (2,) and b == 3
    for given, told in [((3, [1, 2]), "in another order. The order is (w, b)"), (([1, 2, 3], 3), "Too many")]:
        with pytest.raises(NotMet, match=re.escape(told)):
            Check(lambda given=given: given, read="Scores")().parts("too many", w=(2,), b=())
    with pytest.raises(NotMet, match="Expected a function, and found an int: 3"):
        Check(3, read="Scores")
    with pytest.raises(ValueError, match="fingerprint"):
        Check(lambda: 3.0, read="Scores")().gives(3.0, {"the same.": 3.0})


def test_one_value_is_counted_as_one():
    assert "expected 1 value, got a tuple of 2" in said("gives", (1.0, 2.0), (1.0,))
    assert "a list or a tuple with one value in it is expected" in said("gives", 1.0, (2.0,))
    assert "You returned 1 value, fewer than the 2 expected." in said("gives", (1.0,), (1.0, 2.0))
    assert "Expected 1 value, (w), and got" in said("parts", (1.0, 2.0), w=(2,))
    assert "You returned 1 value, fewer than the 2 expected." in said("parts", (1.0,), w=(2,), b=())


def test_several_values_where_one_is_expected_are_said_to_be_several():
    both = said("gives", (np.array([1.0, 2.0]), np.array([3.0, 4.0])), np.array([3.0, 4.0]))
    assert "You returned 2 values, where one is expected. The second of them is right." in both
    assert "You returned 2 values, where one is expected." in said("gives", (1.0, 2.0), 4.0)
    assert "where one is expected" not in said("gives", (1.0, 2.0), np.array([1.0, 3.0]))


@pytest.mark.parametrize(("part", "told"), [("1, 2", "without quotes"), ({"w": 1}, "Only the numbers are wanted")])
def test_a_part_that_is_no_array_is_named(part, told: str):
    with pytest.raises(NotMet, match=told):
        Check(lambda: (part, 1), read="Scores")().parts(w=(2,), b=())


def test_a_prediction_with_a_comma_is_named(capsys):
    beside((2, 25), 2.25, "pizzas", between=(0, 100))
    assert capsys.readouterr().out.endswith("not (2, 25). Python's decimal sign is a point, not a comma.\n")


@pytest.mark.parametrize(("share", "points"), [(16, 3), (15.5, 2), (14, 1), (3, 0), (np.nan, 0), (np.float32(16), 3)])
def test_marks_are_plain_numbers(share, points: int, capsys):
    given = marks(share, {16: 3, 15: 2, 14: 1}, "moods right")
    assert type(given) is int and given == points and f"{points} of 3 points" in capsys.readouterr().out


def test_marks_say_what_the_next_point_takes(capsys):
    marks(15, {16: 3, 15: 2}, "moods right")
    marks(15, {16: 3, 15: 2}, "moods right", "It comes when the loop is mended.")
    marks(16, {16: 3, 15: 2}, "moods right", "It comes when the loop is mended.")
    assert capsys.readouterr().out.splitlines() == [
        "15 moods right: 2 of 3 points. The next point is at 16.",
        "15 moods right: 2 of 3 points. It comes when the loop is mended.",
        "16 moods right: 3 of 3 points.",
    ]


# cells that wait

WAITS = [(NotImplementedError(), "waits for your `"), (NameError("name 'w' is not defined"), "your `open_exercise`")]
WAITS += [(ValueError("too few"), "stopped with ValueError: too few"), (NotMet("no"), "stopped")]


@pytest.mark.parametrize(("error", "told"), WAITS, ids=lambda x: type(x).__name__)
def test_a_cell_that_needs_an_answer_says_so(error, told: str, capsys):
    with needs(open_exercise):
        raise error
    assert told in capsys.readouterr().out


def test_a_cell_says_which_condition_of_its_own_it_waits_for(capsys):
    cell = "with needs(decided):\n    assert decided() is True, 'not decided yet'"
    for decided, told in [
        (lambda: False, "This cell waits: not decided yet."),
        (True, "`decided` is a bool here, True,"),
    ]:
        exec(cell, {"needs": needs, "decided": decided})
        assert capsys.readouterr().out.startswith(told)


def test_a_cell_that_misses_a_name_says_so_where_the_answers_are_there(capsys):
    with needs(len, np.exp, answered := lambda: 3):
        raise NameError("name 'w' is not defined")
    assert answered() == 3 and "waits: name 'w'" in capsys.readouterr().out


KINDS = [
    ("2 %", 1.9, "a single number, without quotes, not '2 %'."),
    ("", 2, "a single number, without quotes, not ''."),
    ([2], 1.9, "a single number, not [2]."),
    ((2, 3), 1.9, "a single number, not (2, 3). Python's decimal sign is a point, not a comma."),
    (49, "8 and 9", 'a text in quotes, such as "0 and 1", not 49.'),
    ("10 and 3", "8 and 9", 'a text in quotes, such as "0 and 1", not'),
    (" ", "expert", "a text in quotes, not ' '."),
    ("False", True, "True or False, without quotes, not 'False'."),
    (0.5, [0.1, 0.9], "a list of 2 numbers, not 0.5."),
]


@pytest.mark.parametrize(("predicted", "result", "told"), KINDS)
def test_a_prediction_of_another_kind_than_the_result_is_told(predicted, result, told: str, capsys):
    beside(predicted, result, "here", such_as="0 and 1" if result == "8 and 9" else "")
    assert capsys.readouterr().out.startswith(f"A prediction here is {told}")


@pytest.mark.parametrize(
    ("predicted", "result"),
    [(-1, 1.9), (np.float32(2), 2), ("4 and 9", "8 and 9"), ("Expert", "expert"), (np.True_, False), ((0, 1), [1, 1])],
)
def test_a_prediction_of_the_results_kind_is_shown(predicted, result, capsys):
    beside(predicted, result, "here", such_as="0 and 1" if result == "8 and 9" else "")
    assert "here: you predicted" in capsys.readouterr().out


def test_a_prediction_stands_beside_what_came(capsys):
    beside(None, np.float64(0.25), "loss")
    beside([1, 2], np.array([1, 3]), "labels")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("loss: 0.25. You wrote no prediction")
    assert lines[1] == "labels: you predicted [1, 2], and the result is [1, 3]."


def test_a_prediction_outside_of_its_range_is_told(capsys):
    for predicted in (90, "0.9", [0.5], float("nan")):
        beside(predicted, 0.86, "accuracy", between=(0, 1))
        assert "A prediction here is a number from 0 to 1, not" in capsys.readouterr().out
    for predicted in (0.9, np.float32(1), None):
        beside(predicted, 0.86, "accuracy", between=(0, 1))
        assert "0.86" in capsys.readouterr().out


@pytest.mark.parametrize("predicted", [True, np.False_])
@pytest.mark.parametrize("between", [(0, 1), None])
def test_true_is_no_prediction_of_a_number(predicted, between, capsys):
    beside(predicted, np.float64(0.86), "accuracy", between)
    assert capsys.readouterr().out.startswith("A prediction here is a number")
    beside(predicted, True, "the price helps")
    assert "you predicted" in capsys.readouterr().out


def test_a_dict_that_is_written_to_or_asked_for_what_it_has_not_is_told_as_a_dict():
    def writes(config):
        config["rate"] = 0.1
        return config

    def asks(config):
        return config["loss"]

    def compares(config):
        return config["parts"] > 0.8

    config = {"rate": 1.0, "parts": [1, 2]}
    for f, told in (writes, "makes a new dict"), (asks, "has the keys rate, parts"), (compares, "a whole list with"):
        with pytest.raises(NotMet, match=told):
            Check(f, read="here")(config).value  # noqa: B018
    with pytest.raises(NotMet, match="You computed with two whole lists"):
        Check(lambda a: a - a, read="here")([1, 2]).value  # noqa: B018


def test_ones_own_raise_is_named_and_one_that_hands_on_an_error_is_not():
    def guarded(z):
        raise ValueError("too small")

    def hands_on(z):
        result = OverflowError("math range error")
        raise result

    with pytest.raises(NotMet, match="Your own `raise`"):
        Check(guarded, read="Here")(1).gives(2)
    with pytest.raises(NotMet, match=r"`math\.exp`"):
        Check(hands_on, read="Here")(1).gives(2)
