"""Long work shows at a front end that it runs, and what is left of it; elsewhere, and afterwards, nothing is there."""

import io
import time

import pytest

from helpers import progress as module
from helpers.checks import calling
from helpers.progress import progress, told_to, waiting
from helpers.session.subprocess_call import in_subprocess

CALL = {"target": "helpers.labs.depth:one_digit", "runs": [{"hidden_layers": 1, "after": [1]}], "seeds": 2, "rate": 0.1}


@pytest.fixture
def stream(monkeypatch) -> io.StringIO:
    """What a reader at a front end sees."""
    shown = io.StringIO()
    monkeypatch.setattr(module, "STREAM", shown)
    monkeypatch.setattr(module, "live", lambda: True)
    monkeypatch.setattr(module, "LINE_AFTER", 0.01)
    return shown


def left(stream: io.StringIO) -> str:
    """What is still to be read in the end, where each line is written over the one before."""
    return stream.getvalue().rsplit("\r", 1)[-1].strip()


def test_elsewhere_there_is_nothing_to_see(monkeypatch, capsys):
    monkeypatch.setattr(module, "live", lambda: False)
    items = range(3)
    with waiting("f(…)"):
        assert progress(items) is items
    assert capsys.readouterr() == ("", "")


def test_a_bar_shows_how_far_it_is_and_the_time_left_and_goes(stream: io.StringIO):
    assert list(progress(range(3), "epochs")) == [0, 1, 2]
    assert "epochs" in stream.getvalue() and "0/3 [00:00<" in stream.getvalue() and left(stream) == ""


def test_short_work_and_work_inside_other_work_has_no_bar(stream: io.StringIO):
    assert list(progress(range(3), after=60)) == [0, 1, 2] and stream.getvalue() == ""
    items = range(5)
    assert progress(items[:1]) == items[:1]
    for _ in progress([1, 2], "outer"):
        assert progress(items) is items
    assert progress(items) is not items


def test_a_bar_that_stopped_in_another_cell_hides_none(stream: io.StringIO, monkeypatch):
    stopped = iter(progress(range(3)))
    next(stopped)
    monkeypatch.setattr(module, "_cell", lambda: 17)
    assert [*progress("ab")] == ["a", "b"] and stream.getvalue().count("0/2") == 1


def test_a_call_that_takes_long_says_so_with_the_most_that_it_may_take(stream: io.StringIO):
    until = time.monotonic() + 30
    with waiting("f(…)", 16), waiting("within"):
        while "still runs" not in stream.getvalue() and time.monotonic() < until:
            time.sleep(0.01)
    assert "f(…) still runs: 0 s of at most 16 s" in stream.getvalue() and "within" not in stream.getvalue()
    assert left(stream) == ""


def test_what_a_bar_writes_is_not_what_a_readers_function_prints(stream: io.StringIO):
    outcome = calling.run(lambda: sum(progress(range(4))), (), {})
    assert (outcome.value, outcome.printed) == (6, "") and "4" in stream.getvalue()


def test_another_process_tells_how_far_it_is_and_its_children_do_not(monkeypatch):
    told = []
    with told_to(lambda done, of: told.append((done, of))):
        assert list(progress("ab")) == ["a", "b"] and list(progress(iter("c"), total=1)) == ["c"]
        assert told == [(0, 2), (1, 2), (2, 2), (0, 1), (1, 1)]
        monkeypatch.setattr("os.getpid", lambda: -1)
        assert progress("ab") == "ab"
    assert len(told) == 5


def test_an_experiment_in_another_process_has_a_bar(stream: io.StringIO, capsys):
    call = dict(CALL)
    assert len(in_subprocess(call.pop("target"), **call)[0]) == 2
    assert "one_digit:   0%" in stream.getvalue() and "/2 [" in stream.getvalue() and left(stream) == ""
