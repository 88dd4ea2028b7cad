"""One image on its way through a network: its pixels, what the hidden layer passes on, and the probabilities."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from helpers.plots.show import BLUE, GREY, ORANGE
from helpers.widgets.explorable import explore, slider
from helpers.widgets.networks.network_svg import two_digits
from helpers.widgets.panels import Panel, svg_image

COLOURS = np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in (BLUE, ORANGE)])


def passed_on(
    forward: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]],
    images: np.ndarray,
    labels: Sequence[int],
    shape: tuple[int, int],
) -> None:
    """Show an image, the outputs of the hidden units and the probability of each class, with the image to choose.

    Parameters
    ----------
    forward : callable
        The reader's own: it takes X (1, pixels) and gives the hidden units' outputs (1, h) and probabilities (1, k).
    images : ndarray (m, height, width)
        Shares of ink, 0 to 1.
    labels : sequence of int (m,)
        Which class each image belongs to.
    shape : pair of int
        How the h outputs are laid out, (rows, columns).
    """

    def draw(row: int) -> str:
        hidden, p = (np.asarray(part, dtype=float).ravel() for part in forward(images[row].reshape(1, -1)))
        label, said = int(labels[row]), int(p.argmax())
        pixels = Panel((0, 1), (0, 1), (4, 30), (130, 130), title=f"input: a {label}")
        pixels.image(images[row])
        units = Panel((0, 1), (0, 1), (148, 30), (158, 158 * shape[0] / shape[1]), title=f"{len(hidden)} hidden units")
        units.image(_squares(hidden.reshape(shape)))
        bars = Panel(
            (-0.5, len(p) - 0.5), (0, max(0.25, 1.1 * float(p.max()))), (50, 30), (250, 110), ("", "probability")
        )
        bars.title = f"output: {said} is the most probable"
        bars.bars(p, [str(c) for c in range(len(p))], [ORANGE if c == label else BLUE for c in range(len(p))])
        bars.line([-0.5, len(p) - 0.5], [1 / len(p)] * 2, GREY, 1, "2 3")
        ends = f"{two_digits(hidden.min())} to {two_digits(hidden.max())}"
        before = f"Image {row}, a {label}: the outputs of {len(hidden)} hidden units, as squares, run from {ends}."
        after = f"The largest probability is {p[said]:.2f}, for {said}; the right digit, {label}, gets {p[label]:.2f}."
        return "\n".join([svg_image([pixels, units], 310, 168, before), svg_image([bars], 310, 168, after)])

    explore(draw, [slider("image", range(len(images)), 0, steps=(1, 10, -1))], "what the layers pass on")


def _squares(values: np.ndarray) -> np.ndarray:
    """Return colours (h, w, 3) from blue (below 0) over white to orange, on a scale of their own."""
    share = values / max(float(np.abs(values).max()), 1e-9)
    far = COLOURS[(share > 0).astype(int)]
    colours: np.ndarray = 255 + np.abs(share)[..., None] * (far - 255)
    return colours
