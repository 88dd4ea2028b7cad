"""Which class is taken for which: a table of shares, drawn."""

from collections.abc import Sequence

import numpy as np

from helpers.plots.show import axes, show

MOST = 3  # pairs that are named


def confusion(counts: np.ndarray, names: Sequence[object], title: str = "") -> None:
    """Draw a confusion matrix as per cent of each row: the mistakes in orange, darker where there are more.

    The pairs most often confused, both ways together, are named above. The diagonal, what is right, is grey; where
    nothing, or less than half a per cent, was called so, the paper stays white.

    Parameters
    ----------
    counts : ndarray (n, n)
        Entry [i, j] counts examples of class i that were predicted as class j.
    names : sequence (n,)
        The classes' names.
    title : str, optional
        Stands above the picture.
    """
    shares = 100 * np.asarray(counts, dtype=float) / np.sum(counts, axis=1, keepdims=True)
    wrong = shares * (1 - np.eye(len(shares)))
    figure, (ax,) = axes(5.6, 5.0)
    most = max(20.0, float(wrong.max()))
    ax.imshow(np.ma.masked_less(np.round(wrong), 1), cmap="Oranges", vmin=-most / 4, vmax=most)
    ax.imshow(np.ma.masked_equal(np.eye(len(shares)), 0), cmap="Greys", vmin=0, vmax=6)
    for (i, j), share in np.ndenumerate(shares):
        if round(share):
            ax.text(j, i, f"{share:.0f}", ha="center", va="center", fontsize=9)
    places = range(len(shares))
    ax.set(xticks=places, yticks=places, xticklabels=names, yticklabels=names, xlabel="called", ylabel="is")
    ax.spines[:].set_visible(True)
    pairs = ", ".join(_pairs(wrong, names))
    ax.set_title(f"{title + ': ' if title else ''}most often confused {pairs}", fontsize=10)
    right = np.diag(shares)
    low, high = int(right.argmin()), int(right.argmax())
    show(
        figure,
        f"{title + ': ' if title else ''}a table of what each of {len(shares)} classes is called, in per cent. Most "
        f"often right: {names[high]}, {right[high]:.0f}; least often: {names[low]}, {right[low]:.0f}. "
        f"Most often confused: {pairs}.",
    )


def _pairs(wrong: np.ndarray, names: Sequence[object]) -> list[str]:
    """Name the pairs most often confused, the worst first."""
    both = np.triu(wrong + wrong.T)
    worst = np.argsort(-both, axis=None, kind="stable")[:MOST]
    return [
        f"{names[i]} and {names[j]}"
        for i, j in zip(*np.unravel_index(worst, both.shape), strict=True)
        if both[i, j] > 0
    ]
