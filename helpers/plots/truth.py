"""Truth tables of two inputs as small pictures: a square with a sign at every corner."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from helpers.plots.show import BLUE, GREY, ORANGE, axes, show

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
COLUMNS = 8


def truth_tables(tables: Sequence[Sequence[int]], titles: Sequence[str] = ()) -> None:
    """Draw truth tables (4,) of 0 and 1 for the inputs 00, 01, 10, 11, eight in a row: a full square is a 1."""
    rows = -(-len(tables) // COLUMNS)
    wide = min(len(tables), COLUMNS)
    figure, (ax,) = axes(1.05 * wide, 1.2 * rows)
    names = [str(title) for title in titles] or ["".join(str(int(v)) for v in table) for table in tables]
    for i, (table, name) in enumerate(zip(tables, names, strict=True)):
        _square(ax, 2.1 * (i % COLUMNS), -2.4 * (i // COLUMNS), table, name)
    ax.set(xlim=(-0.6, 2.1 * wide - 0.5), ylim=(-2.4 * rows + 1.9, 2), aspect="equal")
    ax.axis("off")
    show(figure, f"{len(tables)} truth tables as squares, a full sign at a corner for a 1: {', '.join(names)}.")


def _square(ax: Axes, x: float, y: float, table: Sequence[int], name: str) -> None:
    ax.plot([x, x + 1, x + 1, x, x], [y, y, y + 1, y + 1, y], color=GREY, linewidth=0.7, zorder=1)
    for (x1, x2), value in zip(CORNERS, table, strict=True):
        look = dict(marker="s", color=ORANGE) if value else dict(marker="o", color="white")
        edge = "black" if value else BLUE
        ax.scatter([x + x1], [y + x2], s=70, edgecolor=edge, linewidth=1.2, zorder=2, **look)
    ax.text(x + 0.5, y + 1.4, name, ha="center", va="center", fontsize=10)
