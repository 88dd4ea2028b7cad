"""What passes through a hidden layer: the messages that the next unit can get, and the arrows of one unit of many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.plots.show import BLUE, GREY, ORANGE, axes, look, number, shades, show

AREA = 110  # of a point, for each example that it stands for
LOW, HIGH = -0.4, 1.4  # of both axes, around messages of 0 and 1


def messages(seen: np.ndarray, counts: np.ndarray, W: np.ndarray, b: np.ndarray, x_name: str, y_name: str) -> None:
    """Draw the messages that a step unit with two inputs gets, a larger point for one that is sent more often.

    Parameters
    ----------
    seen : ndarray (k, 2)
        The different messages, of 0 and 1.
    counts : ndarray (k,)
        How many examples send each of them.
    W, b : array-like (2, 1) and (1,)
        The unit's weights and bias. It fires where `seen @ W + b` is above 0.
    x_name, y_name : str
        The names of the two inputs.
    """
    w, bias = np.ravel(W).astype(float), float(np.ravel(b)[0])
    fires = seen @ w + bias > 0
    figure, (ax,) = axes(5.0, 4.2)
    x1, x2 = np.meshgrid([LOW, HIGH], [LOW, HIGH])  # of a straight line, the four corners are enough
    z = w[0] * x1 + w[1] * x2 + bias
    ax.contourf(x1, x2, z, levels=[-1e9, 0, 1e9], colors=shades()([0.0, 1.0]))
    if z.min() < 0 < z.max():
        ax.contour(x1, x2, z, levels=[0], colors="black", linewidths=1.5)
    said = []
    for (at, up), count, eaten in zip(seen, counts, fires, strict=True):
        colour, marker = (ORANGE, "s") if eaten else (BLUE, "o")
        ax.scatter(at, up, s=AREA * count, color=colour, marker=marker, edgecolor="black", linewidth=0.8, zorder=3)
        words = f"{count} mood{'s' if count > 1 else ''}"
        below = 8 + 0.5 * float(np.sqrt(AREA * count))  # points, from the middle to below the edge
        ax.annotate(words + ("\neat" if eaten else "\ndo not eat"), (at, up), (0, -below), textcoords="offset points",
                    ha="center", va="top")  # fmt: skip
        said.append(f"{x_name} {at:g} and {y_name} {up:g} from {words}, {'eat' if eaten else 'do not eat'}")
    ax.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), xticks=[0, 1], yticks=[0, 1], xlabel=x_name, ylabel=y_name)
    points = f"{len(seen)} point{'s' if len(seen) > 1 else ''}"
    show(figure, f"What the output sees, {points} over the two sides of its line: {'; '.join(said)}.")


def one_unit(layers: Sequence[tuple[np.ndarray, np.ndarray]], unit: int, titles: Sequence[str]) -> None:
    """Draw a large three-layer network with the arrows of one hidden unit, thicker for a larger weight.

    Parameters
    ----------
    layers : sequence of (W, b)
        Two pairs.
    unit : int
        Which hidden unit, from 0.
    titles : sequence of str
        What stands above each of the three layers.
    """
    W1, W2 = (np.asarray(W, dtype=float) for W, _ in layers)
    sizes = [len(W1), len(W2), W2.shape[1]]
    heights = [np.linspace(0.97, 0.03, size) if size > 10 else np.linspace(0.9, 0.1, size) for size in sizes]
    figure, (ax,) = axes(6.4, 5.2)
    here = heights[1][unit]
    for x, weights, ends in [(0, W1[:, unit], heights[0]), (1, W2[unit], heights[2])]:
        for weight, end in zip(weights, ends, strict=True):
            colour, style = look(weight)
            width = 0.4 + 1.8 * abs(weight) / np.abs(weights).max()
            ax.plot([x, x + 1], [here, end] if x else [end, here], color=colour, linestyle=style, linewidth=width)
    for x, (ups, title) in enumerate(zip(heights, titles, strict=True)):
        ax.scatter(np.full(len(ups), x), ups, s=[18, 44, 130][x], color="white", edgecolor=GREY, zorder=3)
        ax.text(x, 1.04, title, ha="center", weight="bold", fontsize=11)
    ax.scatter(1, here, s=130, color="white", edgecolor="black", linewidth=1.5, zorder=4)
    for digit, up in enumerate(heights[2]):
        ax.text(2.07, up, str(digit), va="center")
    key = "solid orange: positive; dashed blue: negative; thicker: farther from 0"
    ax.text(1, -0.03, key, ha="center", va="top", fontsize=9)
    ax.set(xlim=(-0.15, 2.2), ylim=(-0.08, 1.1))
    ax.axis("off")
    ranges = [f"{number(w.min(), '+', 2)} to {number(w.max(), '+', 2)}" for w in (W1[:, unit], W2[unit])]
    show(
        figure,
        f"A network with layers of {sizes[0]}, {sizes[1]} and {sizes[2]} units, and the arrows of one hidden unit: "
        f"{sizes[0]} come in, with weights from {ranges[0]}, and {sizes[2]} go out, with weights from {ranges[1]}. "
        "Solid orange ones are positive, dashed blue ones negative.",
    )
