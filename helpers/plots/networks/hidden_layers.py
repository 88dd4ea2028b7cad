"""What a trained network holds inside: the weights of single units as images."""

from collections.abc import Mapping, Sequence

import numpy as np

from helpers.plots.show import BLUE, GREY, ORANGE, axes, show


def weight_images(rows: Mapping[str, np.ndarray], titles: Sequence[str]) -> None:
    """Draw the weights of units as images, a row for each moment or network.

    Orange is above 0 and blue below, each image on a scale of its own.

    Parameters
    ----------
    rows : mapping of str to ndarray (k, height, width)
        A row's name to the weights of k units.
    titles : sequence of k str
        What stands above each column.
    """
    from matplotlib.colors import LinearSegmentedColormap  # only here, as in `axes`

    colours = LinearSegmentedColormap.from_list("weights", [BLUE, "white", ORANGE])
    figure, made = axes(1.5 * len(titles) + 0.3, 1.0 * len(rows) + 0.4, len(titles), len(rows))
    for row, (name, units) in enumerate(rows.items()):
        for ax, weights, title in zip(made[row * len(titles) :], units, titles, strict=False):
            most = max(float(np.abs(weights).max()), 1e-9)
            ax.imshow(weights, cmap=colours, vmin=-most, vmax=most)
            ax.spines[:].set(visible=True, color=GREY, linewidth=0.5)
            ax.set(xticks=[], yticks=[])
            if not row:
                ax.set_title(title, fontsize=12)
        made[row * len(titles)].set_ylabel(name, fontsize=12)
    figure.supxlabel("orange: above 0; white: 0; blue: below 0", fontsize=11)
    height, width = next(iter(rows.values())).shape[1:]
    show(
        figure,
        f"Weights of {len(titles)} units, as images of {height} by {width} squares: {', '.join(titles)}. "
        f"A row for each of {len(rows)}: {'; '.join(rows)}.".replace("\n", " "),
    )
