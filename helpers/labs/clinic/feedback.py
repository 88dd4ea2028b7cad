"""The clinic's feedback: what is said of a name, and of a treatment.

The right names are sealed: sealed_answers.json holds a letter under each right name's seal, doubts under wrong ones.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from textwrap import fill
from typing import Any

from helpers.checks import or_none
from helpers.checks.check import Answer
from helpers.labs.clinic.training_run import NAMES, Config, run, sealed

# What to ask about a name that is not the right one, where no doubt is written for this case.
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
# Values that do well in any network.
WELL = {"learning_rate": 0.25, "weight_scale": 1.0, "bias": 0.0, "rows": 600}
PATIENTS = range(1, 10)


def fits(patient: int, name: Any) -> bool:
    """Say whether this is the right name of a patient's illness."""
    return sealed(patient, name) in _sealed_answers()["letters"]


def letter(patient: int, name: Any) -> str:
    """Return what the patient had and where it could be seen, for whoever has found the name.

    Parameters
    ----------
    patient : int
        The patient's number, from 1.
    name : str
        The illness, as it is spelt in NAMES; any other value opens no letter.

    Returns
    -------
    str
        The letter, in lines of at most 100 characters.
    """
    text = _sealed_answers()["letters"].get(sealed(patient, name), "the letter opens when the name is right.")
    return fill(f"Patient {patient}, {name}: {text}", 100)


def doubt(case: int | str, name: str) -> str:
    """Return what to ask somebody who gives a wrong name.

    Parameters
    ----------
    case : int or str
        The patient's number, or the right name of a case whose illness is known.
    name : str
        The wrong name, one of NAMES.

    Returns
    -------
    str
        A question.
    """
    return _sealed_answers()["doubts"].get(sealed(case, name), ASK[name])


def called(answer: Answer, who: str) -> str:
    """Return the name that a diagnosis gives.

    Parameters
    ----------
    answer : Answer
        What the call of `diagnose` gave.
    who : str
        What is diagnosed, such as "patient 3".

    Returns
    -------
    str
        One of NAMES; "" for anything else, which is said once for each kind.

    Raises
    ------
    NotMet
        Where the exercise is still open.
    """
    name, noted = or_none(answer, who), answer.check.noted
    if name is None or (isinstance(name, str) and name in NAMES):
        return name or ""
    kind = f"no name: {name if isinstance(name, str) else type(name).__name__}"
    if kind not in noted:
        noted.add(kind)
        print(f"{who}: expected a name of the table, and got {name!r:.60}. {near(name)}")
    return ""


def near(name: Any) -> str:
    """Say how a name of the table is spelt, where `name` is one but for its spelling; else that it is none."""
    text = str(name).lower().replace("_", " ").replace("-", " ").strip()
    if not isinstance(name, str):
        return "A name is a text, and nothing besides."
    found = [right for right in NAMES if right.lower() in (text, f"{text}s")]
    return f"It is spelt {found[0]!r}." if found else "It is none of the twelve."


def count(impressions: Mapping[int, Any]) -> None:
    """Print how many names are right, after those that are no names.

    Parameters
    ----------
    impressions : mapping of int to str or None
        A patient's number to the name of an illness; None where there is no impression yet.
    """
    for patient, name in impressions.items():
        if patient not in PATIENTS:
            print(f"There is no patient {patient!r}.")
        elif name is not None and name not in NAMES:
            print(f"Patient {patient}: {name!r:.60} is not in the table. {near(name)}")
    right = sum(fits(patient, name) for patient, name in impressions.items())
    print(right, f"of {len(PATIENTS)} impressions are what the envelope says")


def heals(config: Config, seed: int) -> bool:
    """Say whether a run does well on new rows, by a report that can be believed.

    It is right on at least 70 % of the validation rows, its test accuracy is at most 0.1 above that, and not one test
    row lies among the training rows.
    """
    validation, test = _accuracies(config, seed)
    return validation >= 0.7 and test - validation <= 0.1 and config["leaked"] == 0


def ends(config: Config, seed: int) -> str:
    """Say which accuracies a run ends with."""
    return "Validation {:.2f}, test {:.2f}.".format(*_accuracies(config, seed))


def why(config: Config, new: Config, seed: int) -> str:
    """Say what a treatment did that does not heal.

    Parameters
    ----------
    config, new : dict
        The settings before and after the treatment.
    seed : int
        The seed of the run.

    Returns
    -------
    str
        One sentence or two, about the change that comes nearest to a cure.
    """
    changed = [key for key in config if new[key] != config[key]]
    if not changed:
        return "You returned the sick config unchanged."
    if heals(config, seed):
        return "You changed a config that was well. What is healthy stays healthy."
    if new["leaked"]:
        return "You left the test pile flattered. How many of its rows may lie among the training rows?"
    adjusted = [key for key in changed if key in WELL]
    causes = [key for key in adjusted if heals(config | {key: WELL[key]}, seed)]
    if causes:
        return _off_target(config, new, causes[0])
    return f"You changed {repr(adjusted[0]) if adjusted else 'something'}, which was not the cause."


@cache
def _sealed_answers() -> dict[str, dict[str, str]]:
    """Read the letters and the doubts, by their seals."""
    answers: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("sealed_answers.json").read_text("utf-8"))
    return answers


def _accuracies(config: Config, seed: int) -> tuple[float, float]:
    """Return the accuracies on validation and test rows at the end of a run."""
    record = run(config, seed)
    return record["validation_accuracy"][-1], record["test_accuracy"][-1]


def _off_target(config: Config, new: Config, key: str) -> str:
    """Say how a setting that is the cause was changed, and did not heal."""
    old, now, good = config[key], new[key], WELL[key]
    if (now - old) * (good - old) <= 0:
        return f"You changed {key!r}, the cause, in the wrong direction."
    far = "too far" if abs(now - old) > abs(good - old) else "not far enough"
    return f"You changed {key!r}, the cause, in the right direction, and {far}."
