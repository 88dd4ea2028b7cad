"""A loss over two weights, drawn as a map, and walks on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from helpers.plots.show import BLUE, GREY, LINES, ORANGE, axes, show

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.contour import ContourSet

Loss = Callable[[float, float], float]
LOWEST = "lowest point"
BANDS = 16
FIRST, LONG = 8, 0.08  # the steps drawn dark, and how long one with an arrowhead is, as a share of the picture


def loss_surface(
    loss: Loss,
    w1: tuple[float, float],
    w2: tuple[float, float],
    paths: Mapping[str, np.ndarray] | None = None,
    names: tuple[str, str] = ("$w_1$", "$w_2$"),
) -> None:
    """Draw the contour lines of a loss over two weights, its lowest point there, and paths on it.

    Parameters
    ----------
    loss : callable
        `loss(w1, w2)` gives one number.
    w1, w2 : (low, high)
        The ranges of the two weights.
    paths : mapping of str to ndarray (steps, 2), optional
        A name to places (w1, w2). A path of one step is a place. Each longer one is a walk, and has a picture of its
        own, so that none hides another.
    names : two str
        The weights' names on the axes.
    """
    a, b, height = _heights(loss, w1, w2)
    low = np.unravel_index(height.argmin(), height.shape)
    phrases = [f"It is lowest, {height[low]:.3g}, near ({a[low]:.2g}, {b[low]:.2g})"]
    paths = {name: np.asarray(path, dtype=float) for name, path in (paths or {}).items()}
    walks = [name for name, path in paths.items() if len(path) > 1]
    figure, made = axes(*((1.4 + 3.1 * len(walks), 3.8) if len(walks) > 1 else (5.6, 4.6)), max(1, len(walks)))
    for ax, walk in zip(made, walks or [""], strict=True):
        ax.set(xlabel=names[0], ylabel=names[1], xlim=w1, ylim=w2)
        filled = _map(ax, a, b, height)
        ax.plot(a[low], b[low], "*", color=ORANGE, markeredgecolor="black", markersize=12, zorder=4, label=LOWEST)
        for (name, path), colour in zip(paths.items(), LINES, strict=False):
            if name == walk:
                phrases.append(_walk(ax, name, path, loss))
            elif name not in walks:
                ax.plot(*path.T, "D", color=colour, markeredgecolor="black", linestyle="none", label=name)
    phrases += [f"{name} stands at {_pair(path[0])}" for name, path in paths.items() if len(path) == 1]
    levels = np.asarray(filled.levels)
    figure.colorbar(filled, ax=made, label="loss", spacing="uniform", ticks=levels[::2], format="%.2f")
    figure.legend(*made[0].get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False)
    show(figure, f"Contour lines of the loss over {names[0]} and {names[1]}. {'. '.join(phrases)}.".replace("$", ""))


def _map(ax: Axes, a: np.ndarray, b: np.ndarray, height: np.ndarray) -> ContourSet:
    """Draw the heights in bands that are narrow near the bottom, where walks end, and wide far above it."""
    from matplotlib.colors import BoundaryNorm, ListedColormap

    low, high = height.min(), height.max()
    levels = low + (high - low) * np.linspace(0, 1, BANDS + 1) ** 2
    shades = [str(shade) for shade in np.linspace(1.0, 0.5, BANDS)]  # greys that a line and an arrow stand out from
    filled = ax.contourf(a, b, height, levels=levels, cmap=ListedColormap(shades), norm=BoundaryNorm(levels, BANDS))
    ax.contour(a, b, height, levels=levels[1:], colors=GREY, linewidths=0.4)
    return filled


def _heights(loss: Loss, w1: tuple[float, float], w2: tuple[float, float]) -> tuple[np.ndarray, ...]:
    """Return the w1, the w2 and the loss on a grid over the two ranges, each (61, 61)."""
    a, b = np.meshgrid(np.linspace(*w1, 61), np.linspace(*w2, 61))
    height = [[float(loss(u, v)) for u, v in zip(*row, strict=True)] for row in zip(a, b, strict=True)]
    return a, b, np.array(height)


def _walk(ax: Axes, name: str, path: np.ndarray, loss: Loss) -> str:
    """Draw a walk, its first steps dark and with arrowheads, the others faint, and say where it begins and ends."""
    width, height = np.ptp(ax.get_xlim()), np.ptp(ax.get_ylim())
    ax.plot(*path[0], "o", color="white", markeredgecolor="black", markersize=9, label="start", linestyle="none")
    ax.plot(*path[FIRST:].T, ".-", color=BLUE, linewidth=0.7, markersize=3, alpha=0.45)
    ax.plot(*path[: FIRST + 1].T, ".-", color=BLUE, linewidth=1.3, markersize=5, zorder=3)
    ax.plot(*path[-1], "s", color=BLUE, markeredgecolor="black", markersize=5, label="end", linestyle="none", zorder=5)
    lengths = np.hypot(*(np.diff(path[: FIRST + 1], axis=0) / (width, height)).T)
    for k in np.flatnonzero(lengths > LONG):
        middle = path[k] + 0.55 * (path[k + 1] - path[k])
        look = {"arrowstyle": "-|>", "color": BLUE, "linewidth": 1.3, "mutation_scale": 11, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", middle, path[k], arrowprops=look, annotation_clip=False, zorder=3)
    end = f"{float(loss(*path[-1])):.3f}"
    ax.set_title(f"{name}\nloss at the end: {end}", fontsize="medium")
    return f"{name} walks from {_pair(path[0])} to {_pair(path[-1])}, where the loss is {end}"


def _pair(place: np.ndarray) -> str:
    """Write a place (w1, w2)."""
    return f"({place[0]:.2g}, {place[1]:.2g})"
