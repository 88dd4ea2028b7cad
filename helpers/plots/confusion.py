"""Which class is taken for which: a table of shares, drawn."""

from collections.abc import Sequence

import numpy as np

from helpers.plots.show import axes, show

MOST = 3  # pairs that are named


def confusion(counts: np.ndarray, names: Sequence[object], title: str = "", shares: bool = True) -> None:
    """Draw a confusion matrix: the mistakes in orange, darker where there are more.

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
    shares : bool
        Write per cent of each row? Else the counts are written.
    """
    counts = np.asarray(counts, dtype=float)
    percent = 100 * counts / counts.sum(axis=1, keepdims=True)
    written = percent if shares else counts
    wrong = written * (1 - np.eye(len(counts)))
    figure, (ax,) = axes(5.6, 5.0)
    most = max(20.0 if shares else 4.0, float(wrong.max()))
    ax.imshow(np.ma.masked_less(np.round(wrong), 1), cmap="Oranges", vmin=-most / 4, vmax=most)
    ax.imshow(np.ma.masked_equal(np.eye(len(counts)), 0), cmap="Greys", vmin=0, vmax=6)
    for (i, j), entry in np.ndenumerate(written):
        if round(entry):
            ax.text(j, i, f"{entry:.0f}", ha="center", va="center", fontsize=9 if shares else 10)
    places = range(len(counts))
    ax.set(xticks=places, yticks=places, xticklabels=names, yticklabels=names, xlabel="called", ylabel="is")
    ax.spines[:].set_visible(True)
    unit = "" if shares else " %"
    pairs = ", ".join(_pairs(wrong, names, counted=not shares))
    ax.set_title(f"{title + ': ' if title else ''}most often confused {pairs}", fontsize=10)
    right = np.diag(percent)
    low, high = int(right.argmin()), int(right.argmax())
    show(
        figure,
        f"{title + ': ' if title else ''}a table of what each of {len(counts)} classes is called, "
        f"{'in per cent' if shares else 'counted'}. Most "
        f"often right: {names[high]}, {right[high]:.0f}{unit}; least often: {names[low]}, {right[low]:.0f}{unit}. "
        f"Most often confused: {pairs}.",
    )


def _pairs(wrong: np.ndarray, names: Sequence[object], counted: bool) -> list[str]:
    """Name the pairs most often confused, the worst first, and say how often where they were counted."""
    both = np.triu(wrong + wrong.T)
    worst = np.argsort(-both, axis=None, kind="stable")[:MOST]
    return [
        f"{names[i]} and {names[j]}" + (f" ({both[i, j]:.0f})" if counted else "")
        for i, j in zip(*np.unravel_index(worst, both.shape), strict=True)
        if both[i, j] > 0
    ]
