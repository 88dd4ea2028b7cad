"""The clinic's cases: which config makes which illness, what mends it, and which patient has it.

None of this is in helpers/, and none of it is known to a student. `write` makes the clinic's patients.json and
envelopes.json, where each text is locked by a case and a name.
"""

import json
from pathlib import Path
from typing import Any

from helpers.labs import clinic
from helpers.labs.clinic import envelopes
from tests.course import ROOT

WELL = clinic.healthy()
R1 = WELL | {"rows": 550, "hidden": [28, 20], "epochs": 14, "learning_rate": 0.08}
R2 = WELL | {"rows": 650, "hidden": [24, 24, 24], "epochs": 16, "batch_size": 16, "learning_rate": 0.06}
L1 = WELL | {"hidden": [40, 20], "epochs": 18}
T1 = WELL | {"rows": 500, "hidden": [30, 30], "epochs": 16, "activation": "tanh"}
T2 = WELL | {"hidden": [24, 24, 24], "epochs": 17, "activation": "tanh", "learning_rate": 0.15}
S1 = WELL | {"hidden": [32], "epochs": 16, "activation": "sigmoid", "learning_rate": 0.5}
T3 = WELL | {"rows": 700, "hidden": [32] * 4, "epochs": 25, "batch_size": 32, "activation": "tanh"}
S2 = WELL | {"rows": 700, "hidden": [40], "epochs": 14, "activation": "sigmoid", "learning_rate": 0.6}
S5 = S2 | {"epochs": 25}
S3 = WELL | {"hidden": [24, 24], "epochs": 14, "activation": "sigmoid", "learning_rate": 0.6}
S4 = WELL | {"rows": 700, "activation": "sigmoid", "hidden": [32], "learning_rate": 0.5}
D1 = WELL | {"rows": 900, "hidden": [20] * 5, "epochs": 12, "batch_size": 10, "learning_rate": 0.05}
W1 = WELL | {"rows": 1000, "hidden": [64], "epochs": 30, "batch_size": 50, "learning_rate": 0.2}

# An illness to its configs, each sick by one cause, and to what to change in each. The first is met in the lesson.
CASES: dict[str, list[tuple[dict, dict]]] = {
    "healthy": [(S1 | {"hidden": [36]}, {}), (WELL, {}), (R2, {}), (T2, {}), (S2, {}), (T3, {})],
    "zero init": [(b | {"weight_scale": 0.0}, {"weight_scale": 1.0}) for b in (R1, T1, R2, S2)],
    "init too large": [
        (b | {"weight_scale": scale}, {"weight_scale": 1.0})
        for b, scale in ((R1, 8.0), (WELL, 10.0), (R2, 12.0), (T2, 10.0), (T3, 10.0))
    ],
    "learning rate too high": [
        (T1 | {"learning_rate": 5.0}, {"learning_rate": 0.1}),
        (T2 | {"learning_rate": 8.0}, {"learning_rate": 0.1}),
        (S2 | {"learning_rate": 40.0}, {"learning_rate": 0.5}),
        (R1 | {"learning_rate": 4.0}, {"learning_rate": 0.1}),
        (WELL | {"learning_rate": 5.0}, {"learning_rate": 0.1}),
        (T3 | {"learning_rate": 12.0}, {"learning_rate": 0.1}),
        (D1 | {"learning_rate": 3.0}, {"learning_rate": 0.1}),
        (S3 | {"learning_rate": 60.0}, {"learning_rate": 0.5}),
    ],
    "learning rate too low": [
        (WELL | {"learning_rate": 1e-4}, {"learning_rate": 0.1}),
        (T2 | {"learning_rate": 2e-4}, {"learning_rate": 0.1}),
        (S3 | {"learning_rate": 5e-4}, {"learning_rate": 0.5}),
        (D1 | {"learning_rate": 1e-4}, {"learning_rate": 0.1}),
    ],
    "inputs not scaled": [(b | {"scale_inputs": False}, {"scale_inputs": True}) for b in (T2, R2, T1, S2, S3)],
    "labels shuffled": [(b | {"shuffle": "rows only"}, {"shuffle": "together"}) for b in (R1, T2, R2, S2, S4)],
    "dead ReLUs": [
        (b | {"bias": bias}, {"bias": 0.0}) for b, bias in ((WELL, -10.0), (R1, -12.0), (R2, -10.0), (W1, -20.0))
    ],
    "saturated sigmoids": [
        (b | {"bias": bias}, {"bias": 0.0}) for b, bias in ((S1, 12.0), (S2, -12.0), (S2, 15.0), (S3, -12.0))
    ],
    "too little data": [(b | {"rows": rows}, {"rows": 300}) for b, rows in ((WELL, 40), (T2, 30), (T1, 30), (R1, 30))],
    "test rows leaked": [(b | {"rows": 300, "leaked": 300}, {"leaked": 0}) for b in (L1, T1, T2, S5, W1)],
    "softmax over the wrong axis": [(b | {"softmax_axis": 0}, {"softmax_axis": 1}) for b in (T1, T2, S2, R1, R2)],
    "wrong gradient": [(b | {"backward": "by hand"}, {"backward": "tested"}) for b in (R1, R2, S2, W1, T3)],
}
# Leaks that no record shows: they hide in luck.
SMALL_LEAKS = [(S4 | {"leaked": 100}, {"leaked": 0}), (T1 | {"leaked": 100}, {"leaked": 0})]
WORKED = ("learning rate too low", "dead ReLUs", "too little data")
WAITING = (
    "labels shuffled", "zero init", "test rows leaked", "learning rate too high", "saturated sigmoids",
    "inputs not scaled", "healthy", "softmax over the wrong axis", "init too large", "wrong gradient",
)  # fmt: skip
SEEDS = {10: 60}  # of patients whose seed is not 40 and the number
ELEVENTH = "test rows leaked"  # of the patient whom no record names
NAMED = {number: name for number, name in enumerate((*WAITING, ELEVENTH), start=1)}


def configs() -> dict[int, dict]:
    """Return what the patients in the waiting room have: number to config."""
    return {number: CASES[name][0][0] for number, name in enumerate(WAITING, start=1)} | {11: SMALL_LEAKS[0][0]}


def seed(number: int) -> int:
    """Return the seed of a patient's run."""
    return SEEDS.get(number, 40 + number)


def patients() -> dict[int, dict]:
    """Run the patients: number to record, with six digits a number."""
    records = {number: clinic.run(config, seed(number)) for number, config in configs().items()}
    text = json.dumps(records)
    rounded = json.loads(text, parse_float=lambda number: float(f"{float(number):.6g}"))
    return {int(number): record for number, record in rounded.items()}


# What the envelope says of a patient once the name is right.
LETTERS = {
    1: "it learned its own training rows, from {start} to {end}, and stays near guessing on all others. Each row has "
    "the label of another row, so what it learned is true of no digit. (Its accuracy on new rows may even be below "
    "0.10, by luck: similar rows get the same answer, so many are right or wrong together.)",
    2: "all weights are 0, so all sums are 0, all ReLUs say 0, and none has a slope there. A weight's gradient is "
    "what comes in times what comes back. In each layer one of the two is 0, so every step adds 0. Only the output "
    "biases move.",
    3: "the test curve lies on the training curve, because its 300 test rows are its 300 training rows. What it is "
    "worth on new rows is what the validation curve says.",
    4: "the layers are well before the first step, and after one epoch the loss is at {loss}. The steps threw the "
    "weights so far out that every unit is pressed to -1 or 1. There tanh is flat, and the first layer hears "
    "almost nothing. It cannot find back.",
    5: "with biases of 12 every sigmoid says 0.99999 to every row: a spread of 0.00001, and a slope as small. The "
    "hidden layer learns nothing. The loss jumps because of the output layer: each output hears 32 ones, so 32 "
    "weights move at once in the same direction.",
    6: "greys of 0 to 255 go in, with a spread near 110. The sums of the first layer are a hundred times too large, "
    "and tanh is pressed to -1 or 1, where its slope is almost 0. The layers behind it look well, but they get "
    "only -1 and 1, and can tell little apart by these.",
    7: "nothing. A spread of 0.2 is usual for sigmoids, whose values lie between 0 and 1. So is a gap of a tenth "
    "between training rows and new ones.",
    8: "the softmax runs down the columns. Over 500 training rows each digit's probabilities sum to 1, ten in all, so "
    "those of one row sum to about 10/500 = 0.02. (The gradient check fails as well: the backward pass is that of a "
    "softmax along rows.) A new row comes alone: its column has one number, so every probability is exactly 1, "
    "for each of the ten digits, and the loss is -log 1 = 0. All ten tie, and argmax takes the first, a 0.",
    9: "its weights have 8 times the usual size, and with each layer the spread grows about 8-fold. The loss starts "
    "far above 2.3, and the huge gradients throw the units about. The end could be taken for "
    "steps that are too long. The start could not.",
    10: "its own backward pass has a wrong sign: it computes the gradient of the first layer with a minus. So this "
    "layer climbs while the others go down. Sizes, spreads and losses at the start are all as they should be. "
    "Only the gradient check sees it: what the gradient promises is not what is measured.",
    11: "100 of its 700 training rows are test rows. They lift the test accuracy by a few hundredths, no more than "
    "luck does. Only another run, without them, shows it.",
}
# What to ask about this wrong name of a patient, or of a case whose illness is known, in place of feedback.ASK.
DOUBTS = {
    (1, "too little data"): "after too little data, new rows do better than guessing.",
    (1, "learning rate too low"): "it learns its training rows. Is what it learns of use on others?",
    (1, "learning rate too high"): "its training loss falls steadily. Is what it learns of use on others?",
    (1, "healthy"): "it learns its training rows. What do the other two curves say?",
    (2, "dead ReLUs"): "they are silent, yes. Is it the units, or what they are given? Look at the weights.",
    (2, "learning rate too low"): "what would longer steps do with a gradient of 0?",
    (3, "healthy"): "it does well. Does it do equally well on validation and test rows?",
    (3, "too little data"): "compare all three sets of rows, not two of them.",
    (3, "labels shuffled"): "on validation rows it is far better than guessing, so what it learned is true.",
    (4, "init too large"): "the start is in order here. When does it go wrong?",
    (4, "learning rate too low"): "is the loss lower at the end than at the start?",
    (4, "labels shuffled"): "it has not even learned its training rows.",
    (4, "saturated sigmoids"): "these are no sigmoids, and nothing is flat before the first step.",
    (5, "dead ReLUs"): "these are no ReLUs. What are they?",
    (5, "learning rate too high"): "it jumps. But are the units well before the first step?",
    (5, "learning rate too low"): "it jumps, and does not creep. Are the units well before the first step?",
    (5, "zero init"): "its first weights are of the usual size.",
    (6, "learning rate too low"): "go through the layers at the start, from the very first.",
    (6, "learning rate too high"): "is all in order before the first step? Begin at the inputs.",
    (6, "labels shuffled"): "it has hardly learned its training rows. Is all in order before the first step?",
    (6, "saturated sigmoids"): "these are no sigmoids.",
    (6, "init too large"): "its first weights are of the usual size. Go through the layers at the start, from the very "
    "first.",
    (7, "labels shuffled"): "on validation rows it is far better than guessing, so what it learned is true.",
    (7, "too little data"): "its gap is as large as that of the healthy run. This much is usual.",
    (8, "init too large"): "its first weights are of the usual size. What do the ten probabilities of a row sum up to?",
    (8, "learning rate too high"): "where does its loss start, before the first step is made?",
    (8, "labels shuffled"): "it fails on new rows, and yet they cost nothing. Can that be?",
    (8, "too little data"): "one of the laws that must hold is broken.",
    (8, "wrong gradient"): "two laws are broken. Which one stands earlier in a run?",
    (9, "learning rate too high"): "it is worst before the first step is made.",
    (9, "inputs not scaled"): "are the inputs too large, or what comes after them?",
    (9, "dead ReLUs"): "at the end, perhaps. At the start?",
    (
        9,
        "labels shuffled",
    ): "without any knowledge the loss starts near 2.3, whatever the labels. Where does this one start?",
    (9, "learning rate too low"): "its loss falls by 20 in one epoch. Where does it start?",
    (9, "too little data"): "it does not even know its training rows. Where does its loss start?",
    (
        10,
        "learning rate too low",
    ): "its loss moves, and then stands still. Does its gradient keep what it promises?",
    (10, "labels shuffled"): "a network with shuffled labels learns those labels. This one learns none.",
    (10, "learning rate too high"): "nothing jumps here. Does its gradient keep what it promises?",
    (10, "dead ReLUs"): "about half of these units speak, as they should.",
    (10, "too little data"): "it does not even know its training rows.",
    ("healthy", "too little data"): "a gap of a tenth or two between training rows and new ones is usual.",
    ("healthy", "labels shuffled"): "on validation rows it is far better than guessing, so what it learned is true.",
    ("healthy", "dead ReLUs"): "about half of its ReLUs say 0, as they should.",
    ("test rows leaked", "labels shuffled"): "on validation rows it is far better than guessing, so what it learned is "
    "true.",
    ("learning rate too low", "labels shuffled"): "has it learned its training rows at all?",
    ("learning rate too low", "healthy"): "is it right on new rows?",
    ("learning rate too high", "labels shuffled"): "has it learned its training rows at all?",
    ("learning rate too high", "dead ReLUs"): "at the start they were alive.",
    ("learning rate too high", "learning rate too low"): "compare its end with its start. Has nothing moved?",
    ("dead ReLUs", "learning rate too low"): "what would longer steps do with a gradient of 0?",
    ("dead ReLUs", "zero init"): "its first weights are of the usual size.",
    ("too little data", "labels shuffled"): "new rows do better than guessing here.",
    ("too little data", "healthy"): "is it right on new rows?",
}


def letters() -> dict[tuple[int, str], dict[str, Any]]:
    """Put a patient's config, seed and letter under number and name; numbers in a letter are those of its record."""
    records, made = patients(), {}
    for number, name in NAMED.items():
        record = records[number]
        known = record["training_accuracy"]
        told = LETTERS[number].format(
            start=f"{known[0]:.2f}", end=f"{known[-1]:.2f}", loss=f"{record['training_loss'][1]:.0f}"
        )
        made[number, name] = {"config": configs()[number], "seed": seed(number), "letter": told}
    return made


def write() -> None:
    """Write the patients' records and envelopes."""
    folder = Path(ROOT) / "helpers" / "labs" / "clinic"
    folder.joinpath("patients.json").write_text(json.dumps(patients()) + "\n", "utf-8")
    packed = envelopes.packed(letters(), DOUBTS)
    folder.joinpath("envelopes.json").write_text(json.dumps(packed, indent=1) + "\n", "utf-8")
