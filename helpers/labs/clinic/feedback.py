"""The clinic's feedback: what is said of a name, and of a treatment.

The right names are sealed: sealed_answers.json holds a letter under each right name's seal, and hints under wrong ones.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from textwrap import fill
from typing import Any

from helpers.checks import or_none
from helpers.checks.answer import Answer
from helpers.labs import clinic

# What to ask about a name that is not the right one, where there is nothing better to say.
ASK = {
    "healthy": "healthy is who does well on new rows, and equally well on both piles of them.",
    "zero init": "are its first weights 0? The record says so.",
    "init too large": "is it already out of range before the first step?",
    "learning rate too high": "does it go wrong with its first steps, and are the layers well before?",
    "learning rate too low": "layers that are well, a gradient that is there, a loss that creeps: are all three so?",
    "inputs not scaled": "what is the spread of the inputs?",
    "labels shuffled": "who has shuffled labels learns these, on its training rows. Has it learned its training rows?",
    "dead ReLUs": "are these ReLUs, are they at 0 already at the start, and is it they who silence the layer?",
    "saturated sigmoids": "are these sigmoids, and do they say the same to every row at the start?",
    "too little data": "who has seen few rows knows them by heart, and is better than guessing on others.",
    "test rows leaked": "are the two piles of new rows further apart than luck?",
    "softmax over the wrong axis": "what do the ten probabilities of a row sum up to?",
}
WELL = {"learning_rate": 0.25, "weight_scale": 1.0, "bias": 0.0, "rows": 600}  # values that do well in any network


@cache
def _envelopes() -> dict[str, dict[str, str]]:
    return json.loads(Path(__file__).with_name("sealed_answers.json").read_text("utf-8"))


def fits(patient: int, name: Any) -> bool:
    """Say whether this is the name in the patient's envelope."""
    return clinic.sealed(patient, name) in _envelopes()["letters"]


def letter(patient: int, name: Any) -> str:
    """Return what the patient had and where it could be seen, for whoever has found the name."""
    told = _envelopes()["letters"].get(clinic.sealed(patient, name), "the letter opens when the name is right.")
    return fill(f"Patient {patient}, {name}: {told}", 100)


def doubt(case: int | str, name: str) -> str:
    """Return what to ask who gives this wrong name to a patient, or to a case of a known illness."""
    return _envelopes()["doubts"].get(clinic.sealed(case, name), ASK[name])


def called(answer: Answer, who: str) -> str:
    """Return the name that a diagnosis gives; where it is none of the table, "", and say so once for each kind."""
    name, noted = or_none(answer, who), answer.check.noted
    if name is None or (isinstance(name, str) and name in clinic.NAMES):
        return name or ""
    kind = f"no name: {name if isinstance(name, str) else type(name).__name__}"
    if kind not in noted:
        noted.add(kind)
        print(f"{who}: expected a name of the table, and got {name!r:.60}. {near(name)}")
    return ""


def near(name: Any) -> str:
    """Say what a name of the table is spelt like, where `name` is one but for its letters; else that it is none."""
    text = str(name).lower().replace("_", " ").replace("-", " ").strip()
    if not isinstance(name, str):
        return "A name is a text, and nothing besides."
    found = [right for right in clinic.NAMES if right.lower() in (text, f"{text}s")]
    return f"It is spelt {found[0]!r}." if found else "It is none of the twelve."


def count(impressions: Mapping[int, Any]) -> None:
    """Print how many names are right, after those that are no names."""
    for patient, name in impressions.items():
        if patient not in range(1, 10):
            print(f"There is no patient {patient!r}.")
        elif name is not None and name not in clinic.NAMES:
            print(f"Patient {patient}: {name!r:.60} is not in the table. {near(name)}")
    right = sum(fits(patient, name) for patient, name in impressions.items())
    print(right, "of 9 impressions are what the envelope says")


def heals(config: dict, seed: int) -> bool:
    """Say whether a run does well on new rows, by a report that can be believed."""
    validation, test = _ends(config, seed)
    return validation >= 0.7 and test - validation <= 0.1 and config["leaked"] == 0


def ends(config: dict, seed: int) -> str:
    """Say how a run ends."""
    return "Validation {:.2f}, test {:.2f}.".format(*_ends(config, seed))


def _ends(config: dict, seed: int) -> list[float]:
    record = clinic.run(config, seed)
    return [record[f"{pile}_accuracy"][-1] for pile in ("validation", "test")]


def why(config: dict, new: dict, seed: int) -> str:
    """Say what a treatment looks like that does not heal: both configs, and the seed of the run."""
    changed = [key for key in config if new[key] != config[key]]
    if not changed:
        return "a sick config that is handed back as it came."
    if heals(config, seed):
        return "it was well before the change. Who is healthy, stays healthy."
    if new["leaked"]:
        return "a test pile that is still flattered. How many of its rows may lie among the training rows?"
    told = [_turned(config, new, key, seed) for key in changed if key in WELL]
    causes = [text for text in told if "was not the cause" not in text]
    return (causes or told or ["what is changed was not the cause."])[0]


def _turned(config: dict, new: dict, key: str, seed: int) -> str:
    old, now, good = config[key], new[key], WELL[key]
    if not heals(config | {key: good}, seed):
        return f"{key!r} is turned, and it was not the cause."
    if (now - old) * (good - old) <= 0:
        return f"{key!r} is off, and not turned the right way."
    far = "too far" if abs(now - old) > abs(good - old) else "not far enough"
    return f"{key!r} is off, turned the right way, and {far}."
