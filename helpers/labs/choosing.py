"""The visible check of `choose_setting`: five settings, three seeds, and a value for each way to choose wrongly."""

from __future__ import annotations

import numpy as np

from helpers.checks import Check
from helpers.labs.slips.training_slips import explained

# Texts: no number of a mistake, such as a place or a sum, looks like a setting.
SETTINGS, SEEDS = ["A", "B", "C", "D", "E"], [5, 6, 7]
RUNS = np.array([(0.625, 0.625, 0.75), (0.875, 0.5, 0.5), (0.75, 0.75, 0.75), (0.5, 1.0, 0.5), (0.625, 0.625, 1.0)])


def chooses(check: Check) -> None:
    """Hold `choose_setting(settings, evaluate, seeds)` to its choice, its means and its calls; else NotMet."""
    calls = []

    def evaluate(setting: str, seed: int) -> float:
        """Look up a run, and note that it was asked for."""
        if setting not in SETTINGS or seed not in SEEDS:
            raise ValueError(f"evaluate(setting, seed) was called with ({setting!r}, {seed!r})")
        calls.append((setting, seed))
        return float(RUNS[SETTINGS.index(setting), SEEDS.index(seed)])

    means, sums, first, last = RUNS.mean(axis=1), RUNS.sum(axis=1), RUNS[:, 0], RUNS[:, -1]
    answer = explained(check(SETTINGS, evaluate, SEEDS), "choose_setting")
    mistakes = {
        "You took the last of equals. The first is wanted.": ("E", means),
        "You returned the first setting of the list. (`means == max(means)` compares a whole list with one number.)": (
            "A",
            means,
        ),
        "You chose by the best single run.": ("D", means),
        "You took the best run of each setting, not its mean.": ("D", RUNS.max(axis=1)),
        "You chose the lowest mean.": ("B", means),
        "You used the first seed alone.": ("B", first),
        "You used the last seed alone. Is each run overwritten by the next?": ("E", last),
        "You returned sums. Divide by the number of seeds.": ("C", sums),
        "You took the median, not the mean.": ("C", np.median(RUNS, axis=1)),
        "You divided by the number of settings, not of seeds.": ("C", sums / len(SETTINGS)),
        "You returned the place of the best setting, not the setting.": (2, means),
        "You returned the best mean in place of its setting.": (0.75, means),
        "You exchanged the two parts.": (means, "C"),
        "You returned the setting alone. The means are wanted, too.": "C",
        "You returned the means alone. The setting is wanted, too.": means,
        "You returned the best mean alone. All of them are wanted.": ("C", 0.75),
        "You returned all runs. One mean for each setting is wanted.": ("C", RUNS),
        "You sorted the means. Keep the order of the settings.": ("C", np.sort(means)),
        "You sorted the means, the largest first. Keep the order of the settings.": ("C", np.sort(means)[::-1]),
        "You paired each setting with one seed, as `zip` does. Each setting needs all seeds.": ("C", RUNS.diagonal()),
        "You did not begin the sum at 0 again for each setting.": ("E", np.cumsum(sums) / len(SEEDS)),
        "You did not begin a new list of runs for each setting.": ("E", np.cumsum(means) / np.arange(1, 6)),
        "You took means over the settings, one for each seed.": ("C", RUNS.mean(axis=0)),
    }
    answer.gives(("C", means), mistakes, names=("setting", "means"))
    finding = f"Expected {RUNS.size} calls of evaluate, one for each setting and seed, got {len(calls)}."
    more = "You called evaluate again for a run that you had. Keep what it returned."
    answer.holds(len(calls) == RUNS.size, finding, more)
    _takes_the_first_dict(check)


def _takes_the_first_dict(check: Check) -> None:
    """Hold it to the first of equals again, among dicts and where every accuracy is 0."""
    answer = explained(check([{"keep": 0.5}, {"keep": 0.2}], lambda setting, seed: 0.0, [3, 4]), "choose_setting")
    setting, means = answer.value
    none = "You began with a best mean of 0, which no setting exceeded." if setting is None else ""
    answer.holds(setting == {"keep": 0.5}, f"Expected {{'keep': 0.5}}, the first of equals, got {setting}.", none)
    answer.holds(list(np.ravel(means)) == [0, 0], f"Expected means of [0, 0], got {means}.")
