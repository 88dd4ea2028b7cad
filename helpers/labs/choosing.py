"""The visible check of `choose_setting`: seven settings, three seeds, and a value for each way to choose wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from helpers.checks import Check, words
from helpers.checks.check import Answer
from helpers.checks.compare import difference, numbers
from helpers.checks.rules.relations import related
from helpers.labs.slips.training_slips import explained

# Texts: no number of a mistake, such as a place or a sum, looks like a setting. Each wrong choice is another setting:
# A is the first, B and D are the best, C comes behind the best, E is the worst, F has the best runs, G is the last.
SETTINGS, SEEDS = ["A", "B", "C", "D", "E", "F", "G"], [5, 6, 7]
RUNS = np.array(
    [
        (0.625, 0.625, 0.75),
        (0.75, 0.75, 0.75),
        (0.5, 0.75, 0.625),
        (0.875, 0.75, 0.625),
        (0.25, 0.5, 0.75),
        (0.9375, 1.0, 0.25),
        (0.625, 0.625, 0.875),
    ]
)
_MEANS, _SUMS = RUNS.mean(axis=1), RUNS.sum(axis=1)

WRONG_MEANS: Mapping[str, Any] = {
    "You took the best run of each setting, not its mean.": RUNS.max(axis=1),
    "You used the first seed alone.": RUNS[:, 0],
    "You used the last seed alone. Is each run overwritten by the next?": RUNS[:, -1],
    "You kept the last run alone, and divided it by the number of seeds. Is each run overwritten by the next?": (
        RUNS[:, -1] / len(SEEDS)
    ),
    "You left out the last seed.": RUNS[:, :-1].mean(axis=1),
    "You returned sums. Divide by the number of seeds.": _SUMS,
    "You took the median, not the mean.": np.median(RUNS, axis=1),
    "You divided by the number of settings, not of seeds.": _SUMS / len(SETTINGS),
    "You divided by a number that is built in. Divide by the number of seeds.": _SUMS / 5,
    "You returned all runs. One mean for each setting is wanted.": RUNS,
    "You sorted the means. Keep the order of the settings.": np.sort(_MEANS),
    "You sorted the means, the largest first. Keep the order of the settings.": np.sort(_MEANS)[::-1],
    "You did not begin the sum at 0 again for each setting.": np.cumsum(_SUMS) / len(SEEDS),
    "You did not begin a new list of runs for each setting.": np.cumsum(_MEANS) / np.arange(1, len(SETTINGS) + 1),
    "You took means over the settings, one for each seed.": RUNS.mean(axis=0),
    "You paired each setting with one seed, as `zip` does. Each setting needs all seeds.": RUNS.diagonal(),
    "You returned the best mean alone. All of them are wanted.": max(_MEANS),
    "You took one mean over all runs. One mean for each setting is wanted.": RUNS.mean(),
}
INDENTED = "You appended once for each run. Is `append` indented too far?"
ONE = "You returned the first mean alone. Is a `return` inside the loop?"
RENEWED = "You kept the last mean alone. Does the list begin again for each setting, or is `append` below the loop?"


def chooses(check: Check) -> None:
    """Hold `choose_setting(settings, evaluate, seeds)` to its choice, its means and its calls; else NotMet."""
    calls = []

    def evaluate(setting: str, seed: int) -> float:
        """Look up a run, and note that it was asked for."""
        if setting not in SETTINGS or seed not in SEEDS:
            raise ValueError(f"evaluate(setting, seed) was called with ({setting!r}, {seed!r})")
        calls.append((setting, seed))
        return float(RUNS[SETTINGS.index(setting), SEEDS.index(seed)])

    answer = explained(check(SETTINGS, evaluate, SEEDS), "choose_setting")
    _has_the_means(answer)
    never = (
        "You returned the last setting. Is your best mean never updated? Or did you take the loop's variable, or the "
        "largest name?"
    )
    mistakes = {
        "You took the last of equals. The first is wanted.": ("D", _MEANS),
        never: ("G", _MEANS),
        "You returned the first setting of the list, or the one before the best. (`means == max(means)` compares a "
        "whole list with one number.)": ("A", _MEANS),
        "You returned the setting behind the best. Places are counted from 0.": ("C", _MEANS),
        "You chose by the best single run, or by how many seeds a setting wins.": ("F", _MEANS),
        "You chose the lowest mean.": ("E", _MEANS),
        "You returned the place of the best setting, not the setting.": (1, _MEANS),
        "You returned the best mean in place of its setting.": (0.75, _MEANS),
        "You exchanged the two parts.": (_MEANS, "B"),
        "You returned the setting alone. The means are wanted, too.": "B",
        "You returned the means alone. The setting is wanted, too.": _MEANS,
    }
    answer.gives(("B", _MEANS), mistakes, names=("setting", "means"))
    finding = f"Expected {RUNS.size} calls of evaluate, one for each setting and seed, got {len(calls)}."
    more = "You called evaluate again for a run that you had. Keep what it returned."
    answer.holds(len(calls) == RUNS.size, finding, more)
    _takes_the_first_dict(check)


def _has_the_means(answer: Answer) -> None:
    """Refuse wrong means beside a setting, whichever it is: they are why it was chosen."""
    value = answer.value
    if not isinstance(value, tuple | list) or len(value) != 2 or not isinstance(value[0], str):
        return
    means = numbers(value[1])
    if means is None or not (wrong := difference(means, _MEANS)):
        return
    known = [sentence for sentence, value in WRONG_MEANS.items() if not difference(means, value)]
    if means.ndim == 1 and len(means) != len(SETTINGS):
        wrong = f"expected {len(SETTINGS)} means, one for each setting, got {len(means)}: {words.show(means)}"
    answer.fail(f"means:{words.below(wrong)}", words.one_of(known) or _why_so_many(means) or related(means, _MEANS))


def _why_so_many(means: np.ndarray) -> str:
    """Say why there are more means than settings, or fewer; "" where that is not known."""
    if means.shape == (RUNS.size,):
        return INDENTED
    if means.shape == (1,):
        return {_MEANS[0]: ONE, _MEANS[-1]: RENEWED}.get(float(means[0]), "")
    return ""


def _takes_the_first_dict(check: Check) -> None:
    """Hold it to the first of equals again, among dicts and where every accuracy is 0."""
    answer = explained(check([{"keep": 0.5}, {"keep": 0.2}], lambda setting, seed: 0.0, [3, 4]), "choose_setting")
    setting, means = answer.value
    none = "You began with a best mean of 0, which no setting exceeded." if setting is None else ""
    answer.holds(setting == {"keep": 0.5}, f"Expected {{'keep': 0.5}}, the first of equals, got {setting}.", none)
    answer.holds(list(np.ravel(means)) == [0, 0], f"Expected means of [0, 0], got {means}.")
