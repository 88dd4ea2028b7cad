"""What becomes of a number on its way through the layers: one line a network, one picture a quantity."""

from collections.abc import Mapping, Sequence

import numpy as np

from helpers.plots.show import LINES, STYLES, axes, number, show


def by_layer(quantities: Mapping[str, Mapping[str, Sequence[float]]], first: int = 1) -> None:
    """Draw quantities over the layers, side by side, on scales of powers of ten.

    Parameters
    ----------
    quantities : mapping of str to mapping
        A quantity to the networks that have it, and each of these, by name, to one number above 0 for each of its
        layers: `by_layer({"size": {"small": [1, 0.1]}})`.
    first : int
        The number of the first layer.
    """
    figure, made = axes(0.6 + 3.7 * len(quantities), 3.6, len(quantities))
    phrases = []
    for ax, (quantity, networks) in zip(made, quantities.items(), strict=True):
        for (name, values), colour, style in zip(networks.items(), LINES, STYLES, strict=False):
            layers = first + np.arange(len(values))
            ax.plot(layers, values, color=colour, linestyle=style, marker="o", markersize=3, label=name)
            ends = f"{number(values[0], digits=2)} in layer {layers[0]} to {number(values[-1], digits=2)}"
            phrases.append(f"{quantity}, {name}: from {ends} in layer {layers[-1]}")
        ax.set(xlabel="layer", yscale="log")
        ax.set_title(quantity, fontsize=10)
    figure.legend(*made[0].get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False)
    show(figure, f"Lines over the layers, on scales of powers of ten. {'; '.join(phrases)}.")
