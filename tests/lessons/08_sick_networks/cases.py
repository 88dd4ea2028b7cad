"""The clinic's cases: which config makes which illness, what mends it, and which patient has it.

None of this is in helpers/, and none of it is known to a student. `write_patients` makes helpers/labs/clinic/patients.json, and
`write_sealed_answers` makes helpers/labs/clinic/sealed_answers.json, where each text lies under the seal of a case and a name.
"""

import json

from helpers.labs import clinic
from tests.course import ROOT

WELL = clinic.healthy()
R1 = WELL | {"rows": 550, "hidden": [28, 20], "epochs": 14, "learning_rate": 0.08}
R2 = WELL | {"rows": 650, "hidden": [24, 24, 24], "epochs": 16, "batch_size": 16, "learning_rate": 0.06}
L1 = WELL | {"hidden": [40, 20], "epochs": 18}
T1 = WELL | {"rows": 500, "hidden": [30, 30], "epochs": 16, "activation": "tanh"}
T2 = WELL | {"hidden": [24, 24, 24], "epochs": 17, "activation": "tanh", "learning_rate": 0.15}
S1 = WELL | {"hidden": [32], "epochs": 16, "activation": "sigmoid", "learning_rate": 0.5}
S2 = WELL | {"rows": 700, "hidden": [40], "epochs": 14, "activation": "sigmoid", "learning_rate": 0.6}

# An illness to its configs, each sick by one cause, and to what to change in each. The first is met in the lesson.
CASES: dict[str, list[tuple[dict, dict]]] = {
    "healthy": [(S1 | {"hidden": [36]}, {}), (WELL, {}), (R2, {}), (T2, {}), (S2, {})],
    "zero init": [(b | {"weight_scale": 0.0}, {"weight_scale": 1.0}) for b in (R1, T1, R2)],
    "init too large": [
        (b | {"weight_scale": scale}, {"weight_scale": 1.0}) for b, scale in ((R1, 8.0), (WELL, 10.0), (R2, 12.0))
    ],
    "learning rate too high": [
        (T1 | {"learning_rate": 5.0}, {"learning_rate": 0.1}),
        (T2 | {"learning_rate": 8.0}, {"learning_rate": 0.1}),
        (S2 | {"learning_rate": 40.0}, {"learning_rate": 0.5}),
        (R1 | {"learning_rate": 4.0}, {"learning_rate": 0.1}),
        (WELL | {"learning_rate": 5.0}, {"learning_rate": 0.1}),
    ],
    "learning rate too low": [
        (WELL | {"learning_rate": 1e-4}, {"learning_rate": 0.1}),
        (T2 | {"learning_rate": 2e-4}, {"learning_rate": 0.1}),
        (S2 | {"learning_rate": 5e-4}, {"learning_rate": 0.5}),
    ],
    "inputs not scaled": [(b | {"scale_inputs": False}, {"scale_inputs": True}) for b in (T2, R2, T1)],
    "labels shuffled": [(b | {"shuffle": "rows only"}, {"shuffle": "together"}) for b in (R1, T2, R2)],
    "dead ReLUs": [(b | {"bias": bias}, {"bias": 0.0}) for b, bias in ((WELL, -10.0), (R1, -12.0), (R2, -10.0))],
    "saturated sigmoids": [(b | {"bias": bias}, {"bias": 0.0}) for b, bias in ((S1, 12.0), (S2, -12.0), (S2, 15.0))],
    "too little data": [(b | {"rows": rows}, {"rows": 300}) for b, rows in ((WELL, 40), (T2, 30), (T1, 30))],
    "test rows leaked": [(b | {"rows": 300, "leaked": 300}, {"leaked": 0}) for b in (L1, T1, T2)],
    "softmax over the wrong axis": [(b | {"softmax_axis": 0}, {"softmax_axis": 1}) for b in (T1, T2, S2)],
}
WORKED = ("learning rate too low", "dead ReLUs", "too little data")
WAITING = (
    "labels shuffled", "zero init", "test rows leaked", "learning rate too high", "saturated sigmoids",
    "inputs not scaled", "healthy", "softmax over the wrong axis", "init too large",
)  # fmt: skip


def patients() -> dict[int, dict]:
    """Run what the patients in the waiting room have: number to config and record."""
    configs = {number: CASES[name][0][0] for number, name in enumerate(WAITING, start=1)}
    return {n: {"config": config, "record": clinic.run(config, 40 + n)} for n, config in configs.items()}


def write_patients() -> None:
    """Write the patients' files, with six digits a number."""
    text = json.dumps(patients())
    rounded = json.loads(text, parse_float=lambda number: float(f"{float(number):.6g}"))
    (ROOT / "helpers" / "labs" / "clinic" / "patients.json").write_text(json.dumps(rounded) + "\n", "utf-8")


# What is told of a patient once the name is right.
LETTERS = {
    1: "it learned on its own training rows, from 0.10 to 0.43, and stays near guessing on all others. A row bears "
    "another row's label, so what it learned by heart is true of no digit. (It may land below 0.10. Digits that are "
    "alike get the same wrong name together, so that luck comes in lumps.)",
    2: "all weights are 0, so all sums are 0, all ReLUs say 0, and none has a slope there. A weight's gradient is what "
    "comes in times what comes back, and both are 0: the next step adds 0 to 0, and so does every step after it. Only "
    "the output biases move.",
    3: "the test curve lies on the training curve, since its 300 test rows are its 300 training rows. What it is worth "
    "on new rows, the validation curve has said all the time.",
    4: "the layers are well before the first step, and one epoch later the loss is at 23. At the end the weights are 8 "
    "to 25 times as large as at the start, the units are pressed to -1 or 1, where tanh is flat, and hardly a gradient "
    "gets through to the first layer. It was thrown too far out to find back.",
    5: "with biases of 12 every sigmoid says 0.99999 to every row: a spread of 0.00001, and a slope as small. Nothing "
    "is learned in the hidden layer. The loss jumps because of the output layer: each of its units hears 32 ones, 32 "
    "weights move at once in the same direction, and the sum is moved 33 times as far as by its bias alone.",
    6: "greys of 0 to 255 go in, with a spread near 110. The sums of the first layer are a hundred times too large, "
    "and tanh is pressed to -1 or 1; at the end its gradient has gone from 1.8 to 0.0001. The layers behind it "
    "are well, and get next to nothing to work with.",
    7: "nothing. A spread of 0.2 is usual for sigmoids, whose values lie between 0 and 1, and so is the gap of a tenth "
    "between training rows and new ones.",
    8: "the softmax runs down the columns: over 500 training rows each digit's probabilities sum up to 1, so a row has "
    "10/500 = 0.02 of them. A new row comes alone. Its column has one number, so that every probability is exactly 1, "
    "for each of the ten digits, and the loss is -log 1 = 0. Ten digits tie, the first of them is taken, and it is "
    "right on the zeros: 8 %.",
    9: "weights of 8 times the usual size, and with each layer the spread is 8 times as large: 1, 7, 62. The loss "
    "starts at 24, and gradients a hundred times the usual ones throw the units about until 96 % of what they say is 0. "
    "The end looks like dead ReLUs, or like long steps. The start does not.",
}
# What to ask who says this wrong name of a patient, or of a case whose illness is known, in place of feedback.ASK.
DOUBTS = {
    (1, "too little data"): "there, new rows do better than guessing.",
    (1, "learning rate too low"): "this one learns its training rows. Is it of use on others?",
    (1, "learning rate too high"): "its training loss falls steadily. Is what it learns of use on others?",
    (1, "healthy"): "it learns its training rows. What do the other two curves say?",
    (2, "dead ReLUs"): "silent, yes. Is it the units, or what they are given? Look at the weights.",
    (2, "learning rate too low"): "what would longer steps do with a gradient of 0?",
    (3, "healthy"): "it does well. Does it do equally well on both piles of new rows?",
    (3, "too little data"): "compare all three piles, not two of them.",
    (3, "labels shuffled"): "on validation rows it is far better than guessing, so what it learned is true.",
    (4, "init too large"): "the start is in order here. When does it go wrong?",
    (4, "learning rate too low"): "is the loss lower in the end than at the start?",
    (4, "labels shuffled"): "it has not even learned its training rows.",
    (4, "saturated sigmoids"): "these are no sigmoids, and nothing is flat before the first step.",
    (5, "dead ReLUs"): "these are no ReLUs. What are they?",
    (5, "learning rate too high"): "it jumps. But are the units well before the first step?",
    (5, "learning rate too low"): "who creeps does not jump. And are the units well before the first step?",
    (5, "zero init"): "the first weights, in blue, are of the usual size.",
    (6, "learning rate too low"): "go through the layers at the start, from the very first.",
    (6, "learning rate too high"): "is all in order before the first step? Begin at the inputs.",
    (6, "labels shuffled"): "it has hardly learned its training rows. Is all in order before the first step?",
    (6, "saturated sigmoids"): "these are no sigmoids.",
    (7, "too little data"): "a gap as in the healthy run. It is the usual one.",
    (8, "labels shuffled"): "new rows are hopeless here, and yet they cost nothing. Can that be?",
    (8, "too little data"): "one of the laws that must hold is broken.",
    (9, "learning rate too high"): "it is worst before the first step is made.",
    (9, "inputs not scaled"): "are the inputs larger than they should be, or what comes after?",
    (9, "dead ReLUs"): "in the end, perhaps. At the start?",
    (9, "labels shuffled"): "a network that knows nothing starts near 2.3, whatever its labels. Where does this one?",
    (9, "learning rate too low"): "its loss falls by 20 in one epoch. Where does it start?",
    (9, "too little data"): "it does not even know its training rows. Where does its loss start?",
    ("learning rate too low", "labels shuffled"): "has it learned its training rows at all?",
    ("learning rate too low", "healthy"): "is it right on new rows?",
    ("learning rate too high", "labels shuffled"): "has it learned its training rows at all?",
    ("learning rate too high", "dead ReLUs"): "at the start they were alive.",
    ("learning rate too high", "learning rate too low"): "hold its end against its start. Has nothing moved?",
    ("dead ReLUs", "learning rate too low"): "what would longer steps do with a gradient of 0?",
    ("dead ReLUs", "zero init"): "the first weights, in blue, are of the usual size.",
    ("too little data", "labels shuffled"): "new rows do better than guessing here.",
    ("too little data", "healthy"): "is it right on new rows?",
}


def sealed_answers() -> dict[str, dict[str, str]]:
    """Put each text under the seal of its case and name."""
    letters = {clinic.sealed(n, WAITING[n - 1]): text for n, text in LETTERS.items()}
    return {"letters": letters, "doubts": {clinic.sealed(case, name): told for (case, name), told in DOUBTS.items()}}


def write_sealed_answers() -> None:
    """Write the sealed answers."""
    text = json.dumps(sealed_answers(), ensure_ascii=False, indent=1)
    (ROOT / "helpers" / "labs" / "clinic" / "sealed_answers.json").write_text(text + "\n", "utf-8")
