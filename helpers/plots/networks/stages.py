"""What each stage of a network passes on, as shaded squares."""

from collections.abc import Mapping

import numpy as np

from helpers.plots.show import BLUE, GREY, ORANGE, axes, show


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
    from matplotlib.colors import LinearSegmentedColormap  # only here, as in `axes`

    colours = LinearSegmentedColormap.from_list("stages", [BLUE, "white", ORANGE])
    figure, made = axes(2.5 * len(passed), 2.9, len(passed))
    phrases = []
    for ax, (name, numbers) in zip(made, passed.items(), strict=True):
        most = max(float(np.abs(numbers).max()), 1e-9)
        ax.imshow(numbers, cmap=colours, vmin=-most, vmax=most)
        ax.set_title(f"{name}\n{numbers.size} numbers", fontsize=10)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
        for (i, j), text in np.ndenumerate((names or {}).get(name, np.empty((0, 0)))):
            dark = numbers[i, j] < -0.6 * most
            ax.text(j, i, f"{text}", ha="center", va="center", color="white" if dark else "black")
        phrases.append(f"{name}, {numbers.size} numbers from {numbers.min():.2f} to {numbers.max():.2f}")
    figure.supxlabel("orange: above 0; white: 0; blue: below 0", fontsize=9)
    show(figure, f"What each stage passes on, as shaded squares: {'; '.join(phrases)}.")
