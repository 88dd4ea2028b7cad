"""Curves: a function of one number, a loss over the steps, bars to compare."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from helpers.plots.show import BLUE, LINES, RED, STYLES, axes, show


def curves(functions: Mapping[str, Callable], low: float, high: float, x_name: str = "z", y_name: str = "") -> None:
    """Draw functions of one number in one picture, with a gap where one jumps: `curves({"step": step}, -6, 6)`."""
    figure, (ax,) = axes(height=3.2)
    x = np.linspace(low, high, 401)
    told = []
    for (name, f), colour, style in zip(functions.items(), LINES, STYLES, strict=False):
        y = np.asarray(f(x), dtype=float)
        jump = np.append(np.abs(np.diff(y)) > 0.5 * np.ptp(y), False)
        ax.plot(x, np.where(jump, np.nan, y), color=colour, linestyle=style, label=name, linewidth=2)
        told.append(f"{name} goes from {y[0]:.2f} to {y[-1]:.2f}")
    ax.set(xlabel=x_name, ylabel=y_name)
    ax.legend(frameon=False)
    show(figure, f"Curves over {x_name} from {low:g} to {high:g}: {'; '.join(told)}.")


def losses(
    runs: Mapping[str, Sequence[float]], x_name: str = "step", y_name: str = "loss", log: bool = False, first: int = 0
) -> None:
    """Draw losses over the steps, one line a run: `losses({"learning rate 0.1": [0.69, 0.4]})`.

    The steps count from `first`.
    """
    figure, (ax,) = axes(height=3.4)
    told = []
    for (name, run), colour, style in zip(runs.items(), LINES, STYLES, strict=False):
        ax.plot(range(first, first + len(run)), run, color=colour, linestyle=style, label=name, linewidth=2)
        told.append(f"{name} starts at {run[0]:.3g} and ends at {run[-1]:.3g}")
    ax.set(xlabel=x_name, ylabel=y_name, yscale="log" if log else "linear")
    ax.legend(frameon=False)
    show(figure, f"{y_name.capitalize()} over the {x_name}s: {'; '.join(told)}.")


def history(seen: Mapping[str, Sequence[float]]) -> None:
    """Draw what `network.train` saw, epoch by epoch: the losses, and beside them the accuracies where there are any."""
    panels = [[name for name in seen if name.endswith(kind)] for kind in ("loss", "accuracy")]
    panels = [names for names in panels if names]
    figure, drawn = axes(3.9 * len(panels), 3.2, len(panels))
    told = []
    for ax, names in zip(drawn, panels, strict=True):
        for name, colour, style in zip(names, LINES, STYLES, strict=False):
            ax.plot(range(1, len(seen[name]) + 1), seen[name], color=colour, linestyle=style, label=name, linewidth=2)
            told.append(f"{name} starts at {seen[name][0]:.3g} and ends at {seen[name][-1]:.3g}")
        ax.set(xlabel="epoch", ylabel=names[0].removeprefix("val_"))
        ax.legend(frameon=False)
    show(figure, f"History of a training, over the epochs: {'; '.join(told)}.")


def bars(
    values: Mapping[str, float], x_name: str, low: float = 0.0, high: float = 1.0, mark: float | None = None
) -> None:
    """Draw one bar a name, with its number: `bars({"one neuron": 0.6, "network": 0.95}, "test accuracy")`.

    `mark` draws a dashed line at a number to compare with.
    """
    high = max(high, *values.values())
    figure, (ax,) = axes(height=0.8 + 0.45 * len(values))
    ax.barh(list(values), list(values.values()), color=BLUE, height=0.6)
    for row, value in enumerate(values.values()):
        ax.text(value, row, f" {value:.3g}", va="center")
    ax.invert_yaxis()
    ax.set(xlabel=x_name, xlim=(low, high + 0.1 * (high - low)))
    if mark is not None:
        ax.axvline(mark, color=RED, linestyle="--", linewidth=1.5)
    told = ", ".join(f"{name} {value:.3g}" for name, value in values.items())
    show(figure, f"Bars of {x_name}: {told}." + ("" if mark is None else f" A dashed line stands at {mark:g}."))
