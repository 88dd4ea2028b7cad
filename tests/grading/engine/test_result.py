"""What grading one submission comes to: points of tests, of texts, together; and messages that nobody changes."""

import dataclasses

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.engine import messages
from grading.engine.examiner import _reason
from grading.engine.grade import GRADING
from grading.engine.result import Result, Verdict
from grading.engine.student import defaults, names_in_code
from grading.lesson.answer_key import GradedCell

CELL = new_code_cell("")


def graded(kind: str, name: str) -> GradedCell:
    """Make a graded cell."""
    return GradedCell(kind, name, CELL if kind != "text" else new_markdown_cell(""), CELL)  # type: ignore[arg-type]


def test_marks_and_points():
    verdicts = {"test_f": Verdict("test_f", 1.5), "test_g": Verdict("test_g", 2.0, "why", [CELL], [True])}
    result = Result(new_notebook(), verdicts, ["said"], {"reflect_why", "f"})
    assert result.points == 3.5 and Result(new_notebook(), {}, [], set()).points == 0
    assert result.mark(graded("test", "test_f")) == 1.5 and result.mark(graded("test", "test_g")) == 2.0
    assert result.mark(graded("text", "reflect_why")) is None and result.mark(graded("text", "reflect_other")) == 0.0
    with pytest.raises(KeyError):
        result.mark(graded("test", "test_h"))


def test_a_verdict_says_nothing_unless_it_is_told():
    one, other = Verdict("t", 1.0), Verdict("t", 1.0)
    assert (one.reason, one.outputs, one.hidden) == ("", [], []) and one == other
    assert one.outputs is not other.outputs and one.hidden is not other.hidden


@pytest.mark.parametrize("made", [Verdict("t", 1.0), Result(new_notebook(), {}, [], set()), graded("test", "t")])
def test_a_result_cannot_be_changed(made: object):
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.points = 3  # type: ignore[attr-defined]


def test_messages_cannot_be_changed():
    kinds = [kind for kind in vars(messages).values() if isinstance(kind, type) and dataclasses.is_dataclass(kind)]
    assert len(kinds) > 10 and all(kind.__dataclass_params__.frozen for kind in kinds)
    assert messages.TestCase.__test__ is False


def test_names_that_a_function_looks_up():
    def f(x: int) -> object:
        def inner() -> int:
            return len(str(x))

        return [abs(y) for y in (1, 2)], inner, lambda: max(1, 2)

    assert {"len", "str", "abs", "max"} <= names_in_code(f.__code__)
    assert names_in_code(None) == set() and names_in_code(3) == set()


AVERAGES = [1.0, 2.0]


def test_defaults_have_the_names_of_the_variables_that_they_are():
    def f(x: int, found: list = AVERAGES, count: int = 3, *, rows: tuple = (1, 2)) -> None:
        pass

    assert defaults(f) == {"AVERAGES": AVERAGES, "count": 3, "rows": (1, 2)}
    assert defaults(None) == defaults(len) == {}


def test_a_graded_notebook_holds_the_reason_under_a_name_that_stays():
    assert GRADING == "grading"  # notebooks that were graded before hold it so


def test_a_name_that_is_missing_is_said_where_it_is_the_answers():
    own, other = NameError("name 'f' is not defined", name="f"), NameError("name 'k' is not defined", name="k")
    assert _reason(own, ["f", "g"]).startswith("There is no `f`: no cell that ran to its end has made it.")
    assert _reason(other, ["f", "g"]) == "name 'k' is not defined"
    assert _reason(KeyError("f"), ["f"]) == "'f'"
