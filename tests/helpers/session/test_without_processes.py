"""The way of `in_subprocess` where there are no processes, tried where there are some."""

import subprocess
import sys

from helpers.labs import depth
from tests.course import ROOT

RUN = {"runs": [{"hidden_layers": 1, "after": [2]}], "seeds": 2, "rate": 0.1}
SESSION = f"""
import sys
from helpers import progress
from helpers.session import block_import
from helpers.session.subprocess_call import in_subprocess
from helpers.session.without_processes import in_this_process

def ours():
    return {{name: one for name, one in sys.modules.items() if name.startswith("helpers")}}

def refused():
    try:
        import helpers.network
    except ImportError as error:
        return "holds answers" in str(error)

block_import("helpers.network")
expected = in_subprocess("helpers.labs.depth:one_digit", **{RUN})
before, finders = ours(), [*sys.meta_path]
progress.IN_BROWSER = True
assert in_this_process("helpers.labs.depth:one_digit", {RUN}) == expected
assert ours() == before and sys.meta_path == finders and refused()
try:
    in_this_process("helpers.labs.depth:depths", {{}})
except RuntimeError as error:
    assert str(error).startswith("helpers.labs.depth:depths: AttributeError"), error
else:
    raise AssertionError("no error")
assert ours() == before and sys.meta_path == finders and refused()
"""


def test_a_blocked_module_is_used_and_stays_blocked():
    done = subprocess.run([sys.executable, "-c", SESSION], cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr


def test_runs_are_the_same_one_after_the_other(monkeypatch):
    expected = depth.one_digit(**RUN)
    monkeypatch.setattr(depth, "IN_BROWSER", True)
    assert depth.one_digit(**RUN) == expected


def test_in_a_browser_fewer_seeds_are_run_and_it_says_so(monkeypatch, capsys):
    run = [{"hidden_layers": 1, "after": [1]}]
    all_of_them = depth.three_digits(run, seeds=3)
    monkeypatch.setattr(depth, "IN_BROWSER", True)
    assert depth.three_digits(run, seeds=3) == [all_of_them[0][:2]]
    assert "only 2 of the 3 seeds" in capsys.readouterr().out
