"""The clinic: each sick run is reliably sick and reliably healed, and many kinds of rules tell the illnesses apart."""

import json
from functools import cache

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from helpers.labs import clinic
from helpers.labs.clinic import feedback
from tests import figures
from tests.course import ROOT, exercises, load

LESSON = "08_sick_networks"
cases = load(LESSON, "cases")
SEEDS, FEWER = range(20), range(10)  # for the first config of each illness, and for the others
ILL = [name for name in cases.CASES if name != "healthy"]
EACH = [(name, i) for name in cases.CASES for i in range(len(cases.CASES[name]))]


@cache
def records(name: str, i: int, healed: bool = False) -> list[dict]:
    sick, change = cases.CASES[name][i]
    return [clinic.run(sick | change if healed else sick, seed) for seed in seeds(i)]


def seeds(i: int) -> range:
    return FEWER if i else SEEDS


def last(record: dict, pile: str) -> float:
    return record[f"{pile}_accuracy"][-1]


def gap(record: dict) -> float:
    return last(record, "test") - last(record, "validation")


def lies(record: dict) -> bool:
    """What the lesson calls healed, turned round: validation accuracy of 0.7, and a test not above it by 0.1."""
    return last(record, "validation") < 0.7 or gap(record) > 0.1


@pytest.mark.parametrize(("name", "i"), EACH)
def test_each_run_is_what_it_should_be_over_many_seeds(name: str, i: int):
    ran, mended = records(name, i), records(name, i, healed=True)
    right = [last(record, "validation") for record in ran]
    if name == "healthy":
        assert not any(map(lies, ran))
    elif name == "test rows leaked":
        assert min(map(gap, ran)) > 0.12
    else:
        assert max(right) < 0.6
    assert not any(map(lies, mended)) and max(map(gap, mended)) < 0.1
    healed = [last(record, "validation") for record in mended]
    figures.LINES.append(
        f"{LESSON} {name} {i + 1}, {len(ran)} seeds: validation accuracy {min(right):.2f} to {max(right):.2f}, "
        f"test above it by {min(map(gap, ran)):+.2f} to {max(map(gap, ran)):+.2f}; "
        f"treated {min(healed):.2f} to {max(healed):.2f}"
    )


def answer(name: str):
    """The lesson's own answer to an exercise."""
    exercise = next(exercise for exercise in exercises(LESSON) if exercise.name == name)
    space: dict = {}
    exec(exercise.before, space)
    exec(exercise.answer, space)
    return space[name]


def test_the_model_answer_names_every_run_over_many_seeds():
    diagnose = answer("diagnose")
    wrong = [(name, i, diagnose(r)) for name, i in EACH for r in records(name, i) if diagnose(r) != name]
    total = sum(len(records(name, i)) for name, i in EACH)
    figures.LINES.append(f"{LESSON} diagnose: the model answer names {total - len(wrong)} of {total} runs")
    assert not wrong


def test_the_model_answer_heals_every_run_over_many_seeds():
    treat = answer("treat")
    for name, i in EACH:
        sick = cases.CASES[name][i][0]
        treated = treat(sick)
        assert sum(treated[key] != sick[key] for key in sick) <= 1
        assert treated["leaked"] == 0 and not any(lies(clinic.run(treated, seed)) for seed in seeds(i)), (name, i)


def signs(record: dict) -> list[float]:
    """Some numbers that a learner might take from a record."""
    start, end, loss = record["start"], record["end"], record["training_loss"]
    logs = np.log10(np.clip([start["spread"][0], start["spread"][-1], start["weights"][0], start["gradients"][0],
                             end["gradients"][0], max(loss) / loss[0]], 1e-6, 1e6))  # fmt: skip
    piles = [last(record, pile) for pile in ("training", "validation", "test")]
    return [*logs, *piles, gap(record), loss[0], loss[-1], start["zeros"][-1], record["probability_sums"][0]]


@pytest.mark.parametrize(
    ("kind", "model"),
    [("decision tree", DecisionTreeClassifier(random_state=0)), ("nearest neighbour", KNeighborsClassifier(1))],
)
def test_other_ways_to_diagnose_do_well(kind: str, model):
    """Trained on 8 seeds of the runs that a student sees or could make, tried on the others."""
    rows = [(signs(r), name, seed) for name, i in EACH for seed, r in enumerate(records(name, i))]
    X, y, seed = (np.array(part) for part in zip(*rows, strict=True))
    scale = X[seed < 8].std(axis=0) + 1e-9
    model.fit(X[seed < 8] / scale, y[seed < 8])
    right = (model.predict(X[seed >= 8] / scale) == y[seed >= 8]).mean()
    figures.LINES.append(f"{LESSON} diagnose: a {kind} names {right:.1%} of the runs that it was not shown")
    assert right >= 0.97


def test_patients_are_what_the_cases_say():
    waiting = clinic.patients()
    assert list(waiting) == list(range(1, len(cases.WAITING) + 1))
    for number, file in cases.patients().items():
        fresh, kept = file["record"], waiting[number]
        assert clinic.configs()[number] == file["config"]
        assert kept.keys() == fresh.keys() and kept["start"].keys() == fresh["start"].keys()
        for key in fresh["start"]:
            np.testing.assert_allclose(kept["start"][key], fresh["start"][key], rtol=1e-4, atol=1e-9)
        assert abs(last(kept, "validation") - last(fresh, "validation")) < 0.1


def test_a_run_is_plain_finite_and_the_same_again():
    config = cases.WELL | {"rows": 60, "epochs": 2}
    record = clinic.run(config, 3)
    record["start"]["mean"][0] = 99.0
    again = clinic.run(dict(reversed(config.items())), 3)
    assert again["start"]["mean"][0] != 99.0 and json.loads(json.dumps(again)) == again
    assert again != clinic.run(config, 4) and len(again["training_loss"]) == 3
    wild = clinic.run(cases.R2 | {"weight_scale": 1000.0, "learning_rate": 1000.0, "epochs": 3}, 0)
    assert all(np.isfinite(v).all() for part in ("start", "end") for v in wild[part].values())
    assert np.isfinite(wild["training_loss"]).all()


def test_numbers_of_numpy_are_welcome():
    config = cases.WELL | {"rows": 60, "epochs": 1}
    numpy = config | {"rows": np.int64(60), "learning_rate": np.float64(0.1), "hidden": np.array([32, 32])}
    assert clinic.run(numpy, 0) == clinic.run(config, 0)


@pytest.mark.parametrize(
    ("change", "told"),
    [({"rows": 5}, "from 10 to 1000"), ({"rows": 20.5}, "whole number"), ({"rows": "many"}, "whole number"),
     ({"hidden": 32}, "a list"), ({"activation": "relus"}, "'relu'"), ({"learning_rate": None}, "a number"),
     ({"learning_rate": float("nan")}, "a number"), ({"leaked": 400}, "from 0 to 300"), ({"softmax_axis": 2}, "0 or 1"),
     ({"shuffle": True}, "'together'"), ({"momentum": 0.9}, "momentum"),
     ({"rows": 200, "leaked": 300}, "300: so many test rows")],
)  # fmt: skip
def test_a_config_that_cannot_run_ends_in_words(change: dict, told: str):
    with pytest.raises(ValueError, match=told):
        clinic.run(cases.WELL | change, 0)


def test_seals_differ():
    sealed = {clinic.sealed(patient, name) for patient in range(1, 10) for name in clinic.NAMES}
    assert len(sealed) == 9 * len(clinic.NAMES)
    assert set(cases.CASES) == set(clinic.NAMES)


def test_letters_open_for_the_right_name_alone_and_doubts_are_for_wrong_ones():
    sealed = cases.sealed_answers()
    written = (ROOT / "helpers" / "labs" / "clinic" / "sealed_answers.json").read_text("utf-8")
    assert json.loads(written) == sealed and not set(sealed["letters"]) & set(sealed["doubts"])
    assert list(feedback.ASK) == list(clinic.NAMES)
    assert all(name in clinic.NAMES and case != name for case, name in cases.DOUBTS)
    for patient, right in enumerate(cases.WAITING, start=1):
        assert [name for name in clinic.NAMES if feedback.fits(patient, name)] == [right]
        assert "opens when" not in feedback.letter(patient, right) and "opens when" in feedback.letter(
            patient, "nothing"
        )
    assert feedback.doubt(2, "dead ReLUs") != feedback.doubt(9, "dead ReLUs")
    assert feedback.doubt(7, "zero init") == feedback.ASK["zero init"]


def test_impressions_are_counted_and_those_that_are_no_names_are_told(capsys):
    feedback.count(
        {1: "labels shuffled", 2: "Zero-Init", 3: None, 4: "fever", 5: 7, 10: "healthy", 9: "init too large"}
    )
    assert capsys.readouterr().out.splitlines() == [
        "Patient 2: 'Zero-Init' is not in the table. It is spelt 'zero init'.",
        "Patient 4: 'fever' is not in the table. It is none of the twelve.",
        "Patient 5: 7 is not in the table. A name is a text, and nothing besides.",
        "There is no patient 10.",
        "2 of 9 impressions are what the envelope says",
    ]


def test_fresh_cases_are_ill_and_named_by_the_model_answer():
    diagnose = answer("diagnose")
    assert list(clinic.fresh_cases()) == list(clinic.NAMES)
    for name, configs in clinic.fresh_cases().items():
        for seed, config in enumerate(configs, start=10):
            assert diagnose(clinic.run(config, seed)) == name
            assert feedback.heals(config, seed) == (name == "healthy")


def test_a_half_leak_does_not_heal_though_no_number_shows_it():
    config = cases.L1 | {"rows": 300, "leaked": 100}
    assert not lies(clinic.run(config, 1)) and not feedback.heals(config, 1)


def test_the_chart_is_the_same_twice(monkeypatch):
    shown = []
    monkeypatch.setattr("helpers.plots.show.image", lambda data, kind, alt, width: shown.append((data, alt)))
    for _ in range(2):
        clinic.vitals(clinic.patients()[2], "number two")
    assert shown[0] == shown[1]
    assert "number two: vital signs of a run with relu units" in shown[0][1] and "from 2.30 to 2.30" in shown[0][1]


def test_the_chart_tells_its_numbers(capsys, monkeypatch):
    shown = []
    monkeypatch.setattr("helpers.plots.show.image", lambda data, kind, alt, width: shown.append(alt))
    for number, record in clinic.patients().items():
        clinic.vitals(record, f"patient {number}")
    assert len(set(shown)) == 9 and shown[8].startswith(
        "patient 9: vital signs of a run with relu units. Loss: training"
    )
    assert "Share of zeros at the start: 100%, 100%" in shown[1] and "weights at the start: 0, 0, 0." in shown[1]
    clinic.vitals(clinic.run(cases.R2 | {"weight_scale": 1000.0, "epochs": 2}, 0))
