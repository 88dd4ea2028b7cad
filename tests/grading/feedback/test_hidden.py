"""What a student may see of a test: of the hidden part, the likely mistake alone."""

import pytest
from nbformat import NotebookNode

from grading.cells.outputs import failed, printed
from grading.cells.recorder import HIDDEN
from grading.engine.grade import GRADING
from grading.feedback import hidden
from grading.feedback.hidden import Message, Seen, seen
from grading.report import mistakes
from helpers.checks import Check, NotMet, words
from helpers.checks.check import READ_AGAIN
from tests.grading.feedback.made_up import SECRET, VISIBLE


def graded(outputs: list[NotebookNode], noted: list[bool], reason: str = "") -> Seen:
    """What is seen of a test that showed these outputs."""
    return seen(NotebookNode(outputs=outputs, metadata=NotebookNode({GRADING: {HIDDEN: noted, "reason": reason}})))


def test_what_pages_show_of_a_message_is_what_a_check_writes(capsys: pytest.CaptureFixture):
    """The lines that say the mistake and the section, in a real check's words, are the ones that pages keep."""
    assert (mistakes.INDENT, mistakes.READ_AGAIN) == (words.INDENT, READ_AGAIN)
    with pytest.raises(NotMet) as caught:
        Check(max, "Sums").fail("max(3, 4)", "Expected 3, and got 4:\nof [3]", "a sum")
    shown = hidden.without_values(str(caught.value))
    assert "A sum" in shown and "Sums" in shown and "3" not in shown and "4" not in shown
    Check(max, "Sums").done()
    assert hidden.ALL_MET.fullmatch(capsys.readouterr().out.strip())


def test_of_a_hidden_test_its_values_are_left_out():
    shown = hidden.without_values(SECRET)
    assert "You divided by 2" in shown and "probability" in shown and "987" not in shown and "654" not in shown


@pytest.mark.parametrize("said", ["17", "f(17)\n17", 'f(17)\n17\nRead again: "17".', "17\n    17\n17", "    17", ""])
def test_of_a_text_that_is_no_checks_message_nothing_is_shown(said: str):
    assert hidden.without_values(said) == f"{hidden.NOT_MET}\n"


def test_a_visible_message_is_taken_apart():
    (message,) = graded([failed("NotMet", VISIBLE)], [False]).messages
    assert message == Message("sigmoid(2.0)", "expected 0.88, got 0.12", "You left out the minus sign.",
                              'Read again: "From a sum …".')  # fmt: skip
    assert message.line == "You left out the minus sign."


@pytest.mark.parametrize("noted", [[False, True], [False], []])
def test_a_hidden_error_and_one_of_which_nothing_is_noted_show_the_mistake_alone(noted: list[bool]):
    said = graded([printed("seen"), failed("NotMet", SECRET)], noted, reason=SECRET)
    assert [message.line for message in said.messages] == ["You divided by 2."]
    assert not any(secret in str(said) for secret in ("987", "654")) and len(said.shown) == len(noted[:1])


def test_what_a_hidden_part_printed_is_left_out():
    assert graded([printed("a secret")], [True]) == Seen([], [])


def test_an_error_that_only_calls_itself_the_graders_shows_no_values():
    """A student may name an error as the grader does, and raise it where a hidden input comes."""
    for outputs, noted in (([failed("NotGraded", "17")], [True]), ([printed("a"), failed("NotGraded", "17")], [])):
        assert "17" not in str(graded(outputs, noted, reason="17"))


def test_the_graders_reason_is_shown_where_there_was_no_test():
    said = graded([failed("NotGraded", "The file is empty.")], [], reason="The file is empty.")
    assert said.was_refused and said.line == "The file is empty."


def test_pythons_error_shows_its_line_and_an_open_exercise_is_known():
    lines = NotebookNode(failed("ValueError", "bad"), traceback=["<test>, line 3: f(2)", "ValueError: bad"])
    assert graded([lines], [False]).line == "ValueError: bad"
    assert graded([failed("NotAnswered", "f is not answered yet.")], [False]).is_open


def test_points_and_that_all_is_met_are_not_said_twice():
    result = NotebookNode(output_type="execute_result", data={"text/plain": "3"}, execution_count=1, metadata={})
    said = graded(
        [printed("f: every check here is met.\n"), printed("14 of 16: 2 of 3 points.\n"), result], [False] * 3
    )
    assert [output.text for output in said.shown] == ["14 of 16: 2 of 3 points.\n"] == [f"{said.line}\n"]
