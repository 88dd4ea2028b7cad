"""Configs of every illness that no patient has: what a diagnosis can be tried on."""

from typing import Any

from helpers.labs.clinic.training_run import Config, healthy


def fresh_cases() -> dict[str, list[Config]]:
    """Return configs by the name of their illness, or of good health, in networks of one to three hidden layers."""
    flat, deep, tanh, sigmoid = (healthy() | net for net in (
        {"hidden": [36]}, {"hidden": [26, 26, 26], "learning_rate": 0.08},
        {"hidden": [36, 22], "activation": "tanh"}, {"hidden": [28], "activation": "sigmoid", "learning_rate": 0.5},
    ))  # fmt: skip
    relu, most = [flat, deep], [deep, tanh]
    return {
        "healthy": [flat, *most, sigmoid],
        "zero init": _all(most, weight_scale=0.0),
        "init too large": _all([deep, deep | {"hidden": [30, 24]}], weight_scale=9.0),
        "learning rate too high": [*_all(most, learning_rate=6.0), sigmoid | {"learning_rate": 45.0}],
        "learning rate too low": [*_all(most, learning_rate=1e-4), sigmoid | {"learning_rate": 4e-4}],
        "inputs not scaled": _all(most, scale_inputs=False),
        "labels shuffled": _all(most, shuffle="rows only"),
        "dead ReLUs": _all(relu, bias=-11.0),
        "saturated sigmoids": [sigmoid | {"bias": bias} for bias in (-14.0, -11.0, 13.0)],
        "too little data": _all(most, rows=35),
        "test rows leaked": _all(most, rows=300, leaked=300),
        "softmax over the wrong axis": _all([tanh, sigmoid], softmax_axis=0),
        "wrong gradient": _all(most, backward="by hand"),
    }


def _all(configs: list[Config], **change: Any) -> list[Config]:
    """Make one change to each of these configs."""
    return [config | change for config in configs]
