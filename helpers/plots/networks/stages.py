"""What each stage of a network passes on, as shaded squares."""

from collections.abc import Mapping

import numpy as np

from helpers.plots.show import GREY, axes, shades, show


def stages(passed: Mapping[str, np.ndarray], names: Mapping[str, np.ndarray] | None = None) -> None:
    """Draw the numbers of each stage as shaded squares: `stages({"input": x.reshape(8, 8), "output": P})`.

    Orange is above 0 and blue below, each stage on a scale of its own.

    Parameters
    ----------
    passed : mapping of str to ndarray (height, width)
        A stage's name to its numbers.
    names : mapping of str to ndarray (height, width), optional
        For some stages, what to write on the squares.
    """
    figure, made = axes(2.5 * len(passed), 2.7, len(passed))
    phrases = []
    for ax, (name, numbers) in zip(made, passed.items(), strict=True):
        most = max(float(np.abs(numbers).max()), 1e-9)
        ax.imshow(numbers, cmap=shades(), vmin=-most, vmax=most)
        ax.set_title(f"{name}\n{numbers.size} numbers", fontsize=10)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
        for (i, j), text in np.ndenumerate((names or {}).get(name, np.empty((0, 0)))):
            ax.text(j, i, f"{text}", ha="center", va="center")
        phrases.append(f"{name}, {numbers.size} numbers from {numbers.min():.2f} to {numbers.max():.2f}")
    show(figure, f"What each stage passes on, as shaded squares: {'; '.join(phrases)}.")
