"""The clinic's feedback: what is said of a name, and what an envelope shows to whoever has found the name."""

import re
from collections.abc import Iterable, Mapping
from textwrap import fill
from typing import Any

import numpy as np

from helpers.checks import hints, or_none, words
from helpers.checks.check import Answer, Check
from helpers.checks.rules.error_places import asked_dict
from helpers.labs.clinic import envelopes
from helpers.labs.clinic.envelopes import IMPRESSIONS, fits
from helpers.labs.clinic.training_run import NAMES, healthy, run

__all__ = ["called", "count", "doubt", "fits", "letter", "named", "near", "without_quotes"]

# What to ask about a name that is not the right one, where no doubt is written for this case.
ASK = {
    "healthy": "a healthy run does well on new rows, and equally well on validation and test rows.",
    "zero init": "are its first weights 0? Look at record['start']['weights'].",
    "init too large": "are its weights too large before the first step? Look at record['start']['weights'].",
    "learning rate too high": "does it go wrong with its first steps? And were the layers well before?",
    "learning rate too low": "are the layers well, is there a gradient, and does the loss creep? All three?",
    "inputs not scaled": "what is the spread of the inputs?",
    "labels shuffled": "a network with shuffled labels learns those labels. Has it learned its training rows?",
    "dead ReLUs": "are these ReLUs, and does each say 0 to every row at the start? And is that the first thing that is "
    "off?",
    "saturated sigmoids": "are these sigmoids, and does each say the same to every row at the start?",
    "too little data": "after too few rows, it knows them by heart, and does better than guessing on others.",
    "test rows leaked": "are validation and test accuracy further apart than luck?",
    "softmax over the wrong axis": "what do the ten probabilities of a row sum up to?",
    "wrong gradient": "do the two numbers of the gradient check agree?",
}
# What is to be seen in a case whose right name is told, where no doubt is written for the wrong one.
SEEN = {
    "healthy": "it does well on new rows, and equally well on validation and test rows.",
    "zero init": "look at record['start']['weights'].",
    "init too large": "before the first step its weights are many times as large as usual.",
    "learning rate too high": "its layers are well before the first step. What becomes of them then?",
    "learning rate too low": "its layers are well, there is a gradient, and the loss creeps.",
    "inputs not scaled": "what is the spread of its inputs?",
    "labels shuffled": "it learns its training rows, and does no better than guessing on others.",
    "dead ReLUs": "at the start its ReLUs say 0 to every row, and its weights are of the usual size.",
    "saturated sigmoids": "at the start each of its sigmoids says the same to every row.",
    "too little data": "it is far better on its training rows than on others, and better than guessing on these.",
    "test rows leaked": "compare all three sets of rows, not two of them.",
    "softmax over the wrong axis": "what do the ten probabilities of a row sum up to?",
    "wrong gradient": "do the two numbers of its gradient check agree?",
}
# Cases that are made for the check: how they differ from the healthy run. Each is tried with two seeds.
MADE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("healthy", {}),
    ("learning rate too low", {"learning_rate": 0.0001}),
    ("learning rate too high", {"learning_rate": 5.0}),
    ("dead ReLUs", {"bias": -10.0}),
    ("dead ReLUs", {"bias": -10.0, "hidden": [32]}),
    ("too little data", {"rows": 40}),
    ("too little data", {"rows": 40, "hidden": [24], "activation": "tanh"}),
    ("test rows leaked", {"rows": 300, "leaked": 200, "hidden": [40, 20], "epochs": 18}),
    ("zero init", {"weight_scale": 0.0, "activation": "tanh"}),
    ("init too large", {"weight_scale": 9.0, "hidden": [30, 30, 30]}),
    ("inputs not scaled", {"scale_inputs": False}),
    ("labels shuffled", {"shuffle": "rows only", "activation": "tanh"}),
    ("saturated sigmoids", {"bias": -12.0, "activation": "sigmoid", "hidden": [32], "learning_rate": 0.5}),
    ("softmax over the wrong axis", {"softmax_axis": 0}),
    ("wrong gradient", {"backward": "by hand", "activation": "sigmoid", "hidden": [32], "learning_rate": 0.5}),
)
# The healthy run, the three worked cases, and the run that was killed by its first steps: cases of their own.
SHOWN = ("healthy", "learning rate too low", "dead ReLUs", "too little data", "learning rate too high")


def named(check: Check, waiting: Mapping[int, Any]) -> dict[int | str, bool]:
    """Try a diagnosis on the patients and on made cases; print what to ask about each wrong name.

    Parameters
    ----------
    check : Check
        The check of `diagnose(record)`.
    waiting : mapping of int to dict
        The patients' records, by their numbers.

    Returns
    -------
    dict
        Is a case named rightly, in all its records? By a patient's number, or by the name of an illness in `SHOWN`.

    Raises
    ------
    NotMet
        Where the exercise is still open.
    """
    given = {n: called(check(record), f"patient {n}") for n, record in waiting.items()}
    cases: dict[int | str, bool] = {n: fits(n, name) for n, name in given.items()}
    for n, name in given.items():
        if name and not cases[n]:
            print(f"diagnose(patients[{n}]) returned {name!r}, which is not right:", doubt(n, name))
    for right, change in MADE:
        own = [n for n in waiting if fits(n, right)]
        place = right if right in SHOWN or not own else own[0]
        told: set[str] = set()
        for seed in (1, 2):
            name = called(check(run(healthy() | change, seed)), f"a case of {right!r}")
            cases[place] = cases.get(place, True) and name == right
            if name not in {right, "", *told}:
                told.add(name)
                call = f"diagnose(clinic.run(well | {change}, seed={seed}))"
                print(f"{call} returned {name!r}; it is a case of {right!r}:", doubt(right, name))
    if len({*given.values()}) == 1 and "" not in given.values():
        print("You gave all patients the same name.")
    return cases


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
    if _is_open(name):
        return f"Patient {patient}: no name yet."
    if not isinstance(name, str) or name not in NAMES:
        return fill(f"Patient {patient}: {name!r:.60} is not in the table. {near(name)}", 100)
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
    return envelopes.doubt(case, name) or (SEEN[case] if isinstance(case, str) else ASK[name])


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
    if isinstance(name, np.ndarray) and not name.shape:
        name = name.item()  # as np.select and np.where give it
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


def without_quotes(error: BaseException | None, known: Iterable[str], what: str) -> str:
    """Say that a name without a value is one of those that are known, and needs quotes; else "".

    Parameters
    ----------
    error : BaseException or None
        What a call raised.
    known : iterable of str
        The texts that may be meant.
    what : str
        What these are, such as "A name of the table".
    """
    found = re.match(r"name '(\w+)' is not defined", str(error)) if isinstance(error, NameError) else None
    text = found[1].replace("_", " ").casefold() if found else ""
    meant = [right for right in known if text in (right.casefold(), right.replace("_", " ").casefold())]
    if not found or not meant or error is None:
        return ""
    return f'you wrote {found[1]} without quotes{hints.line_of(error)}. {what} is a text: "{meant[0]}".'


def _unfit(answer: Answer) -> str:
    """Say that a record has no such key or place in a list, or that a name needs quotes; else ""."""
    error, record = answer.outcome.error, answer.outcome.given[0]
    if bare := without_quotes(error, NAMES, "A name of the table"):
        return bare
    if isinstance(error, IndexError):
        hidden = len(record["start"]["spread"]) - 1
        layers = "one hidden layer" if hidden == 1 else f"{hidden} hidden layers"
        epochs = len(record["training_loss"]) - 1
        return (
            f"you asked for a place in a list that is not there. This network has {layers}, and its run {epochs} "
            "epochs. Count from the end, with [-1]."
        )
    key = str(error).strip("\"'")  # from another process, the key comes in one more pair of quotes
    own = asked_dict(error, answer.outcome.given) if isinstance(error, KeyError) else None
    if own and own[1].keys() not in (record.keys(), record["start"].keys()):
        return ""  # a dict of the reader's own: the general words name it
    if isinstance(error, KeyError) and key not in record:
        if key in record["start"]:
            return f"you asked the record for {key!r}. That is a key of record['start'] and of record['end']."
        keys, inner = ", ".join(record), ", ".join(record["start"])
        has = f"{'A record has' if own else 'If you asked the record, it has'} {keys}; its 'start' has {inner}."
        return f"you asked for a key {key!r}, which is not there. {has}{hints.line_of(error)}"
    return ""


def count(impressions: Mapping[int, Any]) -> None:
    """Print how many names are right, after those that are no names.

    Parameters
    ----------
    impressions : mapping of int to str or None
        A patient's number to the name of an illness; None where there is no impression yet.
    """
    if not isinstance(impressions, Mapping):
        print(f"You wrote {words.kind(impressions)}. A dict is wanted, from numbers to names: {{1: None, 2: None, …}}.")
        return
    right = 0
    for patient, name in impressions.items():
        if patient not in IMPRESSIONS:
            number = isinstance(patient, str) and patient.strip().isdigit()
            form = f"{patient} is a number, without quotes" if number else f"they are 1 to {len(IMPRESSIONS)}"
            print(f"There is no patient {patient!r} here: {form}.")
        elif isinstance(name, str) and name in NAMES:
            right += fits(int(patient), name)
        elif not _is_open(name):
            print(f"Patient {patient}: {name!r:.60} is not in the table. {near(name)}")
    print(right, f"of {len(IMPRESSIONS)} impressions are right")


def _is_open(name: Any) -> bool:
    """Say whether nothing has been written yet."""
    return name is None or name is ... or (isinstance(name, str) and not name.strip())
