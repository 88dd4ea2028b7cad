"""Treatment: a sick run is trained again with one setting changed, a few times, and then judged with one for good."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from helpers.checks import Check, or_none, words
from helpers.checks.check import Answer
from helpers.labs.clinic.envelopes import patients, settings
from helpers.labs.clinic.feedback import without_quotes
from helpers.labs.clinic.training_run import ALLOWED, NAMES, Config, Record, check_config, healthy, plain, run

RERUNS = 6  # for each case
KEPT = ("hidden", "epochs", "activation")  # task and budget
LEAST, APART = 0.70, 0.10  # of a healed run: validation accuracy, and how far the test accuracy may lie above it
WELL = {  # for each setting that can be the cause: values that do well, one of them in any of the networks here
    "learning_rate": (0.1, 0.6, 0.03), "weight_scale": (1.0,), "bias": (0.0,), "scale_inputs": (True,),
    "shuffle": ("together",), "leaked": (0,), "rows": (1000,), "softmax_axis": (1,), "backward": ("tested",),
}  # fmt: skip
Rerun = Callable[..., Record]


class OutOfReruns(RuntimeError):
    """All reruns of a case are spent."""


@dataclass
class Case:
    """A patient in treatment.

    Attributes
    ----------
    who : str
        What the case is called in a message, such as "patient 3".
    config, seed : dict, int
        The settings of the run, and the seed that draws its rows and weights.
    record : dict
        What was measured.
    call : str
        The call of `treat` on it, as a reader would write it.
    spent : int
        The reruns so far.
    """

    who: str
    config: Config
    seed: int
    record: Record
    call: str = "treat(record, rerun)"
    spent: int = 0

    def rerun(self, changes: Mapping[str, Any]) -> Record:
        """Train again with at most one setting changed; the seed, and with it all luck, stays.

        Raises
        ------
        OutOfReruns
            Where six reruns are spent.
        ValueError
            Where the change is not allowed.
        """
        if self.spent == RERUNS:
            raise OutOfReruns(f"all {RERUNS} reruns of this case are spent")
        self.spent += 1
        return self.after(changes)

    def after(self, changes: Mapping[str, Any]) -> Record:
        """Return the record of the run with these changes; where they change nothing, the record that is there."""
        new = changed(self.config, changes)
        return deepcopy(self.record) if new == plain(self.config) else run(new, self.seed)


def changed(config: Config, changes: Mapping[str, Any]) -> Config:
    """Return a config with at most one setting changed.

    Parameters
    ----------
    config : dict
        The settings of a run.
    changes : mapping
        The name of a setting to its new value.

    Returns
    -------
    dict
        All settings, with plain numbers.

    Raises
    ------
    ValueError
        Where more than one is changed, one that is not there or has to stay, or to a value that cannot be run.
    """
    unknown = [name for name in changes if name not in ALLOWED]
    if unknown:
        may = ", ".join(name for name in ALLOWED if name not in KEPT)
        raise ValueError(f"there is no setting {unknown[0]!r}; those that may be changed are {may}")
    kept = [name for name in changes if name in KEPT]
    if kept:
        raise ValueError(f"{kept[0]!r} belongs to the task or the budget, and stays as it is")
    if len(changes) > 1:
        raise ValueError(f"one setting may be changed, and these are {len(changes)}: {', '.join(changes)}")
    new = plain(config | dict(changes))
    if "rows" in changes and ALLOWED["rows"][0](new["rows"]):
        new["leaked"] = min(new["leaked"], int(new["rows"]))  # not more test rows than there is room for
    check_config(new)
    return new


def admit(config: Config, seed: int) -> tuple[Record, Rerun]:
    """Run a network, and return what `treat` is given: its record, and a `rerun` that can be called six times.

    Parameters
    ----------
    config : dict
        The settings of the run.
    seed : int
        The seed of the run and of its reruns.

    Returns
    -------
    record : dict
        What was measured.
    rerun : callable
        `rerun(learning_rate=0.5)` trains again with this one setting changed, and returns the new record.
    """
    case = Case("this run", plain(config), seed, run(config, seed))
    return deepcopy(case.record), rerun_of(case)


def rerun(patient: int) -> Rerun:
    """Return the `rerun` of a patient, which can be called six times."""
    return rerun_of(patient_case(patient))


def rerun_of(case: Case) -> Rerun:
    """Return a function `rerun(**changes)` that counts how often it is called."""

    def rerun(*without_name: Any, **changes: Any) -> Record:
        """Train the sick run again with one setting changed, and return the new record."""
        if without_name:
            raise TypeError("rerun takes a setting by its name, as in rerun(rows=500)")
        return case.rerun(changes)

    return rerun


def patient_case(number: int) -> Case:
    """Return a patient, whose reruns are all there still."""
    config, seed = settings(number)
    call = f"treat(patients[{number}], treatment.rerun({number}))"
    return Case(f"patient {number}", config, seed, patients()[number], call)


def shown_cases() -> dict[str, list[Case]]:
    """Return the lesson's cases by name: all patients, the worked cases, the healthy run; some in two networks."""
    worked: dict[str, list[Config]] = {
        "the healthy run": [{}],
        "case one": [{"learning_rate": 0.0001}, {"learning_rate": 0.0001, "activation": "sigmoid"}],
        "case two": [{"bias": -10.0}],
        "case three": [{"rows": 40}],
        "the run killed by its first steps": [{"learning_rate": 5.0}, {"learning_rate": 4.0, "hidden": [24] * 4}],
    }
    waiting = {case.who: [case] for case in map(patient_case, patients())}
    more = {
        who: [
            made_case(f"{who}, in another network" if number else who, change, seed=1)
            for number, change in enumerate(changes)
        ]
        for who, changes in worked.items()
    }
    return waiting | more


def made_case(who: str, change: Config, seed: int) -> Case:
    """Return a case that differs from the healthy config in this."""
    config = healthy() | change
    call = f"treat(*treatment.admit(well | {change}, seed={seed}))"
    return Case(who, config, seed, run(config, seed), call)


def is_well(record: Record) -> bool:
    """Say whether a record alone looks well: validation accuracy high, and test accuracy not far above it."""
    validation, test = record["validation_accuracy"][-1], record["test_accuracy"][-1]
    return bool(validation >= LEAST and test - validation <= APART)


def is_healed(config: Config, record: Record) -> bool:
    """Say whether a run does well, and not one test row lies among its training rows."""
    return is_well(record) and config["leaked"] == 0


def heals(check: Check, case: Case) -> bool:
    """Let `treat` treat a case, print what became of it, and say whether it is healed.

    Parameters
    ----------
    check : Check
        The check of `treat(record, rerun)`.
    case : Case
        Whom to treat.

    Returns
    -------
    bool
        Is the run healed, by at most one change; or left as it is, where nothing was wrong?

    Raises
    ------
    NotMet
        Where the exercise is still open.
    """
    answer = check(case.record, rerun_of(case))
    if isinstance(answer.outcome.error, OutOfReruns) or "reruns of this case are spent" in str(answer.outcome.error):
        print(f"{case.who}, {case.call}: you asked for rerun number {RERUNS + 1}, and there are {RERUNS}.")
        return False
    if unfit := _unfit(answer):
        if unfit not in check.noted:
            check.noted.add(unfit)
            print(f"{case.who}, {case.call}: {unfit}")
        return False
    changes = or_none(answer, case.who)
    if changes is None:
        return False
    told = f"{case.who}, {case.call}: you returned {_short(changes)}"
    if form := _form(changes):
        print(f"{case.who}, {case.call}: {form}")
        return False
    try:
        new = changed(case.config, changes)
        record = case.after(changes)
    except (ValueError, TypeError) as error:
        print(f"{told}: {error}.")
        return False
    well = is_healed(case.config, case.record)
    if (well and not changes) or (not well and is_healed(new, record)):
        return True
    ends = f"validation {record['validation_accuracy'][-1]:.2f}, test {record['test_accuracy'][-1]:.2f}"
    print(f"{told}. {'' if well else f'Not healed ({ends}). '}{why(case, changes, new)}")
    return False


def _unfit(answer: Answer) -> str:
    """Say that quotes are missing, or that the parameters stand in another order than they are handed in; else ""."""
    error, names = answer.outcome.error, words.parameters(answer.check.f, 2)
    if error is not None and not isinstance(error, NotImplementedError) and names == ["rerun", "record"]:
        return "the first argument is the record, and the second is `rerun`. Your `def` line has them in another order."
    bare = without_quotes(error, ALLOWED, "The name of a setting")
    return bare or without_quotes(error, NAMES, "The name of an illness")


def _form(changes: Any) -> str:
    """Say what was returned that is no dict of changes; else ""."""
    if not isinstance(changes, Mapping):
        wanted = "Expected a dict of changes, such as {'rows': 500}, or {} for a run that is well."
        return f"you returned {_short(changes)}. {wanted}"
    if {"training_loss", "start"} <= changes.keys():
        return "you returned a record. Expected the changes that heal, as a dict."
    if changes.keys() == ALLOWED.keys():
        return "you returned a whole config. Return the setting that changes alone, as in {'rows': 500}."
    return ""


def why(case: Case, changes: Mapping[str, Any], new: Config) -> str:
    """Say what a treatment did that does not count.

    Parameters
    ----------
    case : Case
        Who was treated.
    changes : mapping
        What was changed.
    new : dict
        The settings after the treatment.

    Returns
    -------
    str
        One sentence or two, which name no cause that the reader has not found.
    """
    if is_healed(case.config, case.record):
        same = " The run was the same before and after: this setting had that value already." * (new == case.config)
        return f"You treated a run that was well; return {{}} for it.{same}"
    if not changes and is_well(case.record):
        return "You took a record that looks well for a run that is well. Which setting could flatter a test?"
    if not changes:
        return "You returned no change for a sick run."
    (name,) = changes
    if new == case.config:
        return f"You set {name!r} to the value that it had, so nothing changed."
    if name == "leaked" and case.config["leaked"]:
        return "You left some of the test rows among the training rows."
    if is_well(case.record):
        return f"{_not_the_cause(name)} A record can look well, and its test accuracy be flattered."
    tried = {value: case.config | {name: value} for value in WELL.get(name, ())}
    good = [value for value, config in tried.items() if is_healed(config, run(config, case.seed))]
    return _off_target(name, case.config[name], new[name], good[0]) if good else _not_the_cause(name)


def _not_the_cause(name: str) -> str:
    """Say that a setting was not the cause."""
    return f"You changed {name!r}, which was not the cause."


def _off_target(name: str, old: Any, now: Any, good: Any) -> str:
    """Say how a setting that is the cause was changed, and did not heal."""
    if (now - old) * (good - old) <= 0:
        return f"You changed {name!r}, the cause, in the wrong direction."
    far = "too far" if abs(now - old) > abs(good - old) else "not far enough"
    return f"You changed {name!r}, the cause, in the right direction, and {far}."


def _short(value: Any) -> str:
    """Show what was returned, in one line."""
    text = repr(value)
    return text if len(text) <= 90 else f"{text[:87]}..."


def treated(patient: int, treat: Callable[[Record, Rerun], Mapping[str, Any]]) -> Record:
    """Return the record of a patient's run with the change that `treat(record, rerun)` returns.

    Raises
    ------
    ValueError
        Where `treat` returns something else than a dict of changes that are allowed.
    """
    case = patient_case(patient)
    changes = treat(deepcopy(case.record), rerun_of(case))
    if form := _form(changes):
        raise ValueError(f"{case.call}: {form}".rstrip("."))
    return case.after(changes)
