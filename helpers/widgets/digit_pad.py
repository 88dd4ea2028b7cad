"""A pad for a digit of one's own: what the network is given of it, and what the network says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from helpers.plots.show import BLUE, ORANGE
from helpers.widgets.explorable import explore, pen
from helpers.widgets.panels import Panel, svg_image, text

Strokes = Sequence[Sequence[Sequence[float]]]
SIZE, BOX, WIDTH = 28, 20, 2.6  # of an MNIST image, of the ink in it, and of the pen, in pixels
EXAMPLE = [[[0.32, 0.24], [0.44, 0.17], [0.58, 0.18], [0.65, 0.27], [0.62, 0.38], [0.53, 0.45], [0.45, 0.47],
            [0.56, 0.48], [0.66, 0.55], [0.69, 0.66], [0.63, 0.77], [0.5, 0.83], [0.37, 0.81],
            [0.3, 0.75]]]  # fmt: skip


def digit_pad(read: Callable[[np.ndarray], np.ndarray]) -> None:
    """Show a pad to draw a digit on, what a network is given of it, and what the network reads.

    Parameters
    ----------
    read : callable
        Takes images (1, 28, 28), from 0 (paper) to 1 (ink), and gives probabilities (1, 10) or labels (1,).
    """

    def draw(strokes: Strokes) -> str:
        image = as_mnist(strokes)
        said = np.asarray(read(image[None]))[0]  # an empty pad gets an answer, too: the network always gives one
        return f"{_given(image)}\n{_bars(said) if said.ndim else _label(said)}"

    explore(draw, [pen("Draw a digit", EXAMPLE)], "a digit of your own")


def _given(image: np.ndarray) -> str:
    """Draw an image (28, 28) as large as the pad, and say how large its ink is."""
    words = "The pad is empty."
    if image.any():
        high, wide = (np.ptp(np.flatnonzero((image >= 0.5).any(axis=axis))) + 1 for axis in (1, 0))
        words = f"The ink is {high} pixels high and {wide} wide."
    panel = Panel((0, 1), (0, 1), (10, 30), (224, 224), title="what the network is given")
    panel.image(image)
    return svg_image([panel, text(10, 275, words)], 244, 285, words)


def _bars(P: np.ndarray) -> str:
    """Draw the probability (10,) of each digit."""
    best = P.argmax()
    panel = Panel((-0.5, 9.5), (0, 1), (50, 30), (250, 224), ("", "probability"), f"it reads {best}")
    panel.bars(P, [str(digit) for digit in range(10)], [ORANGE if digit == best else BLUE for digit in range(10)])
    likely = [f"{digit} with probability {P[digit]:.2f}" for digit in np.argsort(-P)[:2] if P[digit] >= 0.005]
    return svg_image([panel], 310, 285, f"The network reads {', then '.join(likely)}.")


def _label(digit: np.ndarray) -> str:
    """Write the label () of a network that gives nothing else."""
    panel = Panel((0, 1), (0, 1), (10, 30), (224, 224), title="what the network reads")
    panel.words(0.5, 0.25, str(digit), 150, ORANGE, "middle")
    return svg_image([panel], 244, 285, f"The network reads the digit {digit}.")


def as_mnist(strokes: Strokes) -> np.ndarray:
    """Draw strokes as the images of MNIST are made.

    The longer side of the ink's box becomes 20 pixels, and the ink's centre of mass comes to the middle of 28 x 28
    pixels (Y. LeCun, C. Cortes and C. Burges, The MNIST database of handwritten digits,
    http://yann.lecun.com/exdb/mnist/). The pen is always 2.6 of these pixels wide.

    Parameters
    ----------
    strokes : list of strokes
        Each is a list of points [x, y], y downwards, in any unit.

    Returns
    -------
    ndarray (28, 28)
        Shares of ink, from 0 (paper) to 1; without a stroke, zeros.
    """
    ways = [np.asarray(stroke, dtype=float) for stroke in strokes if len(stroke)]
    if not ways:
        return np.zeros((SIZE, SIZE))
    low, high = np.min([way.min(axis=0) for way in ways], axis=0), np.max([way.max(axis=0) for way in ways], axis=0)
    longest = float((high - low).max())
    scale = (BOX - WIDTH) / longest if longest > 0 else 0.0
    points = np.concatenate([_along((way - (low + high) / 2) * scale) for way in ways]) + SIZE / 2
    ink = _ink(points)
    mass = np.array([ink.sum(axis=0), ink.sum(axis=1)]) @ (np.arange(SIZE) + 0.5) / ink.sum()
    room = np.floor((SIZE - WIDTH - (high - low) * scale) / 2 + 1e-9)  # all the ink stays in the image
    right, down = np.clip(np.round(SIZE / 2 - mass), -room, room).astype(int)
    return np.roll(ink, (down, right), axis=(0, 1))


def _along(way: np.ndarray) -> np.ndarray:
    """Return points (k, 2), at most 0.7 pixels apart, on the line through the points (n, 2) of a stroke."""
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
    at = np.linspace(0, far[-1], int(far[-1] / 0.7) + 2)
    return np.column_stack([np.interp(at, far, way[:, axis]) for axis in (0, 1)])


def _ink(points: np.ndarray) -> np.ndarray:
    """Set a round pen down at each point (k, 2), and return the ink (28, 28); at the edge it falls from 1 to 0."""
    reach = np.arange(-2, 3)
    columns, rows = np.floor(points.T).astype(int)[:, :, None] + reach  # the 5 x 5 pixels around each point
    across, down = (np.array([columns, rows]) + 0.5 - points.T[:, :, None]) ** 2
    distance = np.sqrt(down[:, :, None] + across[:, None, :])
    ink = np.zeros((SIZE + 4, SIZE + 4))
    np.maximum.at(ink, (rows[:, :, None] + 2, columns[:, None, :] + 2), np.clip(WIDTH / 2 + 0.5 - distance, 0, 1))
    return ink[2:-2, 2:-2]
