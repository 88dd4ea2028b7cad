"""The clinic's feedback: what is said of a name, and what an envelope shows to whoever has found the name."""

from collections.abc import Mapping
from textwrap import fill
from typing import Any

from helpers.checks import or_none
from helpers.checks.check import Answer
from helpers.labs.clinic import envelopes
from helpers.labs.clinic.envelopes import IMPRESSIONS, fits
from helpers.labs.clinic.training_run import NAMES, healthy

__all__ = ["called", "count", "doubt", "fits", "letter", "near"]

# What to ask about a name that is not the right one, where no doubt is written for this case.
ASK = {
    "healthy": "a healthy run does well on new rows, and equally well on validation and test rows.",
    "zero init": "are its first weights 0? The record says so.",
    "init too large": "is it out of range before the first step?",
    "learning rate too high": "does it go wrong with its first steps? And were the layers well before?",
    "learning rate too low": "are the layers well, is there a gradient, and does the loss creep? All three?",
    "inputs not scaled": "what is the spread of the inputs?",
    "labels shuffled": "a network with shuffled labels learns those labels. Has it learned its training rows?",
    "dead ReLUs": "are these ReLUs? Are they at 0 at the start? And are they the first thing that is off?",
    "saturated sigmoids": "are these sigmoids, and does each say the same to every row at the start?",
    "too little data": "after too few rows, it knows them by heart, and does better than guessing on others.",
    "test rows leaked": "are validation and test accuracy further apart than luck?",
    "softmax over the wrong axis": "what do the ten probabilities of a row sum up to?",
    "wrong gradient": "do the two numbers of the gradient check agree?",
}


def letter(patient: int, name: Any) -> str:
    """Return what a patient's envelope holds, for whoever has found the name.

    Parameters
    ----------
    patient : int
        The patient's number, from 1.
    name : str
        The illness, as it is spelt in NAMES; any other value opens no envelope.

    Returns
    -------
    str
        The settings that differ from those of the healthy run, and a letter, in lines of at most 100 characters.
    """
    found = envelopes.opened(patient, name)
    if found is None:
        return fill(f"Patient {patient}: {name!r:.60} does not open this envelope.", 100)
    usual = healthy()
    differs = ", ".join(f"{key} {value!r}" for key, value in found["config"].items() if value != usual[key])
    return (
        fill(f"Patient {patient}, {name}: {found['letter']}", 100)
        + "\n"
        + fill(f"Settings that differ: {differs}.", 100)
    )


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
    return envelopes.doubt(case, name) or ASK[name]


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
    if (unfit := _unfit(answer)) and unfit not in answer.check.noted:
        answer.check.noted.add(unfit)
        print(f"{who}: {unfit}")
    name, noted = None if unfit else or_none(answer, who), answer.check.noted
    if name is None or (isinstance(name, str) and name in NAMES):
        return name or ""
    kind = f"no name: {name if isinstance(name, str) else type(name).__name__}"
    if kind not in noted:
        noted.add(kind)
        print(f"{who}: expected a name of the table, got {name!r:.60}. {near(name)}")
    return ""


def near(name: Any) -> str:
    """Say how a name of the table is spelt, where `name` is one but for its spelling; else that it is none."""
    text = str(name).lower().replace("_", " ").replace("-", " ").strip()
    if not isinstance(name, str):
        return "A name is a text, and nothing besides."
    found = [right for right in NAMES if right.lower() in (text, f"{text}s")]
    return f"It is spelt {found[0]!r}." if found else "It is none of the thirteen."


def _unfit(answer: Answer) -> str:
    """Say that a record has not what was asked of it, a key or a place in a list; else ""."""
    error, record = answer.outcome.error, answer.outcome.given[0]
    if isinstance(error, IndexError):
        hidden = len(record["start"]["spread"]) - 1
        layers = "one hidden layer" if hidden == 1 else f"{hidden} hidden layers"
        epochs = len(record["training_loss"]) - 1
        return (
            f"you asked for a place in a list that is not there. This network has {layers}, and its run {epochs} "
            "epochs. Count from the end, with [-1]."
        )
    key = str(error).strip("\"'")  # from another process, the key comes in one more pair of quotes
    if isinstance(error, KeyError) and key not in record:
        if key in record["start"]:
            return f"you asked the record for {key!r}. That is a key of record['start'] and of record['end']."
        keys, inner = ", ".join(record), ", ".join(record["start"])
        return f"you asked for a key {key!r}, which is not there. A record has {keys}; its 'start' has {inner}."
    return ""


def count(impressions: Mapping[int, Any]) -> None:
    """Print how many names are right, after those that are no names.

    Parameters
    ----------
    impressions : mapping of int to str or None
        A patient's number to the name of an illness; None where there is no impression yet.
    """
    for patient, name in impressions.items():
        if patient not in IMPRESSIONS:
            print(f"There is no patient {patient!r}.")
        elif name is not None and name not in NAMES:
            print(f"Patient {patient}: {name!r:.60} is not in the table. {near(name)}")
    right = sum(fits(patient, name) for patient, name in impressions.items())
    print(right, f"of {len(IMPRESSIONS)} impressions are right")
