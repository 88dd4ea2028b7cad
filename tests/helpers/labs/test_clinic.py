"""The clinic: each sick run is reliably sick and reliably healed, and neither looks nor luck are enough to heal it."""

import json
import re
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from helpers.labs import clinic
from helpers.labs.clinic import envelopes, feedback, treatment
from helpers.labs.clinic.training_run import plain
from tests import figures
from tests.course import ROOT, Exercise, exercises, load, verdict

LESSON = "08_sick_networks"
cases = load(LESSON, "cases")
SEEDS, FEWER = range(20), range(6)  # for the first config of each illness, and for the others
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


@pytest.mark.full
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


def exercise_named(name: str) -> Exercise:
    return next(exercise for exercise in exercises(LESSON) if exercise.name == name)


def answer(name: str):
    """The lesson's own answer to an exercise."""
    exercise, space = exercise_named(name), {}
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
    treat, spent = answer("treat"), 0
    small = [(config, cure, f"small leak {i}") for i, (config, cure) in enumerate(cases.SMALL_LEAKS)]
    every = [(*cases.CASES[name][i], f"{name} {i}") for name, i in EACH] + small
    for config, _, who in every:
        for seed in FEWER:
            case = treatment.Case(who, config, seed, clinic.run(config, seed))
            changes = treat(case.record, treatment.rerun_of(case))
            new = treatment.changed(config, changes)
            assert treatment.is_healed(new, case.after(changes)), (who, seed, changes)
            assert bool(changes) == (not who.startswith("healthy"))
            spent = max(spent, case.spent)
    figures.LINES.append(
        f"{LESSON} treat: the model answer heals {len(every) * len(FEWER)} runs, {spent} rerun at most"
    )


def signs(record: dict) -> list[float]:
    """Every number of a record that a learner might take, without a thought of what causes it."""
    found = list(record["probability_sums"])
    for what in ("training_loss", "validation_loss", "training_accuracy", "validation_accuracy", "test_accuracy"):
        found += [record[what][0], record[what][-1], max(record[what]), min(record[what])]
    for when in ("start", "end"):
        for what in ("spread", "zeros", "gradients", "weights"):
            values = np.array(record[when][what])
            values = values if what == "zeros" else np.log10(np.clip(values, 1e-6, 1e6))
            found += [values[0], values[1], values[-1], values.max(), values.min()]
    found += [float(record["activation"] == units) for units in ("relu", "tanh", "sigmoid")]
    return [*found, agreement(record)]


def chosen(record: dict) -> list[float]:
    """Numbers that somebody has chosen who knows what to look at, each at a scale that suits it."""
    start, end, loss = record["start"], record["end"], record["training_loss"]
    logs = np.log10(np.clip([start["spread"][0], start["spread"][1], start["spread"][-1], start["weights"][0],
                             start["gradients"][0], end["gradients"][0], max(loss) / loss[0]], 1e-6, 1e6))  # fmt: skip
    rows = [4 * last(record, kind) for kind in ("training", "validation", "test")]
    units = 3 * ["relu", "tanh", "sigmoid"].index(record["activation"])
    return [
        *logs,
        *rows,
        10 * gap(record),
        loss[0] / 5,
        units,
        3 * record["probability_sums"][0],
        5 * agreement(record),
    ]


def agreement(record: dict) -> float:
    computed, measured = record["gradient_check"]
    return float(np.clip(measured / computed, -1, 1)) if computed else 1.0


def nearest(describe: Callable[[dict], list[float]], standardise: bool, seeds: int) -> Callable[[dict], str]:
    """Make a `diagnose` that returns the name of the nearest of all runs that the lesson shows, over some seeds."""
    shown = [(name, config) for name, configs in clinic.fresh_cases().items() for config in configs]
    shown += [(name, cases.CASES[name][0][0]) for name in cases.CASES]
    shown += [(name, cases.WELL | change) for name, change in feedback.MADE]
    runs = [(name, clinic.run(config, seed)) for name, config in shown for seed in range(seeds)]
    X = np.array([describe(record) for _, record in runs])
    mean, spread = (X.mean(axis=0), X.std(axis=0) + 1e-9) if standardise else (0.0, 1.0)

    def diagnose(record):
        away = (X - np.array(describe(record))) / spread
        return runs[int(np.argmin((away**2).sum(axis=1)))][0]

    return diagnose


@pytest.mark.parametrize("seeds", [1, pytest.param(6, marks=pytest.mark.full)])
@pytest.mark.parametrize(("describe", "standardise"), [(signs, True), (chosen, False)])
def test_a_nearest_neighbour_falls_clearly_short(describe, standardise: bool, seeds: int):
    """It compares looks, and the cases that nobody has seen have the same causes with other looks."""
    given = verdict(exercise_named("diagnose"), nearest(describe, standardise, seeds))
    right, every = re.search(r"(\d+) of (\d+) cases", given.said).groups()
    figures.LINES.append(
        f"{LESSON} diagnose: a nearest neighbour ({describe.__name__} numbers, {seeds} seeds of all that is shown) "
        f"names {right} of {every} cases: {given.points:g} of 6 points"
    )
    assert given.points <= 4


@pytest.mark.full
def test_a_search_without_a_diagnosis_falls_clearly_short():
    given = verdict(exercise_named("treat"), load(LESSON, "answers").search)
    right, every = re.search(r"(\d+) of (\d+) cases", given.said).groups()
    figures.LINES.append(
        f"{LESSON} treat: trying settings without a diagnosis heals {right} of {every} cases: "
        f"{given.points:g} of 5 points"
    )
    assert given.points <= 2


def test_patients_are_what_the_cases_say():
    waiting = clinic.patients()
    assert list(waiting) == list(cases.NAMED)
    for number, fresh in cases.patients().items():
        kept = waiting[number]
        assert envelopes.settings(number) == (cases.configs()[number], cases.seed(number))
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


def test_an_envelope_opens_for_the_right_name_alone():
    assert set(cases.CASES) == set(clinic.NAMES) == set(feedback.ASK)
    for patient, right in cases.NAMED.items():
        assert [name for name in clinic.NAMES if feedback.fits(patient, name)] == [right]
        opened = envelopes.opened(patient, right)
        assert opened == cases.letters()[patient, right] and opened["config"] == cases.configs()[patient]
        assert envelopes.opened(patient, "healthy" if right != "healthy" else "zero init") is None
        assert "Settings that differ: " in feedback.letter(patient, right)
        another = "healthy" if right != "healthy" else "zero init"
        assert feedback.letter(patient, another) == f"Patient {patient}: {another!r} does not open this envelope."


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("fever", "'fever' is not in the table. It is none of the thirteen."),
        ("Test rows leaked ", "'Test rows leaked ' is not in the table. It is spelt 'test rows leaked'."),
        (["test rows leaked"], "['test rows leaked'] is not in the table. A name is a text, and nothing besides."),
        (None, "no name yet."),
        (" ", "no name yet."),
        (..., "no name yet."),
    ],
)
def test_a_name_that_is_spelt_otherwise_is_not_called_a_wrong_diagnosis(name, told: str):
    assert feedback.letter(11, name) == f"Patient 11: {told}"


def test_nothing_of_an_envelope_can_be_read_in_the_clinics_files():
    folder = ROOT / "helpers" / "labs" / "clinic"
    assert json.loads(folder.joinpath("envelopes.json").read_text("utf-8")) == envelopes.packed(
        cases.letters(), cases.DOUBTS
    )
    text = "".join(folder.joinpath(file).read_text("utf-8") for file in ("envelopes.json", "patients.json"))
    assert not [
        word for word in ("weight_scale", "leaked", "labels", "wrong", "sigmoids", "learning_rate") if word in text
    ]


def test_doubts_are_on_wrong_names():
    assert all(name in clinic.NAMES and cases.NAMED.get(case, case) != name for case, name in cases.DOUBTS)
    assert feedback.doubt(2, "dead ReLUs") != feedback.doubt(9, "dead ReLUs")
    assert feedback.doubt(7, "zero init") == feedback.ASK["zero init"]


def test_the_notebook_spoils_no_envelope():
    """Whoever answers `healthy` for all, and runs all, reads of patient 7 alone."""
    opened = [feedback.letter(number, "healthy") for number in clinic.patients()]
    assert [number for number, text in enumerate(opened, start=1) if "Settings" in text] == [7]


def test_a_rerun_with_the_same_setting_is_the_same_to_the_last_digit():
    for number, record in clinic.patients().items():
        assert (treatment.rerun(number)(leaked=0) == record) == (number not in (3, 11))
    rerun = treatment.rerun(7)
    assert rerun() == rerun(leaked=0) == clinic.patients()[7]


def test_six_reruns_of_one_change_each():
    record, rerun = treatment.admit(cases.WELL | {"epochs": 1, "bias": -10.0}, seed=3)
    mended = rerun(bias=np.float64(0))
    assert mended["start"]["zeros"][1] < 0.7 < record["start"]["zeros"][1]
    for change, says in (
        ({"epochs": 9}, "'epochs' belongs"),
        ({"bias": 0.0, "rows": 50}, "one setting may be changed"),
        ({"rows": 5}, "from 10 to 1000"),
        ({"leaked": 400}, "from 0 to 300"),
        ({"rate": 1}, "no setting"),
    ):
        with pytest.raises(ValueError, match=says):
            rerun(**change)
    with pytest.raises(treatment.OutOfReruns, match="all 6 reruns"):
        rerun(bias=0.0)


def test_fewer_rows_leave_room_for_fewer_leaked_ones():
    config = cases.WELL | {"rows": 300, "leaked": 300, "epochs": 1}
    assert treatment.changed(config, {"rows": 40}) == plain(config | {"rows": 40, "leaked": 40})


def test_impressions_are_counted_and_those_that_are_no_names_are_told(capsys):
    feedback.count(
        {1: "labels shuffled", 2: "Zero-Init", 3: None, 4: "fever", 5: 7, 6: "", 11: "test rows leaked",
         9: "init too large", "8": "softmax over the wrong axis"}
    )  # fmt: skip
    assert capsys.readouterr().out.splitlines() == [
        "Patient 2: 'Zero-Init' is not in the table. It is spelt 'zero init'.",
        "Patient 4: 'fever' is not in the table. It is none of the thirteen.",
        "Patient 5: 7 is not in the table. A name is a text, and nothing besides.",
        "There is no patient 11 here: they are 1 to 10.",
        "There is no patient '8' here: 8 is a number, without quotes.",
        "2 of 10 impressions are right",
    ]


@pytest.mark.parametrize("impressions", [["zero init"], None, {"zero init"}])
def test_impressions_that_are_no_dict_are_told_so(impressions, capsys):
    feedback.count(impressions)
    assert "A dict is wanted, from numbers to names" in capsys.readouterr().out


def test_a_treatment_that_is_no_dict_is_told_so_where_it_is_drawn():
    with pytest.raises(ValueError, match="you returned 'bias'. Expected a dict of changes"):
        treatment.treated(1, lambda record, rerun: "bias")


def test_every_illness_has_a_case_that_is_no_patients():
    assert {name for name, _ in feedback.MADE} == set(clinic.NAMES) == set(feedback.SEEN)
    waiting = [cases.configs()[number] for number in cases.configs()]
    assert not [name for name, change in feedback.MADE if clinic.healthy() | change in waiting]


def test_fresh_cases_are_ill_and_named_by_the_model_answer():
    diagnose = answer("diagnose")
    assert list(clinic.fresh_cases()) == list(clinic.NAMES)
    for name, configs in clinic.fresh_cases().items():
        for seed, config in enumerate(configs, start=10):
            assert diagnose(clinic.run(config, seed)) == name
            assert treatment.is_healed(config, clinic.run(config, seed)) == (name == "healthy")


def test_a_small_leak_is_not_healed_though_no_number_shows_it():
    for config, cure in cases.SMALL_LEAKS:
        leaking, honest = ([clinic.run(c, seed) for seed in SEEDS] for c in (config, config | cure))
        assert min(map(gap, leaking)) < max(map(gap, honest)), "luck and leak overlap"
        assert not any(treatment.is_healed(config, record) for record in leaking)
        assert all(treatment.is_healed(config | cure, record) for record in honest)
    assert not lies(clinic.patients()[11])


@pytest.mark.parametrize("change", [{}, {"activation": "tanh"}, {"weight_scale": 0.0}, {"weight_scale": 1000.0},
                                    {"bias": -10.0}, {"scale_inputs": False}, {"shuffle": "rows only"}])  # fmt: skip
def test_the_gradient_check_agrees_where_the_backward_pass_is_right(change: dict):
    config = cases.WELL | {"epochs": 1} | change
    computed, measured = clinic.run(config, 5)["gradient_check"]
    assert measured == pytest.approx(computed, rel=1e-4)
    if change.get("weight_scale", 1.0) and not change.get("bias"):
        computed, measured = clinic.run(config | {"backward": "by hand"}, 5)["gradient_check"]
        assert abs(measured - computed) > 0.02 * computed


def test_the_chart_is_the_same_twice(monkeypatch):
    shown = []
    monkeypatch.setattr("helpers.plots.show.img", lambda data, kind, alt, width: shown.append((data, alt)) or "")
    for _ in range(2):
        clinic.vitals(clinic.patients()[2], "number two")
    assert shown[0] == shown[1]
    assert "number two: vital signs of a run with relu units" in shown[0][1] and "from 2.30 to 2.30" in shown[0][1]


def test_the_chart_tells_its_numbers(capsys, monkeypatch):
    shown = []
    monkeypatch.setattr("helpers.plots.show.img", lambda data, kind, alt, width: shown.append(alt) or "")
    for number, record in clinic.patients().items():
        clinic.vitals(record, f"patient {number}")
    assert len(set(shown)) == 11 and shown[8].startswith(
        "patient 9: vital signs of a run with relu units, with a faint healthy one behind. Loss: training"
    )
    assert (
        "Share of zeros at the start: 100%, 100%" in shown[1] and "Weights by layer: at the start 0, 0, 0;" in shown[1]
    )
    clinic.vitals(clinic.run(cases.R2 | {"weight_scale": 1000.0, "epochs": 2}, 0))
    sick, well = clinic.run(cases.WELL | {"bias": -10.0}, 1), clinic.run(cases.WELL, 1)
    clinic.vitals(sick, "two", well)
    assert "two, sick: vital signs" in shown[-1] and "two, treated: vital signs" in shown[-1]
