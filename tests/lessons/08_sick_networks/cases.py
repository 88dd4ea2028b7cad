"""The clinic's cases: which config makes which illness, what mends it, and which patient has it.

None of this is in helpers/, and none of it is known to a student. `write_patients` makes helpers/patients.json.
"""

import json

from helpers import clinic
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
    "too little data": [(b | {"rows": rows}, {"rows": 600}) for b, rows in ((WELL, 40), (T2, 30), (T1, 30))],
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
    (ROOT / "helpers" / "patients.json").write_text(json.dumps(rounded) + "\n", "utf-8")
