"""The clinic's training run: a plain dict `config` goes in, a plain dict `record` comes out.

One small network learns grainy 8 × 8 digits by plain mini-batch gradient descent, in double precision. What the config
says is done, wise or not, and the record holds what was measured. Which config makes which illness is not in here.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import numpy as np

from helpers import data, network
from helpers.network.losses import probabilities

Config = dict[str, Any]  # the settings of a run: the keys of ALLOWED
Record = dict[str, Any]  # what was measured in a run
Rows = tuple[np.ndarray, np.ndarray]  # X (m, 64) and y (m,)

NAMES = (
    "healthy", "zero init", "init too large", "learning rate too high", "learning rate too low", "inputs not scaled",
    "labels shuffled", "dead ReLUs", "saturated sigmoids", "too little data", "test rows leaked",
    "softmax over the wrong axis", "wrong gradient",
)  # fmt: skip
TEST, VALIDATION, TRAINING = 300, 450, 1000  # rows that there are, of each kind
ONE_HOT = np.eye(10)
LARGEST = 1e300  # stands in a record for what has overflowed
TINY = 1e-7  # the length of the two steps by which a gradient is checked

# For each key of a config: what its value has to be, as a test and in words.
ALLOWED: dict[str, tuple[Callable[[Any], bool], str]] = {
    "rows": (lambda v: _whole(v, 10, TRAINING), f"a whole number from 10 to {TRAINING}"),
    "hidden": (lambda v: 1 <= len(v) <= 6 and all(_whole(n, 1, 64) for n in v), "a list of 1 to 6 widths from 1 to 64"),
    "epochs": (lambda v: _whole(v, 1, 30), "a whole number from 1 to 30"),
    "batch_size": (lambda v: _whole(v, 5, TRAINING), f"a whole number from 5 to {TRAINING}"),
    "activation": (lambda v: v in ("relu", "tanh", "sigmoid"), "'relu', 'tanh' or 'sigmoid'"),
    "weight_scale": (lambda v: 0 <= v <= 1000, "a number from 0 to 1000"),
    "bias": (lambda v: -1000 <= v <= 1000, "a number from -1000 to 1000"),
    "learning_rate": (lambda v: 0 <= v <= 1000, "a number from 0 to 1000"),
    "scale_inputs": (lambda v: v in (True, False), "True or False"),
    "shuffle": (lambda v: v in ("together", "rows only"), "'together' or 'rows only'"),
    "leaked": (lambda v: _whole(v, 0, TEST), f"a whole number from 0 to {TEST}"),
    "softmax_axis": (lambda v: _whole(v, 0, 1), "0 or 1"),
    "backward": (lambda v: v in ("tested", "by hand"), "'tested' or 'by hand'"),
}


def run(config: Config, seed: int) -> Record:
    """Train as a config says, and return the record; the lesson lists the keys of both.

    Parameters
    ----------
    config : dict
        The settings, one for each key of ALLOWED.
    seed : int
        Deals out the rows, draws the first weights and shuffles the rows.

    Returns
    -------
    dict
        What was measured: plain numbers, and lists and dicts of them. The caller may change it.

    Raises
    ------
    ValueError
        Where a key is missing or unknown, or a value is none that the clinic can run.
    """
    check_config(config)
    return deepcopy(_run(json.dumps(plain(config), sort_keys=True), int(seed)))


def plain(config: Config) -> Config:
    """Return the same config with NumPy's numbers as Python's, and with lists for arrays and tuples."""
    listed = {key: list(value) if isinstance(value, tuple) else value for key, value in config.items()}
    return {key: value.tolist() if hasattr(value, "tolist") else value for key, value in listed.items()}


def check_config(config: Config) -> None:
    """Raise ValueError, in words, where `config` cannot be run."""
    if not isinstance(config, dict) or config.keys() != ALLOWED.keys():
        off = sorted(set(config) ^ set(ALLOWED)) if isinstance(config, dict) else type(config).__name__
        raise ValueError(f"a config is a dict with the keys {', '.join(ALLOWED)}; missing or unknown here: {off}")
    for key, (holds, wanted) in ALLOWED.items():
        try:
            fine = bool(holds(config[key]))
        except (TypeError, ValueError):
            fine = False
        if not fine:
            raise ValueError(f"{key!r} has to be {wanted}, and it is {config[key]!r}")
    if config["leaked"] > config["rows"]:
        leaked, rows = config["leaked"], config["rows"]
        raise ValueError(f"'leaked' is {leaked}: so many test rows cannot lie among {rows} training rows")


def healthy() -> Config:
    """Return a config that trains well: the one that the lesson compares with."""
    return {
        "rows": 600, "hidden": [32, 32], "epochs": 15, "batch_size": 20, "activation": "relu", "weight_scale": 1.0,
        "bias": 0.0, "learning_rate": 0.1, "scale_inputs": True, "shuffle": "together", "leaked": 0, "softmax_axis": 1,
        "backward": "tested",
    }  # fmt: skip


def reference(activation: str) -> Record:
    """Return the record of a healthy run with units of this kind, to which others are compared."""
    sigmoid = {"hidden": [32], "learning_rate": 0.5}
    return run(healthy() | {"activation": activation} | (sigmoid if activation == "sigmoid" else {}), seed=1)


def _whole(value: Any, low: int, high: int) -> bool:
    """Say whether a value is a whole number in a range."""
    return not isinstance(value, bool) and value == int(value) and low <= value <= high


@cache
def _run(text: str, seed: int) -> Record:
    """Do `run`, for a config as JSON, once for each config and seed."""
    config, rng = json.loads(text), np.random.default_rng(seed)
    sets, axis = _sets(config, rng), config["softmax_axis"]
    X, y = sets["training"]
    net = _network(config, rng)
    step, batch_size = network.SGD(config["learning_rate"]).step, int(config["batch_size"])
    by_hand = config["backward"] == "by hand"
    added = _softmax(_sums(net, X), axis).sum(axis=1)
    record: Record = {
        "activation": config["activation"],
        "probability_sums": [float(added.min()), float(added.max())],
    }
    with np.errstate(all="ignore"):
        _judge(record, net, sets, axis)
        start = _state(net, X, y, axis, by_hand)
        record["gradient_check"] = _finite([np.sum(net.grads**2), _measured_slope(net, X, y, axis)])
        record["start"] = start
        for _ in range(int(config["epochs"])):
            shuffled = rng.permutation(len(y))
            for rows in np.split(shuffled, range(batch_size, len(y), batch_size)):
                _gradients(net, X[rows], y[rows], axis, by_hand)
                step(net.params, net.grads)
            _judge(record, net, sets, axis)
        record["end"] = _state(net, X, y, axis, by_hand)
    return record


@cache
def _scans() -> Rows:
    """The digits as an old scanner gives them: (1797, 64), grey from 0 to 255 with grain on top, and their labels."""
    images, digit = data.digits()
    grain = np.random.default_rng(8).normal(0, 60, (len(digit), 64))
    return 255 * images.reshape(-1, 64) + grain, digit


def _sets(config: Config, rng: np.random.Generator) -> dict[str, Rows]:
    """Deal out training, validation and test rows (X, y), in whatever way the config wants it."""
    pixels, digit = _scans()
    test, validation, others = np.split(rng.permutation(len(digit)), [TEST, TEST + VALIDATION])
    training = np.concatenate([test[: int(config["leaked"])], others])[: int(config["rows"])]
    if config["scale_inputs"]:
        pixels = (pixels - pixels[training].mean()) / pixels[training].std()
    numbers = {"training": training, "validation": validation, "test": test}
    dealt = {name: (pixels[rows], digit[rows]) for name, rows in numbers.items()}
    if config["shuffle"] == "rows only":
        X, y = dealt["training"]
        dealt["training"] = rng.permutation(X), y
    return dealt


def _network(config: Config, rng: np.random.Generator) -> network.Network:
    """Draw the network, with its weights and biases as the config wants them."""
    net = network.build([64, *map(int, config["hidden"]), 10], rng, config["activation"], dtype=np.float64)
    for W, b in net.pairs:
        W *= config["weight_scale"]
        b += config["bias"]
    net.pairs[-1][1][:] = 0
    return net


def _sums(net: network.Network, X: np.ndarray) -> np.ndarray:
    """Return the sums of the outputs (m, 10)."""
    for layer in net.layers:
        X = layer.forward(X)
    return X


def _softmax(Z: np.ndarray, axis: int) -> np.ndarray:
    """Return the softmax of Z (m, 10), along the rows as it should be (axis 1), or down the columns (axis 0)."""
    return probabilities(Z) if axis == 1 else probabilities(Z.T).T


def _gradients(net: network.Network, X: np.ndarray, y: np.ndarray, axis: int, by_hand: bool) -> None:
    """Leave the gradient in the network, for a softmax along this axis; by hand, the first layer's has a wrong sign."""
    Z = _sums(net, X)
    net.backward(_softmax(Z, axis), ONE_HOT[y])
    for gradient in net.dense[0].grads if by_hand else ():
        gradient *= -1


def _measured_slope(net: network.Network, X: np.ndarray, y: np.ndarray, axis: int) -> float:
    """Measure how steeply the loss rises along the gradient that is in the network, times the gradient's length."""
    there, length = net.params.copy(), np.linalg.norm(net.grads)
    losses = []
    for side in (TINY, -TINY):
        net.params[:] = there + side * net.grads / length if length else there
        Z = _sums(net, X)
        shifted = Z - Z.max(axis=axis, keepdims=True)
        log_sums = np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
        losses.append(-(shifted - log_sums)[range(len(y)), y].mean())
    net.params[:] = there
    return float((losses[0] - losses[1]) / (2 * TINY) * length)


def _judge(record: Record, net: network.Network, sets: dict[str, Rows], axis: int) -> None:
    """Add a loss and an accuracy for each set. Training rows come all at once, the others as in use: one by one."""
    for name, (X, y) in sets.items():
        sums = _sums(net, X)
        alone = axis == 0 and name != "training"  # a column of one number: its softmax is exp(0) / exp(0)
        P = np.nan_to_num(np.exp(sums - sums) if alone else _softmax(sums, axis))
        loss = abs(np.log(np.clip(P[range(len(y)), y], 1e-12, 1)).mean())
        record.setdefault(f"{name}_loss", []).append(float(loss))
        record.setdefault(f"{name}_accuracy", []).append(float((P.argmax(axis=1) == y).mean()))


def _state(net: network.Network, X: np.ndarray, y: np.ndarray, axis: int, by_hand: bool) -> dict[str, list[float]]:
    """Return statistics of inputs and hidden layers, and of each layer of weights, over all training rows."""
    *inputs, _ = net.activations(X)
    _gradients(net, X, y, axis, by_hand)
    found = {
        "mean": [A.mean() for A in inputs],
        "spread": [A.std() for A in inputs],
        "zeros": [(A == 0).mean() for A in inputs],
        "gradients": [np.linalg.norm(layer.grads[0]) for layer in net.dense],
        "weights": [np.linalg.norm(W) / W.size**0.5 for W, _ in net.pairs],
    }
    return {key: _finite(of) for key, of in found.items()}


def _finite(values: list[Any]) -> list[float]:
    """Return plain numbers, with a largest one for what has overflowed."""
    return [float(np.nan_to_num(v, nan=LARGEST, posinf=LARGEST, neginf=-LARGEST)) for v in values]
