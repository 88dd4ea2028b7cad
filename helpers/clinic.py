"""The clinic's training run: a plain dict `config` goes in, a plain dict `record` comes out.

One small network learns grainy 8 × 8 digits by plain mini-batch gradient descent, in double precision. What the config
says is done, wise or not, and the record holds what was measured. Which config makes which illness is not in here.
"""

import hashlib
import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import expit, softmax

from helpers import data, network

NAMES = (
    "healthy", "zero init", "init too large", "learning rate too high", "learning rate too low", "inputs not scaled",
    "labels shuffled", "dead ReLUs", "saturated sigmoids", "too little data", "test rows leaked",
    "softmax over the wrong axis",
)  # fmt: skip
TEST, VALIDATION, TRAINING = 300, 450, 1000  # rows that there are, of each kind
LARGEST = 1e300  # stands in a record for what has overflowed

# For each kind of hidden unit: what it says to a sum z, and its slope there, by what it says.
UNITS: dict[str, tuple[Callable, Callable]] = {
    "relu": (lambda z: np.maximum(z, 0), lambda said: said > 0),
    "tanh": (np.tanh, lambda said: 1 - said**2),
    "sigmoid": (expit, lambda said: said * (1 - said)),
}
# For each key of a config: what its value has to be, as a test and in words.
ALLOWED: dict[str, tuple[Callable[[Any], bool], str]] = {
    "rows": (lambda v: _whole(v, 10, TRAINING), f"a whole number from 10 to {TRAINING}"),
    "hidden": (lambda v: 1 <= len(v) <= 6 and all(_whole(n, 1, 64) for n in v), "a list of 1 to 6 widths from 1 to 64"),
    "epochs": (lambda v: _whole(v, 1, 30), "a whole number from 1 to 30"),
    "batch_size": (lambda v: _whole(v, 5, TRAINING), f"a whole number from 5 to {TRAINING}"),
    "activation": (lambda v: v in UNITS, "'relu', 'tanh' or 'sigmoid'"),
    "weight_scale": (lambda v: 0 <= v <= 1000, "a number from 0 to 1000"),
    "bias": (lambda v: -1000 <= v <= 1000, "a number from -1000 to 1000"),
    "learning_rate": (lambda v: 0 <= v <= 1000, "a number from 0 to 1000"),
    "scale_inputs": (lambda v: v in (True, False), "True or False"),
    "shuffle": (lambda v: v in ("together", "rows only"), "'together' or 'rows only'"),
    "leaked": (lambda v: _whole(v, 0, TEST), f"a whole number from 0 to {TEST}"),
    "softmax_axis": (lambda v: v in (0, 1), "0 or 1"),
}


def run(config: dict, seed: int) -> dict:
    """Train as `config` says, with the luck of `seed`, and return the record; the lesson lists the keys of both.

    Raises ValueError where a key is missing or unknown, or a value is none that the clinic can run.
    """
    check(config)
    plain = {key: value.tolist() if hasattr(value, "tolist") else value for key, value in config.items()}
    return deepcopy(_run(json.dumps(plain, sort_keys=True), int(seed)))


def check(config: dict) -> None:
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
            raise ValueError(f"config[{key!r}] has to be {wanted}, and it is {config[key]!r}")


def patients() -> dict[int, dict]:
    """Return the records of the eight patients in the waiting room, by their numbers."""
    text = Path(__file__).with_name("patients.json").read_text("utf-8")
    return {int(number): record for number, record in json.loads(text).items()}


def sealed(patient: int, name: str) -> str:
    """Seal a name in an envelope: two can be compared without being read."""
    return hashlib.sha256(f"{patient} {name}".encode()).hexdigest()[:8]


def _whole(value: Any, low: int, high: int) -> bool:
    return not isinstance(value, bool) and value == int(value) and low <= value <= high


@cache
def _run(text: str, seed: int) -> dict:
    config, rng = json.loads(text), np.random.default_rng(seed)
    units, axis, batch_size = config["activation"], config["softmax_axis"], int(config["batch_size"])
    piles = _piles(config, rng)
    X, y = piles["training"]
    layers = _first_layers(config, rng)
    record: dict = {"activation": units, "probability_sums": []}
    with np.errstate(all="ignore"):
        _judge(record, layers, piles, units, axis)
        record["start"] = _state(layers, X, y, units, axis)
        for _ in range(int(config["epochs"])):
            order = rng.permutation(len(y))
            for rows in (order[i : i + batch_size] for i in range(0, len(y), batch_size)):
                for (W, b), (dW, db) in zip(layers, _slopes(layers, X[rows], y[rows], units, axis), strict=True):
                    W -= config["learning_rate"] * dW
                    b -= config["learning_rate"] * db
            _judge(record, layers, piles, units, axis)
        record["end"] = _state(layers, X, y, units, axis)
    return record


@cache
def _scans() -> tuple[np.ndarray, np.ndarray]:
    """The digits as an old scanner gives them: (1797, 64), grey from 0 to 255 with grain on top, and their labels."""
    images, digit = data.digits()
    grain = np.random.default_rng(8).normal(0, 60, (len(digit), 64))
    return 255 * images.reshape(-1, 64) + grain, digit


def _piles(config: dict, rng: np.random.Generator) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Deal out training, validation and test rows (X, y), in whatever way the config wants it."""
    pixels, digit = _scans()
    test, validation, others = np.split(rng.permutation(len(digit)), [TEST, TEST + VALIDATION])
    training = np.concatenate([test[: int(config["leaked"])], others])[: int(config["rows"])]
    if config["scale_inputs"]:
        pixels = (pixels - pixels[training].mean()) / pixels[training].std()
    piles = {"training": training, "validation": validation, "test": test}
    dealt = {name: (pixels[rows], digit[rows]) for name, rows in piles.items()}
    if config["shuffle"] == "rows only":
        X, y = dealt["training"]
        dealt["training"] = rng.permutation(X), y
    return dealt


def _first_layers(config: dict, rng: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    sizes, kind = [64, *map(int, config["hidden"]), 10], "relu" if config["activation"] == "relu" else "tanh"
    *inner, (W_out, b_out) = network.init(sizes, rng, kind, np.float64)
    scale, bias = config["weight_scale"], config["bias"]
    return [*((scale * W, b + bias) for W, b in inner), (scale * W_out, b_out)]


def _passed(layers: list, X: np.ndarray, units: str) -> tuple[list[np.ndarray], np.ndarray]:
    """Return what every layer hands on, the inputs first, and the sums of the outputs (m, 10)."""
    *inner, (W_out, b_out) = layers
    handed = [X]
    for W, b in inner:
        handed.append(UNITS[units][0](handed[-1] @ W + b))
    return handed, handed[-1] @ W_out + b_out


def _slopes(layers: list, X: np.ndarray, y: np.ndarray, units: str, axis: int) -> list:
    """Return the gradient `[(dW, db), ...]` by backpropagation."""
    handed, sums = _passed(layers, X, units)
    blame, slopes = (softmax(sums, axis=axis) - (y[:, None] == range(10))) / len(y), []
    for (W, _), said in zip(layers[::-1], handed[::-1], strict=True):
        slopes.append((said.T @ blame, blame.sum(axis=0)))
        blame = blame @ W.T * UNITS[units][1](said)
    return slopes[::-1]


def _judge(record: dict, layers: list, piles: dict, units: str, axis: int) -> None:
    """Add a loss and an accuracy for each pile. The training rows come all at once, the others as in use: one by one."""
    for name, (X, y) in piles.items():
        sums = _passed(layers, X, units)[1]
        if name == "training":
            P = np.nan_to_num(softmax(sums, axis=axis))
            record["probability_sums"] = [float(P.sum(axis=1).min()), float(P.sum(axis=1).max())]
        else:
            P = np.nan_to_num(softmax(sums[:, None], axis=axis + 1)[:, 0])
        loss = abs(np.log(np.clip(P[range(len(y)), y], 1e-12, 1)).mean())
        record.setdefault(f"{name}_loss", []).append(float(loss))
        record.setdefault(f"{name}_accuracy", []).append(float((P.argmax(axis=1) == y).mean()))


def _state(layers: list, X: np.ndarray, y: np.ndarray, units: str, axis: int) -> dict[str, list[float]]:
    handed, slopes = _passed(layers, X, units)[0], _slopes(layers, X, y, units, axis)
    found = {
        "mean": [said.mean() for said in handed],
        "spread": [said.std() for said in handed],
        "zeros": [(said == 0).mean() for said in handed],
        "gradients": [np.linalg.norm(dW) for dW, _ in slopes],
        "weights": [np.linalg.norm(W) / W.size**0.5 for W, _ in layers],
    }
    return {key: [float(np.nan_to_num(v, nan=LARGEST, posinf=LARGEST)) for v in of] for key, of in found.items()}
