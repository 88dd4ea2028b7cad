"""Right answers in several styles and the mistakes that learners make, for 08_sick_networks."""

from functools import cache

import numpy as np
from sklearn.neighbors import KNeighborsClassifier
from sklearn.ensemble import RandomForestClassifier

from helpers.labs import clinic
from tests.answers import right, wrong

well = clinic.healthy()


# --- diagnose ---------------------------------------------------------------------------------------------------------


def rules(record, leave=(), last="healthy"):
    """Rules one after the other, in a style of their own; `leave` drops some of them, for the wrong answers."""
    start, loss = record["start"], record["training_loss"]
    tr, va, te = (record[p + "_accuracy"][-1] for p in ("training", "validation", "test"))
    low, high = record["probability_sums"]
    found = [
        ("softmax over the wrong axis", low < 0.9 or high > 1.1),
        ("inputs not scaled", start["spread"][0] > 3),
        ("zero init", start["weights"][0] < 1e-6),
        ("init too large", start["weights"][0] > 0.6),
        ("dead ReLUs", record["activation"] == "relu" and start["zeros"][-1] > 0.8),
        ("saturated sigmoids", start["spread"][-1] < 0.02),
        (
            "learning rate too high",
            max(loss) > 10 or record["activation"] == "relu" and record["end"]["zeros"][-1] > 0.9,
        ),
        ("test rows leaked", te - va > 0.1),
        ("labels shuffled", tr > 0.25 and va < 0.2),
        ("learning rate too low", tr < 0.25),
        ("too little data", va < 0.65),
    ]
    return next((name for name, holds in found if holds and name not in leave), last)


@right("diagnose")
def diagnose_a_list_of_rules(record):
    return rules(record)


@right("diagnose")
def diagnose_text_of_numpy(record):
    return np.str_(rules(record))


@right("diagnose")
def diagnose_by_layers_seen_first(record):
    s, e = record["start"], record["end"]
    va, te, tr = record["validation_accuracy"][-1], record["test_accuracy"][-1], record["training_accuracy"][-1]
    if te > va + 0.11:
        return "test rows leaked"
    if va >= 0.7:
        return "healthy"
    if record["validation_loss"][-1] < 1e-3 and va < 0.5:
        return "softmax over the wrong axis"
    if all(w == 0 for w in s["weights"]):
        return "zero init"
    if s["spread"][0] > 50:
        return "inputs not scaled"
    if s["spread"][-1] > 10 or record["training_loss"][0] > 10:
        return "init too large"
    if record["activation"] == "sigmoid" and s["gradients"][0] < 0.001:
        return "saturated sigmoids"
    if record["activation"] == "relu" and s["gradients"][0] == 0:
        return "dead ReLUs"
    if record["training_loss"][-1] > record["training_loss"][0] + 2 or e["gradients"][0] < 0.03 * s["gradients"][0]:
        return "learning rate too high"
    if va > 0.22:
        return "too little data"
    fell = record["training_loss"][0] - record["training_loss"][-1]
    still = all(0.5 < b / a < 1.5 for a, b in zip(s["gradients"], e["gradients"], strict=True))
    return "learning rate too low" if still and fell < 0.6 and tr < 0.25 else "labels shuffled"


@right("diagnose")
def diagnose_learned_or_not(record):
    """First asks what was learned, then why not; looks at what moved rather than at thresholds of accuracy alone."""
    start, end = record["start"], record["end"]
    known, new, judged = (record[pile + "_accuracy"][-1] for pile in ("training", "validation", "test"))
    if abs(sum(record["probability_sums"]) - 2) > 0.02:
        return "softmax over the wrong axis"
    if known > 0.28:
        if judged - new > 0.11:
            return "test rows leaked"
        if record["training_loss"][0] < 12 or new > 0.5:
            return "labels shuffled" if new < 0.21 else "too little data" if new < 0.6 else "healthy"
    if start["spread"][0] > 5:
        return "inputs not scaled"
    if sum(start["weights"]) == 0:
        return "zero init"
    if start["weights"][-1] > 0.8:
        return "init too large"
    if start["spread"][1] < 0.01:
        return "dead ReLUs" if start["zeros"][1] == 1 else "saturated sigmoids"
    moved = sum(abs(a - b) for a, b in zip(start["weights"], end["weights"], strict=True))
    return "learning rate too high" if moved > 0.05 else "learning rate too low"


@right("diagnose")
def diagnose_arrays(record):
    loss = np.array(record["training_loss"], dtype=np.float32)
    start = {key: np.array(of, dtype=np.float32) for key, of in record["start"].items()}
    ends = np.float32([record[p + "_accuracy"][-1] for p in ("training", "validation", "test")])
    sums = np.array(record["probability_sums"])
    conditions = [
        np.ptp(sums) + abs(sums.mean() - 1) > 0.05, start["spread"][0] > 20, not start["weights"].any(),
        start["weights"].min() > 0.7, bool((start["zeros"][1:] > 0.95).all()) and record["activation"] == "relu",
        bool((start["spread"][1:] < 0.001).all()), loss[1:].max() > 2 * loss[0] or record["end"]["zeros"][-1] > 0.85, ends[2] - ends[1] > 0.1,
        ends[1] > 0.66, ends[0] - ends[1] < 0.15, ends[1] < 0.21,
    ]  # fmt: skip
    names = ["softmax over the wrong axis", "inputs not scaled", "zero init", "init too large", "dead ReLUs",
             "saturated sigmoids", "learning rate too high", "test rows leaked", "healthy", "learning rate too low",
             "labels shuffled"]  # fmt: skip
    return str(np.select(conditions, names, "too little data"))


OWN = {
    "healthy": [{}, {"activation": "tanh"}, {"activation": "sigmoid", "learning_rate": 0.5, "hidden": [32]}],
    "zero init": [{"weight_scale": 0.0}, {"weight_scale": 0.0, "activation": "tanh"}],
    "init too large": [{"weight_scale": 10.0}, {"weight_scale": 8.0, "hidden": [24, 24, 24]}],
    "learning rate too high": [
        {"learning_rate": 6.0, "activation": "tanh"},
        {"learning_rate": 5.0},
        {"learning_rate": 30.0, "activation": "sigmoid", "hidden": [32]},
        {"learning_rate": 50.0, "activation": "sigmoid", "hidden": [32]},
    ],
    "learning rate too low": [
        {"learning_rate": 1e-4},
        {"learning_rate": 1e-4, "activation": "tanh"},
        {"learning_rate": 5e-4, "activation": "sigmoid", "hidden": [32]},
    ],
    "inputs not scaled": [{"scale_inputs": False}, {"scale_inputs": False, "activation": "tanh"}],
    "labels shuffled": [
        {"shuffle": "rows only"},
        {"shuffle": "rows only", "activation": "tanh"},
        {"shuffle": "rows only", "learning_rate": 0.07, "hidden": [24, 24]},
    ],
    "dead ReLUs": [{"bias": -10.0}, {"bias": -10.0, "hidden": [24, 24, 24]}],
    "saturated sigmoids": [
        {"activation": "sigmoid", "hidden": [32], "bias": b} for b in (10.0, -10.0, 13.0, -13.0, 16.0)
    ],
    "too little data": [{"rows": 40}, {"rows": 30, "activation": "tanh"}],
    "test rows leaked": [{"rows": 300, "leaked": 300}, {"rows": 300, "leaked": 300, "activation": "tanh"}],
    "softmax over the wrong axis": [{"softmax_axis": 0, "activation": a} for a in ("tanh", "sigmoid")],
}


def numbers(record):
    start, loss = record["start"], record["training_loss"]
    sizes = [start["spread"][0], start["spread"][1], start["spread"][-1], start["weights"][0], start["gradients"][0],
             record["end"]["gradients"][0]]  # fmt: skip
    ends = [record[p + "_accuracy"][-1] for p in ("training", "validation", "test")]
    kind = 3 * ["relu", "tanh", "sigmoid"].index(record["activation"])
    return [*np.log10(np.clip(sizes, 1e-6, 1e6)), *(4 * np.array(ends)), 10 * (ends[2] - ends[1]),
            2 * np.log10(max(loss) / loss[0]), kind, 3 * record["probability_sums"][0], loss[0] / 5]  # fmt: skip


@cache
def learned(kind):
    runs = [(name, clinic.run(well | c, seed)) for name, of in OWN.items() for c in of for seed in range(12)]
    return kind().fit([numbers(r) for _, r in runs], [name for name, _ in runs])


@right("diagnose")
def diagnose_nearest_neighbour(record):
    return learned(KNeighborsClassifier).predict([numbers(record)])[0]


@right("diagnose")
def diagnose_forest(record):
    return learned(forest).predict([numbers(record)])[0]


def forest():
    return RandomForestClassifier(60, random_state=1)


@wrong("diagnose", says="all patients the same name")
def diagnose_all_healthy(record):
    return "healthy"


@wrong("diagnose", says="all patients the same name")
def diagnose_all_rate(record):
    return "learning rate too low"


@wrong("diagnose", says="expected a name of the table, and got 0")
def diagnose_number(record):
    return clinic.NAMES.index(rules(record)) % 3


@wrong("diagnose", says="It is spelt 'labels shuffled'")
def diagnose_underscores(record):
    return rules(record).replace(" ", "_")


@wrong("diagnose", says="It is spelt 'dead ReLUs'")
def diagnose_lower_case(record):
    return rules(record).lower()


@wrong("diagnose", says="expected a name of the table")
def diagnose_list(record):
    return [rules(record)]


@wrong("diagnose", says="got None")
def diagnose_prints(record):
    print(rules(record))


@wrong("diagnose", says="changed its argument")
def diagnose_pops(record):
    name = rules(record)
    record.pop("test_loss")
    return name


@wrong("diagnose", says="changed its argument")
def diagnose_sorts_the_curve(record):
    name = rules(record)
    record["training_loss"].sort()
    return name


@wrong("diagnose", says="Is it the units, or what they are given?")
def diagnose_zeros_before_weights(record):
    silent = record["activation"] == "relu" and record["start"]["zeros"][-1] > 0.9
    return "dead ReLUs" if silent else rules(record)


@wrong("diagnose", says="what would longer steps do with a gradient of 0?")
def diagnose_loss_stands_still_first(record):
    loss = record["training_loss"]
    return "learning rate too low" if abs(loss[0] - loss[-1]) < 0.5 else rules(record)


@wrong("diagnose", says="at the start they were alive")
def diagnose_dead_in_the_end(record):
    name = rules(record)
    silent = record["activation"] == "relu" and record["end"]["zeros"][-1] > 0.95
    return "dead ReLUs" if silent and name == "learning rate too high" else name


@wrong("diagnose", says="Does it do equally well on both piles of new rows?")
def diagnose_forgets_the_leak(record):
    return rules(record, leave=["test rows leaked"])


@wrong("diagnose", says="new rows do better than guessing")
def diagnose_gap_alone(record):
    gap = record["training_accuracy"][-1] - record["validation_accuracy"][-1]
    alive = record["start"]["spread"][-1] > 0.01 and record["start"]["spread"][0] < 3
    return "too little data" if gap > 0.25 and alive and record["probability_sums"][0] > 0.9 else rules(record)


@wrong("diagnose", says="compare all three piles, not two of them")
def diagnose_small_gap_is_little_data(record):
    gap = record["training_accuracy"][-1] - record["validation_accuracy"][-1]
    return "too little data" if gap > 0.05 and record["validation_accuracy"][-1] > 0.25 else rules(record)


@wrong("diagnose", says="these are no ReLUs")
def diagnose_flat_is_dead(record):
    return "dead ReLUs" if 0 < record["start"]["spread"][-1] < 0.01 else rules(record)


@wrong("diagnose", says="one of the laws that must hold is broken")
def diagnose_forgets_the_axis(record):
    return rules(record, leave=["softmax over the wrong axis", "labels shuffled", "learning rate too high"])


@wrong("diagnose", says="new rows are hopeless here, and yet they cost nothing")
def diagnose_axis_as_labels(record):
    return (
        rules(record, leave=["softmax over the wrong axis"]) if min(record["probability_sums"]) < 0.9 else rules(record)
    )


@wrong("diagnose", says="are the inputs larger than they should be")
def diagnose_large_loss_is_inputs(record):
    return "inputs not scaled" if record["training_loss"][0] > 10 else rules(record)


@wrong("diagnose", says="it is worst before the first step is made")
def diagnose_large_loss_is_steps(record):
    return "learning rate too high" if max(record["training_loss"]) > 10 else rules(record)


@wrong("diagnose", says="the start is in order here")
def diagnose_large_loss_is_init(record):
    return "init too large" if max(record["training_loss"]) > 10 else rules(record)


@wrong("diagnose", says="are the units well before the first step?")
def diagnose_jumps_first(record):
    loss = record["training_loss"]
    return "learning rate too high" if loss[-1] > 1.1 * loss[0] else rules(record)


@wrong("diagnose", says="go through the layers at the start, from the very first")
def diagnose_forgets_the_inputs(record):
    return rules(record, leave=["inputs not scaled"])


@wrong("diagnose")
def diagnose_forgets_labels(record):
    return rules(record, leave=["labels shuffled"])


@wrong("diagnose")
def diagnose_the_layer_number_three(record):
    name = rules(record)
    return name if len(record["start"]["spread"]) == 3 else "healthy"


@wrong("diagnose", says="It raised IndexError")
def diagnose_indexes_two_hidden_layers(record):
    return rules(record) if record["start"]["spread"][2] >= 0 else ""


@wrong("diagnose")
def diagnose_by_its_first_loss(record):
    """Knows the patients by heart, and nobody else."""
    for number, patient in clinic.patients().items():
        if patient["training_loss"][0] == record["training_loss"][0]:
            return rules(clinic.patients()[number])
    return rules(record) if record["activation"] == "relu" else "healthy"


@wrong("diagnose")
def diagnose_mixes_high_and_low(record):
    swap = {"learning rate too high": "learning rate too low", "learning rate too low": "learning rate too high"}
    return swap.get(rules(record), rules(record))


@wrong("diagnose")
def diagnose_best_epoch_hides_the_leak(record):
    """The smallest of the differences: at the start there is none."""
    apart = np.subtract(record["test_accuracy"], record["validation_accuracy"])
    name = rules(record)
    return "healthy" if name == "test rows leaked" and apart.min() < 0.1 else name


@wrong("diagnose", says="A name is a text, and nothing besides")
def diagnose_a_tuple(record):
    return rules(record), record["training_loss"][-1]


@wrong("diagnose", says="It is spelt 'dead ReLUs'")
def diagnose_in_the_singular(record):
    return rules(record).removesuffix("s").replace(" ", "-")


@wrong("diagnose", says="It is none of the twelve")
def diagnose_another_word(record):
    return rules(record).replace("zero init", "zero weights")


@wrong("diagnose", says="a whole list with a single number")
def diagnose_compares_a_list(record):
    return "dead ReLUs" if record["start"]["zeros"] > 0.8 else rules(record)


@wrong("diagnose", says="The dict that was handed in has the keys activation, probability_sums")
def diagnose_asks_for_the_config(record):
    return "learning rate too high" if record["learning_rate"] > 1 else rules(record)


@wrong("diagnose", says="has it learned its training rows at all?")
def diagnose_no_use_is_labels(record):
    name = rules(record)
    return "labels shuffled" if name == "learning rate too high" else name


@wrong("diagnose", says="its training loss falls steadily")
def diagnose_rising_validation_is_steps(record):
    loss = record["validation_loss"]
    return "learning rate too high" if loss[-1] > loss[0] else rules(record)


@wrong("diagnose", says="who creeps does not jump")
def diagnose_flat_is_slow(record):
    return rules(record, leave=["saturated sigmoids", "learning rate too high"], last="learning rate too low")


@wrong("diagnose", says="Where does it start?")
def diagnose_bad_on_training_is_slow(record):
    return "learning rate too low" if record["training_accuracy"][-1] < 0.25 else rules(record)


@wrong("diagnose", says="Begin at the inputs")
def diagnose_stuck_is_too_high(record):
    name = rules(record)
    return "learning rate too high" if record["training_accuracy"][-1] < 0.25 and "low" not in name else name


@wrong("diagnose", says="healthy is who does well on new rows")
def diagnose_healthy_if_unsure(record):
    return rules(record, leave=["softmax over the wrong axis", "labels shuffled", "learning rate too high",
                                "learning rate too low", "too little data", "saturated sigmoids"])  # fmt: skip


# --- treat ------------------------------------------------------------------------------------------------------------


def is_healed(record):
    validation, test = record["validation_accuracy"][-1], record["test_accuracy"][-1]
    return validation >= 0.7 and test - validation <= 0.1


def mended(config, leave=(), rate=None):
    """Mend what is out of range, but for the keys in `leave`."""
    sigmoid = config["activation"] == "sigmoid"
    usual = rate or (0.4 if sigmoid else 0.12)
    found = {
        "learning_rate": (not usual / 6 < config["learning_rate"] < usual * 6, usual),
        "weight_scale": (not 0.3 < config["weight_scale"] < 3, 1.2),
        "bias": (abs(config["bias"]) > 1, 0.1),
        "scale_inputs": (not config["scale_inputs"], True),
        "shuffle": (config["shuffle"] != "together", "together"),
        "leaked": (config["leaked"] > 0, 0),
        "rows": (config["rows"] < 200, 1000),
        "softmax_axis": (config["softmax_axis"] != 1, 1),
    }
    return {**config, **{key: new for key, (off, new) in found.items() if off and key not in leave}}


@right("treat")
def treat_other_values(config):
    return mended(config)


@right("treat")
def treat_numpy(config):
    new = mended(config)
    new["learning_rate"] = np.float64(new["learning_rate"])
    new["rows"], new["scale_inputs"] = np.int64(new["rows"]), np.bool_(new["scale_inputs"])
    new["hidden"] = tuple(new["hidden"])
    return new


@right("treat")
def treat_by_trying(config):
    """Try one change after the other, on a run."""
    ideas = [{}, {"learning_rate": 0.3}, {"weight_scale": 1.0}, {"bias": 0.0}, {"scale_inputs": True},
             {"shuffle": "together"}, {"leaked": 0}, {"rows": 800}, {"softmax_axis": 1}]  # fmt: skip
    tried = [config | idea for idea in ideas]
    return next((new for new in tried if is_healed(clinic.run(new, 5))), config)


@right("treat")
def treat_one_learning_rate_for_all(config):
    return mended(config, rate=0.25)


@right("treat")
def treat_always_the_same_rate(config):
    return mended(config) | {"learning_rate": 0.1}


@right("treat")
def treat_a_deep_copy_and_a_second_key(config):
    import copy

    new = copy.deepcopy(mended(config))
    if new != config and "batch_size" in new:
        new["batch_size"] = 16
    return new


@wrong("treat", says="returned the sick config unchanged")
def treat_nothing(config):
    return dict(config)


@wrong("treat", says="'hidden' is of task and budget")
def treat_one_for_all(config):
    return clinic.healthy()


@wrong("treat", says="at most two may be")
def treat_one_for_all_in_disguise(config):
    return clinic.healthy() | {key: config[key] for key in ("hidden", "epochs")}


@wrong("treat", says="changed its argument")
def treat_in_place(config):
    new = mended(config)
    config.update(new)
    return config


@wrong("treat", says="got None")
def treat_updates_a_copy_and_returns_nothing(config):
    dict(config).update(mended(config))


@wrong("treat", says="missing or unknown")
def treat_only_the_change(config):
    return {key: value for key, value in mended(config).items() if value != config[key]}


@wrong("treat", says="missing or unknown")
def treat_adds_a_key(config):
    return mended(config) | {"momentum": 0.9}


@wrong("treat", says="a config is a dict")
def treat_returns_a_pair(config):
    return list(mended(config).items())


@wrong("treat", says="was not the cause")
def treat_turns_the_rate(config):
    return config | {"learning_rate": 0.1}


@wrong("treat", says="in the wrong direction")
def treat_always_slower(config):
    return mended(config, leave=["learning_rate"]) | {"learning_rate": config["learning_rate"] / 10}


@wrong("treat", says="in the wrong direction")
def treat_always_faster(config):
    new = mended(config, leave=["learning_rate"])
    return new | {"learning_rate": 10 * config["learning_rate"]} if new == config else new


@wrong("treat", says="'epochs' is of task and budget")
def treat_more_epochs(config):
    return mended(config) | {"epochs": 30}


@wrong("treat", says="'hidden' is of task and budget")
def treat_wider(config):
    return mended(config) | {"hidden": [64, 64]}


@wrong("treat", says="at most two may be")
def treat_everything(config):
    return mended(config) | {"batch_size": 15, "bias": 0.01, "rows": 990, "learning_rate": 0.11}


@wrong("treat", says="returned the sick config unchanged")
def treat_leaves_the_leak(config):
    return mended(config, leave=["leaked"])


@wrong("treat", says="left the test pile flattered")
def treat_half_a_leak(config):
    """A leak that no number shows."""
    return mended(config, leave=["leaked"]) | {"leaked": min(config["leaked"], 100)}


@wrong("treat", says="left the test pile flattered")
def treat_the_leak_by_more_rows(config):
    return mended(config, leave=["leaked"]) | ({"rows": 1000} if config["leaked"] else {})


@wrong("treat", says="so many test rows cannot lie among 200 training rows")
def treat_the_leak_by_fewer_rows(config):
    return mended(config, leave=["leaked"]) | ({"rows": 200} if config["leaked"] else {})


@wrong("treat")
def treat_full_leaks_only(config):
    return mended(config, leave=["leaked"]) | ({"leaked": 0} if config["leaked"] == 300 else {})


@wrong("treat", says="in the right direction, and not far enough")
def treat_a_little_faster(config):
    return mended(config) | ({"learning_rate": 0.001} if config["learning_rate"] < 0.001 else {})


@wrong("treat", says="in the right direction, and not far enough")
def treat_a_little_slower(config):
    new = mended(config)
    return new | ({"learning_rate": config["learning_rate"] * 0.8} if config["learning_rate"] > 3 else {})


@wrong("treat", says="in the right direction, and too far")
def treat_much_too_fast(config):
    return mended(config) | ({"learning_rate": 100.0} if config["learning_rate"] < 0.001 else {})


@wrong("treat", says="changed a config that was well")
def treat_the_healthy_too(config):
    new = mended(config)
    return new if new != config else config | {"learning_rate": 100 * config["learning_rate"]}


@wrong("treat", says="changed hidden")
def treat_with_another_number_of_layers(config):
    return mended(config) | {"hidden": [32, 32]}


@wrong("treat", says="`d | {…}` makes a new dict")
def treat_by_assignment(config):
    config["learning_rate"] = 0.1
    return config


@wrong("treat", says="The dict that was handed in has the keys rows, hidden")
def treat_diagnoses_the_config(config):
    return mended(config) if rules(config) != "healthy" else config


@wrong("treat", says="from 10 to 1000")
def treat_rows_that_are_not_there(config):
    return mended(config) | ({"rows": 5000} if config["rows"] < 200 else {})


@wrong("treat", says="True or False")
def treat_text_for_true(config):
    return mended(config) | ({} if config["scale_inputs"] else {"scale_inputs": "yes"})


@wrong("treat", says="not healed")
def treat_still_too_large(config):
    return mended(config) | ({"weight_scale": config["weight_scale"] / 2} if config["weight_scale"] > 3 else {})


@wrong("treat", says="not healed")
def treat_few_more_rows(config):
    return mended(config) | ({"rows": 60} if config["rows"] < 100 else {})


@wrong("treat", says="not healed")
def treat_forgets_the_axis(config):
    return mended(config, leave=["softmax_axis"])


@wrong("treat", says="not healed")
def treat_dead_by_longer_steps(config):
    return mended(config, leave=["bias"]) | ({"learning_rate": 0.9} if config["bias"] < -1 else {})


@wrong("treat")
def treat_negative_bias_only(config):
    return mended(config, leave=["bias"]) | ({"bias": 0.0} if config["bias"] == -10.0 else {})


@wrong("treat")
def treat_zero_init_only_by_exact_ten(config):
    return mended(config, leave=["weight_scale"]) | (
        {"weight_scale": 1.0} if config["weight_scale"] in (0, 8.0) else {}
    )


@wrong("treat")
def treat_knows_the_patients(config):
    return mended(config) if config in clinic.configs().values() else dict(config)


@wrong("treat")
def treat_shuffled_labels_by_more_rows(config):
    return mended(config, leave=["shuffle"]) | ({"rows": 1000} if config["shuffle"] != "together" else {})
