"""The vital signs: every choice reaches the run, and the picture says what the record holds."""

import re
import sys

import pytest

from helpers.labs import clinic
from helpers.widgets import explorable
from helpers.widgets.vital_signs import vital_signs

WELL = clinic.healthy() | {"epochs": 2, "rows": 60}
VALUES = {"activation": ["relu", "tanh"], "bias": [-10.0, 0.0], "hidden": [[32, 32], [8] * 4]}
OTHERS = [{"rows": 300, "leaked": 300}, {"softmax_axis": 0}]


@pytest.fixture
def played(monkeypatch):
    """What `vital_signs` hands on to `explore`, and the configs that were run."""
    got: dict = {"run": []}
    module = sys.modules[vital_signs.__module__]
    monkeypatch.setattr(module, "explore", lambda draw, controls, title: got.update(draw=draw, controls=controls))

    def run(config):
        got["run"].append(config)
        return clinic.run(config, seed=1)

    vital_signs(run, WELL, clinic.reference, VALUES, OTHERS)
    return got


def test_the_first_choice_is_the_healthy_run(played: dict):
    played["draw"](*(control.value(control.start) for control in played["controls"]))
    assert played["run"] == [WELL]


def test_each_choice_is_one_setting(played: dict):
    last = played["controls"][-1].values
    played["draw"]("tanh", -10.0, [8] * 4, last[1])
    changed = {"activation": "tanh", "bias": -10.0, "hidden": [8] * 4, "rows": 300, "leaked": 300}
    assert played["run"] == [WELL | changed]
    assert last == ["none", "rows: 300 and leaked: 300", "softmax_axis: 0"]


def test_the_picture_says_what_the_record_holds(played: dict):
    said = explorable.alt_text(played["draw"]("relu", -10.0, [32, 32], "none"))
    record = clinic.run(WELL | {"bias": -10.0}, seed=1)
    assert f"validation {record['validation_accuracy'][-1]:.2f}" in said
    losses = [float(number) for number in re.search(r"from (\S+) to (\S+) in 2 epochs", said).groups()]
    assert losses == pytest.approx([record["training_loss"][0], record["training_loss"][-1]], abs=0.006)
    assert "at the start 1, 0, 0, at the end 1, 0, 0; zeros at the start: 100%, 100%" in said


def test_a_start_that_is_none_of_the_values_is_refused():
    with pytest.raises(ValueError):
        vital_signs(lambda config: {}, WELL, clinic.reference, {"bias": [1.0]}, [])
