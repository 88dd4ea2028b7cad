"""Features made by hand for digits of 28 x 28 pixels: a novice's, and an expert's."""

import numpy as np

CELL, DIRECTIONS = 4, 6  # pixels on a side of a cell; directions that the expert tells apart, over half a turn


def novice(images: np.ndarray) -> np.ndarray:
    """Return the mean ink in each of 7 x 7 cells of 4 x 4 pixels.

    Parameters
    ----------
    images : ndarray (m, 28, 28)
        From 0 (paper) to 1 (ink).

    Returns
    -------
    ndarray (m, 49)
        A row for each image.
    """
    cells: np.ndarray = images.reshape(-1, 7, CELL, 7, CELL).mean(axis=(2, 4))
    return cells.reshape(-1, 49)


def expert(images: np.ndarray) -> np.ndarray:
    """Return which way the edges run in each part of an image: histograms of oriented gradients.

    For each cell of 4 x 4 pixels: how much edge there is in each of six directions. For each block of 2 x 2 cells,
    36 of them: its 24 numbers, over the root of their sum of squares, so that faint ink counts as much as dark.
    N. Dalal and B. Triggs, Histograms of oriented gradients for human detection, CVPR 2005.

    Parameters
    ----------
    images : ndarray (m, 28, 28)
        From 0 (paper) to 1 (ink).

    Returns
    -------
    ndarray (m, 864)
        A row for each image.
    """
    cells = _edges(np.asarray(images))
    corners = [cells[:, i : i + 6, j : j + 6] for i in (0, 1) for j in (0, 1)]
    blocks = np.concatenate(corners, axis=3)  # (m, 6, 6, 24)
    normed: np.ndarray = blocks / np.sqrt((blocks**2).sum(axis=3, keepdims=True) + 0.01)
    return normed.reshape(len(images), -1)


def _edges(images: np.ndarray) -> np.ndarray:
    """Return how much edge runs in each direction in each cell, (m, 7, 7, 6)."""
    right, down = np.zeros_like(images), np.zeros_like(images)
    right[:, :, 1:-1] = images[:, :, 2:] - images[:, :, :-2]
    down[:, 1:-1] = images[:, 2:] - images[:, :-2]
    edge = np.nonzero((right != 0) | (down != 0))  # of most pixels, none
    strength, turn = np.hypot(right[edge], down[edge]), np.arctan2(down[edge], right[edge]) * (DIRECTIONS / np.pi)
    lower = np.floor(turn).astype(int)
    image, row, column = edge
    place = ((image * 7 + row // CELL) * 7 + column // CELL) * DIRECTIONS
    sums = np.zeros(len(images) * 49 * DIRECTIONS)
    for direction, near in ((lower, 1 - (turn - lower)), (lower + 1, turn - lower)):
        sums += np.bincount(place + direction % DIRECTIONS, strength * near, len(sums))
    return sums.reshape(-1, 7, 7, DIRECTIONS)
