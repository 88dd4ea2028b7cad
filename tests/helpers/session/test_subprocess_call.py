"""The tests of helpers.session.subprocess_call, and of the experiments that lesson 07 runs there."""

import sys

import numpy as np
import pytest

from helpers.labs import depth
from helpers.session.import_block import block_import
from helpers.session.subprocess_call import in_subprocess


def test_a_function_runs_where_nothing_is_closed(monkeypatch):
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    block_import("helpers.network")
    found = in_subprocess("helpers.labs.depth:one_digit", runs=[dict(hidden_layers=1, after=[1])], seeds=2, rate=0.1)
    assert all(len(one["loss"]) == 1 and one["right"][0] > 0.5 for one in found[0]) and len(found[0]) == 2
    assert found == in_subprocess(
        "helpers.labs.depth:one_digit", runs=[dict(hidden_layers=1, after=[1])], seeds=2, rate=0.1
    )


def test_what_goes_wrong_there_is_told_here_and_the_next_call_works():
    with pytest.raises(RuntimeError, match="depths.*ValueError|AttributeError"):
        in_subprocess("helpers.labs.depth:depths")
    with pytest.raises(RuntimeError, match="TypeError"):
        in_subprocess("helpers.labs.depth:one_digit", seeds=1)
    assert in_subprocess("math:gcd") == 0


def test_it_starts_again_when_it_has_ended():
    with pytest.raises(RuntimeError, match="has ended"):
        in_subprocess("os:abort")
    assert in_subprocess("math:gcd") == 0


def test_around_has_a_way_round_every_block():
    net = depth.around([6, 5, 2], 3, np.random.default_rng(0))
    assert [W.shape for W, _ in net.pairs] == [(6, 5)] + [(5, 5)] * 6 + [(5, 2)]
    for W, b in net.pairs[1:-1]:
        W[:], b[:] = 0, 0
    X = np.random.default_rng(1).normal(size=(4, 6))
    said = net.activations(X)
    assert all((A == said[1]).all() for A in said[2:-1])


def test_what_takes_too_long_is_stopped_and_the_next_call_works():
    with pytest.raises(RuntimeError, match=r"more than 0\.5 seconds"):
        in_subprocess("helpers.session.worker:serve", time_limit=0.5)  # waits for lines that never come
    assert in_subprocess("math:gcd") == 0
