"""A boundary at several moments of a training, in one picture: it bends while the loss falls."""

from __future__ import annotations

from collections.abc import Mapping

from helpers.data import Table
from helpers.plots.plane import Decision, draw_boundary, right
from helpers.plots.show import axes, show


def bending(moments: Mapping[str, Decision], table: Table) -> None:
    """Draw what a decision says of the plane at four moments, in two rows of two.

    Parameters
    ----------
    moments : mapping of str to callable
        What stands above a panel, to the decision at that moment: it takes X (m, 2) and gives one number from 0 to 1
        an example, (m,).
    table : Table
        The examples; its X is (m, 2).
    """
    figure, made = axes(6.0, 5.8, 2, 2)
    for ax, (name, decide) in zip(made, moments.items(), strict=True):
        draw_boundary(ax, decide, table)
        ax.set(title=name, xticks=[0, 1], yticks=[0, 1])
        ax.label_outer()
    counts = [f"{name}, {right(decide, table)} of {len(table.y)} right" for name, decide in moments.items()]
    show(figure, f"One boundary at four moments of its training: {'; '.join(counts)}.")
