"""One pass forward and one pass back through a small network, each number where it is computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from helpers.widgets.explorable import choice, explore, slider
from helpers.widgets.networks.network_svg import arrow, heights, two_digits, unit
from helpers.widgets.panels import svg_image, text

Layers = Sequence[tuple[np.ndarray, np.ndarray]]
Numbers = dict[str, np.ndarray]
Names = Sequence[Sequence[str]]
STEPS = (
    "the inputs",
    "z of the hidden units",
    "a of the hidden units",
    "z of the outputs",
    "a of the outputs",
    "dz of the outputs",
    "da of the hidden units",
    "dz of the hidden units",
    "dW and db, right",
    "dW and db, left",
)
KEYS = ("x", "z1", "a1", "z2", "a2", "dz2", "da1", "dz1", "dW2", "dW1")  # of the numbers that each step computes
BACK = 5  # the first step of the way back
WIDTH, COLUMNS, MIDDLE, APART = 340, (26, 151, 296), 112, 112


def two_passes(
    layers: Layers,
    forward: Callable[[np.ndarray], tuple[np.ndarray, ...]],
    stations: tuple[Callable[..., np.ndarray], Callable[..., np.ndarray], Callable[..., tuple[np.ndarray, ...]]],
    names: Names,
    first: float,
    second: Sequence[float],
) -> None:
    """Show a network 2-2-2 with tanh and softmax, forward and back, with the step, an input and the label to choose.

    Parameters
    ----------
    layers : sequence of (W, b)
        Two pairs, each (2, 2) and (2,), the biases 0.
    forward : callable
        `forward(x)` takes x (1, 2) and gives z and a of the hidden units, then z and a of the outputs, each (1, 2).
    stations : (output_delta, tanh_delta, dense_backward)
        The reader's own functions.
    names : sequence of sequences of str
        The names of the inputs, the hidden units and the outputs.
    first : float
        The first input.
    second : sequence of float
        The values from which the second input is chosen; 0.5 at first.
    """
    output_delta, tanh_delta, dense_backward = stations
    (W1, _), (W2, _) = layers

    @cache
    def passed(value: float, label: str) -> Numbers:
        x = np.array([[first, value]])
        y = np.array([names[2].index(label)])
        z1, a1, z2, a2 = forward(x)
        dz2 = output_delta(a2, y)
        dW2, db2, da1 = dense_backward(dz2, a1, W2)
        dz1 = tanh_delta(da1, a1)
        dW1, db1, _ = dense_backward(dz1, x, W1)
        found = {"x": x, "y": np.eye(2)[y], "z1": z1, "a1": a1, "z2": z2, "a2": a2, "dz2": dz2}
        found |= {"dW2": dW2, "db2": db2, "da1": da1, "dz1": dz1, "dW1": dW1, "db1": db1}
        return {key: np.atleast_2d(np.asarray(part, dtype=float)) for key, part in found.items()}

    def draw(step: int, value: float, label: str) -> str:
        n, done = passed(value, label), KEYS[: step + 1]
        lines = _worked(done[-1], n, layers, names)
        decided = [f"{name} gets {two_digits(p)}" for name, p in zip(names[2], n["a2"][0], strict=True)]
        says = [
            f"Forward, {names[0][1]} {value:g}, after step {step}, {STEPS[step]}: "
            + "; ".join(lines if step < BACK else decided),
            f"Back, where what happened is {label}: " + ("; ".join(lines) if step >= BACK else "nothing yet"),
        ]
        ahead = _diagram("forward", ("z1", "a1"), ("z2", "a2"), n, done, layers, names)
        behind = _diagram("back: slopes of the loss", ("dz1", "da1"), ("dz2",), n, done, layers, names)
        (behind if step >= BACK else ahead).append(_below(lines))
        return "\n".join(
            svg_image(parts, WIDTH, height, f"{words}.")
            for parts, height, words in zip((ahead, behind), (262, 300), says, strict=True)
        )

    controls = [
        slider("step", range(len(STEPS)), len(STEPS) - 1, lambda step: f"{step}: {STEPS[step]}", steps=(1, -1)),
        slider(names[0][1], second, 0.5, lambda v: f"{v:g}"),
        choice("what happened", names[2]),
    ]
    explore(draw, controls, "one pass forward and one pass back")


def _diagram(
    title: str,
    hidden: Sequence[str],
    output: Sequence[str],
    n: Numbers,
    done: Sequence[str],
    layers: Layers,
    names: Names,
) -> list[str]:
    """Draw one pass: on its arrows the weights, or on the way back their slopes."""
    back = title != "forward"
    rows, parts = heights(2, MIDDLE, APART), [text(4, 16, title, 14)]
    largest = max(1.0, *(float(np.abs(n[key]).max()) for key in ("x", *hidden, *output)))
    for k, (W, _) in enumerate(layers):
        slopes = f"dW{k + 1}"
        for i in range(2):
            for j in range(2):
                half = 21 if k == 0 else 42
                tail, tip = (COLUMNS[k] + half, rows[i]), (COLUMNS[k + 1] - 42, rows[j])
                value = None if back and slopes not in done else n[slopes][i, j] if back else W[i, j]
                words = "" if value is None else two_digits(value, "+")
                parts.append(arrow(tail, tip, value, words, back, back and slopes == done[-1]))
    for k, keys in enumerate((("x",), hidden, output)):
        for j in range(2):
            values = [float(n[key][0, j]) if key in done else None for key in keys]
            new = [i for i, key in enumerate(keys) if key == done[-1] and not (back and key == "x")]
            bias = f"dW{k}" in done and back and k > 0
            note = f"db {two_digits(n[f'db{k}'][0, j])}" if bias else ""
            letters = [key[:-1] for key in keys] if k else []
            values, letters = (values, letters) if not k or len(values) == 2 else ([*values, None], [*letters, ""])
            parts.append(unit((COLUMNS[k], rows[j]), values, names[k][j], letters, note, new, largest))
    return parts


def _worked(key: str, n: Numbers, layers: Layers, names: Names) -> list[str]:
    """Write how the numbers of a step are computed, a line for each."""
    (W1, _), (W2, _) = layers
    inputs, hidden, outputs = names
    t = two_digits

    def summed(place: Sequence[str], what: str, came: np.ndarray, weights: np.ndarray) -> list[str]:
        """Write sums of products: `came` (2,) times the columns of `weights` (2, 2)."""
        terms = [
            " + ".join(f"{_braced(c)} · {_braced(w)}" for c, w in zip(came, column, strict=True))
            for column in weights.T
        ]
        return [f"{name}: {what} = {term} = {t(r)}" for name, term, r in zip(place, terms, n[key][0], strict=True)]

    def slopes(tails: Sequence[str], tips: Sequence[str], came: np.ndarray, message: np.ndarray) -> list[str]:
        return [
            f"{tail} → {tip}: dW = {t(came[i])} · {_braced(message[j])} = {t(n[key][i, j])}"
            for i, tail in enumerate(tails)
            for j, tip in enumerate(tips)
        ]

    def each(place: Sequence[str], write: Callable[[int], str]) -> list[str]:
        return [f"{name}: {write(j)} = {t(n[key][0, j])}" for j, name in enumerate(place)]

    z1, a1, z2, a2, dz2, da1 = (n[k][0] for k in ("z1", "a1", "z2", "a2", "dz2", "da1"))
    both = f"(e^{t(z2[0])} + e^{t(z2[1])})"
    return {
        "x": lambda: [f"{name} is {v:g}" for name, v in zip(inputs, n["x"][0], strict=True)],
        "z1": lambda: summed(hidden, "z", n["x"][0], W1),
        "a1": lambda: each(hidden, lambda j: f"a = tanh {t(z1[j])}"),
        "z2": lambda: summed(outputs, "z", a1, W2),
        "a2": lambda: each(outputs, lambda j: f"a = e^{t(z2[j])} / {both}"),
        "dz2": lambda: each(outputs, lambda j: f"dz = {t(a2[j])} − {n['y'][0, j]:g}"),
        "dW2": lambda: slopes(hidden, outputs, a1, dz2),
        "da1": lambda: summed(hidden, "da", dz2, W2.T),
        "dz1": lambda: each(
            hidden, lambda j: f"dz = {_braced(da1[j])} · (1 − {_braced(a1[j])}²) = {t(da1[j])} · {t(1 - a1[j] ** 2)}"
        ),
        "dW1": lambda: slopes(inputs, hidden, n["x"][0], n["dz1"][0]),
    }[key]()


def _below(lines: list[str]) -> str:
    """Write the lines of a step below its diagram."""
    return "".join(text(4, 228 + 19 * i, line, 13) for i, line in enumerate(lines))


def _braced(value: float) -> str:
    """Write a number with two decimals, in brackets where it is negative."""
    return f"({two_digits(value)})" if round(value, 2) < 0 else two_digits(value)
