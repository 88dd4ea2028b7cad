"""Signals through 21 layers: the picture says what whole networks do, for each kind and size of the weights."""

import re
import sys

import numpy as np
import pytest

from helpers.widgets import explorable
from helpers.widgets.signals import AROUND, signals

X = np.random.default_rng(5).uniform(size=(12, 64))


def he(sizes, rng):
    return [(rng.normal(0, np.sqrt(2 / n), (n, k)), np.zeros(k)) for n, k in zip(sizes, sizes[1:], strict=False)]


def relu(Z):
    return np.maximum(Z, 0)


def block(A, layers):
    (W, b), (V, c) = layers
    return A + relu(A @ W + b) @ V + c


BENDS = {"tanh": np.tanh, "ReLU": relu}
LAYERS = he([64] + [32] * 21, np.random.default_rng(0))


def through(A, kind, times, first=0):
    """The activations at the end, from those before layer `first`."""
    if kind != AROUND:
        for W, b in LAYERS[first:]:
            A = BENDS[kind](A @ (times * W) + b)
        return A
    if first == 0:
        A, first = relu(A @ (times * LAYERS[0][0])), 1
    for k in range(first, 21, 2):
        A = block(A, [(times * LAYERS[k][0], 0), (times * LAYERS[k + 1][0], 0)])
    return A


@pytest.fixture
def played(monkeypatch):
    """What `signals` hands on to `explore`, and what it returns."""
    got = {}
    module = sys.modules[signals.__module__]
    monkeypatch.setattr(module, "explore", lambda draw, controls, title: got.update(draw=draw))
    got["arrives"] = signals(X, he, BENDS, block)
    return got


@pytest.mark.parametrize("kind, times", [("tanh", 0.8), ("ReLU", 0.7), ("ReLU", 2.0), (AROUND, 0.5), (AROUND, 1.0)])
def test_numbers_are_those_of_the_whole_network(kind: str, times: float, played: dict):
    said = explorable.alt_text(played["draw"](kind, times))
    assert said.startswith(f"{kind}, {times:g} times He's weights")
    told = float(re.search(r"and by (\S+) in", said)[1].replace(",", "").replace("\N{MINUS SIGN}", "-"))
    assert told == pytest.approx(through(X, kind, times).std(axis=0).mean(), rel=0.06)
    first = BENDS.get(kind, relu)(X @ (times * LAYERS[0][0]))
    nudge = np.random.default_rng(8).normal(size=first.shape)
    moved = through(first + 1e-7 * nudge, kind, times, 1) - through(first, kind, times, 1)
    rms = np.sqrt(np.mean((moved / 1e-7) ** 2))
    assert played["arrives"](kind)[times] == pytest.approx(rms, rel=0.35)  # another random direction


def test_what_is_lost_in_rounding_is_said_so(played: dict):
    assert "by less than 1e\N{MINUS SIGN}15 in layer 21" in explorable.alt_text(played["draw"]("ReLU", 0.2))


def test_the_picture_stands_still_without_a_front_end(monkeypatch):
    for name in ("JPY_SESSION_NAME", "VSCODE_PID", "COLAB_RELEASE_TAG"):
        monkeypatch.delenv(name, raising=False)
    seen: list = []
    monkeypatch.setattr(explorable, "display", seen.append)
    signals(X, he, BENDS, block)
    (still,) = seen
    assert still.data.count("<img") == 2
    assert "tanh, 1 times He's weights" in explorable.alt_text(still.data)
